// The rules of the walk: where traced goods go from a thing whose facts are known.
import { findStays } from './containment.ts';
import type { Moment, Stay } from './containment.ts';
import { factKinds } from './fact.ts';
import type { Fact } from './fact.ts';
import { asks, endOfTime, intersect, isBefore, noteTime, startOfTime, thingOf, uniteWindows } from './walk-state.ts';
import type { KnownStay, Role, WalkedThing, WalkState, Window } from './walk-state.ts';

/** Puts a thing into the trace, or leaves it out where a limit says so. */
function admit(state: WalkState, thing: WalkedThing, level: number): boolean {
  if (thing.level >= 0) return true;
  const cut =
    level > state.limits.levelsMax ? state.cutByLevels : state.met.length >= state.limits.thingsMax ? state.cutByThings : undefined;
  if (cut !== undefined) {
    cut.add(thing.name);
    return false;
  }
  thing.level = level;
  thing.index = state.met.length;
  state.met.push(thing);
  return true;
}

function ask(state: WalkState, thing: WalkedThing, what: number): void {
  if ((thing.asked & what) === what) return;
  if (thing.asked === thing.loaded) state.waiting.push(thing);
  thing.asked |= what;
}

/** Gives a role from (forward) or up to (back) a moment; a role only grows. */
function meet(state: WalkState, thing: WalkedThing, role: Role, bound: Moment, level: number, what: number): boolean {
  if (!admit(state, thing, level)) return false;
  const held = thing[role];
  const grows = held === undefined || (state.direction === 'forward' ? isBefore(bound, held) : isBefore(held, bound));
  if (grows) {
    thing[role] = bound;
    if (thing.loaded !== 0) state.grown.push(thing);
  }
  ask(state, thing, what);
  return true;
}

/** A lot may have items, a piece may hold others and belong to a lot; no other class holds anything. */
function contentOf({ form }: WalkedThing): number {
  return form === 1 ? asks.items : form === 2 ? 0 : asks.content | asks.lot;
}

export function meetGoods(state: WalkState, thing: WalkedThing, bound: Moment, level: number): boolean {
  return meet(state, thing, 'goods', bound, level, asks.own | contentOf(thing));
}

function meetCarrier(state: WalkState, thing: WalkedThing, window: Window, level: number): boolean {
  if (!admit(state, thing, level)) return false;
  const windows = uniteWindows(thing.carries ?? [], window);
  if (windows !== undefined) {
    thing.carries = windows;
    if (thing.loaded !== 0) state.grown.push(thing);
  }
  ask(state, thing, asks.own);
  return true;
}

function take(state: WalkState, kind: 'input' | 'output', fact: Fact): void {
  if (state.steps.has(fact)) return;
  state.steps.add(fact);
  state.stepList.push({ kind, fact });
}

function takeStay(state: WalkState, step: KnownStay): void {
  if (step.isTaken) return;
  step.isTaken = true;
  state.stepList.push(step);
}

function takeLot(state: WalkState, item: WalkedThing, lot: WalkedThing): void {
  if (item.ofLots?.includes(lot) === true) return;
  // Nearly every item is of one lot, and 1,000 of them share that list.
  item.ofLots = item.ofLots === undefined ? (lot.itself ??= [lot]) : [...item.ofLots, lot];
  state.stepList.push({ kind: 'ofLot', item: item.name, lot: lot.name });
}

function windowOf(state: WalkState, bound: Moment): Window {
  return state.direction === 'forward' ? { from: bound, until: endOfTime } : { from: startOfTime, until: bound };
}

/** Takes every step that the known facts of a thing allow; harmless to repeat. */
export function expandThing(state: WalkState, thing: WalkedThing): void {
  if ((thing.loaded & asks.own) === 0) return;
  for (const parent of thing.askedBy ?? []) enterFromParent(state, thing, parent);
  for (const lot of thing.askedByLot ?? []) enterFromLot(state, thing, lot);
  if (thing.level < 0) return;
  const itself = widest(state, thing.goods, thing.part);
  const made = widest(state, itself, thing.lot);
  if (made !== undefined) followTransformations(state, thing, windowOf(state, made));
  for (const window of thing.carries ?? []) followTransformations(state, thing, window);
  if (itself !== undefined) climb(state, thing, windowOf(state, itself));
  for (const window of thing.carries ?? []) climb(state, thing, window);
  if (thing.goods === undefined) return;
  if (thing.loaded & asks.content) openContent(state, thing);
  if (thing.loaded & asks.items) openLot(state, thing, thing.goods);
  if (thing.loaded & asks.lot) enterLots(state, thing, thing.goods);
}

/** The lots of traced goods: those that its own facts name, and those it was reached from, whose facts were not asked for again. */
function enterLots(state: WalkState, item: WalkedThing, bound: Moment): void {
  for (const lot of item.ofLots ?? []) meet(state, lot, 'lot', bound, item.level + 1, asks.own);
  for (const fact of item.own ?? []) {
    const lot = fact.kind === factKinds.ofLot ? thingOf(state, fact.hub) : undefined;
    if (lot !== undefined && meet(state, lot, 'lot', bound, item.level + 1, asks.own)) takeLot(state, item, lot);
  }
}

function widest(state: WalkState, a: Moment | undefined, b: Moment | undefined): Moment | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return isBefore(a, b) === (state.direction === 'forward') ? a : b;
}

