// Schedules of query subscriptions (EPCIS 2.0 §8.2.5.3): reads their six fields and finds the next time they name. Pure.
import type { Fault } from '../errors.ts';

const fields = [
  ['second', 0, 59],
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['dayOfMonth', 1, 31],
  ['month', 1, 12],
  ['dayOfWeek', 1, 7],
] as const;

export type ScheduleField = (typeof fields)[number][0];
/** As written; a field left out matches every value. */
export type ScheduleText = Readonly<Partial<Record<ScheduleField, string>>>;
/** Values that each field allows, ascending. */
export type Schedule = Readonly<Record<ScheduleField, readonly number[]>>;

export const schedule_fields: readonly ScheduleField[] = fields.map(([name]) => name);

const field_max_characters = 200;

/** The clock that schedules mean: the standard leaves it to the server, and Vietnam has one, without summer time. */
const offset_ms = 7 * 3_600_000;

/** Numbers, ranges in brackets and lists of both: `5`, `[1-5]`, `0,15,[30-35]`. */
export function readSchedule(text: ScheduleText, path: string): { readonly schedule: Schedule; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const read = fields.map(([name, min, max]): [ScheduleField, readonly number[]] => {
    const given = text[name];
    const values = given === undefined ? range(min, max) : readField(given, min, max);
    if (values === undefined)
      faults.push({
        code: 'bad_schedule',
        path: `${path}.${name}`,
        vi: `"${given!.slice(0, 40)}" không đọc được: cần các số từ ${min} đến ${max}, khoảng [a-b], hoặc danh sách cách nhau bằng dấu phẩy.`,
        en: `"${given!.slice(0, 40)}" is not understood: numbers from ${min} to ${max}, ranges [a-b], or a list of them with commas.`,
      });
    return [name, values ?? []];
  });
  return { schedule: Object.fromEntries(read) as Record<ScheduleField, readonly number[]>, faults };
}

function readField(text: string, min: number, max: number): readonly number[] | undefined {
  if (text.length > field_max_characters) return undefined;
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^(?:(\d{1,2})|\[(\d{1,2})-(\d{1,2})\])$/.exec(part.trim());
    if (match === null) return undefined;
    const from = Number(match[1] ?? match[2]);
    const to = Number(match[1] ?? match[3]);
    if (from < min || to > max || from > to) return undefined;
    for (const value of range(from, to)) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Days looked ahead: 29 February on a given weekday comes within 40 years. */
const days_max = 14_700;

/** The first second after `after` that the schedule names; undefined where no day ever fits (30 February). */
export function findNextTime(schedule: Schedule, after: Date): Date | undefined {
  const start = new Date(after.getTime() + offset_ms);
  const firstDay = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate());
  const second_of_day = Math.floor((start.getTime() - firstDay) / 1_000);
  for (let day = 0; day < days_max; day++) {
    const at = new Date(firstDay + day * 86_400_000);
    if (!schedule.month.includes(at.getUTCMonth() + 1) || !schedule.dayOfMonth.includes(at.getUTCDate())) continue;
    // ISO 8601: Monday is 1, Sunday 7.
    if (!schedule.dayOfWeek.includes(at.getUTCDay() === 0 ? 7 : at.getUTCDay())) continue;
    const second = firstSecondAfter(schedule, day === 0 ? second_of_day : -1);
    if (second !== undefined) return new Date(at.getTime() + second * 1_000 - offset_ms);
  }
  return undefined;
}

function firstSecondAfter({ hour, minute, second }: Schedule, after_s: number): number | undefined {
  for (const h of hour) {
    if ((h + 1) * 3_600 <= after_s) continue;
    for (const m of minute) {
      const base = h * 3_600 + m * 60;
      const found = second.find((s) => base + s > after_s);
      if (found !== undefined) return base + found;
    }
  }
  return undefined;
}
