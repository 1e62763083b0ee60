// Numbers as Vietnamese people write them: point between thousands, comma before decimals.

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * `1234.5` → `1.234,5`, from decimal text without losing digits, or from a number. `decimals` fixes how many decimals
 * stand (rounded half away from zero). Text that is no decimal comes back unchanged.
 */
export function formatNumberVi(value: string | number | bigint, decimals?: number): string {
  const text = typeof value === 'string' ? value : plainDecimal(value);
  const found = DECIMAL.exec(text);
  if (found === null) return text;
  let [, sign, whole, fraction] = found as unknown as [string, string, string, string | undefined];
  if (decimals !== undefined) [whole, fraction] = roundTo(whole, fraction ?? '', decimals);
  whole = whole.replace(/^0+(?=\d)/, '');
  if (/^0*$/.test(whole + (fraction ?? ''))) sign = '';
  return sign + groupThousands(whole) + (fraction ? `,${fraction}` : '');
}

function groupThousands(digits: string): string {
  const first = digits.length % 3;
  const groups = first === 0 ? [] : [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups.join('.');
}

/** Digits of a number without exponent. */
function plainDecimal(value: number | bigint): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const number = Number(value);
  return Math.abs(number) < 1 ? number.toFixed(20).replace(/0+$/, '') : BigInt(number).toString();
}

/** Rounds digits half away from zero to that many decimals. */
function roundTo(whole: string, fraction: string, decimals: number): [string, string | undefined] {
  const digits = whole + fraction.padEnd(decimals, '0').slice(0, decimals);
  const up = (fraction.charAt(decimals) || '0') >= '5';
  const rounded = (BigInt(digits) + (up ? 1n : 0n)).toString().padStart(digits.length, '0');
  const cut = rounded.length - decimals;
  return decimals === 0 ? [rounded, undefined] : [rounded.slice(0, cut), rounded.slice(cut)];
}
