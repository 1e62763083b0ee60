// SQL of the console's reading: doubts whose goods belong to an organisation of the territory.
import { sql } from 'kysely';
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';
import type { Territory } from './store.ts';

export interface DoubtRow {
  readonly ticket: string;
  readonly thing: string;
  readonly code_as_given: string;
  readonly reason: string;
  readonly details: string;
  readonly contact: string | null;
  readonly photo: string | null;
  readonly created_at: Date;
  readonly answered_at: Date | null;
  readonly answer: string | null;
  readonly product: string | null;
  readonly org_name: string | null;
}

/** Goods belong to the maker of the product (01/{gtin}), else to whoever captured the code last. */
const doubts = sqlBuilder
  .selectFrom('doubts as d')
  .leftJoin('products as p', (join) => join.on(sql<boolean>`p.thing = split_part(d.thing, '/', 1) || '/' || split_part(d.thing, '/', 2)`))
  .leftJoin('thing_states as s', 's.thing', 'd.thing')
  .leftJoin('organisations as o', (join) => join.on(sql<boolean>`o.id = coalesce(p.org_id, s.org_id)`))
  .select([
    'd.ticket',
    'd.thing',
    'd.code_as_given',
    'd.reason',
    'd.details',
    'd.contact',
    'd.photo',
    'd.created_at',
    'd.answered_at',
    'd.answer',
    'p.name as product',
    'o.name as org_name',
  ]);

/** Doubts about goods of nobody known go to those who answer for a whole province. */
function within(territory: Territory): typeof doubts {
  if (territory === undefined) return doubts;
  const units = [...territory, -1];
  return doubts.where(({ eb, or, and, exists }) =>
    or([
      eb('o.unit_id', 'in', units),
      and([
        eb('o.id', 'is', null),
        exists(eb.selectFrom('units as u').select('u.id').where('u.id', 'in', units).where('u.kind', '=', 'province')),
      ]),
    ]),
  );
}

/** Open ones first, the oldest on top: they have waited longest. */
export async function listDoubts(
  db: Db,
  territory: Territory,
  of: { readonly onlyOpen: boolean },
  page: { readonly offset: number; readonly limit: number },
): Promise<DoubtRow[]> {
  let query = within(territory)
    .orderBy((eb) => eb('d.answered_at', 'is not', null))
    .orderBy(sql`case when d.answered_at is null then d.created_at end`)
    .orderBy('d.created_at', 'desc')
    .orderBy('d.id')
    .offset(page.offset)
    .limit(page.limit);
  if (of.onlyOpen) query = query.where('d.answered_at', 'is', null);
  return run(db, query);
}

export async function findDoubt(db: Db, territory: Territory, ticket: string): Promise<DoubtRow | undefined> {
  return runOne(db, within(territory).where('d.ticket', '=', ticket));
}

export async function countOpenDoubts(db: Db, territory: Territory): Promise<number> {
  const row = await runOne(
    db,
    within(territory)
      .where('d.answered_at', 'is', null)
      .clearSelect()
      .select((eb) => eb.fn.countAll<string>().as('total')),
  );
  return Number(row?.total ?? 0);
}
