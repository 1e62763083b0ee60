// The demo province: what was promised of it is there, every document reads without a fault, and every special code shows its case.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { canonicalId, hasValidCheckDigit } from '@nguon/gs1';
import { readDocument } from '@nguon/epcis';
import { startTestProduct } from '../test/support/test-product.ts';
import { findRootDir } from '../app/config.ts';
import { isPassword } from '../app/access/sign-in/password.ts';
import { makeEventPartitions } from '../app/capture/partitions.ts';
import { listSheetCodes } from '../app/codes/list-sheet-codes.ts';
import { demoCodes } from './demo-codes.ts';
import { demoSignIns, loadDemo } from './load-demo.ts';
import { day_ms } from './story/story.ts';
import { demoDocuments, tellDemo } from './tell-demo.ts';

const now = new Date('2026-11-22T03:00:00Z');
const nows = [now, new Date('2026-03-01T17:00:30Z'), new Date('2027-01-01T00:00:00Z'), new Date('2028-02-29T23:59:59Z')];
const limits = { eventsMax: 2_000, depthMax: 64, faultsMax: 20 };

for (const start of nows) {
  test(`on ${start.toISOString()} the stories are alive: nothing in the future, something of the last two days`, () => {
    const told = tellDemo(start.getTime());
    assert.ok(told.length >= 2_000, String(told.length));
    const newest_ms = Math.max(...told.map(({ time_ms }) => time_ms));
    assert.ok(newest_ms <= start.getTime() && newest_ms > start.getTime() - 2 * day_ms);
    assert.ok(told.every(({ time_ms, recorded_ms }) => recorded_ms >= time_ms && recorded_ms <= start.getTime()));
    const late = told.filter(({ time_ms, recorded_ms }) => recorded_ms - time_ms > 2 * day_ms);
    assert.ok(late.length >= 5 && late.length <= 20, String(late.length));
    const ids = told.filter(({ event }) => event['errorDeclaration'] === undefined).map(({ event }) => event['eventID']);
    assert.equal(new Set(ids).size, ids.length);
  });
}

test('every document reads without a fault, and the same day gives the same documents', () => {
  const documents = demoDocuments(now.getTime());
  let events = 0;
  for (const { body } of documents) {
    const reading = readDocument(body, limits);
    assert.deepEqual([reading.faults, reading.events.flatMap(({ faults }) => faults)], [[], []], body.slice(0, 400));
    events += reading.events.length;
  }
  assert.equal(events, tellDemo(now.getTime()).length);
  assert.deepEqual(
    demoDocuments(now.getTime()).map(({ body }) => body),
    documents.map(({ body }) => body),
  );
});

test('the stories use every kind of event and what the standard offers beside', () => {
  const events = tellDemo(now.getTime()).map(({ event }) => event);
  const count = (holds: (event: (typeof events)[number]) => boolean): number => events.filter(holds).length;
  for (const type of ['ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent'])
    assert.ok(count((event) => event['type'] === type) >= 4, type);
  for (const field of ['ilmd', 'sensorElementList', 'persistentDisposition', 'sourceList', 'destinationList', 'transformationID'])
    assert.ok(count((event) => event[field] !== undefined) >= 10, field);
  assert.equal(
    count((event) => event['errorDeclaration'] !== undefined),
    1,
  );
  for (const step of ['commissioning', 'shipping', 'receiving', 'unpacking', 'retail_selling', 'inspecting', 'transporting'])
    assert.ok(count((event) => event['bizStep'] === step) >= 20, step);
  // GTINs and GLNs are demonstration keys with right check digits.
  const keys = new Set(JSON.stringify(events).match(/(?<=\/(?:01|414|417)\/)\d+/g));
  assert.ok(keys.size > 40, String(keys.size));
  for (const key of keys) assert.ok(/^[01]?952/.test(key) && hasValidCheckDigit(key), key);
});

const product = await startTestProduct({ demo: true });
product.clock = now;
await makeEventPartitions(product.context.database.system, new Date());
const lines: string[] = [];
const loaded = await loadDemo(product.context, (line) => lines.push(line));
const db = product.context.database.system;
const one = async (text: string, values: unknown[] = []): Promise<Record<string, unknown>> =>
  (await db.query({ text, values })).rows[0] ?? {};

test('it loads by the verbs of users, tells how far it is, and leaves a filled database alone', async () => {
  assert.equal(loaded?.events, tellDemo(now.getTime()).length);
  assert.ok(lines.length >= 4, lines.join('\n'));
  assert.equal(await loadDemo(product.context, () => undefined), undefined);
  const counts =
    await one(`select (select count(*) from events)::int as events, (select count(distinct legal_kind) from organisations where role = 'operator')::int as kinds,
    (select count(*) from organisations where role = 'operator')::int as operators, (select count(distinct role) from organisations)::int as roles,
    (select count(*) from products where image is not null)::int as products, (select count(*) from places)::int as places,
    (select count(*) from organisations where approved_at is null)::int as waiting, (select count(*) from captures where not success)::int as failed`);
  assert.deepEqual(
    { ...counts, events: undefined },
    { events: undefined, kinds: 4, operators: 22, roles: 4, products: 18, places: 42, waiting: 0, failed: 0 },
  );
  assert.equal(counts['events'], loaded?.events);
});

