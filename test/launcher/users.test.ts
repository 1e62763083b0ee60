// The launcher for root and for ordinary users, with closed homes, missing links, read-only programs and a full disk.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { chooseUser } from '../../app/launcher/choose-user.ts';
import { findBlockedFolder } from '../../app/launcher/find-blocked-folder.ts';
import { hydrateLinks } from '../../app/launcher/hydrate-links.ts';
import { launchPostgres } from '../../app/launcher/launch-postgres.ts';
import { afterwards, ask, installedPackage, isRoot, launchInChild, nobody, temporaryFolder } from './launch-in-child.ts';

const quiet = { log: (): void => undefined };
const needsRoot = { skip: isRoot ? false : 'needs root' };
/** An ordinary user must be able to run Node.js and read the sources, which a checkout in a closed home denies. */
const ordinary = { name: 'nobody', uid: nobody, gid: nobody };
const closed = isRoot
  ? ((await findBlockedFolder(process.cwd(), ordinary)) ?? (await findBlockedFolder(path.dirname(process.execPath), ordinary)))
  : undefined;
const needsOpenCheckout = { skip: !isRoot ? 'needs root' : closed === undefined ? false : `nobody may not enter ${closed}` };

/** The package as `npm install --ignore-scripts` leaves it: without the library links. */
function copyWithoutLinks(folder: string): string {
  const copy = path.join(folder, 'package');
  cpSync(installedPackage(), copy, {
    recursive: true,
    filter: (file) => !lstatSync(file).isSymbolicLink() && !file.endsWith('.a'),
  });
  return copy;
}

