// Between Digital Links and EPC URNs of GS1 keys, in both directions.

import { canonicalId } from './canonical-id.ts';
import type { Element } from './element.ts';
import { EPC_SCHEMES, isCompanyPrefix, leadOf } from './epc-scheme.ts';
import type { EpcScheme } from './epc-scheme.ts';
import { URN_ROOT } from './epc-urn.ts';
import { escapeInUrn, unescapeValue } from './escape.ts';
import { success } from './fault.ts';
import type { Result } from './fault.ts';
import { refuseName } from './naming-fault.ts';

/** Length of the company prefix with which the digits begin; undefined when it is not known. */
export type PrefixLength = (digits: string) => number | undefined;

/** A PrefixLength from a table of [prefix, length of the company prefixes under it]; the longest prefix wins. */
export function prefixLengthFromTable(table: readonly (readonly [string, number])[]): PrefixLength {
  const lengths = new Map(table);
  const longest = table.reduce((most, [prefix]) => Math.max(most, prefix.length), 0);
  return (digits) => {
    for (let length = Math.min(longest, digits.length); length > 0; length--) {
      const found = lengths.get(digits.slice(0, length));
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/**
 * EPC URN of a Digital Link (or of a URN, which is checked): an instance becomes `urn:epc:id:…`, a lot
 * `urn:epc:class:lgtin:…`, a class `urn:epc:idpat:…*` (TDS 2.x chapter 6). The company prefix length comes from
 * `prefixLength`; when it does not know, the fault is `gcp_length_unknown`. A URI that is not GS1 comes back unchanged.
 */
export function toEpcUrn(uri: string, prefixLength: PrefixLength): Result<string> {
  const id = canonicalId(uri);
  if (!id.ok) return id;
  if (id.value.key === undefined) return success(uri);
  if (uri.startsWith(URN_ROOT)) return success(uri);
  const elements = elementsOf(id.value.thing);
  const scheme = chooseScheme(elements);
  if (scheme === undefined) return refuseName('no_epc_scheme', 0, { ai: id.value.key });
  return writeUrn(scheme, elements, prefixLength);
}

/** Canonical Digital Link (`https://id.gs1.org/…`) of an EPC URN; a URI that is not GS1 comes back unchanged. */
export function toDigitalLink(urn: string): Result<string> {
  const id = canonicalId(urn);
  return id.ok ? success(id.value.uri) : id;
}

/** Elements of an index key: `01/G/21/S` → (01) G, (21) S. */
function elementsOf(thing: string): Element[] {
  const words = thing.split('/');
  const elements: Element[] = [];
  for (let i = 0; i + 1 < words.length; i += 2) {
    const word = words[i + 1]!;
    elements.push({ ai: words[i]!, value: unescapeValue(word, 0, word.length, false) });
  }
  return elements;
}

/** The scheme of the key whose qualifier fits; a bare GTIN is an SGTIN pattern, a bare location an SGLN. */
function chooseScheme(elements: readonly Element[]): EpcScheme | undefined {
  const [key, qualifier] = elements;
  const ofKey = EPC_SCHEMES.filter((scheme) => scheme.key === key!.ai);
  if (qualifier === undefined) return ofKey[0];
  return ofKey.find(({ tail }) => typeof tail === 'object' && tail.qualifier === qualifier.ai);
}

function writeUrn(scheme: EpcScheme, elements: readonly Element[], prefixLength: PrefixLength): Result<string> {
  const key = elements[0]!.value;
  const lead = leadOf(scheme).length + (scheme.indicator ? 1 : 0);
  const length = prefixLength(key.slice(lead));
  if (length === undefined) return refuseName('gcp_length_unknown', 0, { got: key.slice(lead) });
  const company = key.slice(lead, lead + length);
  if (company.length !== length || !isCompanyPrefix(company)) {
    return refuseName('gcp_not_digits', 0, { got: key.slice(lead), want: String(length) });
  }
  const indicator = scheme.indicator ? key.charAt(0) : '';
  const stemEnd = scheme.digits === undefined ? key.length : leadOf(scheme).length + scheme.digits;
  const reference = indicator + key.slice(lead + length, stemEnd);
  // A key of letters and digits that is all company prefix names no asset, consignment or part: its URN would be malformed.
  if (scheme.digits === undefined && reference === '') return refuseName('no_epc_scheme', 0, { ai: scheme.key });
  const parts = [company, escapeInUrn(reference)];
  const afterCheck = key.slice(stemEnd + (scheme.checked ? 1 : 0));
  if (scheme.name === 'itip') parts.push(afterCheck.slice(0, 2), afterCheck.slice(2));
  if (scheme.tail === 'none') return success(`${URN_ROOT}id:${scheme.name}:${parts.join('.')}`);
  const tail = scheme.tail === 'joined' ? afterCheck : (elements[1]?.value ?? (scheme.name === 'sgln' ? '0' : ''));
  const kind = scheme.name === 'lgtin' ? 'class' : tail === '' ? 'idpat' : 'id';
  return success(`${URN_ROOT}${kind}:${scheme.name}:${parts.join('.')}.${tail === '' ? '*' : escapeInUrn(tail)}`);
}
