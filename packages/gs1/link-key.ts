// How an identifier with all its qualifiers is written: as the key under which its links are registered, and as a path.

import type { Element } from './element.ts';
import { escapeCanonical, escapeInPath } from './escape.ts';

/**
 * `01/G/22/V/10/L` of checked elements in the order of the path, primary key first: values escaped as in the canonical
 * form, so that it equals the canonical thing wherever that one keeps all qualifiers. Links stand at levels that events
 * do not know (consumer variant, UIC extension, third-party serial; GS1-Conformant Resolver 2.5.9 rules 1 to 4).
 */
export function linkKey(elements: readonly Element[]): string {
  return elements.map(({ ai, value }) => `${ai}/${escapeCanonical(value)}`).join('/');
}

/**
 * `/01/G/22/V/10/L` of the same elements: the one spelling of a path (URI Syntax 4.2: everything but letters, digits and
 * `-._~` percent-encoded), the one in which links are printed. Other spellings of a code lead to it.
 */
export function linkPath(elements: readonly Element[]): string {
  let path = '';
  for (const { ai, value } of elements) path += `/${ai}/${escapeInPath(value)}`;
  return path;
}
