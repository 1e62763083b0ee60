// Captures one document: read, decide, write, in one transaction. Knows no request: API, forms, demo and jobs call it.
import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { inTransaction } from '../db.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import { releaseColumns } from './carry-reading.ts';
import {
  captureStatement,
  findIdempotentRequest,
  idempotencyStatement,
  insertCapture,
  insertIdempotentRequests,
  mergeVocabularyElements,
  newJob,
} from './job-store.ts';
import type { CaptureJob, IdempotentRequest } from './job-store.ts';
import type { WireStatement } from '../run-together.ts';
import { Turnstile } from '../turnstile.ts';
import { faults_max, placeOf } from './read-capture.ts';
import { isReadBeside, readBatch } from './read-batch.ts';
import type { BatchReading } from './read-batch.ts';
import { admitEvents, countDuplicates, storeNewBatch, writeAdmitted } from './write-events.ts';
import type { Duplicate } from './write-events.ts';

export interface CaptureInput {
  readonly orgId: number;
  /** 'key:…', 'user:…', 'demo': for the audit trail. */
  readonly actor: string;
  readonly source: 'document' | 'form' | 'demo';
  readonly mediaType: string;
  /** EPCISDocument or EPCISQueryDocument as JSON or XML text, as `mediaType` tells; bytes are UTF-8. */
  readonly body: string | Uint8Array;
  readonly errorBehaviour: 'rollback' | 'proceed';
  /** GS1-Extensions of the request: prefix → namespace. */
  readonly extensions?: Readonly<Record<string, string>>;
  readonly idempotencyKey?: string;
  /** Record time to put instead of the capture's own; only the demo province may. */
  readonly recordedAt?: Date;
}

/**
 * Reading holds the one thread: long documents are read one after another, and other requests come between. The next one begins
 * when the rows of the one before are on their way: read first and sent later, a document leaves the database waiting for the thread.
 */
const long_document_min_bytes = 262_144;
const readings = new Turnstile({ atOnce_max: 1, waiting_max: 300 });
/** Read beside, a document waits for nobody's rows: the bound is on what is in memory, and on transactions that write at once. */
const readingsBeside = new Turnstile({ atOnce_max: 3, waiting_max: 300 });

/** Takes a document of too many events another way; its answer is the answer. */
export type TakeTooMany = () => Promise<CaptureJob>;

/**
 * Throws `invalid` with every fault when nothing can be taken; a job otherwise, finished, with what became of it.
 * @param takeTooMany without it a document above the event limit is refused as `too_large`.
 */
export async function captureDocument(context: Context, input: CaptureInput, takeTooMany?: TakeTooMany): Promise<CaptureJob> {
  const { database } = context;
  const bytes = measureDocument(context, input.body);
  const earlier = await findEarlierAnswer(database.system, input);
  if (earlier !== undefined) return earlier;
  if (bytes < long_document_min_bytes) return readAndStore(context, input, bytes, () => undefined, takeTooMany);
  const turnstile = isReadBeside(input.body) ? readingsBeside : readings;
  return turnstile.run((leave) => readAndStore(context, input, bytes, leave, takeTooMany));
}

/** @param onSent called when the thread is free for another document, at the latest when this one waits for the database. */
async function readAndStore(
  context: Context,
  input: CaptureInput,
  bytes: number,
  onSent: () => void,
  takeTooMany?: TakeTooMany,
): Promise<CaptureJob> {
  const { config, database } = context;
  const id = context.newId();
  const options = {
    eventsMax: config.captureEventsMax,
    extensions: input.extensions,
    now: context.now(),
    mediaType: input.mediaType,
  };
  const reading = await readBatch(context, input.body, input, id, input.errorBehaviour, options);
  const { batch } = reading;
  const at = context.now();
  const job: CaptureJob = {
    ...newJob({ id, at, bytes }, input),
    finished_at: at,
    events_given: reading.eventsGiven,
    warnings: reading.warnings,
    document_header: reading.document_header,
    events_incomplete: batch === undefined ? 0 : reading.eventsIncomplete,
  };
  if (batch === undefined) {
    onSent();
    return refuseDocument(context, job, reading, takeTooMany);
  }
  try {
    const stored = await storeNewDocument(context, input, job, batch, reading, onSent);
    if (stored !== undefined) {
      releaseColumns(batch.columns);
      return stored;
    }
    onSent();
    return await storeDocument(context, input, job, batch, reading);
  } catch (error) {
    if (error instanceof RolledBack) {
      await insertCapture(database.system, error.job);
      return error.job;
    }
    // The same request committed while this one ran: its answer is the answer.
    const twin =
      (error as { constraint?: string }).constraint === 'idempotent_requests_pkey'
        ? await findEarlierAnswer(database.system, input)
        : undefined;
    if (twin !== undefined) return twin;
    throw error;
  }
}

