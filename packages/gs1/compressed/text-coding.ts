// Texts and digit strings of variable length in bits (TDS 2.3, 14.5.6 and 14.5.13).

import { BASE_64, bitsOfDigits, bitsOfLength, charsToBits, toBits } from './bits.ts';
import type { BitReader } from './bits.ts';

const UPPER_HEX = '0123456789ABCDEF';
const LOWER_HEX = '0123456789abcdef';
const CODE_40 = '\0ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789';
/** Characters of the GS1 sets 82 and 39 (TDS 2.3 table 14-9). */
const ASCII = /^[!"#%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/;

/** Encoding indicators (TDS 2.3 table E); 6 and 7 are reserved. */
const DIGITS = 0;
const HEX_UPPER = 1;
const HEX_LOWER = 2;
const SAFE_64 = 3;
const SEVEN_BIT = 4;
const URN_40 = 5;

/** Variable-length alphanumeric: indicator, length, characters. A length of zero is a fault: no identifier is empty. */
export function readText(reader: BitReader, max: number): string {
  const method = reader.read(3);
  return readCharacters(reader, method, readLength(reader, max, 1));
}

/** Length of at least `min` and at most `max` characters. */
export function readLength(reader: BitReader, max: number, min: number): number {
  const length = reader.read(bitsOfLength(max));
  if (length > max || length < min) reader.fail('reserved_bits', String(length));
  return reader.fault === undefined ? length : 0;
}

/** `length` characters in one of the methods of table E. */
export function readCharacters(reader: BitReader, method: number, length: number, digitBits = bitsOfDigits): string {
  switch (method) {
    case DIGITS:
      return reader.readDigits(digitBits(length), length);
    case HEX_UPPER:
      return reader.readChars(length, 4, UPPER_HEX);
    case HEX_LOWER:
      return reader.readChars(length, 4, LOWER_HEX);
    case SAFE_64:
      return reader.readChars(length, 6, BASE_64);
    case SEVEN_BIT:
      return readAscii(reader, length);
    case URN_40:
      return readCode40(reader, length);
    default:
      reader.fail('reserved_bits', String(method));
      return '';
  }
}

function readAscii(reader: BitReader, length: number): string {
  let text = '';
  for (let i = 0; i < length && reader.fault === undefined; i++) text += String.fromCharCode(reader.read(7));
  if (reader.fault === undefined && !ASCII.test(text)) reader.fail('reserved_bits', text);
  return text;
}

/** URN Code 40: three characters in 16 bits, the last group filled with pads (14.5.6.5). */
export function readCode40(reader: BitReader, length: number): string {
  let text = '';
  for (let i = 0; i < length && reader.fault === undefined; i += 3) {
    const value = reader.read(16) - 1;
    const group = [Math.floor(value / 1600), Math.floor(value / 40) % 40, value % 40];
    const real = Math.min(3, length - i);
    if (value < 0 || value >= 64000 || group.some((index, k) => (k < real ? index === 0 : index !== 0))) {
      reader.fail('reserved_bits', String(value + 1));
      return '';
    }
    for (let k = 0; k < real; k++) text += CODE_40.charAt(group[k]!);
  }
  return text;
}

/** The shortest of the methods that can hold the text (the lower indicator when two are equal); undefined when none can. */
export function writeText(text: string, max: number): string | undefined {
  const length = text.length === 0 || text.length > max ? undefined : toBits(text.length, bitsOfLength(max));
  if (length === undefined) return undefined;
  const bodies = [
    toBits(text, bitsOfDigits(text.length)),
    charsToBits(text, 4, UPPER_HEX),
    charsToBits(text, 4, LOWER_HEX),
    charsToBits(text, 6, BASE_64),
    ASCII.test(text) ? [...text].map((char) => char.charCodeAt(0).toString(2).padStart(7, '0')).join('') : undefined,
    writeCode40(text),
  ];
  let best: string | undefined;
  bodies.forEach((body, method) => {
    if (body === undefined) return;
    const bits = toBits(method, 3)! + length + body;
    if (best === undefined || bits.length < best.length) best = bits;
  });
  return best;
}

function writeCode40(text: string): string | undefined {
  if (!/^[A-Z0-9\-.:]+$/.test(text)) return undefined;
  let bits = '';
  for (let i = 0; i < text.length; i += 3) {
    const [first, second, third] = [0, 1, 2].map((k) => CODE_40.indexOf(text.charAt(i + k) || '\0')) as [number, number, number];
    bits += toBits(1600 * first + 40 * second + third + 1, 16)!;
  }
  return bits;
}

/** Variable-length numeric string without encoding indicator (14.5.13). */
export function readNumber(reader: BitReader, max: number): string {
  const length = readLength(reader, max, 1);
  return reader.readDigits(bitsOfDigits(length), length);
}

export function writeNumber(text: string, max: number): string | undefined {
  const length = text.length === 0 || text.length > max ? undefined : toBits(text.length, bitsOfLength(max));
  const body = toBits(text, bitsOfDigits(text.length));
  return length === undefined || body === undefined ? undefined : length + body;
}
