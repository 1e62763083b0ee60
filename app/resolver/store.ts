// The one statement of the resolver: links registered at any of the levels of an identifier.
import type { Db } from '../db.ts';
import type { Link } from './choose-link.ts';

/** Links of one identifier that an answer holds. */
const links_max = 300;

export async function listLinks(db: Db, things: readonly string[]): Promise<Link[]> {
  const { rows } = await db.query<Link>({
    name: 'resolve_links',
    text: `select thing, link_type, href, title, hreflang, media_type, context, is_default from links
      where thing = any ($1::text[]) and withdrawn_at is null order by id limit ${links_max}`,
    values: [things],
  });
  return rows;
}
