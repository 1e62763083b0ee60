// A month that was taken out: pages go on past its events, nothing fails, and putting it back brings them back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQueryParameters } from '@nguon/epcis';
import { attachMonth, detachMonth } from '../../app/capture/month-tables.ts';
import { listMonthTables } from '../../app/capture/month-store.ts';
import { createMonthTable } from '../../app/capture/month-store.ts';
import { firstSeqOf } from '../../app/capture/partitions.ts';
import { openJsonWriter } from '../../app/query/event-writer.ts';
import type { PagePosition } from '../../app/query/page-position.ts';
import { queryEvents } from '../../app/query/query-events.ts';
import { captureEvents } from '../support/capture-events.ts';
import { insertTestOrganisation, itemUri, makeEvent } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';

const product = await startTestProduct();
const { context } = product;
const { system } = context.database;
const events_total = 40;
const orgId = await insertTestOrganisation(system, 'months');

await captureEvents(
  product,
  orgId,
  Array.from({ length: events_total }, (_, index) =>
    makeEvent('ObjectEvent', `2026-11-18T06:${String(index).padStart(2, '0')}:00+07:00`, {
      action: 'OBSERVE',
      epcList: [itemUri(8, 'X')],
      bizTransactionList: [{ type: 'po', bizTransaction: 'urn:x:order' }],
    }),
  ),
);
// Every second event becomes one of January 2024.
const [from, until] = [firstSeqOf(Date.UTC(2024, 0, 1)), firstSeqOf(Date.UTC(2024, 1, 1))];
await createMonthTable(system, '2024-01', from, until);
for (const table of ['event_things', 'event_terms', 'event_ids', 'events'])
  await system.query(`update ${table} set seq = ${from} + seq % 1048576 where seq % 2 = 0`);

const asked: readonly (readonly [string, string])[] = [
  ['MATCH_anyEPC', itemUri(8, 'X')],
  ['MATCH_anyEPC', `${itemUri(8, 'X')}|${itemUri(8, 'Y')}`],
  ['EQ_bizTransaction_po', 'urn:x:order'],
  ['GE_eventTime', '2026-01-01T00:00:00Z'],
];

async function countPages(question: readonly [string, string]): Promise<number> {
  let events = 0;
  let after: PagePosition | undefined;
  do {
    const { query } = readQueryParameters([question, ['perPage', '7']]);
    const page = await queryEvents(
      context,
      { kind: 'organisation', orgId },
      query!,
      await openJsonWriter(context, 'Never_Translates'),
      after,
    );
    events += page.events.length;
    after = page.next;
  } while (after !== undefined);
  return events;
}

test('a month can be taken out and put back, and every query stays right', async () => {
  const { rows } = await system.query<{ old: number }>(`select count(*)::int as old from events where seq < ${until}`);
  const old = rows[0]!.old;
  assert.ok(old > 10 && old < 30);
  for (const question of asked) assert.equal(await countPages(question), events_total, question[0]);
  await detachMonth(context.database, '2024-01', context.now());
  assert.deepEqual((await listMonthTables(system)).find(({ month }) => month === '2024-01')?.attached, false);
  for (const question of asked) assert.equal(await countPages(question), events_total - old, question[0]);
  await attachMonth(context.database, '2024-01');
  for (const question of asked) assert.equal(await countPages(question), events_total, question[0]);
});

test('months around now stay, and months that are not there are refused', async () => {
  const month = new Date().toISOString().slice(0, 7);
  await assert.rejects(detachMonth(context.database, month, new Date()), /too recent/);
  await assert.rejects(detachMonth(context.database, '1999-01', new Date()), /no month/);
  await assert.rejects(attachMonth(context.database, month), /No month/);
});
