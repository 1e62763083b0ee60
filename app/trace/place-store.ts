// SQL for what was seen at a place.
import type { Db } from '../db.ts';
import { countsSql, goodsRoles, infoColumns } from './store.ts';
import type { EventInfo } from './store.ts';

export interface PlaceEvents {
  readonly place: string;
  readonly from: Date;
  /** Not included. */
  readonly until: Date;
  /** The last event of the page before. */
  readonly before: { readonly time_ms: number; readonly seq: string } | undefined;
}

/** Events whose business location or read point is the place, newest first. */
export async function listVisits(db: Db, { place, from, until, before }: PlaceEvents, limit: number): Promise<EventInfo[]> {
  const side = (
    column: string,
  ): string => `(select event_time, seq from events where ${column} = $1 and event_time >= $2 and event_time < $3
    and (event_time, seq) < ($4::timestamptz, $5::bigint) order by event_time desc, seq desc limit $6)`;
  const { rows } = await db.query<EventInfo>({
    name: 'trace_place_visits',
    text: `select ${infoColumns} from (${side('biz_location')} union ${side('read_point')}) found join events e on e.seq = found.seq
      where ${countsSql} order by e.event_time desc, e.seq desc limit $6`,
    values: [place, from, until, before === undefined ? 'infinity' : new Date(before.time_ms), before?.seq ?? '9223372036854775807', limit],
  });
  return rows;
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