/** Keeps the job with its faults, and throws them; or has the document taken another way. */
async function refuseDocument(
  context: Context,
  job: CaptureJob,
  { faults: ofDocument, eventFaults, faultsTotal }: BatchReading,
  takeTooMany: TakeTooMany | undefined,
): Promise<CaptureJob> {
  const faults = [...ofDocument, ...eventFaults];
  const tooMany = faults.find(({ code }) => code === 'too_many_events');
  if (tooMany !== undefined && takeTooMany !== undefined) return takeTooMany();
  const told = faults.slice(0, faults_max);
  await insertCapture(context.database.system, { ...job, success: false, errors: told, errors_total: faultsTotal });
  if (tooMany !== undefined) throw tooLarge(tooMany);
  throw new AppError('invalid', 'document_has_faults', {
    vi: `Tài liệu có ${faultsTotal} chỗ sai, chưa ghi nhận sự kiện nào. Hãy sửa các chỗ nêu dưới đây rồi gửi lại.`,
    en: `The document has ${faultsTotal === 1 ? '1 fault' : `${faultsTotal} faults`}; nothing was captured. Mend the places below and send it again.`,
    faults: told,
    faultsTotal,
    epcisException: 'ValidationException',
  });
}

/** Ends the transaction of a document under `rollback` whose events contradict stored ones. */
class RolledBack extends Error {
  readonly job: CaptureJob;
  constructor(job: CaptureJob) {
    super('rolled back');
    this.job = job;
  }
}

type DocumentBatch = NonNullable<BatchReading['batch']>;

const recordTimeFor = ({ source, recordedAt }: CaptureInput): number | undefined => (source === 'demo' ? recordedAt?.getTime() : undefined);

const idempotencyOf = (context: Context, input: CaptureInput, job: CaptureJob): IdempotentRequest[] =>
  input.idempotencyKey === undefined
    ? []
    : [
        {
          orgId: input.orgId,
          key: input.idempotencyKey,
          requestHash: hashRequest(input),
          status: 202,
          location: job.id,
          body: null,
          createdAt: context.now(),
        },
      ];

/** The usual document: every event new, nothing else to keep. Undefined where it is not one; nothing is written then. */
async function storeNewDocument(
  context: Context,
  input: CaptureInput,
  job: CaptureJob,
  batch: DocumentBatch,
  { eventFaults, faultsTotal, masterData }: BatchReading,
  onSent: () => void,
): Promise<CaptureJob | undefined> {
  if (masterData.length > 0) return undefined;
  const result: CaptureJob = {
    ...job,
    success: eventFaults.length === 0,
    events_stored: batch.heads.length,
    errors: eventFaults.slice(0, faults_max),
    errors_total: faultsTotal,
    finished_at: context.now(),
  };
  const also = (): WireStatement[] => [captureStatement(result), ...idempotencyOf(context, input, job).map(idempotencyStatement)];
  const { allocator } = context.capture;
  const stored = await storeNewBatch(context.database.system, allocator, batch, also, { recordedAt_ms: recordTimeFor(input), onSent });
  // As stored, to the millisecond: a repeated request gets this very answer.
  return stored === undefined ? undefined : result;
}

/** The long way: some events are stored already or declare errors, or the header brings master data. */
async function storeDocument(
  context: Context,
  input: CaptureInput,
  job: CaptureJob,
  batch: DocumentBatch,
  reading: BatchReading,
): Promise<CaptureJob> {
  return inTransaction(context.database.system, async (db) => {
    const written = await writeDocument(context, db, input, job, batch, reading);
    if (reading.masterData.length > 0) await mergeVocabularyElements(db, input.orgId, job.id, context.now(), reading.masterData);
    await insertIdempotentRequests(db, idempotencyOf(context, input, job));
    return written;
  });
}

