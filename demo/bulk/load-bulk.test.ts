// Loading in bulk leaves exactly what capture leaves for the same documents, in the number asked for and with a graph of full depth.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocument } from '@nguon/epcis';
import { startTestProduct } from '../../test/support/test-product.ts';
import type { TestProduct } from '../../test/support/test-product.ts';
import { captureDocument } from '../../app/capture/capture-document.ts';
import { prepareEvent } from '../../app/capture/prepared-event.ts';
import type { PreparedEvent } from '../../app/capture/prepared-event.ts';
import { createSequenceAllocator, makeEventPartitions } from '../../app/capture/partitions.ts';
import { inTransaction } from '../../app/db.ts';
import { AppError } from '../../app/errors.ts';
import { approveOrganisation } from '../../app/party/approve-organisation.ts';
import { registerOrganisation } from '../../app/party/register-organisation.ts';
import { bulk_events_min, planBulk } from './bulk-plan.ts';
import type { BulkPlan } from './bulk-plan.ts';
import { bulkDocuments, loadBulk, writeBulkDocument } from './load-bulk.ts';
import { prepareBulk, readFrame } from './prepare-bulk.ts';
import { registerBulk } from './register-bulk.ts';

const now = new Date('2026-11-22T03:00:00Z');
const by = { at: now, actor: 'test' };

async function startWithOrganisation(): Promise<{ product: TestProduct; orgId: number }> {
  const product = await startTestProduct();
  await makeEventPartitions(product.context.database.system, new Date());
  const orgId = await inTransaction(product.context.database.system, async (db) => {
    const { id } = await registerOrganisation(db, { legalKind: 'enterprise', name: 'Nạp thử', slug: 'demo' }, by);
    await approveOrganisation(db, id, by);
    return id;
  });
  return { product, orgId };
}

const load = (
  { product, orgId }: Awaited<ReturnType<typeof startWithOrganisation>>,
  plan: BulkPlan,
  progress: (stored: number) => void = () => undefined,
): Promise<number> =>
  loadBulk(product.context.database, {
    orgId,
    plan,
    allocator: createSequenceAllocator(),
    now: () => now,
    newId: product.context.newId,
    progress,
  });

/** Every row that capture writes, with event ids in place of sequence numbers, which no two databases share. */
const comparisons: Readonly<Record<string, string>> = {
  events: `select event_id, event_hash, event_type, action, event_time, biz_step, disposition, read_point, biz_location, transformation_id,
    declaration_time, org_id, party_ids, disclosure, body from events order by event_id`,
  event_ids: 'select event_key, event_id from event_ids join events using (seq) order by event_key',
  event_things: `select event_id, thing, t.event_time, role, what_level, quantity, uom from event_things t join events using (seq) order by event_id, thing, role`,
  event_terms: 'select event_id, term, t.event_time from event_terms t join events using (seq) order by event_id, term',
  edges: `select event_id, thing, case when hub = 't:' || seq then 't:' else hub end as hub, kind, what_level, d.event_time, quantity, uom
    from edges d join events using (seq) order by event_id, thing, hub, kind`,
  thing_states: `select thing, first_event_time, last_event_time, l.event_id as last, event_count, s.disposition, disposition_time, d.event_id as d,
    s.biz_step, biz_step_time, b.event_id as b, place, place_time, p.event_id as p, activated_time, s.org_id from thing_states s
    join events l on l.seq = last_seq left join events d on d.seq = disposition_seq left join events b on b.seq = biz_step_seq
    left join events p on p.seq = place_seq order by thing`,
  thing_dispositions:
    'select thing, t.disposition, is_set, t.event_time, event_id from thing_dispositions t join events using (seq) order by 1, 2',
  captures:
    'select bytes, events_given, events_stored, events_duplicate, success, error_behaviour, media_type, errors, errors_total from captures order by events_given, bytes',
  ledger_queue: 'select event_id, q.event_hash, q.org_id from ledger_queue q join events using (seq) order by event_id',
};

