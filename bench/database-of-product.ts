// The database behind a product under test: its administrator's connection, a copy for the yardstick, and a way back.
import path from 'node:path';
import pg from 'pg';
import { administratorConnectionTo } from '../app/launcher/connection.ts';
import { findSecret } from '../app/launcher/keep-secret.ts';
import { launchPostgres } from '../app/launcher/launch-postgres.ts';
import { findCluster } from '../app/launcher/place-cluster.ts';
import { readPidFile } from '../app/launcher/read-pid-file.ts';

/** The product's own database, and names that a measure uses beside it. */
export const productDatabase = 'nguon';
const keptDatabase = 'nguon_kept';
export const yardstickDatabase = 'nguon_yardstick';

/**
 * How to connect to the cluster that runs on a data folder as its superuser: FORCE ROW LEVEL SECURITY forbids COPY even to
 * the owner of the tables.
 */
export async function administratorOf(dataDir: string): Promise<pg.ClientConfig> {
  const cluster = await findCluster(path.resolve(dataDir));
  const [found, secret] = await Promise.all([readPidFile(cluster), findSecret(path.dirname(cluster))]);
  if (found?.address === undefined || secret === undefined) throw new Error(`no database runs on ${dataDir}`);
  return administratorConnectionTo(found.address, secret);
}

/** Number of the process that all others of the cluster descend from. */
export async function findPostmaster(dataDir: string): Promise<number> {
  return (await readPidFile(await findCluster(path.resolve(dataDir))))?.pid ?? 0;
}

/** Statements on the cluster of a data folder while the product is not running: launched for them alone, with its own settings. */
async function withStoppedProduct(dataDir: string, statements: (databases: ReadonlySet<string>) => readonly string[]): Promise<void> {
  const server = await launchPostgres({ dataDir, log: () => undefined });
  const client = new pg.Client({ connectionString: server.administratorUrl });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database');
  for (const statement of statements(new Set(rows.map(({ datname }) => datname)))) await client.query(statement);
  await client.end();
  await server.stop();
}

const putBack = (databases: ReadonlySet<string>): string[] =>
  databases.has(keptDatabase)
    ? [`drop database if exists ${productDatabase} with (force)`, `alter database ${keptDatabase} rename to ${productDatabase}`]
    : [];

/**
 * Sets the data set aside and lets the product work on a copy; a second copy is the yardstick's, so both begin on the same
 * base. `putDataSetBack` undoes it, also after a measure that broke off.
 */
export async function setDataSetAside(dataDir: string): Promise<void> {
  await withStoppedProduct(dataDir, (databases) => [
    ...putBack(databases),
    `drop database if exists ${yardstickDatabase} with (force)`,
    `alter database ${productDatabase} rename to ${keptDatabase}`,
    `create database ${productDatabase} template ${keptDatabase} owner nguon strategy file_copy`,
    `create database ${yardstickDatabase} template ${keptDatabase} owner nguon strategy file_copy`,
  ]);
}

export async function putDataSetBack(dataDir: string): Promise<void> {
  await withStoppedProduct(dataDir, (databases) => [...putBack(databases), `drop database if exists ${yardstickDatabase} with (force)`]);
}
