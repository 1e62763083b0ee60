// Reads the body that makes a subscription (EPCIS 2.0 §12.7): where to, when, from when on, with all faults. Pure.
import type { EpcFormat } from '@nguon/epcis';
import type { Fault } from '../errors.ts';
import { checkDestination } from './delivery/public-address.ts';
import type { DestinationFault, WebhookRules } from './delivery/public-address.ts';
import { readControls, readFormat } from './read-controls.ts';
import type { Controls } from './read-controls.ts';

const dest_max_characters = 2_000;
const token_max_characters = 500;

export interface SubscriptionBody extends Controls {
  readonly dest: string;
  readonly signatureToken: string | undefined;
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
  const controls = readControls(given, faults, now);
  const { signatureToken } = given;
  if (
    signatureToken !== undefined &&
    (typeof signatureToken !== 'string' || signatureToken === '' || signatureToken.length > token_max_characters)
  )
    faults.push(
      fault('$.signatureToken', `Là chữ dài từ 1 đến ${token_max_characters} ký tự.`, `A text of 1 to ${token_max_characters} characters.`),
    );
  const format = readFormat(epcFormat, faults);
  return faults.length > 0
    ? { body: undefined, faults }
    : {
        body: {
          dest: dest!,
          signatureToken: signatureToken as string | undefined,
          ...controls,
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
    'Địa chỉ nhận phải là https, vì dữ liệu đi qua mạng công cộng. Máy trong mạng riêng: nhờ người vận hành cổng cho phép (NGUON_WEBHOOK_HOSTS).',
    'The address must be https: the data cross the public network. For a machine in a private network, ask the operator to allow it (NGUON_WEBHOOK_HOSTS).',
  ],
  private: [
    'Địa chỉ nằm trong mạng riêng của máy chủ, không gửi tới được. Hãy dùng địa chỉ công khai, hoặc nhờ người vận hành cổng cho phép máy này (NGUON_WEBHOOK_HOSTS).',
    'The address lies in a private network and is not called. Use a public one, or ask the operator to allow this host (NGUON_WEBHOOK_HOSTS).',
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

function fault(path: string, vi: string, en: string): Fault {
  return { code: 'subscription_body', path, vi, en };
}
