// Leads compressed GS1 Digital Links back to uncompressed ones: EPC binary strings and the older compression.

import { findAi } from '../ai.ts';
import { buildDigitalLink } from '../build-digital-link.ts';
import { readPath } from '../digital-link-path.ts';
import type { Element } from '../element.ts';
import { escapeInQuery, unescapeValue } from '../escape.ts';
import type { Fault } from '../fault.ts';
import { parseDigitalLink } from '../parse-digital-link.ts';
import { CODE_MAX_CHARS } from '../parsed-link.ts';
import { findShortName } from '../short-names.ts';
import { CANONICAL_ROOT } from '../thing.ts';
import { BitReader, bitsOfText } from './bits.ts';
import type { BitFault } from './bits.ts';
import { CLASSIC_SCHEMES } from './classic-scheme-table.ts';
import { findSegment, isWordLike } from './code-segment.ts';
import type { CodeSegment } from './code-segment.ts';
import { refuseCode } from './compression-fault.ts';
import type { CompressionResult } from './compression-fault.ts';
import { readPlus } from './plus-coding.ts';
import { PLUS_SCHEMES } from './plus-scheme-table.ts';
import { readClassic } from './read-classic.ts';
import { readLegacy } from './read-legacy.ts';
import type { LegacyReading } from './read-legacy.ts';

export interface Decompressed {
  /** The link uncompressed: head, key, qualifiers, decoded attributes, then the query and fragment as they stood. */
  readonly link: string;
  readonly kind: CodeSegment['kind'];
  /** EPC scheme such as `SGTIN-96`; empty for the older compression. */
  readonly scheme: string;
  /** Key, qualifiers and attributes that the code held. */
  readonly elements: readonly Element[];
  /** Host name that the code held (`++` schemes); a resolver answers under its own. */
  readonly hostname?: string;
}

/**
 * Uncompresses a link (`https://…/eh30…`) or the path of a request (`/eh30…?linkType=all`). Values and their check digits
 * are checked as strictly as by `parseDigitalLink`; a query that stood beside the code is passed on unread, so the link is
 * parsed again by whoever uses its query. Positions count characters of `text`.
 */
export function decompressLink(text: string): CompressionResult<Decompressed> {
  if (text.length > CODE_MAX_CHARS) return refuseCode('link_too_long', CODE_MAX_CHARS, String(CODE_MAX_CHARS));
  const segment = findSegment(text);
  if (segment === undefined) return refuseCode('not_compressed', 0);
  if (segment.kind !== 'legacy') return decompressEpc(segment);
  // A word is no code, nor is a serial number that looks like one at the end of an uncompressed link.
  const isPlain = isWordLike(segment.code) || readPath(text, segment.pathFrom, segment.end) !== undefined;
  return isPlain ? refuseCode('not_compressed', segment.position) : decompressLegacy(segment);
}

function decompressEpc(segment: CodeSegment): CompressionResult<Decompressed> {
  const width = segment.kind === 'epc-hex' ? 4 : 6;
  const reader = new BitReader(bitsOfText(segment.code, width)!);
  const header = reader.read(8);
  const classic = CLASSIC_SCHEMES.find((scheme) => scheme.header === header);
  const plus = PLUS_SCHEMES.find((scheme) => scheme.header === header || scheme.hostHeader === header);
  if (classic === undefined && plus === undefined && reader.fault === undefined) {
    return refuseCode('unknown_epc_header', segment.position, header.toString(16).toUpperCase().padStart(2, '0'));
  }
  const hasHost = plus?.hostHeader === header;
  const reading = plus === undefined ? undefined : readPlus(reader, plus, hasHost);
  const elements = reading?.elements ?? (classic === undefined ? [] : readClassic(reader, classic));
  if (!reader.isRestZero || reader.left > paddingMax(reader.at, width)) reader.fail('bits_after_end');
  if (reader.fault !== undefined) return refuseBits(reader.fault, segment, width);
  const scheme = classic?.name ?? plus!.name + (hasHost ? '+' : '');
  const written = writeLink(segment, segment.head, elements, []);
  if (!written.ok) return written;
  const value = { link: written.value, kind: segment.kind, scheme, elements };
  return { ok: true, value: reading?.hostname === undefined ? value : { ...value, hostname: reading.hostname } };
}

/** Zero bits that may follow: up to the next word of 16 (TDS 2.3, 15.1.1), then to the end of the last character. */
function paddingMax(used_bits: number, width: 4 | 6): number {
  const word = (16 - (used_bits % 16)) % 16;
  return word + (width === 6 ? (6 - ((used_bits + word) % 6)) % 6 : 0);
}

