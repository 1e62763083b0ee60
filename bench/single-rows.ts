// The yardstick of `capture-single`: all rows of one event in one transaction, by prepared statements on the bare driver.
import type pg from 'pg';

/** One prepared statement and its values for each table that the event touched. */
type EventStatements = readonly { readonly name: string; readonly text: string; readonly values: unknown[] }[];

/** Tables beside `events`, and the column that leads from a row to its event. */
const tables = [
  ['event_ids', 'seq'],
  ['event_things', 'seq'],
  ['event_terms', 'seq'],
  ['edges', 'seq'],
  ['thing_states', 'last_seq'],
  ['ledger_queue', 'seq'],
] as const;

/** The final rows of all events above `after`, event by event. A thing's state goes with the last event that moved it. */
export async function readSingleRows(client: pg.Client, after: string): Promise<EventStatements[]> {
  const events = await client.query<Record<string, unknown> & { seq: string }>('select * from events where seq > $1 order by seq', [after]);
  const columns = events.fields.map(({ name }) => name);
  const insertEvent = `insert into events (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`;
  const bySeq = new Map<string, { name: string; text: string; values: unknown[] }[]>();
  for (const row of events.rows) bySeq.set(row.seq, [{ name: 'events', text: insertEvent, values: columns.map((name) => row[name]) }]);
  for (const [table, seq] of tables) {
    const types = await typesOf(client, table);
    const names = [...types.keys()];
    const text = `insert into ${table} (${names.join(', ')}) select * from unnest(${[...types.values()].map((type, index) => `$${index + 1}::${type}[]`).join(', ')})`;
    // Times travel as text: a Date would lose microseconds and cost the driver more.
    const shown = names.map((name) => (types.get(name)!.startsWith('timestamp') ? `${name}::text` : name)).join(', ');
    const { rows } = await client.query<Record<string, unknown>>(`select ${seq} as of_seq, ${shown} from ${table} where ${seq} > $1`, [
      after,
    ]);
    const groups = Map.groupBy(rows, (row) => row['of_seq'] as string);
    for (const [of, group] of groups)
      bySeq.get(of)?.push({ name: table, text, values: names.map((name) => group.map((row) => row[name])) });
  }
  return [...bySeq.values()];
}

/** Columns and their types, in their order. */
async function typesOf(client: pg.Client, table: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

/** Writes each event in a transaction of its own over the given connections; returns the time it took. */
export async function writeSingleRows(clients: readonly pg.Client[], events: readonly EventStatements[]): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let event = events[next++]; event !== undefined; event = events[next++]) {
        await client.query('begin');
        for (const statement of event) await client.query(statement);
        await client.query('commit');
      }
    }),
  );
  return performance.now() - began;
}