async function writeDocument(
  context: Context,
  db: Db,
  input: CaptureInput,
  job: CaptureJob,
  batch: DocumentBatch,
  { eventFaults, faultsTotal }: BatchReading,
): Promise<CaptureJob> {
  const admission = await admitEvents(db, context.capture.allocator, batch);
  const errors = [...eventFaults, ...admission.duplicates.map((duplicate) => duplicateFault(duplicate, batch.places[duplicate.index]!))];
  const contradicting = admission.duplicates.filter(({ kind }) => kind !== 'same');
  const finished = {
    ...job,
    events_duplicate: countDuplicates(admission.duplicates),
    errors: errors.slice(0, faults_max),
    errors_total: faultsTotal + admission.duplicates.length,
  };
  if (contradicting.length > 0 && input.errorBehaviour === 'rollback') throw new RolledBack({ ...finished, success: false });
  const stored = await writeAdmitted(db, batch, admission, recordTimeFor(input));
  const result: CaptureJob = {
    ...finished,
    success: eventFaults.length === 0 && contradicting.length === 0,
    events_stored: stored,
    finished_at: context.now(),
  };
  await insertCapture(db, result);
  return result;
}

const hashRequest = ({ errorBehaviour, body }: CaptureInput): Buffer => createHash('sha256').update(errorBehaviour).update(body).digest();

async function findEarlierAnswer(db: Db, input: CaptureInput): Promise<CaptureJob | undefined> {
  const { orgId, idempotencyKey } = input;
  if (idempotencyKey === undefined) return undefined;
  const earlier = await findIdempotentRequest(db, orgId, idempotencyKey);
  if (earlier === undefined) return undefined;
  assertSameRequest(earlier.request_hash, hashRequest(input));
  return earlier.job;
}

/** An idempotency key stands for one request: another body under it is a mistake of the caller. */
export function assertSameRequest(held: Buffer, given: Buffer): void {
  if (held.equals(given)) return;
  throw new AppError('conflict', 'idempotency_key_reused', {
    vi: 'Khóa Idempotency-Key này đã dùng cho một yêu cầu có nội dung khác. Hãy dùng khóa mới cho nội dung mới.',
    en: 'This Idempotency-Key was used for a request with another content. Use a new key for new content.',
  });
}

export function duplicateFault({ eventId, kind }: Duplicate, path: string): Fault {
  if (kind === 'declaration_differs') return differingFault(eventId, placeOf(path, '.errorDeclaration'));
  const same = kind === 'same';
  return {
    code: same ? 'event_already_stored' : 'event_id_taken',
    path: placeOf(path, '.eventID'),
    vi: same
      ? `Sự kiện ${eventId} đã có trong kho với nội dung y hệt; không ghi lại lần nữa. Không cần làm gì thêm.`
      : `Mã sự kiện ${eventId} đã dùng cho một sự kiện có nội dung khác. Muốn đính chính, hãy gửi khai báo sai sót (errorDeclaration) và một sự kiện mới với mã mới.`,
    en: same
      ? `Event ${eventId} is stored already with the very same content; it was not written twice. Nothing to do.`
      : `Event id ${eventId} belongs to an event with another content. To correct it, send an errorDeclaration and a new event with a new id.`,
  };
}

/** A declaration that does not repeat the event that it calls erroneous: it must not take back what it does not name. */
export const differingFault = (eventId: string, path: string): Fault => ({
  code: 'declaration_differs',
  path,
  vi: `Khai báo sai sót phải chép lại đúng sự kiện ${eventId} đã ghi nhận (mọi trường, chỉ thêm errorDeclaration); nội dung gửi lên khác, nên không ghi nhận và sự kiện cũ giữ nguyên. Hãy lấy lại sự kiện ấy từ /epcis/events/${encodeURIComponent(eventId)} rồi thêm errorDeclaration; nội dung đúng gửi thành sự kiện mới với mã mới.`,
  en: `An error declaration must repeat event ${eventId} as captured (every field, with errorDeclaration added); this one says something else, so it was not captured and the event stays. Read the event at /epcis/events/${encodeURIComponent(eventId)} and add errorDeclaration; send what is right as a new event with a new id.`,
});

/** In bytes. Throws `too_large` for more than are read at once. */
export function measureDocument({ config: { captureBytesMax: max } }: Context, body: string | Uint8Array): number {
  const bytes = Buffer.byteLength(body);
  if (bytes <= max) return bytes;
  throw tooLarge({
    vi: `Tài liệu nặng ${bytes} byte, tối đa ${max} byte. Hãy chia thành nhiều tài liệu nhỏ hơn.`,
    en: `The document has ${bytes} bytes, at most ${max} are taken. Split it into smaller documents.`,
  });
}

function tooLarge({ vi, en }: Pick<Fault, 'vi' | 'en'>): AppError {
  return new AppError('too_large', 'capture_limit', { vi, en, epcisException: 'CaptureLimitExceededException' });
}
