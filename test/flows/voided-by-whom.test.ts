// Who may end a code's life: its issuer and those whom the chain hands the goods to; what a stranger says is shown as unconfirmed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registerProduct } from '../../app/product/register-product.ts';
import { caseUri, gln, gtin, insertTestOrganisation, itemUri, lotUri, makeEvent, partyUri } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { captureEvents } from '../support/capture-events.ts';
import { startTestProduct } from '../support/test-product.ts';

const product = await startTestProduct();
const db = product.context.database.system;
const maker = await insertTestOrganisation(db, 'nha-lam', { gln: gln(1) });
const packer = await insertTestOrganisation(db, 'dong-goi', { gln: gln(2) });
const shop = await insertTestOrganisation(db, 'cua-hang', { gln: gln(3) });
const stranger = await insertTestOrganisation(db, 'nguoi-la', { gln: gln(4) });
const agency = await insertTestOrganisation(db, 'chi-cuc', { gln: gln(5) });
await db.query({ text: `update organisations set role = 'agency' where id = $1`, values: [agency] });
await registerProduct(
  db,
  { orgId: maker, code: gtin(1), name: 'Muối tôm Nắng', category: 'Thực phẩm' },
  { at: product.clock, actor: 'test' },
);

const capture = (orgId: number, ...events: JsonEvent[]): Promise<void> => captureEvents(product, orgId, events);

const object = (day: number, action: string, bizStep: string, what: JsonEvent): JsonEvent =>
  makeEvent('ObjectEvent', `2026-11-${day}T08:00:00+07:00`, { action, bizStep, ...what });
const items = (...serials: string[]): JsonEvent => ({ epcList: serials.map((serial) => itemUri(1, serial)) });
const made = (serial: string, lot: string): JsonEvent =>
  object(10, 'ADD', 'commissioning', { ...items(serial), disposition: 'active', ilmd: { 'cbvmda:lotNumber': lot } });
const destroyed = (day: number, what: JsonEvent): JsonEvent => object(day, 'DELETE', 'destroying', { ...what, disposition: 'destroyed' });
const kilograms = (lot: string, quantity: number): JsonEvent => ({
  quantityList: [{ epcClass: lotUri(1, lot), quantity, uom: 'KGM' }],
});
const handedTo = (from: number, to: number): JsonEvent => ({
  sourceList: [{ type: 'possessing_party', source: partyUri(from) }],
  destinationList: [{ type: 'possessing_party', destination: partyUri(to) }],
});

async function look(path: string): Promise<{ verdict: string; html: string }> {
  const { body: html } = await product.app.inject(path);
  return { verdict: /class="v ([a-z]*)"/.exec(html)?.[1] ?? '?', html };
}
const ofItem = (serial: string) => look(`/xem/01/${gtin(1)}/21/${serial}`);
const ofLot = (lot: string) => look(`/xem/01/${gtin(1)}/10/${lot}`);
const unconfirmed = 'chưa được xác nhận';

test('a stranger neither voids a code nor is passed over in silence', async () => {
  await capture(maker, made('S1', 'LS'));
  await capture(stranger, destroyed(15, items('S1')));
  const { verdict, html } = await ofItem('S1');
  assert.equal(verdict, 'wait');
  assert.ok(html.includes('nguoi-la') && html.includes(unconfirmed) && html.includes('15/11/2026'), html);
  for (const lang of ['en', 'zh']) assert.ok((await look(`/xem/01/${gtin(1)}/21/S1?lang=${lang}`)).html.includes('nguoi-la'), lang);
});

test('a stranger does not become the first by thousands of events dated back', async () => {
  const serials = { epcList: [itemUri(2, 'F1')] };
  await capture(packer, object(10, 'ADD', 'commissioning', { ...serials, disposition: 'active' }));
  for (let n = 0; n < 3; n++)
    await capture(
      stranger,
      ...Array.from({ length: 2_000 }, () => makeEvent('ObjectEvent', '2020-01-01T08:00:00+07:00', { action: 'OBSERVE', ...serials })),
    );
  await capture(stranger, destroyed(15, serials));
  const { verdict, html } = await look(`/xem/01/${gtin(2)}/21/F1`);
  assert.notEqual(verdict, 'void');
  assert.ok(html.includes(unconfirmed), html);
});

