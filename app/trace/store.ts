// All SQL of the walks: the facts of one level in one statement, then what the found things and events are called.
import { compareMoments, factKinds, factWays } from '@nguon/trace';
import type { Direction, Fact, Frontier } from '@nguon/trace';
import { textArray } from '../binary-array.ts';
import type { Db } from '../db.ts';

/** A list that several statements of one level ask with is encoded once. */
const encoded = new WeakMap<readonly string[], Buffer>();

function encodeOnce(names: readonly string[]): Buffer {
  let bytes = encoded.get(names);
  if (bytes === undefined) encoded.set(names, (bytes = textArray(names)));
  return bytes;
}

/** The planner must not see a list of 100,000 names: it would weigh each of them, which takes longer than the search itself. */
const listed = (parameter: string): string => `any ((select ${parameter}::text[])::text[])`;

const groupColumns = 'hub, kind, event_time, seq, quantity, uom';
const columns = `hub, kind, round(date_part('epoch', event_time) * 1000) as time_ms, seq::text as seq, quantity::text as quantity, uom`;

/**
 * One level: own facts by thing, children by parent, items by lot, the far side of each transformation reached, and
 * "took everything out" of each parent reached. Facts that differ only in their thing come as one row, with line ends
 * between the things: 50 pieces are packed by one event. `thing <> ''` lets the partial index serve. Kinds are asked
 * for as ranges: a list of kinds would search the index once for each of them.
 */
function levelStatement(direction: Direction): string {
  const [near, far] = direction === 'back' ? [factKinds.output, factKinds.input] : [factKinds.input, factKinds.output];
  const facts = `thing, ${groupColumns} from edges`;
  return `with own as materialized (
      select string_agg(thing, chr(10)) as things, ${groupColumns} from (
        select ${facts} where thing = ${listed('$1')} and thing <> '' and kind >= ${near} and kind <> ${far} and kind <> ${factKinds.ofLot} limit $3) f
      group by ${groupColumns})
    select ${factWays.own}::int as way, things, ${columns} from own
    union all
    select way, string_agg(thing, chr(10)), ${columns} from (
      (select ${factWays.content}::int as way, ${facts} where hub = any ((select coalesce($2, $1)::text[])::text[]) and kind between ${factKinds.packed} and ${factKinds.dissociated} limit $3)
      union all
      (select ${factWays.side}, ${facts} where hub = any (array(select distinct hub from own where kind = ${near})) and kind = ${far} limit $3)
      union all
      (select ${factWays.emptied}, ${facts}
        where hub = any (array(select distinct hub from own where kind in (${factKinds.packed}, ${factKinds.associated}))) and kind between ${factKinds.unpacked} and ${factKinds.dissociated} and thing = '' limit $3)
    ) f group by way, ${groupColumns}
    union all
    select ${factWays.items}, string_agg(thing, chr(10)), hub, ${factKinds.ofLot}, 0, '0', null, null from
      (select distinct thing, hub from edges where hub = ${listed('$4')} and kind = ${factKinds.ofLot} limit $3) items group by hub`;
}

const statements: Readonly<Record<Direction, string>> = { back: levelStatement('back'), forward: levelStatement('forward') };

/** Facts alike but for their things. */
type FactRow = Omit<Fact, 'thing'> & { readonly things: string };

/** Always one order, so that the pages of a long answer fit together. */
function compareRows(a: FactRow, b: FactRow): number {
  if (a.things !== b.things) return a.things < b.things ? -1 : 1;
  if (a.hub !== b.hub) return a.hub < b.hub ? -1 : 1;
  return a.kind - b.kind || compareMoments(a.time_ms, a.seq, b.time_ms, b.seq);
}

/** Many facts that the walk takes as one. */
const staysTogether = (way: number, kind: number): boolean =>
  way === factWays.items || (way === factWays.own && kind >= factKinds.packed && kind <= factKinds.dissociated);

