// One random question: a parameter as a client writes it, and what it asks, told a second time in plain code.
import type { JsonEvent } from '../support/sample-events.ts';

/** What the naive evaluator is given: the event as the reader sees it, and what the database added. */
export interface Seen {
  readonly view: JsonEvent;
  readonly recordTime_ms: number;
  /** Place names at or below a place, by the master data that count for this event and reader. */
  readonly below: (place: string) => ReadonlySet<string>;
  /** Attributes of a place by the same master data. */
  readonly attributesOf: (place: string) => ReadonlyMap<string, readonly string[]>;
}

export interface Question {
  readonly name: string;
  /** As JSON has it; a URL joins lists with `|`. */
  readonly value: string | number | boolean | null | readonly (string | number)[];
  meets(seen: Seen): boolean;
}

export type Part = Record<string, unknown>;

export const partsOf = (view: JsonEvent, ...names: readonly string[]): Part[] => names.flatMap((name) => (view[name] ?? []) as Part[]);
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? (value as string[]) : value === undefined ? [] : [value as string];
