// SQL of the workspace's reading: how the organisation's senders are held to profiles, and what its events lack.
import type { Db } from '../db.ts';
import type { Fault } from '../errors.ts';

export type IntakeMode = 'strict' | 'lenient';

export interface SenderRow {
  /** Null: the organisation as a whole. */
  readonly key_id: string | null;
  readonly name: string | null;
  /** Null: nothing of its own. */
  readonly mode: IntakeMode | null;
}

/** The organisation first, then its live keys that may capture. */
export async function listSenders(db: Db, orgId: number, limit: number): Promise<SenderRow[]> {
  const { rows } = await db.query<SenderRow>({
    text: `select s.key_id, s.name, m.mode
      from (select null::uuid as key_id, null::text as name
        union all (select id, name from api_keys where org_id = $1 and revoked_at is null and 'capture' = any (scopes) order by name, id limit $2)) s
      left join intake_modes m on m.org_id = $1 and m.key_id is not distinct from s.key_id
      order by s.key_id is not null, s.name, s.key_id`,
    values: [orgId, limit],
  });
  return rows;
}

export interface ProfileInForceRow {
  readonly name: string;
  readonly version: string;
  readonly title_vi: string;
  readonly title_en: string;
  readonly groups: string[];
  readonly source: string;
}

export async function listProfilesInForce(db: Db, limit: number): Promise<ProfileInForceRow[]> {
  const { rows } = await db.query<ProfileInForceRow>({
    text: 'select name, version, title_vi, title_en, groups, source from profiles where ended_at is null order by name limit $1',
    values: [limit],
  });
  return rows;
}

export interface LackRow {
  readonly title_vi: string;
  readonly title_en: string;
  readonly version: string;
  readonly missing: readonly Fault[];
}

/** What one event lacks, by each profile. */
export async function listLacks(db: Db, seq: string): Promise<LackRow[]> {
  const { rows } = await db.query<LackRow>({
    text: `select p.title_vi, p.title_en, p.version, i.missing from incomplete_events i join profiles p on p.id = i.profile_id
      where i.seq = $1 order by p.name`,
    values: [seq],
  });
  return rows;
}

/** Which of these events lack something. */
export async function listIncomplete(db: Db, seqs: readonly string[]): Promise<Set<string>> {
  if (seqs.length === 0) return new Set();
  const { rows } = await db.query<{ seq: string }>({
    text: 'select distinct seq from incomplete_events where seq = any ($1::bigint[])',
    values: [[...seqs]],
  });
  return new Set(rows.map(({ seq }) => seq));
}

/** Events that lack something and that nobody has declared erroneous; counting stops at the limit. */
export async function countIncomplete(db: Db, orgId: number, limit: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    text: `select count(distinct seq)::int as count from (select seq from incomplete_events i where org_id = $1
      and not exists (select from event_declarations d where d.event_key = i.event_key and d.org_id = i.org_id) limit $2) r`,
    values: [orgId, limit],
  });
  return rows[0]?.count ?? 0;
}
