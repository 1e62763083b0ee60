// What a finished walk found: things, steps, ends of the chain, and every limit that was reached.
import { factKinds } from './fact.ts';
import type { Direction, Fact } from './fact.ts';
import { endOfTime, isBefore, startOfTime } from './walk-state.ts';
import type { KnownStay, Step, StayStep, WalkedThing, WalkState, Window } from './walk-state.ts';

export type LimitName = 'levels' | 'things' | 'facts';

/** A limit that was reached. `left_out`: things known to be missing (facts: 0, their number is not known). */
export interface ReachedLimit {
  readonly name: LimitName;
  readonly limit: number;
  readonly left_out: number;
}

export interface WalkedNode {
  readonly thing: string;
  /** Its place among the nodes. */
  readonly index: number;
  /** Steps from the start. */
  readonly level: number;
  readonly role: 'goods' | 'part' | 'lot' | 'carrier';
  /** Back: nothing is known to have gone into it; forward: it went nowhere further. */
  readonly isEnd: boolean;
  /** Times of the first and last fact about it, in milliseconds since 1970; undefined = no fact with a time. */
  readonly first_ms: number | undefined;
  readonly last_ms: number | undefined;
  /** Its stays in containers that the trace goes through. */
  readonly stays: readonly StayStep[];
}

export interface WalkResult {
  readonly start: string;
  readonly direction: Direction;
  readonly nodes: readonly WalkedNode[];
  readonly steps: readonly Step[];
  /** Shipped and received facts of the things in the trace, at the times that count for it. */
  readonly handOvers: readonly Fact[];
  readonly limits: readonly ReachedLimit[];
  /** Levels read, one statement each. */
  readonly levels: number;
  readonly facts: number;
}

export function finishWalk(state: WalkState): WalkResult {
  const goesOn = findThingsThatGoOn(state);
  const nodes: WalkedNode[] = [];
  const handOvers: Fact[] = [];
  for (const thing of state.met) {
    const role = thing.goods !== undefined ? 'goods' : thing.part !== undefined ? 'part' : thing.lot !== undefined ? 'lot' : 'carrier';
    const isEnd = (role === 'goods' || role === 'part') && !goesOn.has(thing.name);
    const { name, index, level, first_ms, last_ms } = thing;
    nodes.push({ thing: name, index, level, role, isEnd, first_ms, last_ms, stays: takenStays(thing) });
    for (const fact of thing.own ?? []) if (fact.kind >= factKinds.shipped && isInTime(state, thing, fact)) handOvers.push(fact);
  }
  const { levelsMax, thingsMax, factsMax } = state.limits;
  const limits: ReachedLimit[] = [];
  const left = (cut: Set<string>): number => [...cut].filter((name) => (state.things.get(name)?.level ?? -1) < 0).length;
  const byLevels = left(state.cutByLevels);
  const byThings = left(state.cutByThings);
  if (byLevels > 0) limits.push({ name: 'levels', limit: levelsMax, left_out: byLevels });
  if (byThings > 0) limits.push({ name: 'things', limit: thingsMax, left_out: byThings });
  if (state.factsLeftOut) limits.push({ name: 'facts', limit: factsMax, left_out: 0 });
  return {
    start: state.start,
    direction: state.direction,
    nodes,
    steps: state.stepList,
    handOvers,
    limits,
    levels: state.level,
    facts: state.factsRead,
  };
}

const none: readonly KnownStay[] = [];

function takenStays({ stays = none }: WalkedThing): readonly StayStep[] {
  return stays.every(({ isTaken }) => isTaken) ? stays : stays.filter(({ isTaken }) => isTaken);
}

/** Things that are not an end: a transformation, their content or their lot leads further. */
function findThingsThatGoOn(state: WalkState): Set<string> {
  const near = state.direction === 'back' ? 'output' : 'input';
  const goesOn = new Set<string>();
  for (const step of state.stepList) if (step.kind === near) goesOn.add(step.fact.thing);
  // Goods came out of (or are in) a traced container: they are the end, it is not.
  for (const step of state.stepList) if (step.kind === 'stay' && isGoods(state, step.stay.parent)) goesOn.add(step.stay.parent);
  // An item and its lot stand for each other, but not an item's two lots: whichever step is looked at first.
  const byThemselves = new Set(goesOn);
  for (const step of state.stepList) {
    if (step.kind !== 'ofLot') continue;
    if (state.direction === 'forward' && isGoods(state, step.lot)) goesOn.add(step.lot);
    else if (byThemselves.has(step.lot)) goesOn.add(step.item);
    else if (byThemselves.has(step.item)) goesOn.add(step.lot);
  }
  return goesOn;
}

function isGoods(state: WalkState, name: string): boolean {
  return state.things.get(name)?.goods !== undefined;
}

/** True where the fact lies in the time for which the thing is in the trace. */
function isInTime(state: WalkState, thing: WalkedThing, fact: Fact): boolean {
  const within = (window: Window): boolean => !isBefore(fact, window.from) && !isBefore(window.until, fact);
  const bounds = [thing.goods, thing.part, thing.lot].filter((bound) => bound !== undefined);
  return (
    bounds.some((bound) =>
      within(state.direction === 'forward' ? { from: bound, until: endOfTime } : { from: startOfTime, until: bound }),
    ) || thing.carries?.some(within) === true
  );
}