test('the trace shows a stranger’s claim as unconfirmed, the issuer’s as it is', async () => {
  await capture(maker, made('T1', 'LT'), destroyed(16, items('T1')));
  await capture(stranger, destroyed(15, items('T1')));
  const { journey } = (await product.app.inject({ url: '/api/v1/trace', query: { code: itemUri(1, 'T1') } })).json() as {
    journey: { stations: { events: { biz_step: string; unconfirmed: boolean }[] }[] };
  };
  assert.deepEqual(
    journey.stations.flatMap(({ events }) => events.map(({ biz_step, unconfirmed: is }) => [biz_step, is])),
    [
      ['commissioning', false],
      ['destroying', true],
      ['destroying', false],
    ],
  );
  const page = await product.app.inject({ url: '/truy-vet', query: { code: itemUri(1, 'T1') }, headers: { accept: 'text/html' } });
  assert.equal(page.body.split(unconfirmed).length, 2, 'told once');
});

test('naming oneself makes nobody a holder', async () => {
  await capture(maker, made('N1', 'LN'));
  await capture(stranger, object(12, 'OBSERVE', 'receiving', { ...items('N1'), ...handedTo(1, 4) }), destroyed(15, items('N1')));
  assert.equal((await ofItem('N1')).verdict, 'wait');
});

test('the shop that the goods were handed to, also inside a case and by way of another, may void', async () => {
  await capture(
    maker,
    made('H1', 'LH'),
    made('H2', 'LH'),
    object(11, 'OBSERVE', 'shipping', { ...items('H1'), ...handedTo(1, 3) }),
    makeEvent('AggregationEvent', '2026-11-11T08:00:00+07:00', {
      action: 'ADD',
      bizStep: 'packing',
      parentID: caseUri(1),
      childEPCs: [itemUri(1, 'H2')],
    }),
    object(12, 'OBSERVE', 'shipping', { epcList: [caseUri(1)], ...handedTo(1, 2) }),
  );
  await capture(packer, object(13, 'OBSERVE', 'shipping', { epcList: [caseUri(1)], ...handedTo(2, 3) }));
  await capture(shop, destroyed(15, items('H1', 'H2')));
  assert.equal((await ofItem('H1')).verdict, 'void');
  assert.equal((await ofItem('H2')).verdict, 'void');
});

test('an agency may void; so may the packer who brought the code to life where the owner recorded nothing of it', async () => {
  await capture(maker, made('A1', 'LA'));
  await capture(agency, destroyed(15, items('A1')));
  assert.equal((await ofItem('A1')).verdict, 'void');
  await capture(packer, made('A2', 'LA'), destroyed(15, items('A2')));
  assert.equal((await ofItem('A2')).verdict, 'void');
});

test('a voided code stays so, whatever is seen of it later; only one who may void brings it back', async () => {
  await capture(maker, made('B1', 'LB'), destroyed(15, items('B1')));
  await capture(shop, object(16, 'OBSERVE', 'stocking', { ...items('B1'), disposition: 'sellable_accessible' }));
  assert.equal((await ofItem('B1')).verdict, 'void');
  await capture(stranger, object(17, 'ADD', 'commissioning', { ...items('B1'), disposition: 'active' }));
  assert.equal((await ofItem('B1')).verdict, 'void');
  await capture(maker, object(18, 'ADD', 'commissioning', { ...items('B1'), disposition: 'active' }));
  assert.notEqual((await ofItem('B1')).verdict, 'void');
});

