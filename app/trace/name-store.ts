// SQL for what people call the places, organisations and products that a trace names.
import type { Db } from '../db.ts';

export interface PlaceName {
  readonly thing: string;
  readonly org_id: number;
  readonly name: string;
  readonly name_en: string | null;
  readonly unit: string | null;
}

export async function listPlaceNames(db: Db, things: readonly string[]): Promise<PlaceName[]> {
  if (things.length === 0) return [];
  const { rows } = await db.query<PlaceName>({
    name: 'trace_place_names',
    text: `select p.thing, p.org_id, p.name, p.name_en, u.name as unit from places p left join units u on u.id = p.unit_id where p.thing = any ($1::text[])`,
    values: [things],
  });
  return rows;
}

export interface OrganisationName {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly gln: string | null;
}

/** Organisations by id or by their GLN (13 digits), the latter for parties named in hand-overs. */
export async function listOrganisationNames(db: Db, ids: readonly number[], glns: readonly string[]): Promise<OrganisationName[]> {
  if (ids.length + glns.length === 0) return [];
  const { rows } = await db.query<OrganisationName>({
    name: 'trace_organisation_names',
    text: 'select id, slug, name, name_en, gln from organisations where id = any ($1::int[]) or gln = any ($2::text[])',
    values: [ids, glns],
  });
  return rows;
}

export interface ProductName {
  readonly thing: string;
  readonly slug: string;
  readonly name: string;
  readonly name_en: string | null;
}

export async function listProductNames(db: Db, things: readonly string[]): Promise<ProductName[]> {
  if (things.length === 0) return [];
  const { rows } = await db.query<ProductName>({
    name: 'trace_product_names',
    text: 'select thing, slug, name, name_en from products where thing = any ($1::text[]) and published_at is not null',
    values: [things],
  });
  return rows;
}
