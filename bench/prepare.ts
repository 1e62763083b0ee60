// `npm run bench -- prepare --size 1m`: makes the large data set of a size once, in a data folder of its own outside the project.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createSequenceAllocator, makeEventPartitions } from '../app/capture/partitions.ts';
import type { SequenceAllocator } from '../app/capture/partitions.ts';
import { findRootDir } from '../app/config.ts';
import { inTransaction, migrate, openDatabase } from '../app/db.ts';
import { launchPostgres } from '../app/launcher/launch-postgres.ts';
import { approveOrganisation } from '../app/party/approve-organisation.ts';
import { registerOrganisation } from '../app/party/register-organisation.ts';
import { planBulk } from '../demo/bulk/bulk-plan.ts';
import { bulkSamples } from '../demo/bulk/bulk-samples.ts';
import type { BulkSamples } from '../demo/bulk/bulk-samples.ts';
import { loadBulk } from '../demo/bulk/load-bulk.ts';
import { dataSetFolder, findDataSet, formatSize } from './data-set.ts';
import { createIndex, dropSecondaryIndexes, tidyTables } from './prepare-store.ts';

/** What the file `ready` in the folder says: enough to know every code in the data set. */
interface Ready {
  readonly events: number;
  readonly seed: number;
  readonly now_ms: number;
  readonly seconds: number;
}

const seed = 1;
const note_every_ms = 5_000;
/** While the data set is made a crash costs nothing but making it again; measures run with the product's own settings. */
const making: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '16GB',
  checkpoint_timeout: '1h',
};

/**
 * Makes the data set unless it is there; returns its data folder, on which the product starts as on any other.
 * @param months over how many month partitions it is spread, as if it had been captured in so many months up to now
 */
export async function prepareDataSet(events: number, note: (line: string) => void, months = 1): Promise<string> {
  try {
    return findDataSet(events);
  } catch {
    note(`making ${formatSize(events)} events in ${dataSetFolder(events)}`);
  }
  const folder = dataSetFolder(events);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const began_ms = performance.now();
  const now_ms = Date.now();
  const server = await launchPostgres({ dataDir: folder, log: note, settings: making });
  // Building an index takes longer than any statement of the product may.
  const database = openDatabase({ ...server.connection, query_timeout: 0 });
  try {
    await migrate(database.system, findRootDir(), () => undefined);
    for (let ago = months - 1; ago >= 0; ago--) await makeEventPartitions(database.system, new Date(monthsBefore(now_ms, ago)));
    await fillDatabase(
      database,
      events,
      now_ms,
      months === 1 ? createSequenceAllocator() : allocateOverMonths(events, months, now_ms),
      note,
    );
  } finally {
    await database.close();
    await server.stop();
  }
  const ready: Ready = { events, seed, now_ms, seconds: Math.round((performance.now() - began_ms) / 1_000) };
  writeFileSync(path.join(folder, 'ready'), JSON.stringify(ready) + '\n');
  note(`${formatSize(events)} events made in ${ready.seconds} s`);
  return folder;
}

/** The instant itself, or the first moments of a month before its own. */
function monthsBefore(now_ms: number, ago: number): number {
  const now = new Date(now_ms);
  return ago === 0 ? now_ms : Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1, 12);
}

/** Numbers the first events as of the earliest month, the last as of this one. */
function allocateOverMonths(events: number, months: number, now_ms: number): SequenceAllocator {
  const allocator = createSequenceAllocator();
  let taken = 0;
  return {
    take(db, _, count) {
      const ago = months - 1 - Math.min(months - 1, Math.floor((taken / events) * months));
      taken += count;
      return allocator.take(db, monthsBefore(now_ms, ago), count);
    },
  };
}

async function fillDatabase(
  database: ReturnType<typeof openDatabase>,
  events: number,
  now_ms: number,
  allocator: SequenceAllocator,
  note: (line: string) => void,
): Promise<void> {
  const by = { at: new Date(now_ms), actor: 'bench' };
  const orgId = await inTransaction(database.system, async (db) => {
    const { id } = await registerOrganisation(db, { legalKind: 'enterprise', name: 'Bộ dữ liệu lớn', slug: 'demo' }, by);
    await approveOrganisation(db, id, by);
    return id;
  });
  const indexes = await inTransaction(database.system, dropSecondaryIndexes);
  const began_ms = performance.now();
  let noted_ms = began_ms;
  await loadBulk(database, {
    orgId,
    plan: planBulk(events, seed, now_ms),
    allocator,
    now: () => new Date(),
    newId: randomUUID,
    progress(stored) {
      if (performance.now() - noted_ms < note_every_ms) return;
      noted_ms = performance.now();
      note(`  ${stored} of ${events} events, ${Math.round(stored / ((noted_ms - began_ms) / 1_000))}/s`);
    },
  });
  const client = await database.system.connect();
  await client.query('set statement_timeout = 0');
  for (const index of indexes) {
    note(`  index ${index.name}`);
    await createIndex(client, index);
  }
  note('  vacuum');
  await tidyTables(client);
  client.release(true);
}

/** Codes of the data set of this size, which must have been made. */
export function readSamples(events: number, count: number): BulkSamples {
  const ready = JSON.parse(readFileSync(path.join(findDataSet(events), 'ready'), 'utf8')) as Ready;
  return bulkSamples(planBulk(ready.events, ready.seed, ready.now_ms), count);
}
