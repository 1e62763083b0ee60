// SQL of the workspace's reading: documents and events of one organisation. It writes nothing.
import { sql } from 'kysely';
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';
import type { Fault } from '../errors.ts';

export interface DocumentRow {
  readonly id: string;
  readonly created_at: Date;
  /** Absent: work on it goes on. */
  readonly finished_at: Date | null;
  readonly success: boolean;
  readonly source: 'document' | 'form' | 'demo' | 'load';
  readonly bytes: number;
  readonly events_given: number;
  readonly events_stored: number;
  readonly events_duplicate: number;
  readonly events_incomplete: number;
  readonly errors_total: number;
  readonly created_by: string;
  readonly sender: string | null;
}

const documentColumns = [
  'c.id',
  'c.created_at',
  'c.finished_at',
  'c.success',
  'c.source',
  'c.bytes',
  'c.events_given',
  'c.events_stored',
  'c.events_duplicate',
  'c.events_incomplete',
  'c.errors_total',
  'c.created_by',
] as const;

/** Name of the key or person behind `created_by`. */
const sender = sql<string | null>`coalesce(
  (select k.name from api_keys k where 'key:' || k.id = c.created_by),
  (select u.display_name from users u where 'user:' || u.id = c.created_by))`;

/** Newest first; `before` = the last document of the page before. */
export async function listDocuments(
  db: Db,
  orgId: number,
  of: { readonly onlyFaulty: boolean; readonly before?: { readonly at: Date; readonly id: string } | undefined },
  limit: number,
): Promise<DocumentRow[]> {
  const { before } = of;
  let query = sqlBuilder
    .selectFrom('captures as c')
    .select([...documentColumns, sender.as('sender')])
    .where('c.org_id', '=', orgId)
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id')
    .limit(limit);
  // A job that succeeded lists only what was there already.
  if (of.onlyFaulty) query = query.where('c.errors_total', '>', 0).where('c.success', '=', false);
  if (before !== undefined)
    query = query.where(({ eb, or, and }) =>
      or([eb('c.created_at', '<', before.at), and([eb('c.created_at', '=', before.at), eb('c.id', '>', before.id)])]),
    );
  return (await run(db, query)) as DocumentRow[];
}

export interface DocumentDetails extends DocumentRow {
  readonly errors: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** Of a large document under way: whether it is still read through, and how many events have been dealt with. */
  readonly phase: 'checking' | 'storing' | null;
  readonly events_done: number | null;
  /** What the document says of itself (app/capture/document-header.ts). */
  readonly document_header: string | null;
}

export async function findDocument(db: Db, orgId: number, id: string): Promise<DocumentDetails | undefined> {
  const row = await runOne(
    db,
    sqlBuilder
      .selectFrom('captures as c')
      .leftJoin('large_captures as l', 'l.capture_id', 'c.id')
      .select([...documentColumns, 'c.errors', 'c.warnings', 'c.document_header', 'l.phase', 'l.events_done', sender.as('sender')])
      .where('c.org_id', '=', orgId)
      .where('c.id', '=', id),
  );
  return row as DocumentDetails | undefined;
}

/** Counting stops here: a home page need not know whether it is one million or two. */
export const events_counted_max = 100_000;

export interface Overview {
  readonly documents: number;
  readonly faulty: number;
  readonly events: number;
  readonly keys: number;
}

export async function countOverview(db: Db, orgId: number, since: Date): Promise<Overview> {
  const { rows } = await db.query<Overview>({
    text: `select
        (select count(*)::int from captures where org_id = $1 and created_at >= $2) as documents,
        (select count(*)::int from captures where org_id = $1 and created_at >= $2 and errors_total > 0 and not success) as faulty,
        (select count(*)::int from (select from events where org_id = $1 limit $3) e) as events,
        (select count(*)::int from api_keys where org_id = $1 and revoked_at is null) as keys`,
    values: [orgId, since, events_counted_max + 1],
  });
  return rows[0] ?? { documents: 0, faulty: 0, events: 0, keys: 0 };
}

