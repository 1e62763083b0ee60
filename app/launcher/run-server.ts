// Brings the server of a placed data folder to life: creates, adopts or starts it, and keeps it running.
import { createHash } from 'node:crypto';
import os from 'node:os';
import { chooseAddress, makeSocketFolder, removeTemporaryFolder } from './choose-address.ts';
import { createCluster } from './create-cluster.ts';
import { findSecret, makeSecret, type Secret } from './keep-secret.ts';
import { ownFolder } from './own-folder.ts';
import type { Place } from './place-cluster.ts';
import type { Binaries } from './prepare-binaries.ts';
import type { ServerAddress } from './read-pid-file.ts';
import { resetPassword } from './reset-password.ts';
import { chooseSettings, writeSettings } from './server-settings.ts';
import { settleOrphan } from './settle-orphan.ts';
import { startServer } from './start-server.ts';
import { stopServer } from './stop-server.ts';
import { watchServer } from './watch-server.ts';

export interface RunningServer {
  readonly pid: number;
  readonly address: ServerAddress;
  readonly secret: Secret;
  readonly adopted: boolean;
  stop(): Promise<void>;
}

interface Task {
  readonly place: Place;
  readonly binaries: Binaries;
  /** True when the data folder has to be created. */
  readonly initialised: boolean;
  readonly own: Readonly<Record<string, string>>;
  /** Whether the folder at the path is still the one whose lock we hold. */
  readonly isOurs: () => boolean;
  readonly log: (message: string) => void;
}

/** The folder's lock must be held. */
export async function runServer(task: Task): Promise<RunningServer> {
  const { place, binaries, log } = task;
  const settings = chooseSettings(memory_bytes(), task.own);
  const mark = createHash('sha256')
    .update(JSON.stringify([binaries, settings]))
    .digest('hex')
    .slice(0, 16);
  const kept = task.initialised ? undefined : await findSecret(place.home);
  const orphan = task.initialised ? undefined : await settleOrphan(place, binaries, mark, kept?.superuser, log);
  const secret = kept ?? (await makeSecret(place.home));
  if (task.initialised) await createCluster(place, binaries, secret.superuser, log);
  else if (!orphan) await ownFolder(place.cluster, place.user);
  if (!task.initialised && !kept) await resetPassword(place, binaries, secret.superuser);

  const address = orphan?.address ?? (await chooseAddress(place.home, place.user));
  const startOnce = async (): Promise<number> => {
    const configuration = writeSettings(settings, address, mark);
    const first = await startServer(place, binaries, address, configuration, secret.superuser, log);
    if (!first.wrongPassword) return first.pid;
    // The secret is of another time than the data (one of them was restored): the secret wins.
    await stopServer(first.pid, place, binaries);
    await resetPassword(place, binaries, secret.superuser);
    return (await startServer(place, binaries, address, configuration, secret.superuser, log)).pid;
  };
  const start = (): Promise<number> =>
    startOnce().catch(async (error: unknown) => {
      await settleOrphan(place, binaries, '', undefined, log); // one that came up halfway must not stay behind
      throw error;
    });
  const running = { pid: orphan?.pid ?? (await start()) };
  const restart = async (): Promise<number> => {
    await settleOrphan(place, binaries, '', undefined, log);
    if (address.host.startsWith('/')) await makeSocketFolder(address.host, place.user);
    return start();
  };
  const endWatch = watchServer(running, place, { isOurs: task.isOurs, restart }, log);
  return {
    pid: running.pid,
    address,
    secret,
    adopted: orphan !== undefined,
    async stop() {
      await endWatch();
      await stopServer(running.pid, place, binaries);
      await removeTemporaryFolder(address);
    },
  };
}

/** What this process may use: a container's limit where there is one. */
function memory_bytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}
