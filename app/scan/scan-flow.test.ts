// From captured events to what the scan page says: every verdict, in its order, over HTTP.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registerCertificate, withdrawCertificate } from '../product/register-certificate.ts';
import { registerProduct } from '../product/register-product.ts';
import { caseUri, gtin, insertTestOrganisation, itemUri, lotUri, makeEvent } from '../../test/support/sample-events.ts';
import type { JsonEvent } from '../../test/support/sample-events.ts';
import { captureEvents } from '../../test/support/capture-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { scanRuntimeOf } from './scan-runtime.ts';

const product = await startTestProduct();
const by = () => ({ at: product.clock, actor: 'test' });
const maker = await insertTestOrganisation(product.context.database.system, 'nha-lam');
const shop = await insertTestOrganisation(product.context.database.system, 'cua-hang');
await registerProduct(
  product.context.database.system,
  { orgId: maker, code: gtin(1), name: 'Muối tôm Nắng', nameEn: 'Shrimp salt', nameZh: '虾盐', category: 'Thực phẩm', netContent: '150 g' },
  by(),
);

const capture = (orgId: number, ...events: JsonEvent[]): Promise<void> => captureEvents(product, orgId, events);

const object = (time: string, action: string, bizStep: string, what: JsonEvent): JsonEvent =>
  makeEvent('ObjectEvent', time, { action, bizStep, ...what });
const made = (serial: string, lot: string, time = '2026-11-19T08:00:00+07:00'): JsonEvent =>
  object(time, 'ADD', 'commissioning', {
    epcList: [itemUri(1, serial)],
    disposition: 'active',
    ilmd: { 'cbvmda:lotNumber': lot, 'cbvmda:itemExpirationDate': '2027-11-19' },
  });

async function look(path: string): Promise<{ status: number; html: string; verdict: string; title: string }> {
  const answer = await product.app.inject(path);
  const html = answer.body;
  return {
    status: answer.statusCode,
    html,
    verdict: /class="v ([a-z]*)"/.exec(html)?.[1] ?? '?',
    title: /<h1 id="v">([^<]*)</.exec(html)?.[1] ?? '',
  };
}

const page = (serial: string, lot?: string): string => `/xem/01/${gtin(1)}${lot === undefined ? '' : `/10/${lot}`}/21/${serial}`;

test('right: known, active, nothing against it; shows product, lot and dates', async () => {
  await capture(maker, made('R1', 'LR'));
  const { status, html, verdict, title } = await look(page('R1', 'LR'));
  assert.equal(status, 200);
  assert.equal(verdict, '');
  assert.equal(title, 'Mã đúng, hàng đang lưu hành');
  for (const text of ['Muối tôm Nắng', 'LR', '19/11/2027', '150 g', 'nha-lam', 'Hành trình']) assert.ok(html.includes(text), text);
});

test('unknown serial of a known product: 404, the product shown, never green', async () => {
  const { status, html, verdict, title } = await look(page('NOBODY', 'LR'));
  assert.deepEqual([status, verdict, title], [404, 'ask', 'Không có hồ sơ của mã này']);
  assert.ok(html.includes('Muối tôm Nắng') && !html.includes('Mã đúng'));
});

test('unknown product: 404 and no product', async () => {
  const { status, verdict, html } = await look(`/xem/01/${gtin(999)}/10/X`);
  assert.deepEqual([status, verdict], [404, 'ask']);
  assert.ok(html.includes(gtin(999)));
});

test('product without lot: neutral, never a green mark, asks for the lot', async () => {
  const { status, html, verdict } = await look(`/xem/01/${gtin(1)}`);
  assert.deepEqual([status, verdict], [200, 'info']);
  assert.ok(html.includes('name="lo"') && !html.includes('Mã đúng'));
});

test('only encoded: not activated', async () => {
  await capture(maker, object('2026-11-19T08:00:00+07:00', 'ADD', 'encoding', { epcList: [itemUri(1, 'E1')], disposition: 'encoded' }));
  const { status, verdict, title } = await look(page('E1'));
  assert.deepEqual([status, verdict, title], [200, 'wait', 'Mã chưa được kích hoạt']);
});

