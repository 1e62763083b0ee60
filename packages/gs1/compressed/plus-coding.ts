// EPC binary strings of the `+` and `++` schemes with the data after them, both ways (TDS 2.3, 14.5, 14.6, 15.3).

import type { Element } from '../element.ts';
import { findFormat, findKeyDigits } from './aidc-format.ts';
import { charsToBits, toBits, VALUES_MAX } from './bits.ts';
import type { BitReader } from './bits.ts';
import { DATE_TYPES } from './plus-scheme-table.ts';
import type { PlusScheme } from './plus-scheme-table.ts';
import { readHostname } from './read-hostname.ts';
import { readValue, writeValue } from './value-coding.ts';

const DATE = [{ kind: 'd', size: 0 }] as const;
const DECIMAL = '0123456789';

export interface PlusReading {
  /** Key first, then its serial, then the data in their order. */
  readonly elements: readonly Element[];
  readonly hostname: string | undefined;
}

/** Everything behind the header; what is wrong is left in the reader. */
export function readPlus(reader: BitReader, scheme: PlusScheme, hasHost: boolean): PlusReading {
  // Toggle (15.3 tells how to find the data without it) and filter value say nothing of the identity.
  reader.read(4);
  const date = scheme.dated ? readDate(reader) : undefined;
  const elements = scheme.ais.map((ai) => ({ ai, value: readValue(reader, findFormat(ai)!) }));
  const hostname = hasHost ? readHostname(reader) : undefined;
  // The extension 0 says that the location has none (6.3.3, 7.2.2).
  if (elements[1]?.ai === '254' && elements[1].value === '0') elements.pop();
  if (date !== undefined) elements.push(date);
  while (reader.left >= 8 && !reader.isRestZero) {
    const element = readElement(reader);
    if (element !== undefined) elements.push(element);
    if (elements.length > VALUES_MAX) reader.fail('too_many_values', String(VALUES_MAX));
  }
  return { elements, hostname };
}

function readDate(reader: BitReader): Element | undefined {
  const type = reader.read(4);
  const ai = DATE_TYPES[type];
  if (ai === undefined) {
    reader.fail('reserved_bits', String(type));
    return undefined;
  }
  return { ai, value: readValue(reader, DATE) };
}

/** One identifier in nibbles, then its value. A first nibble pair with letters is reserved. */
function readElement(reader: BitReader): Element | undefined {
  const start = reader.readChars(2, 4, DECIMAL);
  const digits = findKeyDigits(start);
  if (digits === undefined) reader.fail('uncompressible_ai', start);
  const ai = start + reader.readChars((digits ?? 2) - 2, 4, DECIMAL);
  const format = findFormat(ai);
  if (format === undefined) {
    reader.fail('uncompressible_ai', ai);
    return undefined;
  }
  return { ai, value: readValue(reader, format) };
}

export interface PlusWriting {
  readonly bits: string;
  /** Attributes without a binary form: they stay in the query. */
  readonly left: readonly Element[];
}

/**
 * Bits of the key with all its qualifiers and the attributes that have a binary form; undefined when the scheme cannot
 * hold the path. The dated scheme takes the first attribute as its date.
 */
export function writePlus(
  scheme: PlusScheme,
  path: readonly Element[],
  attributes: readonly Element[],
  filter: number,
): PlusWriting | undefined {
  const own = scheme.ais.map((ai) => path.find((element) => element.ai === ai));
  if (own.includes(undefined) || own.some((element) => element!.ai === '254' && element!.value === '0')) return undefined;
  const date = scheme.dated ? writeDate(attributes[0]) : '';
  const head = own.map((element) => writeElementValue(element!));
  if (date === undefined || head.includes(undefined)) return undefined;
  const qualifiers = path.filter((element) => !own.includes(element));
  const rest = scheme.dated ? attributes.slice(1) : attributes;
  const writings = [...qualifiers, ...rest].map((element) => ({ element, bits: writeElement(element) }));
  if (writings.some(({ element, bits }) => bits === undefined && qualifiers.includes(element))) return undefined;
  const data = writings.map(({ bits }) => bits ?? '').join('');
  const toggle = data === '' ? '0' : '1';
  return {
    bits: toBits(scheme.header, 8)! + toggle + toBits(filter, 3)! + date + head.join('') + data,
    left: writings.flatMap(({ element, bits }) => (bits === undefined ? [element] : [])),
  };
}

function writeElementValue({ ai, value }: Element): string | undefined {
  const format = findFormat(ai);
  return format === undefined ? undefined : writeValue(value, format);
}

function writeElement(element: Element): string | undefined {
  const value = writeElementValue(element);
  return value === undefined ? undefined : charsToBits(element.ai, 4, DECIMAL)! + value;
}

function writeDate(element: Element | undefined): string | undefined {
  const type = DATE_TYPES.findIndex((ai) => ai === element?.ai);
  const date = type < 0 ? undefined : writeValue(element!.value, DATE);
  return date === undefined ? undefined : toBits(type, 4)! + date;
}
