// The launcher after sudden deaths: of Nguồn, of PostgreSQL, of both, in the middle of the first start; and beside a twin.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { launchPostgres } from '../../app/launcher/launch-postgres.ts';
import { LauncherRefusal } from '../../app/launcher/launcher-refusal.ts';
import { listPostgresOf, signal } from '../../app/launcher/process-table.ts';
import { afterwards, ask, hasEnded, isAlive, isRoot, launchInChild, temporaryFolder } from './launch-in-child.ts';

const quiet = { log: (): void => undefined };

test('a server left by a killed Nguồn is adopted, and a second Nguồn is refused while one lives', async (t) => {
  const dataDir = temporaryFolder(t);
  const first = await launchInChild({ dataDir });
  assert(first.report.connection && first.report.pid);
  await ask(first.report.connection, 'create table kept (n int)');
  const refused = await launchPostgres({ dataDir, ...quiet }).then(
    () => undefined,
    (error: unknown) => error,
  );
  assert(refused instanceof LauncherRefusal && refused.code === 'second-instance');
  assert(refused.vi.includes(String(first.pid)) && refused.en.includes(`kill ${first.pid}`), refused.message);

  await first.end('kill');
  assert(isAlive(first.report.pid), 'the server outlives the kill');
  const second = await launchPostgres({ dataDir, ...quiet });
  afterwards(t, () => second.stop());
  assert.equal(second.adopted, true);
  assert.equal(second.pid, first.report.pid);
  assert.equal((await ask(second.connection, 'select n from kept')).length, 0);
  const third = await launchInChild({ dataDir });
  assert.equal(third.report.refusal, 'second-instance', 'an adopted server must not be adopted twice');
  await second.stop();
  assert(await hasEnded(second.pid));
});

test('an orphan is stopped and started anew when settings changed, or when it does not answer', async (t) => {
  const dataDir = temporaryFolder(t);
  const first = await launchInChild({ dataDir, settings: { work_mem: '5MB' } });
  await first.end('kill');
  const second = await launchInChild({ dataDir, settings: { work_mem: '6MB' } });
  assert.equal(second.report.adopted, false);
  assert(first.report.pid && second.report.pid && second.report.connection);
  assert(await hasEnded(first.report.pid));
  assert.deepEqual(await ask(second.report.connection, "select current_setting('work_mem') as is"), [{ is: '6MB' }]);

  await second.end('kill');
  process.kill(second.report.pid, 'SIGSTOP');
  const third = await launchPostgres({ dataDir, ...quiet, settings: { work_mem: '6MB' } });
  afterwards(t, () => third.stop());
  assert.equal(third.adopted, false);
  assert(await hasEnded(second.report.pid));
});

test('after the death of everything at once all acknowledged rows are there, though the process number is reused', async (t) => {
  const dataDir = temporaryFolder(t);
  const first = await launchInChild({ dataDir });
  const { connection, pid } = first.report;
  assert(connection && pid);
  await ask(connection, 'create table acknowledged (n int primary key)');
  let written = 0;
  const writing = (async () => {
    for (; ; written++) await ask(connection, 'insert into acknowledged values ($1)', [written]);
  })().catch(() => undefined);
  await wait(400);
  const family = await listPostgresOf(path.join(dataDir, 'postgres'));
  assert(family.length >= 3, `the kill hits the whole family: ${family.length}`);
  const ended = first.end('kill');
  for (const one of family) signal(one, 'SIGKILL');
  await Promise.all([ended, writing]);
  assert(written > 0);

  // A foreign process under the number in postmaster.pid, of the very user that PostgreSQL runs as.
  const { uid } = statSync(path.join(dataDir, 'postgres'));
  const foreign = spawn('sleep', ['60'], isRoot ? { uid } : {});
  afterwards(t, () => foreign.kill());
  const pidFile = path.join(dataDir, 'postgres', 'postmaster.pid');
  writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(foreign.pid)));

  const second = await launchPostgres({ dataDir, ...quiet });
  afterwards(t, () => second.stop());
  assert.equal(second.adopted, false);
  const [row] = await ask(second.connection, 'select count(*)::int as count, max(n) as last from acknowledged');
  assert(Number(row?.['count']) >= written, `${String(row?.['count'])} rows for ${written} acknowledged`);
  assert.equal(Number(row?.['last']) + 1, row?.['count']);
  assert(foreign.pid && isAlive(foreign.pid), 'the foreign process is left alone');
});

