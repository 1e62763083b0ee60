// SQL of the measure `resolve`: many links at once, and the caches told to begin anew.
import type { Db } from '../app/db.ts';
import type { SampleLink } from './sample-links.ts';

/** Default links of the organisation with this slug; statistics and visibility map are made afterwards by `tidyLinks`. */
export async function insertSampleLinks(db: Db, slug: string, links: readonly SampleLink[], at: Date): Promise<void> {
  await db.query({
    text: `insert into links (thing, org_id, link_type, href, title, hreflang, media_type, is_default, created_at)
      select thing, (select id from organisations where slug = $1), 'gs1:pip', href, 'Trang sản phẩm', '{vi}', 'text/html', true, $4
      from unnest($2::text[], $3::text[]) as given (thing, href)`,
    values: [slug, links.map(({ thing }) => thing), links.map(({ href }) => href), at],
  });
}

export async function tidyLinks(db: Db): Promise<void> {
  await db.query({ text: 'vacuum analyze links' });
  await db.query({ text: 'checkpoint' });
}

/** What every cache of the product hears as "all of it may have changed". */
export async function dropCaches(db: Db): Promise<void> {
  await db.query({ text: `notify nguon_things, '*'` });
}
