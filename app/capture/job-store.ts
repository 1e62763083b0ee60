// SQL of capture jobs, idempotent requests and header master data.
import { vocabularyKey } from '@nguon/epcis';
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';
import type { Fault } from '../errors.ts';
import { runTogether } from '../run-together.ts';
import type { WireStatement } from '../run-together.ts';

/** A capture job, as stored: what was asked and what became of it (EPCIS 2.0 §8.3). */
export interface CaptureJob {
  readonly id: string;
  readonly org_id: number;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly success: boolean;
  readonly error_behaviour: 'rollback' | 'proceed';
  readonly source: 'document' | 'form' | 'demo' | 'load';
  readonly media_type: string;
  readonly bytes: number;
  readonly events_given: number;
  readonly events_stored: number;
  readonly events_duplicate: number;
  /** Stored events that lack something by a profile. */
  readonly events_incomplete: number;
  readonly errors: readonly Fault[];
  readonly errors_total: number;
  /** What was taken but not understood in full. */
  readonly warnings: readonly Fault[];
  readonly created_by: string;
  /** What the document says of itself, as an EPCIS document in JSON without events and master data. */
  readonly document_header: string | null;
}

/** A job of which nothing is done yet. */
export const newJob = (
  { id, at, bytes }: { readonly id: string; readonly at: Date; readonly bytes: number },
  sent: {
    readonly orgId: number;
    readonly actor: string;
    readonly source: CaptureJob['source'];
    readonly mediaType: string;
    readonly errorBehaviour: CaptureJob['error_behaviour'];
  },
): CaptureJob => ({
  id,
  org_id: sent.orgId,
  created_at: at,
  finished_at: null,
  success: true,
  error_behaviour: sent.errorBehaviour,
  source: sent.source,
  media_type: sent.mediaType,
  bytes,
  events_given: 0,
  events_stored: 0,
  events_duplicate: 0,
  events_incomplete: 0,
  errors: [],
  errors_total: 0,
  warnings: [],
  document_header: null,
  created_by: sent.actor,
});

/** A job in a list: without the header of its document, which may be long. */
export type ListedJob = Omit<CaptureJob, 'document_header'>;

/** jsonb holds neither NUL nor half a surrogate pair; a fault that quotes one shows a sign in its place. */
export function writeStorableJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? item.replaceAll('\0', '␀').toWellFormed() : item));
}

export const captureStatement = (job: CaptureJob): WireStatement => ({
  name: 'capture_job',
  text: `insert into captures (id, org_id, created_at, finished_at, success, error_behaviour, source, media_type, bytes, events_given,
      events_stored, events_duplicate, errors, errors_total, created_by, warnings, events_incomplete, document_header)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14, $15, $16::jsonb, $17, $18)`,
  values: [
    job.id,
    String(job.org_id),
    job.created_at.toISOString(),
    job.finished_at?.toISOString() ?? null,
    String(job.success),
    job.error_behaviour,
    job.source,
    job.media_type,
    String(job.bytes),
    String(job.events_given),
    String(job.events_stored),
    String(job.events_duplicate),
    writeStorableJson(job.errors),
    String(job.errors_total),
    job.created_by,
    writeStorableJson(job.warnings),
    String(job.events_incomplete),
    job.document_header,
  ],
});

export async function insertCapture(db: Db, job: CaptureJob): Promise<void> {
  await runTogether(db, [captureStatement(job)]);
}

/** What moves while a job runs. */
export const jobChanges = (job: CaptureJob) => ({
  finished_at: job.finished_at,
  success: job.success,
  events_given: job.events_given,
  events_stored: job.events_stored,
  events_duplicate: job.events_duplicate,
  events_incomplete: job.events_incomplete,
  errors: writeStorableJson(job.errors),
  errors_total: job.errors_total,
  warnings: writeStorableJson(job.warnings),
  document_header: job.document_header,
});

const captures = sqlBuilder
  .selectFrom('captures')
  .select([
    'id',
    'org_id',
    'created_at',
    'finished_at',
    'success',
    'error_behaviour',
    'source',
    'media_type',
    'bytes',
    'events_given',
    'events_stored',
    'events_duplicate',
    'events_incomplete',
    'errors',
    'errors_total',
    'warnings',
    'created_by',
  ]);

