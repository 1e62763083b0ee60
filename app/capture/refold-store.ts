// SQL around folding states again: which events name a thing, and taking derived rows away.
import type { Db } from '../db.ts';
import { stateRoles } from './prepared-event.ts';

export interface EventToFold {
  readonly seq: string;
  readonly event_id: string;
  readonly body: string;
  readonly record_time: Date;
  readonly org_id: number;
  readonly party_ids: number[];
  readonly capture_id: string | null;
  readonly disclosure: number;
}

const state_roles = `{${[...stateRoles].join()}}`;

export async function deleteEdgesOfEvent(db: Db, seq: string): Promise<void> {
  // The event's own things lead to its edges through the indexes; edges have none on seq.
  await db.query({
    text: `delete from edges where seq = $1 and (thing = any (select thing from event_things where seq = $1)
      or thing = '' and hub = any (select thing from event_things where seq = $1))`,
    values: [seq],
  });
}

export async function listStateThings(db: Db, seq: string): Promise<string[]> {
  const { rows } = await db.query<{ thing: string }>({
    text: `select distinct thing from event_things where seq = $1 and role = any ('${state_roles}'::smallint[]) order by 1 limit 100000`,
    values: [seq],
  });
  return rows.map((row) => row.thing);
}

export async function deleteStatesOf(db: Db, things: readonly string[]): Promise<void> {
  await db.query({ text: 'delete from thing_states where thing = any ($1)', values: [things] });
  await db.query({ text: 'delete from thing_dispositions where thing = any ($1)', values: [things] });
}

const columns = 'e.seq, e.event_id, e.body, e.record_time, e.org_id, e.party_ids, e.capture_id, e.disclosure';

export async function listEventsOfThings(db: Db, things: readonly string[], after: string, limit: number): Promise<EventToFold[]> {
  const { rows } = await db.query<EventToFold>({
    text: `select ${columns} from (select distinct seq from event_things where thing = any ($1) and role = any ('${state_roles}'::smallint[])
        and seq > $2 order by seq limit $3) t
      cross join lateral (select * from events where seq = t.seq) e order by e.seq`,
    values: [things, after, limit],
  });
  return rows;
}

/** All events in order of capture: for checks that recompute everything. */
export async function listEventsAfter(db: Db, after: string, limit: number): Promise<EventToFold[]> {
  const { rows } = await db.query<EventToFold>({
    text: `select ${columns} from events e where seq > $1 order by seq limit $2`,
    values: [after, limit],
  });
  return rows;
}
