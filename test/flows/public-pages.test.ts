// The public pages in a browser: accessibility, phone width, keyboard, with script off.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { captureDocument } from '../../app/capture/capture-document.ts';
import { approveOrganisation } from '../../app/party/approve-organisation.ts';
import { registerOrganisation } from '../../app/party/register-organisation.ts';
import { registerCertificate } from '../../app/product/register-certificate.ts';
import { registerProduct } from '../../app/product/register-product.ts';
import { findAccessibilityFaults, fitsItsWidth, openBrowser, openPage } from '../support/browser.ts';
import { gtin, itemUri, makeDocument, makeEvent } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';

const { app, context, clock } = await startTestProduct();
const { system } = context.database;
const by = { at: clock, actor: 'test' };
const maker = await registerOrganisation(
  system,
  { legalKind: 'enterprise', name: 'Công ty TNHH Gia vị Nắng Gió Tây Ninh', phone: '0276 000 000' },
  by,
);
await approveOrganisation(system, maker.id, by);
await registerProduct(
  system,
  {
    orgId: maker.id,
    code: gtin(1),
    name: 'Muối tôm Tây Ninh',
    nameEn: 'Shrimp salt',
    category: 'Thực phẩm',
    netContent: '150 g',
    ocopStars: 5,
    standard: 'HACCP',
  },
  by,
);
const paper = {
  orgId: maker.id,
  thing: `01/${gtin(1)}`,
  kind: 'certificate',
  number: 'H1',
  issuerName: 'Công ty Cổ phần Chứng nhận Minh Nông',
  vouchedBy: 'third_party',
  issuedOn: '2025-01-01',
} as const;
await registerCertificate(system, { ...paper, name: 'HACCP', validUntil: '2028-01-01' }, by);
await registerCertificate(system, { ...paper, name: 'VietGAP', validUntil: '2026-01-01' }, by);
const at = (day: number, bizStep: string, serial: string, more = {}) =>
  makeEvent('ObjectEvent', `2026-11-${day}T08:00:00+07:00`, {
    action: bizStep === 'commissioning' ? 'ADD' : 'OBSERVE',
    bizStep,
    epcList: [itemUri(1, serial)],
    ...more,
  });
await captureDocument(context, {
  orgId: maker.id,
  actor: 'test',
  source: 'document',
  mediaType: 'application/json',
  errorBehaviour: 'rollback',
  body: makeDocument([
    at(10, 'commissioning', 'R1', { ilmd: { 'cbvmda:lotNumber': 'MT-1', 'cbvmda:itemExpirationDate': '2027-11-10' } }),
    at(11, 'shipping', 'R1'),
    at(15, 'stocking', 'R1'),
    at(10, 'commissioning', 'C1', { ilmd: { 'cbvmda:lotNumber': 'MT-2' } }),
    at(12, 'holding', 'C1', { disposition: 'recalled' }),
    at(10, 'encoding', 'E1', { disposition: 'encoded' }),
    at(10, 'commissioning', 'V1'),
    at(12, 'destroying', 'V1', { disposition: 'destroyed' }),
  ]),
});
const origin = await app.listen({ port: 0, host: '127.0.0.1' });
const browser = await openBrowser();

const item = (serial: string): string => `/xem/01/${gtin(1)}/21/${serial}`;
const paths = [
  '/',
  '/?lang=en',
  '/tim-kiem?q=muoi',
  '/tim-kiem?q=zzzz',
  '/nhap-ma',
  '/nhap-ma?ma=abc',
  '/san-pham/muoi-tom-tay-ninh',
  `/co-so/${maker.slug}`,
  '/thu-hoi',
  '/cach-doc-trang',
  '/khong-co',
  item('R1'),
  `${item('R1')}?lang=zh`,
  item('C1'),
  item('E1'),
  item('V1'),
  item('NOBODY'),
  `/xem/01/${gtin(1)}`,
  `/xem/01/${gtin(1)}?lang=en`,
  `/xem/01/${gtin(777)}/10/X`,
  '/01/123',
  `/xem/bao-nghi-ngo?code=${gtin(1)}`,
];

test('axe finds nothing, and no page is wider than a phone', { skip: browser === undefined }, async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const faults: string[] = [];
  // 320 px is also a window of 640 px at 200 % zoom (WCAG 1.4.4, 1.4.10).
  for (const width_px of [320, 768, 1_280]) {
    const page = await openPage(browser!, { script: true, width_px });
    for (const path of paths) {
      await page.goto(origin + path);
      if (!(await fitsItsWidth(page))) faults.push(`${width_px} ${path}: too wide`);
      if (width_px !== 768) faults.push(...(await findAccessibilityFaults(page, axe)).map((fault) => `${width_px} ${path}: ${fault}`));
    }
    await page.context().close();
  }
  assert.deepEqual(faults, []);
});

test('links, buttons and fields are large enough for a thumb on the scan page', { skip: browser === undefined }, async () => {
  const page = await openPage(browser!, { script: true });
  await page.goto(origin + item('R1'));
  const small = await page.evaluate(
    `[...document.querySelectorAll('header a, .act a, summary, nav a, button, input:not([type=hidden])')].filter((e) => { const b = e.getBoundingClientRect(); return b.height < 44 || b.width < 44; }).map((e) => e.outerHTML.slice(0, 80))`,
  );
  assert.deepEqual(small, []);
});

test('without script: search, typed code, journey opened, a doubt reported', { skip: browser === undefined }, async () => {
  const page = await openPage(browser!, { script: false });
  await page.goto(origin + '/');
  await page.fill('#q', 'muoi tom');
  await page.press('#q', 'Enter');
  await page.click('text=Muối tôm Tây Ninh');
  await page.fill('#lo', 'mt-1');
  await page.click('text=Xem lô này');
  assert.match(page.url(), /\/xem\/01\/\d{14}\/10\/MT-1$/);
  await page.goto(origin + item('R1'));
  assert.equal(await page.isVisible('text=Chưa thấy xác nhận nhận hàng'), false);
  await page.click('summary:has-text("Hành trình")');
  assert.equal(await page.isVisible('text=Chưa thấy xác nhận nhận hàng'), true);
  await page.click('text=Báo nghi ngờ');
  await page.check('input[value=copied_code]');
  await page.fill('#details', 'Tem bị bóc ra dán lại');
  await page.setInputFiles('#photo', { name: 'anh.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a0000', 'hex') });
  await page.click('button:has-text("Gửi")');
  assert.match(page.url(), /\/xem\/bao-nghi-ngo\/NN-/);
  assert.equal(await page.isVisible('text=Đang chờ xem'), true);
});

test('by keyboard: the first stop is the way past the header', { skip: browser === undefined }, async () => {
  const page = await openPage(browser!, { script: true });
  for (const path of ['/', item('R1')]) {
    await page.goto(origin + path);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(`document.activeElement.textContent`), 'Đến nội dung chính');
    await page.keyboard.press('Enter');
    assert.match(page.url(), /#(m|noi-dung)$/);
  }
});