test('decommissioned: voided; alive again after a new commissioning', async () => {
  await capture(
    maker,
    made('V1', 'LV'),
    object('2026-11-20T08:00:00+07:00', 'DELETE', 'decommissioning', { epcList: [itemUri(1, 'V1')], disposition: 'inactive' }),
  );
  assert.equal((await look(page('V1'))).verdict, 'void');
  await capture(maker, made('V1', 'LV', '2026-11-20T10:00:00+07:00'));
  assert.equal((await look(page('V1'))).verdict, '');
});

test('a destroyed lot voids its items', async () => {
  await capture(
    maker,
    made('D1', 'LD'),
    object('2026-11-20T08:00:00+07:00', 'DELETE', 'destroying', {
      quantityList: [{ epcClass: lotUri(1, 'LD'), quantity: 10 }],
      disposition: 'destroyed',
    }),
  );
  assert.equal((await look(page('D1'))).verdict, 'void');
});

test('recall of the lot shows on its items, before anything else, also on voided ones', async () => {
  await capture(
    maker,
    made('C1', 'LC'),
    object('2026-11-20T08:00:00+07:00', 'DELETE', 'decommissioning', { epcList: [itemUri(1, 'C1')], disposition: 'inactive' }),
  );
  await capture(
    maker,
    object('2026-11-20T08:30:00+07:00', 'OBSERVE', 'holding', { quantityList: [{ epcClass: lotUri(1, 'LC') }], disposition: 'recalled' }),
  );
  const item = await look(page('C1'));
  assert.deepEqual([item.verdict, item.title], ['stop', 'Lô hàng này bị thu hồi']);
  assert.ok(item.html.includes('20/11/2026') && item.html.includes('đem trả'));
  assert.equal((await look(`/xem/01/${gtin(1)}/10/LC`)).verdict, 'stop');
  assert.equal((await look(page('R1'))).verdict, '', 'other lots are not touched');
});

test('a persistent recall stays when later events say something else, until it is unset', async () => {
  await capture(
    maker,
    made('P1', 'LP'),
    object('2026-11-20T08:00:00+07:00', 'OBSERVE', 'holding', {
      epcList: [itemUri(1, 'P1')],
      persistentDisposition: { set: ['recalled'] },
    }),
  );
  await capture(
    shop,
    object('2026-11-20T09:00:00+07:00', 'OBSERVE', 'stocking', { epcList: [itemUri(1, 'P1')], disposition: 'sellable_accessible' }),
  );
  assert.equal((await look(page('P1'))).title, 'Hàng này bị thu hồi');
  await capture(
    maker,
    object('2026-11-20T10:00:00+07:00', 'OBSERVE', 'inspecting', {
      epcList: [itemUri(1, 'P1')],
      persistentDisposition: { unset: ['recalled'] },
    }),
  );
  assert.notEqual((await look(page('P1'))).verdict, 'stop');
});

test('recall of the case in which an item lies; not after it was taken out', async () => {
  await capture(
    maker,
    made('B1', 'LB'),
    makeEvent('AggregationEvent', '2026-11-19T10:00:00+07:00', {
      action: 'ADD',
      bizStep: 'packing',
      parentID: caseUri(1),
      childEPCs: [itemUri(1, 'B1')],
    }),
  );
  await capture(maker, object('2026-11-19T11:00:00+07:00', 'OBSERVE', 'holding', { epcList: [caseUri(1)], disposition: 'recalled' }));
  assert.equal((await look(page('B1'))).title, 'Kiện hàng chứa sản phẩm này bị thu hồi');
  await capture(
    shop,
    makeEvent('AggregationEvent', '2026-11-19T09:00:00+07:00', {
      action: 'ADD',
      bizStep: 'packing',
      parentID: caseUri(2),
      childEPCs: [itemUri(1, 'R1')],
    }),
  );
  await capture(
    shop,
    makeEvent('AggregationEvent', '2026-11-19T12:00:00+07:00', {
      action: 'DELETE',
      bizStep: 'unpacking',
      parentID: caseUri(2),
      childEPCs: [itemUri(1, 'R1')],
    }),
  );
  await capture(shop, object('2026-11-19T13:00:00+07:00', 'OBSERVE', 'holding', { epcList: [caseUri(2)], disposition: 'recalled' }));
  assert.equal((await look(page('R1'))).verdict, '');
});

