// Profiles over HTTP: what an event lacks is told and marked, or refused where the sender is held strictly; a correction completes it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createApiKey } from '../../app/access/api-keys/create-api-key.ts';
import { changeIntake } from '../../app/capture/change-intake.ts';
import { endProfile } from '../../app/profile/end-profile.ts';
import { importProfile } from '../../app/profile/import-profile.ts';
import { AppError } from '../../app/errors.ts';
import { registerProduct } from '../../app/product/register-product.ts';
import { gtin, insertTestOrganisation, lotUri, makeDocument, makeEvent, placeUri } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';

const product = await startTestProduct();
const { app, context } = product;
const db = context.database.system;
const by = { at: context.now(), actor: 'test' };
const orgId = await insertTestOrganisation(db, 'nha-vuon');
const makeKey = () =>
  createApiKey(
    db,
    { orgId, name: 'test', scopes: ['capture', 'query'] },
    { id: context.newId(), at: context.now(), actor: 'test', random: randomBytes(30) },
  );
const [key, strictKey] = [await makeKey(), await makeKey()];
await registerProduct(db, { orgId, code: gtin(1), name: 'Mãng cầu', category: 'Trái cây' }, by);
await registerProduct(db, { orgId, code: gtin(2), name: 'Chiếu cói', category: 'Thủ công' }, by);

const fruitProfile = (version: string, groups: readonly string[] = ['trái cây']): string =>
  JSON.stringify({
    profile: 'trai-cay',
    version,
    title: { vi: 'Trái cây', en: 'Fruit' },
    source: 'thử',
    groups,
    steps: [
      {
        bizSteps: ['commissioning'],
        wanted: [
          { name: { vi: 'Ngày thu hoạch', en: 'Harvest date' }, paths: ['ilmd.cbvmda:harvestEndDate'], kind: 'time' },
          { name: { vi: 'Địa điểm', en: 'Place' }, paths: ['readPoint.id', 'bizLocation.id'], kind: 'gs1', keys: ['414'] },
        ],
      },
    ],
  });

const made = (item: number, lot: string, fields: JsonEvent = {}): JsonEvent =>
  makeEvent('ObjectEvent', '2026-11-18T06:00:00+07:00', {
    action: 'ADD',
    bizStep: 'commissioning',
    quantityList: [{ epcClass: lotUri(item, lot), quantity: 10, uom: 'KGM' }],
    ...fields,
  });
const whole = { readPoint: { id: placeUri(1) }, ilmd: { 'cbvmda:harvestEndDate': '2026-11-17' } };

const send = (url: string, payload: string, from = key.key, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/ld+json', authorization: `Bearer ${from}`, ...headers },
  });
const sendDocument = (events: readonly JsonEvent[], from?: string, headers?: Record<string, string>) =>
  send('/epcis/capture', makeDocument(events), from, headers);
const bare = (event: JsonEvent): string =>
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { cbvmda: 'urn:epcglobal:cbv:mda:' }],
    ...event,
  });
const marked = async (): Promise<{ event_id: string; missing: { path: string }[] }[]> =>
  (
    await db.query<{ event_id: string; missing: { path: string }[] }>({
      text: 'select e.event_id, i.missing from incomplete_events i join events e using (seq) order by i.seq',
    })
  ).rows;
interface Job {
  readonly success: boolean;
  readonly eventsStored: number;
  readonly eventsIncomplete: number;
  readonly errors: { code: string; path: string }[];
  readonly warnings: { code: string; path: string }[];
}

test('without a profile nothing is asked for', async () => {
  const answer = await sendDocument([made(1, 'A')]);
  assert.equal(answer.statusCode, 202, answer.body);
  assert.equal(answer.json<Job>().eventsIncomplete, 0);
});

test('lenient: an event of the product group that lacks something is kept, marked, and told', async () => {
  await importProfile(db, fruitProfile('1'), by);
  context.capture.profiles.forget();
  const poor = made(1, 'B');
  const answer = await sendDocument([made(1, 'C', whole), poor, made(2, 'D'), made(3, 'E')]);
  assert.equal(answer.statusCode, 202, answer.body);
  const job = answer.json<Job>();
  assert.deepEqual([job.success, job.eventsStored, job.eventsIncomplete], [true, 4, 1]);
  assert.deepEqual(
    job.warnings.map(({ code, path }) => `${code} ${path}`),
    [
      'profile_field_missing $.epcisBody.eventList[1].ilmd.cbvmda:harvestEndDate',
      'profile_field_missing $.epcisBody.eventList[1].readPoint.id',
    ],
  );
  assert.deepEqual(
    (await marked()).map(({ event_id, missing }) => [event_id, missing.length]),
    [[poor['eventID'], 2]],
  );
  // The same document once more: the events are there already, and so is the mark.
  const again = await sendDocument([made(1, 'C', whole), poor]);
  assert.equal(again.statusCode, 202);
  assert.equal((await marked()).length, 1);
});