function refuseBits(fault: BitFault, segment: CodeSegment, width: number): CompressionResult<never> {
  return refuseCode(fault.code, segment.position + Math.floor(fault.at / width), fault.got);
}

/** Head, path and decoded attributes, then what stood in the query. The elements are checked on the way. */
function writeLink(
  segment: CodeSegment,
  head: string,
  elements: readonly Element[],
  pairs: readonly (readonly [string, string])[],
): CompressionResult<string> {
  const built = buildDigitalLink(elements);
  if (!built.ok) return moveFaults(built.faults, segment.position);
  const parsed = parseDigitalLink(built.value, 'strict');
  if (!parsed.ok) return moveFaults(parsed.faults, segment.position);
  const path = built.value.slice(CANONICAL_ROOT.length).split('?')[0]!;
  const inPath = new Set(parsed.value.path.map(({ ai }) => ai));
  const query = [
    ...elements.filter(({ ai }) => !inPath.has(ai)).map(({ ai, value }) => `${ai}=${escapeInQuery(value)}`),
    ...pairs.map(([name, value]) => `${name}=${escapeInQuery(value)}`),
    ...(segment.query === '' ? [] : [segment.query]),
  ].join('&');
  return { ok: true, value: head + path + (query === '' ? '' : `?${query}`) + segment.fragment };
}

/** Faults of the values, at the beginning of the code that holds them. */
function moveFaults(faults: readonly Fault[], position: number): CompressionResult<never> {
  return { ok: false, faults: faults.map((fault) => ({ ...fault, position })) };
}

function decompressLegacy(segment: CodeSegment): CompressionResult<Decompressed> {
  const bits = bitsOfText(segment.code, 6)!;
  const known = findKeyBefore(segment.head.slice(segment.pathFrom));
  const head = known === undefined ? segment.head : segment.head.slice(0, segment.head.length - known.chars);
  const results = [false, true].map((isSorted): CompressionResult<Decompressed> => {
    const reader = new BitReader(bits);
    const reading: LegacyReading = readLegacy(reader, isSorted);
    if (reader.fault !== undefined) return refuseBits(reader.fault, segment, 6);
    const elements = known === undefined ? reading.elements : [known.element, ...reading.elements];
    const written = writeLink(segment, head, elements, reading.pairs);
    return written.ok ? { ok: true, value: { link: written.value, kind: 'legacy', scheme: '', elements } } : written;
  });
  const [plain, sorted] = results as [CompressionResult<Decompressed>, CompressionResult<Decompressed>];
  if (plain.ok && sorted.ok && plain.value.link !== sorted.value.link) return refuseCode('ambiguous_code', segment.position);
  return plain.ok ? plain : sorted;
}

/** The key of a code that compresses only what follows it: `/01/{GTIN}/` before the code, short names too. */
function findKeyBefore(path: string): { readonly element: Element; readonly chars: number } | undefined {
  const match = /(?:^|\/)([0-9]{2,4}|[A-Za-z]{3,5})\/([^/]+)\/$/.exec(path);
  if (match === null) return undefined;
  const name = match[1]!;
  const ai = findAi(name) ?? findAi(findShortName(name, 0, name.length) ?? '');
  if (ai?.qualifiers === undefined) return undefined;
  const value = unescapeValue(match[2]!, 0, match[2]!.length, false);
  return { element: { ai: ai.ai, value: ai.ai === '01' ? value.padStart(14, '0') : value }, chars: name.length + match[2]!.length + 2 };
}

/** Whether the path ends in an EPC binary string: `eh` with a header's worth of digits, or `ex` that decodes. */
export function isEpcCompressed(path: string): boolean {
  const segment = findSegment(path);
  if (segment?.kind === 'epc-hex') return segment.code.length >= EPC_HEX_MIN_CHARS;
  return segment?.kind === 'epc-base64' && decompressLink(path).ok;
}

/** Shortest EPC binary string in hexadecimal digits: a GIAI of four digits. */
const EPC_HEX_MIN_CHARS = 8;

/**
 * Whether the path ends in a code of the older compression: it decodes whole, its check digits are right, it does not look
 * like words or numbers, and the path is no uncompressed Digital Link.
 */
export function isLegacyCompressed(path: string): boolean {
  return findSegment(path)?.kind === 'legacy' && decompressLink(path).ok;
}
