// Vietnamese days and times: written dd/MM/yyyy in Indochina Time (UTC+7, no daylight saving since 1975).

const OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i;

/** A Vietnamese day `YYYY-MM-DD`, an instant in ISO 8601 with its offset, or a Date. */
export type DayOrInstant = Date | string;

/** Wall clock of Vietnam as the UTC fields of a Date; undefined for what is neither day nor instant. */
function toWallClock(value: DayOrInstant): Date | undefined {
  if (typeof value === 'string' && DAY.test(value)) return isDay(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  if (typeof value === 'string' && !INSTANT.test(value)) return undefined;
  const time_ms = typeof value === 'string' ? Date.parse(value) : value.getTime();
  const wall = new Date(time_ms + OFFSET_MS);
  return Number.isNaN(wall.getTime()) ? undefined : wall;
}

/** Whether the text is a day that exists: `2026-02-28` but not `2026-02-29`. */
export function isDay(text: string): boolean {
  const found = DAY.exec(text);
  if (found === null) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(found[3]);
}

/** `22/11/2026`; empty for a value that is no date. */
export function formatDateVi(value: DayOrInstant): string {
  const wall = toWallClock(value);
  return wall === undefined ? '' : dateOf(wall);
}

/** `22/11/2026 08:05`; empty for a value that is no date. */
export function formatDateTimeVi(value: DayOrInstant): string {
  const wall = toWallClock(value);
  return wall === undefined ? '' : `${dateOf(wall)} ${pad(wall.getUTCHours(), 2)}:${pad(wall.getUTCMinutes(), 2)}`;
}

function dateOf(wall: Date): string {
  return `${pad(wall.getUTCDate(), 2)}/${pad(wall.getUTCMonth() + 1, 2)}/${pad(wall.getUTCFullYear(), 4)}`;
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}

/**
 * Day written by a person, as `YYYY-MM-DD`: `22/11/2026`, `22-11-2026`, `22.11.2026`, one-digit day and month, or ISO.
 * Undefined for days that do not exist and for two-digit years, which we do not guess.
 */
export function parseDateVi(text: string): string | undefined {
  const trimmed = text.trim();
  if (isDay(trimmed)) return trimmed;
  const found = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(trimmed);
  if (found === null) return undefined;
  const day = `${found[4]!}-${found[3]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** Day in Vietnam of an instant, `YYYY-MM-DD`; empty for an invalid one or a year outside 0000–9999. */
export function vietnamDay(instant: DayOrInstant): string {
  const iso = toWallClock(instant)?.toISOString() ?? '';
  return /^\d{4}-/.test(iso) ? iso.slice(0, 10) : '';
}

/** Instants between which a Vietnamese day lies: `from` inclusive, `to` exclusive; undefined for a day that is none. */
export function vietnamDayRange(day: string): { from: Date; to: Date } | undefined {
  if (!isDay(day)) return undefined;
  const from_ms = Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;
  return { from: new Date(from_ms), to: new Date(from_ms + DAY_MS) };
}

/** The day that many days later (earlier when negative); empty when the day is none. */
export function addDays(day: string, days: number): string {
  if (!isDay(day)) return '';
  const moved = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
  return Number.isNaN(moved.getTime()) ? '' : moved.toISOString().slice(0, 10);
}
