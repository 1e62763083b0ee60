// Exact decimal numbers as text: canonical form, sign, sum (quantities are never floating point).

/** Largest exponent written out in digits; beyond it a number keeps its exponent. */
const EXPONENT_MAX = 400;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * The form of CBV 2.0 §8.9: no exponent, no leading or trailing zeros, no plus sign, no trailing point; `-0` is `0`.
 * Undefined when the text is no decimal number, or an exponent goes beyond 400.
 */
export function canonicalDecimal(text: string): string | undefined {
  const parts = NUMBER.exec(text);
  if (parts === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = parts;
  if (whole === '' && fraction === '') return undefined;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > EXPONENT_MAX) return undefined;
  let digits = whole + fraction;
  let point = whole.length + exponent;
  if (point < 0) [digits, point] = ['0'.repeat(-point) + digits, 0];
  if (point > digits.length) digits += '0'.repeat(point - digits.length);
  const integer = digits.slice(0, point).replace(/^0+/, '');
  const decimals = digits.slice(point).replace(/0+$/, '');
  const value = decimals === '' ? integer || '0' : `${integer || '0'}.${decimals}`;
  return sign === '-' && value !== '0' ? `-${value}` : value;
}

/** Whether a number's exponent goes beyond 400: such a one has no canonical form, and nothing compares with it. */
export function isBeyondComparison(number: string): boolean {
  const at = number.search(/[eE]/);
  return at >= 0 && Math.abs(Number(number.slice(at + 1))) > EXPONENT_MAX;
}

export function isPositive(text: string): boolean {
  return !text.startsWith('-') && /[1-9]/.test(text.replace(/[eE].*$/, ''));
}

export function isWhole(text: string): boolean {
  const value = canonicalDecimal(text);
  return value !== undefined && !value.includes('.');
}

/** The exact sum of two decimals; undefined when either is missing or no decimal. */
export function addDecimals(left: string | undefined, right: string | undefined): string | undefined {
  const a = left === undefined ? undefined : canonicalDecimal(left);
  const b = right === undefined ? undefined : canonicalDecimal(right);
  if (a === undefined || b === undefined) return undefined;
  const scale = Math.max(decimalsOf(a), decimalsOf(b));
  const sum = scaled(a, scale) + scaled(b, scale);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return canonicalDecimal(sum < 0n ? `-${text}` : text);
}

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.length - point - 1;
}

function scaled(text: string, scale: number): bigint {
  return BigInt(text.replace('.', '') + '0'.repeat(scale - decimalsOf(text)));
}