/** The facts that a walk asks for, its lots apart; at most `limit` of each kind of question. */
export async function listFacts(db: Db, direction: Direction, { own, content, items }: Frontier, limit: number): Promise<Fact[]> {
  if (own.length + content.length + items.length === 0) return [];
  const { rows } = await db.query<FactRow>({
    name: `trace_${direction}_level`,
    text: statements[direction],
    // Mostly one list asks for both; it is sent once.
    values: [encodeOnce(own), content === own ? null : encodeOnce(content), limit, textArray(items)],
  });
  const facts: Fact[] = [];
  for (const { way, things, hub, kind, time_ms, seq, quantity, uom } of rows.sort(compareRows))
    for (const thing of staysTogether(way, kind) ? [things] : things.split('\n'))
      facts.push({ way, thing, hub, kind, time_ms, seq, quantity, uom });
  return facts;
}

/** The lots of the items that a walk asks about, save those whose items it knows. */
export async function listLotFacts(db: Db, { lot, knownLots }: Frontier, limit: number): Promise<Fact[]> {
  if (lot.length === 0) return [];
  const { rows } = await db.query<Fact>({
    name: 'trace_level_lots',
    text: `select distinct ${factWays.own}::int as way, thing, hub, kind, 0 as time_ms, '0' as seq, null as quantity, null as uom from edges
      where thing = ${listed('$1')} and thing <> '' and kind = ${factKinds.ofLot} and hub not in (select unnest($2::text[])) limit $3`,
    values: [encodeOnce(lot), textArray(knownLots), limit],
  });
  return rows;
}

/** An event that the reader may see; which parts of it, says `visibleGroups` of app/access. */
export interface EventInfo {
  readonly seq: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly action: string | null;
  readonly time_ms: number;
  readonly biz_step: string | null;
  readonly disposition: string | null;
  readonly read_point: string | null;
  readonly biz_location: string | null;
  readonly org_id: number;
  readonly org_unit_id: number | null;
  /** Organisations named in it, their ids with blanks between: most readers need not unpack them. */
  readonly parties: string;
  readonly disclosure: number;
}

export const infoColumns = `e.seq::text as seq, e.event_id, e.event_type, e.action, round(date_part('epoch', e.event_time) * 1000) as time_ms, e.biz_step, e.disposition,
  e.read_point, e.biz_location, e.org_id, (select o.unit_id from organisations o where o.id = e.org_id) as org_unit_id, array_to_string(e.party_ids, ' ') as parties, e.disclosure`;

/**
 * The event of a number, for a lateral join: the plan is the same whatever is asked and is kept. With a plain join it is made anew
 * each time, over every month there is.
 */
const eventOf = (seq: string): string => `(select * from events where events.seq = ${seq} limit 1)`;

/** Events by number, in no order; the row policies leave out what the reader may not see. */
export async function listEventInfos(db: Db, seqs: readonly string[]): Promise<EventInfo[]> {
  if (seqs.length === 0) return [];
  const { rows } = await db.query<EventInfo>({
    name: 'trace_events',
    text: `select ${infoColumns} from nguon_events($1::bigint[]) e`,
    values: [seqs],
  });
  return rows;
}

/** An event, and the things that it gave their latest place. */
export interface PlaceEvent {
  readonly seq: string;
  readonly things: readonly string[];
}

export async function listPlaceEvents(db: Db, things: readonly string[]): Promise<PlaceEvent[]> {
  if (things.length === 0) return [];
  const { rows } = await db.query<{ seq: string; things: string }>({
    name: 'trace_place_events',
    // One row for an event: 100,000 rows would cost more to unpack than to find.
    text: `select place_seq::text as seq, string_agg(thing, chr(10)) as things from thing_states
      where thing = ${listed('$1')} and place_seq is not null group by place_seq`,
    values: [encodeOnce(things)],
  });
  return rows.map(({ seq, things: seen }) => ({ seq, things: seen.split('\n') }));
}

/** An event is left out once it was declared erroneous (EPCIS 2.0 §7.4.1.2); so is the declaration itself. */
export const countsSql = `e.declaration_time is null and not exists (select 1 from event_declarations d
  where d.event_key = encode(substring(sha256(convert_to(e.event_id, 'UTF8')) for 16), 'hex')::uuid and d.org_id = e.org_id)`;

