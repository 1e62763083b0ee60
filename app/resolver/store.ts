// The SQL of the resolver: links of all levels of an identifier and whether anything is known of it, in one statement.
import type { Db } from '../db.ts';
import { runTogether } from '../run-together.ts';
import type { Link } from './choose-link.ts';
import { normaliseLinkType } from './link-types.ts';

/** Links of one identifier that an answer holds. */
const links_max = 300;

export interface Found {
  readonly links: readonly Link[];
  /** Whether there is anything at all: a link, a registered product, place or party, an event that the public may see. */
  readonly isKnown: boolean;
  /** Of the product, place or party. */
  readonly name: string | undefined;
  readonly nameEn: string | undefined;
  /** The first moment from which one of the links no longer holds. */
  readonly until_ms: number;
}

/**
 * $1 keys of all levels, $2 the key alone, $3 now. `d` is asked branch by branch until one has a row: what most codes have
 * (a product, a link) comes first. Events are those of the public: the row policies of its pool let no other through.
 */
const resolveSql = `
with l as materialized (
  select thing, link_type, href, title, array_to_string(hreflang, ' ') as hreflang, media_type, array_to_string(context, E'\\n') as context, is_default,
    floor(extract(epoch from expires_at) * 1000) as until_ms
  from links where thing = any ($1::text[]) and withdrawn_at is null and (expires_at is null or expires_at > $3::timestamptz) order by id limit ${links_max}
)
select d.*, l.* from (select 1) one
  left join lateral (
    select true as known, name, name_en from products where thing = $2 and published_at is not null
    union all select true, name, name_en from places where $2 like '414/%' and thing = any ($1::text[])
    union all select true, name, name_en from organisations where substr($2, 1, 4) in ('417/', '414/', '415/') and gln = substr($2, 5, 13)
    union all select true, null, null from l
    union all select true, null, null from event_things where thing = any ($1::text[]) and role < 20
    union all select true, null, null from edges where hub = any ($1::text[]) and kind = 7
    limit 1) d on true
  left join l on true`;

/** @param things keys of all levels and the one under which events know it; @param top key without qualifiers */
export async function findLinks(db: Db, things: readonly string[], top: string, now: Date): Promise<Found> {
  const [result] = await runTogether(db, [
    { name: 'resolve_links', text: resolveSql, values: [textArray(things), top, now.toISOString()] },
  ]);
  const { rows } = result!;
  const [known, name, nameEn] = rows[0]!;
  const links: Link[] = [];
  let until_ms = Number.POSITIVE_INFINITY;
  for (const [, , , thing, type, href, title, hreflang, mediaType, context, isDefault, expires_ms] of rows) {
    if (thing === null || thing === undefined) continue;
    links.push({
      thing,
      type: normaliseLinkType(type!),
      href: href!,
      title: title!,
      hreflang: hreflang === '' ? [] : hreflang!.split(' '),
      mediaType: mediaType ?? undefined,
      context: context === '' ? [] : context!.split('\n'),
      isDefault: isDefault === 't',
    });
    if (expires_ms !== null) until_ms = Math.min(until_ms, Number(expires_ms));
  }
  return { links, isKnown: known === 't', name: name ?? undefined, nameEn: nameEn ?? undefined, until_ms };
}

/** Types of the links that stood at these keys once and do not any more. */
export async function listFormerTypes(db: Db, things: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await db.query<{ link_type: string }>({
    name: 'resolve_former',
    text: `select distinct link_type from (
        select link_type from links where thing = any ($1::text[]) and (withdrawn_at is not null or expires_at <= $2) order by id desc limit ${links_max}) l`,
    values: [things, now],
  });
  return rows.map(({ link_type }) => normaliseLinkType(link_type));
}

/** The live row, or the last that was withdrawn. */
export async function findAlias(db: Db, system: string, identifier: string): Promise<{ thing: string; isWithdrawn: boolean } | undefined> {
  const { rows } = await db.query<{ thing: string; isWithdrawn: boolean }>({
    name: 'resolve_alias',
    text: `select thing, withdrawn_at is not null as "isWithdrawn" from aliases where system = $1 and identifier = $2
      order by withdrawn_at is not null, id desc limit 1`,
    values: [system, identifier],
  });
  return rows[0];
}

/** An array in PostgreSQL's text form. */
function textArray(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
