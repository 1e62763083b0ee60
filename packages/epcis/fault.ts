// Makes faults and keeps the place in the document, so that a path is written only when something is wrong.
import { FAULT_TEXTS } from './fault-texts.ts';
import type { FaultCode } from './fault-texts.ts';

/** Where a fault is: a JSON path; in XML an XPath with line and column of the element, from 1. */
export interface FaultPlace {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/** A fault in a document: code, place, what is wrong and how to mend it in both languages. */
export interface Fault extends FaultPlace {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

/**
 * What the texts put in place of `{got}`, `{want}`, …; a pair gives the Vietnamese and the English word. `code` replaces
 * the fault's code where another package says more precisely what is wrong.
 */
export type FaultWords = Readonly<Record<string, string | number | readonly [string, string]>>;

/** Longest piece of the input, in characters, repeated in a message. */
const QUOTE_MAX_CHARS = 80;

export function makeFault(code: FaultCode, place: string | FaultPlace, words: FaultWords = {}): Fault {
  const [vi, en] = FAULT_TEXTS[code];
  const at = typeof place === 'string' ? { path: place } : place;
  return { code: typeof words['code'] === 'string' ? words['code'] : code, ...at, vi: fill(vi, words, 0), en: fill(en, words, 1) };
}

function fill(text: string, words: FaultWords, language: 0 | 1): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(words, name)) return whole;
    const word = words[name];
    const chosen = String(typeof word === 'object' ? word[language] : word);
    return chosen.length > QUOTE_MAX_CHARS && name !== 'why' ? `${chosen.slice(0, QUOTE_MAX_CHARS)}…` : chosen;
  });
}

export type PathStep = string | number;

/** `$.epcisBody.eventList[3]['example:field']` */
export function formatPath(steps: readonly PathStep[]): string {
  let path = '$';
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`;
    else
      path +=
        step.length <= QUOTE_MAX_CHARS && /^[A-Za-z_@][\w@]*$/.test(step)
          ? `.${step}`
          : `['${step.slice(0, QUOTE_MAX_CHARS).replace(/[\\']/g, '\\$&')}']`;
  }
  return path;
}

/** Collects the faults of one part of a document; `total` counts also those beyond the limit. */
export class FaultList {
  readonly faults: Fault[];
  total: number;
  readonly faultsMax: number;
  /** How a place is written: a JSON path, unless the document is XML. */
  private readonly place: (steps: readonly PathStep[]) => string | FaultPlace;

  constructor(
    faultsMax: number,
    found: readonly Fault[] = [],
    total = found.length,
    place: (steps: readonly PathStep[]) => string | FaultPlace = formatPath,
  ) {
    this.faultsMax = faultsMax;
    this.faults = [...found];
    this.total = total;
    this.place = place;
  }

  /** Whether a further fault would only be counted: then it is not worth looking for advice. */
  get isFull(): boolean {
    return this.faults.length >= this.faultsMax;
  }

  /** Takes over the faults of another list. */
  join(other: FaultList): void {
    this.total += other.total;
    this.faults.push(...other.faults.slice(0, Math.max(0, this.faultsMax - this.faults.length)));
  }

  add(code: FaultCode, path: readonly PathStep[], words?: FaultWords): void {
    this.addAt(code, () => this.place(path), words);
  }

  /** A fault at a place that the caller works out, only where the fault is kept. */
  addAt(code: FaultCode, place: () => string | FaultPlace, words?: FaultWords): void {
    this.total += 1;
    if (!this.isFull) this.faults.push(makeFault(code, place(), words));
  }
}
