// The launcher on an empty folder and again on a filled one: roles, durability, addresses, refusals before any start.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { findRunningPostgres } from '../../app/launcher/find-running-postgres.ts';
import { launchPostgres } from '../../app/launcher/launch-postgres.ts';
import { LauncherRefusal } from '../../app/launcher/launcher-refusal.ts';
import { afterwards, ask, hasEnded, isRoot, nobody, temporaryFolder } from './launch-in-child.ts';

test('an empty folder gets a durable database and an ordinary role; a second start finds the same data', async (t) => {
  const dataDir = path.join(temporaryFolder(t), 'dữ liệu');
  const log: string[] = [];
  const first = await launchPostgres({ dataDir, log: (message) => log.push(message), settings: { work_mem: '7MB' } });
  afterwards(t, () => first.stop());
  assert.equal(first.initialised, true);
  assert.equal(first.adopted, false);
  assert(log.filter((line) => line.startsWith('initdb: ')).length >= 5, 'initdb tells its progress');

  const [settings] = await ask(
    first.connection,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
       current_setting('data_checksums') as checksums, current_setting('work_mem') as work_mem,
       current_setting('listen_addresses') as addresses, current_setting('server_encoding') as encoding,
       (select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user) as mighty,
       (select pg_get_userbyid(datdba) from pg_database where datname = current_database()) as owner,
       current_user as role, (select array_agg(extname::text order by extname) from pg_extension) as extensions,
       lower('ĐẦU RIÊNG') as lower, unaccent('Đường') as bare, similarity('mãng cầu', 'mãng câu') as similarity`,
  );
  assert.deepEqual(
    { ...settings, similarity: undefined },
    {
      fsync: 'on',
      commit: 'on',
      checksums: 'on',
      work_mem: '7MB',
      addresses: '',
      encoding: 'UTF8',
      mighty: false,
      owner: 'nguon',
      role: 'nguon',
      extensions: ['pg_trgm', 'plpgsql', 'unaccent'],
      lower: 'đầu riêng',
      bare: 'Duong',
      similarity: undefined,
    },
  );
  // With the locale C the letters with marks would be lost and the two would be equal (1).
  assert(Number(settings?.['similarity']) > 0.4 && Number(settings?.['similarity']) < 1, String(settings?.['similarity']));

  if (process.platform !== 'win32') assert.equal(statSync(path.join(dataDir, 'postgres.secret')).mode & 0o777, 0o600);
  await ask(first.connection, 'create table kept (n int)');
  await ask(first.connection, 'insert into kept values (41)');
  assert.deepEqual(await findRunningPostgres(dataDir), first.connection);
  await first.stop();
  await first.stop();
  assert(await hasEnded(first.pid));
  assert.equal(await findRunningPostgres(dataDir), undefined);

  const began = Date.now();
  const second = await launchPostgres({ dataDir, log: () => undefined });
  afterwards(t, () => second.stop());
  assert(Date.now() - began < 3_000, 'a warm start takes at most 3 s');
  assert.equal(second.initialised, false);
  const client = new pg.Client({ connectionString: second.connectionString });
  await client.connect();
  assert.deepEqual((await client.query('select n from kept')).rows, [{ n: 41 }]);
  await client.end();
});

test('row-level security with FORCE binds the application, and a wrong password is refused', async (t) => {
  const launched = await launchPostgres({ dataDir: temporaryFolder(t), log: () => undefined });
  afterwards(t, () => launched.stop());
  await ask(launched.connection, 'create table secrets (n int)');
  await ask(launched.connection, 'insert into secrets values (1), (2)');
  await ask(launched.connection, 'alter table secrets enable row level security, force row level security');
  await ask(launched.connection, 'create policy one on secrets using (n = 1)');
  assert.deepEqual(await ask(launched.connection, 'select n from secrets'), [{ n: 1 }]);
  await assert.rejects(ask({ ...launched.connection, password: 'guessed' }, 'select 1'), { code: '28P01' });
  await assert.rejects(ask({ ...launched.connection, user: 'postgres' }, 'select 1'), { code: '28P01' });
});

test('variables of the environment that steer PostgreSQL and its clients change nothing', async (t) => {
  const meant = {
    PGDATA: '/nowhere',
    PGPORT: '1',
    PGHOST: 'nowhere.invalid',
    PGSSLMODE: 'require',
    PGOPTIONS: '-c fsync=off',
    PGUSER: 'x',
    LC_ALL: 'xx',
  };
  const before = Object.keys(meant).map((name) => [name, process.env[name]] as const);
  const restore = (): void =>
    before.forEach(([name, value]) => void (value === undefined ? delete process.env[name] : (process.env[name] = value)));
  const dataDir = temporaryFolder(t);
  Object.assign(process.env, meant);
  const launched = await launchPostgres({ dataDir, log: () => undefined }).finally(restore);
  afterwards(t, () => launched.stop());
  assert.deepEqual(await ask(launched.connection, "select current_setting('fsync') as fsync"), [{ fsync: 'on' }]);
});

test(
  'a data folder whose socket path would be too long in bytes gets a short one, gone after the stop',
  { skip: process.platform === 'win32' && 'no Unix sockets' },
  async (t) => {
    const dataDir = path.join(temporaryFolder(t), 'truy xuất nguồn gốc nông sản tỉnh Tây Ninh năm 2026'); // 52 letters, 63 bytes
    assert(`${dataDir}/socket/.s.PGSQL.5432`.length <= 107, 'short enough when letters are counted');
    assert(Buffer.byteLength(`${dataDir}/socket/.s.PGSQL.5432`) > 107, 'too long when bytes are counted');
    const launched = await launchPostgres({ dataDir, log: () => undefined });
    afterwards(t, () => launched.stop());
    const { host } = launched.connection;
    assert(host.startsWith('/') && !host.startsWith(dataDir), host);
    assert.equal(statSync(host).mode & 0o777, 0o700);
    assert.equal((await ask(launched.connection, 'select 1 as one')).length, 1);
    await launched.stop();
    assert.equal(existsSync(host), false);
  },
);

test('programs that do not run here, and a folder that holds something else, are refused in both languages', async (t) => {
  const folder = temporaryFolder(t);
  const packageFolder = path.join(folder, 'package');
  mkdirSync(path.join(packageFolder, 'native', 'bin'), { recursive: true });
  writeFileSync(path.join(packageFolder, 'package.json'), '{"version":"0.0.1"}');
  await assert.rejects(
    launchPostgres({ dataDir: path.join(folder, 'a'), log: () => undefined, packageFolder, sharedDir: path.join(folder, 'shared') }),
    (error) =>
      error instanceof LauncherRefusal && error.code === 'binaries-unusable' && /musl/.test(error.vi) && /DATABASE_URL/.test(error.en),
  );
  const foreign = path.join(folder, 'b', 'postgres');
  mkdirSync(foreign, { recursive: true });
  writeFileSync(path.join(foreign, 'thesis.txt'), 'not a database');
  await assert.rejects(launchPostgres({ dataDir: path.join(folder, 'b'), log: () => undefined }), { code: 'data-damaged' });
  assert(existsSync(path.join(foreign, 'thesis.txt')), 'and nothing was touched');
});

test('PostgreSQL runs as an ordinary user when Nguồn runs as root', { skip: !isRoot && 'needs root' }, async (t) => {
  const launched = await launchPostgres({ dataDir: temporaryFolder(t), log: () => undefined });
  afterwards(t, () => launched.stop());
  const uid = statSync(`/proc/${launched.pid}`).uid;
  assert.notEqual(uid, 0);
  assert(uid === nobody || uid < 1000, String(uid));
  assert.equal(statSync(launched.connection.host).uid, uid);
});
