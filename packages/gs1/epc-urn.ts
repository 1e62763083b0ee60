// Reads EPC URNs (urn:epc:id, urn:epc:class, urn:epc:idpat) of GS1 keys into elements.

import { checkValue, findAi } from './ai.ts';
import { DIGIT, findOutside } from './charset.ts';
import { checkDigit } from './check-digit.ts';
import type { Element } from './element.ts';
import { countParts, findEpcScheme, isCompanyPrefix, leadOf } from './epc-scheme.ts';
import type { EpcScheme } from './epc-scheme.ts';
import { findBadEscape, unescapeValue } from './escape.ts';
import { refuse, success } from './fault.ts';
import type { Result } from './fault.ts';
import { valueFault } from './parsed-link.ts';
import { refuseName } from './naming-fault.ts';

export const URN_ROOT = 'urn:epc:';

/** A URN cut into kind, scheme and parts; `scheme` undefined when it is no scheme of a GS1 key. */
export interface UrnParts {
  readonly kind: string;
  readonly scheme: EpcScheme | undefined;
  readonly parts: readonly string[];
  /** Index of the first part in the text. */
  readonly position: number;
}

/** Cuts `urn:epc:kind:scheme:a.b.c`; undefined when it is not of that form. */
export function cutUrn(urn: string): UrnParts | undefined {
  const kindEnd = urn.indexOf(':', URN_ROOT.length);
  const schemeEnd = kindEnd < 0 ? -1 : urn.indexOf(':', kindEnd + 1);
  if (schemeEnd < 0) return undefined;
  const scheme = findEpcScheme(urn.slice(kindEnd + 1, schemeEnd));
  const parts: string[] = [];
  let from = schemeEnd + 1;
  for (let left = scheme === undefined ? 1 : countParts(scheme); left > 1; left--) {
    const dot = urn.indexOf('.', from);
    if (dot < 0) break;
    parts.push(urn.slice(from, dot));
    from = dot + 1;
  }
  parts.push(urn.slice(from));
  return { kind: urn.slice(URN_ROOT.length, kindEnd), scheme, parts, position: schemeEnd + 1 };
}

/**
 * Elements of the parts of one scheme, key first and checked. A missing or `*` last part (patterns only, the caller
 * decides) gives the class: the key without serial.
 */
export function readUrnParts(urn: string, scheme: EpcScheme, parts: readonly string[], at: number): Result<Element[]> {
  const [company, reference] = parts;
  if (company === undefined || reference === undefined) return malformed(urn, scheme, at);
  if (!isCompanyPrefix(company)) return refuseName('bad_company_prefix', at, { got: company });
  const stem = readStem(scheme, company, reference);
  const referenceAt = at + company.length + 1;
  if (stem === undefined) return refuseName('bad_reference_length', referenceAt, { want: String(scheme.digits) });
  let keyValue = stem;
  if (scheme.name === 'itip') {
    if (parts.length < 4) return malformed(urn, scheme, at);
    keyValue += parts[2]! + parts[3]!;
  }
  const tail = parts.length < countParts(scheme) ? undefined : parts.at(-1)!;
  const tailAt = urn.length - (tail?.length ?? 0);
  if (tail === '' && scheme.tail !== 'none') return malformed(urn, scheme, tailAt);
  const escape = findBadEscape(urn, at, urn.length);
  if (escape >= 0) return refuse('bad_escape', escape, { got: urn.slice(escape, escape + 3) });
  if (scheme.digits === undefined) keyValue = unescapeValue(keyValue, 0, keyValue.length, false);
  const elements: Element[] = [];
  const text = tail === undefined || scheme.tail === 'none' ? undefined : unescapeValue(tail, 0, tail.length, false);
  if (scheme.tail === 'joined') keyValue += text ?? '';
  elements.push({ ai: scheme.key, value: keyValue });
  const isPlainGln = scheme.name === 'sgln' && text === '0';
  if (text !== undefined && typeof scheme.tail === 'object' && !isPlainGln) {
    elements.push({ ai: scheme.tail.qualifier, value: text });
  }
  return checkElements(elements, at, tailAt);
}

function malformed(urn: string, scheme: EpcScheme, at: number): Result<never> {
  return refuseName('malformed_urn', at, { got: urn, want: scheme.shape });
}

/** The key up to and with its check digit; undefined when the digits are not as many as the scheme wants. */
function readStem(scheme: EpcScheme, company: string, reference: string): string | undefined {
  if (scheme.digits === undefined) return reference === '' ? undefined : company + reference;
  if (company.length + reference.length !== scheme.digits) return undefined;
  if (findOutside(reference, 0, reference.length, DIGIT) >= 0) return undefined;
  if (!scheme.indicator) {
    const digits = company + reference;
    return leadOf(scheme) + digits + checkDigit(digits);
  }
  const digits = reference.charAt(0) + company + reference.slice(1);
  return reference === '' ? undefined : digits + checkDigit(digits);
}

function checkElements(elements: Element[], keyAt: number, tailAt: number): Result<Element[]> {
  for (let i = 0; i < elements.length; i++) {
    const { ai: name, value } = elements[i]!;
    const ai = findAi(name)!;
    const fault = checkValue(ai, value);
    if (fault === undefined) continue;
    const words = valueFault(ai, value, fault, 0);
    return { ok: false, faults: [{ ...words, position: i === 0 ? keyAt : tailAt + fault.at }] };
  }
  return success(elements);
}
