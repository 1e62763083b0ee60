// Every way to stop `npm start`: each signal to npm alone, to the program alone, to the whole group as Ctrl-C does; npm killed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from './launch-in-child.ts';

/** From the signal until application and database are gone. */
const stopped_max_ms = 8_000;
const started_max_ms = 60_000;
const here = { timeout: 90_000, skip: process.platform === 'linux' ? false : 'looks into /proc' };
const dataDir = mkdtempSync(path.join(tmpdir(), 'nguồn dừng '));
chmodSync(dataDir, 0o755);
after(() => rmSync(dataDir, { recursive: true, force: true }));

interface Started {
  readonly launcher: ChildProcess;
  readonly output: () => string;
  /** The product's own process and all of PostgreSQL. */
  readonly processes: () => number[];
  readonly port: number;
  readonly ended: Promise<{ readonly status: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** A test that fails must not leave its product behind. */
function killAll(): void {
  for (const pid of listProcesses()) process.kill(pid, 'SIGKILL');
}

/** npm as it runs this test, else the one of the PATH. */
const npm: readonly [string, ...string[]] =
  process.env['npm_execpath'] === undefined ? ['npm'] : [process.execPath, process.env['npm_execpath']];
const byNpm = [...npm, 'start'];
const byNode = [process.execPath, 'scripts/start.mjs'];

function spawnProduct(t: TestContext, words: readonly string[], env: NodeJS.ProcessEnv = {}): Omit<Started, 'port'> {
  // What the surrounding `npm test` says about itself is not true of the program started here.
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  const launcher = spawn(words[0]!, words.slice(1), {
    env: { ...inherited, NODE_ENV: '', DATA_DIR: dataDir, DATABASE_URL: '', NGUON_DEMO: '0', PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  t.after(killAll);
  let text = '';
  for (const stream of [launcher.stdout, launcher.stderr]) stream.on('data', (part: Buffer) => void (text += part.toString()));
  const ended = new Promise<Awaited<Started['ended']>>((resolve) => launcher.once('exit', (status, signal) => resolve({ status, signal })));
  return { launcher, ended, output: () => text, processes: listProcesses };
}

async function start(t: TestContext, words: readonly string[], env?: NodeJS.ProcessEnv): Promise<Started> {
  const begun = spawnProduct(t, words, env);
  const found = await until(started_max_ms, () => /localhost:(\d+)\/\n/.exec(begun.output())?.[1]);
  assert.ok(found !== undefined, begun.output());
  const processes = begun.processes();
  assert.ok(processes.length >= 2, `the product and its database are found: ${processes.join(' ')}`);
  return { ...begun, processes: () => processes.filter(isAlive).concat(listProcesses()), port: Number(found) };
}

/** Whoever runs with this test's DATA_DIR (npm, its shell, the product, esbuild), or works in its cluster. */
function listProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        if (readlinkSync(`/proc/${pid}/cwd`).startsWith(dataDir)) return true;
        return pid !== process.pid && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`DATA_DIR=${dataDir}\0`);
      } catch {
        return false;
      }
    });
}

async function until<Found>(patience_ms: number, look: () => Found | undefined): Promise<Found | undefined> {
  for (const began = Date.now(); Date.now() - began < patience_ms; await wait(50)) {
    const found = look();
    if (found !== undefined) return found;
  }
  return undefined;
}

async function assertAllGone(started: Pick<Started, 'processes' | 'output'>): Promise<void> {
  const isGone = await until(stopped_max_ms, () => (started.processes().length === 0 ? true : undefined));
  const left = started.processes();
  for (const pid of left) process.kill(pid, 'SIGKILL');
  assert.ok(isGone, `still there: ${left.join(' ')}\n${started.output()}`);
  assert.equal(existsSync(path.join(dataDir, 'postgres', 'postmaster.pid')), false, 'the database was stopped, not killed');
}

for (const [who, words] of [
  ['npm', byNpm],
  ['the program', byNode],
] as const)
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    test(`${name} to ${who} alone`, here, async (t) => {
      const started = await start(t, words);
      started.launcher.kill(name);
      assert.deepEqual(await started.ended, { status: 0, signal: null }, started.output());
      await assertAllGone(started);
    });

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  test(`${name} to the whole group, as a terminal sends it: a request under way is answered first`, here, async (t) => {
    const started = await start(t, byNpm);
    const request = await beginRequest(started.port);
    process.kill(-started.launcher.pid!, name);
    await wait(1_500);
    const answer = await request.finish();
    assert.match(answer, /^HTTP\/1\.1 401 /, 'npm passes the signal on a second time: that is no second wish');
    await started.ended;
    await assertAllGone(started);
  });

test('npm killed outright: the program notices and stops', here, async (t) => {
  const started = await start(t, byNpm);
  started.launcher.kill('SIGKILL');
  await assertAllGone(started);
});

test('a shell between npm and the program that keeps the signal to itself', here, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-shell-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const shell = path.join(folder, 'sh');
  writeFileSync(shell, '#!/bin/sh\n/bin/sh "$@"\nexit $?\n', { mode: 0o755 });
  const started = await start(t, byNpm, { npm_config_script_shell: shell });
  started.launcher.kill('SIGTERM');
  await assertAllGone(started);
});

test('a command that brought up the database for itself takes it along', here, async (t) => {
  const run = (...words: string[]) => spawnProduct(t, [process.execPath, 'scripts/cli.mjs', ...words]);
  assert.equal((await run('org', 'create', '--name', 'Cơ sở Thử', '--kind', 'enterprise', '--slug', 'thu').ended).status, 0);
  for (const [seed, name] of (['SIGINT', 'SIGTERM'] as const).entries()) {
    const begun = run('load', '--events', '1000000', '--org', 'thu', '--seed', String(seed));
    assert.ok(await until(started_max_ms, () => (/sự kiện, /.test(begun.output()) ? true : undefined)), begun.output());
    assert.ok(existsSync(path.join(dataDir, 'postgres', 'postmaster.pid')));
    begun.launcher.kill(name);
    assert.equal((await begun.ended).status, name === 'SIGINT' ? 130 : 143);
    await assertAllGone(begun);
  }
});

test('stopped while it starts, at any moment', here, async (t) => {
  for (const after_ms of [300, 900, 1_500, 2_100]) {
    rmSync(dataDir, { recursive: true, force: true });
    const begun = spawnProduct(t, byNpm);
    await wait(after_ms);
    begun.launcher.kill('SIGTERM');
    await begun.ended;
    await assertAllGone(begun);
  }
});

/** A form of which the last byte is missing. */
async function beginRequest(port: number): Promise<{ finish(): Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let isClosed = false;
  socket.on('data', (part: Buffer) => void (text += part.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => void (isClosed = true));
  const body = 'login=khong.co.ai&password=x';
  socket.write(
    `POST /dang-nhap HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, -1)}`,
  );
  await wait(200);
  return {
    async finish() {
      socket.write(body.slice(-1));
      await until(3_000, () => (isClosed ? true : undefined));
      return text;
    },
  };
}
