// The walk over the database finds what the walk over facts in memory finds: the statements leave nothing out and add nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Direction, WalkResult } from '@nguon/trace';
import fc from 'fast-check';
import type { NaiveFact } from './naive-trace.ts';
import { walkAll } from './walk-all.ts';
import { asReader } from '../../app/db.ts';
import type { Reader } from '../../app/access/reader.ts';
import { walkChain } from '../../app/trace/walk-chain.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { anyThing, history } from './random-facts.ts';

const database = await openTestDatabase();

/** In the database as capture would leave them, an item's lot without regard to time. */
async function store(facts: readonly NaiveFact[]): Promise<void> {
  await database.system.query('delete from edges');
  await database.system.query({
    text: `insert into edges (thing, hub, kind, what_level, event_time, seq, quantity, uom)
      select t.thing, t.hub, t.kind, 0, to_timestamp(t.time_ms / 1000.0), t.seq, t.quantity, t.uom
      from unnest($1::text[], $2::text[], $3::int[], $4::float8[], $5::bigint[], $6::numeric[], $7::text[]) as t (thing, hub, kind, time_ms, seq, quantity, uom)`,
    values: [
      facts.map(({ thing }) => thing),
      facts.map(({ hub }) => hub),
      facts.map(({ kind }) => kind),
      facts.map(({ time_ms }) => time_ms),
      facts.map(({ seq }) => seq),
      facts.map(({ quantity }) => quantity),
      facts.map(({ uom }) => uom),
    ],
  });
}

function spell({ nodes, steps, handOvers }: WalkResult): unknown {
  const spelt = steps.map((step) =>
    step.kind === 'ofLot'
      ? `7 ${step.item} ${step.lot}`
      : step.kind === 'stay'
        ? JSON.stringify([step.child, step.stay])
        : spellFact(step.fact),
  );
  return [nodes.map(({ thing, role, isEnd }) => `${thing} ${role} ${isEnd}`).sort(), spelt.sort(), handOvers.map(spellFact).sort()];
}
const spellFact = ({ thing, hub, kind, time_ms, seq, quantity, uom }: NaiveFact): string =>
  JSON.stringify([thing, hub, kind, time_ms, seq, quantity, uom]);

const readers: readonly Reader[] = [{ kind: 'public' }, { kind: 'organisation', orgId: 1 }];
const runs = Number(process.env['NGUON_TRACE_RUNS'] ?? 120);

test('the store answers each level as the walk asks', async () => {
  let looked = 0;
  let long = 0;
  await fc.assert(
    fc.asyncProperty(
      history,
      anyThing,
      fc.constantFrom<Direction>('back', 'forward'),
      fc.constantFrom(...readers),
      async (facts, start, direction, reader) => {
        await store(facts);
        const expected = walkAll(facts, start, direction);
        const found = await asReader(database, reader, (db) =>
          walkChain(db, reader.kind === 'public', start, direction, { levelsMax: 50 }),
        );
        assert.deepEqual(spell(found.result), spell(expected));
        looked++;
        if (expected.steps.length > 2) long++;
      },
    ),
    { numRuns: runs },
  );
  assert.ok(looked >= runs && long > looked / 4, `looked at ${looked} chains, ${long} of them long`);
});
