// Finds the database that a running Nguồn has launched on a data folder, for commands that work beside it.
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { connectionTo, type DatabaseConnection } from './connection.ts';
import { findSecret } from './keep-secret.ts';
import { findCluster } from './place-cluster.ts';
import { isPostgresOf } from './process-table.ts';
import { readPidFile } from './read-pid-file.ts';

/**
 * Undefined when no database runs on this folder, or when it belongs to a user whose files we may not read;
 * a command then launches it by itself (and is refused there with the reason).
 */
export async function findRunningPostgres(dataDir: string): Promise<DatabaseConnection | undefined> {
  const folder = await realpath(dataDir).catch(() => undefined);
  if (folder === undefined) return undefined;
  const cluster = await findCluster(folder);
  const [found, secret] = await Promise.all([readPidFile(cluster), findSecret(path.dirname(cluster))]);
  if (!found?.address || !secret || !(await isPostgresOf(found.pid, cluster))) return undefined;
  return connectionTo(found.address, secret);
}
