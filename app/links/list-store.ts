// SQL of lists and histories of links, with the names of those who wrote them.
import type { Db } from '../db.ts';
import type { StoredLink } from './link.ts';

export interface ListedLink extends StoredLink {
  readonly created_name: string | null;
  readonly withdrawn_name: string | null;
  /** Name of the product, place or organisation at whose identifier it stands. */
  readonly thing_name: string | null;
}

export interface LinkFilter {
  /** Whose links; undefined = everybody's at the thing. */
  readonly orgIds: readonly number[] | undefined;
  readonly state: 'live' | 'withdrawn' | 'all';
  /** Links at this key and at every level beneath it. */
  readonly thing?: string | undefined;
  /** Part of a title, an address or a code. */
  readonly text?: string | undefined;
}

const listedColumns = `l.id, l.thing, l.org_id, l.link_type, l.href, l.title, l.hreflang, l.media_type, l.context, l.is_default, l.expires_at,
  l.replaces, l.created_at, l.created_by, l.withdrawn_at, l.withdrawn_by, cu.display_name as created_name, wu.display_name as withdrawn_name,
  coalesce(p.name, pl.name, o.name) as thing_name`;
const listedJoins = `left join users cu on l.created_by = 'user:' || cu.id
  left join users wu on l.withdrawn_by = 'user:' || wu.id
  left join products p on p.thing = split_part(l.thing, '/', 1) || '/' || split_part(l.thing, '/', 2)
  left join places pl on pl.thing = l.thing
  left join organisations o on o.gln = split_part(l.thing, '/', 2) and split_part(l.thing, '/', 1) in ('414', '415', '417')`;

function conditionOf({ orgIds, state, thing, text }: LinkFilter, values: unknown[]): string {
  const value = (given: unknown): string => `$${values.push(given)}`;
  const conditions = ['true'];
  if (orgIds !== undefined) conditions.push(`l.org_id = any (${value(orgIds)}::integer[])`);
  if (state !== 'all') conditions.push(`l.withdrawn_at is ${state === 'live' ? '' : 'not '}null`);
  // In the order of bytes everything that begins with `thing/` lies between `thing/` and `thing0`.
  if (thing !== undefined)
    conditions.push(`(l.thing = ${value(thing)} or l.thing > ${value(`${thing}/`)} and l.thing < ${value(`${thing}0`)})`);
  if (text !== undefined) {
    const pattern = value(`%${text.replace(/[\\%_]/g, '\\$&')}%`);
    conditions.push(`(l.title ilike ${pattern} or l.href ilike ${pattern} or l.thing ilike ${pattern} or l.link_type ilike ${pattern})`);
  }
  return conditions.join(' and ');
}

/** The newest first; `before` is the id of the last one seen. */
export async function listLinks(
  db: Db,
  filter: LinkFilter,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<ListedLink[]> {
  const values: unknown[] = [];
  const condition = conditionOf(filter, values);
  const before = page.before === undefined ? '' : `and l.id < $${values.push(page.before)}`;
  const { rows } = await db.query<ListedLink>({
    text: `select ${listedColumns} from (
        select * from links l where ${condition} ${before} order by l.id desc limit $${values.push(page.limit)}) l ${listedJoins} order by l.id desc`,
    values,
  });
  return rows;
}

/** Counted up to `max`. */
export async function countLinks(db: Db, filter: LinkFilter, max: number): Promise<number> {
  const values: unknown[] = [];
  const condition = conditionOf(filter, values);
  const { rows } = await db.query<{ total: number }>({
    text: `select count(*)::integer as total from (select from links l where ${condition} limit $${values.push(max)}) l`,
    values,
  });
  return rows[0]?.total ?? 0;
}

/** Every row that ever stood at the very thing, the oldest first. */
export async function listThingHistory(db: Db, thing: string, limit: number): Promise<ListedLink[]> {
  const { rows } = await db.query<ListedLink>({
    text: `select ${listedColumns} from (select * from links where thing = $1 order by id desc limit $2) l ${listedJoins} order by l.id`,
    values: [thing, limit],
  });
  return rows;
}