/** Roles in which an event is about a thing, and not about a place or party. */
export const goodsRoles = '1, 2, 3, 4, 5, 11, 12, 14, 15';

/** The latest event with a place that the reader may see, for things whose latest place it may not see. */
export async function listVisiblePlaceEvents(db: Db, things: readonly string[]): Promise<(EventInfo & { readonly thing: string })[]> {
  if (things.length === 0) return [];
  const { rows } = await db.query<EventInfo & { thing: string }>({
    name: 'trace_visible_place_events',
    text: `select t.thing, found.* from unnest((select $1::text[])) as t (thing), lateral (
        select ${infoColumns} from event_things et cross join lateral ${eventOf('et.seq')} e
        where et.thing = t.thing and et.role in (1, 2, 3, 5, 11, 12, 15) and (e.biz_location is not null or e.read_point is not null) and ${countsSql}
        order by et.event_time desc, et.seq desc limit 1) found`,
    values: [things],
  });
  return rows;
}

/** A time in which a thing's events belong to the journey; null = without end on that side. */
export interface JourneyWindow {
  readonly thing: string;
  readonly from_ms: number | null;
  readonly until_ms: number | null;
}

/** An event that names a thing; `is_input`: only as what went into a transformation. */
export type EventOfThing = EventInfo & { readonly thing: string; readonly is_input: boolean };

/** Events that name a thing within its window, the latest `limit` of each, newest first. */
export async function listJourneyEvents(db: Db, windows: readonly JourneyWindow[], limit: number): Promise<EventOfThing[]> {
  if (windows.length === 0) return [];
  const { rows } = await db.query<EventOfThing>({
    name: 'trace_journey_events',
    text: `select w.thing, found.* from unnest((select $1::text[]), (select $2::float8[]), (select $3::float8[])) as w (thing, from_ms, until_ms), lateral (
        select ${infoColumns}, et.is_input from (
          select et.event_time, et.seq, bool_and(et.role in (4, 14)) as is_input from event_things et
          where et.thing = w.thing and et.role in (${goodsRoles})
            and et.event_time >= coalesce(to_timestamp(w.from_ms / 1000), '-infinity') and et.event_time <= coalesce(to_timestamp(w.until_ms / 1000), 'infinity')
          group by et.event_time, et.seq order by et.event_time desc, et.seq desc limit $4) et
        cross join lateral ${eventOf('et.seq')} e where ${countsSql}) found`,
    values: [windows.map(({ thing }) => thing), windows.map(({ from_ms }) => from_ms), windows.map(({ until_ms }) => until_ms), limit],
  });
  return rows;
}

/** An event that who recorded it took back, as its declaration tells it again. */
export interface CorrectionInfo extends EventInfo {
  readonly thing: string;
  readonly declared_ms: number;
  /** As captured: a CBV word in any spelling, or a user's URI. */
  readonly reason: string | null;
}

/** Declarations that took back an event of these things, the latest first; those of somebody else's event take nothing back. */
export async function listCorrections(db: Db, things: readonly string[], limit: number): Promise<CorrectionInfo[]> {
  const { rows } = await db.query<CorrectionInfo>({
    name: 'trace_corrections',
    text: `select t.thing, ${infoColumns}, round(date_part('epoch', e.declaration_time) * 1000) as declared_ms,
        e.body::json #>> '{errorDeclaration,reason}' as reason
      from event_declarations d join event_ids i on i.event_key = d.event_key and i.org_id = d.org_id
        join lateral (select distinct thing from event_things where seq = d.declaration_seq and thing = any ($1::text[]) and role in (${goodsRoles})) t on true
        cross join lateral nguon_event(d.declaration_seq) e
      order by e.declaration_time desc, e.seq desc limit $2`,
    values: [things, limit],
  });
  return rows;
}

