// What reading a Digital Link gives, and the query part that strict and lenient reading share.

import { findAiAt } from './ai.ts';
import type { ApplicationIdentifier } from './ai.ts';
import { DIGIT, findOutside } from './charset.ts';
import type { Element } from './element.ts';
import { unescapeValue } from './escape.ts';
import { makeFault } from './fault.ts';
import type { Fault } from './fault.ts';
import type { LintFault } from './linter.ts';
import { titleVi } from './title-vi.ts';
import type { Repair } from './repair.ts';

export interface QueryPair {
  readonly name: string;
  readonly value: string;
}

export interface Parsed {
  /** Application identifier of the primary key. */
  readonly key: string;
  /** Key and qualifiers in order. */
  readonly path: readonly Element[];
  /** Data attributes from the query. */
  readonly attributes: readonly Element[];
  /** Query parameters that are no application identifiers, decoded. */
  readonly otherQuery: readonly QueryPair[];
  /** Canonical form (thing.ts): without attributes, and without the lot where a serial stands. */
  readonly canonical: string;
  /** Path and attributes together. */
  readonly elements: readonly Element[];
  /** What was mended (lenient reading only). */
  readonly repairs: readonly Repair[];
  /** What is wrong and could not be mended (lenient reading only, a wrong check digit): the code is not to be trusted. */
  readonly faults: readonly Fault[];
  /** Operator's tax code that Vietnamese labels carry as `?8000=`. */
  readonly taxCode?: string;
  /** Path before the key, `` or `/some/stem`. */
  readonly prefixPath: string;
  /** Host as written (in small letters when read leniently), empty when the text had none. */
  readonly host: string;
}

/** Name under which the codes of the national portal carry the operator's tax code; not a GS1 identifier. */
export const TAX_CODE_NAME = '8000';

/** Most query parameters read; what follows is a fault (strict) or is left out (lenient). */
export const QUERY_MAX_PARAMETERS = 60;

/** Longest code read, in characters. */
export const CODE_MAX_CHARS = 4096;

/** Where the parts of a link lie in the text; a missing part has equal ends. */
export interface LinkParts {
  readonly hostFrom: number;
  readonly hostTo: number;
  readonly pathTo: number;
  readonly queryFrom: number;
  readonly queryTo: number;
}

/** Cuts `text` from the end of its host on: path, query, fragment. */
export function cutLink(text: string, hostFrom: number, hostTo: number): LinkParts {
  const hash = text.indexOf('#', hostTo);
  const end = hash < 0 ? text.length : hash;
  const mark = text.indexOf('?', hostTo);
  if (mark < 0 || mark > end) return { hostFrom, hostTo, pathTo: end, queryFrom: end, queryTo: end };
  return { hostFrom, hostTo, pathTo: mark, queryFrom: mark + 1, queryTo: end };
}

/** Index after the host of an http(s) URI in any case, -1 for other texts; the host begins after `://`. */
export function findHostEnd(text: string, hostFrom: number): number {
  for (let i = hostFrom; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 47 || code === 63 || code === 35) return i;
  }
  return text.length;
}

/** Where the host begins when the text is an http or https URI, otherwise -1. */
export function findHostStart(text: string): number {
  if (text.startsWith('https://')) return 8;
  if (text.startsWith('http://')) return 7;
  const head = text.slice(0, 8).toLowerCase();
  return head === 'https://' ? 8 : head.startsWith('http://') ? 7 : -1;
}

/** One query parameter; `ai` where its name is an application identifier, `numeric` where the name is all digits. */
export interface QueryPart {
  readonly ai: ApplicationIdentifier | undefined;
  readonly numeric: boolean;
  readonly name: string;
  readonly value: string;
  readonly position: number;
}

/** Parameters of `text[from, to)` between `&`, and between `;` too where asked. */
export function readQuery(text: string, from: number, to: number, semicolons: boolean): QueryPart[] {
  const parts: QueryPart[] = [];
  let start = from;
  while (start < to && parts.length <= QUERY_MAX_PARAMETERS) {
    const end = findDelimiter(text, start, to, semicolons);
    if (end > start) parts.push(readParameter(text, start, end));
    start = end + 1;
  }
  return parts;
}

function findDelimiter(text: string, from: number, to: number, semicolons: boolean): number {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 38 || (semicolons && code === 59)) return i;
  }
  return to;
}

function readParameter(text: string, from: number, to: number): QueryPart {
  const equals = text.indexOf('=', from);
  const nameEnd = equals < 0 || equals >= to ? to : equals;
  const valueFrom = Math.min(nameEnd + 1, to);
  const ai = findAiAt(text, from, nameEnd);
  if (ai !== undefined) {
    return { ai, numeric: true, name: ai.ai, value: unescapeValue(text, valueFrom, to, true), position: valueFrom };
  }
  const numeric = nameEnd > from && findOutside(text, from, nameEnd, DIGIT) < 0;
  const name = decodeText(text.slice(from, nameEnd));
  return { ai, numeric, name, value: decodeText(text.slice(valueFrom, to)), position: from };
}

/** UTF-8 percent-decoding of a form value; the text as written where it is not valid. */
function decodeText(raw: string): string {
  const spaced = raw.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** The query parameters that are no application identifiers. */
export function listOther(query: readonly QueryPart[]): QueryPair[] {
  return query.flatMap(({ ai, name, value }) => (ai === undefined ? [{ name, value }] : []));
}

/** The fault of a value with its words, `position` being that of the value. */
export function valueFault(ai: ApplicationIdentifier, value: string, fault: LintFault, position: number): Fault {
  const words = { ai: ai.ai, title: ai.title, titleVi: titleVi(ai.ai), got: value };
  return makeFault(fault.code, position + fault.at, words);
}
