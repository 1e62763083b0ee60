// Reads which serialised items belong to a lot, for printing their codes.
import type { Db } from '../db.ts';

/** Kind of the edge "item belongs to lot" (db/migrations/0001-events.sql). */
const of_lot = 7;

/** Index keys of items, in their byte order, from the `offset`-th on. */
export async function listItemsOfLot(db: Db, lot: string, page: { readonly offset: number; readonly limit: number }): Promise<string[]> {
  const { rows } = await db.query<{ thing: string }>({
    text: 'select distinct thing from edges where hub = $1 and kind = $2 order by thing offset $3 limit $4',
    values: [lot, of_lot, page.offset, page.limit],
  });
  return rows.map((row) => row.thing);
}
