// What the trace is worked out from: one row of `edges`, and what its kinds mean.

/** Kinds of facts, as stored (ARCHITECTURE.md, "Edges"). */
export const factKinds = {
  input: 1,
  output: 2,
  packed: 3,
  unpacked: 4,
  associated: 5,
  dissociated: 6,
  ofLot: 7,
  shipped: 8,
  received: 9,
} as const;

/**
 * How a fact was found, because one fact may be found in several ways and must count once in each place.
 * own: asked for by its `thing`; content: by its `hub`, a parent or lot; side: the far side of a transformation reached
 * at this level; emptied: a "took everything out" (thing '') of a parent reached at this level; items: all items of the
 * lot `hub`. Items, and own facts of kinds 3 to 6, may have many keys in `thing` with line ends between: a lot has up to
 * 100,000 items, packed 50 by one event.
 */
export const factWays = { own: 0, content: 1, side: 2, emptied: 3, items: 4 } as const;

export interface Fact {
  readonly way: number;
  readonly thing: string;
  readonly hub: string;
  readonly kind: number;
  /** Event time in milliseconds since 1970. */
  readonly time_ms: number;
  /** Sequence number of the event, decimal text: the order among events of one time. */
  readonly seq: string;
  /** Decimal text; null = one instance, or an amount not given. */
  readonly quantity: string | null;
  /** UN/CEFACT Rec. 20 unit; null = a count. */
  readonly uom: string | null;
}

export type Direction = 'back' | 'forward';

/** Position of an event in time: event time, then sequence number. Negative, zero or positive like a subtraction. */
export function compareMoments(a_ms: number, aSeq: string, b_ms: number, bSeq: string): number {
  if (a_ms !== b_ms) return a_ms - b_ms;
  if (aSeq === bSeq) return 0;
  return aSeq.length !== bSeq.length ? aSeq.length - bSeq.length : aSeq < bSeq ? -1 : 1;
}
