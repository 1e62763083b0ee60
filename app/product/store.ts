// All SQL of products: the register itself and its look-ups.
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';

export interface ProductRow {
  readonly id: number;
  readonly org_id: number;
  readonly thing: string;
  readonly slug: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly name_zh: string | null;
  readonly category: string;
  readonly net_content: string | null;
  readonly description: string;
  readonly description_en: string;
  readonly image: string | null;
  readonly ocop_stars: number | null;
  readonly shelf_life_days: number | null;
  readonly standard: string | null;
  readonly published_at: Date | null;
  readonly search_text: string;
  readonly created_at: Date;
}

/** undefined where another product has the key or the slug. */
export async function insertProduct(db: Db, row: Omit<ProductRow, 'id'>): Promise<number | undefined> {
  const inserted = await runOne(
    db,
    sqlBuilder
      .insertInto('products')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id'),
  );
  return inserted?.id;
}

export async function findProductByThing(db: Db, thing: string): Promise<ProductRow | undefined> {
  return runOne(db, sqlBuilder.selectFrom('products').selectAll().where('thing', '=', thing));
}

export async function findProductBySlug(db: Db, slug: string): Promise<ProductRow | undefined> {
  return runOne(db, sqlBuilder.selectFrom('products').selectAll().where('slug', '=', slug));
}

/** The products of an organisation by name, those not published yet too. */
export async function listProducts(db: Db, orgId: number, limit: number): Promise<ProductRow[]> {
  return run(db, sqlBuilder.selectFrom('products').selectAll().where('org_id', '=', orgId).orderBy('name').orderBy('id').limit(limit));
}

/** Shown to the public from now on, or (null) no longer. The product's key, or undefined when it is not this organisation's. */
export async function markProductPublished(db: Db, orgId: number, id: number, at: Date | null): Promise<string | undefined> {
  const row = await runOne(
    db,
    sqlBuilder.updateTable('products').set({ published_at: at }).where('id', '=', id).where('org_id', '=', orgId).returning('thing'),
  );
  return row?.thing;
}

/** Tells page caches at commit that what they show of these things has changed. */
export async function notifyChanged(db: Db, thing: string): Promise<void> {
  await db.query({ name: 'product_notify', text: `select pg_notify('nguon_things', $1)`, values: [thing] });
}
