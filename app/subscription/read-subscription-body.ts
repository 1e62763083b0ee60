// Reads the body that makes a subscription (EPCIS 2.0 §12.7): where to, when, from when on, with all faults. Pure.
import { EPC_FORMATS, readTime } from '@nguon/epcis';
import type { EpcFormat } from '@nguon/epcis';
import type { Fault } from '../errors.ts';
import { checkDestination } from './public-address.ts';
import type { DestinationFault, WebhookRules } from './public-address.ts';
import { findNextTime, readSchedule, schedule_fields } from './schedule.ts';
import type { ScheduleText } from './schedule.ts';

const dest_max_characters = 2_000;
const token_max_characters = 500;

export interface SubscriptionBody {
  readonly dest: string;
  readonly signatureToken: string | undefined;
  /** Undefined: as events are committed. */
  readonly schedule: ScheduleText | undefined;
  readonly reportIfEmpty: boolean;
  readonly initialRecordTime: Date;
  readonly epcFormat: EpcFormat;
}

export interface SubscriptionBodyReading {
  readonly body: SubscriptionBody | undefined;
  readonly faults: readonly Fault[];
}

const known = ['dest', 'signatureToken', 'initialRecordTime', 'stream', 'schedule', 'reportIfEmpty', '@context'];

export function readSubscriptionBody(text: string, epcFormat: string | undefined, rules: WebhookRules, now: Date): SubscriptionBodyReading {
  const given = parseObject(text);
  if (given === undefined)
    return {
      body: undefined,
      faults: [fault('$', 'Cần một đối tượng JSON {"dest": …, "stream": true}.', 'A JSON object {"dest": …, "stream": true} is wanted.')],
    };
  const faults = Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => fault(`$.${name.slice(0, 60)}`, 'Không có trường này.', 'There is no such member.'));
  const dest = readDestination(given['dest'], rules, faults);
  const when = readWhen(given, faults, now);
  const { signatureToken } = given;
  if (
    signatureToken !== undefined &&
    (typeof signatureToken !== 'string' || signatureToken === '' || signatureToken.length > token_max_characters)
  )
    faults.push(
      fault('$.signatureToken', `Là chữ dài từ 1 đến ${token_max_characters} ký tự.`, `A text of 1 to ${token_max_characters} characters.`),
    );
  const initialRecordTime = readInitialTime(given['initialRecordTime'], faults, now);
  const format = EPC_FORMATS.find((name) => name === (epcFormat ?? 'Always_GS1_Digital_Link'));
  if (format === undefined)
    faults.push(fault('GS1-EPC-Format', `Chỉ nhận: ${EPC_FORMATS.join(', ')}.`, `Takes: ${EPC_FORMATS.join(', ')}.`));
  return faults.length > 0
    ? { body: undefined, faults }
    : {
        body: {
          dest: dest!,
          signatureToken: signatureToken as string | undefined,
          schedule: when.schedule,
          reportIfEmpty: when.reportIfEmpty,
          initialRecordTime,
          epcFormat: format!,
        },
        faults,
      };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const destinationWords: Readonly<Record<DestinationFault, readonly [string, string]>> = {
  not_web: ['Cần một địa chỉ https:// không kèm tên và mật khẩu.', 'An https:// address without user name and password is wanted.'],
  not_https: [
    'Địa chỉ nhận phải là https, vì dữ liệu đi qua mạng công cộng.',
    'The address must be https: the data cross the public network.',
  ],
  private: [
    'Địa chỉ nằm trong mạng riêng của máy chủ, không gửi tới được. Hãy dùng địa chỉ công khai.',
    'The address lies in a private network and is not called. Use a public one.',
  ],
};

function readDestination(dest: unknown, rules: WebhookRules, faults: Fault[]): string | undefined {
  if (typeof dest !== 'string' || dest.length > dest_max_characters) {
    faults.push(fault('$.dest', ...destinationWords.not_web));
    return undefined;
  }
  const wrong = checkDestination(dest, rules);
  if (wrong !== undefined) faults.push(fault('$.dest', ...destinationWords[wrong]));
  return dest;
}

function readWhen(
  given: Record<string, unknown>,
  faults: Fault[],
  now: Date,
): { schedule: ScheduleText | undefined; reportIfEmpty: boolean } {
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
