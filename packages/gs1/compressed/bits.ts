// Strings of bits: read with a cursor that remembers the first thing wrong, written from the left.

import type { CompressionCode } from './compression-fault.ts';

/** RFC 4648 section 5 (file-safe base 64); TDS 2.3 table 14-7. */
export const BASE_64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Most identifiers read from one code. */
export const VALUES_MAX = 60;

/** What went wrong while reading: `at` counts bits. */
export interface BitFault {
  readonly code: CompressionCode;
  readonly got: string;
  readonly at: number;
}

/** After the first fault every read gives nothing, so that readers need not ask after each of them. */
export class BitReader {
  readonly bits: string;
  at = 0;
  fault: BitFault | undefined;

  constructor(bits: string) {
    this.bits = bits;
  }

  get left(): number {
    return this.fault === undefined ? this.bits.length - this.at : 0;
  }

  /** Whether only zeros follow. */
  get isRestZero(): boolean {
    return this.bits.indexOf('1', this.at) < 0;
  }

  fail(code: CompressionCode, got = ''): void {
    this.fault ??= { code, got, at: this.at };
  }

  take(count: number): string {
    if (count > this.left) {
      this.fail('code_cut_short');
      return '';
    }
    this.at += count;
    return this.bits.slice(this.at - count, this.at);
  }

  /** Unsigned number of at most 48 bits. */
  read(count: number): number {
    const taken = this.take(count);
    return taken === '' ? 0 : Number.parseInt(taken, 2);
  }

  /** Unsigned number of any size as decimal digits without leading zeros. */
  readDecimal(count: number): string {
    const taken = this.take(count);
    return taken === '' ? '0' : String(BigInt(`0b${taken}`));
  }

  /** A number filled with zeros to `digits`; larger ones are a fault. */
  readDigits(count: number, digits: number): string {
    const decimal = this.readDecimal(count);
    const value = digits === 0 && decimal === '0' ? '' : decimal;
    if (value.length > digits) this.fail('number_too_large', String(digits));
    return value.padStart(digits, '0');
  }

  /** Characters of equal width from an alphabet. */
  readChars(count: number, width: number, alphabet: string): string {
    let text = '';
    for (let i = 0; i < count && this.fault === undefined; i++) {
      const index = this.read(width);
      if (index >= alphabet.length) this.fail('reserved_bits', String(index));
      text += alphabet.charAt(index);
    }
    return text;
  }
}

/** The number as exactly `count` bits; undefined when it does not fit or is no number. */
export function toBits(value: number | string, count: number): string | undefined {
  const bits = typeof value === 'number' ? value.toString(2) : /^[0-9]+$/.test(value) ? BigInt(value).toString(2) : undefined;
  return bits === undefined || bits.length > count ? undefined : bits.padStart(count, '0');
}

/** Each character as its place in the alphabet; undefined when one is not in it. */
export function charsToBits(text: string, width: number, alphabet: string): string | undefined {
  let bits = '';
  for (const char of text) {
    const index = alphabet.indexOf(char);
    if (index < 0) return undefined;
    bits += index.toString(2).padStart(width, '0');
  }
  return bits;
}

/** Bits of a decimal number of that many digits: ceiling(digits × log2 10), TDS 2.3 table B. */
export function bitsOfDigits(digits: number): number {
  return digits === 0 ? 0 : (10n ** BigInt(digits) - 1n).toString(2).length;
}

/** Bits of a length up to `max` (columns g and n of TDS 2.3 table F). */
export function bitsOfLength(max: number): number {
  return max.toString(2).length;
}

/** Bits of a text of hexadecimal digits (`width` 4) or of base 64 (`width` 6); undefined for another character. */
export function bitsOfText(text: string, width: 4 | 6): string | undefined {
  return charsToBits(text, width, width === 4 ? '0123456789abcdef' : BASE_64);
}

/** The same back, filled with zeros at the right. */
export function textOfBits(bits: string, width: 4 | 6): string {
  const alphabet = width === 4 ? '0123456789abcdef' : BASE_64;
  let text = '';
  for (let i = 0; i < bits.length; i += width) text += alphabet.charAt(Number.parseInt(bits.slice(i, i + width).padEnd(width, '0'), 2));
  return text;
}