export async function findCapture(db: Db, orgId: number, id: string): Promise<CaptureJob | undefined> {
  return (await runOne(db, captures.select('document_header').where('org_id', '=', orgId).where('id', '=', id))) as CaptureJob | undefined;
}

/** Newest first; `before` = the last job of the page before. */
export async function listCaptures(
  db: Db,
  orgId: number,
  limit: number,
  before?: { readonly created_at: Date; readonly id: string },
): Promise<ListedJob[]> {
  let query = captures.where('org_id', '=', orgId).orderBy('created_at', 'desc').orderBy('id').limit(limit);
  if (before !== undefined)
    query = query.where(({ eb, or, and }) =>
      or([eb('created_at', '<', before.created_at), and([eb('created_at', '=', before.created_at), eb('id', '>', before.id)])]),
    );
  return (await run(db, query)) as ListedJob[];
}

export interface EarlierAnswer {
  readonly request_hash: Buffer;
  readonly status: number;
  readonly location: string | null;
  readonly body: string | null;
  readonly job: CaptureJob | undefined;
}

export async function findIdempotentRequest(db: Db, orgId: number, key: string): Promise<EarlierAnswer | undefined> {
  const earlier = await runOne(
    db,
    sqlBuilder
      .selectFrom('idempotent_requests')
      .select(['request_hash', 'status', 'location', 'body'])
      .where('org_id', '=', orgId)
      .where('idempotency_key', '=', key),
  );
  if (earlier === undefined) return undefined;
  const isJob = earlier.status === 202 && earlier.location !== null;
  return { ...earlier, job: isJob ? await findCapture(db, orgId, earlier.location!) : undefined };
}

export interface IdempotentRequest {
  readonly orgId: number;
  readonly key: string;
  readonly requestHash: Buffer;
  readonly status: number;
  /** The job's id, or the stored event's id. */
  readonly location: string;
  /** Record time of a single event, as ISO text. */
  readonly body: string | null;
  readonly createdAt: Date;
}

export const idempotencyStatement = (request: IdempotentRequest): WireStatement => ({
  name: 'capture_idempotency',
  text: `insert into idempotent_requests (org_id, idempotency_key, request_hash, status, location, body, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)`,
  values: [
    String(request.orgId),
    request.key,
    request.requestHash,
    String(request.status),
    request.location,
    request.body,
    request.createdAt.toISOString(),
  ],
});

export async function insertIdempotentRequests(db: Db, requests: readonly IdempotentRequest[]): Promise<void> {
  if (requests.length > 0) await runTogether(db, requests.map(idempotencyStatement));
}

export async function deleteIdempotentRequestsBefore(db: Db, before: Date): Promise<void> {
  await run(db, sqlBuilder.deleteFrom('idempotent_requests').where('created_at', '<', before));
}

export interface VocabularyElement {
  readonly type: string;
  readonly id: string;
  readonly attributes: readonly { readonly id: string; readonly value: unknown }[];
  readonly children: readonly string[];
}

const withKeys = (element: VocabularyElement): object => ({
  ...element,
  key: vocabularyKey(element.id),
  child_keys: element.children.map(vocabularyKey),
});

export async function mergeVocabularyElements(
  db: Db,
  orgId: number,
  captureId: string,
  at: Date,
  elements: readonly VocabularyElement[],
): Promise<void> {
  // One row per element: a document that repeats one keeps its last.
  const last = new Map(elements.map((element) => [`${element.type}\n${element.id}`, element]));
  await db.query({
    text: `insert into vocabulary_elements (org_id, vocabulary, element_id, attributes, children, element_key, child_keys, capture_id, updated_at)
      select $1, r.type, r.id, coalesce(r.attributes, '[]'), array(select jsonb_array_elements_text(coalesce(r.children, '[]'))), r.key,
        array(select jsonb_array_elements_text(r.child_keys)), $2, $3
      from jsonb_to_recordset($4::jsonb) as r (type text, id text, attributes jsonb, children jsonb, key text, child_keys jsonb) order by 2, 3
      on conflict (org_id, vocabulary, element_id) do update set attributes = excluded.attributes, children = excluded.children,
        element_key = excluded.element_key, child_keys = excluded.child_keys, capture_id = excluded.capture_id, updated_at = excluded.updated_at`,
    values: [orgId, captureId, at, writeStorableJson([...last.values()].map(withKeys))],
  });
}
