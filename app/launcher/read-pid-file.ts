// Reads `postmaster.pid`, in which a running PostgreSQL notes its process number and its address.
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where the server listens: a folder that holds its Unix socket, or a loopback address. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

export interface PidFile {
  readonly pid: number;
  /** Undefined while the server has not come so far as to note it. */
  readonly address: ServerAddress | undefined;
}

/** Lines: 1 pid, 2 data folder, 3 start time, 4 port, 5 socket folder, 6 TCP address, 7 shared memory, 8 state. */
export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const text = await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trimEnd());
  const pid = Math.abs(Number(lines[0])); // negative while in single-user mode
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
  const port = Number(lines[3]);
  const host = lines[4] || lines[5];
  return { pid, address: host && Number.isSafeInteger(port) && port > 0 ? { host, port } : undefined };
}