test('a server killed under a living Nguồn comes back at the same address', async (t) => {
  const dataDir = temporaryFolder(t);
  const log: string[] = [];
  const launched = await launchPostgres({ dataDir, log: (message) => log.push(message) });
  afterwards(t, () => launched.stop());
  process.kill(launched.pid, 'SIGKILL');
  let answer: unknown;
  for (let n = 0; n < 100 && answer === undefined; n++) {
    await wait(100);
    answer = await ask(launched.connection, 'select 1 as one').catch(() => undefined);
  }
  assert.deepEqual(answer, [{ one: 1 }]);
  assert(
    log.some((line) => line.includes('starting it again')),
    log.join('\n'),
  );
  await launched.stop();
  assert.deepEqual(await listPostgresOf(path.join(dataDir, 'postgres')), []);
});

test('an interrupted first start is done over, a lost password file is made anew', async (t) => {
  const dataDir = temporaryFolder(t);
  const cluster = path.join(dataDir, 'postgres');
  // What our own interruption leaves, and what an initdb straight into the folder would leave.
  for (const folder of [`${cluster}.new-1`, cluster]) {
    mkdirSync(path.join(folder, 'base', '1'), { recursive: true });
    mkdirSync(path.join(folder, 'global'));
    writeFileSync(path.join(folder, 'PG_VERSION'), '18\n');
  }
  const log: string[] = [];
  const first = await launchPostgres({ dataDir, log: (message) => log.push(message) });
  afterwards(t, () => first.stop());
  assert.equal(first.initialised, true);
  assert(existsSync(`${cluster}.incomplete`) && !existsSync(`${cluster}.new-1`), readdirSync(dataDir).join(' '));
  await ask(first.connection, 'create table kept (n int)');
  await first.stop();

  rmSync(path.join(dataDir, 'postgres.secret'));
  const second = await launchPostgres({ dataDir, ...quiet });
  afterwards(t, () => second.stop());
  assert.notEqual(second.connection.password, first.connection.password);
  assert.equal((await ask(second.connection, 'select n from kept')).length, 0);
  await second.stop();

  // The file of another time: the passwords in it are not those that the data know.
  writeFileSync(path.join(dataDir, 'postgres.secret'), 'superuser restored\napplication restored\n');
  const third = await launchPostgres({ dataDir, ...quiet });
  afterwards(t, () => third.stop());
  assert.equal((await ask(third.connection, 'select n from kept')).length, 0);
});

test('an initdb killed in the middle leaves nothing that hinders the next start', async (t) => {
  const dataDir = temporaryFolder(t);
  const child = spawn(process.execPath, ['--input-type=module', '-e', killDuringInitdb(dataDir)], { stdio: 'inherit' });
  await new Promise((resolve) => child.on('exit', resolve));
  assert(
    readdirSync(dataDir).some((name) => name.startsWith('postgres.new-')) && !existsSync(path.join(dataDir, 'postgres')),
    readdirSync(dataDir).join(' '),
  );
  const launched = await launchPostgres({ dataDir, ...quiet });
  afterwards(t, () => launched.stop());
  assert.equal(launched.initialised, true);
});

/** A launch that kills itself at initdb's first words. */
function killDuringInitdb(dataDir: string): string {
  return `const { launchPostgres } = await import(${JSON.stringify(path.resolve('app/launcher/launch-postgres.ts'))});
    await launchPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: (line) => line.startsWith('initdb: ') && process.kill(process.pid, 'SIGKILL') });`;
}

test('an application that ends without stopping the server takes it along', async (t) => {
  const dataDir = temporaryFolder(t);
  const child = await launchInChild({ dataDir });
  assert.equal(await child.end('exit'), 0);
  assert(await hasEnded(child.report.pid ?? 0));
});

test('a Nguồn whose folder was deleted leaves the one that began anew at the same path alone', async (t) => {
  const dataDir = temporaryFolder(t);
  const log: string[] = [];
  const first = await launchPostgres({ dataDir, log: (message) => log.push(message) });
  afterwards(t, () => first.stop());
  rmSync(dataDir, { recursive: true });
  const second = await launchInChild({ dataDir });
  assert(second.report.connection && second.report.pid, second.report.text);
  for (let n = 0; n < 200 && !log.some((line) => line.includes('deleted or moved')); n++) await wait(50);
  assert(
    log.some((line) => line.includes('deleted or moved')),
    log.join('\n'),
  );
  assert(isAlive(second.report.pid), 'the newcomer keeps its server');
  assert.equal((await ask(second.report.connection, 'select 1 as n')).length, 1);
  await first.stop();
  const third = await launchInChild({ dataDir });
  assert.equal(third.report.refusal, 'second-instance');
  assert(third.report.text?.includes(String(second.pid)), 'the first took only its own mark away');
  await second.end('stop');
});
