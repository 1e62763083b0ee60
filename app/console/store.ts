// SQL of the console's reading: what an officer's territory holds. It writes nothing.
import { sql } from 'kysely';
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';

/** Units that an officer answers for; undefined = everything (administrator). */
export type Territory = readonly number[] | undefined;

export interface ConsoleCounts {
  readonly organisations: number;
  readonly waiting: number;
  readonly silent: number;
  readonly documents: number;
}

/** The parameter is an array of units or null; `is null` makes one statement serve officers and administrators. */
export async function countTerritory(db: Db, territory: Territory, since: Date): Promise<ConsoleCounts> {
  const { rows } = await db.query<ConsoleCounts>({
    text: `with own as (select id, approved_at, role from organisations where closed_at is null and ($1::int[] is null or unit_id = any ($1::int[])))
      select count(*)::int as organisations,
        (count(*) filter (where approved_at is null))::int as waiting,
        (count(*) filter (where role = 'operator' and approved_at is not null
          and not exists (select from captures c where c.org_id = own.id and c.created_at >= $2)))::int as silent,
        (select count(*)::int from captures where created_at >= $2 and org_id in (select id from own)) as documents
      from own`,
    values: [territory ?? null, since],
  });
  return rows[0] ?? { organisations: 0, waiting: 0, silent: 0, documents: 0 };
}

export async function listUnitNames(db: Db, territory: readonly number[]): Promise<string[]> {
  const rows = await run(
    db,
    sqlBuilder
      .selectFrom('units as u')
      .select('u.name')
      .where('u.id', 'in', [...territory, -1])
      .where((eb) => eb.or([eb('u.parent_id', 'is', null), eb('u.parent_id', 'not in', [...territory, -1])]))
      .limit(5),
  );
  return rows.map((row) => row.name);
}

export interface OrganisationRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly legal_kind: string;
  readonly role: string;
  readonly tax_code: string | null;
  readonly gln: string | null;
  readonly address: string;
  readonly phone: string | null;
  readonly website: string | null;
  readonly unit: string | null;
  readonly approved_at: Date | null;
  readonly closed_at: Date | null;
  readonly created_at: Date;
}

const organisations = sqlBuilder
  .selectFrom('organisations as o')
  .leftJoin('units as u', 'u.id', 'o.unit_id')
  .select([
    'o.id',
    'o.slug',
    'o.name',
    'o.legal_kind',
    'o.role',
    'o.tax_code',
    'o.gln',
    'o.address',
    'o.phone',
    'o.website',
    'u.name as unit',
    'o.approved_at',
    'o.closed_at',
    'o.created_at',
  ]);

/** Those that wait first (the longest waiting on top), then by name; `offset` counts rows. */
export async function listOrganisations(
  db: Db,
  territory: Territory,
  of: { readonly onlyWaiting: boolean },
  page: { readonly offset: number; readonly limit: number },
): Promise<OrganisationRow[]> {
  let query = organisations
    .orderBy((eb) => eb('o.approved_at', 'is not', null))
    .orderBy(sql`case when o.approved_at is null then o.created_at end`)
    .orderBy('o.name')
    .orderBy('o.id')
    .offset(page.offset)
    .limit(page.limit);
  if (territory !== undefined) query = query.where('o.unit_id', 'in', [...territory, -1]);
  if (of.onlyWaiting) query = query.where('o.approved_at', 'is', null).where('o.closed_at', 'is', null);
  return run(db, query);
}

export interface OrganisationFacts extends OrganisationRow {
  readonly places: number;
  readonly products: number;
  readonly members: number;
  readonly last_sent: Date | null;
}

/** Undefined outside the territory too. */
export async function findOrganisation(db: Db, territory: Territory, id: number): Promise<OrganisationFacts | undefined> {
  let query = organisations.where('o.id', '=', id);
  if (territory !== undefined) query = query.where('o.unit_id', 'in', [...territory, -1]);
  return runOne(
    db,
    query.select([
      sql<number>`(select count(*)::int from places where org_id = o.id)`.as('places'),
      sql<number>`(select count(*)::int from products where org_id = o.id)`.as('products'),
      sql<number>`(select count(*)::int from memberships where org_id = o.id)`.as('members'),
      sql<Date | null>`(select max(created_at) from captures where org_id = o.id)`.as('last_sent'),
    ]),
  );
}
