// Writes elements as EPC binary strings of the schemes with partition tables (TDS 2.3, 14.3).

import type { Element } from '../element.ts';
import { toBits } from './bits.ts';
import { PREFIX_BITS } from './classic-scheme-table.ts';
import type { ClassicScheme } from './classic-scheme-table.ts';

/** A number as a binary one gives it back: leading zeros would be lost. */
const UNPADDED = /^(?:0|[1-9][0-9]*)$/;

/**
 * Bits of key and serial, filter value in front; undefined when the scheme cannot hold them. `path` is the key with at
 * most one qualifier, `prefixDigits` the length of its company prefix.
 */
export function writeClassic(scheme: ClassicScheme, path: readonly Element[], prefixDigits: number, filter: number): string | undefined {
  const [key, qualifier] = path;
  const partition = 12 - prefixDigits;
  const prefixBits = PREFIX_BITS[partition];
  if (prefixBits === undefined || path.length > 2 || key!.ai !== scheme.key) return undefined;
  if (qualifier !== undefined && qualifier.ai !== scheme.qualifier) return undefined;
  const { stem, pieces, joined } = cutKey(scheme, key!.value);
  const isFronted = scheme.key === '01' || scheme.key === '00' || scheme.key === '8006';
  const company = stem.slice(isFronted ? 1 : 0, prefixDigits + (isFronted ? 1 : 0));
  const reference = (isFronted ? stem.charAt(0) : '') + stem.slice(prefixDigits + (isFronted ? 1 : 0));
  const serial = qualifier?.value ?? (scheme.key === '414' ? '0' : joined);
  // A written extension 0 would be read back as none.
  if (scheme.key === '414' && qualifier?.value === '0') return undefined;
  const fields = [
    toBits(scheme.header, 8),
    toBits(filter, 3),
    toBits(partition, 3),
    company.length === prefixDigits ? toBits(company, prefixBits) : undefined,
    writeReference(scheme, reference, scheme.bits - prefixBits, scheme.digits - prefixDigits),
    pieces === '' ? '' : toBits(pieces.slice(0, 2), 7),
    pieces === '' ? '' : toBits(pieces.slice(2), 7),
    writeSerial(scheme, serial),
  ];
  return fields.includes(undefined) ? undefined : fields.join('');
}

interface CutKey {
  /** Digits of company prefix and reference without check digit, or the whole key where it has none. */
  readonly stem: string;
  /** Piece and total of an ITIP. */
  readonly pieces: string;
  /** Serial joined to the key. */
  readonly joined: string;
}

function cutKey({ key, digits, reference }: ClassicScheme, value: string): CutKey {
  if (reference !== 'padded') return { stem: value, pieces: '', joined: '' };
  const from = key === '8003' ? 1 : 0;
  const rest = value.slice(from + digits + 1);
  const isItip = key === '8006';
  return { stem: value.slice(from, from + digits), pieces: isItip ? rest : '', joined: isItip ? '' : rest };
}

function writeReference({ reference: kind }: ClassicScheme, reference: string, bits: number, max: number): string | undefined {
  if (reference.length > max) return undefined;
  switch (kind) {
    case 'padded':
      return reference === '' ? '0'.repeat(bits) : toBits(reference, bits);
    case 'plain':
      return UNPADDED.test(reference) ? toBits(reference, bits) : undefined;
    case 'ascii':
      return writeAscii(reference, bits);
    default: {
      if (!/^[#\-/0-9A-Z]+$/.test(reference)) return undefined;
      const codes = [...reference].map((char) => char.charCodeAt(0) & 63);
      return [...codes, 0].map((code) => toBits(code, 6)!).join('');
    }
  }
}

function writeSerial({ serial: kind, serialBits }: ClassicScheme, serial: string): string | undefined {
  switch (kind) {
    case 'none':
      return serial === '' ? '0'.repeat(serialBits) : undefined;
    case 'number':
      return UNPADDED.test(serial) ? toBits(serial, serialBits) : undefined;
    case 'ascii':
      return writeAscii(serial, serialBits);
    default:
      return serial === '' ? undefined : toBits(`1${serial}`, serialBits);
  }
}

/** Characters of 7 bits, filled with zeros; all of set 82 have codes below 128. */
function writeAscii(text: string, bits: number): string | undefined {
  if (text === '' || text.length * 7 > bits) return undefined;
  const written = [...text].map((char) => toBits(char.charCodeAt(0), 7)!).join('');
  return written.padEnd(bits, '0');
}
