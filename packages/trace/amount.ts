// Sums of quantities, one for each unit.
import { addDecimals, readDecimal, writeDecimal, zero } from './decimal.ts';
import type { Decimal } from './decimal.ts';

export interface Amount {
  /** Decimal text. */
  readonly value: string;
  /** UN/CEFACT Rec. 20 unit; null = a count. */
  readonly uom: string | null;
}

/** Running totals by unit ('' = a count). */
export type Totals = Map<string, Decimal>;

/** Adds to the total of its unit; text that is no number adds nothing. */
export function addAmount(totals: Totals, quantity: string | null, uom: string | null): void {
  const decimal = quantity === null ? undefined : readDecimal(quantity);
  if (decimal !== undefined) totals.set(uom ?? '', addDecimals(totals.get(uom ?? '') ?? zero, decimal));
}

/** Totals as a list, ordered by unit. */
export function listAmounts(totals: Totals): Amount[] {
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([uom, decimal]) => ({ value: writeDecimal(decimal), uom: uom === '' ? null : uom }));
}
