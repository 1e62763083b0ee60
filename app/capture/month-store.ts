// SQL of the month partitions of events as whole tables: which there are, making one, taking one out, putting one back.
import type { Db } from '../db.ts';

export interface MonthTable {
  /** `2026-01`. */
  readonly month: string;
  readonly attached: boolean;
  readonly bytes: string;
}

/** Oldest first. A month that was taken out is an ordinary table of the same name. */
export async function listMonthTables(db: Db): Promise<MonthTable[]> {
  const { rows } = await db.query<MonthTable>({
    text: `select replace(substr(c.relname, 8), '_', '-') as month, c.relispartition as attached, pg_total_relation_size(c.oid)::text as bytes
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = current_schema and c.relkind = 'r' and c.relname ~ '^events_\\d{4}_\\d{2}$' order by 1 limit 2400`,
  });
  return rows;
}

const tableName = (month: string): string => {
  // Utility statements take no parameters: the name is checked here.
  if (!/^\d{4}-\d{2}$/.test(month)) throw new Error(`not a month: ${month}`);
  return `events_${month.replace('-', '_')}`;
};

export async function createMonthTable(db: Db, month: string, from: bigint, until: bigint): Promise<void> {
  await db.query({ text: `create table if not exists ${tableName(month)} partition of events for values from (${from}) to (${until})` });
}

/** Captures wait for the moment that this takes; when it cannot have the table for five seconds it gives up. */
export async function detachMonthTable(db: Db, month: string): Promise<void> {
  await db.query({ text: `set local lock_timeout = '5s'` });
  await db.query({ text: `alter table events detach partition ${tableName(month)}` });
}

export async function attachMonthTable(db: Db, month: string, from: bigint, until: bigint): Promise<void> {
  const name = tableName(month);
  await db.query({ text: `set local lock_timeout = '5s'` });
  // Proven beforehand, the bounds need no look at every row while `events` is locked.
  await db.query({ text: `alter table ${name} add constraint ${name}_bounds check (seq >= ${from} and seq < ${until})` });
  await db.query({ text: `alter table events attach partition ${name} for values from (${from}) to (${until})` });
  await db.query({ text: `alter table ${name} drop constraint ${name}_bounds` });
}
