// SQL of the search: folded texts compared by trigrams, lots and items by their exact key, codes by whether they are known.
import type { Db } from '../db.ts';
import type { LotHit, MakerCard, PaperHit, PlaceHit, ProductCard } from './entries.ts';

/** What a person looks for, folded (`foldText`), and the same without its spaces; '' where that would find too much. */
export interface SearchText {
  readonly folded: string;
  readonly joined: string;
}

/** Beside names that hold the very words, those that only resemble them are noise; alone, they are what was meant. */
const close_fit = 0.8;

/** A typed letter wrong or missing still finds (pg_trgm word similarity), and so does a name typed without its spaces. */
export async function findProducts(db: Db, { folded, joined }: SearchText, limit: number): Promise<ProductCard[]> {
  const { rows } = await db.query<ProductCard>({
    name: 'portal_find_products',
    text: `with found as (
        select id, greatest(word_similarity($1, search_text), case when search_text like '%' || $2 || '%' then 1.1 end) as fit from products
          where published_at is not null and ($1 <% search_text or search_text like '%' || $2 || '%')
        union all
        select id, 1 from products where $3 <> '' and published_at is not null and replace(search_text, ' ', '') like '%' || $3 || '%'
        union all
        select p.id, 0.9 * word_similarity($1, o.search_text) from organisations o join products p on p.org_id = o.id
          where p.published_at is not null and ($1 <% o.search_text or o.search_text like '%' || $2 || '%')
        union all
        select p.id, 0.85 from organisations o join products p on p.org_id = o.id
          where $3 <> '' and p.published_at is not null and replace(o.search_text, ' ', '') like '%' || $3 || '%'
      )
      select p.thing, p.slug, p.name, p.name_en, p.category, p.image, p.ocop_stars, o.name as maker_name, o.slug as maker_slug, u.name as unit_name, u.name_en as unit_name_en
      from (select id, max(fit) as fit, max(max(fit)) over () as best from found group by id) f join products p on p.id = f.id join organisations o on o.id = p.org_id left join units u on u.id = o.unit_id
      where f.fit >= ${close_fit} or f.best < 1
      order by f.fit desc, p.name, p.id limit $4`,
    values: [folded, escapePattern(folded), escapePattern(joined), limit],
  });
  return rows;
}

export async function findMakers(db: Db, { folded, joined }: SearchText, limit: number): Promise<MakerCard[]> {
  const { rows } = await db.query<MakerCard>({
    name: 'portal_find_makers',
    text: `with found as (
        select id, greatest(word_similarity($1, search_text), case when search_text like '%' || $2 || '%' then 1.1 end) as fit from organisations
          where $1 <% search_text or search_text like '%' || $2 || '%'
        union all
        select id, 1 from organisations where $3 <> '' and replace(search_text, ' ', '') like '%' || $3 || '%'
      )
      select o.slug, o.name, o.name_en, o.role, u.name as unit_name, u.name_en as unit_name_en,
        (select count(*)::int from products p where p.org_id = o.id and p.published_at is not null) as products
      from (select id, max(fit) as fit, max(max(fit)) over () as best from found group by id) f join organisations o on o.id = f.id left join units u on u.id = o.unit_id
      where o.approved_at is not null and o.closed_at is null and (f.fit >= ${close_fit} or f.best < 1)
      order by f.fit desc, o.name, o.id limit $4`,
    values: [folded, escapePattern(folded), escapePattern(joined), limit],
  });
  return rows;
}

/** Kinds of places where goods are grown, made, kept or sold; vehicles, offices and laboratories are not looked for. */
export const place_kinds = "('field', 'packhouse', 'factory', 'warehouse', 'shop', 'market', 'port')";

