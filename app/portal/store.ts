// All SQL of the portal: figures, recalls, product and maker pages, search, sitemap. It reads only what is public.
import type { Db } from '../db.ts';
import { place_kinds } from './search-store.ts';
import type { CertificateView, Figures, MakerEntry, PlaceHit, ProductCard, ProductEntry, RecallRow } from './entries.ts';

/** Below this the planner's estimate is not good enough and events are counted one by one. */
const exact_events_max = 200_000;

/** Events beyond that number are the planner's estimate: counting millions for one page would be rude. */
export async function getFigures(db: Db): Promise<Figures> {
  const { rows } = await db.query<Record<keyof Figures, string>>({
    text: `with estimate as (select coalesce(sum(greatest(c.reltuples, 0)), 0) as rows from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'events'::regclass)
      select (select count(*) from products where published_at is not null) as products,
        (select count(*) from organisations where role = 'operator' and approved_at is not null and closed_at is null) as makers,
        (select coalesce(sum(total), 0) from scan_totals) as scans,
        case when (select rows from estimate) > ${exact_events_max} then (select rows from estimate)::bigint else (select count(*) from events) end as events`,
  });
  const row = rows[0]!;
  return { products: Number(row.products), makers: Number(row.makers), events: Number(row.events), scans: Number(row.scans) };
}

/** Recalled things read for one list, items of a lot counted as one. */
const recalled_things_max = 2_000;
/** Of those that belong to no registered product: anybody can make them up, and each asks for its history. */
const recalled_strays_max = 200;

/**
 * Recalls of registered products by those who may (nguon_may_recall, db/migrations/0010: the owner and every agency). The
 * limit cuts after that is known: what a stranger says in thousands of events pushes no recall off a list.
 */
const recalledOfProducts = `select d.thing, d.event_time as at from thing_dispositions d join products p on p.thing = substr(d.thing, 1, 17)
    join organisations o on o.id = d.org_id
  where d.disposition = 'recalled' and d.is_set and d.thing like '01/%' and (d.org_id = p.org_id or o.role = 'agency')`;

/** In force now, the newest first; `product` (its key) keeps to one product. */
export async function listRecalls(db: Db, limit: number, product?: string): Promise<RecallRow[]> {
  const { rows } = await db.query<RecallRow>({
    name: 'portal_recalls',
    text: `with recalled as (
        (${recalledOfProducts} and ($2::text is null or p.thing = $2) order by d.event_time desc limit ${recalled_things_max})
        union all
        select thing, at from (
          select d.thing, d.org_id, d.event_time as at from thing_dispositions d
          where $2::text is null and d.disposition = 'recalled' and d.is_set and d.thing like '01/%'
            and not exists (select from products p where p.thing = substr(d.thing, 1, 17))
          order by d.event_time desc limit ${recalled_strays_max}) strays
        where nguon_may_recall(thing, org_id)
      ), lots as (
        select coalesce((select e.hub from edges e where e.thing = r.thing and e.thing <> '' and e.kind = 7 limit 1), r.thing) as thing, min(r.at) as since from recalled r group by 1
      )
      select l.thing, l.since, p.name as product_name, p.name_en as product_name_en, p.slug as product_slug, p.image,
        o.name as maker_name, o.slug as maker_slug, u.name as unit_name, u.name_en as unit_name_en
      from lots l left join products p on p.thing = substr(l.thing, 1, 17) and p.published_at is not null
        left join organisations o on o.id = p.org_id left join units u on u.id = o.unit_id
      order by l.since desc, l.thing limit $1`,
    values: [limit, product ?? null],
  });
  return rows;
}

/** Keys of products of which anything is recalled now. */
export async function listRecalledProducts(db: Db): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ product: string }>({
    name: 'portal_recalled_products',
    text: `select distinct substr(thing, 1, 17) as product from (${recalledOfProducts} order by d.event_time desc limit ${recalled_things_max}) r`,
  });
  return new Set(rows.map(({ product }) => product));
}