test('what happened to a case while the item lay in it belongs to the item; a shipment nobody received is a gap', async () => {
  await capture(
    maker,
    made('G1', 'LG'),
    makeEvent('AggregationEvent', '2026-11-15T10:00:00+07:00', {
      action: 'ADD',
      bizStep: 'packing',
      parentID: caseUri(3),
      childEPCs: [itemUri(1, 'G1')],
    }),
  );
  await capture(maker, object('2026-11-15T11:00:00+07:00', 'OBSERVE', 'shipping', { epcList: [caseUri(3)], disposition: 'in_transit' }));
  await capture(
    shop,
    object('2026-11-19T15:00:00+07:00', 'OBSERVE', 'stocking', { epcList: [itemUri(1, 'G1')], disposition: 'sellable_accessible' }),
  );
  const broken = await look(page('G1'));
  assert.equal(broken.verdict, 'wait');
  assert.ok(broken.html.includes('Chưa thấy xác nhận nhận hàng') && broken.html.includes('Chuỗi bị đứt'));
  await capture(shop, object('2026-11-16T11:00:00+07:00', 'OBSERVE', 'receiving', { epcList: [caseUri(3)] }));
  const whole = await look(page('G1'));
  assert.ok(!whole.html.includes('Chưa thấy xác nhận nhận hàng'));
});

test('expired and withdrawn certificates never stand among those in force', async () => {
  const db = product.context.database.system;
  const thing = `01/${gtin(1)}/10/LX`;
  const paper = {
    orgId: maker,
    thing,
    kind: 'certificate',
    number: 'N1',
    issuerName: 'Minh Nông',
    vouchedBy: 'third_party',
    issuedOn: '2025-01-01',
  } as const;
  await registerCertificate(db, { ...paper, name: 'Giấy cũ', validUntil: '2026-11-21' }, by());
  await registerCertificate(db, { ...paper, name: 'Giấy còn', validUntil: '2026-11-22' }, by());
  const { id } = await registerCertificate(db, { ...paper, name: 'Giấy rút' }, by());
  await withdrawCertificate(db, maker, id, by());
  await capture(maker, made('X1', 'LX'));
  const { html, verdict } = await look(page('X1'));
  assert.equal(verdict, 'wait');
  const inForce = html.slice(html.indexOf('Ai bảo đảm'), html.indexOf('</section>', html.indexOf('Ai bảo đảm')));
  assert.ok(inForce.includes('Giấy còn') && !inForce.includes('Giấy cũ') && !inForce.includes('Giấy rút'));
  assert.ok(html.includes('Giấy hết hạn hoặc bị rút (2)') && html.includes('Giấy cũ đã hết hạn từ 21/11/2026'));
});

test('an event that is not public shows nothing of itself, its recall still does', async () => {
  const { system } = product.context.database;
  const setDisclosure = (levels: number) =>
    system.query({ text: 'update organisations set disclosure = $1 where id = $2', values: [levels, maker] });
  await setDisclosure(0b101010101010);
  const recall = object('2026-11-20T07:00:00+07:00', 'OBSERVE', 'holding', { epcList: [itemUri(1, 'S1')], disposition: 'recalled' });
  await capture(maker, made('S1', 'LS'), recall);
  await setDisclosure(0);
  const { html, verdict } = await look(page('S1'));
  assert.equal(verdict, 'stop');
  assert.ok(!html.includes('Tạm giữ'));
});

test('an event declared erroneous is left out of the journey', async () => {
  const wrong = object('2026-11-19T16:00:00+07:00', 'OBSERVE', 'sampling', { epcList: [itemUri(1, 'W1')] });
  await capture(maker, made('W1', 'LW'), wrong);
  assert.ok((await look(page('W1'))).html.includes('Lấy mẫu'));
  await capture(maker, { ...wrong, errorDeclaration: { declarationTime: '2026-11-19T17:00:00+07:00', reason: 'did_not_occur' } });
  const { html } = await look(page('W1'));
  const journey = html.slice(html.indexOf('<ol class="way">'), html.indexOf('</ol>'));
  assert.ok(journey !== '' && !journey.includes('Lấy mẫu'));
  assert.match(
    html,
    /<li class="back">Đã đính chính: 19\/11\/2026 17:00, [^]+ rút lại bản ghi “Lấy mẫu” của 19\/11\/2026 16:00[^]*<\/li>[^]*class="card"/,
  );
  // What was corrected, when and why stays readable.
  assert.match(html, /Đã đính chính[^]*17:00[^]*rút lại bản ghi “Lấy mẫu” của [^]*16:00[^]*Việc đó không xảy ra\./);
});