test('links that the install script did not make are made', { skip: process.platform === 'win32' && 'no links there' }, async (t) => {
  const packageFolder = copyWithoutLinks(temporaryFolder(t));
  const libraries = path.join(packageFolder, 'native', 'lib');
  assert.equal(existsSync(path.join(libraries, 'libicuuc.so.60')), false, 'the copy lacks what the server needs');
  const launched = await launchPostgres({ dataDir: temporaryFolder(t), packageFolder, ...quiet });
  afterwards(t, () => launched.stop());
  assert.equal((await ask(launched.connection, 'select 1 as one')).length, 1);
  const listed = JSON.parse(readFileSync(path.join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  assert(listed.length > 0);
  for (const { target } of listed) assert(lstatSync(path.join(packageFolder, target)).isSymbolicLink(), target);
  assert.equal(await hydrateLinks(packageFolder), true, 'and are left alone the next time');
});

test('root: data and programs in a closed home are placed where the server can reach them, and found again', needsRoot, async (t) => {
  const home = path.join(temporaryFolder(t), 'nhà');
  const sharedDir = path.join(temporaryFolder(t), 'dùng chung');
  mkdirSync(home, { mode: 0o700 });
  const packageFolder = copyWithoutLinks(home);
  const options = { dataDir: path.join(home, 'dữ liệu'), packageFolder, sharedDir };
  const log: string[] = [];
  const first = await launchPostgres({ ...options, log: (message) => log.push(message) });
  afterwards(t, () => first.stop());
  assert(
    log.some((line) => line.includes(home) && line.includes('may not enter')),
    log.join('\n'),
  );
  await ask(first.connection, 'create table kept (n int)');
  await first.stop();
  const copies = readdirSync(sharedDir).filter((name) => name.startsWith('postgres-'));
  assert.equal(copies.length, 1, copies.join(' '));
  const server = path.join(sharedDir, copies[0] ?? '', 'native', 'bin', 'postgres');
  const made = statSync(server);
  assert.equal(made.uid, 0);
  assert.equal(made.mode & 0o022, 0, 'nobody else may change the programs');
  assert.deepEqual(readdirSync(options.dataDir), ['postgres-location.json']);

  const second = await launchPostgres({ ...options, ...quiet });
  afterwards(t, () => second.stop());
  assert.equal(second.initialised, false);
  assert.equal((await ask(second.connection, 'select n from kept')).length, 0);
  assert.equal(statSync(server).ino, made.ino, 'the programs are copied once');
  await second.stop();

  rmSync(path.join(sharedDir, 'data'), { recursive: true });
  await assert.rejects(launchPostgres({ ...options, ...quiet }), { code: 'data-missing' });
});

test('root: a data folder that is closed by itself is opened for the server alone', needsRoot, async (t) => {
  const dataDir = temporaryFolder(t);
  chmodSync(dataDir, 0o700);
  const launched = await launchPostgres({ dataDir, ...quiet });
  afterwards(t, () => launched.stop());
  const found = statSync(dataDir);
  assert.equal(found.mode & 0o777, 0o710);
  assert.equal(found.gid, statSync(path.join(dataDir, 'postgres')).gid);
});

test('root: data that exist in a home closed meanwhile are refused, not begun anew', needsRoot, async (t) => {
  const home = temporaryFolder(t);
  const options = { dataDir: path.join(home, 'data'), sharedDir: path.join(home, 'shared'), ...quiet };
  const launched = await launchPostgres(options);
  await launched.stop();
  chmodSync(home, 0o700);
  await assert.rejects(launchPostgres(options), { code: 'data-unreachable' });
  chmodSync(home, 0o755);
});

test('root: without a user postgres the next ordinary user is taken', needsRoot, async (t) => {
  const folder = temporaryFolder(t);
  assert.equal((await chooseUser(folder, ['no-such-user', 'nobody']))?.name, 'nobody');
  await assert.rejects(chooseUser(folder, ['no-such-user']), { code: 'no-ordinary-user' });
  chownSync(folder, nobody, nobody);
  assert.equal((await chooseUser(folder))?.uid, nobody, 'the owner of the data comes first');
});

test('an ordinary user, then root, then the user again: the data stay usable for all', needsOpenCheckout, async (t) => {
  const dataDir = path.join(temporaryFolder(t), 'dữ liệu');
  mkdirSync(dataDir);
  chownSync(dataDir, nobody, nobody);
  const first = await launchInChild({ dataDir }, nobody);
  assert(first.report.connection && first.report.pid, first.report.text);
  assert.equal(statSync(`/proc/${first.report.pid}`).uid, nobody);
  await first.end('stop');

  const second = await launchPostgres({ dataDir, ...quiet });
  afterwards(t, () => second.stop());
  assert.equal(statSync(`/proc/${second.pid}`).uid, nobody);
  await second.stop();

  const third = await launchInChild({ dataDir }, nobody);
  assert.equal(third.report.initialised, false, third.report.text);
  await third.end('stop');

  const foreign = path.join(temporaryFolder(t), 'of-root');
  const launched = await launchPostgres({ dataDir: foreign, ...quiet });
  await launched.stop();
  const refused = await launchInChild({ dataDir: foreign }, nobody);
  assert.equal(refused.report.refusal, 'data-not-ours', refused.report.text);
});

test('an ordinary user with programs that lack links and cannot be written gets a copy', needsOpenCheckout, async (t) => {
  const packageFolder = copyWithoutLinks(temporaryFolder(t));
  const dataDir = path.join(temporaryFolder(t), 'data');
  mkdirSync(dataDir);
  chownSync(dataDir, nobody, nobody);
  const child = await launchInChild({ dataDir, packageFolder }, nobody);
  assert(child.report.connection, child.report.text);
  assert(
    child.report.log.some((line) => line.includes('copying')),
    child.report.log.join('\n'),
  );
  await child.end('stop');
});

test('a full disk is called a full disk', needsRoot, async (t) => {
  const folder = temporaryFolder(t);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=30m,mode=755', 'none', folder], { stdio: 'pipe' });
  } catch {
    return t.skip('mounting is not allowed here');
  }
  afterwards(t, () => execFileSync('umount', [folder]));
  await assert.rejects(launchPostgres({ dataDir: path.join(folder, 'data'), ...quiet }), { code: 'disk-full' });
});
