// SQL of the workspace's reading: products, places, keys, members, and the names behind codes.
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

export interface ProductRow {
  readonly thing: string;
  readonly slug: string;
  readonly name: string;
  readonly category: string;
  readonly published_at: Date | null;
  readonly total: string;
}

/** By name; each row carries how many there are in all. */
export async function listProducts(db: Db, orgId: number, page: Page): Promise<ProductRow[]> {
  return run(
    db,
    sqlBuilder
      .selectFrom('products')
      .select((eb) => ['thing', 'slug', 'name', 'category', 'published_at', eb.fn.countAll<string>().over().as('total')])
      .where('org_id', '=', orgId)
      .orderBy('name')
      .orderBy('id')
      .offset(page.offset)
      .limit(page.limit),
  );
}

export interface PlaceRow {
  readonly thing: string;
  readonly kind: string;
  readonly name: string;
  readonly unit: string | null;
  readonly growing_area_code: string | null;
  readonly total: string;
}

export async function listPlaces(db: Db, orgId: number, page: Page): Promise<PlaceRow[]> {
  return run(
    db,
    sqlBuilder
      .selectFrom('places as p')
      .leftJoin('units as u', 'u.id', 'p.unit_id')
      .select((eb) => ['p.thing', 'p.kind', 'p.name', 'u.name as unit', 'p.growing_area_code', eb.fn.countAll<string>().over().as('total')])
      .where('p.org_id', '=', orgId)
      .orderBy('p.name')
      .orderBy('p.id')
      .offset(page.offset)
      .limit(page.limit),
  );
}

export interface KeyRow {
  readonly id: string;
  readonly prefix: string;
  readonly name: string;
  readonly scopes: string[];
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

const keyColumns = ['id', 'prefix', 'name', 'scopes', 'created_at', 'last_used_at', 'revoked_at'] as const;

/** Live keys first, the newest first in each part. */
export async function listKeys(db: Db, orgId: number, limit: number): Promise<KeyRow[]> {
  return run(
    db,
    sqlBuilder
      .selectFrom('api_keys')
      .select(keyColumns)
      .where('org_id', '=', orgId)
      .orderBy((eb) => eb('revoked_at', 'is not', null))
      .orderBy('created_at', 'desc')
      .limit(limit),
  );
}

export async function findKey(db: Db, orgId: number, id: string): Promise<KeyRow | undefined> {
  return runOne(db, sqlBuilder.selectFrom('api_keys').select(keyColumns).where('org_id', '=', orgId).where('id', '=', id));
}

export interface MemberRow {
  readonly user_id: number;
  readonly login: string;
  readonly display_name: string;
  readonly role: 'member' | 'owner' | 'officer';
  readonly has_totp: boolean;
  readonly created_at: Date;
}

export async function listMembers(db: Db, orgId: number, limit: number): Promise<MemberRow[]> {
  const rows = await run(
    db,
    sqlBuilder
      .selectFrom('memberships as m')
      .innerJoin('users as u', 'u.id', 'm.user_id')
      .select((eb) => [
        'm.user_id',
        'u.login',
        'u.display_name',
        'm.role',
        eb('u.totp_secret', 'is not', null).as('has_totp'),
        'm.created_at',
      ])
      .where('m.org_id', '=', orgId)
      .where('u.disabled_at', 'is', null)
      .orderBy('u.display_name')
      .limit(limit),
  );
  return rows as MemberRow[];
}

export async function findDisclosure(db: Db, orgId: number): Promise<number> {
  const row = await runOne(db, sqlBuilder.selectFrom('organisations').select('disclosure').where('id', '=', orgId));
  if (row === undefined) throw new Error(`no organisation ${orgId}`);
  return row.disclosure;
}

/** What people call the places and products behind index keys; GLN holders too. One statement for a whole page. */
export async function listNames(db: Db, things: readonly string[]): Promise<Map<string, string>> {
  if (things.length === 0) return new Map();
  const { rows } = await db.query<{ thing: string; name: string; rank: number }>({
    text: `select thing, name, 2 as rank from places where thing = any ($1::text[])
      union all select thing, name, 2 from products where thing = any ($1::text[])
      union all select t.thing, o.name, 1 from unnest($1::text[]) as t (thing)
        join organisations o on o.gln = split_part(t.thing, '/', 2) and split_part(t.thing, '/', 1) in ('414', '417')
      order by rank`,
    values: [things],
  });
  // A place registered under its organisation's own GLN keeps its own name: it comes later and wins.
  return new Map(rows.map((row) => [row.thing, row.name]));
}
