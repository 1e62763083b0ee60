// Feeds the identifier readers with texts and items from one seed, until the number is reached or something is found.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { item } from './item-arbitrary.ts';
import { readEverything } from './read-everything.ts';
import { checkRoundTrips } from './round-trips.ts';
import { textsFrom } from './text-arbitrary.ts';

export interface FuzzOptions {
  readonly inputs: number;
  readonly seed: number;
  /** Texts of other people to spoil (readBases). */
  readonly bases: readonly string[];
  /** Called with every input before it is read, so that a watcher knows it when it hangs. */
  readonly onInput?: (input: string) => void;
  readonly onProgress?: (done: number) => void;
}

export interface FuzzReport {
  readonly inputs: number;
  readonly seed: number;
  readonly bases: number;
  readonly texts: number;
  readonly items: number;
  /** Texts that a reader took for an identifier. */
  readonly accepted: number;
  /** Items whose attributes stood in the link. */
  readonly withAttributes: number;
  readonly slowest_ms: number;
  readonly slowest: string;
  /** The smallest input found that breaks a rule, and which. */
  readonly failure?: { readonly input: string; readonly message: string };
}

/** Longest time for one input, in milliseconds; a slower one is tried again before it counts, for the machine may have been busy. */
const INPUT_MAX_MS = 1000;

/** Inputs between two reports of progress; each batch has a seed of its own, so that a failure is found again quickly. */
const BATCH_INPUTS = 5000;

type Input = { readonly text: string } | { readonly item: Parameters<typeof checkRoundTrips>[0]; readonly prefixDigits: number };

export function runFuzz({ inputs, seed, bases, onInput, onProgress }: FuzzOptions): FuzzReport {
  const counted = { texts: 0, items: 0, accepted: 0, withAttributes: 0, slowest_ms: 0, slowest: '' };
  const read = (input: Input): void => {
    if ('text' in input) {
      counted.texts++;
      if (readEverything(input.text)) counted.accepted++;
    } else {
      counted.items++;
      if (checkRoundTrips(input.item, input.prefixDigits)) counted.withAttributes++;
    }
  };
  const input: fc.Arbitrary<Input> = fc.oneof(
    { weight: 7, arbitrary: textsFrom(bases).map((text) => ({ text })) },
    { weight: 3, arbitrary: fc.record({ item, prefixDigits: fc.integer({ min: 6, max: 12 }) }) },
  );
  const property = fc.property(input, (one) => {
    const text = 'text' in one ? one.text : JSON.stringify(one);
    onInput?.(text);
    const took_ms = Math.min(timed(read, one), INPUT_MAX_MS + 1);
    const slow_ms = took_ms > INPUT_MAX_MS ? timed(read, one) : took_ms;
    if (slow_ms > counted.slowest_ms) Object.assign(counted, { slowest_ms: slow_ms, slowest: text.slice(0, 200) });
    if (slow_ms > INPUT_MAX_MS) throw new Error(`took ${Math.round(slow_ms)} ms`);
  });
  let done = 0;
  for (let batch = 0; done < inputs; batch++) {
    const numRuns = Math.min(BATCH_INPUTS, inputs - done);
    const details = fc.check(property, { numRuns, seed: seed + batch });
    done += details.numRuns;
    onProgress?.(done);
    if (!details.failed) continue;
    const found = details.counterexample?.[0];
    const text = found === undefined ? '' : 'text' in found ? found.text : JSON.stringify(found);
    const { errorInstance } = details;
    const message = errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
    return { inputs: done, seed: seed + batch, bases: bases.length, ...counted, failure: { input: text, message } };
  }
  return { inputs: done, seed, bases: bases.length, ...counted };
}

function timed(read: (input: Input) => void, input: Input): number {
  const from = performance.now();
  read(input);
  return performance.now() - from;
}

/** Longest text of the corpus that is spoilt, in characters. */
const BASE_MAX_CHARS = 400;

/** All texts of the vector files, each once; none where there is no corpus. */
export function readBases(corpus: string): string[] {
  const texts = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.length > 3 && value.length <= BASE_MAX_CHARS) texts.add(value);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  for (const folder of ['gs1', 'epcis/dl-vectors'].map((name) => path.join(corpus, name)).filter(existsSync)) {
    for (const name of readdirSync(folder).sort()) {
      if (name.endsWith('.json')) collect(JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
    }
  }
  return [...texts];
}
