// What went into a transformation against what came out, where units allow the comparison.
import { addAmount, listAmounts } from './amount.ts';
import type { Amount, Totals } from './amount.ts';
import { compareDecimals, readDecimal, subtractDecimals, writeDecimal } from './decimal.ts';
import { factKinds } from './fact.ts';

/** Sum of some inputs or outputs of a transformation in one unit. */
export interface SideTotal {
  readonly hub: string;
  /** factKinds.input or factKinds.output. */
  readonly kind: number;
  readonly uom: string | null;
  /** Decimal text; null = amounts not given or not to be shown. */
  readonly quantity: string | null;
  /** Things counted, and those of them whose quantity is known. */
  readonly things: number;
  readonly with_quantity: number;
}

export interface MassBalance {
  readonly hub: string;
  readonly inputs: readonly Amount[];
  readonly outputs: readonly Amount[];
  /** In minus out, decimal text, in `uom`; null where units or missing amounts forbid the comparison. */
  readonly difference: string | null;
  readonly uom: string | null;
  /** excess: more came out than went in. no_input: it has outputs and no known input, so their origin is unknown. */
  readonly verdict: 'balanced' | 'loss' | 'excess' | 'unknown' | 'no_input';
}

interface Sides {
  readonly inputs: Totals;
  readonly outputs: Totals;
  inputThings: number;
  isIncomplete: boolean;
}

/** One balance for each transformation, in order of its hub. Only one and the same unit on both sides is compared. */
export function balanceMasses(totals: readonly SideTotal[]): MassBalance[] {
  const byHub = new Map<string, Sides>();
  for (const { hub, kind, uom, quantity, things, with_quantity } of totals) {
    let sides = byHub.get(hub);
    if (sides === undefined) byHub.set(hub, (sides = { inputs: new Map(), outputs: new Map(), inputThings: 0, isIncomplete: false }));
    addAmount(kind === factKinds.input ? sides.inputs : sides.outputs, quantity, uom);
    if (kind === factKinds.input) sides.inputThings += things;
    if (quantity === null || with_quantity < things) sides.isIncomplete = true;
  }
  return [...byHub].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hub, sides]) => balanceOf(hub, sides));
}

function balanceOf(hub: string, { inputs, outputs, inputThings, isIncomplete }: Sides): MassBalance {
  const ins = listAmounts(inputs);
  const outs = listAmounts(outputs);
  const base = { hub, inputs: ins, outputs: outs };
  if (inputThings === 0) return { ...base, difference: null, uom: null, verdict: 'no_input' };
  const [input] = ins;
  const [output] = outs;
  if (isIncomplete || ins.length !== 1 || outs.length !== 1 || input === undefined || output === undefined || input.uom !== output.uom)
    return { ...base, difference: null, uom: null, verdict: 'unknown' };
  const difference = subtractDecimals(readDecimal(input.value)!, readDecimal(output.value)!);
  const sign = compareDecimals(difference, { digits: 0n, scale: 0 });
  return { ...base, difference: writeDecimal(difference), uom: input.uom, verdict: sign === 0 ? 'balanced' : sign > 0 ? 'loss' : 'excess' };
}
