// Every shipment in a trace with its answer: was it received by the other side, wholly, partly or not at all.
import { isClassThing } from './class-thing.ts';
import { compareDecimals, readDecimal, subtractDecimals, writeDecimal, zero } from './decimal.ts';
import type { Decimal } from './decimal.ts';
import { compareMoments, factKinds } from './fact.ts';
import type { Fact } from './fact.ts';
import type { Moment, Stay } from './containment.ts';
import type { WalkResult } from './finish-walk.ts';
import { endOfTime, intersect, isBefore } from './walk-state.ts';
import type { Step, StayStep, Window } from './walk-state.ts';

export interface Shipment {
  readonly thing: string;
  readonly seq: string;
  readonly time_ms: number;
  /** Receiving party or place as the event names it; '' = not named. */
  readonly to: string;
  readonly quantity: string | null;
  readonly uom: string | null;
  readonly received: 'yes' | 'part' | 'no';
  /** What did not arrive, decimal text in `uom`; null unless quantities tell. */
  readonly missing: string | null;
  /** The event that received it (the last one, for parts). */
  readonly receivedSeq: string | undefined;
}

interface Paths {
  readonly receipts: ReadonlyMap<string, Fact[]>;
  /** Stays by child and by parent; worked out when a receipt has to be looked for in containers or content. */
  stays(): { readonly up: ReadonlyMap<string, Stay[]>; readonly down: ReadonlyMap<string, StayStep[]> };
}

/** Containers within containers that are looked through. */
const nesting_max = 10;

/** Shipments of a walk in order of time. A receipt counts from the moment of shipping on: of the thing, of a container it is in, or of its content. */
export function findShipments({ handOvers, steps }: Pick<WalkResult, 'handOvers' | 'steps'>): Shipment[] {
  const receipts = new Map<string, Fact[]>();
  const shipped = new Map<string, Fact[]>();
  for (const fact of handOvers) push(fact.kind === factKinds.shipped ? shipped : receipts, fact.thing, fact);
  for (const facts of receipts.values()) facts.sort(byTime);
  let stays: ReturnType<Paths['stays']> | undefined;
  const paths: Paths = { receipts, stays: () => (stays ??= sortStays(steps)) };
  const shipments: Shipment[] = [];
  for (const [thing, facts] of shipped) {
    facts.sort(byTime);
    const byQuantity = isClassThing(thing) ? matchQuantities(facts, paths.receipts.get(thing) ?? []) : undefined;
    shipments.push(...(byQuantity ?? facts.map((fact, index) => matchInstance(paths, fact, facts.slice(index + 1)))));
  }
  return shipments.sort((a, b) => compareMoments(a.time_ms, a.seq, b.time_ms, b.seq) || (a.thing < b.thing ? -1 : 1));
}

