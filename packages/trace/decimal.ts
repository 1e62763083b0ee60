// Exact arithmetic on decimal text: quantities are never floating point.

const decimalForm = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** A number times 10^-scale. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

export const zero: Decimal = { digits: 0n, scale: 0 };

/** Reads decimal text as PostgreSQL and JSON write it; undefined when it is not a number. */
export function readDecimal(text: string): Decimal | undefined {
  const parts = decimalForm.exec(text);
  const whole = parts?.[2] ?? '';
  const fraction = parts?.[3] ?? '';
  if (parts === null || (whole === '' && fraction === '')) return undefined;
  const exponent = Number(parts[4] ?? 0);
  const digits = BigInt(whole + fraction) * (parts[1] === '-' ? -1n : 1n);
  const scale = fraction.length - exponent;
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { digits: a.digits + b.digits, scale: a.scale };
  return a.scale > b.scale
    ? { digits: a.digits + b.digits * 10n ** BigInt(a.scale - b.scale), scale: a.scale }
    : { digits: a.digits * 10n ** BigInt(b.scale - a.scale) + b.digits, scale: b.scale };
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { digits: -b.digits, scale: b.scale });
}

/** Negative, zero or positive. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const { digits } = subtractDecimals(a, b);
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** Plain decimal text without exponent or trailing zeros. */
export function writeDecimal({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  if (scale === 0) return sign + text;
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  return sign + text.slice(0, text.length - scale) + (fraction === '' ? '' : `.${fraction}`);
}
