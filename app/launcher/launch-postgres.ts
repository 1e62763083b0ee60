// Starts (or adopts) the PostgreSQL of the data folder and hands out the application's way to connect.
import os from 'node:os';
import { asSuperuser } from './ask-server.ts';
import { administratorConnectionTo, connectionTo, type DatabaseConnection, urlOf } from './connection.ts';
import { hasCluster } from './create-cluster.ts';
import { findBinaries } from './find-binaries.ts';
import { writePointer } from './follow-pointer.ts';
import type { Secret } from './keep-secret.ts';
import { lockFolder } from './lock-folder.ts';
import { listAbandonedData, placeCluster } from './place-cluster.ts';
import { prepareBinaries } from './prepare-binaries.ts';
import type { PreparedBinaries } from './prepare-binaries.ts';
import type { ServerAddress } from './read-pid-file.ts';
import { removeUnusedCopies } from './remove-unused-copies.ts';
import { runServer } from './run-server.ts';
import { applicationName, ensureExtensions, ensureRoleAndDatabase } from './store.ts';

export interface LaunchOptions {
  /** DATA_DIR: the database lies in `postgres/` beneath it. */
  readonly dataDir: string;
  readonly log: (message: string) => void;
  /** Settings of PostgreSQL that go before the launcher's own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where root puts what the database's OS user cannot reach otherwise. */
  readonly sharedDir?: string;
  /** Folder of the npm package with the programs; found by itself when absent. */
  readonly packageFolder?: string;
}

export interface LaunchedPostgres {
  readonly connection: DatabaseConnection;
  /** The same as one URL, for tools that want one. It holds the password: do not log it. */
  readonly connectionString: string;
  /** The superuser's URL, for tests and tools only: row-level security does not bind a superuser. */
  readonly administratorUrl: string;
  /** Of PostgreSQL's main process at the time of the launch. */
  readonly pid: number;
  readonly adopted: boolean;
  /** The folder in which the data lie: DATA_DIR, unless they had to lie elsewhere. */
  readonly home: string;
  /** True when this launch created the database. */
  readonly initialised: boolean;
  /** Stops the server and frees the folder. Harmless when called twice. */
  stop(): Promise<void>;
}

const defaultSharedDir = '/var/lib/nguon';

/** @throws LauncherRefusal for every foreseeable reason not to start. */
export async function launchPostgres(options: LaunchOptions): Promise<LaunchedPostgres> {
  const { log } = options;
  const sharedDir = options.sharedDir ?? defaultSharedDir;
  const packageFolder = options.packageFolder ?? findBinaries();
  const place = await placeCluster(options.dataDir, sharedDir, log);
  const lock = lockFolder(place.home);
  let prepared: PreparedBinaries | undefined;
  try {
    const copyRoot = place.user ? sharedDir : place.home;
    prepared = await prepareBinaries(packageFolder, place.user, [copyRoot, os.tmpdir()], log);
    const { binaries, copy, release } = prepared;
    await removeUnusedCopies(copyRoot, copy, log);
    for (const home of place.user ? await listAbandonedData(sharedDir) : [])
      log(
        `Dữ liệu ở ${home} không còn DATA_DIR nào dùng; Nguồn không tự xóa dữ liệu · data that no DATA_DIR leads to any more; Nguồn never deletes data`,
      );
    const initialised = !(await hasCluster(place, binaries, log));
    const server = await runServer({ place, binaries, initialised, own: options.settings ?? {}, isOurs: () => lock.isHeld(), log });
    if (place.pointer) await writePointer(place.pointer);
    const stopAll = async (): Promise<void> => {
      await server.stop();
      release();
      lock.release();
    };
    try {
      await prepareDatabase(server.address, server.secret);
    } catch (error) {
      await stopAll();
      throw error;
    }
    let stopping: Promise<void> | undefined;
    const connection = connectionTo(server.address, server.secret);
    return {
      connection,
      connectionString: urlOf(connection),
      administratorUrl: urlOf(administratorConnectionTo(server.address, server.secret)),
      pid: server.pid,
      adopted: server.adopted,
      home: place.home,
      initialised,
      stop: () => (stopping ??= stopAll()),
    };
  } catch (error) {
    prepared?.release();
    lock.release();
    throw error;
  }
}

async function prepareDatabase(address: ServerAddress, secret: Secret): Promise<void> {
  await asSuperuser(address, secret.superuser, 'postgres', (db) => ensureRoleAndDatabase(db, secret.application));
  await asSuperuser(address, secret.superuser, applicationName, ensureExtensions);
}