function sortStays(steps: readonly Step[]): ReturnType<Paths['stays']> {
  const up = new Map<string, Stay[]>();
  const down = new Map<string, StayStep[]>();
  for (const step of steps) {
    if (step.kind !== 'stay') continue;
    push(up, step.child, step.stay);
    push(down, step.stay.parent, step);
  }
  return { up, down };
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const byTime = (a: Moment, b: Moment): number => compareMoments(a.time_ms, a.seq, b.time_ms, b.seq);

const describe = (
  fact: Fact,
  received: Shipment['received'],
  receivedSeq: string | undefined,
  missing: string | null = null,
): Shipment => ({
  thing: fact.thing,
  seq: fact.seq,
  time_ms: fact.time_ms,
  to: fact.hub,
  quantity: fact.quantity,
  uom: fact.uom,
  received,
  missing,
  receivedSeq,
});

/** A shipment to somebody else ends the wait: what arrives then is the next hop's. */
function matchInstance(paths: Paths, fact: Fact, later: readonly Fact[]): Shipment {
  const next = later.find((other) => other.hub !== '' && fact.hub !== '' && other.hub !== fact.hub);
  const window = { from: fact, until: next ?? endOfTime };
  const receipt = findReceipt(paths, fact.thing, window, nesting_max) ?? findInContent(paths, fact.thing, fact, window, nesting_max);
  return describe(fact, receipt === undefined ? 'no' : 'yes', receipt?.seq);
}

function findReceipt(paths: Paths, thing: string, window: Window, depth: number): Fact | undefined {
  const own = paths.receipts.get(thing)?.find((fact) => !isBefore(fact, window.from) && !isBefore(window.until, fact));
  if (own !== undefined || depth === 0) return own;
  for (const stay of paths.stays().up.get(thing) ?? []) {
    const inside = intersect(window, { from: stay.from, until: stay.until ?? endOfTime });
    const above = inside === undefined ? undefined : findReceipt(paths, stay.parent, inside, depth - 1);
    if (above !== undefined) return above;
  }
  return undefined;
}

/** A pallet counts as received when what was in it at the shipping was received piece by piece. */
function findInContent(paths: Paths, thing: string, shippedAt: Moment, window: Window, depth: number): Fact | undefined {
  if (depth === 0) return undefined;
  for (const { child, stay } of paths.stays().down.get(thing) ?? []) {
    if (isBefore(shippedAt, stay.from) || isBefore(stay.until ?? endOfTime, shippedAt)) continue;
    const receipt = findReceipt(paths, child, window, 0) ?? findInContent(paths, child, shippedAt, window, depth - 1);
    if (receipt !== undefined) return receipt;
  }
  return undefined;
}

/** Parts of a lot: receipts are set against shipments in order of time. Undefined where quantities or units do not allow it. */
function matchQuantities(shipped: readonly Fact[], receipts: readonly Fact[]): Shipment[] | undefined {
  const uom = shipped[0]?.uom;
  if ([...shipped, ...receipts].some((fact) => fact.uom !== uom || fact.quantity === null || readDecimal(fact.quantity) === undefined))
    return undefined;
  const open = shipped.map((fact) => ({ fact, left: readDecimal(fact.quantity!)!, by: undefined as Fact | undefined }));
  for (const receipt of receipts) {
    let amount = readDecimal(receipt.quantity!)!;
    for (const entry of open) {
      if (isBefore(receipt, entry.fact)) break;
      const used = smaller(amount, entry.left);
      if (compareDecimals(used, zero) <= 0) continue;
      entry.left = subtractDecimals(entry.left, used);
      entry.by = receipt;
      amount = subtractDecimals(amount, used);
    }
  }
  return open.map(({ fact, left, by }) => {
    const isWhole = compareDecimals(left, zero) <= 0;
    return describe(
      fact,
      isWhole && by !== undefined ? 'yes' : by === undefined ? 'no' : 'part',
      by?.seq,
      isWhole ? null : writeDecimal(left),
    );
  });
}

const smaller = (a: Decimal, b: Decimal): Decimal => (compareDecimals(a, b) <= 0 ? a : b);

/** One row of the completion table: things received for things shipped, between two parties in one period. */
export interface Completion {
  readonly from: string;
  readonly to: string;
  readonly period: string;
  readonly shipped: number;
  readonly received: number;
}

/** Counts lots and pieces; what arrived in part counts as not yet received. `hopOf` names the two parties and the period. */
export function countCompletion(
  shipments: readonly Shipment[],
  hopOf: (shipment: Shipment) => Pick<Completion, 'from' | 'to' | 'period'>,
): Completion[] {
  const rows = new Map<string, { from: string; to: string; period: string; shipped: number; received: number }>();
  for (const shipment of shipments) {
    const hop = hopOf(shipment);
    const key = JSON.stringify([hop.period, hop.from, hop.to]);
    let row = rows.get(key);
    if (row === undefined) rows.set(key, (row = { from: hop.from, to: hop.to, period: hop.period, shipped: 0, received: 0 }));
    row.shipped++;
    if (shipment.received === 'yes') row.received++;
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
