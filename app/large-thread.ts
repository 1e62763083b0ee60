// The thread in which large documents are worked off: ends when none waits, or at the first message.
import { parentPort, workerData } from 'node:worker_threads';
import { workOffLarge } from './capture/large-worker.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db.ts';
import type { Connection } from './db.ts';
import { makeContext } from './make-context.ts';

export interface LargeThreadData {
  readonly config: Config;
  readonly connection: Connection;
  readonly role: string | undefined;
}

const { config, connection, role } = workerData as LargeThreadData;
const abort = new AbortController();
parentPort!.once('message', () => abort.abort());
const database = openDatabase(connection, connection, role);
try {
  await workOffLarge(makeContext(config, database), abort.signal);
} finally {
  await database.close();
  parentPort!.close();
}
