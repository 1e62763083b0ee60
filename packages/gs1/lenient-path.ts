// Puts the elements of a leniently read code where the syntax wants them: key, qualifiers in order, attributes.

import { couldStandInPath } from './digital-link-path.ts';
import type { RawElement } from './element-string.ts';
import { refuse, success } from './fault.ts';
import type { Result } from './fault.ts';
import { noteRepair } from './repair.ts';
import type { Repair } from './repair.ts';

export interface ArrangedElements {
  readonly path: RawElement[];
  readonly attributes: RawElement[];
}

/**
 * The first primary key is the key; the qualifier sequence that suits the elements best orders them; everything else
 * that may be an attribute becomes one. An element with two values, or one that has no place, is refused. The first
 * `pathCount` elements stood in a path; undefined when there was none (an element string).
 */
export function arrangePath(elements: readonly RawElement[], pathCount: number | undefined, repairs: Repair[]): Result<ArrangedElements> {
  const key = elements.find(({ ai }) => ai.qualifiers !== undefined);
  if (key === undefined) return refuse('no_primary_key', 0);
  const single: RawElement[] = [];
  for (const element of elements) {
    const same = single.find(({ ai }) => ai === element.ai);
    if (same === undefined) single.push(element);
    else if (same.value !== element.value) return refuse('repeated_ai', element.position, { ai: element.ai.ai });
  }
  const qualifiers = chooseSequence(key, single);
  const path = [key, ...qualifiers];
  const attributes = single.filter((element) => !path.includes(element));
  for (const { ai, position } of attributes) {
    if (!ai.attribute || couldStandInPath(path, ai)) {
      return refuse('path_sequence', position, { ai: ai.ai, want: path.at(-1)!.ai.ai });
    }
  }
  if (pathCount !== undefined) noteMoves(elements, pathCount, { path, attributes }, repairs);
  return success({ path, attributes });
}

/** Of the sequences that leave the fewest elements without a place, the one that takes most. */
function chooseSequence(key: RawElement, elements: readonly RawElement[]): RawElement[] {
  let best: RawElement[] = [];
  let fewest = Infinity;
  for (const sequence of key.ai.qualifiers!) {
    const found = sequence.flatMap((name) => elements.find(({ ai }) => ai.ai === name) ?? []);
    const homeless = elements.filter((element) => !element.ai.attribute && element !== key && !found.includes(element)).length;
    if (homeless > fewest || (homeless === fewest && found.length <= best.length)) continue;
    best = found;
    fewest = homeless;
  }
  return best;
}

/** Tells which elements now stand elsewhere than the code had them. */
function noteMoves(elements: readonly RawElement[], pathCount: number, arranged: ArrangedElements, repairs: Repair[]): void {
  const places = arranged.path.map((element) => elements.indexOf(element));
  if (places.some((place) => place >= pathCount)) noteRepair(repairs, 'qualifier_in_query');
  const written = places.filter((place) => place < pathCount);
  if (written.some((place, i) => i > 0 && place < written[i - 1]!)) noteRepair(repairs, 'qualifiers_ordered');
  if (arranged.attributes.some((element) => elements.indexOf(element) < pathCount)) {
    noteRepair(repairs, 'attribute_in_path');
  }
}
