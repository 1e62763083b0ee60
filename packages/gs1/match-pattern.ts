// Turns the value of a MATCH_ query parameter into an index key or the beginnings of index keys.

import { canonicalId } from './canonical-id.ts';
import { checkDigit } from './check-digit.ts';
import { DIGIT, findOutside } from './charset.ts';
import { countParts, isCompanyPrefix, leadOf } from './epc-scheme.ts';
import type { EpcScheme } from './epc-scheme.ts';
import { cutUrn, readUrnParts, URN_ROOT } from './epc-urn.ts';
import { success } from './fault.ts';
import type { Result } from './fault.ts';
import { canonicalThing } from './thing.ts';
import type { CanonicalId } from './thing.ts';
import { refuseName } from './naming-fault.ts';

export type Match =
  /** Equal to `thing`. */
  | { readonly kind: 'exact'; readonly thing: string }
  /** Begins with `thing`. */
  | { readonly kind: 'prefix'; readonly thing: string }
  /** Begins with one of `things` (at most ten: the indicator digit is open). */
  | { readonly kind: 'alternatives'; readonly things: readonly string[] };

/** Which fields the parameter looks at: EPCs (`MATCH_epc` …), classes (`MATCH_epcClass` …), or both. */
export type MatchRole = 'instance' | 'class' | 'any';

/**
 * Reads a MATCH_ value (EPCIS 2.0 8.2.7.1.1): `urn:epc:idpat:…` and, as EPCIS 1.0 wrote it, `urn:epc:id:…` whose last
 * parts are `*`; Digital Links; any other URI (equal only). The class of a serialised key, as pattern
 * (`urn:epc:idpat:sgtin:C.I.*`) or as Digital Link (`…/01/G`), stands for its items where EPCs are looked at, for
 * itself where classes are, and for both with `any`. A `*` in a Digital Link is refused: links have no patterns.
 */
export function matchPattern(value: string, role: MatchRole = 'any'): Result<Match> {
  if (value.startsWith(URN_ROOT)) {
    const cut = cutUrn(value);
    const open = cut === undefined ? -1 : cut.parts.indexOf('*');
    if (cut?.scheme !== undefined && open >= 0 && isPatternKind(cut.kind)) {
      return matchUrn(value, cut.scheme, cut.parts, open, cut.position, role);
    }
  }
  const star = findStarSegment(value);
  if (star >= 0) return refuseName('pattern_in_link', star, { got: value });
  const id = canonicalId(value);
  return id.ok ? success(matchId(id.value, role)) : id;
}

/**
 * Where a path segment of a link is `*` alone, -1 where none is. The URI syntax lets a serial number be `*`, but whoever
 * writes that in a query means "all of them", and would wait in vain; the sign itself is asked for as `%2A`.
 */
function findStarSegment(value: string): number {
  const found = /^https?:\/\/[^?#]*?\/\*(?=[/?#]|$)/i.exec(value);
  return found === null ? -1 : found[0].length - 1;
}

function isPatternKind(kind: string): boolean {
  return kind === 'id' || kind === 'idpat' || kind === 'class';
}

function matchUrn(
  urn: string,
  scheme: EpcScheme,
  parts: readonly string[],
  open: number,
  position: number,
  role: MatchRole,
): Result<Match> {
  if (parts.length !== countParts(scheme)) return refuseName('malformed_urn', 0, { got: urn, want: scheme.shape });
  if (parts.slice(open).some((part) => part !== '*')) return refuseName('bad_pattern', position, { got: urn });
  const root = `${scheme.key}/`;
  if (open === 0) return success({ kind: 'prefix', thing: root });
  const company = parts[0]!;
  if (!isCompanyPrefix(company)) return refuseName('bad_company_prefix', position, { got: company });
  if (open === 1) {
    if (!scheme.indicator) return success({ kind: 'prefix', thing: root + leadOf(scheme) + company });
    return success({ kind: 'alternatives', things: INDICATORS.map((digit) => root + digit + company) });
  }
  if (scheme.name === 'itip' && open < 4) return matchPieces(scheme, parts, open);
  const elements = readUrnParts(urn, scheme, parts.slice(0, open), position);
  if (!elements.ok) return elements;
  const id = canonicalThing(elements.value);
  if (scheme.name === 'lgtin') return success({ kind: 'prefix', thing: `${id.thing}/10/` });
  if (scheme.name === 'upui') return success({ kind: 'prefix', thing: `${id.thing}/235/` });
  return success(matchId(id, role));
}

const INDICATORS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** ITIP with open total, or open piece and total: the GTIN with its check digit is still whole. */
function matchPieces(scheme: EpcScheme, parts: readonly string[], open: number): Result<Match> {
  const [company, reference] = parts as readonly [string, string];
  if (company.length + reference.length !== scheme.digits || findOutside(reference, 0, reference.length, DIGIT) >= 0) {
    return refuseName('bad_reference_length', 0, { want: String(scheme.digits) });
  }
  const digits = reference.charAt(0) + company + reference.slice(1);
  const piece = open === 3 ? parts[2]! : '';
  return success({ kind: 'prefix', thing: `${scheme.key}/${digits}${checkDigit(digits)}${piece}` });
}

/** Qualifier that separates items of a class from the class; the others join the serial to the key itself. */
const ITEM_QUALIFIERS = new Map([
  ['01', '/21/'],
  ['8006', '/21/'],
  ['8010', '/8011/'],
]);

function matchId(id: CanonicalId, role: MatchRole): Match {
  const { key, thing, level } = id;
  if (level === 'class' && role !== 'class' && key !== undefined && key !== '8013') {
    return { kind: 'prefix', thing: role === 'instance' ? thing + (ITEM_QUALIFIERS.get(key) ?? '') : thing };
  }
  return { kind: 'exact', thing };
}
