// Looks at one key as people have it before them: which key it can be, whether it is right, what would make it so.

import { checkValue, findAi } from './ai.ts';
import { checkDigit, checkPair } from './check-digit.ts';
import type { Element } from './element.ts';
import { readElementString } from './element-string.ts';
import { refuse, success } from './fault.ts';
import type { Fault, Result } from './fault.ts';
import { gs1Prefix } from './gs1-prefix.ts';
import type { Gs1Prefix } from './gs1-prefix.ts';
import { CODE_MAX_CHARS, valueFault } from './parsed-link.ts';
import { refuseName } from './naming-fault.ts';

/** One key that the text can be. */
export interface KeyReading {
  /** `GTIN-13`, `GLN`, `SSCC` … */
  readonly kind: string;
  /** As an element; a GTIN with its 14 digits. */
  readonly element: Element;
  /** Everything wrong with it; empty: it is right. */
  readonly faults: readonly Fault[];
  /** Check digit or check characters: those it has, and those it would have to have; where the key has any. */
  readonly check?: { readonly got: string; readonly want: string };
  /** The whole key with right check characters, where only they are wrong. */
  readonly mended?: string;
  readonly prefix?: Gs1Prefix;
}

/** Keys by the number of their digits when they stand without an application identifier. */
const BY_DIGITS = new Map<number, readonly (readonly [string, string])[]>([
  [8, [['01', 'GTIN-8']]],
  [12, [['01', 'GTIN-12']]],
  [
    13,
    [
      ['01', 'GTIN-13'],
      ['414', 'GLN'],
    ],
  ],
  [14, [['01', 'GTIN-14']]],
  [17, [['402', 'GSIN']]],
  [
    18,
    [
      ['00', 'SSCC'],
      ['8018', 'GSRN'],
    ],
  ],
]);

/** Keys whose check digit stands inside or at the end: how many digits it covers, itself included. */
const CHECKED_DIGITS = new Map([
  ['00', 18],
  ['01', 14],
  ['02', 14],
  ['253', 13],
  ['255', 13],
  ['402', 17],
  ['410', 13],
  ['411', 13],
  ['412', 13],
  ['413', 13],
  ['414', 13],
  ['415', 13],
  ['416', 13],
  ['417', 13],
  ['8003', 14],
  ['8006', 14],
  ['8017', 18],
  ['8018', 18],
  ['8026', 14],
]);

/** Keys that end in two check characters. */
const PAIRED = new Set(['8013', '8014']);

/**
 * Reads `8934680036832` (blanks, points and hyphens do not matter) as every key of that many digits, or an element such
 * as `(8003)…` or `8004=…` as that one. Fault of the whole: `empty`, `too_long`, `unknown_ai`, `not_a_key`.
 */
export function checkKey(text: string): Result<readonly KeyReading[]> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('empty', 0);
  if (trimmed.length > CODE_MAX_CHARS) return refuse('too_long', CODE_MAX_CHARS, { want: String(CODE_MAX_CHARS) });
  const named = /^(\d{2,4})=(.+)$/.exec(trimmed);
  if (named !== null || trimmed.startsWith('(')) {
    const bracketed = named === null ? trimmed : `(${named[1]})${named[2]!.replaceAll('(', '\\(')}`;
    return readNamed(bracketed);
  }
  const digits = trimmed.replaceAll(/[\s.-]/g, '');
  const kinds = /^\d+$/.test(digits) ? BY_DIGITS.get(digits.length) : undefined;
  if (kinds === undefined) return refuseName('not_a_key', 0, { got: text });
  return success(kinds.map(([ai, kind]) => readKey(kind, ai, ai === '01' ? digits.padStart(14, '0') : digits)));
}

function readNamed(bracketed: string): Result<readonly KeyReading[]> {
  const read = readElementString(bracketed, '^');
  if (!read.ok) return read;
  const [first, second] = read.value;
  if (first === undefined || second !== undefined) return refuseName('not_a_key', second?.position ?? 0, { got: bracketed });
  const { ai, value } = first;
  const padded = CHECKED_DIGITS.get(ai.ai) === 14 && /^(\d{8}|\d{12,13})$/.test(value) && ai.max === 14 ? value.padStart(14, '0') : value;
  return success([readKey(ai.title, ai.ai, padded)]);
}

function readKey(kind: string, name: string, value: string): KeyReading {
  const ai = findAi(name)!;
  const element = { ai: name, value };
  const fault = checkValue(ai, value);
  const faults = fault === undefined ? [] : [valueFault(ai, value, fault, 0)];
  const prefix = gs1Prefix(element);
  const check = readCheck(name, value);
  const reading = { kind, element, faults, ...(check === undefined ? {} : { check }), ...(prefix === undefined ? {} : { prefix }) };
  const mended = check === undefined || check.got === check.want ? undefined : mend(name, value, check.want);
  return mended !== undefined && checkValue(ai, mended) === undefined ? { ...reading, mended } : reading;
}

function readCheck(ai: string, value: string): KeyReading['check'] {
  const count = CHECKED_DIGITS.get(ai);
  if (count !== undefined) {
    const want = value.length < count ? '' : checkDigit(value.slice(0, count - 1));
    return want === '' ? undefined : { got: value.charAt(count - 1), want };
  }
  const want = PAIRED.has(ai) && value.length > 2 ? checkPair(value.slice(0, -2)) : undefined;
  return want === undefined ? undefined : { got: value.slice(-2), want };
}

function mend(ai: string, value: string, want: string): string {
  const count = CHECKED_DIGITS.get(ai) ?? value.length;
  return value.slice(0, count - want.length) + want + value.slice(count);
}
