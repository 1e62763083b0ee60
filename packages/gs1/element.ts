// One application identifier with its value, and the rules between several of them on one item.

import { findAi } from './ai.ts';
import type { ReadingFaultCode } from './fault-texts.ts';
import type { Words } from './fault.ts';

export interface Element {
  readonly ai: string;
  readonly value: string;
}

/** A rule broken between elements; `index` counts the element at which it shows. */
export interface AssociationFault {
  readonly code: ReadingFaultCode;
  readonly index: number;
  readonly words: Words;
}

/** Length of the keys whose serial part a digital signature needs (dictionary, AI 8030). */
const UNSERIALISED_CHARS = new Map([
  ['253', 13],
  ['255', 13],
  ['8003', 14],
]);

/**
 * The rules of GS1 General Specifications 4.13 and 4.14 between the elements of one item: no identifier with two
 * values, none beside one it excludes, each with those it needs, a digital signature only on a serialised key.
 */
export function checkAssociations(elements: readonly Element[]): AssociationFault[] {
  const faults: AssociationFault[] = [];
  elements.forEach((element, index) => {
    const { ai } = element;
    const earlier = elements.findIndex((other) => other.ai === ai);
    if (earlier < index && elements[earlier]!.value !== element.value) {
      faults.push({ code: 'repeated_ai', index, words: { ai } });
    }
    const known = findAi(ai);
    if (known === undefined) return;
    const excluded = elements.find((other) => other.ai !== ai && known.excludes.some((pattern) => matchesAi(pattern, other.ai)));
    if (excluded) faults.push({ code: 'excluded_ai', index, words: { ai, want: excluded.ai } });
    for (const alternatives of known.needs) {
      const met = alternatives.some((group) => group.every((pattern) => elements.some((other) => matchesAi(pattern, other.ai))));
      if (!met) {
        const want = alternatives.map((group) => group.map((pattern) => `(${pattern})`).join(' + ')).join(', ');
        faults.push({ code: 'required_ai', index, words: { ai, want } });
      }
    }
    const bare = UNSERIALISED_CHARS.get(ai);
    if (bare === element.value.length && elements.some((other) => other.ai === '8030')) {
      faults.push({ code: 'serial_needed', index, words: { ai } });
    }
  });
  return faults;
}

/** Whether an AI fits a pattern of the dictionary, in which `n` stands for any digit. */
function matchesAi(pattern: string, ai: string): boolean {
  if (pattern.length !== ai.length) return false;
  for (let i = 0; i < ai.length; i++) {
    const wanted = pattern.charAt(i);
    if (wanted !== 'n' && wanted !== ai.charAt(i)) return false;
  }
  return true;
}
