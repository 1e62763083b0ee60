// The trace page in a browser: without script, at phone width, by keyboard, and what axe says; long chains are folded.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { findAccessibilityFaults, fitsItsWidth, openBrowser, openPage } from '../../../test/support/browser.ts';
import { makeEvent, placeUri } from '../../../test/support/sample-events.ts';
import { startTestProduct } from '../../../test/support/test-product.ts';
import { captureChain, chain, received, registerChain, thingOf } from '../../../test/trace/sample-chain.ts';
import { captureEvents } from '../../../test/support/capture-events.ts';
import { packDisclosure } from '../../access/disclosure.ts';

const product = await startTestProduct();
const organisations = await registerChain(product);
const { shop } = organisations;
await captureChain(product, organisations);
const page = async (url: string) => product.app.inject({ url, headers: { accept: 'text/html' } });
const traceUrl = (code: string, more = ''): string => `/truy-vet?code=${encodeURIComponent(code)}${more}`;

test('the page says what was found, in words', async () => {
  const { statusCode, body } = await page(traceUrl(chain.farmLotA));
  assert.equal(statusCode, 200);
  for (const words of [
    'Ớt tươi Ninh Sơn, lô A',
    'Muối tôm Bà Đen',
    'và 14 sản phẩm khác',
    'Công ty Kho Trảng Bàng giao kiện',
    'cho Cửa hàng Hoa Sen lúc 09/10/2026 08:00',
    'Đã giao, chưa nhận',
    '90 kg',
  ])
    assert.ok(body.includes(words), words);
  assert.ok(body.includes('/api/v1/trace?code='));
  assert.ok((await page(traceUrl(chain.farmLotA, '&lang=en'))).body.includes('there is no receiving event'));
});

test('a shipment of today is on its way, not broken', async () => {
  const before = product.clock;
  product.clock = new Date('2026-10-10T03:00:00Z');
  const { body } = await page(traceUrl(chain.jar(12)));
  product.clock = before;
  assert.ok(body.includes('Đang trên đường') && !body.includes('id="cho-dut"'));
});

test('a lot that went to several places says so; where nothing is broken the shipments are told, calmly', async () => {
  const { body } = await page(traceUrl(chain.madeLot));
  assert.ok(!body.includes('đã chia về'), 'all jars were last seen at one place');
  await captureEvents(product, shop, [
    makeEvent('ObjectEvent', '2026-10-09T15:00:00+07:00', { epcList: [chain.box(2)], ...received(3, 4) }),
  ]);
  const spread = (await page(traceUrl(chain.madeLot))).body;
  for (const words of [
    'Hàng của lô đã chia về 2 nơi',
    'đã chia về 2 nơi',
    'Cửa hàng Hoa Sen số 1',
    'Cả 3 lần giao hàng đã khai đều có bên nhận xác nhận',
  ])
    assert.ok(spread.includes(words), words);
  assert.ok((await page(traceUrl(chain.madeLot, '&lang=en'))).body.includes('The goods of the lot went to 2 places'));
  assert.ok(!(await page(traceUrl(chain.jar(12)))).body.includes('đã chia về'), 'a piece is in one place');
});

test('a limit is told with a way on', async () => {
  const { body } = await page(traceUrl(chain.farmLotA, '&direction=forward&depth=1'));
  assert.ok(body.includes('Dừng ở 1 chặng; còn ít nhất') && body.includes('depth=50'));
});

test('a code that cannot be read is answered with what is wrong, at the field', async () => {
  const { statusCode, body } = await page(traceUrl('0109520000000013'));
  assert.equal(statusCode, 400);
  assert.ok(body.includes('aria-invalid="true"') && body.includes('id="code-error"'));
  const typed = await page(traceUrl('<script>alert(1)</script>'));
  assert.ok(typed.statusCode === 400 && !typed.body.includes('<script>alert'));
});

test('a column in which nothing stands is left out: amounts that the public may not see have no heading', async () => {
  const heading = (body: string) => body.split('>Lượng</th>').length - 1;
  assert.ok(heading((await page(traceUrl(chain.farmLotA))).body) > 0, 'the amounts are public');
  const { rows } = await product.context.database.system.query<{ id: number; disclosure: number }>(
    'select id, disclosure from organisations',
  );
  const hidden = packDisclosure({
    what: 'public',
    where: 'public',
    who: 'public',
    quantity: 'private',
    documents: 'public',
    ilmd: 'public',
  });
  const set = async (organisation: { id: number; disclosure: number }) => {
    await product.context.database.system.query('update organisations set disclosure = $2 where id = $1', [
      organisation.id,
      organisation.disclosure,
    ]);
    await product.context.database.system.query('update events set disclosure = $2 where org_id = $1', [
      organisation.id,
      organisation.disclosure,
    ]);
  };
  for (const { id } of rows) await set({ id, disclosure: hidden });
  const { body } = await page(traceUrl(chain.farmLotA));
  for (const row of rows) await set(row);
  assert.ok(body.includes('Ớt tươi Ninh Sơn, lô A') && body.includes('>Chặng</th>'), body.slice(0, 500));
  assert.equal(heading(body), 0);
});

test('a place shows what is there, and pages on', async () => {
  const { body } = await page(traceUrl(placeUri(13)));
  for (const words of ['Kho Trảng Bàng', 'Đang ở đây', 'Từ ngày']) assert.ok(body.includes(words), words);
  assert.equal((await page(traceUrl(placeUri(13), '&from=2026-13-01'))).statusCode, 400);
  assert.equal((await page(traceUrl(placeUri(13), '&before=1-99999999999999999999'))).statusCode, 400);
});

test('in a browser: fits a phone without script, axe finds nothing, boxes are reached by keyboard', async (t) => {
  const browser = await openBrowser();
  if (browser === undefined) return t.skip('no browser');
  await product.app.listen({ port: 0, host: '127.0.0.1' });
  const origin = `http://127.0.0.1:${(product.app.server.address() as AddressInfo).port}`;
  let looked = 0;
  for (const path of ['/truy-vet', traceUrl(chain.jar(12)), traceUrl(chain.farmLotA), traceUrl(placeUri(13)), traceUrl('nonsense')])
    for (const width_px of [360, 768, 1280]) {
      const shown = await openPage(browser, { script: false, width_px });
      await shown.goto(origin + path);
      assert.ok(await fitsItsWidth(shown), `${path} at ${width_px}`);
      await shown.context().close();
      looked++;
    }
  assert.equal(looked, 15);
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  for (const path of [
    '/truy-vet',
    traceUrl(chain.jar(12)),
    traceUrl(placeUri(13)),
    traceUrl('nonsense'),
    traceUrl(chain.farmLotA, '&lang=en'),
  ]) {
    const shown = await openPage(browser, { script: true });
    await shown.goto(origin + path);
    assert.ok(await fitsItsWidth(shown), `${path} is wider than a phone`);
    assert.deepEqual(await findAccessibilityFaults(shown, axe), [], path);
    await shown.context().close();
  }
  const shown = await openPage(browser, { script: true, width_px: 1280 });
  await shown.goto(origin + traceUrl(chain.jar(12)));
  await shown.locator('.graph a').first().focus();
  const isElsewhere = (url: URL): boolean =>
    url.searchParams.get('code') === thingOf(chain.box(2)) || url.searchParams.get('code') === thingOf(chain.pallet);
  await Promise.all([shown.waitForURL(isElsewhere, { timeout: 10_000 }), shown.keyboard.press('Enter')]);
  assert.equal(await shown.locator('h1').textContent(), 'Truy vết');
});
