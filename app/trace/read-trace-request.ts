// Reads the parameters of a trace request into our own values, or into faults with words.
import { walk_levels_max, defaultWalkLimits } from '@nguon/trace';
import type { CanonicalId } from '@nguon/gs1';
import type { Fault } from '../errors.ts';
import { readCode } from './read-code.ts';
import type { Directions } from './trace-model.ts';

export interface TraceRequest {
  readonly text: string;
  readonly code: CanonicalId;
  readonly direction: Directions;
  readonly depth: number;
  readonly format: 'json' | 'csv';
  readonly items: number;
  readonly offset: number;
  /** Of a kind of goods: the lot number under which the list of its lots begins. */
  readonly lotsBefore: string | undefined;
}

/** A lot number has 20 characters, each of which may be percent-encoded. */
const lot_chars_max = 60;

/** Things listed in one answer unless others or all are asked for; the summary always counts all. */
export const items_default = 1_000;
const items_max = 100_000;

export function readTraceRequest(query: Readonly<Record<string, unknown>>): TraceRequest | readonly Fault[] {
  const faults: Fault[] = [];
  const text = (name: string): string | undefined => {
    const value = query[name];
    if (typeof value === 'string') return value.trim();
    if (value !== undefined)
      faults.push({
        code: 'given_twice',
        path: name,
        vi: `Tham số "${name}" chỉ được ghi một lần.`,
        en: `Give the parameter "${name}" once.`,
      });
    return undefined;
  };
  const oneOf = <Word extends string>(name: string, words: readonly Word[], otherwise: Word): Word => {
    const given = text(name);
    const word = given === undefined || given === '' ? otherwise : words.find((known) => known === given);
    if (word === undefined)
      faults.push({
        code: 'unknown_word',
        path: name,
        vi: `"${name}" phải là một trong: ${words.join(', ')}.`,
        en: `"${name}" must be one of: ${words.join(', ')}.`,
      });
    return word ?? otherwise;
  };
  const whole = (name: string, otherwise: number, max: number, all?: string): number => {
    const given = text(name);
    if (given === undefined || given === '') return otherwise;
    if (given === all) return Infinity;
    const number = /^\d{1,9}$/.test(given) ? Number(given) : NaN;
    if (number >= 0 && number <= max) return number;
    const also = all === undefined ? ['', ''] : [`, hoặc "${all}"`, `, or "${all}"`];
    faults.push({
      code: 'not_in_range',
      path: name,
      vi: `"${name}" phải là số nguyên từ 0 đến ${max}${also[0]}.`,
      en: `"${name}" must be a whole number from 0 to ${max}${also[1]}.`,
    });
    return otherwise;
  };
  const given = text('code') ?? '';
  const code = given === '' ? undefined : readCode(given);
  if (code === undefined) faults.push({ code: 'missing', path: 'code', vi: 'Hãy nhập mã cần truy vết.', en: 'Give the code to trace.' });
  else if (!code.ok) faults.push(...code.faults.map(({ code: name, vi, en }) => ({ code: name, path: 'code', vi, en })));
  const request = {
    text: given,
    direction: oneOf<Directions>('direction', ['back', 'forward', 'both'], 'both'),
    depth: whole('depth', defaultWalkLimits.levelsMax, walk_levels_max),
    format: oneOf('format', ['json', 'csv'], 'json'),
    items: whole('items', items_default, items_max, 'all'),
    offset: whole('offset', 0, 999_999_999),
    lotsBefore: text('lots_before')?.slice(0, lot_chars_max) || undefined,
  };
  return code?.ok === true && faults.length === 0 ? { ...request, code: code.value } : faults;
}
