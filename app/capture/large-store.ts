// SQL of large documents under way: their rows, how far they are, and the jobs that they end in.
import { sql } from 'kysely';
import { jobChanges } from './job-store.ts';
import type { CaptureJob } from './job-store.ts';
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';

export interface LargeCapture {
  readonly capture_id: string;
  readonly org_id: number;
  readonly created_at: Date;
  readonly extensions: Readonly<Record<string, string>>;
  readonly phase: 'checking' | 'storing';
  readonly events_done: number;
  readonly starts: number;
}

export async function insertLargeCapture(db: Db, row: LargeCapture): Promise<void> {
  await run(db, sqlBuilder.insertInto('large_captures').values({ ...row, extensions: JSON.stringify(row.extensions) }));
}

export async function findLargeCapture(db: Db, id: string): Promise<LargeCapture | undefined> {
  return (await runOne(db, sqlBuilder.selectFrom('large_captures').selectAll().where('capture_id', '=', id))) as LargeCapture | undefined;
}

/** Oldest first, but after all others those whose work was begun twice and got nowhere: they must not keep the rest waiting. */
export async function listLargeCaptures(db: Db, limit: number): Promise<Pick<LargeCapture, 'capture_id' | 'org_id' | 'created_at'>[]> {
  return run(
    db,
    sqlBuilder
      .selectFrom('large_captures')
      .select(['capture_id', 'org_id', 'created_at'])
      .orderBy(sql`starts > 1`)
      .orderBy('created_at')
      .orderBy('capture_id')
      .limit(limit),
  );
}

/** Of the organisation; whoever inserts holds the lock of `lockOrganisation`. */
export async function countLargeCaptures(db: Db, orgId: number): Promise<{ readonly count: number; readonly bytes: number }> {
  const { rows } = await db.query<{ count: number; bytes: number }>({
    text: `select count(*)::int as count, coalesce(sum(c.bytes), 0)::float8 as bytes from large_captures l join captures c on c.id = l.capture_id
      where l.org_id = $1`,
    values: [orgId],
  });
  return rows[0]!;
}

const accepting_lock = 7305;
const working_lock = 7306;

/** Until the transaction ends: two documents of one organisation are let in one after the other. */
export async function lockOrganisation(db: Db, orgId: number): Promise<void> {
  await db.query({ text: 'select pg_advisory_xact_lock($1, $2)', values: [accepting_lock, orgId] });
}

/** Holds the work on the organisation's documents for as long as this connection lives: who dies lets go at once. */
export async function takeWork(db: Db, orgId: number): Promise<boolean> {
  const { rows } = await db.query<{ taken: boolean }>({
    text: 'select pg_try_advisory_lock($1, $2) as taken',
    values: [working_lock, orgId],
  });
  return rows[0]!.taken;
}

export async function leaveWork(db: Db, orgId: number): Promise<void> {
  await db.query({ text: 'select pg_advisory_unlock($1, $2)', values: [working_lock, orgId] });
}

export async function countStart(db: Db, id: string): Promise<void> {
  await db.query({ text: 'update large_captures set starts = starts + 1 where capture_id = $1', values: [id] });
}

/** The work was laid down in order: that beginning does not count. */
export async function forgetStart(db: Db, id: string): Promise<void> {
  await db.query({ text: 'update large_captures set starts = greatest(starts - 1, 0) where capture_id = $1', values: [id] });
}

export async function beginStoring(db: Db, id: string): Promise<void> {
  await db.query({ text: `update large_captures set phase = 'storing', starts = 1 where capture_id = $1`, values: [id] });
}

export type Objection = 'key_revoked' | 'organisation_closed';

/** Whether anybody still answers for a document: its organisation is open, and the key that sent it is not revoked. */
export async function findObjection(db: Db, id: string): Promise<Objection | undefined> {
  const { rows } = await db.query<{ is_closed: boolean; is_revoked: boolean | null }>({
    text: `select o.closed_at is not null as is_closed,
        case when c.created_by like 'key:%' then (select k.revoked_at is not null from api_keys k where k.id = substr(c.created_by, 5)::uuid) end as is_revoked
      from captures c join organisations o on o.id = c.org_id where c.id = $1`,
    values: [id],
  });
  if (rows[0]?.is_closed === true) return 'organisation_closed';
  return rows[0]?.is_revoked === true ? 'key_revoked' : undefined;
}

/** False where somebody else has moved on from there: nothing may be stored then. */
export async function moveOn(db: Db, id: string, from: number, to: number): Promise<boolean> {
  const { rowCount } = await db.query({
    text: 'update large_captures set events_done = $3, starts = 1 where capture_id = $1 and events_done = $2',
    values: [id, from, to],
  });
  return rowCount === 1;
}

export async function deleteLargeCapture(db: Db, id: string): Promise<void> {
  await run(db, sqlBuilder.deleteFrom('large_captures').where('capture_id', '=', id));
}

export async function updateJob(db: Db, job: CaptureJob): Promise<void> {
  await run(db, sqlBuilder.updateTable('captures').set(jobChanges(job)).where('id', '=', job.id));
}
