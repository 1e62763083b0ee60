// The formats of table F ready for use: looked up by application identifier.

import { findAi, listAis } from '../ai.ts';
import { FORMAT_ROWS } from './aidc-format-table.ts';

/** One component of a value: the letter of the table and its size in digits or characters. */
export interface Part {
  readonly kind: string;
  readonly size: number;
}

const FORMATS = new Map<string, readonly Part[]>();
for (const [format, list] of FORMAT_ROWS) {
  const parts = format.split(' ').map((part) => ({ kind: part.charAt(0), size: Number(part.slice(1)) }));
  for (const name of list.split(' ').flatMap(expand)) FORMATS.set(name, parts);
}

function expand(name: string): string[] {
  const [first, last] = name.split('-');
  if (last === undefined) return [name];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => String(Number(first) + i));
}

/** Components of the identifier's value; undefined where table F has no row or the identifier is not known. */
export function findFormat(ai: string): readonly Part[] | undefined {
  return findAi(ai) === undefined ? undefined : FORMATS.get(ai);
}

/** Length in digits of the identifiers that begin with these two digits (TDS 2.3 table K). */
const KEY_DIGITS = new Map(listAis().map(({ ai }) => [ai.slice(0, 2), ai.length]));

export function findKeyDigits(start: string): number | undefined {
  return KEY_DIGITS.get(start);
}
