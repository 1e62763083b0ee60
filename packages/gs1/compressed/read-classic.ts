// Reads EPC binary strings of the schemes with partition tables (TDS 2.3, 14.4) into elements.

import { checkDigit } from '../check-digit.ts';
import type { Element } from '../element.ts';
import type { BitReader } from './bits.ts';
import { PREFIX_BITS } from './classic-scheme-table.ts';
import type { ClassicScheme } from './classic-scheme-table.ts';

/** Elements behind the header, key first, check digits computed; what is wrong is left in the reader. */
export function readClassic(reader: BitReader, scheme: ClassicScheme): Element[] {
  reader.read(3); // the filter value says nothing of the identity
  const partition = reader.read(3);
  const prefixBits = PREFIX_BITS[partition];
  if (prefixBits === undefined) {
    reader.fail('reserved_bits', String(partition));
    return [];
  }
  const prefixDigits = 12 - partition;
  const company = reader.readDigits(prefixBits, prefixDigits);
  const reference = readReference(reader, scheme, scheme.bits - prefixBits, scheme.digits - prefixDigits);
  const pieces = scheme.key === '8006' ? reader.readDigits(7, 2) + reader.readDigits(7, 2) : '';
  const serial = readSerial(reader, scheme);
  const key = makeKey(scheme, company, reference) + pieces;
  if (scheme.qualifier === '') return [{ ai: scheme.key, value: key + serial }];
  // The extension 0 says that the location has none (7.2.2, 14.6.3).
  if (scheme.key === '414' && serial === '0') return [{ ai: '414', value: key }];
  return [
    { ai: scheme.key, value: key },
    { ai: scheme.qualifier, value: serial },
  ];
}

function readReference(reader: BitReader, { reference }: ClassicScheme, bits: number, digits: number): string {
  switch (reference) {
    case 'padded':
      return reader.readDigits(bits, digits);
    case 'plain':
      return reader.readDecimal(bits);
    case 'ascii':
      return readAscii(reader, bits, digits);
    default:
      return readSixBit(reader, digits);
  }
}

/** 7-bit characters, then zero bits to the end of the field (14.4.2, 14.4.5); at least one character. */
function readAscii(reader: BitReader, bits: number, max: number): string {
  const field = reader.take(bits);
  let text = '';
  let at = 0;
  for (; at + 7 <= field.length; at += 7) {
    const code = Number.parseInt(field.slice(at, at + 7), 2);
    if (code === 0) break;
    text += String.fromCharCode(code);
  }
  if (text === '' || text.length > max || field.indexOf('1', at) >= 0) reader.fail('reserved_bits', text);
  return text;
}

/** 6-bit characters up to a zero one (14.4.9; table G-1). */
function readSixBit(reader: BitReader, max: number): string {
  let text = '';
  while (reader.fault === undefined) {
    const code = reader.read(6);
    if (code === 0) break;
    if (text.length === max) reader.fail('reserved_bits', text);
    text += String.fromCharCode(code < 32 ? code + 64 : code);
  }
  if (text === '' || /[^#\-/0-9A-Z]/.test(text)) reader.fail('reserved_bits', text);
  return text;
}

function readSerial(reader: BitReader, scheme: ClassicScheme): string {
  switch (scheme.serial) {
    case 'none':
      if (reader.readDecimal(scheme.serialBits) !== '0') reader.fail('bits_after_end');
      return '';
    case 'number':
      return reader.readDecimal(scheme.serialBits);
    case 'ascii':
      return readAscii(reader, scheme.serialBits, scheme.serialBits / 7);
    default: {
      const marked = reader.readDecimal(scheme.serialBits);
      if (marked.length < 2 || marked.charAt(0) !== '1') reader.fail('reserved_bits', marked);
      return marked.slice(1);
    }
  }
}

/** Key with its check digit; the first digit of an item or shipping reference goes to the front. */
function makeKey({ key, reference: kind }: ClassicScheme, company: string, reference: string): string {
  if (kind !== 'padded') return company + reference;
  const isFronted = key === '01' || key === '00' || key === '8006';
  const digits = isFronted ? reference.charAt(0) + company + reference.slice(1) : company + reference;
  return (key === '8003' ? '0' : '') + digits + checkDigit(digits);
}