test('lenient, a single event: the answer names what is missing beside the event', async () => {
  const event = bare(made(1, 'F', { readPoint: { id: placeUri(1) } }));
  for (const turn of ['sent', 'sent again']) {
    const answer = await send('/epcis/events', event, key.key, { 'idempotency-key': 'event-F' });
    assert.equal(answer.statusCode, 201, answer.body);
    assert.equal(answer.headers['nguon-incomplete'], '$.ilmd.cbvmda:harvestEndDate', turn);
  }
  assert.equal((await marked()).length, 2);
  const complete = await send('/epcis/events', bare(made(1, 'G', whole)));
  assert.equal(complete.headers['nguon-incomplete'], undefined);
});

test('strict, for one key: refused with the faults; under proceed the others are taken', async () => {
  await changeIntake(db, { orgId, keyId: strictKey.id, mode: 'strict' }, by);
  const refused = await sendDocument([made(1, 'H', whole), made(1, 'I')], strictKey.key);
  assert.equal(refused.statusCode, 400, refused.body);
  assert.deepEqual(
    refused.json<{ errors?: { code: string }[]; faults?: { code: string }[] }>().faults?.map(({ code }) => code),
    ['profile_field_missing', 'profile_field_missing'],
  );
  const before = (await marked()).length;
  const partly = await sendDocument([made(1, 'J', whole), made(1, 'K')], strictKey.key, { 'gs1-capture-error-behaviour': 'proceed' });
  const job = partly.json<Job>();
  assert.deepEqual([job.success, job.eventsStored, job.eventsIncomplete, job.errors.length], [false, 1, 0, 2]);
  assert.equal((await marked()).length, before);
  const single = await send('/epcis/events', bare(made(1, 'L')), strictKey.key);
  assert.equal(single.statusCode, 400, single.body);
  // The organisation's other key is held leniently as before.
  assert.equal((await sendDocument([made(1, 'M')])).json<Job>().eventsIncomplete, 1);
});

test('strict for the organisation binds keys without a mode of their own; a key may be lenient', async () => {
  await changeIntake(db, { orgId, mode: 'strict' }, by);
  assert.equal((await sendDocument([made(1, 'N')])).statusCode, 400);
  await changeIntake(db, { orgId, keyId: key.id, mode: 'lenient' }, by);
  assert.equal((await sendDocument([made(1, 'O')])).statusCode, 202);
  await changeIntake(db, { orgId, keyId: key.id, mode: undefined }, by);
  assert.equal((await sendDocument([made(1, 'P')])).statusCode, 400);
  await changeIntake(db, { orgId, mode: 'lenient' }, by);
});

test('a part of a strict document that is stored already goes the long way, without what was refused', async () => {
  const known = made(1, 'Q', whole);
  assert.equal((await sendDocument([known], strictKey.key)).statusCode, 202);
  const before = (await marked()).length;
  const answer = await sendDocument([known, made(1, 'R'), made(1, 'S', whole)], strictKey.key, {
    'gs1-capture-error-behaviour': 'proceed',
  });
  assert.deepEqual([answer.json<Job>().eventsStored, (await marked()).length], [1, before]);
});

const greedy = { profile: 'tham-lam', version: '1', title: { vi: 'Tham lam', en: 'Greedy' }, source: 'thử', groups: [] };

