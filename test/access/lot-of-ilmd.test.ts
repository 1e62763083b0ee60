// A lot number that stands only in an ilmd kept back: told to whom the ilmd is told and to nobody else, while its recall reaches everybody.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import { packDisclosure } from '../../app/access/disclosure.ts';
import type { DisclosureLevel } from '../../app/access/disclosure.ts';
import type { Reader } from '../../app/access/reader.ts';
import { registerProduct } from '../../app/product/register-product.ts';
import { traceCode } from '../../app/trace/trace.ts';
import { captureEvents } from '../support/capture-events.ts';
import { gln, gtin, insertTestOrganisation, itemUri, lotUri, makeEvent, partyUri } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { insertTestLink } from '../support/sample-links.ts';
import { startTestProduct } from '../support/test-product.ts';

const product = await startTestProduct();
const { app, context } = product;
const db = context.database.system;
const { rows: units } = await db.query<{ id: number }>({
  text: `insert into units (code, kind, name, valid_from) values ('80', 'province', 'Tỉnh Này', '2025-07-01') returning id`,
});
const here = units[0]!.id;
const disclosed = (ilmd: DisclosureLevel): number =>
  packDisclosure({ what: 'public', where: 'public', who: 'public', quantity: 'public', documents: 'public', ilmd });
const owner = await insertTestOrganisation(db, 'nha-lam', { disclosure: disclosed('private'), unitId: here, gln: gln(1) });
const buyer = await insertTestOrganisation(db, 'ben-mua', { gln: gln(2) });
const stranger = await insertTestOrganisation(db, 'nguoi-la', { gln: gln(3) });
const by = { at: product.clock, actor: 'test' };
await registerProduct(db, { orgId: owner, code: gtin(1), name: 'Muối tôm', category: 'Thực phẩm' }, by);

const readers = {
  public: { kind: 'public' },
  stranger: { kind: 'organisation', orgId: stranger },
  buyer: { kind: 'organisation', orgId: buyer },
  officer: { kind: 'agency', orgId: stranger, unitIds: [here] },
  owner: { kind: 'organisation', orgId: owner },
} as const satisfies Record<string, Reader>;

const commission = (serial: string, lot: string, epc = itemUri(1, serial)): JsonEvent =>
  makeEvent('ObjectEvent', '2026-11-10T08:00:00+07:00', {
    action: 'ADD',
    bizStep: 'commissioning',
    disposition: 'active',
    epcList: [epc],
    ilmd: { 'cbvmda:lotNumber': lot },
    destinationList: [{ type: 'possessing_party', destination: partyUri(2) }],
  });
const ofLot = (lot: string, bizStep: string, disposition: string): JsonEvent =>
  makeEvent('ObjectEvent', '2026-11-12T08:00:00+07:00', {
    action: 'OBSERVE',
    bizStep,
    disposition,
    quantityList: [{ epcClass: lotUri(1, lot) }],
  });
const setIlmd = (level: DisclosureLevel) => db.query('update organisations set disclosure = $2 where id = $1', [owner, disclosed(level)]);

const lots = { private: 'LO-RIENG', chain: 'LO-CHUOI', public: 'LO-CONG-KHAI' } as const;
for (const [level, lot] of Object.entries(lots)) {
  await setIlmd(level as DisclosureLevel);
  await captureEvents(product, owner, [commission(`S-${level}`, lot)]);
}
await setIlmd('private');
await captureEvents(product, owner, [commission('S-what', 'LO-RIENG-2', `https://id.gs1.org/01/${gtin(1)}/10/LO-MA/21/S-what`)]);

const lotsTold = async (reader: Reader, level: string): Promise<string> =>
  JSON.stringify((await traceCode(context.database, reader, `01/${gtin(1)}/21/S-${level}`, 'both', {}, product.clock)).journey.lots);

test('the trace of an item tells its lot to whom the ilmd is told', async () => {
  const told: Record<string, Record<string, boolean>> = {};
  for (const [name, reader] of Object.entries(readers))
    told[name] = Object.fromEntries(
      await Promise.all(Object.entries(lots).map(async ([level, lot]) => [level, (await lotsTold(reader, level)).includes(lot)] as const)),
    );
  assert.deepEqual(told, {
    public: { private: false, chain: false, public: true },
    stranger: { private: false, chain: false, public: true },
    buyer: { private: false, chain: true, public: true },
    officer: { private: true, chain: true, public: true },
    owner: { private: true, chain: true, public: true },
  });
});

test('a lot that the identifier itself names is told with it', async () => {
  for (const reader of [readers.public, readers.stranger]) {
    const told = await lotsTold(reader, 'what');
    assert.ok(told.includes('LO-MA') && !told.includes('LO-RIENG-2'), told);
  }
});