test('events are prepared as reading them from their document would prepare them', () => {
  const plan = planBulk(6_117, 3, now.getTime());
  let compared = 0;
  for (const events of bulkDocuments(plan)) {
    const document = writeBulkDocument(events, plan.now_ms);
    const reading = readDocument(document, { eventsMax: 10_000, depthMax: 64, faultsMax: 5 });
    assert.deepEqual([reading.faults, reading.events.flatMap(({ faults }) => faults)], [[], []]);
    const frame = readFrame(document);
    for (const [index, fields] of events.entries()) {
      const [ours, theirs] = [prepareBulk(fields, frame), prepareEvent(reading.events[index]!.event!)];
      // The tree is there for the reader's own use, the papers for nobody's: neither becomes a row.
      const comparable = ({ event, edges, ...rest }: PreparedEvent): object => ({
        ...rest,
        edges: edges.toSorted((a, b) => (a.thing + a.kind < b.thing + b.kind ? -1 : 1)),
        event: { ...event, tree: undefined, bizTransactions: undefined },
      });
      assert.deepEqual(comparable(ours), comparable(theirs));
      compared++;
    }
  }
  assert.equal(compared, 6_117);
});

test('load leaves row for row what capture leaves', async () => {
  const plan = planBulk(bulk_events_min, 1, now.getTime());
  const [loaded, captured] = [await startWithOrganisation(), await startWithOrganisation()];
  assert.equal(await load(loaded, plan), bulk_events_min);
  await inTransaction(captured.product.context.database.system, (db) => registerBulk(db, plan, captured.orgId, by));
  for (const events of bulkDocuments(plan)) {
    const body = writeBulkDocument(events, plan.now_ms);
    await captureDocument(captured.product.context, {
      orgId: captured.orgId,
      actor: 'test',
      source: 'document',
      mediaType: 'application/ld+json',
      body,
      errorBehaviour: 'rollback',
    });
  }
  for (const [table, text] of Object.entries(comparisons)) {
    const [ours, theirs] = [
      await loaded.product.context.database.system.query(text),
      await captured.product.context.database.system.query(text),
    ];
    assert.ok(
      table === 'thing_dispositions' ||
        (table === 'captures' && ours.rows.length > 1) ||
        ours.rows.length >= bulk_events_min * (table === 'edges' || table === 'thing_states' ? 0.5 : 1),
      `${table}: ${ours.rows.length}`,
    );
    assert.deepEqual(ours.rows, theirs.rows, table);
  }
});

test('the number asked for, five levels back, one raw lot forward, told on the way', async () => {
  const place = await startWithOrganisation();
  const { system } = place.product.context.database;
  const plan = planBulk(6_117, 7, now.getTime());
  const told: number[] = [];
  assert.equal(await load(place, plan, (stored) => told.push(stored)), 6_117);
  assert.deepEqual([told.at(-1), told.toSorted((a, b) => a - b)], [6_117, told]);
  const one = async (text: string, values: unknown[]): Promise<Record<string, unknown>> => (await system.query(text, values)).rows[0] ?? {};
  const figures = await one(
    `select count(*)::int as events, count(distinct event_id)::int as ids, avg(length(body))::int as bytes, bool_and(event_time < $1) as past from events`,
    [now],
  );
  assert.deepEqual([figures['events'], figures['ids'], figures['past']], [6_117, 6_117, true]);
  assert.ok(Number(figures['bytes']) > 700 && Number(figures['bytes']) < 1_200, String(figures['bytes']));
  const back = await one(
    `with recursive back(thing, depth) as (
       select hub, 1 from edges where kind = 7 and thing like '%/21/U000000305'
       union select i.thing, b.depth + 1 from back b join edges o on o.thing = b.thing and o.kind = 2 join edges i on i.hub = o.hub and i.kind = 1)
     select max(depth)::int as depth, count(distinct thing)::int as nodes from back`,
    [],
  );
  // lot, 20, 100 of 2n lots, 200 of 2n, 200 raw: no more lots than there are on a level.
  const level = (wanted: number): number => Math.min(wanted, plan.lots);
  assert.deepEqual(back, { depth: 5, nodes: 1 + level(20) + level(100) + level(200) + level(200) });
  const forward = await one(
    `with recursive forth(thing) as (select thing from edges where thing like '01/%/10/RR' union
       select case when e.kind = 7 then e.thing else o.thing end from forth f
         join edges e on e.hub = f.thing and e.kind = 7 or e.thing = f.thing and e.kind = 1 left join edges o on o.hub = e.hub and o.kind = 2 and e.kind = 1)
     select count(*) filter (where thing like '%/21/R%')::int as units, count(*) filter (where thing like '%/10/R%')::int as lots from forth`,
    [],
  );
  assert.deepEqual(forward, { units: 100 * plan.recallUnitsPerLot, lots: 111 });
  await assert.rejects(load(place, plan), (error: unknown) => error instanceof AppError && error.code === 'seed_loaded');
  assert.equal(await load(place, planBulk(bulk_events_min, 8, now.getTime())), bulk_events_min);
});
