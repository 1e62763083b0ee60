// The yardstick of `capture-single`: all rows of one event in one transaction, by prepared statements on the bare driver.
import type pg from 'pg';

/** One prepared statement and its values for each table that the event touched. */
type EventStatements = readonly { readonly name: string; readonly text: string; readonly values: unknown[] }[];

/** Tables, the column that leads to the event, and the types of the columns in their order. */
const tables: readonly (readonly [table: string, seq: string, columns: Readonly<Record<string, string>>])[] = [
  ['event_ids', 'seq', { event_key: 'uuid', seq: 'bigint' }],
  ['event_things', 'seq', { thing: 'text', event_time: 'timestamptz', seq: 'bigint', role: 'smallint', what_level: 'smallint', quantity: 'numeric', uom: 'text' }],
  ['edges', 'seq', { thing: 'text', hub: 'text', kind: 'smallint', what_level: 'smallint', event_time: 'timestamptz', seq: 'bigint', quantity: 'numeric', uom: 'text' }],
  ['thing_states', 'last_seq', {
    thing: 'text', first_event_time: 'timestamptz', last_event_time: 'timestamptz', last_seq: 'bigint', event_count: 'integer', disposition: 'text',
    disposition_time: 'timestamptz', disposition_seq: 'bigint', biz_step: 'text', biz_step_time: 'timestamptz', biz_step_seq: 'bigint', place: 'text',
    place_time: 'timestamptz', place_seq: 'bigint', activated_time: 'timestamptz', org_id: 'integer',
  }],
  ['ledger_queue', 'seq', { seq: 'bigint', event_hash: 'bytea', org_id: 'integer', record_time: 'timestamptz' }],
];

/** The final rows of all events above `after`, event by event. A thing's state goes with the last event that moved it. */
export async function readSingleRows(client: pg.Client, after: string): Promise<EventStatements[]> {
  const events = await client.query<Record<string, unknown> & { seq: string }>('select * from events where seq > $1 order by seq', [after]);
  const columns = events.fields.map(({ name }) => name);
  const insertEvent = `insert into events (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`;
  const bySeq = new Map<string, { name: string; text: string; values: unknown[] }[]>();
  for (const row of events.rows) bySeq.set(row.seq, [{ name: 'events', text: insertEvent, values: columns.map((name) => row[name]) }]);
  for (const [table, seq, types] of tables) {
    const names = Object.keys(types);
    const text = `insert into ${table} (${names.join(', ')}) select * from unnest(${Object.values(types).map((type, index) => `$${index + 1}::${type}[]`).join(', ')})`;
    // Times travel as text: a Date would lose microseconds and cost the driver more.
    const shown = names.map((name) => (types[name] === 'timestamptz' ? `${name}::text` : name)).join(', ');
    const { rows } = await client.query<Record<string, unknown>>(`select ${seq} as of_seq, ${shown} from ${table} where ${seq} > $1`, [after]);
    const groups = Map.groupBy(rows, (row) => row['of_seq'] as string);
    for (const [of, group] of groups) bySeq.get(of)?.push({ name: table, text, values: names.map((name) => group.map((row) => row[name])) });
  }
  return [...bySeq.values()];
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
