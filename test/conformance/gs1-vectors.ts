// Reads the vector files of the set gs1 and counts each vector, deliberate differences apart.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findAi } from '@nguon/gs1';
import type { Element, Result } from '@nguon/gs1';
import type { ConformanceResult } from './conformance-result.ts';
import { differences } from './gs1-differences.ts';

/** Corpus folder, and the result that the vectors are counted in. */
export interface VectorRun {
  readonly corpus: string;
  readonly result: ConformanceResult;
}

/** The vectors of `gs1/<set>.json`; at least `least` of them, and as many as the file says it holds. */
export function readVectors<T>({ corpus, result }: VectorRun, set: string, least: number): readonly T[] {
  const file = JSON.parse(readFileSync(path.join(corpus, 'gs1', `${set}.json`), 'utf8')) as { count?: number; vectors: T[] };
  const { length } = file.vectors;
  const wanted = Math.max(least, file.count ?? 0);
  if (length < wanted) result.count(set, `the file holds ${length} vectors, ${wanted} expected`);
  return file.vectors;
}

/** Counts one vector; `wrong` says how we differ, undefined where we agree. */
export function judge({ result }: VectorRun, set: string, input: string, wrong: string | undefined): void {
  const difference = differences.find((one) => one.set === set && one.concerns(input));
  if (difference === undefined) result.count(set, wrong === undefined ? undefined : `${input}: ${wrong}`);
  else if (wrong === undefined) result.count(set, `${input}: agrees, though listed as the difference "${difference.name}"`);
  else {
    result.count(`${set}, deliberate difference`);
    const note = `${set}: ${difference.name}: ${difference.reason}`;
    if (!result.notes.includes(note)) result.notes.push(note);
  }
}

/** How a verdict and a value differ from what the vector wants; the value counts only where both accept. */
export function compare<T>(got: Result<T>, ok: boolean, show: (value: T) => string, want?: string): string | undefined {
  if (!got.ok) return ok ? `refused: ${got.faults.map(({ code, en }) => `${code} (${en})`).join('; ')}` : undefined;
  const shown = show(got.value);
  if (!ok) return `accepted as ${shown}`;
  return want === undefined || shown === want ? undefined : `gave ${shown}, expected ${want}`;
}

/** The form of the engine's vectors: `^` before every element that does not follow one of predefined length. */
export function withCarets(elements: readonly Element[]): string {
  return elements.map(({ ai, value }, i) => (i > 0 && findAi(elements[i - 1]!.ai)?.predefined === true ? '' : '^') + ai + value).join('');
}
