// Reads what a barcode reader transmits: symbology identifier, then element string, link, text or the digits of a GTIN.

import { gtin14 } from './check-digit.ts';
import { formatSeparated, parseElementString } from './element-string.ts';
import type { Element } from './element.ts';
import { refuse, success } from './fault.ts';
import type { Result } from './fault.ts';
import { parseDigitalLink } from './parse-digital-link.ts';
import type { Profile } from './parse-digital-link.ts';
import { CODE_MAX_CHARS, findHostStart } from './parsed-link.ts';
import type { Parsed } from './parsed-link.ts';
import { COMPOSITE_MARK, findSymbologyIdentifier, IDENTIFIER_CHARS } from './symbology.ts';
import type { Symbology, SymbologyIdentifier } from './symbology.ts';
import { expandUpcE } from './upc-e.ts';

export interface ScanData {
  readonly symbology: Symbology;
  /**
   * The message in the symbol: `^` stands for FNC1 before elements of open length, `|` before a composite component;
   * text that itself begins with `^` carries a backslash before it.
   */
  readonly message: string;
  /** What it says as GS1 elements: of an element string, a Digital Link or a GTIN; empty for other text. */
  readonly elements: readonly Element[];
  /** The link, where the symbol carries one. */
  readonly link?: Parsed;
}

/**
 * Reads a transmission such as `]d201…`, `]Q1https://…` or `]E0893…` (General Specifications 7.8; ISO/IEC 15424).
 * `strict`: every value and every rule between elements is checked, and a text that begins like a web address must be a
 * Digital Link. `lenient`: links are mended as parseDigitalLink does, elements need no companions, other addresses are
 * text. Positions count characters of `text`. Never takes a code without identifier: those go to parseDigitalLink.
 */
export function readScanData(text: string, profile: Profile = 'strict'): Result<ScanData> {
  if (text === '') return refuse('empty', 0);
  if (text.length > CODE_MAX_CHARS) return refuse('too_long', CODE_MAX_CHARS, { want: String(CODE_MAX_CHARS) });
  const identifier = findSymbologyIdentifier(text);
  if (identifier === undefined) return refuse('unknown_symbology', 0, { got: text.slice(0, IDENTIFIER_CHARS) });
  switch (identifier.payload) {
    case 'elements':
      return readElements(text, identifier, profile);
    case 'digits':
      return readDigits(text, identifier, profile);
    case 'text':
      return readText(text, identifier, profile);
  }
}

function readElements(text: string, { symbology }: SymbologyIdentifier, profile: Profile): Result<ScanData> {
  const read = parseElementString(text, { associations: profile === 'strict' });
  if (!read.ok) return read;
  return success({ symbology, message: `^${formatSeparated(read.value, '^')}`, elements: read.value });
}

function readDigits(text: string, identifier: SymbologyIdentifier, profile: Profile): Result<ScanData> {
  const cut = text.indexOf(COMPOSITE_MARK);
  const end = cut < 0 ? text.length : cut;
  const carried = readGtin(text.slice(IDENTIFIER_CHARS, end), identifier);
  if (carried === undefined) {
    const want = identifier.digits;
    return refuse('bad_gtin_symbol', IDENTIFIER_CHARS, { got: text.slice(IDENTIFIER_CHARS, end), want: String(want) });
  }
  const key = { ai: '01', value: carried.gtin };
  if (cut < 0) return success({ symbology: carried.symbology, message: carried.digits, elements: [key] });
  const composite = parseElementString(text.slice(cut + 1), { beside: [key], associations: profile === 'strict' });
  if (!composite.ok) return { ok: false, faults: composite.faults.map((fault) => ({ ...fault, position: fault.position + cut + 1 })) };
  const message = `${carried.digits}|^${formatSeparated(composite.value, '^')}`;
  return success({ symbology: carried.symbology, message, elements: [key, ...composite.value] });
}

interface CarriedGtin {
  readonly symbology: Symbology;
  readonly digits: string;
  readonly gtin: string;
}

/** A two- or five-digit add-on (]E3) is no part of the GTIN; eight digits under ]E0 are UPC-E as some readers send it. */
function readGtin(digits: string, { id, symbology, digits: count }: SymbologyIdentifier): CarriedGtin | undefined {
  if (id === ']E0' && digits.length === 8) {
    const upcA = expandUpcE(digits);
    const gtin = upcA === undefined ? undefined : gtin14(upcA);
    return upcA === undefined || gtin === undefined ? undefined : { symbology: 'UPC-E', digits: upcA, gtin };
  }
  const addOn = id === ']E3' ? digits.length - count : 0;
  if (digits.length !== count + addOn || ![0, 2, 5].includes(addOn)) return undefined;
  const gtin = gtin14(digits.slice(0, count));
  return gtin === undefined ? undefined : { symbology, digits: digits.slice(0, count), gtin };
}

function readText(text: string, { symbology }: SymbologyIdentifier, profile: Profile): Result<ScanData> {
  const carried = text.slice(IDENTIFIER_CHARS);
  const message = /^\\*\^/.test(carried) ? `\\${carried}` : carried;
  if (profile === 'strict' && findHostStart(carried) < 0) return success({ symbology, message, elements: [] });
  const link = parseDigitalLink(carried, profile);
  if (link.ok) return success({ symbology, message, elements: link.value.elements, link: link.value });
  if (profile === 'lenient') return success({ symbology, message, elements: [] });
  return { ok: false, faults: link.faults.map((fault) => ({ ...fault, position: fault.position + IDENTIFIER_CHARS })) };
}
