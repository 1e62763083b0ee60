// Reads the times of EPCIS: ISO 8601 date and time with an offset (XML Schema dateTimeStamp, RFC 3339 §5.6).
import type { FaultCode } from './fault-texts.ts';

/** Longest time text, in characters. */
const TIME_MAX_CHARS = 48;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The instant in milliseconds since 1970 of `2026-11-22T08:30:00.25+07:00`, or the code of what is wrong. Milliseconds
 * are rounded by the fourth digit, as CBV 2.0 §8.9 asks for the event hash. Offsets reach from -14:00 to +14:00.
 */
export function readTime(text: string): number | FaultCode {
  const length = text.length;
  if (length < 19 || length > TIME_MAX_CHARS) return 'time_malformed';
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  const separator = text.charCodeAt(10) | 32;
  if ((year | month | day | hour | minute | second) < 0 || separator !== 116) return 'time_malformed';
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return 'time_malformed';
  let at = 19;
  let fraction_ms = 0;
  if (text.charCodeAt(19) === 46) {
    for (at = 20; isDigit(text, at); at += 1) {
      const digit = text.charCodeAt(at) - 48;
      if (at < 23) fraction_ms += digit * (at === 20 ? 100 : at === 21 ? 10 : 1);
      else if (at === 23 && digit >= 5) fraction_ms += 1;
    }
    if (at === 20) return 'time_malformed';
  }
  if (at === length) return 'time_without_offset';
  const offset_min = readOffsetAt(text, at);
  if (offset_min === undefined) return 'time_malformed';
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return 'time_impossible';
  if (year < 1 || Number.isNaN(offset_min)) return 'time_impossible';
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  if (day > (DAYS[month - 1] ?? 0) + leap) return 'time_impossible';
  return daysSince1970(year, month, day) * 86_400_000 + ((hour * 60 + minute - offset_min) * 60 + second) * 1000 + fraction_ms;
}

/** `+07:00` in minutes; undefined when it is malformed or beyond 14 hours. `Z` is not taken (EPCIS 2.0 §7.4.1). */
export function readZoneOffset(text: string): number | undefined {
  if (text.length !== 6) return undefined;
  const minutes = readOffsetAt(text, 0);
  return minutes === undefined || Number.isNaN(minutes) ? undefined : minutes;
}

/** The canonical text of an instant: UTC with three fraction digits. */
export function writeTime(instant_ms: number): string {
  return new Date(instant_ms).toISOString();
}

/** NaN: well-formed but impossible. */
function readOffsetAt(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at);
  if (sign === 90 || sign === 122) return at + 1 === text.length ? 0 : undefined;
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text[at + 3] !== ':') return undefined;
  const hours = digits(text, at + 1, 2);
  const minutes = digits(text, at + 4, 2);
  if ((hours | minutes) < 0) return undefined;
  if (hours > 14 || minutes > 59 || (hours === 14 && minutes > 0)) return Number.NaN;
  return (hours * 60 + minutes) * (sign === 45 ? -1 : 1);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** The number written with `count` digits at a place, -1 when there are not so many. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Proleptic Gregorian days, counted in eras of 400 years that begin on 1 March. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
