// Takes the rows that a capture left, batch by batch, encoded for COPY, and copies them into the yardstick's tables.
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Tables that a capture writes, in the order in which it writes them, and how a row belongs to an event's number. */
const tables = [
  { name: 'event_ids', seq: 'seq' },
  { name: 'events', seq: 'seq' },
  { name: 'event_things', seq: 'seq' },
  { name: 'event_terms', seq: 'seq' },
  { name: 'edges', seq: 'seq' },
  { name: 'thing_states', seq: 'last_seq' },
  { name: 'ledger_queue', seq: 'seq' },
] as const;

/** One transaction of the yardstick: for each table the rows in PostgreSQL's binary COPY form. */
export interface EncodedBatch {
  readonly events: number;
  readonly parts: readonly { readonly table: string; readonly columns: string; readonly bytes: Buffer }[];
}

/** Largest sequence number there is: what a later run adds lies above it. */
export async function findLastSeq(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ seq: string }>('select coalesce(max(seq), 0)::text as seq from events');
  return rows[0]?.seq ?? '0';
}

/**
 * Encodes all rows of the events above `after` in batches of `batch_events`, in the order of capture. A document's events
 * stay together because they are numbered together.
 */
export async function encodeFinalRows(
  client: pg.Client,
  after: string,
  batch_events: number,
  withCaptures: boolean,
): Promise<EncodedBatch[]> {
  await client.query('create temp table batch_events (seq bigint primary key, capture_id uuid, batch integer not null)');
  await client.query(
    `insert into batch_events select seq, capture_id, (row_number() over (order by capture_id, seq) - 1) / $2 from events where seq > $1`,
    [after, batch_events],
  );
  for (const { name, seq } of tables) {
    // Once over each table: most have no index that leads from the number to its rows.
    const columns = (await columnsOf(client, name)).map((column) => `t.${column}`).join(', ');
    await client.query(
      `create temp table rows_${name} as select b.batch as in_batch, row_number() over (order by t.tableoid, t.ctid) as in_order, ${columns}
       from ${name} t join batch_events b on b.seq = t.${seq}`,
    );
    await client.query(`create index on rows_${name} (in_batch)`);
  }
  const { rows } = await client.query<{ batch: number; events: number; captures: string[] }>(
    `select batch, count(*)::int as events, array_agg(distinct capture_id::text) filter (where capture_id is not null) as captures from batch_events group by batch order by batch`,
  );
  const batches: EncodedBatch[] = [];
  for (const { batch, events, captures } of rows) {
    const parts: { table: string; columns: string; bytes: Buffer }[] = [];
    for (const { name } of tables) {
      const columns = (await columnsOf(client, name)).join(', ');
      parts.push({
        table: name,
        columns,
        bytes: await copyOut(client, `select ${columns} from rows_${name} where in_batch = ${batch} order by in_order`),
      });
    }
    if (withCaptures) {
      const columns = (await columnsOf(client, 'captures')).join(', ');
      parts.push({
        table: 'captures',
        columns,
        bytes: await copyOut(client, `select ${columns} from captures where id = any ('{${(captures ?? []).join(',')}}')`),
      });
    }
    batches.push({ events, parts });
  }
  for (const { name } of tables) await client.query(`drop table rows_${name}`);
  await client.query('drop table batch_events');
  return batches;
}

const known = new Map<string, string[]>();

async function columnsOf(client: pg.Client, table: string): Promise<string[]> {
  const held = known.get(table);
  if (held !== undefined) return held;
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  known.set(table, names);
  return names;
}

async function copyOut(client: pg.Client, query: string): Promise<Buffer> {
  const stream: Readable = client.query(copyTo(`copy (${query}) to stdout (format binary)`));
  return buffer(stream);
}

/** Copies batches over the given connections, each batch one transaction; returns the time it took. */
export async function copyBatches(clients: readonly pg.Client[], batches: readonly EncodedBatch[]): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let batch = batches[next++]; batch !== undefined; batch = batches[next++]) {
        await client.query('begin');
        for (const { table, columns, bytes } of batch.parts) {
          const stream = client.query(copyFrom(`copy ${table} (${columns}) from stdin (format binary)`));
          stream.end(bytes);
          await finished(stream);
        }
        await client.query('commit');
      }
    }),
  );
  return performance.now() - began;
}
