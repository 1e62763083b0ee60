// GS1 element strings: with brackets as people write them, and with separators as scanners send them.

import { checkValue, findAi, findAiPrefix } from './ai.ts';
import type { ApplicationIdentifier } from './ai.ts';
import { checkAssociations } from './element.ts';
import type { Element } from './element.ts';
import { makeFault, refuse, success } from './fault.ts';
import type { Fault, Result } from './fault.ts';
import { CODE_MAX_CHARS, valueFault } from './parsed-link.ts';
import { findSymbologyIdentifier, IDENTIFIER_CHARS } from './symbology.ts';
import { titleVi } from './title-vi.ts';

/** Group separator (ASCII 29), which readers send in place of FNC1. */
export const SEPARATOR = '\u001d';

/** One element before its value is checked. */
export interface RawElement {
  readonly ai: ApplicationIdentifier;
  readonly value: string;
  readonly position: number;
}

export interface ElementStringOptions {
  /** Character that stands for FNC1, by default the group separator; `^` in test data and on keyboards. */
  readonly separator?: string;
  /** Whether elements must also come with those they need and without those they exclude; by default true. */
  readonly associations?: boolean;
  /** Elements that the same item carries elsewhere (a linear symbol under a composite one): they count as companions. */
  readonly beside?: readonly Element[];
}

/**
 * Reads an element string, `(01)…(10)…` or with separators, and checks every value (General Specifications 3 and 7.8).
 * Positions count characters of `text`.
 */
export function parseElementString(text: string, options: ElementStringOptions = {}): Result<Element[]> {
  const raw = readElementString(text, options.separator ?? SEPARATOR);
  if (!raw.ok) return raw;
  const faults: Fault[] = [];
  for (const { ai, value, position } of raw.value) {
    const fault = checkValue(ai, value);
    if (fault) faults.push(valueFault(ai, value, fault, position));
  }
  const elements = raw.value.map(({ ai, value }) => ({ ai: ai.ai, value }));
  if (faults.length === 0 && options.associations !== false) {
    const beside = options.beside ?? [];
    for (const { code, index, words } of checkAssociations([...beside, ...elements])) {
      faults.push(makeFault(code, raw.value[index - beside.length]?.position ?? 0, words));
    }
  }
  return faults.length > 0 ? { ok: false, faults } : success(elements);
}

/** Splits an element string without looking into its values; a leading separator or AIM identifier is skipped. */
export function readElementString(text: string, separator: string): Result<RawElement[]> {
  if (text === '') return refuse('empty', 0);
  if (text.length > CODE_MAX_CHARS) return refuse('too_long', CODE_MAX_CHARS, { want: String(CODE_MAX_CHARS) });
  if (text.startsWith('(')) return readBracketed(text);
  let at = findSymbologyIdentifier(text)?.payload === 'elements' ? IDENTIFIER_CHARS : 0;
  if (text.startsWith(separator, at)) at += separator.length;
  return readSeparated(text, at, separator);
}

function readBracketed(text: string): Result<RawElement[]> {
  const elements: RawElement[] = [];
  let at = 0;
  while (at < text.length) {
    const close = text.charAt(at) === '(' ? text.indexOf(')', at) : -1;
    if (close < 0) return refuse('bad_brackets', at);
    const name = text.slice(at + 1, close);
    const ai = findAi(name);
    if (ai === undefined) return refuse('unknown_ai', at + 1, { got: name });
    const end = findOpenBracket(text, close + 1);
    elements.push({ ai, value: text.slice(close + 1, end).replaceAll('\\(', '('), position: close + 1 });
    at = end;
  }
  return success(elements);
}

function findOpenBracket(text: string, from: number): number {
  let open = text.indexOf('(', from);
  while (open > from && text.charAt(open - 1) === '\\') open = text.indexOf('(', open + 1);
  return open < 0 ? text.length : open;
}

function readSeparated(text: string, from: number, separator: string): Result<RawElement[]> {
  const elements: RawElement[] = [];
  let at = from;
  while (at < text.length) {
    const ai = findAiPrefix(text, at);
    if (ai === undefined) return refuse('unknown_ai', at, { got: text.slice(at, at + 4) });
    const valueFrom = at + ai.ai.length;
    const next = text.indexOf(separator, valueFrom);
    const stop = next < 0 ? text.length : next;
    const end = ai.predefined ? Math.min(stop, valueFrom + ai.max) : stop;
    elements.push({ ai, value: text.slice(valueFrom, end), position: valueFrom });
    at = text.startsWith(separator, end) ? end + separator.length : end;
  }
  return elements.length === 0 ? refuse('empty', from) : success(elements);
}

/** The elements in brackets, for people: `(01)09520001000015(10)L1`; a bracket in a value is escaped. */
export function formatBracketed(elements: readonly Element[]): string {
  return elements.map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`).join('');
}

/**
 * Human-readable text under a symbol, one line per element: `(01) 09520001000015` (General Specifications 4.14); with
 * `titles`, each line begins with the name of the data, in Vietnamese or as GS1 writes it.
 */
export function formatHri(elements: readonly Element[], titles?: 'vi' | 'gs1'): string[] {
  return elements.map(({ ai, value }) => {
    const title = titles === undefined ? '' : titles === 'vi' ? titleVi(ai) : (findAi(ai)?.title ?? '');
    return `${title === '' ? '' : `${title} `}(${ai}) ${value}`;
  });
}

/** The elements with separators where their length is not predefined, without a leading one. */
export function formatSeparated(elements: readonly Element[], separator: string = SEPARATOR): string {
  return elements.map(({ ai, value }, i) => ai + value + (i < elements.length - 1 && !findAi(ai)?.predefined ? separator : '')).join('');
}