/** Of approved organisations that show the public where their goods have been (bits 2 and 3 of `disclosure`). */
export async function findPlaces(db: Db, { folded, joined }: SearchText, limit: number): Promise<PlaceHit[]> {
  const text = 'nguon_place_text(name, name_en, address, growing_area_code)';
  const { rows } = await db.query<PlaceHit>({
    name: 'portal_find_places',
    text: `with found as (
        select id, greatest(word_similarity($1, ${text}), case when ${text} like '%' || $2 || '%' then 1.1 end) as fit from places
          where $1 <% ${text} or ${text} like '%' || $2 || '%'
        union all
        select id, 1 from places where $3 <> '' and replace(${text}, ' ', '') like '%' || $3 || '%'
        union all
        select p.id, 1 from places p join units u on u.id = p.unit_id where nguon_fold(u.name) like '%' || $2 || '%'
      )
      select p.thing, p.kind, p.name, p.name_en, p.growing_area_code, o.name as maker_name, u.name as unit_name, u.name_en as unit_name_en
      from (select id, max(fit) as fit, max(max(fit)) over () as best from found group by id) f
        join places p on p.id = f.id join organisations o on o.id = p.org_id left join units u on u.id = p.unit_id
      where p.kind in ${place_kinds} and p.thing like '414/%' and o.approved_at is not null and o.closed_at is null
        and (o.disclosure >> 2) & 3 = 0 and (f.fit >= ${close_fit} or f.best < 1)
      order by f.fit desc, p.name, p.id limit $4`,
    values: [folded, escapePattern(folded), escapePattern(joined), limit],
  });
  return rows;
}

/** Papers under a number, whatever stands between its letters and digits, that speak of a published product, its lots or an approved maker. */
export async function findPapers(db: Db, number: string, limit: number): Promise<PaperHit[]> {
  const { rows } = await db.query<PaperHit>({
    name: 'portal_find_papers',
    text: `with found as (
        select id, case when nguon_fold_number(number) like '%' || $1 || '%' then 1.1 else word_similarity($1, nguon_fold_number(number)) end as fit
        from certificates where $1 <% nguon_fold_number(number) or nguon_fold_number(number) like '%' || $1 || '%'
      )
      select c.thing, c.kind, c.name, c.name_en, c.number, c.issuer_name, c.vouched_by, c.result, c.issued_on::text, c.valid_until::text,
        c.withdrawn_at is not null as withdrawn, p.name as product_name, p.name_en as product_name_en, p.slug as product_slug,
        o.name as maker_name, o.name_en as maker_name_en, o.slug as maker_slug
      from (select id, fit, max(fit) over () as best from found) f join certificates c on c.id = f.id
        left join products p on p.thing = left(c.thing, 17) and p.published_at is not null
        left join organisations o on o.gln = split_part(c.thing, '/', 2) and split_part(c.thing, '/', 1) in ('414', '417')
          and o.approved_at is not null and o.closed_at is null
      where (p.id is not null or o.id is not null) and (f.fit >= ${close_fit} or f.best < 1)
      order by f.fit desc, c.issued_on desc, c.id limit $2`,
    values: [number, limit],
  });
  return rows;
}

/**
 * Lots (AI 10) and items (AI 21) of any published product under one of these numbers, written as in keys. Without its product a number is no beginning of a
 * key: what is looked up is each product's own key with it, in one pass over each index, never a table read through.
 */
export async function findNumbered(db: Db, numbers: readonly string[], limit: number): Promise<LotHit[]> {
  const { rows } = await db.query<LotHit>({
    name: 'portal_find_numbered',
    text: `with numbered as (
        (select thing from thing_states where thing = any (array(
          select p.thing || key_end from products p cross join unnest($1::text[]) key_end where p.published_at is not null and p.thing like '01/%')) limit $3)
        union
        (select hub from edges where kind = 7 and hub = any (array(
          select p.thing || key_end from products p cross join unnest($2::text[]) key_end where p.published_at is not null and p.thing like '01/%')) group by hub limit $3)
      )
      select n.thing, p.name, p.name_en, o.name as maker_name
      from numbered n join products p on p.thing = left(n.thing, 17) join organisations o on o.id = p.org_id
      order by p.name, n.thing limit $3`,
    values: [numbers.flatMap((number) => [`/10/${number}`, `/21/${number}`]), numbers.map((number) => `/10/${number}`), limit],
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
