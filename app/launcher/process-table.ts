// Says whether a process number stands for a living PostgreSQL of our data folder: numbers are reused, the dead may linger.
import { readdir, readFile, readlink } from 'node:fs/promises';
import { runCommand } from './run-command.ts';

/** True only for a process that lives, is a PostgreSQL, and works in `cluster` (a real path). */
export async function isPostgresOf(pid: number, cluster: string): Promise<boolean> {
  if (!isListed(pid)) return false;
  if (process.platform === 'linux') return isLinuxPostgresOf(pid, cluster);
  if (process.platform === 'win32') return true; // told apart by whether it answers
  const answer = await runCommand('ps', ['-o', 'command=', '-p', String(pid)], { timeout_ms: 10_000 });
  return answer.stdout.includes('postgres') && answer.stdout.includes(cluster);
}

/** Every process of the data folder, also those that outlived their parent; empty where the system cannot tell. */
export async function listPostgresOf(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(numbers.map(async (pid) => ((await isLinuxPostgresOf(pid, cluster)) ? pid : 0)));
  return found.filter((pid) => pid !== 0);
}

/** Every PostgreSQL process changes into its data folder; a zombie has no working folder any more. */
async function isLinuxPostgresOf(pid: number, cluster: string): Promise<boolean> {
  const [name, folder] = await Promise.all([
    readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ]);
  return name.trim() === 'postgres' && folder === cluster;
}

function isListed(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Sends a signal; a process that has gone meanwhile is no fault. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    return;
  }
}