test('a lot is voided by its issuer, and only as a whole; a shop that destroys its part says nothing about the rest', async () => {
  const makeLot = (lot: string): JsonEvent => object(10, 'ADD', 'commissioning', { ...kilograms(lot, 100), disposition: 'active' });
  await capture(maker, makeLot('P'), object(11, 'OBSERVE', 'shipping', { ...kilograms('P', 20), ...handedTo(1, 3) }));
  await capture(shop, object(12, 'OBSERVE', 'receiving', { ...kilograms('P', 20), ...handedTo(1, 3) }), destroyed(15, kilograms('P', 5)));
  assert.equal((await ofLot('P')).verdict, '');
  await capture(maker, destroyed(15, kilograms('P', 10)));
  assert.equal((await ofLot('P')).verdict, '', 'ten of a hundred');
  await capture(maker, destroyed(16, kilograms('P', 90)));
  assert.equal((await ofLot('P')).verdict, 'void');
  await capture(maker, makeLot('Q'));
  await capture(stranger, destroyed(15, kilograms('Q', 100)));
  const { verdict, html } = await ofLot('Q');
  assert.ok(verdict === 'wait' && html.includes(unconfirmed));
});

test('a made-up serial of another’s product is not called right: the page says who recorded it, and that the owner did not', async () => {
  await capture(stranger, object(10, 'ADD', 'commissioning', { ...items('GIA1'), disposition: 'active' }));
  const { verdict, html } = await ofItem('GIA1');
  assert.equal(verdict, 'wait');
  assert.ok(html.includes('Chủ mã chưa xác nhận mã này') && !html.includes('Mã đúng'), html);
  assert.match(html, /do nguoi-la ghi, không phải do nha-lam/);
  for (const [lang, words] of [
    ['en', /recorded by nguoi-la, not by nha-lam/],
    ['zh', /由nguoi-la登记，并非产品所属企业nha-lam/],
  ] as const)
    assert.match((await look(`/xem/01/${gtin(1)}/21/GIA1?lang=${lang}`)).html, words);
  // Putting it into a lot that the owner made changes nothing: the owner never named the one who says so.
  await capture(maker, object(10, 'ADD', 'commissioning', kilograms('LG', 50)));
  await capture(stranger, made('GIA2', 'LG'));
  assert.match((await ofItem('GIA2')).html, /không phải do nha-lam/);
  // Nor does hiding who it is (the group `who` has bits 4 and 5).
  await db.query({ text: 'update organisations set disclosure = disclosure | 32 where id = $1', values: [stranger] });
  await capture(stranger, object(10, 'ADD', 'commissioning', { ...items('GIA3'), disposition: 'active' }));
  await db.query({ text: 'update organisations set disclosure = disclosure & ~32 where id = $1', values: [stranger] });
  assert.match((await ofItem('GIA3')).html, /do một nơi không nêu tên ghi, không phải do nha-lam/);
});

test('whoever the owner handed the lot to records items of it, and the page calls them right', async () => {
  await capture(maker, object(10, 'ADD', 'commissioning', kilograms('LP', 50)));
  await capture(maker, object(11, 'OBSERVE', 'shipping', { ...kilograms('LP', 50), ...handedTo(1, 2) }));
  await capture(packer, object(12, 'OBSERVE', 'receiving', { ...kilograms('LP', 50), ...handedTo(1, 2) }));
  await capture(packer, object(13, 'ADD', 'commissioning', { ...items('DG1'), disposition: 'active', ilmd: { 'cbvmda:lotNumber': 'LP' } }));
  assert.match((await ofItem('DG1')).html, /Mã đúng/);
});

test('the owner’s record counts however many of strangers came after it', async () => {
  await capture(maker, made('NH1', 'LN'));
  const looked = (minute: number): JsonEvent =>
    makeEvent('ObjectEvent', `2026-11-16T08:${minute}:00+07:00`, { action: 'OBSERVE', bizStep: 'inspecting', ...items('NH1') });
  for (let minute = 10; minute < 45; minute++) await capture(stranger, looked(minute));
  assert.doesNotMatch((await ofItem('NH1')).html, /không phải do nha-lam/);
});
