// The walk through the chain, level by level: it says which things' facts it needs next and takes them in.
import { compareMoments, factKinds, factWays } from './fact.ts';
import type { Direction, Fact } from './fact.ts';
import { expandThing, meetGoods } from './expand.ts';
import { asks, defaultWalkLimits, endOfTime, newWalkState, startOfTime, thingOf, walk_levels_max } from './walk-state.ts';
import type { WalkLimits, WalkState } from './walk-state.ts';

/** Index keys whose facts the walk needs next. Empty lists = the walk is over. */
export interface Frontier {
  /** Own facts: kinds 2 (back) or 1 (forward), 3 to 6, 8 and 9 by `thing`; with the far side of their transformations. */
  readonly own: readonly string[];
  /** Children: kinds 3 to 6 by `hub`; in a lot, its items. */
  readonly content: readonly string[];
  /** The lot of each: kind 7 by `thing`. */
  readonly lot: readonly string[];
}

/**
 * Begins a walk from one thing: `back` to all origins or `forward` to all holders. `start` is an index key as
 * `canonicalId()` of @nguon/gs1 makes it. Levels are cut to 50.
 */
export function startWalk(start: string, direction: Direction, limits: Partial<WalkLimits> = {}): WalkState {
  const given = { ...defaultWalkLimits, ...limits };
  const state = newWalkState(start, direction, { ...given, levelsMax: Math.max(0, Math.min(given.levelsMax, walk_levels_max)) });
  meetGoods(state, thingOf(state, start), direction === 'forward' ? startOfTime : endOfTime, 0);
  return state;
}

/** What to read for the next level. Call `addFacts` with the answer before asking again. */
export function nextFrontier(state: WalkState): Frontier {
  const own: string[] = [];
  const content: string[] = [];
  const lot: string[] = [];
  for (const thing of state.waiting) {
    const missing = thing.asked & ~thing.loaded;
    if (missing & asks.own) own.push(thing.name);
    if (missing & asks.content) content.push(thing.name);
    if (missing & asks.lot) lot.push(thing.name);
  }
  return { own, content, lot };
}

/** Facts that the walk can still take in; the store reads no more than one above it. */
export function factsLeft(state: WalkState): number {
  return Math.max(0, state.limits.factsMax - state.factsRead);
}

/** Takes in the facts of the last frontier, in any order; what is above the limit of facts is left out and reported. */
export function addFacts(state: WalkState, facts: readonly Fact[]): void {
  const count = Math.min(facts.length, factsLeft(state));
  if (count < facts.length) state.factsLeftOut = true;
  for (let i = 0; i < count; i++) placeFact(state, facts[i]!);
  state.factsRead += count;
  state.level++;
  const arrived = state.waiting;
  state.waiting = [];
  for (const thing of arrived) thing.loaded = thing.asked;
  for (const thing of arrived) expandThing(state, thing);
  for (let thing = state.grown.pop(); thing !== undefined; thing = state.grown.pop()) expandThing(state, thing);
}

function placeFact(state: WalkState, fact: Fact): void {
  if (fact.way === factWays.own) {
    const thing = thingOf(state, fact.thing);
    (thing.own ??= []).push(fact);
    return;
  }
  const hub = thingOf(state, fact.hub);
  if (fact.way === factWays.side) {
    // A transformation reached again at a later level is read again: it must not count twice.
    if (hub.sidesLevel < 0) hub.sidesLevel = state.level;
    if (hub.sidesLevel === state.level) (hub.sides ??= []).push(fact);
  } else if (fact.way === factWays.emptied) {
    if (hub.emptiedLevel < 0) hub.emptiedLevel = state.level;
    if (hub.emptiedLevel === state.level) (hub.emptied ??= []).push(fact);
  } else if (fact.thing === '') (hub.emptied ??= []).push(fact);
  else (hub.content ??= []).push(fact);
}

/** Facts in order of time, for those who replay them. */
export function sortFacts<Some extends Pick<Fact, 'time_ms' | 'seq'>>(facts: readonly Some[]): Some[] {
  return facts.toSorted((a, b) => compareMoments(a.time_ms, a.seq, b.time_ms, b.seq));
}

/** Kinds that a level reads by `thing`. */
export function ownKindsOf(direction: Direction): number[] {
  return [
    direction === 'back' ? factKinds.output : factKinds.input,
    factKinds.packed, factKinds.unpacked, factKinds.associated, factKinds.dissociated, factKinds.shipped, factKinds.received,
  ];
}
