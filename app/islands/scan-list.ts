// The list of scanning on and on: newest first, one line for each code, counted by what was answered. Pure.
import type { Answer, LookUpResult } from './look-up.ts';
import type { Reading } from './read-symbol.ts';

export interface Entry {
  /** Path of the code, or the text that is none. */
  readonly key: string;
  readonly text: string;
  readonly path: string | undefined;
  readonly state: 'waiting' | 'away' | 'answered' | 'other';
  readonly answer?: Answer;
  /** Why a code was refused. */
  readonly note?: string;
  readonly first_ms: number;
  /** Last time that it was before the camera. */
  readonly seen_ms: number;
  readonly times: number;
}

export type ScanList = readonly Entry[];

/** A code that was before the camera this short a time ago is still being held there. */
export const same_scan_ms = 4_000;
export const entries_max = 500;

export interface Added {
  readonly list: ScanList;
  /** False while the same package is held before the camera. */
  readonly isNew: boolean;
  readonly entry: Entry;
}

export function addScan(list: ScanList, reading: Reading, now_ms: number): Added {
  const key = reading.kind === 'code' ? reading.path : reading.text;
  const known = list.find((entry) => entry.key === key);
  if (known !== undefined && now_ms - known.seen_ms < same_scan_ms) {
    const entry = { ...known, seen_ms: now_ms };
    return { list: list.map((one) => (one.key === key ? entry : one)), isNew: false, entry };
  }
  const entry: Entry =
    known === undefined
      ? {
          key,
          text: reading.text,
          path: reading.kind === 'code' ? reading.path : undefined,
          state: reading.kind === 'code' ? 'waiting' : 'other',
          first_ms: now_ms,
          seen_ms: now_ms,
          times: 1,
        }
      : { ...known, seen_ms: now_ms, times: known.times + 1 };
  return { list: [entry, ...list.filter((one) => one.key !== key)].slice(0, entries_max), isNew: true, entry };
}

export function settle(list: ScanList, key: string, result: LookUpResult): ScanList {
  return list.map((entry): Entry => {
    if (entry.key !== key) return entry;
    if (result.kind === 'answered') return { ...entry, state: 'answered', answer: result.answer };
    // What was answered before stays true enough while the portal is away.
    if (result.kind === 'away') return entry.answer === undefined ? { ...entry, state: 'away' } : entry;
    return { ...entry, state: 'other', note: result.words };
  });
}

/** What was cleared, under what was scanned since; a code that stands in both counts all its scans. */
export function mergeLists(list: ScanList, cleared: ScanList): ScanList {
  const newer = new Map(list.map((entry) => [entry.key, entry]));
  const times = new Map(cleared.map((entry) => [entry.key, entry.times]));
  return [
    ...list.map((entry) => ({ ...entry, times: entry.times + (times.get(entry.key) ?? 0) })),
    ...cleared.filter(({ key }) => !newer.has(key)),
  ].slice(0, entries_max);
}

/** Group under which an entry is counted: the look of its verdict, `not_activated`, `other` or `away`. */
function groupOf(entry: Entry): string {
  return entry.state === 'answered' && entry.answer?.verdict === 'not_activated' ? 'not_activated' : lookOf(entry);
}

/** Colour and sign of an entry. */
export function lookOf({ state, answer }: Entry): string {
  if (state === 'answered' && answer !== undefined) return answer.look;
  return state === 'other' ? 'other' : 'away';
}

/** Nothing that may be sold: told by another sound. */
export function isGrave(entry: Entry): boolean {
  return ['stop', 'void', 'ask', 'not_activated'].includes(groupOf(entry));
}

const group_order = ['stop', 'void', 'not_activated', 'ask', 'wait', 'right', 'info', 'other', 'away'];

/** Gravest first; groups without entries are left out. */
export function countGroups(list: ScanList): readonly (readonly [group: string, count: number])[] {
  return group_order
    .map((group) => [group, list.filter((entry) => groupOf(entry) === group).length] as const)
    .filter(([, count]) => count > 0);
}

interface CsvWords {
  readonly csvColumns: readonly string[];
  readonly groups: Readonly<Record<string, string>>;
}

/** For spreadsheets: UTF-8 with its mark, commas, what could run as a formula made plain text. Times are of Việt Nam. */
export function writeCsv(list: ScanList, words: CsvWords, origin: string): string {
  const rows = list.map((entry) => {
    const { first_ms, text, answer, note, times, path } = entry;
    return [
      vietnamTime(first_ms),
      text,
      answer?.title ?? words.groups[groupOf(entry)] ?? '',
      [...(answer?.warnings ?? []), ...(note === undefined ? [] : [note])].join(' '),
      answer?.name ?? '',
      answer?.maker ?? '',
      answer?.lot ?? '',
      answer?.serial ?? '',
      String(times),
      path === undefined ? '' : origin + path,
    ];
  });
  return `\ufeff${[words.csvColumns, ...rows].map((row) => row.map(writeCell).join(',')).join('\r\n')}\r\n`;
}

function writeCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n\u001d]/.test(plain) ? `"${plain.replaceAll('"', '""').replaceAll('\u001d', ' ')}"` : plain;
}

/** `2026-11-22 09:05:30`, seven hours ahead of UTC the year round. */
function vietnamTime(time_ms: number): string {
  return new Date(time_ms + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Reads a stored list; what is not ours any more is an empty one. */
export function readStored(text: string | null): ScanList {
  if (text === null) return [];
  try {
    const stored = JSON.parse(text) as unknown;
    return Array.isArray(stored) ? stored.filter(isEntry).slice(0, entries_max) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Entry> | null;
  return (
    typeof entry?.key === 'string' && typeof entry.text === 'string' && typeof entry.times === 'number' && typeof entry.state === 'string'
  );
}