export interface EventRow {
  readonly seq: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly action: string | null;
  readonly event_time: Date;
  readonly record_time: Date;
  readonly biz_step: string | null;
  readonly disposition: string | null;
  readonly read_point: string | null;
  readonly org_id: number;
  readonly org_name: string;
  readonly org_unit_id: number | null;
  readonly party_ids: number[];
  readonly capture_id: string | null;
  readonly disclosure: number;
  readonly declaration_time: Date | null;
  /** Since when this event counts as erroneous; null = it does not. */
  readonly declared_at: Date | null;
  readonly body: string;
}

const events = sqlBuilder
  .selectFrom('events as e')
  .innerJoin('organisations as o', 'o.id', 'e.org_id')
  .select([
    'e.seq',
    'e.event_id',
    'e.event_type',
    'e.action',
    'e.event_time',
    'e.record_time',
    'e.biz_step',
    'e.disposition',
    'e.read_point',
    'e.org_id',
    'o.name as org_name',
    'o.unit_id as org_unit_id',
    'e.party_ids',
    'e.capture_id',
    'e.disclosure',
    'e.declaration_time',
    'e.body',
    // event_key: first 16 bytes of SHA-256 of the eventID (app/capture/prepared-event.ts).
    sql<Date | null>`case when e.declaration_time is null then (select min(d.declared_at) from event_declarations d
      where d.event_key = encode(substring(sha256(convert_to(e.event_id, 'UTF8')) for 16), 'hex')::uuid and d.org_id = e.org_id) end`.as(
      'declared_at',
    ),
  ]);

export interface EventFilter {
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly step?: string | undefined;
  /** Index key of a thing or place. */
  readonly thing?: string | undefined;
  readonly captureId?: string | undefined;
  /** Only events that lack something by a profile and that nobody declared erroneous. */
  readonly onlyIncomplete?: boolean;
  readonly beforeSeq?: string | undefined;
}

/** Events that the organisation captured, latest captured first. */
export async function listEvents(db: Db, orgId: number, filter: EventFilter, limit: number): Promise<EventRow[]> {
  const { from, until, step, thing, captureId, onlyIncomplete, beforeSeq } = filter;
  let query = events.where('e.org_id', '=', orgId).orderBy('e.seq', 'desc').limit(limit);
  if (from !== undefined) query = query.where('e.event_time', '>=', from);
  if (until !== undefined) query = query.where('e.event_time', '<', until);
  if (step !== undefined) query = query.where('e.biz_step', '=', step);
  if (captureId !== undefined) query = query.where('e.capture_id', '=', captureId);
  if (beforeSeq !== undefined) query = query.where('e.seq', '<', beforeSeq);
  if (onlyIncomplete === true)
    query = query.where('e.seq', 'in', (eb) =>
      eb
        .selectFrom('incomplete_events as i')
        .select('i.seq')
        .where('i.org_id', '=', orgId)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('event_declarations as d')
                .select('d.org_id')
                .whereRef('d.event_key', '=', 'i.event_key')
                .whereRef('d.org_id', '=', 'i.org_id'),
            ),
          ),
        ),
    );
  if (thing !== undefined)
    query = query.where('e.seq', 'in', (eb) => eb.selectFrom('event_things').select('seq').where('thing', '=', thing));
  return (await run(db, query)) as EventRow[];
}

/** Any event that the reader may see, its partners' too. */
export async function findEvent(db: Db, seq: string): Promise<EventRow | undefined> {
  return (await runOne(db, events.where('e.seq', '=', seq))) as EventRow | undefined;
}

/** Steps that the organisation's latest events have, for the filter. */
export async function listSteps(db: Db, orgId: number): Promise<string[]> {
  const { rows } = await db.query<{ biz_step: string }>({
    text: `select distinct biz_step from (select biz_step from events where org_id = $1 order by seq desc limit 10000) e where biz_step is not null order by 1 limit 100`,
    values: [orgId],
  });
  return rows.map((row) => row.biz_step);
}
