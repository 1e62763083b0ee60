// SQL of the search: folded texts compared by trigrams, lots by their exact key, codes by whether they are known.
import type { Db } from '../db.ts';
import type { LotHit, MakerCard, ProductCard } from './entries.ts';

/** `folded` without accents and in small letters. A typed letter wrong or missing still finds (pg_trgm word similarity). */
export async function findProducts(db: Db, folded: string, limit: number): Promise<ProductCard[]> {
  const { rows } = await db.query<ProductCard>({
    name: 'portal_find_products',
    text: `with found as (
        select id, greatest(word_similarity($1, search_text), case when search_text like '%' || $2 || '%' then 1.1 end) as fit from products
          where published_at is not null and ($1 <% search_text or search_text like '%' || $2 || '%')
        union all
        select p.id, 0.9 * word_similarity($1, o.search_text) from organisations o join products p on p.org_id = o.id
          where p.published_at is not null and ($1 <% o.search_text or o.search_text like '%' || $2 || '%')
      )
      select p.thing, p.slug, p.name, p.name_en, p.category, p.image, p.ocop_stars, o.name as maker_name, o.slug as maker_slug, u.name as unit_name, u.name_en as unit_name_en
      from (select id, max(fit) as fit from found group by id) f join products p on p.id = f.id join organisations o on o.id = p.org_id left join units u on u.id = o.unit_id
      order by f.fit desc, p.name, p.id limit $3`,
    values: [folded, escapePattern(folded), limit],
  });
  return rows;
}

export async function findMakers(db: Db, folded: string, limit: number): Promise<MakerCard[]> {
  const { rows } = await db.query<MakerCard>({
    name: 'portal_find_makers',
    text: `select o.slug, o.name, o.name_en, o.role, u.name as unit_name, u.name_en as unit_name_en,
        (select count(*)::int from products p where p.org_id = o.id and p.published_at is not null) as products
      from organisations o left join units u on u.id = o.unit_id
      where o.approved_at is not null and o.closed_at is null and ($1 <% o.search_text or o.search_text like '%' || $2 || '%')
      order by greatest(word_similarity($1, o.search_text), case when o.search_text like '%' || $2 || '%' then 1.1 end) desc, o.name, o.id limit $3`,
    values: [folded, escapePattern(folded), limit],
  });
  return rows;
}

/** Lots with exactly one of these numbers, of any published product; `escaped` as they stand in keys. */
export async function findLots(db: Db, escaped: readonly string[], limit: number): Promise<LotHit[]> {
  const { rows } = await db.query<LotHit>({
    name: 'portal_find_lots',
    text: `select k.thing, p.name, p.name_en, o.name as maker_name
      from products p cross join unnest($1::text[]) l cross join lateral (select (p.thing || '/10/' || l) collate "C" as thing) k join organisations o on o.id = p.org_id
      where p.published_at is not null and p.thing like '01/%'
        and (exists (select 1 from thing_states s where s.thing = k.thing) or exists (select 1 from edges e where e.hub = k.thing and e.kind = 7))
      order by p.name limit $2`,
    values: [escaped, limit],
  });
  return rows;
}

/** Those of the things that anything is known of. */
export async function listKnownThings(db: Db, things: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ thing: string }>({
    name: 'portal_known_things',
    text: `select t as thing from unnest($1::text[]) with ordinality as r (t, n)
      where exists (select 1 from thing_states s where s.thing = t) or exists (select 1 from edges e where e.hub = t and e.kind = 7)
        or exists (select 1 from products p where p.thing = t and p.published_at is not null) order by n`,
    values: [things],
  });
  return rows.map((row) => row.thing);
}

/** The letters that LIKE gives a meaning to lose it. */
function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
