// All SQL of profiles: their versions, which are in force, and the product groups that they go by.
import { run, runOne, sqlBuilder } from '../db.ts';
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
  readonly created_by: string;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
}

export async function hasProfileVersion(db: Db, name: string, version: string): Promise<boolean> {
  const found = sqlBuilder.selectFrom('profiles').select('id').where('name', '=', name).where('version', '=', version);
  return (await runOne(db, found)) !== undefined;
}

/** Undefined where another wrote the same version a moment ago. */
export async function insertProfile(db: Db, row: Omit<ProfileRow, 'id' | 'ended_at' | 'ended_by'>): Promise<number | undefined> {
  const inserted = await runOne(
    db,
    sqlBuilder
      .insertInto('profiles')
      .values(row)
      .onConflict((conflict) => conflict.columns(['name', 'version']).doNothing())
      .returning('id'),
  );
  return inserted?.id;
}

/** Ends the version in force; the version, undefined where none is. */
export async function markProfileEnded(db: Db, name: string, at: Date, actor: string): Promise<string | undefined> {
  const row = await runOne(
    db,
    sqlBuilder
      .updateTable('profiles')
      .set({ ended_at: at, ended_by: actor })
      .where('name', '=', name)
      .where('ended_at', 'is', null)
      .returning('version'),
  );
  return row?.version;
}

/** Every version, those in force first, by name and then newest first. */
export async function listProfiles(db: Db, limit: number): Promise<Omit<ProfileRow, 'body'>[]> {
  const { rows } = await db.query<Omit<ProfileRow, 'body'>>({
    text: `select id, name, version, title_vi, title_en, source, groups, in_force_from, created_by, ended_at, ended_by from profiles
      order by ended_at is not null, name, id desc limit $1`,
    values: [limit],
  });
  return rows;
}

export async function findProfile(db: Db, id: number): Promise<ProfileRow | undefined> {
  return runOne(db, sqlBuilder.selectFrom('profiles').selectAll().where('id', '=', id));
}

export async function listProfilesInForce(db: Db, limit: number): Promise<ProfileRow[]> {
  return run(db, sqlBuilder.selectFrom('profiles').selectAll().where('ended_at', 'is', null).orderBy('name').limit(limit));
}

/** Categories by product key; products that nobody registered are not there. */
export async function listCategories(db: Db, things: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ thing: string; category: string }>({
    name: 'capture_categories',
    text: 'select thing, category from products where thing = any ($1::text[])',
    values: [[...things]],
  });
  return new Map(rows.map(({ thing, category }) => [thing, category]));
}