const item = `01/${gtin(1)}/21/S-private`;
const publicPlaces = [
  `/xem/${item}`,
  `/${item}`,
  `/${item}?linkType=linkset`,
  `/truy-vet?ma=${encodeURIComponent(item)}`,
  `/api/v1/trace?code=${encodeURIComponent(`https://id.gs1.org/${item}`)}`,
  `/api/v1/trace?code=${encodeURIComponent(`https://id.gs1.org/${item}`)}&format=csv`,
  `/api/v1/trace?code=${gtin(1)}`,
  `/quet/tra-cuu?ma=${encodeURIComponent(`/${item}`)}`,
  `/epcis/events?MATCH_anyEPC=${encodeURIComponent(`https://id.gs1.org/${item}`)}`,
];

const ask = async (url: string): Promise<{ status: number; body: string }> => {
  const { statusCode, body, headers } = await app.inject(url);
  return { status: statusCode, body: body + String(headers.location ?? '') };
};

test('no page and no interface of the public tells it; its own number finds nothing', async () => {
  for (const url of publicPlaces) {
    const { status, body } = await ask(url);
    assert.ok(status < 500 && !body.includes('LO-RIENG'), `${url}: ${status} ${body.slice(0, 400)}`);
  }
  const guess = `01/${gtin(1)}/10/LO-RIENG`;
  assert.equal((await ask(`/xem/${guess}`)).status, 404, 'a lot of which only the ilmd speaks is not known');
  assert.ok(!(await ask('/tim?q=LO-RIENG')).body.includes(`/xem/${guess}`));
  assert.ok(
    !(await ask(`/api/v1/trace?code=${encodeURIComponent(`https://id.gs1.org/${guess}`)}&direction=back`)).body.includes('S-private'),
  );
  const labelled = (await ask(`/xem/01/${gtin(1)}/10/KHAC/21/S-private`)).body;
  assert.ok(!labelled.includes('LO-RIENG'), 'nor does a label with another lot bring it out');
});

const verdict = async (path: string): Promise<string> => /<h1 id="v">([^<]*)</.exec((await ask(`/xem/${path}`)).body)?.[1] ?? '';

test('its recall reaches whoever scans, follows or resolves the item, and its pages kept from before', async () => {
  await insertTestLink(db, owner, `01/${gtin(1)}`, 'gs1:pip', 'https://maker.example/p', { isDefault: true });
  for (let time = 0; time < 2; time++) assert.match((await ask(`/${item}`)).body, /maker\.example/);
  assert.equal(await verdict(item), 'Mã đúng, hàng đang lưu hành');
  await captureEvents(product, owner, [ofLot('LO-RIENG', 'holding', 'recalled')]);
  assert.equal(await verdict(item), 'Lô hàng này bị thu hồi');
  // Of the product's lots it may be listed now: the notice of the recall names it.
  for (const url of publicPlaces) if (!url.endsWith(gtin(1))) assert.ok(!(await ask(url)).body.includes('LO-RIENG'), url);
  for (const reader of Object.values(readers)) {
    const { recalls } = await traceCode(context.database, reader, item, 'both', {}, product.clock);
    assert.equal(recalls.length > 0, true, JSON.stringify(reader));
    const tellsLot = reader.kind === 'agency' || (reader.kind === 'organisation' && reader.orgId === owner);
    assert.deepEqual(
      recalls.map(({ thing }) => thing),
      [tellsLot ? `01/${gtin(1)}/10/LO-RIENG` : item],
    );
  }
  assert.ok(
    (await ask(`/${item}`)).body.includes(`/xem/${item}`),
    'and stands before the owner’s own page, also where that was kept in memory',
  );
});

test('so does that it was destroyed', async () => {
  await captureEvents(product, owner, [commission('S-destroyed', 'LO-HUY'), ofLot('LO-HUY', 'destroying', 'destroyed')]);
  const destroyed = `01/${gtin(1)}/21/S-destroyed`;
  assert.match(await verdict(destroyed), /ngừng|huỷ|hủy/i);
  assert.ok(!(await ask(`/xem/${destroyed}`)).body.includes('LO-HUY'));
});

test('rows from before the level of an edge took the ilmd in are raised by the migration', async () => {
  const sql = await readFile(path.join(context.config.rootDir, 'db/migrations/0037-lots-of-ilmd.sql'), 'utf8');
  const start = sql.indexOf('update edges');
  const levels = async () => (await db.query({ text: 'select thing, hub, what_level from edges where kind = 7 order by thing, hub' })).rows;
  const expected = await levels();
  await db.query('update edges set what_level = 0');
  await db.query(sql.slice(start, sql.indexOf(';', start) + 1));
  assert.deepEqual(await levels(), expected);
});
