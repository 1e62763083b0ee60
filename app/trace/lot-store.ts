// SQL for the lots that are known of a kind of goods.
import { factKinds } from '@nguon/trace';
import type { Db } from '../db.ts';

/** Facts "item belongs to lot" that one step looks at. */
const facts_per_step_max = 5_000;

/** Keys between `from` and `until`, neither included, that a visible event names: the last ones, last first. */
export async function listNamedLots(db: Db, from: string, until: string, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ thing: string }>({
    name: 'trace_named_lots',
    text: `select s.thing from thing_states s where s.thing > $1 and s.thing < $2
      and exists (select 1 from event_things t where t.thing = s.thing and t.role < 20) order by s.thing desc limit $3`,
    values: [from, until, limit],
  });
  return rows.map(({ thing }) => thing);
}

/** Lots between `from` and `until` to which visible events assign items. A lot of many items fills a step: ask on below the last. */
export async function listLotsOfItems(db: Db, from: string, until: string): Promise<{ lots: string[]; isAll: boolean }> {
  const { rows } = await db.query<{ hub: string; facts: string }>({
    name: 'trace_lots_of_items',
    text: `select hub, sum(count(*)) over () as facts from (
        select hub from edges where hub > $1 and hub < $2 and kind = ${factKinds.ofLot} order by hub desc, kind desc limit $3) f
      group by hub order by hub desc`,
    values: [from, until, facts_per_step_max],
  });
  return { lots: rows.map(({ hub }) => hub), isAll: Number(rows[0]?.facts ?? 0) < facts_per_step_max };
}
