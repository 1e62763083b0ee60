// The value of one application identifier in bits, both ways (TDS 2.3, 14.5 and 15.3).

import type { Part } from './aidc-format.ts';
import { bitsOfDigits, charsToBits, toBits } from './bits.ts';
import type { BitReader } from './bits.ts';
import { readNumber, readText, writeNumber, writeText } from './text-coding.ts';

const DECIMAL = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Nibbles after the digits of a delimited or terminated value (14.5.5). */
const DELIMITER = 14;
const TERMINATOR = 15;

/** Bits of the fields of a date and time: YY, MM, DD, hh, mm, ss (14.5.8, 14.5.9, 14.5.11). */
const TIME_BITS = [7, 4, 5, 5, 6, 6] as const;

/** Digits of a date and time behind the two-bit format indicator 0 to 3 (14.5.11). */
const PRECISIONS = [8, 10, 12, 6] as const;

/** Reads all components; what is wrong is left in the reader. Dates and characters are checked by whoever takes the value. */
export function readValue(reader: BitReader, parts: readonly Part[]): string {
  return parts.map((part) => readPart(reader, part)).join('');
}

function readPart(reader: BitReader, { kind, size }: Part): string {
  switch (kind) {
    case 'n':
      return reader.readChars(size, 4, DECIMAL);
    case 'i':
      return reader.readDigits(bitsOfDigits(size), size);
    case 'x':
      return readText(reader, size);
    case 'v':
      return readNumber(reader, size);
    case 't':
      return readTerminated(reader, size);
    case 'b':
      return String(reader.read(1));
    case 'd':
      return readTime(reader, 6);
    case 'm':
      return readTime(reader, 10);
    case 'r':
      return reader.read(1) === 0 ? readTime(reader, 6) : readTime(reader, 6) + readTime(reader, 6);
    case 'p':
      return readTime(reader, PRECISIONS[reader.read(2)]!);
    case 'c':
      return reader.readChars(2, 6, LETTERS);
    case 's':
      return reader.read(1) === 1 ? '-' : '';
    default:
      return `${reader.read(4)}/${reader.read(4)}`;
  }
}

function readTerminated(reader: BitReader, max: number): string {
  let digits = '';
  while (reader.fault === undefined) {
    const nibble = reader.read(4);
    if (nibble === TERMINATOR) break;
    if (nibble === DELIMITER) return digits + readText(reader, max);
    if (nibble > 9 || digits.length === max) reader.fail('reserved_bits', String(nibble));
    digits += String(nibble);
  }
  return digits;
}

function readTime(reader: BitReader, digits: number): string {
  let text = '';
  for (let i = 0; i * 2 < digits; i++) text += reader.readDigits(TIME_BITS[i]!, 2);
  return text;
}

/** The value in bits; undefined when the format cannot hold it. */
export function writeValue(value: string, parts: readonly Part[]): string | undefined {
  const [first, second] = parts;
  if (second === undefined) return writePart(value, first!);
  const head = writePart(value.slice(0, first!.size), first!);
  const tail = writePart(value.slice(first!.size), second);
  return head === undefined || tail === undefined ? undefined : head + tail;
}

function writePart(value: string, { kind, size }: Part): string | undefined {
  switch (kind) {
    case 'n':
      return value.length === size ? charsToBits(value, 4, DECIMAL) : undefined;
    case 'i':
      return value.length === size ? toBits(value, bitsOfDigits(size)) : undefined;
    case 'x':
      return writeText(value, size);
    case 'v':
      return writeNumber(value, size);
    case 't':
      return writeTerminated(value, size);
    case 'b':
      return toBits(value, 1);
    case 'd':
      return value.length === 6 ? writeTime(value) : undefined;
    case 'm':
      return value.length === 10 ? writeTime(value) : undefined;
    case 'r':
      return value.length === 6 ? prefixed('0', writeTime(value)) : prefixed('1', writeRange(value));
    case 'p':
      return writePrecise(value);
    case 'c':
      return value.length === 2 ? charsToBits(value, 6, LETTERS) : undefined;
    case 's':
      return value === '' ? '0' : value === '-' ? '1' : undefined;
    default:
      return /^[1-9]\/[1-9]$/.test(value) ? charsToBits(value.replace('/', ''), 4, DECIMAL) : undefined;
  }
}

function prefixed(start: string, bits: string | undefined): string | undefined {
  return bits === undefined ? undefined : start + bits;
}

function writeTerminated(value: string, max: number): string | undefined {
  const digits = /^[0-9]*/.exec(value)![0];
  if (value.length > max) return undefined;
  const head = charsToBits(digits, 4, DECIMAL)!;
  if (digits.length === value.length) return head + toBits(TERMINATOR, 4)!;
  return prefixed(head + toBits(DELIMITER, 4)!, writeText(value.slice(digits.length), max));
}

function writeTime(value: string): string | undefined {
  let bits = '';
  for (let i = 0; i * 2 < value.length; i++) {
    const field = toBits(value.slice(i * 2, i * 2 + 2), TIME_BITS[i]!);
    if (field === undefined) return undefined;
    bits += field;
  }
  return bits;
}

function writeRange(value: string): string | undefined {
  const start = writeTime(value.slice(0, 6));
  return value.length === 12 && start !== undefined ? prefixed(start, writeTime(value.slice(6))) : undefined;
}

function writePrecise(value: string): string | undefined {
  const format = PRECISIONS.findIndex((digits) => digits === value.length);
  return format < 0 ? undefined : prefixed(toBits(format, 2)!, writeTime(value));
}