test('a document long enough to be read in the thread beside is held against profiles there', async () => {
  const read = context.capture.reading.read.bind(context.capture.reading);
  let beside = 0;
  context.capture.reading.read = (request) => {
    beside++;
    return read(request);
  };
  const long = (name: string): JsonEvent[] => [
    made(1, `${name}-wrong`, { ...whole, action: 'NOTHING' }),
    ...Array.from({ length: 200 }, (_, index) => made(1, `${name}${index}`, whole)),
  ];
  const proceed = { 'gs1-capture-error-behaviour': 'proceed' };
  const before = (await marked()).length;
  const poor = made(1, 'beside');
  const lenient = (await sendDocument([...long('AA'), poor, made(2, 'AB')], key.key, proceed)).json<Job>();
  assert.deepEqual([lenient.eventsStored, lenient.eventsIncomplete, lenient.errors.length], [202, 1, 2]);
  assert.equal(lenient.warnings[0]?.path, '$.epcisBody.eventList[201].ilmd.cbvmda:harvestEndDate');
  assert.deepEqual(
    (await marked()).slice(before).map(({ event_id }) => event_id),
    [poor['eventID']],
    'the mark is at its own event',
  );
  const strict = (await sendDocument([...long('AC'), made(1, 'AD'), made(2, 'AE')], strictKey.key, proceed)).json<Job>();
  assert.deepEqual([strict.eventsStored, strict.eventsIncomplete, strict.errors.length], [201, 0, 4]);
  assert.equal((await sendDocument([...long('AF').slice(1), made(1, 'AG')], strictKey.key)).statusCode, 400);
  // More is missing than is carried from thread to thread: the document is read as a whole.
  const wishes = Array.from({ length: 8 }, (_, index) => ({
    name: { vi: `Số ${index}`, en: `Number ${index}` },
    paths: [`ilmd.x${index}`],
    kind: 'any',
  }));
  await importProfile(db, JSON.stringify({ ...greedy, steps: [{ bizSteps: ['commissioning'], wanted: wishes }] }), by);
  context.capture.profiles.forget();
  const many = (await sendDocument(Array.from({ length: 700 }, (_, index) => made(3, `AH${index}`)))).json<Job>();
  assert.deepEqual([many.eventsStored, many.eventsIncomplete], [700, 700]);
  await endProfile(db, 'tham-lam', by);
  context.capture.profiles.forget();
  assert.equal(beside, 4);
  context.capture.reading.read = read;
});

test('what the standard says is refused under lenient intake too', async () => {
  assert.equal((await sendDocument([made(1, 'T', { action: 'NOTHING' })])).statusCode, 400);
});

test('a declaration and a new event complete it; the declaration itself lacks nothing', async () => {
  const poor = made(1, 'U');
  await sendDocument([poor]);
  const before = (await marked()).length;
  const better = made(1, 'U', whole);
  const declaration = {
    ...poor,
    errorDeclaration: {
      declarationTime: '2026-11-19T06:00:00+07:00',
      reason: 'incorrect_data',
      correctiveEventIDs: [better['eventID']],
    },
  };
  const answer = await sendDocument([declaration, better]);
  assert.deepEqual([answer.statusCode, answer.json<Job>().eventsIncomplete], [202, 0], answer.body);
  assert.equal((await marked()).length, before, 'the mark stays, the declaration speaks against it');
});

test('XML is held against profiles like JSON', async () => {
  const xml = `<epcis:ObjectEvent xmlns:epcis="urn:epcglobal:epcis:xsd:2"><eventTime>2026-11-18T06:00:00+07:00</eventTime>
    <eventTimeZoneOffset>+07:00</eventTimeZoneOffset><epcList/><action>ADD</action><bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
    <readPoint><id>${placeUri(1)}</id></readPoint>
    <quantityList><quantityElement><epcClass>${lotUri(1, 'X')}</epcClass><quantity>1</quantity></quantityElement></quantityList></epcis:ObjectEvent>`;
  const answer = await send('/epcis/events', xml, undefined, { 'content-type': 'application/xml' });
  assert.equal(answer.statusCode, 201, answer.body);
  assert.match(String(answer.headers['nguon-incomplete']), /ilmd\/cbvmda:harvestEndDate$/);
});

test('a version is never changed; a new one replaces it; an ended profile asks for nothing', async () => {
  await assert.rejects(importProfile(db, fruitProfile('1'), by), (error) => error instanceof AppError && error.kind === 'conflict');
  assert.equal((await importProfile(db, fruitProfile('2', []), by)).replaced, '1');
  context.capture.profiles.forget();
  assert.equal((await sendDocument([made(3, 'V')])).json<Job>().eventsIncomplete, 1, 'without groups it is for every product');
  assert.equal(await endProfile(db, 'trai-cay', by), '2');
  context.capture.profiles.forget();
  assert.equal((await sendDocument([made(1, 'W')])).json<Job>().eventsIncomplete, 0);
  await assert.rejects(endProfile(db, 'trai-cay', by), (error) => error instanceof AppError && error.kind === 'not_found');
});

test('a product registered later counts for what is sent later', async () => {
  await importProfile(db, fruitProfile('3'), by);
  context.capture.profiles.forget();
  assert.equal((await sendDocument([made(9, 'A')])).json<Job>().eventsIncomplete, 0);
  await registerProduct(db, { orgId, code: gtin(9), name: 'Xoài', category: 'Trái cây' }, by);
  product.clock = new Date(product.clock.getTime() + 6_000);
  assert.equal((await sendDocument([made(9, 'B')])).json<Job>().eventsIncomplete, 1);
});
