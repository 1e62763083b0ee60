// Reads what is printed on goods and typed by hand as a Digital Link, naming each repair.

import { checkValue } from './ai.ts';
import { hasValidCheckDigit, padGtin } from './check-digit.ts';
import { readPath } from './digital-link-path.ts';
import { readElementString, SEPARATOR } from './element-string.ts';
import type { RawElement } from './element-string.ts';
import { refuse, success } from './fault.ts';
import type { Fault, Result } from './fault.ts';
import { arrangePath } from './lenient-path.ts';
import { cutLink, findHostEnd, findHostStart, QUERY_MAX_PARAMETERS, readQuery, TAX_CODE_NAME, valueFault } from './parsed-link.ts';
import type { LinkParts, Parsed, QueryPair } from './parsed-link.ts';
import { noteRepair } from './repair.ts';
import type { Repair } from './repair.ts';
import { COMPOSITE_MARK, findSymbologyIdentifier, hasSymbologyIdentifier, IDENTIFIER_CHARS } from './symbology.ts';
import { canonicalThing } from './thing.ts';
import { expandUpcE } from './upc-e.ts';

/** Elements found in the text, in any order, with what belongs to them. */
interface Findings {
  readonly elements: RawElement[];
  /** How many of them stood in a path; undefined for element strings. */
  readonly pathCount: number | undefined;
  readonly other: QueryPair[];
  readonly host: string;
  readonly prefixPath: string;
}

export function readLeniently(input: string): Result<Parsed> {
  const repairs: Repair[] = [];
  // Zero-width characters and byte-order marks come with text copied from messages.
  const trimmed = input.replace(/[\u200b-\u200d\u2060\ufeff]/g, '').trim();
  if (trimmed !== input) noteRepair(repairs, 'trimmed');
  const text = withoutIdentifier(trimmed);
  if (text !== trimmed) noteRepair(repairs, 'symbology_identifier');
  if (text === '') return refuse('empty', 0);
  const found = findElements(text, repairs);
  return found.ok ? assemble(found.value, repairs) : found;
}

/**
 * Takes the AIM symbology identifier off what a symbol of text or digits carries; with a composite component above it
 * the digits become the first element. Element strings keep theirs: it tells what they are.
 */
function withoutIdentifier(text: string): string {
  if (!hasSymbologyIdentifier(text)) return text;
  const identifier = findSymbologyIdentifier(text);
  if (identifier?.payload === 'elements') return text;
  const carried = text.slice(IDENTIFIER_CHARS);
  if (identifier?.payload !== 'digits') return carried;
  const cut = carried.indexOf(COMPOSITE_MARK);
  const digits = (cut < 0 ? carried : carried.slice(0, cut)).slice(0, identifier.digits);
  const whole = (identifier.symbology === 'EAN-13' ? expandUpcE(digits) : undefined) ?? digits;
  return cut < 0 ? whole : `]e001${whole.padStart(14, '0')}${carried.slice(cut + COMPOSITE_MARK.length)}`;
}

