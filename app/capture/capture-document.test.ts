// One document, one transaction: what is stored, what is derived, duplicates, declarations, late events.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
  caseUri,
  insertTestOrganisation,
  itemUri,
  lotUri,
  makeDocument,
  makeEvent,
  partyUri,
  gln,
  placeUri,
} from '../../test/support/sample-events.ts';
import type { JsonEvent } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { AppError } from '../errors.ts';
import { captureDocument } from './capture-document.ts';
import type { CaptureInput } from './capture-document.ts';
import { captureEvent } from './capture-event.ts';
import { foldStoredEvents, readStoredEvents } from './refold-states.ts';
import { listEventsAfter } from './refold-store.ts';

const { context } = await startTestProduct();
const db = context.database.system;
const orgId = await insertTestOrganisation(db, 'capture-test');
const buyerId = await insertTestOrganisation(db, 'capture-buyer', { gln: gln(77) });

const capture = (events: readonly JsonEvent[], changes: Partial<CaptureInput> = {}) =>
  captureDocument(context, {
    orgId,
    actor: 'test',
    source: 'document',
    mediaType: 'application/ld+json',
    body: makeDocument(events),
    errorBehaviour: 'rollback',
    ...changes,
  });
const rowsOf = async (text: string, ...values: unknown[]): Promise<Record<string, unknown>[]> => (await db.query({ text, values })).rows;
const extensions = { ex: 'https://ns.example/' };
const thingOf = (uri: string): string => uri.replace('https://id.gs1.org/', '');

test('an event becomes rows in every table, and its parties are found', async () => {
  const item = itemUri(1, 'A1');
  const job = await capture([
    makeEvent('ObjectEvent', '2026-11-18T06:20:00+07:00', {
      action: 'ADD',
      bizStep: 'commissioning',
      disposition: 'active',
      epcList: [item],
      readPoint: { id: placeUri(1) },
      ilmd: { 'cbvmda:lotNumber': 'L1' },
    }),
    makeEvent('ObjectEvent', '2026-11-18T09:00:00+07:00', {
      action: 'OBSERVE',
      bizStep: 'shipping',
      disposition: 'in_transit',
      epcList: [item],
      readPoint: { id: placeUri(1) },
      destinationList: [{ type: 'possessing_party', destination: partyUri(77) }],
    }),
  ]);
  assert.deepEqual([job.success, job.events_given, job.events_stored], [true, 2, 2]);
  const events = await rowsOf('select seq, biz_step, party_ids, body, event_hash from events where capture_id = $1 order by seq', job.id);
  assert.deepEqual(
    events.map((row) => row['biz_step']),
    ['commissioning', 'shipping'],
  );
  assert.deepEqual(events[1]!['party_ids'], [orgId, buyerId]);
  const edges = await rowsOf('select thing, hub, kind from edges where thing = $1 order by kind', thingOf(item));
  assert.deepEqual(
    edges.map(({ hub, kind }) => [kind, hub]),
    [
      [7, thingOf(lotUri(1, 'L1'))],
      [8, thingOf(partyUri(77))],
    ],
  );
  const [state] = await rowsOf(
    'select disposition, biz_step, event_count, activated_time from thing_states where thing = $1',
    thingOf(item),
  );
  assert.deepEqual([state!['disposition'], state!['biz_step'], state!['event_count']], ['in_transit', 'shipping', 2]);
  assert.ok(state!['activated_time']);
  assert.equal(
    (
      await rowsOf(
        'select 1 from ledger_queue where seq = any ($1)',
        events.map((row) => row['seq']),
      )
    ).length,
    2,
  );
});

