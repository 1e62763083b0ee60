// Sets the stage of a measure that writes: the product on a copy of a data set, a second copy for the yardstick, a key.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { approveOrganisation } from '../app/party/approve-organisation.ts';
import { registerOrganisation } from '../app/party/register-organisation.ts';
import { makeEventPartitions } from '../app/capture/partitions.ts';
import { findRootDir } from '../app/config.ts';
import { inTransaction, migrate, openDatabase } from '../app/db.ts';
import { launchPostgres } from '../app/launcher/launch-postgres.ts';
import { administratorOf, productDatabase, putDataSetBack, setDataSetAside, yardstickDatabase } from './database-of-product.ts';
import { prepareDataSet } from './prepare.ts';
import { runCommandLine, startProduct } from './product-process.ts';
import type { ProductProcess } from './product-process.ts';

export interface Stage {
  readonly dataDir: string;
  readonly product: ProductProcess;
  /** Of the organisation `bench`, with the scopes capture and query. */
  readonly key: string;
  /** A folder for what the measure writes beside; it goes with the stage. */
  readonly folder: string;
  /** Connections of the cluster's superuser; closed with the stage. */
  connect(database: 'product' | 'yardstick'): Promise<pg.Client>;
}

export interface StageSettings {
  /** 0 = an empty database; else the data set of that size, made now where it is missing. */
  readonly events: number;
  note(line: string): void;
  /** True: the product works on the data set itself and nothing is copied; for measures that only read. */
  readonly readsOnly?: boolean;
  readonly profileDir?: string | undefined;
}

export async function onStage<Result>(settings: StageSettings, work: (stage: Stage) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-bench-'));
  // The database's user must be able to pass, else the data would lie elsewhere and stay behind.
  chmodSync(folder, 0o711);
  const dataDir = settings.events === 0 ? path.join(folder, 'data') : await prepareDataSet(settings.events, settings.note);
  const closing: (() => Promise<unknown>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  try {
    await prepareRegister(dataDir);
    if (settings.readsOnly !== true) {
      await setDataSetAside(dataDir);
      if (settings.events > 0) closing.push(() => putDataSetBack(dataDir));
    } else await putDataSetBack(dataDir);
    const product = await startProduct({
      dataDir,
      nodeOptions: settings.profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${settings.profileDir}`],
    });
    closing.push(() => product.stop());
    const key = runCommandLine(dataDir, ['key', 'create', '--org', benchSlug, '--scope', 'capture,query']);
    const connect = async (database: 'product' | 'yardstick'): Promise<pg.Client> => {
      const client = new pg.Client({
        ...(await administratorOf(dataDir)),
        database: database === 'product' ? productDatabase : yardstickDatabase,
        // The row policies and the limits of the product's own connections.
        options: '-c nguon.reader=system -c timezone=UTC -c jit=off',
      });
      client.on('error', () => undefined);
      await client.connect();
      closing.push(() => client.end());
      return client;
    };
    return await work({ dataDir, product, key, folder, connect });
  } finally {
    for (const close of closing.reverse()) await close().catch((error: unknown) => console.error(error));
  }
}

/** Slug of the organisation that captures in every measure. */
export const benchSlug = 'demo';

/** The schema, this month's partitions and the organisation that captures, made by the product's own verbs. */
export async function prepareRegister(dataDir: string): Promise<void> {
  const server = await launchPostgres({ dataDir, log: () => undefined });
  const database = openDatabase(server.connection);
  try {
    await migrate(database.system, findRootDir(), () => undefined);
    await makeEventPartitions(database.system, new Date());
    const { rows } = await database.system.query('select from organisations where slug = $1', [benchSlug]);
    if (rows.length > 0) return;
    const by = { at: new Date(), actor: 'bench' };
    await inTransaction(database.system, async (db) => {
      const { id } = await registerOrganisation(db, { legalKind: 'organisation', name: 'Bench', slug: benchSlug }, by);
      await approveOrganisation(db, id, by);
    });
  } finally {
    await database.close();
    await server.stop();
  }
}