/** Decides by the first characters what kind of text this is. */
function findElements(text: string, repairs: Repair[]): Result<Findings> {
  const hostFrom = findHostStart(text);
  if (hostFrom >= 0) return readLink(text, cutLink(text, hostFrom, findHostEnd(text, hostFrom)), repairs);
  if (text.startsWith('/')) return readLink(text, cutLink(text, 0, 0), repairs);
  if (text.startsWith('(') || text.startsWith(']') || text.includes(SEPARATOR) || text.startsWith('^')) {
    return readElements(text, repairs);
  }
  const digits = text.replace(/[\s.-]/g, '');
  if (/^\d+$/.test(digits)) return readDigits(digits, repairs);
  if (beginsWithHost(text)) {
    noteRepair(repairs, 'scheme_added');
    const link = `https://${text}`;
    return readLink(link, cutLink(link, 8, findHostEnd(link, 8)), repairs);
  }
  if (/^[a-z0-9]+\//i.test(text)) return readLink(`/${text}`, cutLink(`/${text}`, 0, 0), repairs);
  return readElements(text, repairs);
}

/** `qr.example.vn/01/…`: a point inside what stands before the first slash. */
function beginsWithHost(text: string): boolean {
  const slash = text.indexOf('/');
  const point = text.indexOf('.');
  return point > 0 && point < slash - 1 && !/[?#\s]/.test(text.slice(0, slash));
}

function readDigits(digits: string, repairs: Repair[]): Result<Findings> {
  const gtin = padGtin(digits);
  if (gtin !== undefined) {
    noteRepair(repairs, 'bare_gtin');
    return readElements(`(01)${gtin}`, []);
  }
  if (digits.length === 18 && hasValidCheckDigit(digits)) {
    noteRepair(repairs, 'bare_sscc');
    return readElements(`(00)${digits}`, []);
  }
  return readElements(digits, repairs);
}

function readElements(text: string, repairs: Repair[]): Result<Findings> {
  const separator = text.includes('^') ? '^' : SEPARATOR;
  const raw = readElementString(text, separator);
  if (!raw.ok) return text.startsWith('(') ? raw : refuse('not_a_code', 0, { got: text });
  noteRepair(repairs, 'element_string');
  return success({ elements: raw.value, pathCount: undefined, other: [], host: '', prefixPath: '' });
}

const LOWER_CASE_ESCAPE = /%(?:[a-f][0-9A-Fa-f]|[0-9A-F][a-f])/;

function readLink(text: string, parts: LinkParts, repairs: Repair[]): Result<Findings> {
  let pathTo = parts.pathTo;
  while (pathTo > parts.hostTo + 1 && text.charCodeAt(pathTo - 1) === 47) pathTo--;
  if (pathTo < parts.pathTo) noteRepair(repairs, 'trailing_slash');
  const host = text.slice(parts.hostFrom, parts.hostTo);
  // Scheme, host and the digits of an escape mean the same in any case (RFC 3986 6.2.2.1).
  const head = text.slice(0, parts.hostTo);
  if (head !== head.toLowerCase() || LOWER_CASE_ESCAPE.test(text.slice(parts.hostTo, parts.queryTo))) noteRepair(repairs, 'letter_case');
  const reading = readPath(text, parts.hostTo, pathTo);
  if (reading === undefined) return refuse('no_primary_key', parts.hostTo);
  if (reading.pairs.some((pair) => pair.named)) noteRepair(repairs, 'short_name');
  const semicolons = text.slice(parts.queryFrom, parts.queryTo).includes(';');
  const elements: RawElement[] = [...reading.pairs];
  const other: QueryPair[] = [];
  const query = readQuery(text, parts.queryFrom, parts.queryTo, true);
  if (semicolons && query.length > 1) noteRepair(repairs, 'semicolon');
  for (const { ai, numeric, name, value, position } of query.slice(0, QUERY_MAX_PARAMETERS)) {
    if (ai !== undefined) {
      elements.push({ ai, value, position });
      continue;
    }
    if (numeric) noteRepair(repairs, name === TAX_CODE_NAME ? 'tax_code_read' : 'unknown_attribute_kept');
    other.push({ name, value });
  }
  return success({
    elements,
    pathCount: reading.pairs.length,
    other,
    host: host.toLowerCase(),
    prefixPath: text.slice(parts.hostTo, reading.start),
  });
}

function assemble(found: Findings, repairs: Repair[]): Result<Parsed> {
  const padded = found.elements.map((element) => padShortGtin(element, repairs));
  const arranged = arrangePath(padded, found.pathCount, repairs);
  if (!arranged.ok) return arranged;
  const faults: Fault[] = [];
  for (const { ai, value, position } of arranged.value.path) {
    const fault = checkValue(ai, value);
    if (fault === undefined) continue;
    // A wrong check digit is forgiven and told; what else is wrong with the same value is not.
    const further = fault.code === 'incorrect_check_digit' ? checkValue(ai, value, fault.code) : undefined;
    for (const each of [fault, ...(further ? [further] : [])]) faults.push(valueFault(ai, value, each, position));
  }
  if (faults.some((fault) => fault.code !== 'incorrect_check_digit')) return { ok: false, faults };
  const other = [...found.other];
  const attributes = arranged.value.attributes.flatMap(({ ai, value }) => {
    if (checkValue(ai, value) === undefined) return [{ ai: ai.ai, value }];
    noteRepair(repairs, 'attribute_ignored');
    other.push({ name: ai.ai, value });
    return [];
  });
  const path = arranged.value.path.map(({ ai, value }) => ({ ai: ai.ai, value }));
  const taxCode = other.find(({ name, value }) => name === TAX_CODE_NAME && value !== '')?.value;
  return success({
    key: path[0]!.ai,
    path,
    attributes,
    otherQuery: other,
    canonical: canonicalThing(path).uri,
    elements: [...path, ...attributes],
    repairs,
    faults,
    ...(taxCode === undefined ? {} : { taxCode }),
    prefixPath: found.prefixPath,
    host: found.host,
  });
}

function padShortGtin(element: RawElement, repairs: Repair[]): RawElement {
  const { ai, value, position } = element;
  if ((ai.ai !== '01' && ai.ai !== '02') || value.length === 14) return element;
  const gtin = padGtin(value);
  if (gtin === undefined) return element;
  noteRepair(repairs, 'gtin_padded');
  return { ai, value: gtin, position };
}
