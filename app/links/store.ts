// SQL of links: rows are added, and withdrawn once; lists and histories with the names of those who wrote them.
import type { Db } from '../db.ts';
import type { StoredLink } from './link.ts';
import type { NewLink } from './plan-links.ts';

/** Namespace of advisory locks: whoever writes links of one identifier waits for whoever does so just then. */
const links_lock = 7401;
const rows_at_once = 2_000;

const linkColumns = `id, thing, org_id, link_type, href, title, hreflang, media_type, context, is_default, expires_at, replaces,
  created_at, created_by, withdrawn_at, withdrawn_by`;

/** Until the transaction ends nobody else writes links of these primary keys; `all` shuts everybody else out. */
export async function lockLinks(db: Db, keys: readonly string[] | 'all'): Promise<void> {
  if (keys === 'all') await db.query({ text: `select pg_advisory_xact_lock(${links_lock})` });
  else {
    await db.query({ text: `select pg_advisory_xact_lock_shared(${links_lock})` });
    for (const key of [...keys].sort())
      await db.query({ text: `select pg_advisory_xact_lock(${links_lock}, hashtext($1))`, values: [key] });
  }
}

export async function listLiveLinks(db: Db, things: readonly string[]): Promise<StoredLink[]> {
  const { rows } = await db.query<StoredLink>({
    name: 'links_live',
    text: `select ${linkColumns} from links where thing = any ($1::text[]) and withdrawn_at is null order by id`,
    values: [things],
  });
  return rows;
}

export async function findLink(db: Db, id: number): Promise<StoredLink | undefined> {
  const { rows } = await db.query<StoredLink>({ text: `select ${linkColumns} from links where id = $1`, values: [id] });
  return rows[0];
}

/** Whether a row has taken the place of this one. */
export async function hasFollower(db: Db, id: number): Promise<boolean> {
  const { rows } = await db.query({ text: 'select 1 from links where replaces = $1', values: [id] });
  return rows.length > 0;
}

/** Ids of those that were live until now. */
export async function markLinksWithdrawn(db: Db, ids: readonly number[], at: Date, actor: string): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    text: `update links set withdrawn_at = $2, withdrawn_by = $3 where id = any ($1::integer[]) and withdrawn_at is null returning id`,
    values: [ids, at, actor],
  });
  return rows.map(({ id }) => id);
}

/** In the order given. */
export async function insertLinks(db: Db, links: readonly NewLink[], at: Date, actor: string): Promise<StoredLink[]> {
  const inserted: StoredLink[] = [];
  for (let from = 0; from < links.length; from += rows_at_once) {
    const { rows } = await db.query<StoredLink>({
      text: `insert into links (thing, org_id, link_type, href, title, hreflang, media_type, context, is_default, expires_at, replaces, created_at, created_by)
        select thing, org_id, link_type, href, title, hreflang, media_type, context, is_default, expires_at, replaces, $2, $3
        from rows from (jsonb_to_recordset($1::jsonb) as (thing text, org_id integer, link_type text, href text, title text, hreflang text[],
          media_type text, context text[], is_default boolean, expires_at timestamptz, replaces integer)) with ordinality
        order by ordinality returning ${linkColumns}`,
      values: [JSON.stringify(links.slice(from, from + rows_at_once)), at, actor],
    });
    inserted.push(...rows);
  }
  return inserted;
}

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
