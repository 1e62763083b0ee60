// Reads GS1 Digital Link URIs (URI Syntax 1.7): strictly for print, registration and resolving; leniently for scans.

import { checkValue } from './ai.ts';
import { findOutside, URI_CHAR } from './charset.ts';
import { couldStandInPath, findMisplaced, readPath } from './digital-link-path.ts';
import type { PathReading } from './digital-link-path.ts';
import { checkAssociations } from './element.ts';
import type { Element } from './element.ts';
import { findBadEscape } from './escape.ts';
import { makeFault, refuse, success } from './fault.ts';
import type { Fault, Result } from './fault.ts';
import { readLeniently } from './lenient-link.ts';
import {
  CODE_MAX_CHARS,
  cutLink,
  findHostEnd,
  findHostStart,
  listOther,
  QUERY_MAX_PARAMETERS,
  readQuery,
  valueFault,
} from './parsed-link.ts';
import type { LinkParts, Parsed, QueryPair, QueryPart } from './parsed-link.ts';
import { canonicalThing } from './thing.ts';

export type Profile = 'strict' | 'lenient';

/**
 * Reads a Digital Link. `strict`: an http(s) URI that keeps every rule of the syntax and whose values pass all checks.
 * `lenient`: also what is printed on goods and typed by hand, each repair named; a wrong check digit is kept and told in
 * `faults` of the value. Positions count characters of `uri` (of the mended text when lenient).
 */
export function parseDigitalLink(uri: string, profile: Profile): Result<Parsed> {
  if (uri.length === 0) return refuse('empty', 0);
  if (uri.length > CODE_MAX_CHARS) return refuse('too_long', CODE_MAX_CHARS, { want: String(CODE_MAX_CHARS) });
  if (profile === 'lenient') return readLeniently(uri);
  const hostFrom = findHostStart(uri);
  if (hostFrom < 0) return refuse('not_a_link', 0);
  const hostTo = findHostEnd(uri, hostFrom);
  if (!isHost(uri, hostFrom, hostTo)) return refuse('bad_host', hostFrom, { got: uri.slice(hostFrom, hostTo) });
  return readStrictly(uri, cutLink(uri, hostFrom, hostTo));
}

/**
 * The same for a request's path (`/01/…/10/…`) and its query without the `?`; `host` is empty. Positions count
 * characters of path, `?` and query joined.
 */
export function parseDigitalLinkPath(path: string, query: string, profile: Profile): Result<Parsed> {
  const text = query === '' ? path : `${path}?${query}`;
  if (path === '') return refuse('empty', 0);
  if (text.length > CODE_MAX_CHARS) return refuse('too_long', CODE_MAX_CHARS, { want: String(CODE_MAX_CHARS) });
  return profile === 'lenient' ? readLeniently(text) : readStrictly(text, cutLink(text, 0, 0));
}

/** Letters, digits, `-._~%`, a port, user name or IPv6 brackets; whether the name exists is not our question. */
function isHost(text: string, from: number, to: number): boolean {
  if (to <= from) return false;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    const letter = code | 32;
    const plain = (letter >= 97 && letter <= 122) || (code >= 45 && code <= 58 && code !== 47);
    if (!plain && !'_~%@[]'.includes(text.charAt(i))) return false;
  }
  return true;
}

function readStrictly(text: string, parts: LinkParts): Result<Parsed> {
  const odd = findOutside(text, parts.hostTo, text.length, URI_CHAR);
  if (odd >= 0) return refuse('bad_uri_character', odd, { got: text.charAt(odd) });
  const escape = findBadEscape(text, parts.hostTo, parts.queryTo);
  if (escape >= 0) return refuse('bad_escape', escape, { got: text.slice(escape, escape + 3) });
  const reading = readPath(text, parts.hostTo, parts.pathTo);
  if (reading === undefined || reading.pairs.some((pair) => pair.named)) {
    return refuse('no_primary_key', parts.hostTo);
  }
  const faults = checkPath(reading);
  const path = reading.pairs.map((pair) => ({ ai: pair.ai.ai, value: pair.value }));
  const query = readQuery(text, parts.queryFrom, parts.queryTo, false);
  if (query.length > QUERY_MAX_PARAMETERS) {
    return refuse('too_long', parts.queryFrom, { want: String(QUERY_MAX_PARAMETERS) });
  }
  const attributes = query.length === 0 ? NO_ELEMENTS : readAttributes(reading, query, faults);
  const elements = attributes.length === 0 ? path : [...path, ...attributes];
  if (faults.length === 0 && (attributes.length > 0 || path[0]!.ai === '415')) {
    for (const { code, words } of checkAssociations(elements)) faults.push(makeFault(code, reading.start, words));
  }
  if (faults.length > 0) return { ok: false, faults };
  return success({
    key: path[0]!.ai,
    path,
    attributes,
    otherQuery: query.length === 0 ? NO_PAIRS : listOther(query),
    canonical: canonicalThing(path).uri,
    elements,
    repairs: [],
    faults: [],
    prefixPath: text.slice(parts.hostTo, reading.start),
    host: text.slice(parts.hostFrom, parts.hostTo),
  });
}

const NO_ELEMENTS: readonly Element[] = [];
const NO_PAIRS: readonly QueryPair[] = [];

function checkPath(reading: PathReading): Fault[] {
  const { pairs } = reading;
  const faults: Fault[] = [];
  const misplaced = findMisplaced(pairs);
  if (misplaced > 0) {
    const { ai, position } = pairs[misplaced]!;
    faults.push(makeFault('path_sequence', position, { ai: ai.ai, want: pairs[misplaced - 1]!.ai.ai }));
  }
  for (const { ai, value, position } of pairs) {
    const fault = checkValue(ai, value);
    if (fault) faults.push(valueFault(ai, value, fault, position));
  }
  return faults;
}

function readAttributes(reading: PathReading, query: readonly QueryPart[], faults: Fault[]): Element[] {
  const attributes: Element[] = [];
  for (const { ai, numeric, name, value, position } of query) {
    if (ai === undefined) {
      if (numeric) faults.push(makeFault('unknown_ai', position, { got: name }));
      continue;
    }
    const known = reading.pairs.some((pair) => pair.ai === ai) || attributes.some((other) => other.ai === ai.ai);
    if (known) faults.push(makeFault('repeated_ai', position, { ai: ai.ai }));
    else if (!ai.attribute) faults.push(makeFault('not_an_attribute', position, { ai: ai.ai }));
    else if (couldStandInPath(reading.pairs, ai)) faults.push(makeFault('belongs_in_path', position, { ai: ai.ai }));
    const fault = checkValue(ai, value);
    if (fault) faults.push(valueFault(ai, value, fault, position));
    attributes.push({ ai: ai.ai, value });
  }
  return attributes;
}
