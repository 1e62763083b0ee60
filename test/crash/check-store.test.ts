// The crash test's own check must notice what is wrong: lost events, half documents, derived rows that differ.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureDocument } from '../../app/capture/capture-document.ts';
import { insertTestOrganisation } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';
import { checkStore } from './check-store.ts';
import { context as jsonContext, makeCrashEvent, makeRandom } from './crash-events.ts';
import type { Account } from './crash-load.ts';

test('check of the crash test: sound data pass, each kind of damage is found', async () => {
  const { context } = await startTestProduct();
  const orgId = await insertTestOrganisation(context.database.system, 'crash');
  const random = makeRandom(3);
  const events = Array.from({ length: 60 }, (_, index) => makeCrashEvent(random, index + 1));
  const eventList = events.map(({ fields: { '@context': _context, ...fields } }) => fields);
  const body = JSON.stringify({
    '@context': jsonContext,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-20T08:00:00+07:00',
    epcisBody: { eventList },
  });
  await captureDocument(context, {
    orgId,
    actor: 'test',
    source: 'document',
    mediaType: 'application/ld+json',
    body,
    errorBehaviour: 'rollback',
  });
  const posting = { kind: 'document', events, body, acknowledged: true, refused: false } as const;
  const account: Account = { postings: [posting], nextNumber: 61 };
  const client = await context.database.system.connect();

  // Released before the product closes its pools, which wait for it.
  try {
    const sound = await checkStore(client, account, true);
    assert.deepEqual([sound.lost, sound.faults, sound.events], [[], [], 60]);
    assert.ok(sound.rows > 300, `only ${sound.rows} rows compared`);

    const after = async (...damage: string[]): Promise<string> => {
      await client.query('begin');
      for (const statement of damage) await client.query(statement);
      const { lost, faults } = await checkStore(client, account, true);
      await client.query('rollback');
      return [...lost.map((id) => `lost ${id}`), ...faults].join('\n');
    };
    const one = 'where ctid = (select min(ctid) from';
    assert.match(await after(`delete from edges ${one} edges)`), /^edges: 1 rows differ/);
    assert.match(await after(`delete from event_things ${one} event_things)`), /^event_things: 1 rows differ/);
    assert.match(await after(`update thing_states set event_count = event_count + 1 ${one} thing_states)`), /^thing_states: 2 rows differ/);
    assert.match(
      await after(`update thing_dispositions set is_set = not is_set ${one} thing_dispositions)`),
      /^thing_dispositions: 2 rows differ/,
    );
    assert.match(await after(`delete from ledger_queue ${one} ledger_queue)`), /^ledger_queue: 1 rows differ/);
    assert.match(await after(`delete from captures`), /tells of nothing, 60 events are there/);
    const half = await after(`delete from events where seq in (select seq from events order by seq limit 30)`);
    assert.match(half, /lost urn:uuid/);
    assert.match(half, /tells of 60, 30 events are there/);
    const unanswered: Account = { ...account, postings: [{ ...posting, acknowledged: false }] };
    await client.query('begin');
    await client.query('delete from events where seq in (select seq from events order by seq limit 30)');
    const { faults } = await checkStore(client, unanswered, false);
    await client.query('rollback');
    assert.match(faults.join('\n'), /30 of 60 events of an unanswered document are stored/);
  } finally {
    client.release();
  }
});
