// A profile: which data are wanted of a product group at each business step, as configuration that people write and version.
import type { CbvKind } from './cbv.ts';

/**
 * What a value must be. `gs1`: an identifier of certain keys; `lot`: a lot number as text, or an identifier that names a lot;
 * `word`: a CBV word or URI, of `oneOf` where given.
 */
export type WantedKind = 'any' | 'text' | 'number' | 'boolean' | 'time' | 'uri' | 'word' | 'gs1' | 'lot';

export const WANTED_KINDS: readonly WantedKind[] = ['any', 'text', 'number', 'boolean', 'time', 'uri', 'word', 'gs1', 'lot'];

/** `[vi, en]` */
export type BothLanguages = readonly [vi: string, en: string];

/** One step of a path: a member, and the members of a list that carry this word (`sourceList[type=owning_party]`). */
export interface PathPart {
  /** A standard name, or the comparable form of an own field's URI (`attributeName`). */
  readonly name: string;
  /** Of an own field: how its key ends in any spelling; undefined for a standard name, which has one spelling only. */
  readonly ending: string | undefined;
  readonly filter: { readonly key: string; readonly word: string } | undefined;
}

export interface WantedPath {
  /** As written in the profile. */
  readonly text: string;
  readonly parts: readonly PathPart[];
}

export interface WantedField {
  readonly name: BothLanguages;
  /** Any of these places will do. */
  readonly paths: readonly WantedPath[];
  readonly kind: WantedKind;
  /** Of kind `word`: bare words or URIs. */
  readonly oneOf: readonly string[];
  /** Of kind `gs1`: key with its qualifiers, such as `01/10` (a lot), `01/21`, `00`, `414`. */
  readonly keys: readonly string[];
  /** Every member of the lists on the way must have it, not one of them only. */
  readonly each: boolean;
}

/** What is wanted at some business steps; an empty list means any. */
export interface ProfileStep {
  readonly bizSteps: readonly string[];
  readonly eventTypes: readonly string[];
  readonly actions: readonly string[];
  readonly wanted: readonly WantedField[];
}

export interface Profile {
  /** Small letters, digits and hyphens. */
  readonly name: string;
  readonly version: string;
  readonly title: BothLanguages;
  /** Where the wishes come from, and what is assumed. */
  readonly source: string;
  /** Categories of the product register; empty = every product. */
  readonly groups: readonly string[];
  readonly steps: readonly ProfileStep[];
}

/** The closed lists by which a value in an event may be spelt otherwise than by its bare word. */
export const WORD_LISTS: readonly CbvKind[] = [
  'bizStep',
  'disposition',
  'bizTransactionType',
  'sourceDestinationType',
  'measurementType',
  'component',
];
