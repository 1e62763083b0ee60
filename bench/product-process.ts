// Runs the product as users do, in a process of its own: start, wait for the first answer, memory, stop, kill.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findRootDir } from '../app/config.ts';

export interface ProductProcess {
  readonly pid: number;
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** From the spawn to the first answer of /health. */
  readonly started_ms: number;
  /** Resolves with the exit status when the process ends; undefined after a signal. */
  readonly ended: Promise<number | undefined>;
  /** Resident memory now and at its highest. Undefined where the system does not tell. */
  memory(): { readonly now_mb: number; readonly most_mb: number } | undefined;
  /** As Ctrl-C: drains, stops the database, ends. */
  stop(): Promise<void>;
}

export interface ProductSettings {
  readonly dataDir: string;
  readonly demo?: boolean;
  /** 'main': `node dist/main.js`, the build of npm start; 'npm': `npm start` itself. */
  readonly command?: 'main' | 'npm';
  /** Another build of the same entry, for tests that change it. */
  readonly mainFile?: string;
  /** Options of Node.js, such as --cpu-prof. */
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly start_ms?: number;
}

const root = findRootDir();
const stop_ms = 60_000;
const poll_ms = 10;

/** What the product gets from outside: nothing of the caller's own settings. */
function environmentOf(settings: ProductSettings, port: number): NodeJS.ProcessEnv {
  const passed = Object.fromEntries(['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'].map((name) => [name, process.env[name]]));
  return {
    ...passed,
    DATA_DIR: settings.dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    METRICS_PORT: '0',
    NGUON_DEMO: settings.demo === true ? '1' : '0',
    ...settings.environment,
  };
}

/** The options of Node.js with which `npm start` runs the product. */
function flagsOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const flags = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  if (flags.length === 0) throw new Error('npm start gives Node.js no options: this reader looks at the wrong place');
  return flags;
}

export async function startProduct(settings: ProductSettings): Promise<ProductProcess> {
  const port = await findFreePort();
  const began = performance.now();
  const [program, words] =
    settings.command === 'npm'
      ? ['npm', ['start']]
      : [process.execPath, [...flagsOfStart(), ...(settings.nodeOptions ?? []), settings.mainFile ?? path.join(root, 'dist/main.js')]];
  const child = spawn(program, words, {
    cwd: root,
    env: environmentOf(settings, port),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: program === 'npm',
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-8_000)));
  const state = { over: false };
  const ended = new Promise<number | undefined>((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('exit', (status) => resolve(status ?? undefined));
  }).finally(() => (state.over = true));
  const origin = `http://127.0.0.1:${port}`;
  const deadline = began + (settings.start_ms ?? 120_000);
  while (!(await answers(origin))) {
    if (!state.over && performance.now() < deadline) {
      await wait(poll_ms);
      continue;
    }
    child.kill('SIGKILL');
    throw new Error(`the product did not start:\n${said}`);
  }
  return {
    pid: child.pid ?? 0,
    port,
    origin,
    started_ms: performance.now() - began,
    ended,
    memory: () => readMemory(child.pid ?? 0),
    async stop() {
      // npm leaves it to the terminal to tell the whole group.
      if (program === 'npm') process.kill(-(child.pid ?? 0), 'SIGINT');
      else child.kill('SIGINT');
      const stopped = await Promise.race([ended.then(() => true), wait(stop_ms, false, { ref: false })]);
      if (!stopped) throw new Error(`the product did not stop within ${stop_ms} ms:\n${said}`);
    },
  };
}

async function answers(origin: string): Promise<boolean> {
  return fetch(origin + '/health').then(
    async (response) => (await response.arrayBuffer(), response.ok),
    () => false,
  );
}

/** A port that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function readMemory(pid: number): { now_mb: number; most_mb: number } | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN);
  return { now_mb: Math.round(kilobytes('VmRSS') / 1024), most_mb: Math.round(kilobytes('VmHWM') / 1024) };
}

/** Runs the product's command line beside (or instead of) the server of the same data folder; returns its last line. */
export function runCommandLine(dataDir: string, words: readonly string[]): string {
  const settings = { dataDir };
  const ran = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...words], {
    cwd: root,
    env: environmentOf(settings, 0),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (ran.status !== 0) throw new Error(`nguon ${words.join(' ')} failed: ${ran.stderr}`);
  return ran.stdout.trimEnd().split('\n').at(-1) ?? '';
}
