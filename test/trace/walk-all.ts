// A whole walk over facts in memory, answering each level as the store's statement does (app/trace/store.ts).
import { addFacts, factWays, finishWalk, nextFrontier, ownKindsOf, startWalk } from '@nguon/trace';
import type { Direction, Fact, Frontier, WalkResult } from '@nguon/trace';
import type { NaiveFact } from './naive-trace.ts';

/** What the store's statement answers (app/trace/store.ts). */
function readLevel(facts: readonly NaiveFact[], frontier: Frontier, direction: Direction): Fact[] {
  const near = direction === 'back' ? 2 : 1;
  const kinds = ownKindsOf(direction);
  const own = facts.filter(({ thing, kind }) => frontier.own.includes(thing) && kinds.includes(kind));
  const content = facts.filter(({ hub, kind }) => frontier.content.includes(hub) && kind >= 3 && kind <= 6);
  const lot = facts.filter(({ thing, hub, kind }) => frontier.lot.includes(thing) && kind === 7 && !frontier.knownLots.includes(hub));
  const hubs = new Set(own.filter(({ kind }) => kind === near).map(({ hub }) => hub));
  const parents = new Set(own.filter(({ kind }) => kind === 3 || kind === 5).map(({ hub }) => hub));
  const items = frontier.items.flatMap((lot): Fact[] => {
    const names = [...new Set(facts.filter(({ hub, kind }) => hub === lot && kind === 7).map(({ thing }) => thing))];
    return names.length === 0
      ? []
      : [{ way: factWays.items, thing: names.join('\n'), hub: lot, kind: 7, time_ms: 0, seq: '0', quantity: null, uom: null }];
  });
  const as = (way: number, some: readonly NaiveFact[]): Fact[] => some.map((fact) => ({ way, ...fact }));
  return [
    ...as(factWays.own, own),
    ...as(factWays.own, lot),
    ...as(factWays.content, content),
    ...items,
    ...as(
      factWays.side,
      facts.filter(({ hub, kind }) => kind === 3 - near && hubs.has(hub)),
    ),
    ...as(
      factWays.emptied,
      facts.filter(({ thing, hub, kind }) => thing === '' && (kind === 4 || kind === 6) && parents.has(hub)),
    ),
  ];
}

/** The walk from its first level to its last, over facts that lie in memory, in any order. */
export function walkAll(facts: readonly NaiveFact[], start: string, direction: Direction, limits = {}): WalkResult {
  const state = startWalk(start, direction, { levelsMax: 50, ...limits });
  for (let level = 0; level < 200; level++) {
    const frontier = nextFrontier(state);
    if (frontier.own.length + frontier.content.length + frontier.items.length + frontier.lot.length === 0) return finishWalk(state);
    addFacts(state, readLevel(facts, frontier, direction));
  }
  throw new Error('the walk does not end');
}
