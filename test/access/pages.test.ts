// The pages of signed-in people in a real browser: sign-in by keyboard without script, axe, 360 px, weight.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { findRootDir } from '../../app/config.ts';
import { findAccessibilityFaults, fitsItsWidth, openBrowser, openPage } from '../support/browser.ts';
import { startTestProduct } from '../support/test-product.ts';
import { makeFixture } from './matrix-fixture.ts';
import { addOrganisation, addPerson, test_password } from './people.ts';

const page_max_bytes = 120_000;
const browser = await openBrowser();
const skip = browser === undefined ? 'no browser' : false;

const product = await startTestProduct();
const { ids } = await makeFixture(product);
await addPerson(product, 'quan.tri', { administrator: true });
await addOrganisation(product, 'mot-ten-rat-dai', {
  name: 'Hợp tác xã Dịch vụ Nông nghiệp Sản xuất Kinh doanh Tổng hợp Mãng cầu Suối Xanh Bà Đen',
  approved_at: null,
});
const address = await product.app.listen({ port: 0, host: '127.0.0.1' });
const axe = readFileSync(path.join(findRootDir(), 'node_modules/axe-core/axe.min.js'), 'utf8');

const pagesOf: Readonly<Record<string, readonly string[]>> = {
  'chu.so.huu': [
    '/tai-khoan',
    '/tai-khoan/bao-mat',
    '/tai-khoan/xac-thuc-hai-lop',
    '/khong-gian',
    '/khong-gian/tai-lieu',
    `/khong-gian/tai-lieu/${ids['captureId']}`,
    '/khong-gian/gui-tai-lieu',
    '/khong-gian/su-kien',
    '/khong-gian/su-kien?tu=1/11/2026',
    `/khong-gian/su-kien/${ids['seq']}`,
    '/khong-gian/san-pham',
    '/khong-gian/dia-diem',
    '/khong-gian/khoa-api',
    `/khong-gian/khoa-api/${ids['keyId']}/thu-hoi`,
    '/khong-gian/quyen-xem',
    '/khong-gian/thanh-vien',
    `/khong-gian/thanh-vien/${ids['spare']}/roi`,
  ],
  'quan.tri': [
    '/dieu-hanh',
    '/dieu-hanh/co-so',
    `/dieu-hanh/co-so/${ids['waiting']}`,
    '/dieu-hanh/phan-anh',
    '/dieu-hanh/phan-anh/NN-2222-2222',
    '/dieu-hanh/nhat-ky',
  ],
};

/** By keyboard alone: the first stop is the skip link, the form follows in order, Enter sends it. */
async function signInByKeyboard(page: Page, login: string): Promise<void> {
  await page.goto(`${address}/dang-nhap`);
  await page.keyboard.press('Tab');
  assert.equal(await page.locator(':focus').getAttribute('href'), '#noi-dung');
  await page.locator('#login').focus();
  await page.keyboard.type(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(test_password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/dang-nhap');
}

test('without script a person signs in, makes a key and signs out again', { skip }, async () => {
  const page = await openPage(browser!, { script: false });
  await signInByKeyboard(page, 'chu.so.huu');
  assert.equal(new URL(page.url()).pathname, '/khong-gian');
  await page.goto(`${address}/khong-gian/khoa-api`);
  await page.fill('#name', 'Máy in tem');
  await page.locator('form[action="/khong-gian/khoa-api"] button').click();
  assert.match((await page.locator('main code').first().textContent()) ?? '', /^nguon_\w{9}_\w{33}$/);
  await page.locator('form[action="/dang-xuat"] button').click();
  await page.waitForURL((url) => url.pathname === '/dang-nhap');
  await page.goto(`${address}/khong-gian`);
  assert.equal(new URL(page.url()).pathname, '/dang-nhap');
  await page.context().close();
});

test('a wrong password is told at the top, tied to its field, and keeps the login', { skip }, async () => {
  const page = await openPage(browser!, { script: false });
  await page.goto(`${address}/dang-nhap`);
  await page.fill('#login', 'chu.so.huu');
  await page.fill('#password', 'sai rồi');
  await page.keyboard.press('Enter');
  assert.match((await page.locator('[role=alert]').textContent()) ?? '', /không đúng/);
  assert.deepEqual([await page.inputValue('#login'), await page.inputValue('#password')], ['chu.so.huu', '']);
  await page.context().close();
});

test('every page fits a phone, is free of axe faults and light', { skip }, async () => {
  const faults: string[] = [];
  let looked = 0;
  for (const [login, paths] of Object.entries(pagesOf)) {
    const page = await openPage(browser!, { script: true });
    await signInByKeyboard(page, login);
    for (const path_ of [...paths, ...(login === 'quan.tri' ? [] : ['/khong-gian?lang=en', '/khong-gian?lang=vi'])]) {
      const answer = await page.goto(address + path_);
      assert.equal(answer?.status(), 200, path_);
      looked++;
      if (!(await fitsItsWidth(page))) faults.push(`${path_}: wider than 360 px`);
      const bytes = (await answer!.body()).length;
      if (bytes > page_max_bytes) faults.push(`${path_}: ${bytes} bytes`);
      for (const fault of await findAccessibilityFaults(page, axe)) faults.push(`${path_}: ${fault}`);
    }
    await page.context().close();
  }
  assert.deepEqual(faults, []);
  assert.equal(looked, 25);
});
