// Chooses where the server listens: a Unix socket in the data folder, else in a short folder, else loopback.
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ListenOptions } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { findBlockedFolder } from './find-blocked-folder.ts';
import type { ServerAddress } from './read-pid-file.ts';
import type { OsUser } from './run-command.ts';

/** The system's limit on a socket's path; counted in bytes, and a Vietnamese letter takes two or three. */
const maxSocketPath_bytes = 107;
/** On a socket of its own folder the port is only a part of the file's name. */
const socketPort = 5432;
const temporaryPrefix = 'nguon-pg-';

export async function chooseAddress(home: string, user: OsUser | undefined): Promise<ServerAddress> {
  if (process.platform !== 'win32') {
    const inHome = path.join(home, 'socket');
    if (socketPath_bytes(inHome) <= maxSocketPath_bytes && (await canListen(await makeSocketFolder(inHome, user)))) {
      return { host: inHome, port: socketPort };
    }
    for (const root of new Set([os.tmpdir(), '/tmp'])) {
      const folder = await makeTemporaryFolder(root, user);
      if (folder !== undefined) return { host: folder, port: socketPort };
    }
  }
  return { host: '127.0.0.1', port: await findFreePort() };
}

/** A folder made by `chooseAddress` outside the data folder goes when its server has gone. */
export async function removeTemporaryFolder(address: ServerAddress): Promise<void> {
  if (!path.basename(address.host).startsWith(temporaryPrefix)) return;
  await rm(address.host, { recursive: true, force: true }).catch(() => undefined);
}

export function socketPath_bytes(folder: string): number {
  return Buffer.byteLength(path.join(folder, `.s.PGSQL.${socketPort}`));
}

/** Emptied first: a killed server leaves its socket and a lock whose process number may belong to another by now. */
export async function makeSocketFolder(folder: string, user: OsUser | undefined): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  await chmod(folder, 0o700);
  if (user) await chown(folder, user.uid, user.gid);
  return folder;
}

async function makeTemporaryFolder(root: string, user: OsUser | undefined): Promise<string | undefined> {
  const folder = await mkdtemp(path.join(root, temporaryPrefix)).catch(() => undefined);
  if (folder === undefined) return undefined;
  if (user) await chown(folder, user.uid, user.gid);
  const fits = socketPath_bytes(folder) <= maxSocketPath_bytes;
  if (fits && (await findBlockedFolder(folder, user)) === undefined && (await canListen(folder))) return folder;
  await rm(folder, { recursive: true, force: true });
  return undefined;
}

/** Some file systems (shared folders of virtual machines, some network disks) hold no sockets: try it. */
async function canListen(folder: string): Promise<boolean> {
  const result = await listenOnce({ path: path.join(folder, '.try') });
  return result !== undefined;
}

async function findFreePort(): Promise<number> {
  const port = await listenOnce({ host: '127.0.0.1', port: 0 });
  if (port === undefined) throw new Error('no free port on 127.0.0.1');
  return port;
}

/** Listens and closes at once: the port taken (0 for a socket), or undefined when listening failed. */
function listenOnce(where: ListenOptions): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(where, () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : 0));
    });
  });
}