test('each chain leads from shop to soil in the edges', async () => {
  const raw = {
    'mang-cau': '01/09520101000019',
    'banh-trang': '01/09520109000011',
    'muoi-tom': '01/09520114000013',
    'thanh-long': '01/09520116000011',
  };
  const starts = { 'mang-cau': '/MC-125', 'banh-trang': '/BT-322', 'muoi-tom': '/MT-212', 'thanh-long': '/TL-507' };
  for (const [chain, lot] of Object.entries(starts)) {
    const found = await one(
      `with recursive back(thing) as (select distinct thing from edges where kind = 2 and thing like '%' || $1
         union select i.thing from back b join edges o on o.thing = b.thing and o.kind = 2 join edges i on i.hub = o.hub and i.kind = 1)
       select count(*)::int as nodes, bool_or(thing like $2 || '/%') as reached from back`,
      [lot, raw[chain as keyof typeof raw]],
    );
    assert.ok(Number(found['nodes']) >= 4 && found['reached'] === true, `${chain}: ${JSON.stringify(found)}`);
  }
});

test('each special code is what its title says, in the states and in what is kept beside them', async () => {
  const thingOf = (name: string): string => {
    const code = demoCodes().find((candidate) => candidate.name === name)!;
    const read = canonicalId(`https://id.gs1.org${code.path}`);
    assert.ok(read.ok, code.path);
    return read.value.thing;
  };
  const state = (name: string) => one('select * from thing_states where thing = $1', [thingOf(name)]);
  assert.equal((await state('dung'))['disposition'], 'sellable_accessible');
  assert.notEqual((await state('dung'))['activated_time'], null);
  assert.equal((await state('da-huy'))['biz_step'], 'decommissioning');
  assert.deepEqual([(await state('chua-kich-hoat'))['disposition'], (await state('chua-kich-hoat'))['activated_time']], ['encoded', null]);
  assert.deepEqual(await state('khong-ro'), {});
  const lot = await one(`select e.hub from edges e where e.kind = 7 and e.thing = $1`, [thingOf('thu-hoi')]);
  assert.equal(
    (await one(`select is_set from thing_dispositions where thing = $1 and disposition = 'recalled'`, [lot['hub']]))['is_set'],
    true,
  );
  // Crates go round: the last pallet is the one that the crate was on with this box.
  const pallet = await one(
    `select hub from edges where kind = 3 and thing = (select hub from edges where kind = 3 and thing = $1) order by event_time desc limit 1`,
    [thingOf('dut-chuoi')],
  );
  const ends = await one(
    `select count(*) filter (where kind = 8)::int as shipped, count(*) filter (where kind = 9)::int as received from edges where thing = $1`,
    [pallet['hub']],
  );
  assert.deepEqual(ends, { shipped: 1, received: 0 });
  const late = await one(
    `select max(e.record_time - e.event_time) > interval '48 hours' as late from events e join event_things t using (seq) where t.thing = $1`,
    [thingOf('ghi-muon')],
  );
  assert.equal(late['late'], true);
  assert.ok(Number((await one('select total from scan_totals where thing = $1', [thingOf('quet-nhieu')]))['total']) > 25);
  const maker = thingOf('het-han-chung-nhan').split('/21/')[0];
  assert.ok(Number((await one('select count(*) as n from certificates where thing = $1 and valid_until < $2', [maker, now]))['n']) > 0);
});

test('a lot prints with all its items; demo sign-ins are marked and work', async () => {
  const { codes, isCut } = await listSheetCodes(db, '01/09520101000101/10/MC-125', 0);
  assert.deepEqual([codes.length, isCut, new Set(codes.map(({ path }) => path)).size], [49, false, 49]);
  assert.equal((await listSheetCodes(db, '01/09520101000101/10/MC-125', 40)).codes.length, 8);
  assert.equal((await listSheetCodes(db, '01/09520101000101', 0)).codes.length, 1);
  await assert.rejects(listSheetCodes(db, '01/123', 0), { kind: 'invalid' });
  const signIns = demoSignIns();
  assert.ok(signIns.length >= 6);
  for (const { login, password } of signIns) {
    const user = await one('select is_demo, password_hash from users where login = $1', [login]);
    assert.equal(user['is_demo'], true, login);
    assert.ok(await isPassword(String(user['password_hash']), password), login);
  }
});

test('the example of docs/epcis-soap.md is answered as it is written', async () => {
  const page = readFileSync(path.join(findRootDir(), 'docs/epcis-soap.md'), 'utf8');
  const [, headers, payload] = /^curl http:\/\/localhost:8080\/epcis\/soap -H '([^']+)' --data-binary @- <<'XML'\n(.*?)^XML$/ms.exec(page)!;
  const [name = '', value = ''] = headers!.split(': ');
  const answer = await product.app.inject({ method: 'POST', url: '/epcis/soap', headers: { [name]: value }, payload: payload! });
  assert.equal(answer.statusCode, 200, answer.body);
  const events = answer.body.split('<recordTime>').length - 1;
  assert.ok(events >= 2, `${events} events`);
  assert.match(answer.body, /urn:epc:class:lgtin:9520101\.000010\.MC-125</);
});
