// From "added" and "taken out" facts of one child to the intervals in which it was inside each parent.
import { compareMoments, factKinds } from './fact.ts';
import { compareDecimals, readDecimal, subtractDecimals, addDecimals, writeDecimal, zero } from './decimal.ts';
import type { Decimal } from './decimal.ts';

/** What containment needs of a fact; `thing` is '' where everything was taken out of the hub. */
export interface ContainmentFact {
  readonly thing: string;
  readonly hub: string;
  readonly kind: number;
  readonly time_ms: number;
  readonly seq: string;
  readonly quantity: string | null;
  readonly uom: string | null;
}

export interface Moment {
  readonly time_ms: number;
  readonly seq: string;
}

/** A stay in a parent: from the event that put it in to the event that ended it, both included. */
export interface Stay {
  readonly parent: string;
  readonly from: Moment;
  /** Undefined while it is still inside. */
  readonly until: Moment | undefined;
  /** taken: a DELETE named it; emptied: a DELETE of everything; moved: it was added elsewhere, nobody took it out. */
  readonly end: 'taken' | 'emptied' | 'moved' | undefined;
  readonly by: 'aggregation' | 'association';
  /** Most that was inside at once, for classes and lots whose quantities are known; null otherwise. */
  readonly quantity: string | null;
  readonly uom: string | null;
}

interface OpenStay {
  readonly parent: string;
  readonly from: Moment;
  /** Amount inside by unit. */
  readonly inside: Map<string, Decimal>;
  /** Most inside of the first unit seen. */
  most: Decimal;
  readonly uom: string;
  /** An amount that nobody stated is inside: only a DELETE without quantity ends it. */
  hasUnknown: boolean;
}

/**
 * Stays of one child, in order of their beginning. `facts` are its own kinds 3 to 6 and those of thing '' of its parents, in any
 * order. `isClass`: a kind of goods with quantities, which may be in many parents at once; an instance is in one
 * parent by aggregation, so that an ADD elsewhere ends its stay (EPCIS 2.0 §7.4.3). Associations are not exclusive (§7.4.6).
 */
export function findStays(facts: readonly ContainmentFact[], isClass: boolean): Stay[] {
  const [only] = facts;
  if (only !== undefined && facts.length === 1 && !isClass) return isPutIn(only) ? [lastingStay(only)] : [];
  const sorted = facts.length < 2 ? facts : facts.toSorted(compareFacts);
  const stays: Stay[] = [];
  const open = { aggregation: new Map<string, OpenStay>(), association: new Map<string, OpenStay>() };
  for (const fact of sorted) {
    const by = fact.kind === factKinds.packed || fact.kind === factKinds.unpacked ? 'aggregation' : 'association';
    const held = open[by];
    const close = (parent: string, end: NonNullable<Stay['end']>): void => {
      const stay = held.get(parent);
      if (stay === undefined) return;
      held.delete(parent);
      stays.push(closeStay(stay, by, { time_ms: fact.time_ms, seq: fact.seq }, end, isClass));
    };
    if (isPutIn(fact)) {
      if (by === 'aggregation' && !isClass) for (const parent of [...held.keys()]) if (parent !== fact.hub) close(parent, 'moved');
      addInside(held, fact);
    } else if (fact.thing === '') close(fact.hub, 'emptied');
    else if (takeOut(held.get(fact.hub), fact)) close(fact.hub, 'taken');
  }
  for (const by of ['aggregation', 'association'] as const)
    for (const stay of open[by].values()) stays.push(closeStay(stay, by, undefined, undefined, isClass));
  return stays.sort((a, b) => compareMoments(a.from.time_ms, a.from.seq, b.from.time_ms, b.from.seq));
}

const isPutIn = ({ kind }: ContainmentFact): boolean => kind === factKinds.packed || kind === factKinds.associated;

/** A piece that was put in once and stayed: most pieces, and a trace may hold 100,000 of them. */
function lastingStay({ hub, kind, time_ms, seq }: ContainmentFact): Stay {
  const by = kind === factKinds.packed ? 'aggregation' : 'association';
  return { parent: hub, from: { time_ms, seq }, until: undefined, end: undefined, by, quantity: null, uom: null };
}

/** One event may name a class twice, in two units: the unit then decides, so that the order of reading never does. */
function compareFacts(a: ContainmentFact, b: ContainmentFact): number {
  return compareMoments(a.time_ms, a.seq, b.time_ms, b.seq) || ((a.uom ?? '') < (b.uom ?? '') ? -1 : 1);
}

function addInside(held: Map<string, OpenStay>, { hub, time_ms, seq, quantity, uom }: ContainmentFact): void {
  const unit = uom ?? '';
  let stay = held.get(hub);
  if (stay === undefined) {
    stay = { parent: hub, from: { time_ms, seq }, inside: new Map(), most: zero, uom: unit, hasUnknown: false };
    held.set(hub, stay);
  }
  const amount = quantity === null ? undefined : readDecimal(quantity);
  if (amount === undefined) {
    stay.hasUnknown = true;
    return;
  }
  const inside = addDecimals(stay.inside.get(unit) ?? zero, amount);
  stay.inside.set(unit, inside);
  if (unit === stay.uom && compareDecimals(inside, stay.most) > 0) stay.most = inside;
}

/** True when nothing is left inside. More taken out than was put in leaves nothing, not a debt. */
function takeOut(stay: OpenStay | undefined, { quantity, uom }: ContainmentFact): boolean {
  if (stay === undefined) return false;
  const amount = quantity === null ? undefined : readDecimal(quantity);
  if (amount === undefined) return true;
  const unit = uom ?? '';
  const left = subtractDecimals(stay.inside.get(unit) ?? zero, amount);
  if (compareDecimals(left, zero) <= 0) stay.inside.delete(unit);
  else stay.inside.set(unit, left);
  return stay.inside.size === 0 && !stay.hasUnknown;
}

function closeStay(stay: OpenStay, by: Stay['by'], until: Moment | undefined, end: Stay['end'], isClass: boolean): Stay {
  const knowsQuantity = isClass && !stay.hasUnknown;
  return {
    parent: stay.parent,
    from: stay.from,
    until,
    end,
    by,
    quantity: knowsQuantity ? writeDecimal(stay.most) : null,
    uom: knowsQuantity && stay.uom !== '' ? stay.uom : null,
  };
}