test('an event without eventID gets its hash, and the same document again changes nothing', async () => {
  const event = makeEvent('ObjectEvent', '2026-11-18T06:20:00+07:00', {
    action: 'ADD',
    bizStep: 'commissioning',
    epcList: [itemUri(2, 'B1')],
  });
  delete event['eventID'];
  await capture([event]);
  const [stored] = await rowsOf(
    `select event_id from events e join event_things t using (seq) where t.thing = $1`,
    thingOf(itemUri(2, 'B1')),
  );
  assert.match(String(stored!['event_id']), /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
  const again = await capture([event]);
  assert.deepEqual(
    [again.success, again.events_stored, again.events_duplicate, again.errors[0]?.code],
    [true, 0, 1, 'event_already_stored'],
  );
  assert.equal((await rowsOf('select 1 from event_things where thing = $1', thingOf(itemUri(2, 'B1')))).length, 1);
});

test('an id that is taken by another content rolls the document back; proceed takes the rest', async () => {
  const first = makeEvent('ObjectEvent', '2026-11-18T06:20:00+07:00', { action: 'ADD', epcList: [itemUri(3, 'C1')] });
  await capture([first]);
  const other = makeEvent('ObjectEvent', '2026-11-18T07:00:00+07:00', { action: 'ADD', epcList: [itemUri(3, 'C2')] });
  const contradiction = { ...first, eventTime: '2026-11-18T08:20:00+07:00' };
  const rolledBack = await capture([other, contradiction]);
  assert.deepEqual([rolledBack.success, rolledBack.events_stored, rolledBack.errors[0]?.code], [false, 0, 'event_id_taken']);
  assert.equal((await rowsOf('select 1 from event_things where thing = $1', thingOf(itemUri(3, 'C2')))).length, 0);
  const proceeded = await capture([other, contradiction], { errorBehaviour: 'proceed' });
  assert.deepEqual([proceeded.success, proceeded.events_stored], [false, 1]);
});

test('faults: rollback refuses with all of them, proceed takes the good events', async () => {
  const good = makeEvent('ObjectEvent', '2026-11-18T06:20:00+07:00', { action: 'ADD', epcList: [itemUri(4, 'D1')] });
  const bad = makeEvent('ObjectEvent', '2026-11-18T06:20:00', { action: 'CREATE', epcList: [itemUri(4, 'D2')] });
  await assert.rejects(
    capture([good, bad]),
    (error: unknown) =>
      error instanceof AppError &&
      error.kind === 'invalid' &&
      error.details.faults!.length >= 2 &&
      error.details.faults!.every(({ vi, en, path }) => vi && en && path.includes('[1]')),
  );
  const job = await capture([good, bad], { errorBehaviour: 'proceed' });
  assert.deepEqual([job.success, job.events_stored], [false, 1]);
});

test('a document of which some is stored already: the rest is written, and each fault names its place in the document', async () => {
  const packed = (serial: string, hour: number): JsonEvent =>
    makeEvent('ObjectEvent', `2026-11-18T${String(hour).padStart(2, '0')}:20:00+07:00`, { action: 'ADD', epcList: [itemUri(8, serial)] });
  const made = makeEvent('TransformationEvent', '2026-11-18T11:20:00+07:00', {
    inputEPCList: [itemUri(8, 'P3')],
    outputEPCList: [itemUri(8, 'P4')],
  });
  const stored = packed('P1', 6);
  await capture([stored]);
  const bad = { ...packed('P2', 7), action: 'CREATE' };
  const job = await capture([bad, packed('P2', 8), stored, packed('P3', 9), made], { errorBehaviour: 'proceed' });
  assert.deepEqual([job.events_stored, job.events_duplicate], [3, 1]);
  assert.deepEqual(
    job.errors.map(({ path }) => path.match(/\[(\d)\]/)![1]),
    ['0', '2'],
  );
  const things = await rowsOf(`select thing, event_count from thing_states where thing like $1 order by 1`, thingOf(itemUri(8, 'P_')));
  assert.deepEqual(
    things.map((row) => [String(row['thing']).slice(-2), row['event_count']]),
    [
      ['P1', 1],
      ['P2', 1],
      ['P3', 2],
      ['P4', 1],
    ],
  );
  // The hub of the transformation is its own number, though its place in the batch moved.
  const [edge] = await rowsOf(`select hub, seq from edges where thing = $1 and kind = 2`, thingOf(itemUri(8, 'P4')));
  assert.equal(edge!['hub'], `t:${String(edge!['seq'])}`);
});

test('faults beyond those that are listed are counted', async () => {
  const bad = Array.from({ length: 150 }, (_, index) =>
    makeEvent('ObjectEvent', '2026-11-18T06:20:00', { action: 'CREATE', epcList: [itemUri(9, `F${index}`)] }),
  );
  const good = makeEvent('ObjectEvent', '2026-11-18T06:20:00+07:00', { action: 'ADD', epcList: [itemUri(9, 'G')] });
  const job = await capture([...bad, good], { errorBehaviour: 'proceed' });
  assert.deepEqual([job.events_stored, job.errors.length, job.errors_total], [1, 200, 300]);
});

test('a late event sorts into the states, whatever the order of arrival', async () => {
  const item = itemUri(5, 'E1');
  const at = (hour: string, fields: JsonEvent): JsonEvent =>
    makeEvent('ObjectEvent', `2026-11-18T${hour}:00:00+07:00`, { action: 'OBSERVE', epcList: [item], ...fields });
  await capture([at('12', { bizStep: 'retail_selling', disposition: 'retail_sold' })]);
  await capture([at('08', { bizStep: 'receiving', disposition: 'in_progress', bizLocation: { id: placeUri(9) } })]);
  const [state] = await rowsOf('select disposition, place, event_count from thing_states where thing = $1', thingOf(item));
  assert.deepEqual(state, { disposition: 'retail_sold', place: thingOf(placeUri(9)), event_count: 2 });
});

test('an error declaration keeps both events and takes the wrong one out of states and edges, in either order', async () => {
  for (const declarationFirst of [false, true]) {
    const serial = declarationFirst ? 'F2' : 'F1';
    const wrong = makeEvent('AggregationEvent', '2026-11-18T10:00:00+07:00', {
      action: 'ADD',
      parentID: caseUri(6),
      childEPCs: [itemUri(6, serial)],
      disposition: 'recalled',
      bizStep: 'packing',
    });
    const declaration = { ...wrong, errorDeclaration: { declarationTime: '2026-11-19T10:00:00+07:00', reason: 'incorrect_data' } };
    const right = makeEvent('ObjectEvent', '2026-11-18T09:00:00+07:00', {
      action: 'ADD',
      epcList: [itemUri(6, serial)],
      disposition: 'active',
      bizStep: 'commissioning',
    });
    for (const event of declarationFirst ? [right, declaration, wrong] : [right, wrong, declaration]) await capture([event]);
    const thing = thingOf(itemUri(6, serial));
    const [state] = await rowsOf('select disposition, event_count from thing_states where thing = $1', thing);
    assert.deepEqual(state, { disposition: 'active', event_count: 1 }, serial);
    assert.equal((await rowsOf('select 1 from edges where thing = $1 and kind = 3', thing)).length, 0, serial);
    assert.equal((await rowsOf('select 1 from events where event_id = $1', wrong['eventID'])).length, 2, serial);
  }
});

test('a declaration that does not repeat its event takes nothing back: it is refused and told', async () => {
  const epc = itemUri(8, 'D1');
  const event = makeEvent('ObjectEvent', '2026-11-18T10:00:00+07:00', { action: 'OBSERVE', epcList: [epc], bizStep: 'packing' });
  const errorDeclaration = { declarationTime: '2026-11-19T10:00:00+07:00', reason: 'incorrect_data' };
  await capture([event]);
  const others: JsonEvent[] = [
    { ...event, action: 'DELETE' },
    { ...event, epcList: [itemUri(8, 'D2')] },
    { ...event, bizStep: undefined },
    { ...event, eventTime: '2026-11-18T10:00:01+07:00' },
  ];
  for (const other of others) {
    const job = await capture([
      { ...other, errorDeclaration },
      makeEvent('ObjectEvent', '2026-11-18T11:00:00+07:00', { action: 'OBSERVE', epcList: [epc] }),
    ]);
    assert.deepEqual([job.success, job.events_stored, job.events_duplicate], [false, 0, 0]);
    assert.deepEqual(
      job.errors.map(({ code, path }) => [code, path]),
      [['declaration_differs', '$.epcisBody.eventList[0].errorDeclaration']],
    );
    const body = JSON.stringify({
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      ...other,
      errorDeclaration,
    });
    await assert.rejects(
      captureEvent(context, { orgId, actor: 'test', body, mediaType: 'application/ld+json' }),
      (error) => error instanceof AppError && error.kind === 'invalid' && error.details.faults?.[0]?.code === 'declaration_differs',
    );
  }
  const proceeded = await capture(
    [{ ...others[0], errorDeclaration }, makeEvent('ObjectEvent', '2026-11-18T12:00:00+07:00', { action: 'OBSERVE', epcList: [epc] })],
    { errorBehaviour: 'proceed' },
  );
  assert.deepEqual([proceeded.success, proceeded.events_stored, proceeded.errors_total], [false, 1, 1]);
  const state = () => rowsOf('select event_count from thing_states where thing = $1', thingOf(epc));
  assert.deepEqual(await state(), [{ event_count: 2 }]);
  assert.equal((await rowsOf('select 1 from events where event_id = $1', event['eventID'])).length, 1);

  // The same in another spelling repeats it: another order, offset written otherwise in no field, CBV as URN.
  const repeated = { errorDeclaration, ...event, bizStep: 'urn:epcglobal:cbv:bizstep:packing' };
  assert.equal((await capture([repeated])).success, true);
  assert.deepEqual(await state(), [{ event_count: 1 }]);
  assert.deepEqual((await capture([repeated])).events_duplicate, 1, 'sent again it is there already');
});

test('within one document a declaration is held against its event; of an event that is not there it is taken', async () => {
  const event = makeEvent('ObjectEvent', '2026-11-18T10:00:00+07:00', { action: 'OBSERVE', epcList: [itemUri(8, 'E1')] });
  const errorDeclaration = { declarationTime: '2026-11-19T10:00:00+07:00' };
  for (const events of [
    [event, { ...event, action: 'ADD', errorDeclaration }],
    [{ ...event, action: 'ADD', errorDeclaration }, event],
  ]) {
    const job = await capture(events);
    assert.deepEqual([job.success, job.events_stored, job.errors[0]?.code], [false, 0, 'declaration_differs']);
  }
  const unknown = makeEvent('ObjectEvent', '2026-11-18T10:00:00+07:00', {
    action: 'OBSERVE',
    epcList: [itemUri(8, 'E2')],
    errorDeclaration,
  });
  assert.deepEqual((await capture([unknown])).events_stored, 1);
  assert.equal((await capture([event, { ...event, errorDeclaration }])).events_stored, 2);
});

test('states equal a fold of all events again', async () => {
  const things = (await rowsOf('select thing from thing_states order by 1')).map((row) => String(row['thing']));
  assert.ok(things.length >= 8);
  const events = await readStoredEvents(db, await listEventsAfter(db, '0', 1_000));
  const folded = foldStoredEvents(events);
  const kept = await rowsOf('select thing, event_count, disposition, place, last_seq from thing_states order by thing');
  assert.deepEqual(
    folded.states.map(({ thing, count, disposition, place, lastOrdinal }) => ({
      thing,
      event_count: count,
      disposition: disposition?.value ?? null,
      place: place?.value ?? null,
      last_seq: events[lastOrdinal]!.row.seq,
    })),
    kept,
  );
});

test('the same idempotency key gets the first answer again, and refuses another content', async () => {
  const events = [makeEvent('ObjectEvent', '2026-11-18T06:20:00+07:00', { action: 'ADD', epcList: [itemUri(7, 'G1')] })];
  const body = makeDocument(events);
  const [first, twin] = await Promise.all([capture([], { body, idempotencyKey: 'k1' }), capture([], { body, idempotencyKey: 'k1' })]);
  assert.equal(first.id, twin.id);
  assert.deepEqual(first.finished_at, twin.finished_at, 'the very same answer');
  await assert.rejects(
    capture([], { body: makeDocument([]), idempotencyKey: 'k1' }),
    (error: unknown) => error instanceof AppError && error.code === 'idempotency_key_reused',
  );
});

test('of a document read in the thread beside, some stored already: the rest is written, faults name their places', async () => {
  const seen = (serial: string): JsonEvent =>
    makeEvent('ObjectEvent', '2026-11-18T06:20:00+07:00', { action: 'ADD', epcList: [itemUri(9, serial)], 'ex:note': 'x'.repeat(900) });
  const many = Array.from({ length: 120 }, (_, index) => seen(`B${index}`));
  assert(makeDocument(many).length >= 65_536, 'short documents are read here');
  assert.equal((await capture(many.slice(0, 100), { extensions })).events_stored, 100);
  const job = await capture([{ ...seen('C'), action: 'CREATE' }, ...many.slice(90)], { extensions, errorBehaviour: 'proceed' });
  assert.deepEqual([job.events_stored, job.events_duplicate, job.errors.length], [20, 10, 11]);
  assert.deepEqual(
    job.errors.map(({ path }) => Number(path.match(/\[(\d+)\]/)![1])).sort((a, b) => a - b),
    Array.from({ length: 11 }, (_, index) => index),
  );
  const [count] = await rowsOf(`select count(*)::int as n from thing_states where thing like $1`, thingOf(itemUri(9, 'B%')));
  assert.equal(count!['n'], 120);
});

for (const { where, count, padding, atOnce } of [
  { where: 'here', count: 300, padding: 30_000, atOnce: 1 },
  { where: 'beside', count: 1_500, padding: 800, atOnce: 3 },
])
  test(`read ${where}, the next long document is read when the rows of one before are on their way, neither before nor after`, async () => {
    const captureLong = (item: number): Promise<unknown> => {
      const events = Array.from({ length: count }, (_, index) =>
        makeEvent('ObjectEvent', '2026-11-18T06:20:00+07:00', {
          action: 'OBSERVE',
          epcList: [itemUri(item, `N${index}`)],
          'ex:note': 'x'.repeat(padding),
        }),
      );
      const body = makeDocument(events);
      assert(body.length >= 262_144, 'short documents take no turns');
      assert.equal(body.length > 8_388_608, where === 'here');
      const config = { ...context.config, captureBytesMax: 16_777_216 };
      const counting = { ...context, config, newId: () => (reads.push(item), context.newId()) };
      const input = { orgId, actor: 'test', source: 'document', mediaType: 'application/ld+json', errorBehaviour: 'rollback' } as const;
      return captureDocument(counting, { ...input, extensions, body });
    };
    const reads: number[] = [];
    const items = Array.from({ length: atOnce + 1 }, (_, index) => 60 + 10 * atOnce + index);
    const last = items.at(-1)!;
    const [opening, writing] = [await db.connect(), await db.connect()];
    try {
      // The first documents wait as they open their transactions, then as they write.
      await opening.query('begin; select pg_advisory_xact_lock(7304)');
      await writing.query('begin; lock table ledger_queue in exclusive mode');
      const documents = Promise.all(items.map(captureLong));
      const waiting = async (): Promise<number> =>
        (await rowsOf(`select 1 from pg_locks where locktype = 'advisory' and not granted`)).length;
      await until(async () => (await waiting()) >= atOnce);
      assert.deepEqual(reads, items.slice(0, -1));
      await opening.query('commit');
      await until(() => reads.length > atOnce);
      assert.deepEqual(await rowsOf('select 1 from event_things where thing = $1', thingOf(itemUri(items[0]!, 'N0'))), []);
      await writing.query('commit');
      await documents;
      assert.equal((await rowsOf('select 1 from event_things where thing like $1', thingOf(itemUri(last, 'N')) + '%')).length, count);
    } finally {
      opening.release(true);
      writing.release(true);
    }
  });

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end_ms = performance.now() + 20_000; !(await holds()); await wait(10)) assert(performance.now() < end_ms, 'waited in vain');
}
