// Deals with a PostgreSQL that outlived the Nguồn which started it: adopts it, or stops it and clears up.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { asSuperuser, askServer, type ServerState } from './ask-server.ts';
import { removeTemporaryFolder } from './choose-address.ts';
import type { Place } from './place-cluster.ts';
import type { Binaries } from './prepare-binaries.ts';
import { isPostgresOf } from './process-table.ts';
import { readPidFile, type ServerAddress } from './read-pid-file.ts';
import { stopLeftovers, stopServer } from './stop-server.ts';
import { endOtherSessions, getServerIdentity } from './store.ts';

const patience_ms = 60_000; // for an orphan in the middle of starting or stopping
const poll_ms = 100;

export interface Adopted {
  readonly pid: number;
  readonly address: ServerAddress;
}

/**
 * To be called with the folder's lock held: whoever used the server before is dead then.
 * Afterwards either the adopted server runs, or nothing runs and nothing hinders a start.
 */
export async function settleOrphan(
  place: Place,
  binaries: Binaries,
  mark: string,
  superuserPassword: string | undefined,
  log: (message: string) => void,
): Promise<Adopted | undefined> {
  const found = await readPidFile(place.cluster);
  if (found && (await isPostgresOf(found.pid, place.cluster))) {
    if (await adopt(found.address, place, mark, superuserPassword)) {
      log(`Dùng tiếp PostgreSQL đang chạy (tiến trình ${found.pid}) còn lại từ lần trước · adopting the running server`);
      return found.address && { pid: found.pid, address: found.address };
    }
    log(`Dừng PostgreSQL cũ (tiến trình ${found.pid}) còn lại từ lần trước · stopping the server left by an earlier run`);
    if (await isPostgresOf(found.pid, place.cluster)) await stopServer(found.pid, place, binaries);
  }
  await stopLeftovers(place);
  if (found) {
    // The number may stand for a foreign process or a zombie by now, which PostgreSQL would take for a running server.
    await rm(path.join(place.cluster, 'postmaster.pid'), { force: true });
    if (found.address) await removeTemporaryFolder(found.address);
  }
  return undefined;
}

/** Adopts only a server that answers, serves this very folder and was started with the settings that we would use. */
async function adopt(
  address: ServerAddress | undefined,
  place: Place,
  mark: string,
  superuserPassword: string | undefined,
): Promise<boolean> {
  if (!address || superuserPassword === undefined) return false;
  let state: ServerState = 'busy';
  for (const began = Date.now(); state === 'busy' && Date.now() - began < patience_ms;) {
    state = await askServer(address, superuserPassword);
    if (state === 'busy') await wait(poll_ms);
  }
  if (state !== 'ready') return false;
  try {
    return await asSuperuser(address, superuserPassword, 'postgres', async (db) => {
      const identity = await getServerIdentity(db);
      if (identity.mark !== mark || identity.dataFolder !== place.cluster) return false;
      await endOtherSessions(db);
      return true;
    });
  } catch {
    return false; // it went away while we asked: it will be stopped and started
  }
}