test("a declaration of somebody else's event takes nothing back and is not told as a correction", async () => {
  const event = object('2026-11-19T16:00:00+07:00', 'OBSERVE', 'sampling', { epcList: [itemUri(1, 'W2')] });
  await capture(maker, made('W2', 'LW2'), event);
  await capture(shop, { ...event, errorDeclaration: { declarationTime: '2026-11-19T17:00:00+07:00', reason: 'did_not_occur' } });
  const { html } = await look(page('W2'));
  assert.ok(html.includes('Lấy mẫu') && !html.includes('Đã đính chính'));
});

test('languages: English and Chinese, the page names its language', async () => {
  const english = await look(`${page('R1')}?lang=en`);
  assert.ok(
    english.html.includes('<html lang="en">') &&
      english.html.includes('Shrimp salt') &&
      english.title === 'The code is right and the goods are in circulation',
  );
  const chinese = await look(`${page('R1')}?lang=zh`);
  assert.ok(chinese.html.includes('<html lang="zh-Hans">') && chinese.html.includes('虾盐'));
});

test('codes written loosely go to the strict page, wrong ones are refused', async () => {
  const loose = await product.app.inject(`/xem/01/${gtin(1).slice(1)}/10/LR?8000=9910037375`);
  assert.equal(loose.statusCode, 307);
  assert.equal(loose.headers.location, `/xem/01/${gtin(1)}/10/LR?8000=9910037375`);
  const wrong = await product.app.inject('/xem/01/09520000000002/10/LR');
  assert.equal(wrong.statusCode, 400);
});

test('when the database is away: 503 that says so, never "there is no record"', async () => {
  const { database } = product.context;
  const query = database.public.query.bind(database.public);
  database.public.query = (() =>
    Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))) as typeof database.public.query;
  try {
    const { status, title, html } = await look(page('R1'));
    assert.deepEqual([status, title], [503, 'Tạm thời không tra được']);
    assert.ok(!html.includes('Không có hồ sơ'));
  } finally {
    database.public.query = query;
  }
});

test('every request of a known code is counted, unknown codes and HEAD are not', async () => {
  const runtime = scanRuntimeOf(product.context);
  await runtime.flush();
  const total = async (): Promise<number> => {
    await runtime.flush();
    const { rows } = await product.context.database.system.query<{ total: string }>(
      `select coalesce(sum(total), 0) as total from scan_totals`,
    );
    return Number(rows[0]!.total);
  };
  const before_ = await total();
  for (let i = 0; i < 5; i++) await look(page('R1'));
  await product.app.inject({ method: 'HEAD', url: page('R1') });
  await look(page('NOBODY'));
  assert.equal(await total(), before_ + 5);
});

test('ETag, 304 and headers: every use asks again, forms of the page have their own tags', async () => {
  const first = await product.app.inject({ url: page('R1'), headers: { 'accept-encoding': 'gzip, br' } });
  assert.equal(first.headers['content-encoding'], 'gzip');
  assert.match(String(first.headers['etag']), /-gzip"$/);
  assert.equal(first.headers['cache-control'], 'public, max-age=0, must-revalidate');
  assert.match(String(first.headers['vary']), /accept-encoding/);
  assert.ok(String(first.headers['content-security-policy']).includes("default-src 'none'"));
  assert.equal(first.headers['set-cookie'], undefined);
  const { context } = product;
  scanRuntimeOf(context).pages.turnOn(0);
  await product.app.inject(page('R1'));
  const kept = await product.app.inject(page('R1'));
  const again = await product.app.inject({ url: page('R1'), headers: { 'if-none-match': String(kept.headers['etag']) } });
  assert.equal(again.statusCode, 304);
  assert.equal(again.body, '');
  scanRuntimeOf(context).pages.turnOff(0);
});
