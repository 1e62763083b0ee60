// All SQL of places.
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';

export interface PlaceRow {
  readonly id: number;
  readonly org_id: number;
  readonly thing: string;
  readonly kind: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly address: string;
  readonly unit_id: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly growing_area_code: string | null;
}

/** Undefined when another place has this key. */
export async function insertPlace(db: Db, row: Omit<PlaceRow, 'id'>): Promise<number | undefined> {
  const inserted = await runOne(
    db,
    sqlBuilder
      .insertInto('places')
      .values(row)
      .onConflict((conflict) => conflict.column('thing').doNothing())
      .returning('id'),
  );
  return inserted?.id;
}

/** By name. Names repeat, so a page begins at a count of rows and not behind a name. */
export async function listPlaces(db: Db, orgId: number, page: { readonly offset: number; readonly limit: number }): Promise<PlaceRow[]> {
  return run(
    db,
    sqlBuilder
      .selectFrom('places')
      .selectAll()
      .where('org_id', '=', orgId)
      .orderBy('name')
      .orderBy('id')
      .offset(page.offset)
      .limit(page.limit),
  );
}

export async function countPlaces(db: Db, orgId: number): Promise<number> {
  const row = await runOne(
    db,
    sqlBuilder
      .selectFrom('places')
      .select((eb) => eb.fn.countAll<string>().as('total'))
      .where('org_id', '=', orgId),
  );
  return Number(row?.total ?? 0);
}
