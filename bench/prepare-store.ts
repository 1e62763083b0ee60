// SQL of making a data set: secondary indexes away while rows come in, back afterwards, tables tidied.
import type { Db } from '../app/db.ts';

export interface SetAsideIndex {
  readonly name: string;
  readonly definition: string;
}

/** Drops the indexes of the event tables that no constraint needs and returns how to make them again. */
export async function dropSecondaryIndexes(db: Db): Promise<SetAsideIndex[]> {
  const { rows } = await db.query<SetAsideIndex>({
    text: `select c.relname as name, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as definition
      from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid in ('events'::regclass, 'event_things'::regclass, 'event_terms'::regclass, 'edges'::regclass)
        and not exists (select from pg_constraint where conindid = i.indexrelid) order by 1`,
  });
  for (const { name } of rows) await db.query({ text: `drop index ${name}` });
  return rows;
}

export async function createIndex(db: Db, index: SetAsideIndex): Promise<void> {
  await db.query({ text: index.definition });
}

/** Visibility map, statistics and a checkpoint, so that the first measure does not pay for them. */
export async function tidyTables(db: Db): Promise<void> {
  for (const table of ['events', 'event_ids', 'event_things', 'event_terms', 'edges', 'thing_states', 'ledger_queue'])
    await db.query({ text: `vacuum analyze ${table}` });
}
