// Captures single events: those that arrive together share a transaction, each caller is answered after its commit.
import { createHash } from 'node:crypto';
import type { DocumentReading } from '@nguon/epcis';
import { isXmlType } from '../answer-form.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import { assertSameRequest, differingFault } from './capture-document.ts';
import { findIdempotentRequest } from './job-store.ts';
import { findGaps, judgeEvents } from './judge-events.ts';
import { prepareEvent } from './prepared-event.ts';
import { listLacks } from './read-batch.ts';
import { readCapture } from './read-capture.ts';

export interface EventInput {
  readonly orgId: number;
  /** 'key:…', 'user:…'. */
  readonly actor: string;
  /** One bare event as JSON text with its own @context, or as XML. */
  readonly body: string;
  readonly mediaType: string;
  readonly extensions?: Readonly<Record<string, string>>;
  readonly idempotencyKey?: string;
}

export interface CapturedEvent {
  readonly eventId: string;
  /** The event as it was taken, for the answer's body. */
  readonly body: string;
  readonly recordTime: Date;
  /** What the event lacks by the profiles in force; it is kept all the same. */
  readonly missing: readonly Fault[];
}

/** Throws `invalid` with the faults, or `conflict` with the stored event's id as location when the id is taken. */
export async function captureEvent(context: Context, input: EventInput): Promise<CapturedEvent> {
  const before = await findEarlierAnswer(context, input);
  if (before !== undefined) return before;
  const { reading, gaps } = await judgeEvents(context, input, read(context, input));
  const missing = listLacks(gaps);
  const faults = [...reading.faults, ...reading.events.flatMap((event) => event.faults)];
  const event = reading.events[0]?.event;
  if (reading.kind !== 'event' && faults.length === 0)
    faults.push({
      code: 'not_a_bare_event',
      path: isXmlType(input.mediaType) ? '/' : '$.type',
      vi: 'Địa chỉ này nhận một sự kiện riêng lẻ. Hãy gửi cả tài liệu tới /epcis/capture.',
      en: 'This address takes one bare event. Send documents to /epcis/capture.',
    });
  if (event === undefined || faults.length > 0) throw refusal(faults, Math.max(reading.faultsTotal, faults.length));
  const prepared = prepareEvent(event);
  const outcome = await context.capture.groupCommit
    .put({
      incoming: { prepared, orgId: input.orgId, gaps: gaps.get(0) },
      idempotency:
        input.idempotencyKey === undefined
          ? undefined
          : { key: input.idempotencyKey, requestHash: hashRequest(input), createdAt: context.now() },
    })
    .catch((error: unknown): { readonly kind: 'key_taken' } => {
      if ((error as { constraint?: unknown }).constraint === 'idempotent_requests_pkey') return { kind: 'key_taken' };
      throw error;
    });
  // The same request, or another under the same key, was stored while this one waited.
  const twin = outcome.kind === 'stored' ? undefined : await findEarlierAnswer(context, input);
  if (twin !== undefined) return twin;
  if (outcome.kind === 'key_taken')
    throw new AppError('unavailable', 'capture_collision', {
      vi: 'Một yêu cầu khác cùng Idempotency-Key đang được xử lý. Hãy gửi lại sau giây lát.',
      en: 'Another request with this Idempotency-Key is being handled. Send it again in a moment.',
      retryAfter_s: 1,
    });
  if (outcome.kind === 'declaration_differs')
    throw refusal([differingFault(prepared.eventId, isXmlType(input.mediaType) ? '/' : '$.errorDeclaration')], 1);
  if (outcome.kind !== 'stored') {
    const isSame = outcome.kind === 'same';
    throw new AppError('conflict', 'event_id_taken', {
      vi: isSame
        ? 'Sự kiện này đã có trong kho với nội dung y hệt. Không cần gửi lại.'
        : 'Mã sự kiện này đã dùng cho một sự kiện có nội dung khác. Muốn đính chính, hãy gửi khai báo sai sót (errorDeclaration).',
      en: isSame
        ? 'This event is stored already with the very same content. No need to send it again.'
        : 'This event id belongs to an event with another content. To correct it, send an errorDeclaration.',
      location: `/epcis/events/${encodeURIComponent(prepared.eventId)}`,
      epcisException: 'ResourceAlreadyExistsException',
    });
  }
  return { eventId: prepared.eventId, body: event.body, recordTime: new Date(outcome.recordTime_ms), missing };
}

const refusal = (faults: readonly Fault[], faultsTotal: number): AppError =>
  new AppError('invalid', 'event_has_faults', {
    vi: 'Sự kiện có chỗ sai, chưa được ghi nhận. Hãy sửa các chỗ nêu dưới đây rồi gửi lại.',
    en: 'The event has faults and was not captured. Mend the places below and send it again.',
    faults,
    faultsTotal,
    epcisException: 'ValidationException',
  });

const read = (context: Context, { body, extensions, mediaType }: EventInput): DocumentReading =>
  readCapture(body, { eventsMax: 1, extensions, now: context.now(), mediaType });

const hashRequest = ({ body }: EventInput): Buffer => createHash('sha256').update('event').update(body).digest();

async function findEarlierAnswer(context: Context, input: EventInput): Promise<CapturedEvent | undefined> {
  if (input.idempotencyKey === undefined) return undefined;
  const earlier = await findIdempotentRequest(context.database.system, input.orgId, input.idempotencyKey);
  if (earlier === undefined) return undefined;
  assertSameRequest(earlier.request_hash, hashRequest(input));
  // Read as the first time, so that the answer is the same text, and tells the same lacks.
  const reading = read(context, input);
  const body = reading.events[0]?.event?.body ?? (isXmlType(input.mediaType) ? '{}' : input.body);
  return {
    eventId: earlier.location ?? '',
    body,
    recordTime: new Date(earlier.body ?? 0),
    missing: listLacks(await findGaps(context, reading)),
  };
}
