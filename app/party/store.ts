// All SQL of organisations: the register itself, its look-ups and its lists.
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';

export interface OrganisationRow {
  readonly id: number;
  readonly slug: string;
  readonly legal_kind: string;
  readonly role: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly tax_code: string | null;
  readonly gln: string | null;
  readonly address: string;
  readonly unit_id: number | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly about: string;
  readonly about_en: string;
  readonly image: string | null;
  readonly disclosure: number;
  readonly approved_at: Date | null;
  readonly closed_at: Date | null;
  /** Who manages what it left behind. */
  readonly successor_id: number | null;
  readonly search_text: string;
  readonly created_at: Date;
}

export async function insertOrganisation(db: Db, row: Omit<OrganisationRow, 'id' | 'successor_id'>): Promise<number> {
  const inserted = await runOne(db, sqlBuilder.insertInto('organisations').values(row).returning('id'));
  if (inserted === undefined) throw new Error('insert returned no row');
  return inserted.id;
}

export async function findOrganisation(db: Db, id: number): Promise<OrganisationRow | undefined> {
  return runOne(db, sqlBuilder.selectFrom('organisations').selectAll().where('id', '=', id));
}

export async function findOrganisationBySlug(db: Db, slug: string): Promise<OrganisationRow | undefined> {
  return runOne(db, sqlBuilder.selectFrom('organisations').selectAll().where('slug', '=', slug));
}

/** @param gln 13 digits. */
export async function findOrganisationByGln(db: Db, gln: string): Promise<OrganisationRow | undefined> {
  return runOne(db, sqlBuilder.selectFrom('organisations').selectAll().where('gln', '=', gln));
}

/** By name; `unitIds` keeps to a territory, `waiting` to those that wait for approval. */
export async function listOrganisations(
  db: Db,
  of: { readonly unitIds?: readonly number[]; readonly waiting?: boolean },
  limit: number,
): Promise<OrganisationRow[]> {
  let query = sqlBuilder.selectFrom('organisations').selectAll().orderBy('name').orderBy('id').limit(limit);
  if (of.unitIds !== undefined) query = query.where('unit_id', 'in', [...of.unitIds, -1]);
  if (of.waiting === true) query = query.where('approved_at', 'is', null).where('closed_at', 'is', null);
  return run(db, query);
}

export async function countOrganisations(
  db: Db,
  of: { readonly unitIds?: readonly number[] },
): Promise<{ total: number; waiting: number }> {
  let query = sqlBuilder
    .selectFrom('organisations')
    .select((eb) => [eb.fn.countAll<string>().as('total'), eb.fn.countAll<string>().filterWhere('approved_at', 'is', null).as('waiting')])
    .where('closed_at', 'is', null);
  if (of.unitIds !== undefined) query = query.where('unit_id', 'in', [...of.unitIds, -1]);
  const row = await runOne(db, query);
  return { total: Number(row?.total ?? 0), waiting: Number(row?.waiting ?? 0) };
}

/** False when it was approved before. */
export async function markOrganisationApproved(db: Db, id: number, at: Date): Promise<boolean> {
  const changed = await runOne(
    db,
    sqlBuilder.updateTable('organisations').set({ approved_at: at }).where('id', '=', id).where('approved_at', 'is', null).returning('id'),
  );
  return changed !== undefined;
}

export async function markOrganisationDisclosure(db: Db, id: number, disclosure: number): Promise<void> {
  await run(db, sqlBuilder.updateTable('organisations').set({ disclosure }).where('id', '=', id));
}

/** An earlier closing keeps its time. */
export async function markOrganisationClosed(db: Db, id: number, at: Date, successorId: number | null): Promise<void> {
  await db.query({
    text: 'update organisations set closed_at = coalesce(closed_at, $2), successor_id = $3 where id = $1',
    values: [id, at, successorId],
  });
}
