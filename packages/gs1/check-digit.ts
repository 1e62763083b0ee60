// Check digits and check characters of GS1 keys (GS1 General Specifications 7.9).

import { isDigits } from './charset.ts';

/** Weighted sum of `text[from, to)` with weights 3, 1, 3 … from the right; the text must be digits. */
function weightedSum(text: string, from: number, to: number): number {
  let sum = 0;
  let weight = 3;
  for (let i = to - 1; i >= from; i--) {
    sum += (text.charCodeAt(i) - 48) * weight;
    weight = 4 - weight;
  }
  return sum;
}

/** Check digit for the digits before it, one character; empty text when `digits` is not all digits. */
export function checkDigit(digits: string): string {
  if (!isDigits(digits)) return '';
  return String((10 - (weightedSum(digits, 0, digits.length) % 10)) % 10);
}

/** Whether the last digit is the check digit of those before it (at least two digits). */
export function hasValidCheckDigit(digits: string): boolean {
  return digits.length > 1 && isDigits(digits) && hasCheckDigitAt(digits, digits.length);
}

/** The same over the first `to` characters, which must be digits. */
export function hasCheckDigitAt(digits: string, to: number): boolean {
  return (weightedSum(digits, 0, to - 1) + digits.charCodeAt(to - 1) - 48) % 10 === 0;
}

/** GTIN of 8, 12, 13 or 14 digits as 14 digits; undefined for another length, other characters or a wrong check digit. */
export function gtin14(gtin: string): string | undefined {
  const padded = padGtin(gtin);
  return padded !== undefined && hasCheckDigitAt(padded, 14) ? padded : undefined;
}

/** GTIN of 8, 12, 13 or 14 digits filled with zeros to 14, check digit not looked at. */
export function padGtin(gtin: string): string | undefined {
  const length = gtin.length;
  if (length !== 14 && length !== 13 && length !== 12 && length !== 8) return undefined;
  return isDigits(gtin) ? gtin.padStart(14, '0') : undefined;
}

const SET_82_ORDER = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const CHECK_CHARACTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Longest text, in characters, before a check character pair. */
const CHECKED_MAX_CHARS = 97;
const PRIMES = listPrimes(CHECKED_MAX_CHARS);

function listPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  }
  return primes;
}

/** Longest value, in characters, that ends in a check character pair (General Specifications 7.9.5). */
export const CHECK_PAIR_MAX_CHARS = CHECKED_MAX_CHARS + 2;

/**
 * Check character pair (modulo 1021, for GMN and MUDI) of the text before it: weights are ascending primes from the
 * right. Undefined when a character lies outside set 82 or the text is too long.
 */
export function checkPair(text: string): string | undefined {
  if (text.length > CHECKED_MAX_CHARS) return undefined;
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const value = SET_82_ORDER.indexOf(text.charAt(i));
    if (value < 0) return undefined;
    sum += value * PRIMES[text.length - 1 - i]!;
  }
  sum %= 1021;
  return CHECK_CHARACTERS.charAt(sum >> 5) + CHECK_CHARACTERS.charAt(sum & 31);
}
