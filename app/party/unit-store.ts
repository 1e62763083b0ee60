// All SQL of administrative units.
import { sql } from 'kysely';
import { runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';

export interface UnitRow {
  readonly id: number;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly parent_id: number | null;
}

const columns = ['id', 'code', 'kind', 'name', 'name_en', 'parent_id'] as const;

/** Days travel as text (`YYYY-MM-DD`): a Date would carry a time zone into them. */
export interface NewUnit {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly name_en: string;
  readonly parent_id: number | null;
  readonly valid_from: string;
  readonly valid_until: string | null;
}

/** A unit that is there already (same code, kind and first day) keeps its id and takes the new words. */
export async function upsertUnit(db: Db, unit: NewUnit): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    text: `insert into units (code, kind, name, name_en, parent_id, valid_from, valid_until) values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (code, kind, valid_from) do update
      set name = excluded.name, name_en = excluded.name_en, parent_id = excluded.parent_id, valid_until = excluded.valid_until
      returning id`,
    values: [unit.code, unit.kind, unit.name, unit.name_en, unit.parent_id, unit.valid_from, unit.valid_until],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('upsert returned no row');
  return row.id;
}

/** The unit that bore the code on that Vietnamese day; codes are re-used, so the day decides. */
export async function findUnitByCode(db: Db, code: string, day: string): Promise<UnitRow | undefined> {
  return runOne(
    db,
    sqlBuilder
      .selectFrom('units')
      .select(columns)
      .where('code', '=', code)
      .where(sql<boolean>`valid_from <= ${day}::date and (valid_until is null or valid_until > ${day}::date)`),
  );
}

export async function findUnit(db: Db, id: number): Promise<UnitRow | undefined> {
  return runOne(db, sqlBuilder.selectFrom('units').select(columns).where('id', '=', id));
}
