// Finds the primary key and its qualifiers in the path of a Digital Link, from its end, with one pass and no pattern.

import { findAi, findAiAt } from './ai.ts';
import type { ApplicationIdentifier } from './ai.ts';
import { unescapeValue } from './escape.ts';
import { findShortName } from './short-names.ts';

/** One `/AI/value` pair: `value` is decoded, `position` that of its first character in the text. */
export interface PathPair {
  readonly ai: ApplicationIdentifier;
  readonly value: string;
  readonly position: number;
  /** Written with a short name such as `gtin`. */
  readonly named: boolean;
}

export interface PathReading {
  /** Key first, then what follows it as written. */
  readonly pairs: PathPair[];
  /** Index of the `/` before the key. */
  readonly start: number;
}

/** Most `/AI/value` pairs looked at, far above the longest legal sequence (4). */
const PATH_MAX_PAIRS = 12;

/**
 * Reads `text[from, to)` (beginning with `/`) from its end in pairs until a primary key is met (URI Syntax 6.1: the
 * rightmost key wins, what stands before it is the custom stem). Undefined when a pair has no identifier or no key.
 */
export function readPath(text: string, from: number, to: number): PathReading | undefined {
  const pairs: PathPair[] = [];
  let end = to;
  while (pairs.length < PATH_MAX_PAIRS) {
    const valueSlash = lastSlash(text, from, end);
    if (valueSlash <= from) return undefined;
    const aiSlash = lastSlash(text, from, valueSlash);
    if (aiSlash < from) return undefined;
    const numeric = findAiAt(text, aiSlash + 1, valueSlash);
    const ai = numeric ?? findNamed(text, aiSlash + 1, valueSlash);
    if (ai === undefined) return undefined;
    const value = unescapeValue(text, valueSlash + 1, end, false);
    pairs.push({ ai, value, position: valueSlash + 1, named: numeric === undefined });
    if (ai.qualifiers !== undefined) {
      if (pairs.length > 1) pairs.reverse();
      return { pairs, start: aiSlash };
    }
    end = aiSlash;
  }
  return undefined;
}

function lastSlash(text: string, from: number, before: number): number {
  for (let i = before - 1; i >= from; i--) if (text.charCodeAt(i) === 47) return i;
  return -1;
}

function findNamed(text: string, from: number, to: number): ApplicationIdentifier | undefined {
  const ai = findShortName(text, from, to);
  return ai === undefined ? undefined : findAi(ai);
}

/** Index of the first pair that must not stand where it stands, or -1 (URI Syntax 4.9: order kept, members optional). */
export function findMisplaced(pairs: readonly { readonly ai: ApplicationIdentifier }[]): number {
  let best = 0;
  for (const sequence of pairs[0]!.ai.qualifiers!) {
    let at = 0;
    let i = 1;
    for (; i < pairs.length; i++) {
      const found = sequence.indexOf(pairs[i]!.ai.ai, at);
      if (found < 0) break;
      at = found + 1;
    }
    if (i === pairs.length) return -1;
    if (i > best) best = i;
  }
  return best;
}

/** Whether the identifier, put at some place after the key, would make a legal path. */
export function couldStandInPath(pairs: readonly { readonly ai: ApplicationIdentifier }[], ai: ApplicationIdentifier): boolean {
  if (!pairs[0]!.ai.qualifiers!.some((sequence) => sequence.includes(ai.ai))) return false;
  for (let at = 1; at <= pairs.length; at++) {
    const longer: { ai: ApplicationIdentifier }[] = [...pairs];
    longer.splice(at, 0, { ai });
    if (findMisplaced(longer) < 0) return true;
  }
  return false;
}
