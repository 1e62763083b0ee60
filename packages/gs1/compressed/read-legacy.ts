// Reads the older compression of GS1 Digital Links (1.0 and 1.1): the bits behind base 64 in the last part of the path.

import type { Element } from '../element.ts';
import { findFormat, findKeyDigits } from './aidc-format.ts';
import type { Part } from './aidc-format.ts';
import { BASE_64, bitsOfDigits, VALUES_MAX } from './bits.ts';
import type { BitReader } from './bits.ts';
import { LEGACY_FORMATS, NOT_IN_LEGACY, SEQUENCE_RUNS, SEQUENCES } from './legacy-table.ts';
import { readCharacters, readLength } from './text-coding.ts';

export interface LegacyReading {
  readonly elements: readonly Element[];
  /** Query parameters that were compressed with the identifiers: name and value, decoded. */
  readonly pairs: readonly (readonly [string, string])[];
}

/** Bits that base 64 may add at the end. */
const PADDING_MAX_BITS = 5;

const DECIMAL = '0123456789';
const HEX = '0123456789abcdef';

/**
 * All identifiers of the code. `isSorted` reads the values behind a code for several identifiers in the order of their
 * names, as the reference implementation wrote them, not in that of the table; the two differ for two codes.
 */
export function readLegacy(reader: BitReader, isSorted: boolean): LegacyReading {
  const elements: Element[] = [];
  const pairs: (readonly [string, string])[] = [];
  while (reader.left > PADDING_MAX_BITS) {
    if (elements.length + pairs.length > VALUES_MAX) reader.fail('too_many_values', String(VALUES_MAX));
    const code = reader.readChars(2, 4, HEX);
    if (code.charAt(0) === 'f') {
      reader.at -= 4;
      pairs.push(readPair(reader));
      continue;
    }
    const names = findSequence(code) ?? [readRestOfKey(reader, code)];
    if (isSorted) names.sort();
    for (const ai of names) elements.push({ ai, value: readValue(reader, ai) });
  }
  if (reader.left > 0 && !reader.isRestZero) reader.fail('bits_after_end');
  return { elements, pairs };
}

function findSequence(code: string): string[] | undefined {
  const names = SEQUENCES[code];
  if (names !== undefined) return names.split(' ');
  const last = HEX.indexOf(code.charAt(1));
  const run = SEQUENCE_RUNS.find(([start, from, count]) => code.charAt(0) === start && last >= from && last < from + count);
  return run === undefined ? undefined : [run[3], String(run[4] + last - run[1])];
}

function readRestOfKey(reader: BitReader, start: string): string {
  const digits = findKeyDigits(start);
  if (digits === undefined) reader.fail('uncompressible_ai', start);
  return start + reader.readChars((digits ?? 2) - 2, 4, DECIMAL);
}

function readValue(reader: BitReader, ai: string): string {
  const parts = legacyParts(ai);
  if (parts === undefined) reader.fail('uncompressible_ai', ai);
  return (parts ?? []).map((part, i) => readPart(reader, part, i > 0)).join('');
}

function legacyParts(ai: string): readonly Part[] | undefined {
  const format = findFormat(ai);
  if (format === undefined || NOT_IN_LEGACY.has(ai)) return undefined;
  const own = LEGACY_FORMATS[ai];
  return own === undefined ? format : own.split(' ').map((part) => ({ kind: part.charAt(0), size: Number(part.slice(1)) }));
}

/** Digits of the values that today have formats of their own. */
const FIXED_DIGITS: Readonly<Record<string, number>> = { b: 1, d: 6, m: 10 };

function readPart(reader: BitReader, { kind, size }: Part, isOptional: boolean): string {
  const least = isOptional ? 0 : 1;
  if (kind === 'x' || kind === 't') {
    const method = reader.read(3);
    return readLegacyText(reader, method, readLength(reader, size, least));
  }
  if (kind === 'X') return readLegacyText(reader, reader.read(3), size);
  if (kind === 'v') {
    const length = readLength(reader, size, least);
    return reader.readDigits(legacyBitsOfDigits(length), length);
  }
  const digits = FIXED_DIGITS[kind] ?? size;
  return reader.readDigits(legacyBitsOfDigits(digits), digits);
}

/** Methods 1 and 2, the hexadecimal ones, stand the other way round than today; 5 and above did not exist. */
function readLegacyText(reader: BitReader, method: number, length: number): string {
  if (method > 4) reader.fail('reserved_bits', String(method));
  const swapped = method === 1 ? 2 : method === 2 ? 1 : method;
  return length === 0 ? '' : readCharacters(reader, swapped, length, legacyBitsOfDigits);
}

/** The reference implementation adds a hundredth before it rounds up: one bit more for a few lengths, and for none. */
function legacyBitsOfDigits(digits: number): number {
  return Math.max(bitsOfDigits(digits), Math.ceil(digits * Math.log2(10) + 0.01));
}

/** A query parameter: length of its name in 7 bits, name in base 64, method, length, value. */
function readPair(reader: BitReader): readonly [string, string] {
  const name = reader.readChars(readLength(reader, 127, 1), 6, BASE_64);
  const method = reader.read(3);
  return [name, readLegacyText(reader, method, readLength(reader, 127, 0))];
}