/** Every input of a transformation contributes to every output, also over the events that share its transformationID. */
function followTransformations(state: WalkState, thing: WalkedThing, window: Window): void {
  const isForward = state.direction === 'forward';
  const near = isForward ? factKinds.input : factKinds.output;
  for (const fact of thing.own ?? []) {
    if (fact.kind !== near || isBefore(fact, window.from) || isBefore(window.until, fact)) continue;
    take(state, isForward ? 'input' : 'output', fact);
    for (const far of thingOf(state, fact.hub).sides ?? []) {
      const next = thingOf(state, far.thing);
      if (!meetGoods(state, next, far, thing.level + 1)) continue;
      noteTime(next, far.time_ms);
      take(state, isForward ? 'output' : 'input', far);
    }
  }
}

/** Up into the containers, for as long as the thing is inside. */
function climb(state: WalkState, thing: WalkedThing, window: Window): void {
  for (const step of staysOf(state, thing)) {
    const { parent, from, until = endOfTime } = step.stay;
    const inside = intersect(window, { from, until });
    if (inside !== undefined && meetCarrier(state, thingOf(state, parent), inside, thing.level + 1)) takeStay(state, step);
  }
}

/** Down to what is inside a container: children come into the trace once their own facts show when they were in it. */
function openContent(state: WalkState, parent: WalkedThing): void {
  for (const fact of parent.content ?? []) {
    const child = thingOf(state, fact.thing);
    if (child.askedBy?.includes(parent) !== true) (child.askedBy ??= []).push(parent);
    if (child.loaded & asks.own) enterFromParent(state, child, parent);
    else askInside(state, child, parent);
  }
}

/** Going forward, the items of a lot are the goods; going back, they are looked at for their making only. */
function openLot(state: WalkState, lot: WalkedThing, bound: Moment): void {
  if (state.direction === 'forward') state.openedLots.add(lot);
  for (const item of lot.items ?? []) {
    if (state.direction === 'forward') {
      if (meet(state, item, 'goods', bound, lot.level + 1, asks.own | contentOf(item))) takeLot(state, item, lot);
      continue;
    }
    if (item.askedByLot?.includes(lot) !== true) (item.askedByLot ??= []).push(lot);
    if (item.loaded & asks.own) enterFromLot(state, item, lot);
    else askInside(state, item, lot);
  }
}

/** Asks for the facts of what a thing holds, which decide whether it comes into the trace. */
function askInside(state: WalkState, child: WalkedThing, parent: WalkedThing): void {
  if (parent.level < state.limits.levelsMax) ask(state, child, asks.own);
  else if (child.level < 0) state.cutByLevels.add(child.name);
}

/** Going back, an item stands for its lot where the making was recorded piece by piece. */
function enterFromLot(state: WalkState, item: WalkedThing, lot: WalkedThing): void {
  const bound = lot.goods;
  if (bound === undefined) return;
  const isMade = item.own?.some((fact) => fact.kind === factKinds.output && !isBefore(bound, fact)) === true;
  if (isMade && meet(state, item, 'lot', bound, lot.level + 1, asks.own)) takeLot(state, item, lot);
}

/** A child is traced from a parent on when it was inside at a time that counts for the parent. */
function enterFromParent(state: WalkState, child: WalkedThing, parent: WalkedThing): void {
  if (parent.goods === undefined) return;
  const window = windowOf(state, parent.goods);
  for (const step of staysOf(state, child)) {
    const { stay } = step;
    if (stay.parent !== parent.name) continue;
    const inside = intersect(window, { from: stay.from, until: stay.until ?? endOfTime });
    if (inside === undefined) continue;
    const bound = state.direction === 'forward' ? inside.from : inside.until;
    const isMet =
      child.form !== 0 ? meet(state, child, 'part', bound, parent.level + 1, asks.own) : meetGoods(state, child, bound, parent.level + 1);
    if (isMet) takeStay(state, step);
  }
}

const isContainment = ({ kind }: Fact): boolean => kind >= factKinds.packed && kind <= factKinds.dissociated;

/** Worked out once; the facts behind them are let go, because a trace may hold 100,000 things. */
function staysOf(state: WalkState, thing: WalkedThing): readonly KnownStay[] {
  if (thing.stays !== undefined) return thing.stays;
  const own = thing.own ?? [];
  const facts = own.filter(isContainment);
  if (facts.length > 0) thing.own = facts.length === own.length ? undefined : own.filter((fact) => !isContainment(fact));
  const isClass = thing.form !== 0 || facts.some(({ quantity }) => quantity !== null);
  const parents = facts.length === 1 ? [facts[0]!.hub] : new Set(facts.map(({ hub }) => hub));
  for (const parent of parents) for (const fact of thingOf(state, parent).emptied ?? []) facts.push(fact);
  return (thing.stays = shareStays(state, findStays(facts, isClass)).map((stay) => ({
    kind: 'stay',
    child: thing.name,
    stay,
    isTaken: false,
  })));
}

/** What one event put into one container and nobody took out has one stay in common. */
function shareStays(state: WalkState, stays: Stay[]): Stay[] {
  const [only] = stays;
  if (only === undefined || stays.length > 1 || only.until !== undefined || only.quantity !== null) return stays;
  const shared = state.lastingStays.get(only.from.seq);
  if (shared?.parent === only.parent && shared.by === only.by) return [shared];
  if (shared === undefined) state.lastingStays.set(only.from.seq, only);
  return stays;
}
