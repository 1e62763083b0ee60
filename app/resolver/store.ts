// The SQL of the resolver: links of all levels of an identifier and whether anything is known of it, in one statement.
import type { Db } from '../db.ts';
import { runTogether } from '../run-together.ts';
import type { Link } from './choose-link.ts';
import { normaliseLinkType } from './link-types.ts';

/**
 * Links that an answer holds: all that the register takes at six levels (`links_of_thing_max` of app/links/link.ts). With fewer, a product with
 * many links would hide the only one of its lot, the recall of it for one.
 */
const links_max = 6 * 300;
const lots_max = 4;

/** An element of EPCIS master data: its vocabulary, of a standard one the last word of its name, and its key. */
export interface MasterDataElement {
  readonly vocabulary: string;
  readonly thing: string;
}

export interface Found {
  readonly links: readonly Link[];
  /** Whether there is anything at all: a link, a registered product, place or party, an event that the public may see. */
  readonly isKnown: boolean;
  /** Of the product, place or party. */
  readonly name: string | undefined;
  readonly nameEn: string | undefined;
  /** Whether the code, its lot or its product is recalled by somebody who may (app/scan says the same). */
  readonly isRecalled: boolean;
  /** Lots that the item is recorded to belong to: a recall of theirs is one of the item. */
  readonly lots: readonly string[];
  /** What our registers hold of master data. */
  readonly masterData: readonly MasterDataElement[];
  /** The first moment from which one of the links no longer holds. */
  readonly until_ms: number;
}

/** What is asked of one identifier. */
export interface Asked {
  /** Keys of all levels and the one under which events know it. */
  readonly things: readonly string[];
  /** The key without qualifiers. */
  readonly top: string;
}

/**
 * $1 the identifiers, one after another: the key alone, then the keys of all levels, a line each; $2 now. A text and not an array,
 * because the planner counts an array's members and would make a plan of its own for each number of them. `d` is asked branch by branch until one has
 * a row: what most codes have (a product, a link) comes first. Events are those of the public: the row policies of its pool let
 * no other through.
 */
const resolveSql = `
select q.number, d.known, d.name, d.name_en, d.vocabulary, d.element, r.recalled, o.lots, l.*
from string_to_table($1, E'\\f') with ordinality as asked (lines, number)
  cross join lateral (select asked.number, split_part(asked.lines, E'\\n', 1) as top, string_to_array(asked.lines, E'\\n') as things) q
  left join lateral (
    select true as known, name, name_en, 'EPCClass' as vocabulary, thing as element from products where thing = q.top and published_at is not null
    union all select true, name, name_en, 'BusinessLocation', thing from places where q.top like '414/%' and thing = any (q.things)
    union all select true, name, name_en, case when approved_at is not null and closed_at is null then 'SourceDest' end, '417/' || gln from organisations where substr(q.top, 1, 4) in ('417/', '414/', '415/') and gln = substr(q.top, 5, 13)
    union all select true, null, null, null, null from links where thing = any (q.things) and withdrawn_at is null and (expires_at is null or expires_at > $2::timestamptz)
    union all select true, null, null, null, null from event_things where thing = any (q.things) and role < 20
    union all select true, null, null, null, null from edges where hub = any (q.things) and kind = 7
    limit 1) d on true
  left join lateral (
    select string_agg(hub, E'\\n') as lots from (
      (select distinct hub from edges where thing = any (q.things) and thing <> '' and kind = 7 limit ${lots_max})
      union select lot from nguon_hidden_lots(q.things, ${lots_max})) e
  ) o on true
  left join lateral (
    select true as recalled from thing_dispositions where thing = any (q.things || string_to_array(o.lots, E'\\n')) and disposition = 'recalled'
      and is_set and nguon_may_recall(thing, org_id) limit 1) r on true
  left join lateral (
    select thing, link_type, href, title, array_to_string(hreflang, ' ') as hreflang, media_type, array_to_string(context, E'\\n') as context, is_default,
      floor(extract(epoch from expires_at) * 1000) as until_ms
    from links where thing = any (q.things) and withdrawn_at is null and (expires_at is null or expires_at > $2::timestamptz)
    order by id limit ${links_max}) l on true`;

/** One answer for each identifier, in their order. */
export async function findLinks(db: Db, asked: readonly Asked[], now: Date): Promise<Found[]> {
  // Keys are escaped: no line and no page ends within them.
  const text = asked.map(({ things, top }) => [top, ...things].join('\n')).join('\f');
  const [result] = await runTogether(db, [{ name: 'resolve_links', text: resolveSql, values: [text, now.toISOString()] }]);
  const rowsOf = asked.map((): Row[] => []);
  for (const row of result!.rows) rowsOf[Number(row[0]) - 1]!.push(row);
  return rowsOf.map(readFound);
}

type Row = readonly (string | null)[];

function readFound(rows: readonly Row[]): Found {
  const [, known, name, nameEn, vocabulary, element, recalled, lots] = rows[0]!;
  const links: Link[] = [];
  let until_ms = Number.POSITIVE_INFINITY;
  for (const [, , , , , , , , thing, type, href, title, hreflang, mediaType, context, isDefault, expires_ms] of rows) {
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
  return {
    links,
    isKnown: known === 't',
    name: name ?? undefined,
    nameEn: nameEn ?? undefined,
    isRecalled: recalled === 't',
    lots: lots?.split('\n') ?? [],
    masterData: isText(vocabulary) && isText(element) ? [{ vocabulary, thing: element }] : [],
    until_ms,
  };
}

const isText = (value: string | null | undefined): value is string => typeof value === 'string';

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
