// The walk through the chain, level by level: it says which things' facts it needs next and takes them in.
import { factKinds, factWays } from './fact.ts';
import type { Direction, Fact } from './fact.ts';
import { expandThing, meetGoods } from './expand.ts';
import { asks, defaultWalkLimits, endOfTime, newWalkState, noteTime, startOfTime, thingOf, walk_levels_max } from './walk-state.ts';
import type { WalkLimits, WalkState } from './walk-state.ts';

/** Index keys whose facts the walk needs next. Empty lists = the walk is over. */
export interface Frontier {
  /** Own facts: kinds 2 (back) or 1 (forward), 3 to 6, 8 and 9 by `thing`; with the far side of their transformations. */
  readonly own: readonly string[];
  /** Children: kinds 3 to 6 by `hub`. */
  readonly content: readonly string[];
  /** Items of lots: kind 7 by `hub`. */
  readonly items: readonly string[];
  /** The lots of each item: kind 7 by `thing`. */
  readonly lot: readonly string[];
  /** Lots whose items the walk has already: the answer to `lot` may leave them out, which spares a row for each item of a large lot. */
  readonly knownLots: readonly string[];
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
  const items: string[] = [];
  const lot: string[] = [];
  for (const thing of state.waiting) {
    const missing = thing.asked & ~thing.loaded;
    if (missing & asks.own) own.push(thing.name);
    if (missing & asks.content) content.push(thing.name);
    if (missing & asks.items) items.push(thing.name);
    if (missing & asks.lot) lot.push(thing.name);
  }
  return {
    own,
    content: isSameList(own, content) ? own : content,
    items,
    lot: isSameList(own, lot) ? own : lot,
    knownLots: lot.length > 0 ? [...state.openedLots].map(({ name }) => name) : [],
  };
}

/** Lists that are the same are one: whoever asks with both writes it once. */
function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

/** Facts that the walk can still take in; the store reads no more than one above it. */
export function factsLeft(state: WalkState): number {
  return Math.max(0, state.limits.factsMax - state.factsRead);
}

/** Takes in the facts of the last frontier, in any order; what is above the limit of facts is left out and reported. */
export function addFacts(state: WalkState, facts: readonly Fact[]): void {
  for (const fact of facts) {
    if (state.factsRead >= state.limits.factsMax) {
      state.factsLeftOut = true;
      break;
    }
    placeFact(state, fact);
  }
  state.level++;
  const arrived = state.waiting;
  state.waiting = [];
  for (const thing of arrived) thing.loaded = thing.asked;
  for (const thing of arrived) expandThing(state, thing);
  for (let thing = state.grown.pop(); thing !== undefined; thing = state.grown.pop()) expandThing(state, thing);
}

function placeFact(state: WalkState, fact: Fact): void {
  state.factsRead++;
  if (fact.way === factWays.own) {
    const names = fact.thing.split('\n');
    state.factsRead += names.length - 1;
    for (const name of names) {
      const thing = thingOf(state, name);
      // A list made with its first member takes a tenth of the room of one that grows from nothing.
      if (thing.own === undefined) thing.own = [fact];
      else thing.own.push(fact);
      if (fact.kind !== factKinds.ofLot) noteTime(thing, fact.time_ms);
    }
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
  } else if (fact.way === factWays.items) {
    const items = fact.thing.split('\n');
    state.factsRead += items.length - 1;
    hub.items = items.map((item) => thingOf(state, item));
  } else if (fact.thing === '') (hub.emptied ??= []).push(fact);
  else (hub.content ??= []).push(fact);
}

/** Kinds that a level reads by `thing`. */
export function ownKindsOf(direction: Direction): number[] {
  return [
    direction === 'back' ? factKinds.output : factKinds.input,
    factKinds.packed,
    factKinds.unpacked,
    factKinds.associated,
    factKinds.dissociated,
    factKinds.shipped,
    factKinds.received,
  ];
}
