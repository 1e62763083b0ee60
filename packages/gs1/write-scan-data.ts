// Writes what a barcode reader transmits for a symbol with a given message: the way back from readScanData.

import { checkDigit, gtin14 } from './check-digit.ts';
import { formatSeparated, parseElementString, SEPARATOR } from './element-string.ts';
import type { Element } from './element.ts';
import { refuse, success } from './fault.ts';
import type { Result } from './fault.ts';
import { parseDigitalLink } from './parse-digital-link.ts';
import { CODE_MAX_CHARS, findHostStart } from './parsed-link.ts';
import { COMPOSITE_MARK } from './symbology.ts';
import type { Symbology } from './symbology.ts';

/** How a symbology transmits: its identifier for text, for elements, and the digits of its GTIN. */
interface Writing {
  readonly text?: string;
  readonly elements?: string;
  /** Digits in the symbol, check digit included. */
  readonly digits?: number;
  readonly digitsId?: string;
  /** May stand under a composite component. */
  readonly composite?: boolean;
}

const WRITINGS: Readonly<Record<Symbology, Writing>> = {
  QR: { text: ']Q1', elements: ']Q3' },
  DataMatrix: { text: ']d1', elements: ']d2' },
  DotCode: { text: ']J0', elements: ']J1' },
  'Code 128': { text: ']C0' },
  'GS1-128': { elements: ']C1', composite: true },
  'GS1 DataBar Expanded': { elements: ']e0', composite: true },
  'GS1 DataBar Omnidirectional': { digits: 14, composite: true },
  'GS1 DataBar Limited': { digits: 14, composite: true },
  'EAN-13': { digits: 13, digitsId: ']E0', composite: true },
  'EAN-8': { digits: 8, digitsId: ']E4', composite: true },
  'UPC-A': { digits: 12, digitsId: ']E0', composite: true },
  'UPC-E': { digits: 12, digitsId: ']E0', composite: true },
  'ITF-14': { digits: 14, digitsId: ']I1' },
};

/**
 * Transmission of a symbol: `message` is written as ScanData.message has it (`^` for FNC1, `|` before a composite
 * component); GTIN symbols also take the digits without their check digit. Everything is checked as when it is read
 * strictly, except that elements need no companions. Positions count characters of `message`.
 */
export function writeScanData(symbology: Symbology, message: string): Result<string> {
  if (message.length > CODE_MAX_CHARS) return refuse('too_long', CODE_MAX_CHARS, { want: String(CODE_MAX_CHARS) });
  const writing = WRITINGS[symbology];
  const cut = writing.composite === true ? message.indexOf('|') : -1;
  const linear = cut < 0 ? message : message.slice(0, cut);
  if (writing.digits !== undefined) return writeGtin(symbology, writing, linear, cut < 0 ? undefined : message.slice(cut + 1));
  if (linear.startsWith('^') && writing.elements !== undefined) {
    return writeElements(writing.elements, linear, cut < 0 ? undefined : message.slice(cut + 1));
  }
  if (writing.text === undefined) {
    return refuse('not_for_symbology', 0, { title: symbology, got: message, want: '^01…' });
  }
  const link = findHostStart(message) < 0 ? undefined : parseDigitalLink(message, 'strict');
  if (link?.ok === false) return link;
  return success(writing.text + (/^\\+\^/.test(message) ? message.slice(1) : message));
}

function writeElements(id: string, linear: string, composite: string | undefined): Result<string> {
  const read = parseElementString(linear, { separator: '^', associations: false });
  if (!read.ok) return read;
  if (composite === undefined) return success(id + linear.slice(1).replaceAll('^', SEPARATOR));
  const above = readComposite(composite, linear.length + 1);
  return above.ok ? success(`]e0${formatSeparated([...read.value, ...above.value])}`) : above;
}

function readComposite(text: string, at: number): Result<Element[]> {
  const read = text.startsWith('^') ? parseElementString(text, { separator: '^', associations: false }) : refuse('separator_needed', 0);
  return read.ok ? read : { ok: false, faults: read.faults.map((fault) => ({ ...fault, position: fault.position + at })) };
}

function writeGtin(symbology: Symbology, writing: Writing, linear: string, composite: string | undefined): Result<string> {
  const gtin = readGtin(symbology, writing.digits!, linear);
  if (gtin === undefined) {
    return refuse('not_for_symbology', 0, { title: symbology, got: linear, want: `GTIN-${writing.digits}` });
  }
  const above = composite === undefined ? undefined : readComposite(composite, linear.length + 1);
  if (above?.ok === false) return above;
  const { digitsId } = writing;
  const tail = above === undefined ? '' : formatSeparated(above.value);
  if (digitsId === undefined) return success(`]e001${gtin}${tail}`);
  // UPC is transmitted as thirteen digits, a zero before its twelve.
  const sent = gtin.slice(digitsId === ']E0' ? 1 : 14 - writing.digits!);
  return success(digitsId + sent + (above === undefined ? '' : COMPOSITE_MARK + tail));
}

/** The GTIN as 14 digits, of `^01` and 14 digits or of the symbol's own digits with or without the last. */
function readGtin(symbology: Symbology, count: number, linear: string): string | undefined {
  const given = /^\^01\d{14}$/.test(linear) ? linear.slice(3 + 14 - count) : linear;
  const skipped = given === linear ? '' : linear.slice(3, 3 + 14 - count);
  if (!/^0*$/.test(skipped) || (given.length !== count && given.length !== count - 1)) return undefined;
  const gtin = gtin14(given.length === count ? given : given + checkDigit(given));
  // GS1 DataBar Limited holds indicators 0 and 1 only (General Specifications 5.5.2.3).
  return symbology === 'GS1 DataBar Limited' && gtin !== undefined && gtin > '2' ? undefined : gtin;
}