/** Which organisations are strangers to which things (db/migrations/0015-standing.sql), as `thing org`. */
export async function listStrangers(db: Db, claims: readonly { readonly thing: string; readonly org_id: number }[]): Promise<Set<string>> {
  if (claims.length === 0) return new Set();
  const { rows } = await db.query<{ stranger: string }>({
    name: 'trace_strangers',
    text: `select c.thing || ' ' || c.org_id as stranger from (select distinct thing, org_id from unnest($1::text[], $2::int[]) as n (thing, org_id)) c
      where nguon_standing(c.thing, c.org_id) = 'stranger'`,
    values: [claims.map(({ thing }) => thing), claims.map(({ org_id }) => org_id)],
  });
  return new Set(rows.map(({ stranger }) => stranger));
}

export interface RecalledThing {
  readonly thing: string;
  readonly since_ms: number;
}

/**
 * Those of the things that are recalled now by somebody who may (db/migrations/0010-dispositions-by-organisation.sql). An item whose
 * lot is recalled that its reader must not be told of is recalled itself.
 */
export async function listRecalled(db: Db, things: readonly string[]): Promise<RecalledThing[]> {
  const { rows } = await db.query<RecalledThing>({
    name: 'trace_recalled',
    text: `with asked as materialized (
        select thing, thing as teller from unnest($1::text[]) as a (thing)
        union all select lot, thing from nguon_hidden_lots($1::text[], $2) where lot <> all ($1::text[]))
      select a.teller as thing, floor(extract(epoch from min(d.event_time)) * 1000)::float8 as since_ms
      from asked a join thing_dispositions d on d.thing = a.thing
      where d.disposition = 'recalled' and d.is_set and nguon_may_recall(d.thing, d.org_id) group by a.teller order by 2, 1`,
    values: [things, hidden_lots_max],
  });
  return rows;
}

/** Sums of one event's contribution to one side of a transformation, by unit. */
export interface TransformationTotal {
  readonly hub: string;
  /** 1 input, 2 output. */
  readonly kind: number;
  readonly seq: string;
  readonly uom: string | null;
  readonly quantity: string | null;
  readonly things: number;
  readonly with_quantity: number;
}

export async function listTransformationTotals(db: Db, hubs: readonly string[]): Promise<TransformationTotal[]> {
  if (hubs.length === 0) return [];
  const { rows } = await db.query<TransformationTotal>({
    name: 'trace_transformation_totals',
    text: `select hub, kind, seq::text as seq, uom, sum(quantity)::text as quantity, count(*)::int as things, count(quantity)::int as with_quantity
      from edges where hub = ${listed('$1')} and kind <= ${factKinds.output} group by hub, kind, edges.seq, uom`,
    values: [hubs],
  });
  return rows;
}

/** Kinds 3 to 6 of the things themselves, and "took everything out" of their parents. */
export async function listContainmentFacts(db: Db, things: readonly string[]): Promise<Fact[]> {
  if (things.length === 0) return [];
  const { rows } = await db.query<Fact>({
    name: 'trace_containment',
    text: `with own as materialized (select thing, hub, kind, event_time, seq, quantity, uom from edges where thing = any ($1::text[]) and thing <> '' and kind between ${factKinds.packed} and ${factKinds.dissociated})
      select ${factWays.own}::int as way, thing, ${columns} from own
      union all
      select ${factWays.emptied}, thing, ${columns} from edges where hub = any (array(select distinct hub from own)) and kind between ${factKinds.unpacked} and ${factKinds.dissociated} and thing = ''
      limit $2`,
    values: [things, containment_facts_max],
  });
  return rows;
}

/** Facts of containment that one step of a journey reads: a crate in daily use for years. */
const containment_facts_max = 20_000;
const hidden_lots_max = 1_000;

/** The lots that an item was said to belong to. */
export async function listLots(db: Db, item: string): Promise<string[]> {
  const { rows } = await db.query<{ hub: string }>({
    name: 'trace_lots',
    text: `select distinct hub from edges where thing = $1 and thing <> '' and kind = ${factKinds.ofLot} limit 10`,
    values: [item],
  });
  return rows.map(({ hub }) => hub);
}
