// The canonical form of any identifier found in an EPCIS document: the form used all over the database.

import { checkValue } from './ai.ts';
import type { ApplicationIdentifier } from './ai.ts';
import { padGtin } from './check-digit.ts';
import { DIGIT, findOutside, inSet } from './charset.ts';
import { findMisplaced, readPath } from './digital-link-path.ts';
import type { PathPair, PathReading } from './digital-link-path.ts';
import type { Element } from './element.ts';
import { cutUrn, readUrnParts, URN_ROOT } from './epc-urn.ts';
import { countParts } from './epc-scheme.ts';
import { makeFault, refuse, success } from './fault.ts';
import type { Fault, Result } from './fault.ts';
import { CODE_MAX_CHARS, findHostEnd, findHostStart, valueFault } from './parsed-link.ts';
import { canonicalThing } from './thing.ts';
import type { CanonicalId, Level } from './thing.ts';
import { refuseName } from './naming-fault.ts';

/**
 * Canonical form of an EPC URN, an EPC class or pattern URN, a GS1 Digital Link on any host, or any other absolute URI
 * (CBV 2.0 8.9.2; TDS 2.x chapter 6). Faults: a URN of a known scheme that is malformed, a Digital Link with a wrong
 * check digit, length, character or order, and text that is no absolute URI. A URI that is not GS1 comes back unchanged;
 * on hosts other than gs1.org a path is taken for a GS1 key only when the key's value looks like one.
 * Positions count characters of `uri`.
 */
export function canonicalId(uri: string): Result<CanonicalId> {
  if (uri.length > CODE_MAX_CHARS) return refuse('too_long', CODE_MAX_CHARS, { want: String(CODE_MAX_CHARS) });
  if (uri.startsWith(URN_ROOT)) return readUrn(uri);
  const hostFrom = findHostStart(uri);
  if (hostFrom >= 0) return readLink(uri, hostFrom);
  if (uri.slice(0, URN_ROOT.length).toLowerCase() === URN_ROOT) {
    return canonicalId(URN_ROOT + uri.slice(URN_ROOT.length));
  }
  return isAbsoluteUri(uri) ? success(unchanged(uri, 'other')) : refuseName('not_a_uri', 0, { got: uri });
}

function unchanged(uri: string, level: Level): CanonicalId {
  return { uri, thing: uri, key: undefined, level, parents: [] };
}

/** A scheme, a colon, and no blanks or control characters. */
function isAbsoluteUri(text: string): boolean {
  let colon = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code === 127) return false;
    if (colon >= 0) continue;
    const letter = code | 32;
    if (code === 58) colon = i;
    else if (!(letter >= 97 && letter <= 122) && (i === 0 || !(inSet(code, DIGIT) || code === 43 || code === 45 || code === 46))) {
      return false;
    }
  }
  return colon > 0 && colon < text.length - 1;
}

/** Kinds of URN that name things; `tag` and `raw` carry bits, `pat` selects tags. */
const URN_KINDS = new Map<string, Level>([
  ['id', 'instance'],
  ['class', 'lot'],
  ['idpat', 'class'],
]);

function readUrn(urn: string): Result<CanonicalId> {
  const cut = cutUrn(urn);
  if (cut === undefined) return isAbsoluteUri(urn) ? success(unchanged(urn, 'other')) : refuseName('not_a_uri', 0, { got: urn });
  const { kind, scheme, parts, position } = cut;
  const level = URN_KINDS.get(kind);
  if (scheme === undefined || level === undefined) {
    return isAbsoluteUri(urn) ? success(unchanged(urn, level ?? 'other')) : refuseName('not_a_uri', 0, { got: urn });
  }
  const isLot = scheme.name === 'lgtin';
  if (parts.length !== countParts(scheme) || (isLot ? kind === 'id' : kind === 'class')) {
    return refuseName('malformed_urn', 0, { got: urn, want: scheme.shape });
  }
  const open = kind === 'idpat' ? parts.indexOf('*') : -1;
  if (open >= 0 && (open !== parts.length - 1 || scheme.tail === 'none')) {
    return refuseName('pattern_not_identifier', 0, { got: urn });
  }
  const elements = readUrnParts(urn, scheme, open < 0 ? parts : parts.slice(0, -1), position);
  return elements.ok ? success(canonicalThing(elements.value)) : elements;
}

