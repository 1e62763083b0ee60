// Exact arithmetic on decimals as quotients of big integers: comparing values in different units loses no digit.
import { canonicalDecimal } from './decimal.ts';
import { findSensorUnit } from './sensor-units.ts';

/** numerator ÷ denominator, the denominator positive; not reduced. */
export interface ExactNumber {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Reads a decimal or a quotient of two (`5/9`); undefined for anything else, and for exponents beyond 400. */
export function readExact(text: string): ExactNumber | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return readDecimal(text);
  const above = readDecimal(text.slice(0, slash));
  const below = readDecimal(text.slice(slash + 1));
  if (above === undefined || below === undefined || below.numerator <= 0n) return undefined;
  return multiply(above, { numerator: below.denominator, denominator: below.numerator });
}

function readDecimal(text: string): ExactNumber | undefined {
  const decimal = canonicalDecimal(text);
  if (decimal === undefined) return undefined;
  const point = decimal.indexOf('.');
  if (point < 0) return { numerator: BigInt(decimal), denominator: 1n };
  return { numerator: BigInt(decimal.replace('.', '')), denominator: 10n ** BigInt(decimal.length - point - 1) };
}

/** Negative, zero or positive as left is smaller, equal or larger. */
export function compareExact(left: ExactNumber, right: ExactNumber): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function multiply(left: ExactNumber, right: ExactNumber): ExactNumber {
  return { numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator };
}

function add(left: ExactNumber, right: ExactNumber): ExactNumber {
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

/** A value with its unit, ready for comparison; values of different `kind` never compare. */
export interface Measure {
  readonly kind: string;
  readonly amount: ExactNumber;
}

/**
 * A value in a Recommendation 20 unit, brought to the base unit of its quantity kind (EPCIS 2.0, TCR-53 step 26). A unit
 * that is not in the table is a kind of its own: equal codes compare. `isSpread`: a difference such as a standard
 * deviation, for which 1 °C is 1 K. Undefined when the value is no number.
 */
export function readMeasure(value: string, code: string, isSpread: boolean): Measure | undefined {
  const amount = readExact(value);
  if (amount === undefined) return undefined;
  const unit = findSensorUnit(code);
  if (unit === undefined) return { kind: `unit ${code}`, amount };
  const factor = readExact(unit.factor);
  const shift = readExact(unit.shift);
  if (factor === undefined || shift === undefined) throw new Error(`The unit ${code} has a faulty row`);
  return { kind: unit.kind, amount: multiply(isSpread ? amount : add(amount, shift), factor) };
}

/** The order of two decimals; texts that are none count as equal. */
export function compareDecimals(left: string, right: string): number {
  const a = readExact(left);
  const b = readExact(right);
  return a === undefined || b === undefined ? 0 : compareExact(a, b);
}
