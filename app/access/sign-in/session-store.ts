// All SQL of sessions: what a cookie's token leads to, and the list a person sees of their own.
import { run, runOne, sqlBuilder } from '../../db.ts';
import type { Db } from '../../db.ts';

/** A living session with its person and, where one is chosen, the organisation it acts for. */
export interface LiveSession {
  readonly user_id: number;
  readonly display_name: string;
  readonly is_administrator: boolean;
  readonly password_is_temporary: boolean;
  readonly seen_at: Date;
  readonly org_id: number | null;
  readonly org_name: string | null;
  readonly org_approved: boolean | null;
  readonly role: 'member' | 'owner' | 'officer' | null;
  /** Units of an officer's territory, the one named and all below it; null for the others. */
  readonly unit_ids: number[] | null;
}

/** Once for each request with a cookie. A membership that has gone takes its organisation out of the session. */
export async function findLiveSession(db: Db, tokenHash: Buffer, at: Date, idleSince: Date): Promise<LiveSession | undefined> {
  const { rows } = await db.query<LiveSession>({
    name: 'access-find-live-session',
    text: `select s.user_id, u.display_name, u.is_administrator, u.password_is_temporary, s.seen_at,
        o.id as org_id, o.name as org_name, o.approved_at is not null as org_approved, m.role,
        case when m.role = 'officer' then (
          with recursive territory as (
            select id from units where id = m.territory_unit_id
            union select n.id from units n join territory t on n.parent_id = t.id)
          select coalesce(array_agg(id), '{}') from territory) end as unit_ids
      from sessions s
      join users u on u.id = s.user_id and u.disabled_at is null
      left join (memberships m join organisations o on o.id = m.org_id and o.closed_at is null)
        on m.user_id = s.user_id and m.org_id = s.org_id
      where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3`,
    values: [tokenHash, at, idleSince],
  });
  return rows[0];
}

export interface SessionRow {
  readonly token_hash: Buffer;
  readonly user_id: number;
  readonly org_id: number | null;
  readonly created_at: Date;
  readonly seen_at: Date;
  readonly expires_at: Date;
  readonly device: string;
}

export async function insertSession(db: Db, row: SessionRow): Promise<void> {
  await run(db, sqlBuilder.insertInto('sessions').values(row));
}

export async function markSessionSeen(db: Db, tokenHash: Buffer, at: Date): Promise<void> {
  await run(db, sqlBuilder.updateTable('sessions').set({ seen_at: at }).where('token_hash', '=', tokenHash).where('seen_at', '<', at));
}

/** Only an organisation of which the person is a member can be chosen: the statement itself sees to it. */
export async function markSessionOrganisation(db: Db, tokenHash: Buffer, orgId: number): Promise<boolean> {
  const changed = await runOne(
    db,
    sqlBuilder
      .updateTable('sessions')
      .set({ org_id: orgId })
      .where('token_hash', '=', tokenHash)
      .where('user_id', 'in', (eb) => eb.selectFrom('memberships').select('user_id').where('org_id', '=', orgId))
      .returning('user_id'),
  );
  return changed !== undefined;
}

/** Back to no organisation: only an administrator has something to do there, and the statement itself sees to it. */
export async function clearSessionOrganisation(db: Db, tokenHash: Buffer): Promise<boolean> {
  const changed = await runOne(
    db,
    sqlBuilder
      .updateTable('sessions')
      .set({ org_id: null })
      .where('token_hash', '=', tokenHash)
      .where('user_id', 'in', (eb) => eb.selectFrom('users').select('id').where('is_administrator', '=', true))
      .returning('user_id'),
  );
  return changed !== undefined;
}

/** The sessions of one person that still work, the last used first. */
export async function listSessions(db: Db, userId: number, at: Date, idleSince: Date, limit: number): Promise<SessionRow[]> {
  return run(
    db,
    sqlBuilder
      .selectFrom('sessions')
      .select(['token_hash', 'user_id', 'org_id', 'created_at', 'seen_at', 'expires_at', 'device'])
      .where('user_id', '=', userId)
      .where('expires_at', '>', at)
      .where('seen_at', '>', idleSince)
      .orderBy('seen_at', 'desc')
      .limit(limit),
  );
}

export async function deleteSession(db: Db, userId: number, tokenHash: Buffer): Promise<boolean> {
  const gone = await runOne(
    db,
    sqlBuilder.deleteFrom('sessions').where('token_hash', '=', tokenHash).where('user_id', '=', userId).returning('user_id'),
  );
  return gone !== undefined;
}

/** Ends every session of a person but the one given (after a change of password, or on request). */
export async function deleteOtherSessions(db: Db, userId: number, kept: Buffer | undefined): Promise<number> {
  let statement = sqlBuilder.deleteFrom('sessions').where('user_id', '=', userId).returning('user_id');
  if (kept !== undefined) statement = statement.where('token_hash', '!=', kept);
  return (await run(db, statement)).length;
}

/** Dead rows go when somebody signs in: no job is needed for a table this small. */
export async function deleteDeadSessions(db: Db, at: Date, idleSince: Date): Promise<void> {
  await run(
    db,
    sqlBuilder.deleteFrom('sessions').where((eb) => eb.or([eb('expires_at', '<=', at), eb('seen_at', '<=', idleSince)])),
  );
}
