// The canonical form of a GS1 key with its qualifiers: one text for the database, its level, and what stands above it.

import { escapeCanonical } from './escape.ts';
import type { Element } from './element.ts';

export type Level = 'instance' | 'class' | 'lot' | 'place' | 'party' | 'document' | 'asset' | 'shipment' | 'other';

/** One identifier in the form used all over the database. */
export interface CanonicalId {
  /** `https://id.gs1.org/01/…/21/…` for GS1 keys; otherwise the URI unchanged. */
  readonly uri: string;
  /** Index key: for GS1 keys what follows `https://id.gs1.org/`; otherwise the whole URI. */
  readonly thing: string;
  /** Application identifier of the primary key; undefined when it is no GS1 key. */
  readonly key: string | undefined;
  readonly level: Level;
  /** Lot (`01/G/10/L`) that a link to a serialised item named as well. */
  readonly lot?: string;
  /** Things above it, nearest first: `01/G/10/L`, `01/G`. */
  readonly parents: readonly string[];
}

/** Root of every canonical GS1 Digital Link. */
export const CANONICAL_ROOT = 'https://id.gs1.org/';

/** Keys whose value is a type of fixed length followed by an optional serial: [length of the type, level with serial]. */
const TYPE_AND_SERIAL = new Map<string, readonly [number, Level]>([
  ['253', [13, 'document']],
  ['255', [13, 'document']],
  ['8003', [14, 'asset']],
]);

const SIMPLE_LEVELS = new Map<string, Level>([
  ['00', 'instance'],
  ['401', 'shipment'],
  ['402', 'shipment'],
  ['414', 'place'],
  ['415', 'party'],
  ['417', 'party'],
  ['8004', 'asset'],
  ['8010', 'class'],
  ['8013', 'class'],
  ['8017', 'party'],
  ['8018', 'party'],
]);

/**
 * Canonical form of checked elements, primary key first (CBV 2.0 8.9.2): lot dropped beside a serial (it comes back in
 * `lot`), consumer variant, UIC extension and service relation instance dropped. `415` and `8013` are not in CBV's
 * table; they keep their own form.
 */
export function canonicalThing(elements: readonly Element[]): CanonicalId {
  const key = elements[0]!;
  const top = `${key.ai}/${escapeCanonical(key.value)}`;
  if (key.ai === '01' || key.ai === '8006') return canonicalItem(elements, key.ai, top);
  const typed = TYPE_AND_SERIAL.get(key.ai);
  if (typed !== undefined) {
    if (key.value.length === typed[0]) return make(top, key.ai, 'class', NONE);
    return make(top, key.ai, typed[1], [`${key.ai}/${key.value.slice(0, typed[0])}`]);
  }
  const level = SIMPLE_LEVELS.get(key.ai) ?? 'other';
  const qualifier = elements.length > 1 ? findBelow(elements) : undefined;
  if (qualifier === undefined) return make(top, key.ai, level, NONE);
  const thing = `${top}/${qualifier.ai}/${escapeCanonical(qualifier.value)}`;
  return make(thing, key.ai, key.ai === '8010' ? 'instance' : level, [top]);
}

const NONE: readonly string[] = [];

function canonicalItem(elements: readonly Element[], key: string, top: string): CanonicalId {
  let lot: string | undefined;
  let serial: string | undefined;
  for (let i = 1; i < elements.length; i++) {
    const { ai, value } = elements[i]!;
    if (ai === '10') lot = `${top}/10/${escapeCanonical(value)}`;
    else if (ai === '21' || ai === '235') serial = `${top}/${ai}/${escapeCanonical(value)}`;
  }
  if (serial !== undefined) {
    if (lot === undefined) return make(serial, key, 'instance', [top]);
    return { uri: CANONICAL_ROOT + serial, thing: serial, key, level: 'instance', lot, parents: [lot, top] };
  }
  return lot === undefined ? make(top, key, 'class', NONE) : make(lot, key, 'lot', [top]);
}

/** The qualifier that makes another thing of the key: GLN extension, part serial, invoice reference. */
function findBelow(elements: readonly Element[]): Element | undefined {
  return elements.find(({ ai }, i) => i > 0 && (ai === '254' || ai === '8011' || ai === '8020'));
}

function make(thing: string, key: string, level: Level, parents: readonly string[]): CanonicalId {
  return { uri: CANONICAL_ROOT + thing, thing, key, level, parents };
}
