// Starts PostgreSQL on its data folder and waits until it answers.
import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { askServer } from './ask-server.ts';
import { diskFull, LauncherRefusal } from './launcher-refusal.ts';
import type { Place } from './place-cluster.ts';
import type { Binaries } from './prepare-binaries.ts';
import { readPidFile, type ServerAddress } from './read-pid-file.ts';
import { childEnvironment, childIdentity } from './run-command.ts';

const poll_ms = 25;
const progress_ms = 5_000;
/** Recovery after a power cut replays at most `max_wal_size` of log; minutes on a slow disk. */
const start_ms = 600_000;

export interface StartResult {
  readonly pid: number;
  /** The server runs, but does not know the superuser's password that we hold. */
  readonly wrongPassword: boolean;
}

export async function startServer(
  place: Place,
  binaries: Binaries,
  address: ServerAddress,
  configuration: string,
  superuserPassword: string,
  log: (message: string) => void,
): Promise<StartResult> {
  const configFile = path.join(place.home, 'postgres.conf');
  // Renamed into place: never a half-written file, and the database's user can read but not change it.
  await writeFile(`${configFile}.new`, configuration, { mode: 0o644 });
  await rename(`${configFile}.new`, configFile);
  const startLog = path.join(place.home, 'postgres-start.log');
  const spawned = spawnServer(place, binaries, configFile, startLog);
  // Until the watch takes over: an application that ends now must not leave it running.
  process.on('exit', spawned.end);
  try {
    return await awaitServer(place, address, superuserPassword, startLog, spawned, log);
  } finally {
    process.off('exit', spawned.end);
  }
}

async function awaitServer(
  place: Place,
  address: ServerAddress,
  superuserPassword: string,
  startLog: string,
  spawned: SpawnedServer,
  log: (message: string) => void,
): Promise<StartResult> {
  const began = Date.now();
  for (let told = began; Date.now() - began < start_ms;) {
    if (spawned.exited) throw await startFailed(place, startLog);
    const state = await askServer(address, superuserPassword);
    if (state === 'refusing') throw await startFailed(place, startLog);
    const found = state === 'ready' || state === 'wrong-password' ? await readPidFile(place.cluster) : undefined;
    if (found) return { pid: found.pid, wrongPassword: state === 'wrong-password' };
    if (Date.now() - told >= progress_ms) {
      told = Date.now();
      log(
        `PostgreSQL đang khởi động hoặc phục hồi sau sự cố (${Math.round((told - began) / 1000)} s) · PostgreSQL is starting or recovering`,
      );
    }
    await wait(poll_ms);
  }
  throw await startFailed(place, startLog);
}

interface SpawnedServer {
  exited: boolean;
  /** Ends it; nothing more may be waited for. */
  end: () => void;
}

/** A session of its own keeps Ctrl-C from reaching the server before the application has drained. */
function spawnServer(place: Place, binaries: Binaries, configFile: string, startLog: string): SpawnedServer {
  rmSync(startLog, { force: true }); // another user may have written the last one
  const output = openSync(startLog, 'w', 0o600);
  const options = {
    ...childIdentity(place.user),
    ...(childEnvironment ? { env: childEnvironment } : {}),
    stdio: ['ignore', output, output] as ['ignore', number, number],
    detached: true,
    windowsHide: true,
  };
  const state: SpawnedServer = { exited: false, end: () => undefined };
  try {
    // Windows: pg_ctl drops an administrator's rights, which PostgreSQL refuses; it ends as soon as the server runs.
    const child =
      process.platform === 'win32'
        ? spawn(path.join(binaries.folder, 'pg_ctl'), ['start', '-W', '-D', place.cluster, '-o', `-c config_file="${configFile}"`], options)
        : spawn(path.join(binaries.folder, 'postgres'), ['-D', place.cluster, '-c', `config_file=${configFile}`], options);
    child.on('error', () => (state.exited = true));
    child.on('exit', (status) => (state.exited = process.platform !== 'win32' || status !== 0));
    child.unref();
    if (process.platform !== 'win32') state.end = () => void child.kill('SIGINT');
    return state;
  } finally {
    closeSync(output);
  }
}

async function startFailed(place: Place, startLog: string): Promise<LauncherRefusal> {
  const said = [await readEnd(startLog), await readEnd(await newestLog(place.cluster))].filter((text) => text !== '').join('\n');
  if (/No space left on device|Disk quota exceeded/.test(said)) return diskFull(place.home);
  return new LauncherRefusal('start-failed', {
    vi: `PostgreSQL không khởi động được trên ${place.cluster}. Lời báo cuối:\n${said}`,
    en: `PostgreSQL did not start on ${place.cluster}. Its last words stand above.`,
  });
}

async function newestLog(cluster: string): Promise<string> {
  const folder = path.join(cluster, 'log');
  let newest = { file: '', changed_ms: 0 };
  for (const name of await readdir(folder).catch(() => [])) {
    const changed_ms = await stat(path.join(folder, name)).then(
      (found) => found.mtimeMs,
      () => 0,
    );
    if (changed_ms > newest.changed_ms) newest = { file: path.join(folder, name), changed_ms };
  }
  return newest.file;
}

const lastLines = 12;

async function readEnd(file: string): Promise<string> {
  const text = file === '' ? '' : await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-lastLines).join('\n');
}
