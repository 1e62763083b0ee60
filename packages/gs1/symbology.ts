// The AIM symbology identifiers that readers put before what they read (ISO/IEC 15424; General Specifications 7.8.2).

/** What a symbol of this kind carries: element strings, free text, or the digits of a GTIN. */
export type Payload = 'elements' | 'text' | 'digits';

/** Symbologies by the names people know them by. */
export type Symbology =
  | 'Code 128'
  | 'GS1-128'
  | 'GS1 DataBar Omnidirectional'
  | 'GS1 DataBar Limited'
  | 'GS1 DataBar Expanded'
  | 'EAN-13'
  | 'EAN-8'
  | 'UPC-A'
  | 'UPC-E'
  | 'ITF-14'
  | 'QR'
  | 'DataMatrix'
  | 'DotCode';

export interface SymbologyIdentifier {
  /** `]`, letter and modifier, for example `]Q3`. */
  readonly id: string;
  readonly symbology: Symbology;
  readonly payload: Payload;
  /** Digits transmitted, where their number is fixed. */
  readonly digits: number;
}

// Modifiers that also announce an ECI (]Q2, ]Q4, ]d4, ]d5, ]J4, ]J5) carry the same as those without.
const ROWS: readonly (readonly [string, Symbology, Payload, number])[] = [
  ['C0', 'Code 128', 'text', 0],
  ['C1', 'GS1-128', 'elements', 0],
  ['e0', 'GS1 DataBar Expanded', 'elements', 0],
  ['E0', 'EAN-13', 'digits', 13],
  ['E3', 'EAN-13', 'digits', 13],
  ['E4', 'EAN-8', 'digits', 8],
  ['I0', 'ITF-14', 'digits', 14],
  ['I1', 'ITF-14', 'digits', 14],
  ['Q1', 'QR', 'text', 0],
  ['Q2', 'QR', 'text', 0],
  ['Q3', 'QR', 'elements', 0],
  ['Q4', 'QR', 'elements', 0],
  ['d1', 'DataMatrix', 'text', 0],
  ['d4', 'DataMatrix', 'text', 0],
  ['d2', 'DataMatrix', 'elements', 0],
  ['d5', 'DataMatrix', 'elements', 0],
  ['J0', 'DotCode', 'text', 0],
  ['J4', 'DotCode', 'text', 0],
  ['J1', 'DotCode', 'elements', 0],
  ['J5', 'DotCode', 'elements', 0],
];

const BY_ID = new Map(ROWS.map(([id, symbology, payload, digits]) => [`]${id}`, { id: `]${id}`, symbology, payload, digits }]));

/** Between the digits of a GTIN symbol and the composite component above it. */
export const COMPOSITE_MARK = '|]e0';

/** Characters of an identifier: `]`, letter, modifier. */
export const IDENTIFIER_CHARS = 3;

/** The identifier with which the text begins; undefined when there is none, or one that carries nothing of GS1. */
export function findSymbologyIdentifier(text: string): SymbologyIdentifier | undefined {
  return BY_ID.get(text.slice(0, IDENTIFIER_CHARS));
}

/** Whether the text begins like a symbology identifier, known or not. */
export function hasSymbologyIdentifier(text: string): boolean {
  return /^\][A-Za-z][0-9A-Za-z]/.test(text);
}
