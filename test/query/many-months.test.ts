// Ten years of months: what is asked of a thing is made ready for the months of its events alone, and for no reader does a policy search by itself.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { makeEventPartitions } from '../../app/capture/partitions.ts';
import { listMonthTables } from '../../app/capture/month-store.ts';
import type { Db } from '../../app/db.ts';
import { listEventsById, selectEvents } from '../../app/query/store.ts';
import { loadScanFacts } from '../../app/scan/store.ts';
import { listCorrections, listEventInfos, listJourneyEvents } from '../../app/trace/store.ts';
import { captureEvents } from '../support/capture-events.ts';
import { insertTestOrganisation, itemUri, makeEvent } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';

const months = 120;
/** What a statement may make ready for events of one moment. */
const ready_max = 1;

const product = await startTestProduct();
const { system } = product.context.database;
const orgId = await insertTestOrganisation(system, 'many-months');
const now = new Date();
for (let ago = 0; ago < months; ago++)
  await makeEventPartitions(system, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 15)));
const thing = itemUri(8, 'MONTHS');
await captureEvents(
  product,
  orgId,
  Array.from({ length: 6 }, (_, index) =>
    makeEvent('ObjectEvent', `2026-11-18T06:0${index}:00+07:00`, { action: 'OBSERVE', epcList: [thing] }),
  ),
);
const key = thing.replace('https://id.gs1.org/', '');
const { rows: stored } = await system.query<{ seq: string; event_id: string; event_key: string }>(
  'select e.seq::text as seq, e.event_id, i.event_key from events e join event_ids i using (seq) order by e.seq',
);

/** A connection as a reader whose plans come as notices, with those of statements within functions. */
async function connect(reader: string): Promise<{ readonly db: pg.Client; readonly plans: string[] }> {
  const { rows } = await system.query<{ database: string; role: string }>('select current_database() as database, current_user as role');
  const url = new URL(process.env['NGUON_TEST_ADMIN_URL']!);
  url.pathname = `/${rows[0]!.database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  after(() => client.end());
  const plans: string[] = [];
  client.on('notice', ({ message }) => void plans.push(message ?? ''));
  await client.query(`load 'auto_explain'; set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
    set auto_explain.log_level = notice; set auto_explain.log_analyze = on; set auto_explain.log_timing = off;
    set role ${rows[0]!.role}; set nguon.reader = '${reader}'; set nguon.org = '${reader === 'organisation' ? orgId : ''}'`);
  return { db: client, plans };
}

const asked: Readonly<Record<string, (db: Db) => Promise<unknown>>> = {
  'the latest events of a thing': (db) =>
    selectEvents(db, {
      conditions: [{ kind: 'match', roles: [1, 2, 3, 4, 5], patterns: [{ kind: 'exact', thing: key }] }],
      orderBy: 'event_time',
      descending: true,
      limit: 31,
      withUnits: false,
    }),
  'an event by its id': (db) =>
    listEventsById(db, { eventKey: stored[0]!.event_key, eventId: stored[0]!.event_id, readerOrgId: 0, withUnits: false, limit: 10 }),
  'events of a trace': (db) =>
    listEventInfos(
      db,
      stored.map(({ seq }) => seq),
    ),
  'corrections of a thing': (db) => listCorrections(db, [key], 10),
  'a scan page': (db) => loadScanFacts(db, key, undefined, key.slice(0, 17), false),
};

const monthsOf = (plan: string): number => new Set(plan.match(/ on (events_\d{4}_\d{2})/g)).size;

test(`${months} months: each statement makes ready the month of the events, and no other`, async () => {
  assert.ok((await listMonthTables(system)).length >= months);
  for (const reader of ['public', 'organisation', 'agency'])
    for (const [name, ask] of Object.entries(asked)) {
      const { db, plans } = await connect(reader);
      await ask(db);
      plans.length = 0;
      const answer = await ask(db);
      assert.ok(plans.length > 0, `no plan of ${name}`);
      if (Array.isArray(answer) && name !== 'corrections of a thing') assert.ok(answer.length > 0, `${name} as ${reader} found nothing`);
      for (const plan of plans)
        assert.ok(monthsOf(plan) <= ready_max, `${name} as ${reader} makes ready ${monthsOf(plan)} months:\n${plan}`);
      if (name === 'the latest events of a thing') assert.ok(plans.some((plan) => monthsOf(plan) === 1 && /Subplans Removed/.test(plan)));
    }
});

test('a journey keeps its plan, whatever is asked', async () => {
  const { db } = await connect('agency');
  const window = { thing: key, from_ms: null, until_ms: null };
  // PostgreSQL decides after five plans of their own.
  for (let turn = 0; turn < 8; turn++) assert.equal((await listJourneyEvents(db, [window], 100)).length, stored.length);
  const { rows } = await db.query<{ kept: string; own: string }>(
    `select generic_plans::text as kept, custom_plans::text as own from pg_prepared_statements where name = 'trace_journey_events'`,
  );
  assert.deepEqual(rows, [{ kept: '3', own: '5' }]);
});

test('the policy of events searches nothing of its own for each month', async () => {
  for (const reader of ['public', 'organisation', 'agency']) {
    const { db } = await connect(reader);
    const { rows } = await db.query<{ 'QUERY PLAN': string }>('explain select seq from events');
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    assert.equal(monthsOf(plan), (await listMonthTables(system)).length);
    assert.doesNotMatch(plan, /(?<!Init)SubPlan/i);
  }
});
