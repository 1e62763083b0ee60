// SQL of the console's reading: profiles of wanted data, all versions.
import { runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';

export interface ProfileRow {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly title_vi: string;
  readonly title_en: string;
  readonly source: string;
  readonly groups: string[];
  readonly body: string;
  readonly in_force_from: Date;
  readonly ended_at: Date | null;
}

/** Those in force first, by name, then newest first. */
export async function listProfiles(db: Db, limit: number): Promise<Omit<ProfileRow, 'body'>[]> {
  const { rows } = await db.query<Omit<ProfileRow, 'body'>>({
    text: `select id, name, version, title_vi, title_en, source, groups, in_force_from, ended_at from profiles
      order by ended_at is not null, name, id desc limit $1`,
    values: [limit],
  });
  return rows;
}

export async function findProfile(db: Db, id: number): Promise<ProfileRow | undefined> {
  return runOne(
    db,
    sqlBuilder
      .selectFrom('profiles')
      .select(['id', 'name', 'version', 'title_vi', 'title_en', 'source', 'groups', 'body', 'in_force_from', 'ended_at'])
      .where('id', '=', id),
  );
}
