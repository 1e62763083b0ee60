// SQL for what was seen at a place.
import type { Db } from '../../db.ts';
import { countsSql, goodsRoles, infoColumns } from '../store.ts';
import type { EventInfo } from '../store.ts';

export interface PlaceEvents {
  readonly place: string;
  readonly from: Date;
  /** Not included. */
  readonly until: Date;
  /** The last event of the page before. */
  readonly before: { readonly time_ms: number; readonly seq: string } | undefined;
}

/** Events whose business location or read point is one of the places, newest first. */
export async function listVisits(
  db: Db,
  places: readonly string[],
  { from, until, before }: PlaceEvents,
  limit: number,
): Promise<EventInfo[]> {
  // The latest of each place: an index of places and times gives no order over several.
  const side = (column: string): string => `(select f.event_time, f.seq from unnest($1::text[]) as p (place) cross join lateral (
      select event_time, seq from events where ${column} = p.place and event_time >= $2 and event_time < $3
        and (event_time, seq) < ($4::timestamptz, $5::bigint) order by event_time desc, seq desc limit $6) f)`;
  const { rows } = await db.query<EventInfo>({
    name: 'trace_place_visits',
    text: `select ${infoColumns} from (${side('biz_location')} union ${side('read_point')}) found join events e on e.seq = found.seq
      where ${countsSql} order by e.event_time desc, e.seq desc limit $6`,
    values: [
      places,
      from,
      until,
      before === undefined ? 'infinity' : new Date(before.time_ms),
      before?.seq ?? '9223372036854775807',
      limit,
    ],
  });
  return rows;
}

/** Places within a GLN (AI 254, extension components), as the register and visible events name them. */
export async function listSubPlaces(db: Db, gln: string, limit: number): Promise<string[]> {
  const found = new Set<string>();
  // The sign after the slash: above every extension of this GLN, below everything else.
  const [from, until] = [`${gln}/254/`, `${gln}/2540`];
  const { rows } = await db.query<{ thing: string }>({
    name: 'trace_registered_sub_places',
    text: 'select thing from places where thing > $1 and thing < $2 order by thing limit $3',
    values: [from, until, limit],
  });
  for (const { thing } of rows) found.add(thing);
  for (const column of ['biz_location', 'read_point'] as const) {
    // From one to the next by the index: a place may have a million events. Bits 2 and 3 of the disclosure: where.
    let last = from;
    for (let step = 0; step < limit; step++) {
      const next = await db.query<{ place: string }>({
        name: `trace_next_${column}`,
        text: `select ${column} as place from events where ${column} ~>~ $1 and ${column} ~<~ $2 and nguon_sees(disclosure, org_id, party_ids, 2)
          order by ${column} using ~<~ limit 1`,
        values: [last, until],
      });
      const place = next.rows[0]?.place;
      if (place === undefined) break;
      found.add(place);
      last = place;
    }
  }
  return [...found].sort().slice(0, limit);
}

/** Goods named by events, at most `limit` pairs. */
export async function listGoodsOfEvents(db: Db, seqs: readonly string[], limit: number): Promise<{ seq: string; thing: string }[]> {
  const { rows } = await db.query<{ seq: string; thing: string }>({
    name: 'trace_goods_of_events',
    text: `select distinct seq::text as seq, thing from event_things where seq = any ($1::bigint[]) and role in (${goodsRoles}) limit $2`,
    values: [seqs, limit],
  });
  return rows;
}