function readLink(uri: string, hostFrom: number): Result<CanonicalId> {
  const hostTo = findHostEnd(uri, hostFrom);
  let pathTo = hostTo;
  while (pathTo < uri.length && uri.charCodeAt(pathTo) !== 63 && uri.charCodeAt(pathTo) !== 35) pathTo++;
  const reading = readPath(uri, hostTo, pathTo) ?? readPath(uri, hostTo, beforeSlash(uri, pathTo));
  if (reading === undefined || !isMeantAsKey(uri, hostFrom, hostTo, reading)) {
    if (!isAbsoluteUri(uri) || hostTo === hostFrom) return refuseName('not_a_uri', 0, { got: uri });
    return isCanonicalRoot(uri, hostFrom, hostTo) ? refuse('no_primary_key', hostTo) : success(unchanged(uri, 'other'));
  }
  const { pairs } = reading;
  const faults: Fault[] = [];
  const elements: Element[] = [];
  for (let i = 0; i < pairs.length; i++) {
    const element = readPair(pairs[i]!, faults);
    elements.push(element);
  }
  const misplaced = pairs.length > 1 ? findMisplaced(pairs) : -1;
  if (misplaced > 0) faults.push(misplacedFault(pairs, misplaced));
  return faults.length > 0 ? { ok: false, faults } : success(canonicalThing(elements));
}

/** A slash at the end is tolerated (resolver standard 2.13). */
function beforeSlash(uri: string, pathTo: number): number {
  return uri.charCodeAt(pathTo - 1) === 47 ? pathTo - 1 : pathTo;
}

/** id.gs1.org holds GS1 keys only; vocabularies live on other hosts of gs1.org. */
function isCanonicalRoot(uri: string, hostFrom: number, hostTo: number): boolean {
  return uri.slice(hostFrom, hostTo).toLowerCase() === 'id.gs1.org';
}

function readPair(pair: PathPair, faults: Fault[]): Element {
  const { ai, position } = pair;
  const value = ai.ai === '01' && pair.value.length < 14 ? (padGtin(pair.value) ?? pair.value) : pair.value;
  const fault = checkValue(ai, value);
  if (fault !== undefined) faults.push(valueFault(ai, value, fault, position));
  return { ai: ai.ai, value };
}

function misplacedFault(pairs: readonly PathPair[], index: number): Fault {
  const { ai, position } = pairs[index]!;
  return makeFault('path_sequence', position, { ai: ai.ai, want: pairs[index - 1]!.ai.ai });
}

/** Digits with which a value on a foreign host must begin to be taken for a key: all, or the first four. */
const NUMERIC_KEY_MIN_DIGITS = 8;
const LETTER_KEY_MIN_DIGITS = 4;

/** `https://shop.example/error/401/x` or `…/docs/01/2024` is not meant as a GS1 key; on gs1.org everything is. */
function isMeantAsKey(uri: string, hostFrom: number, hostTo: number, reading: PathReading): boolean {
  const { ai, value } = reading.pairs[0]!;
  const digits = leadingDigits(value);
  if (digits >= NUMERIC_KEY_MIN_DIGITS || (isLetterKey(ai) && digits >= LETTER_KEY_MIN_DIGITS)) return true;
  return isGs1Host(uri.slice(hostFrom, hostTo).toLowerCase());
}

function leadingDigits(value: string): number {
  const end = findOutside(value, 0, value.length, DIGIT);
  return end < 0 ? value.length : end;
}

function isLetterKey(ai: ApplicationIdentifier): boolean {
  return ai.components[0]!.set !== DIGIT;
}

function isGs1Host(host: string): boolean {
  return host === 'gs1.org' || host.endsWith('.gs1.org');
}
