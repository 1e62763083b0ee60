// What is wrong with a code and how to mend it, in Vietnamese and English, and the result type of this package.

import { FAULT_TEXTS } from './fault-texts.ts';
import type { ReadingFaultCode } from './fault-texts.ts';
import type { NamingFaultCode } from './naming-fault-texts.ts';

export type FaultCode = ReadingFaultCode | NamingFaultCode;

/** One thing wrong: `position` counts characters of the input from 0. */
export interface Fault {
  readonly code: FaultCode;
  readonly position: number;
  readonly vi: string;
  readonly en: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly Fault[] };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A refusal with one fault. */
export function refuse(code: ReadingFaultCode, position: number, words: Words = {}): Result<never> {
  return { ok: false, faults: [makeFault(code, position, words)] };
}

/** Values put into the texts in place of `{ai}`, `{title}` (in its language), `{got}`, `{want}`. */
export interface Words {
  readonly ai?: string;
  readonly title?: string;
  readonly titleVi?: string;
  readonly got?: string;
  readonly want?: string;
}

/** Longest piece of the input, in characters, repeated in a message. */
const QUOTE_MAX_CHARS = 60;

export function makeFault(code: ReadingFaultCode, position: number, words: Words = {}): Fault {
  return fillFault(code, FAULT_TEXTS[code], position, words);
}

/** A fault whose words come from a table of another file. */
export function fillFault(code: FaultCode, [vi, en]: readonly [string, string], position: number, words: Words): Fault {
  const viWords = words.titleVi === undefined ? words : { ...words, title: words.titleVi };
  return { code, position, vi: fill(vi, viWords), en: fill(en, words) };
}

function fill(text: string, words: Words): string {
  return text.replace(/\{(ai|title|got|want)\}/g, (_, name: keyof Words) => {
    const word = words[name] ?? '';
    return word.length > QUOTE_MAX_CHARS ? `${word.slice(0, QUOTE_MAX_CHARS)}…` : word;
  });
}
