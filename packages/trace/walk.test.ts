// The walk finds what the slow replay finds, whatever the chain looks like and in whatever order its events arrived.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Direction, WalkResult } from './index.ts';
import { traceNaively } from '../../test/trace/naive-trace.ts';
import type { NaiveFact } from '../../test/trace/naive-trace.ts';
import { walkAll } from '../../test/trace/walk-all.ts';
import { anyThing, history } from '../../test/trace/random-facts.ts';

function spell({ nodes, steps }: WalkResult, facts: readonly NaiveFact[]): { roles: string[]; steps: string[] } {
  const order = [
    ...new Set(
      facts.toSorted((a, b) => a.time_ms - b.time_ms || Number(a.seq) - Number(b.seq)).map(({ time_ms, seq }) => `${time_ms}/${seq}`),
    ),
  ];
  const at = (moment: { time_ms: number; seq: string } | undefined): number =>
    moment === undefined ? order.length : order.indexOf(`${moment.time_ms}/${moment.seq}`);
  const spelt = steps.map((step) =>
    step.kind === 'ofLot'
      ? `7 ${step.item} ${step.lot}`
      : step.kind === 'stay'
        ? `in ${step.child} ${step.stay.parent} ${at(step.stay.from)} ${at(step.stay.until)}`
        : `${step.fact.kind} ${step.fact.thing} ${step.fact.hub} ${at(step.fact)}`,
  );
  return { roles: nodes.map(({ thing, role }) => `${thing} ${role}`).sort(), steps: spelt.sort() };
}

const listEnds = ({ nodes }: WalkResult): string[] => nodes.flatMap(({ thing, isEnd }) => (isEnd ? [thing] : [])).sort();

const runs = Number(process.env['NGUON_TRACE_RUNS'] ?? 1_500);

test('the walk equals the naive replay, and the order of arrival never matters', () => {
  let looked = 0;
  let withSteps = 0;
  fc.assert(
    fc.property(
      history,
      anyThing,
      fc.constantFrom<Direction>('back', 'forward'),
      fc.infiniteStream(fc.nat()),
      (facts, start, direction, keys) => {
        const naive = traceNaively(facts, start, direction);
        const expected = { roles: [...naive.roles].map(([thing, role]) => `${thing} ${role}`).sort(), steps: [...naive.steps].sort() };
        const found = walkAll(facts, start, direction);
        assert.deepEqual(spell(found, facts), expected);
        const shuffled = facts
          .map((fact) => [keys.next().value as number, fact] as const)
          .sort(([a], [b]) => a - b)
          .map(([, fact]) => fact);
        const again = walkAll(shuffled, start, direction);
        assert.deepEqual(spell(again, facts), expected);
        assert.deepEqual(listEnds(again), listEnds(found));
        looked++;
        if (naive.steps.size > 2) withSteps++;
      },
    ),
    { numRuns: runs },
  );
  assert.ok(
    looked >= Math.min(runs, 1_000) && withSteps > looked / 4,
    `looked at ${looked} chains, ${withSteps} of them with more than two steps`,
  );
});
