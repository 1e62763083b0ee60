// SQL of named queries.
import { run, runOne, sqlBuilder } from '../../db.ts';
import type { Db } from '../../db.ts';

export interface NamedQuery {
  readonly id: number;
  readonly org_id: number;
  readonly name: string;
  /** As given: parameter name → text, number, boolean or list. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, string>>;
  readonly created_at: Date;
}

const queries = sqlBuilder.selectFrom('named_queries').select(['id', 'org_id', 'name', 'parameters', 'extensions', 'created_at']);

export async function findNamedQuery(db: Db, orgId: number, name: string): Promise<NamedQuery | undefined> {
  return (await runOne(db, queries.where('org_id', '=', orgId).where('name', '=', name))) as NamedQuery | undefined;
}

export async function findQueryById(db: Db, id: number): Promise<NamedQuery | undefined> {
  return (await runOne(db, queries.where('id', '=', id))) as NamedQuery | undefined;
}

/** Those of the ids that are still there. */
export async function listQueryIds(db: Db, ids: readonly number[]): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    name: 'subscription_query_ids',
    text: 'select id from named_queries where id = any ($1::int[])',
    values: [ids],
  });
  return rows.map(({ id }) => id);
}

/** By name; `after` = the last name of the page before. */
export async function listNamedQueries(db: Db, orgId: number, limit: number, after = ''): Promise<NamedQuery[]> {
  return (await run(db, queries.where('org_id', '=', orgId).where('name', '>', after).orderBy('name').limit(limit))) as NamedQuery[];
}

export async function countNamedQueries(db: Db, orgId: number): Promise<number> {
  const row = await runOne(
    db,
    sqlBuilder
      .selectFrom('named_queries')
      .select(({ fn }) => fn.countAll().as('n'))
      .where('org_id', '=', orgId),
  );
  return Number(row?.n ?? 0);
}

/** False when the organisation has a query of that name already. */
export async function insertNamedQuery(
  db: Db,
  query: Pick<NamedQuery, 'org_id' | 'name' | 'parameters' | 'extensions' | 'created_at'> & { readonly created_by: string },
): Promise<boolean> {
  const rows = await run(
    db,
    sqlBuilder
      .insertInto('named_queries')
      .values({ ...query, parameters: JSON.stringify(query.parameters), extensions: JSON.stringify(query.extensions) })
      .onConflict((conflict) => conflict.columns(['org_id', 'name']).doNothing())
      .returning('id'),
  );
  return rows.length === 1;
}

/** Its subscriptions go with it (EPCIS 2.0 §12). */
export async function deleteNamedQuery(db: Db, orgId: number, name: string): Promise<boolean> {
  const rows = await run(db, sqlBuilder.deleteFrom('named_queries').where('org_id', '=', orgId).where('name', '=', name).returning('id'));
  return rows.length === 1;
}
