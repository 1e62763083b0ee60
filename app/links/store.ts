// All SQL that writes links and reads them for their owners: rows are added, and withdrawn once.
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
