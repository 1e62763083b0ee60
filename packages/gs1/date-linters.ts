// Checks of dates and times inside application identifiers (linters yymmd0, yymmdd, yyyymmdd, hh, hhmi, mi, ss …).

import { DIGIT, findOutside } from './charset.ts';
import type { ReadingFaultCode } from './fault-texts.ts';
import type { Linter, LintFault } from './linter.ts';

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Date of 6 (YYMMDD) or 8 (YYYYMMDD) digits; with `dayZero` the day 00 stands for the whole month. A two-digit year
 * lies within 1951–2050 seen from 2000 (General Specifications 7.12), where every fourth year, 2000 too, is a leap year.
 */
function lintDate(value: string, digits: 6 | 8, dayZero: boolean): LintFault | undefined {
  if (value.length < digits) return { code: 'date_too_short', at: 0, length: value.length };
  if (value.length > digits) return { code: 'date_too_long', at: 0, length: value.length };
  const other = findOutside(value, 0, digits, DIGIT);
  if (other >= 0) return { code: 'non_digit_character', at: other, length: 1 };
  const yearDigits = digits - 4;
  const year = Number(value.slice(0, yearDigits));
  const month = twoDigits(value, yearDigits);
  const day = twoDigits(value, yearDigits + 2);
  if (month < 1 || month > 12) return { code: 'illegal_month', at: yearDigits, length: 2 };
  const leap = year % 4 === 0 && (digits === 6 || year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 && leap ? 29 : MONTH_DAYS[month - 1]!;
  if (day > last || (day === 0 && !dayZero)) return { code: 'illegal_day', at: yearDigits + 2, length: 2 };
  return undefined;
}

function twoDigits(value: string, at: number): number {
  return (value.charCodeAt(at) - 48) * 10 + value.charCodeAt(at + 1) - 48;
}

interface ClockPart {
  readonly limit: number;
  readonly illegal: ReadingFaultCode;
  readonly short: ReadingFaultCode;
  readonly long: ReadingFaultCode;
}

const HOUR: ClockPart = { limit: 24, illegal: 'illegal_hour', short: 'hour_too_short', long: 'hour_too_long' };
const MINUTE: ClockPart = { limit: 60, illegal: 'illegal_minute', short: 'minute_too_short', long: 'minute_too_long' };
const SECOND: ClockPart = { limit: 60, illegal: 'illegal_second', short: 'second_too_short', long: 'second_too_long' };

function lintClockPart(value: string, part: ClockPart): LintFault | undefined {
  const whole = { at: 0, length: value.length };
  if (value.length < 2) return { code: part.short, ...whole };
  if (value.length > 2) return { code: part.long, ...whole };
  const other = findOutside(value, 0, 2, DIGIT);
  if (other >= 0) return { code: 'non_digit_character', at: other, length: 1 };
  return twoDigits(value, 0) < part.limit ? undefined : { code: part.illegal, ...whole };
}

function lintHourMinute(value: string): LintFault | undefined {
  if (value.length < 4) return { code: 'hour_with_minute_too_short', at: 0, length: value.length };
  if (value.length > 4) return { code: 'hour_with_minute_too_long', at: 0, length: value.length };
  const other = findOutside(value, 0, 4, DIGIT);
  if (other >= 0) return { code: 'non_digit_character', at: other, length: 1 };
  if (twoDigits(value, 0) > 23) return { code: 'illegal_hour', at: 0, length: 2 };
  return twoDigits(value, 2) > 59 ? { code: 'illegal_minute', at: 2, length: 2 } : undefined;
}

export const DATE_LINTERS: Readonly<Record<string, Linter>> = {
  yymmdd: (value) => lintDate(value, 6, false),
  yymmd0: (value) => lintDate(value, 6, true),
  yyyymmdd: (value) => lintDate(value, 8, false),
  yyyymmd0: (value) => lintDate(value, 8, true),
  hh: (value) => lintClockPart(value, HOUR),
  mi: (value) => lintClockPart(value, MINUTE),
  ss: (value) => lintClockPart(value, SECOND),
  hhmi: lintHourMinute,
};
