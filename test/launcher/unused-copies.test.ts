// Copies of PostgreSQL's programs go when nobody uses them; copies in use, young ones, strangers' ones and data stay.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { holdCopy } from '../../app/launcher/hold-copy.ts';
import { launchPostgres } from '../../app/launcher/launch-postgres.ts';
import { removeUnusedCopies } from '../../app/launcher/remove-unused-copies.ts';
import { afterwards, installedPackage, isRoot, temporaryFolder } from './launch-in-child.ts';

const needsRoot = { skip: isRoot && process.platform === 'linux' ? false : 'needs root on Linux' };
const hourAgo = new Date(Date.now() - 3_600_000);

function makeCopy(root: string, name: string, madeAt = hourAgo): string {
  const copy = path.join(root, name);
  mkdirSync(path.join(copy, 'native', 'bin'), { recursive: true });
  chmodSync(copy, 0o755);
  utimesSync(copy, madeAt, madeAt);
  return copy;
}

const old = 'postgres-17.0.0-linux-x64';

test(
  'only what is old, ours, a copy of programs and unused goes',
  { skip: process.platform !== 'linux' && 'looks into /proc' },
  async (t) => {
    const root = temporaryFolder(t);
    const gone = [makeCopy(root, old), makeCopy(root, 'postgres-18.1.0-beta.1-linux-x64.partial-0123456789ab')];
    const used = makeCopy(root, 'postgres-18.4.0-beta.17-linux-x64');
    const held = makeCopy(root, 'postgres-17.1.0-linux-x64');
    const release = holdCopy(held);
    const running = makeCopy(root, 'postgres-17.2.0-linux-x64');
    cpSync('/bin/sleep', path.join(running, 'native', 'bin', 'postgres'));
    const server = spawn(path.join(running, 'native', 'bin', 'postgres'), ['60']);
    afterwards(t, () => void server.kill('SIGKILL'));
    await new Promise((resolve) => server.once('spawn', resolve));
    for (const copy of [held, running]) utimesSync(copy, hourAgo, hourAgo);
    const young = makeCopy(root, 'postgres-17.3.0-linux-x64', new Date());
    const open = makeCopy(root, 'postgres-17.4.0-linux-x64');
    chmodSync(open, 0o777);
    const others = ['data', 'postgres', 'postgres-backup-2026', 'postgres-17.0.0-linux-x64.tar'].map((name) => makeCopy(root, name));
    const log: string[] = [];
    await removeUnusedCopies(root, used, (message) => log.push(message));
    assert.deepEqual(
      gone.filter((copy) => existsSync(copy)),
      [],
    );
    for (const copy of [used, held, running, young, open, ...others]) assert.ok(existsSync(copy), copy);
    assert.equal(log.length, 2, log.join('\n'));

    release?.();
    utimesSync(held, hourAgo, hourAgo);
    await removeUnusedCopies(root, used, () => undefined);
    assert.ok(!existsSync(held), 'let go, it goes too');
  },
);

test(
  'root: a running product keeps its copy from another one; stopped, it is taken away and made again when needed',
  needsRoot,
  async (t) => {
    const home = path.join(temporaryFolder(t), 'nhà');
    mkdirSync(home, { mode: 0o700 });
    const packageFolder = path.join(home, 'package');
    cpSync(installedPackage(), packageFolder, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') });
    const sharedDir = temporaryFolder(t);
    const inClosedHome = { dataDir: path.join(home, 'data'), packageFolder, sharedDir };
    const programs = (): string[] => readdirSync(sharedDir).filter((name) => name.startsWith('postgres-'));

    const first = await launchPostgres({ ...inClosedHome, log: () => undefined });
    afterwards(t, () => first.stop());
    assert.ok(first.home.startsWith(sharedDir), 'the caller can say where the data lie');
    assert.equal(readFileSync(path.join(first.home, 'belongs-to-data-dir.txt'), 'utf8'), `${inClosedHome.dataDir}\n`);
    const [copy = ''] = programs();
    utimesSync(path.join(sharedDir, copy), hourAgo, hourAgo);
    const stale = makeCopy(sharedDir, old);
    const log: string[] = [];
    const second = await launchPostgres({ dataDir: path.join(temporaryFolder(t), 'data'), sharedDir, log: (message) => log.push(message) });
    afterwards(t, () => second.stop());
    assert.deepEqual(programs(), [copy], 'in use');
    assert.ok(!existsSync(stale) && log.some((line) => line.includes(stale)));
    await second.stop();
    await first.stop();

    utimesSync(path.join(sharedDir, copy), hourAgo, hourAgo);
    rmSync(path.join(inClosedHome.dataDir, 'postgres-location.json'));
    const told: string[] = [];
    const third = await launchPostgres({ dataDir: path.join(temporaryFolder(t), 'data'), sharedDir, log: (message) => told.push(message) });
    afterwards(t, () => third.stop());
    assert.deepEqual(programs(), [], 'used by nobody');
    assert.ok(lstatSync(path.join(first.home, 'postgres', 'PG_VERSION')).isFile(), 'data stay');
    assert.ok(
      told.some((line) => line.includes(first.home) && line.includes('never deletes data')),
      told.join('\n'),
    );
    await third.stop();

    writeFileSync(
      path.join(inClosedHome.dataDir, 'postgres-location.json'),
      JSON.stringify({ home: first.home, dataDir: inClosedHome.dataDir }),
    );
    const again = await launchPostgres({ ...inClosedHome, log: () => undefined });
    afterwards(t, () => again.stop());
    assert.equal(again.initialised, false);
    assert.deepEqual(programs(), [copy]);
  },
);
