// Reads the host name that the `++` schemes carry after the identifier (TDS 2.3, 14.5.16).

import type { BitReader } from './bits.ts';
import { LONG_PIECES, SHORT_PIECES } from './hostname-table.ts';
import { readCode40 } from './text-coding.ts';

/** Lower case; what is wrong is left in the reader. A resolver keeps its own host, so nothing else is checked. */
export function readHostname(reader: BitReader): string {
  const isAscii = reader.read(1) === 1;
  const length = reader.read(6);
  if (length === 0) reader.fail('reserved_bits', '0');
  if (!isAscii) return readCode40(reader, length).toLowerCase();
  let host = '';
  let left = length;
  while (left > 0 && reader.fault === undefined) {
    const code = reader.read(7);
    const pieces = LONG_PIECES[code];
    const piece = pieces === undefined ? (SHORT_PIECES[code] ?? character(code)) : pieces[reader.read(7)];
    if (piece === undefined) reader.fail('reserved_bits', String(code));
    host += piece ?? '';
    left -= pieces === undefined ? 1 : 2;
  }
  if (left < 0) reader.fail('reserved_bits', String(length));
  return host.toLowerCase();
}

/** Characters 0100001 to 1111010 that the table marks as such; 36, 64 and those below 33 are reserved. */
function character(code: number): string | undefined {
  return code > 32 && code !== 36 && code !== 64 ? String.fromCharCode(code) : undefined;
}
