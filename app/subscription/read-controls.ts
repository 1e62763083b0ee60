// Reads when a subscription reports and from when on (EPCIS 2.0 §8.2.5.2): the same members in a body and in a query string. Pure.
import { EPC_FORMATS, readTime } from '@nguon/epcis';
import type { EpcFormat } from '@nguon/epcis';
import type { Fault } from '../errors.ts';
import { findNextTime, readSchedule, schedule_fields } from './schedule.ts';
import type { ScheduleText } from './schedule.ts';

export interface Controls {
  /** Undefined: as events are committed. */
  readonly schedule: ScheduleText | undefined;
  readonly reportIfEmpty: boolean;
  readonly initialRecordTime: Date;
}

/** @param given members of a subscription's body; faults are added with their paths. */
export function readControls(given: Readonly<Record<string, unknown>>, faults: Fault[], now: Date): Controls {
  return { ...readWhen(given, faults, now), initialRecordTime: readInitialTime(given['initialRecordTime'], faults, now) };
}

/** The form of identifiers asked for by the header GS1-EPC-Format. */
export function readFormat(given: string | undefined, faults: Fault[]): EpcFormat | undefined {
  const format = EPC_FORMATS.find((name) => name === (given ?? 'Always_GS1_Digital_Link'));
  if (format === undefined)
    faults.push(fault('GS1-EPC-Format', `Chỉ nhận: ${EPC_FORMATS.join(', ')}.`, `Takes: ${EPC_FORMATS.join(', ')}.`));
  return format;
}

function readWhen(given: Readonly<Record<string, unknown>>, faults: Fault[], now: Date): Omit<Controls, 'initialRecordTime'> {
  const { stream, schedule, reportIfEmpty = false } = given;
  if ((stream !== undefined && typeof stream !== 'boolean') || (stream === true) === (schedule !== undefined))
    faults.push(
      fault(
        '$',
        'Cần đúng một trong hai: "stream": true, hoặc "schedule": {…}.',
        'Exactly one of "stream": true and "schedule": {…} is wanted.',
      ),
    );
  if (typeof reportIfEmpty !== 'boolean') faults.push(fault('$.reportIfEmpty', 'Là true hoặc false.', 'true or false is wanted.'));
  if (schedule === undefined) return { schedule: undefined, reportIfEmpty: false };
  if (typeof schedule !== 'object' || schedule === null || Array.isArray(schedule)) {
    faults.push(
      fault(
        '$.schedule',
        'Là một đối tượng có các trường ' + schedule_fields.join(', ') + '.',
        'An object of ' + schedule_fields.join(', ') + ' is wanted.',
      ),
    );
    return { schedule: undefined, reportIfEmpty: false };
  }
  const text: Record<string, string> = {};
  for (const [name, value] of Object.entries(schedule))
    if (!(schedule_fields as readonly string[]).includes(name) || (typeof value !== 'string' && typeof value !== 'number'))
      faults.push(
        fault(
          `$.schedule.${name.slice(0, 60)}`,
          'Lịch không có trường này, hoặc giá trị không phải chữ.',
          'A schedule has no such member, or its value is no text.',
        ),
      );
    else text[name] = String(value);
  const read = readSchedule(text as ScheduleText, '$.schedule');
  faults.push(...read.faults);
  if (read.faults.length === 0 && findNextTime(read.schedule, now) === undefined)
    faults.push(fault('$.schedule', 'Không ngày nào khớp với lịch này.', 'No day fits this schedule.'));
  return { schedule: text as ScheduleText, reportIfEmpty: reportIfEmpty === true };
}

function readInitialTime(given: unknown, faults: Fault[], now: Date): Date {
  if (given === undefined) return now;
  const instant_ms = typeof given === 'string' ? readTime(given) : 'time_malformed';
  if (typeof instant_ms === 'number') return new Date(instant_ms);
  faults.push(
    fault(
      '$.initialRecordTime',
      'Cần thời điểm ISO 8601 có múi giờ, ví dụ 2026-11-22T08:30:00+07:00.',
      'An ISO 8601 time with an offset is wanted, such as 2026-11-22T08:30:00+07:00.',
    ),
  );
  return now;
}

function fault(path: string, vi: string, en: string): Fault {
  return { code: 'subscription_body', path, vi, en };
}
