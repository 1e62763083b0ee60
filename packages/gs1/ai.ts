// The application identifiers ready for use: looked up by their digits, their values checked.

import { AI_ROWS } from './ai-table.ts';
import type { AiRow } from './ai-table.ts';
import { DIGIT, findOutside, SET_39, SET_82 } from './charset.ts';
import type { ReadingFaultCode } from './fault-texts.ts';
import { findLinter } from './linters.ts';
import type { Linter, LintFault } from './linter.ts';

/** One part of a value; `check` holds the checks after length and character set. */
interface Component {
  readonly min: number;
  readonly max: number;
  readonly optional: boolean;
  readonly set: number;
  readonly setFault: ReadingFaultCode;
  readonly checks: readonly Linter[];
}

export interface ApplicationIdentifier {
  readonly ai: string;
  /** GS1 data title, for example `BATCH/LOT`. */
  readonly title: string;
  /** Length predefined: needs no separator after it in an element string. */
  readonly predefined: boolean;
  /** May stand in the query of a Digital Link. */
  readonly attribute: boolean;
  /** Longest value in characters. */
  readonly max: number;
  /** All must hold: each a list of alternatives, each alternative a list of AI patterns. */
  readonly needs: readonly (readonly (readonly string[])[])[];
  /** AI patterns that must not stand beside it. */
  readonly excludes: readonly string[];
  /** For a primary key of a Digital Link: the allowed qualifier sequences; otherwise undefined. */
  readonly qualifiers: readonly (readonly string[])[] | undefined;
  readonly components: readonly Component[];
}

const BY_NUMBER: (ApplicationIdentifier | undefined)[][] = [[], [], [], [], []];
const ALL = AI_ROWS.flatMap(expandRow);
for (const ai of ALL) BY_NUMBER[ai.ai.length]![Number(ai.ai)] = ai;

function expandRow(row: AiRow): ApplicationIdentifier[] {
  const [first, count, flags, format, rules, title] = row;
  const components = format.split(' ').map(readComponent);
  const listOf = (name: string): string[] => rules.split(' ').flatMap((rule) => (rule.startsWith(name) ? [rule.slice(name.length)] : []));
  const shared = {
    title,
    predefined: flags.includes('f'),
    attribute: flags.includes('a'),
    max: components.reduce((sum, component) => sum + component.max, 0),
    needs: listOf('needs=').map((list) => list.split(',').map((group) => group.split('+'))),
    excludes: listOf('not=').flatMap((list) => list.split(',')),
    qualifiers: readQualifiers(rules),
    components,
  };
  return Array.from({ length: count }, (_, i) => ({
    ai: String(Number(first) + i).padStart(first.length, '0'),
    ...shared,
  }));
}

function readQualifiers(rules: string): string[][] | undefined {
  const rule = rules.split(' ').find((word) => word.startsWith('key'));
  if (rule === undefined) return undefined;
  return rule === 'key'
    ? [[]]
    : rule
        .slice(4)
        .split('|')
        .map((sequence) => sequence.split(','));
}

function readComponent(text: string): Component {
  const [, open, kind, upTo, length, names] = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?:?(.*)$/.exec(text)!;
  const max = Number(length);
  const checks = names!.split(',').flatMap((name) => findLinter(name) ?? []);
  if (kind === 'Z') checks.unshift(findLinter('cset64')!);
  return {
    min: upTo ? 1 : max,
    max,
    optional: open === '[',
    set: kind === 'N' ? DIGIT : kind === 'Y' ? SET_39 : SET_82,
    setFault: kind === 'N' ? 'non_digit_character' : kind === 'Y' ? 'invalid_cset39_character' : 'invalid_cset82_character',
    checks,
  };
}

/** The identifier whose digits are exactly `text[from, to)`; no allocation. */
export function findAiAt(text: string, from: number, to: number): ApplicationIdentifier | undefined {
  const length = to - from;
  if (length < 2 || length > 4) return undefined;
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return BY_NUMBER[length]![number];
}

export function findAi(ai: string): ApplicationIdentifier | undefined {
  return findAiAt(ai, 0, ai.length);
}

/** The identifier that begins at `at` (none is the beginning of another). */
export function findAiPrefix(text: string, at: number): ApplicationIdentifier | undefined {
  for (let length = 2; length <= 4 && at + length <= text.length; length++) {
    const ai = findAiAt(text, at, at + length);
    if (ai) return ai;
  }
  return undefined;
}

/** Every application identifier (541). */
export function listAis(): readonly ApplicationIdentifier[] {
  return ALL;
}

/**
 * What is wrong with a value of this identifier, or undefined: lengths, character sets and checks of each component;
 * the first fault that is not `passOver`.
 */
export function checkValue(ai: ApplicationIdentifier, value: string, passOver?: ReadingFaultCode): LintFault | undefined {
  const parts = ai.components;
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    const rest = value.length - at;
    if (rest === 0 && part.optional) return undefined;
    if (rest < part.min) return { code: 'value_too_short', at, length: rest };
    const end = rest > part.max ? at + part.max : value.length;
    const fault = checkComponent(part, value, at, end, passOver);
    if (fault) return fault;
    at = end;
  }
  return at < value.length ? { code: 'value_too_long', at, length: value.length - at } : undefined;
}

function checkComponent(part: Component, value: string, from: number, to: number, passOver?: ReadingFaultCode): LintFault | undefined {
  const other = findOutside(value, from, to, part.set);
  if (other >= 0) return { code: part.setFault, at: other, length: 1 };
  if (part.checks.length === 0) return undefined;
  const piece = to - from === value.length ? value : value.slice(from, to);
  for (let i = 0; i < part.checks.length; i++) {
    const fault = part.checks[i]!(piece);
    if (fault && fault.code !== passOver) return { code: fault.code, at: from + fault.at, length: fault.length };
  }
  return undefined;
}