const cardColumns = `p.thing, p.slug, p.name, p.name_en, p.category, p.image, p.ocop_stars, o.name as maker_name, o.slug as maker_slug, u.name as unit_name, u.name_en as unit_name_en`;
const cardTables = `products p join organisations o on o.id = p.org_id left join units u on u.id = o.unit_id`;

/** Newest first. */
export async function listNewProducts(db: Db, limit: number): Promise<ProductCard[]> {
  const { rows } = await db.query<ProductCard>({
    text: `select ${cardColumns} from ${cardTables} where p.published_at is not null and p.image is not null
      order by p.ocop_stars desc nulls last, p.published_at desc, p.id limit $1`,
    values: [limit],
  });
  return rows;
}

export async function listProductsOfMaker(db: Db, orgId: number, limit: number): Promise<ProductCard[]> {
  const { rows } = await db.query<ProductCard>({
    text: `select ${cardColumns} from ${cardTables} where p.org_id = $1 and p.published_at is not null order by p.name, p.id limit $2`,
    values: [orgId, limit],
  });
  return rows;
}

/** Where the organisation grows, makes, keeps and sells, if it shows the public so (bits 2 and 3 of `disclosure`). */
export async function listPlacesOfMaker(db: Db, orgId: number, limit: number): Promise<PlaceHit[]> {
  const { rows } = await db.query<PlaceHit>({
    text: `select p.thing, p.kind, p.name, p.name_en, p.growing_area_code, o.name as maker_name, u.name as unit_name, u.name_en as unit_name_en
      from places p join organisations o on o.id = p.org_id left join units u on u.id = p.unit_id
      where p.org_id = $1 and p.kind in ${place_kinds} and p.thing like '414/%' and o.approved_at is not null and (o.disclosure >> 2) & 3 = 0
      order by p.name, p.id limit $2`,
    values: [orgId, limit],
  });
  return rows;
}

/** Of the things themselves, the newest first. Days as texts: no time zone moves them. */
export async function listCertificatesOf(db: Db, things: readonly string[], limit: number): Promise<CertificateView[]> {
  const { rows } = await db.query<CertificateView>({
    text: `select kind, name, name_en, number, issuer_name, vouched_by, result, issued_on::text, valid_until::text, withdrawn_at is not null as withdrawn
      from certificates where thing = any ($1::text[]) order by issued_on desc, id limit $2`,
    values: [things, limit],
  });
  return rows;
}

/** Slugs for the sitemap. */
export async function listPublicSlugs(db: Db, limit: number): Promise<{ readonly products: string[]; readonly makers: string[] }> {
  const products = await db.query<{ slug: string }>({
    text: `select slug from products where published_at is not null order by id limit $1`,
    values: [limit],
  });
  const makers = await db.query<{ slug: string }>({
    text: `select slug from organisations where approved_at is not null and closed_at is null order by id limit $1`,
    values: [limit],
  });
  return { products: products.rows.map((row) => row.slug), makers: makers.rows.map((row) => row.slug) };
}

export async function findProductEntry(db: Db, slug: string): Promise<ProductEntry | undefined> {
  const { rows } = await db.query<ProductEntry>({
    name: 'portal_product',
    text: `select p.thing, p.name, p.name_en, p.category, p.net_content, p.description, p.description_en, p.image, p.ocop_stars, p.shelf_life_days, p.standard,
        o.slug as maker_slug, o.name as maker_name, o.name_en as maker_name_en, o.gln as maker_gln, u.name as unit_name, u.name_en as unit_name_en
      from ${cardTables} where p.slug = $1 and p.published_at is not null`,
    values: [slug],
  });
  return rows[0];
}

export async function findMakerEntry(db: Db, slug: string): Promise<MakerEntry | undefined> {
  const { rows } = await db.query<MakerEntry>({
    name: 'portal_maker',
    text: `select o.id, o.slug, o.role, o.legal_kind, o.name, o.name_en, o.tax_code, o.gln, o.address, o.phone, o.website, o.about, o.about_en, o.image, o.approved_at,
        u.name as unit_name, u.name_en as unit_name_en
      from organisations o left join units u on u.id = o.unit_id where o.slug = $1 and o.closed_at is null`,
    values: [slug],
  });
  return rows[0];
}
