// Vietnamese tax codes: organisations and their branches, and personal identification numbers used as tax codes.

/** `person`: since 1 July 2025 households and individuals use their 12-digit personal number (Circular 86/2024/TT-BTC). */
export type TaxCodeKind = 'organisation' | 'branch' | 'person';

const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/**
 * Kind of a tax code, or undefined when it is none: 10 digits with a right check digit; 13 digits, the last three (often
 * after a hyphen) naming the branch, not 000; or 12 digits, a personal number whose first three are a province of birth
 * as numbered for identity papers (001 to 096).
 */
export function taxCodeKind(text: string): TaxCodeKind | undefined {
  if (/^\d{10}$/.test(text)) return hasTaxCheckDigit(text) ? 'organisation' : undefined;
  if (/^\d{10}-?\d{3}$/.test(text)) return hasTaxCheckDigit(text) && !text.endsWith('000') ? 'branch' : undefined;
  if (!/^\d{12}$/.test(text)) return undefined;
  const province = Number(text.slice(0, 3));
  return province >= 1 && province <= 96 ? 'person' : undefined;
}

/** Whether the text is a tax code of any kind. */
export function isTaxCode(text: string): boolean {
  return taxCodeKind(text) !== undefined;
}

/** Tenth digit = 10 − (weighted sum of the first nine modulo 11); a sum that would give 10 is not issued. */
function hasTaxCheckDigit(text: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text.charAt(i)), 0);
  return 10 - (sum % 11) === Number(text.charAt(9));
}

/** The code in its usual form: a branch as `0123456789-001`; other text unchanged. */
export function formatTaxCode(text: string): string {
  return /^\d{13}$/.test(text) ? `${text.slice(0, 10)}-${text.slice(10)}` : text;
}
