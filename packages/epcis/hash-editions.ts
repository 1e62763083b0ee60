// The editions of the event hash that are in use, and in what they differ (CBV 2.0 and draft 2.1 §8.9; docs/divergences.md).

/**
 * `2.0`: as the released reference tool and its vectors have it; the ids that Nguồn gives events are made so.
 * `2.0-table`: CBV 2.0 in the order of the printed table, as the reference tool's later revision reads it.
 * `2.1`: the draft of CBV 2.1.
 */
export type HashEdition = '2.0' | '2.0-table' | '2.1';

export interface HashRules {
  /** What the hash identifier says after `?ver=`. */
  readonly version: 'CBV2.0' | 'CBV2.1';
  /** The table's order of fields, no certificationInfo, and GS1's vocabulary under https://ref.gs1.org/voc/. */
  readonly byTable: boolean;
  /** The list of sensor elements carries its name, as every other list does. */
  readonly namesSensorList: boolean;
  /** An extension inside a standard field stays in it; else those of all fields follow ilmd, each under its field's name. */
  readonly extensionsInPlace: boolean;
}

export const HASH_RULES: Readonly<Record<HashEdition, HashRules>> = {
  '2.0': { version: 'CBV2.0', byTable: false, namesSensorList: true, extensionsInPlace: true },
  '2.0-table': { version: 'CBV2.0', byTable: true, namesSensorList: false, extensionsInPlace: false },
  '2.1': { version: 'CBV2.1', byTable: true, namesSensorList: true, extensionsInPlace: true },
};

export const HASH_EDITIONS = Object.keys(HASH_RULES) as readonly HashEdition[];

const RELEASED_VOCABULARY = 'https://gs1.org/voc/';
const TABLE_VOCABULARY = 'https://ref.gs1.org/voc/';

/** A URI of GS1's vocabulary as the editions by the table write it; any other text unchanged. */
export function moveVocabulary(text: string): string {
  return text.startsWith(RELEASED_VOCABULARY) ? TABLE_VOCABULARY + text.slice(RELEASED_VOCABULARY.length) : text;
}
