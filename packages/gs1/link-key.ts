// The key under which links of an identifier are registered: every qualifier kept, unlike the canonical form of events.

import type { Element } from './element.ts';
import { escapeCanonical } from './escape.ts';

/**
 * `01/G/22/V/10/L` of checked elements in the order of the path, primary key first: values escaped as in the canonical
 * form, so that it equals the canonical thing wherever that one keeps all qualifiers. Links stand at levels that events
 * do not know (consumer variant, UIC extension, third-party serial; GS1-Conformant Resolver 2.5.9 rules 1 to 4).
 */
export function linkKey(elements: readonly Element[]): string {
  return elements.map(({ ai, value }) => `${ai}/${escapeCanonical(value)}`).join('/');
}
