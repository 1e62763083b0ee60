// Percent-encoding of values in Digital Links: reading, writing, and the writing of the canonical form.

import { findOutside, inSet, DIGIT, PLAIN } from './charset.ts';

/** Value of `text[from, to)` with `%XX` decoded byte by byte; a wrong escape stays as it is. `+` is a space in a query. */
export function unescapeValue(text: string, from: number, to: number, inQuery: boolean): string {
  const raw = text.slice(from, to);
  if (raw.indexOf('%') < 0 && !(inQuery && raw.indexOf('+') >= 0)) return raw;
  let value = '';
  for (let i = 0; i < raw.length; i++) {
    const char = raw.charAt(i);
    const byte = char === '%' ? readHexPair(raw, i + 1) : -1;
    if (byte >= 0) {
      value += String.fromCharCode(byte);
      i += 2;
    } else {
      value += inQuery && char === '+' ? ' ' : char;
    }
  }
  return value;
}

/** Index of the first `%` in `text[from, to)` that two hexadecimal digits do not follow, or -1. */
export function findBadEscape(text: string, from: number, to: number): number {
  for (let i = text.indexOf('%', from); i >= 0 && i < to; i = text.indexOf('%', i + 1)) {
    if (i + 2 >= to || readHexPair(text, i + 1) < 0) return i;
  }
  return -1;
}

function readHexPair(text: string, at: number): number {
  const high = hexDigit(text.charCodeAt(at));
  const low = hexDigit(text.charCodeAt(at + 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(code: number): number {
  if (inSet(code, DIGIT)) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Value written for a path: everything but letters, digits and `-._~` percent-encoded (URI Syntax 4.2). */
export function escapeInPath(value: string): string {
  return encodeURIComponent(safeText(value)).replace(/[!'()*]/g, escapeChar);
}

/** The same for a query, where a space becomes `+`. */
export function escapeInQuery(value: string): string {
  return escapeInPath(value).replaceAll('%20', '+');
}

/**
 * Value written for the canonical form. CBV 2.0 8.9.2 and TDS encode `! ( ) * + , :` and what an EPC URN itself must
 * escape; `' ; =` stand as in the URN, so that both spellings of an identifier give one text.
 */
export function escapeCanonical(value: string): string {
  if (findOutside(value, 0, value.length, PLAIN) < 0) return value;
  return encodeURIComponent(safeText(value))
    .replace(/[!()*]/g, escapeChar)
    .replaceAll('%3B', ';')
    .replaceAll('%3D', '=');
}

/** Value written for an EPC URN: only `" # % & / < > ?` and what no URI may hold are encoded (TDS 5.4). */
export function escapeInUrn(value: string): string {
  return safeText(value).replace(/[^A-Za-z0-9!'()*+,\-.:;=_]/g, encodeURIComponent);
}

function escapeChar(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** The text without lone surrogates, at which encodeURIComponent would throw. */
function safeText(value: string): string {
  return value.toWellFormed();
}
