// The command line: exit codes, help, the key alone on the last line, and that its acts work against a real database.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addOrganisation } from '../test/access/people.ts';
import { startTestProduct, testConfig } from '../test/support/test-product.ts';
import { hashApiKey, hasKeyForm } from '../app/access/api-keys/api-key.ts';
import { findLiveApiKey } from '../app/access/api-keys/store.ts';
import { isPassword } from '../app/access/sign-in/password.ts';
import { findUserByLogin } from '../app/access/people/user-store.ts';
import { importUnits } from '../app/party/import-units.ts';
import type { Command } from './command.ts';
import { checkConfiguration, checkDatabase, doctor } from './doctor.ts';
import { keyCreate } from './key-create.ts';
import { keyList } from './key-list.ts';
import { keyRevoke } from './key-revoke.ts';
import { migrateCommand } from './migrate.ts';
import { orgCreate } from './org-create.ts';
import { orgList } from './org-list.ts';
import { runCommandLine } from './run-command-line.ts';
import { unitImport } from './unit-import.ts';
import { userCreate } from './user-create.ts';

const product = await startTestProduct();
const { database } = product.context;
const config = testConfig({ databaseUrl: (database as typeof database & { url: string }).url });
const commands: readonly Command[] = [keyCreate, keyList, keyRevoke, userCreate, orgCreate, orgList, unitImport, migrateCommand, doctor];
await addOrganisation(product, 'demo');

interface Said {
  readonly code: number;
  readonly out: string[];
  readonly err: string;
}

async function say(...words: string[]): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommandLine(
    commands,
    words,
    { print: (line) => void out.push(line), note: (line) => void err.push(line) },
    () => config,
  );
  return { code, out, err: err.join('\n') };
}

test('the key stands alone on the last line, and works', async () => {
  const { code, out } = await say('key', 'create', '--org', 'demo', '--scope', 'capture,query');
  assert.equal(code, 0);
  const key = out.join('\n').split('\n').at(-1) ?? '';
  assert.ok(hasKeyForm(key), key);
  assert.deepEqual([...((await findLiveApiKey(database.system, hashApiKey(key)))?.scopes ?? [])], ['capture', 'query']);
});

test('keys are listed without secrets and revoked by their shown part', async () => {
  const made = JSON.parse(
    (await say('key', 'create', '--org', 'demo', '--scope', 'query', '--name', 'máy tính tiền', '--json')).out[0] ?? '',
  ) as { key: string; prefix: string };
  const { out } = await say('key', 'list', '--org', 'demo');
  assert.ok(out.some((line) => line.includes(made.prefix) && line.includes('máy tính tiền')));
  assert.ok(!out.join().includes(made.key));
  assert.equal((await say('key', 'revoke', made.prefix)).code, 0);
  assert.equal(await findLiveApiKey(database.system, hashApiKey(made.key)), undefined);
  assert.equal((await say('key', 'revoke', made.prefix)).code, 1, 'a second time there is nothing to revoke');
  assert.equal((await say('key', 'revoke', 'nguon_')).code, 1, 'too short to name one key');
});

test('wrong use is 2 with the help of the command, a refusal is 1 with words', async () => {
  for (const words of [
    ['key', 'create'],
    ['key', 'create', '--org', 'demo', '--scope', 'fly'],
    ['key', 'list', '--org', 'demo', '--wings'],
    ['org', 'list', 'extra'],
    ['fly'],
    [],
  ]) {
    assert.equal((await say(...words)).code, 2, words.join(' '));
  }
  const refused = await say('key', 'create', '--org', 'khong-co', '--scope', 'query');
  assert.equal(refused.code, 1);
  assert.match(refused.err, /Không có tổ chức nào[^]*no organisation/);
});

test('every command has --help and stands in the list', async () => {
  const list = (await say('--help')).out.join('\n');
  for (const command of commands) {
    assert.ok(list.includes(command.name));
    const { code, out } = await say(...command.name.split(' '), '--help');
    assert.equal(code, 0);
    for (const option of [...Object.keys(command.options), 'json', 'help'])
      assert.ok(out.join('\n').includes(`--${option}`), `${command.name} --${option}`);
  }
});

test('people: an owner, an officer with a territory, an administrator', async () => {
  await importUnits(
    database.system,
    [
      {
        id: 'p',
        code: '80',
        level: 'province',
        kind: 'tỉnh',
        name: 'Tây Ninh',
        provinceCode: '80',
        validFrom: '2025-07-01',
        predecessors: [],
      },
    ],
    { at: product.clock, actor: 'test' },
  );
  const { code, out } = await say('user', 'create', '--login', 'Chu.Moi', '--name', 'Chủ mới', '--org', 'demo', '--role', 'owner');
  assert.equal(code, 0);
  const user = await findUserByLogin(database.system, 'chu.moi');
  assert.ok(user?.password_is_temporary === true && (await isPassword(user.password_hash, out.at(-1) ?? '')));
  assert.equal((await say('user', 'create', '--login', 'can.bo', '--org', 'demo', '--role', 'officer', '--territory', '80')).code, 0);
  assert.equal((await say('user', 'create', '--login', 'quan.tri', '--admin')).code, 0);
  assert.equal((await findUserByLogin(database.system, 'quan.tri'))?.is_administrator, true);
  assert.equal((await say('user', 'create', '--login', 'quan.tri')).code, 1, 'taken');
  assert.equal((await say('user', 'create', '--login', 'x', '--org', 'demo', '--role', 'owner')).code, 1, 'too short');
  assert.equal((await say('user', 'create', '--login', 'can.bo.2', '--org', 'demo', '--role', 'officer')).code, 2, 'no territory');
  assert.equal(
    (await say('user', 'create', '--login', 'can.bo.2', '--org', 'demo', '--role', 'officer', '--territory', '99')).code,
    1,
    'no such unit',
  );
  assert.equal((await say('user', 'create', '--login', 'ai.do', '--org', 'demo')).code, 2, 'as what?');
});

test('migrate has nothing left to do; the register is listed', async () => {
  assert.deepEqual(JSON.parse((await say('migrate', '--json')).out[0] ?? ''), { applied: [] });
  assert.equal((JSON.parse((await say('org', 'list', '--json')).out[0] ?? '') as unknown[]).length, 1);
});

test('doctor finds this database in order, and names what would not be', async () => {
  const report = JSON.parse((await say('doctor', '--json')).out[0] ?? '') as { findings: { check: string; state: string }[] };
  // A test cluster may run without fsync: everything else must be in order.
  assert.deepEqual(
    report.findings.filter((finding) => finding.state === 'bad' && finding.check !== 'durability'),
    [],
  );
  assert.ok(report.findings.length >= 8);
  const facts = {
    version: 140_000,
    role: 'postgres',
    is_superuser: true,
    bypasses_rls: true,
    synchronous_commit: 'off',
    fsync: 'on',
    locks_per_transaction: 64,
    migrations: [],
    tables: [{ name: 'events', is_enabled: true, is_forced: false }],
    seen_without_reader: 1,
  };
  assert.deepEqual(
    checkDatabase(facts, ['0001-events.sql']).map((finding) => finding.state),
    ['bad', 'bad', 'bad', 'bad', 'bad', 'bad', 'warn'],
  );
  assert.deepEqual(
    checkConfiguration(testConfig({ secret: 'short', production: true })).map((finding) => finding.state),
    ['ok', 'bad', 'bad'],
  );
});

test('a database that is away is a refusal, not a stack', async () => {
  const away = await runCommandLine(commands, ['org', 'list'], { print: () => undefined, note: () => undefined }, () =>
    testConfig({ databaseUrl: 'postgres://x@127.0.0.1:1/x' }),
  );
  assert.equal(away, 1);
});

test('an empty product is set up from the command line: units, an organisation, its key', async () => {
  const imported = JSON.parse((await say('unit', 'import', '--json')).out[0] ?? '') as { units: number };
  assert.ok(imported.units > 90, String(imported.units));
  const made = await say(
    'org',
    'create',
    '--name',
    'Hợp tác xã Thử Mới',
    '--kind',
    'organisation',
    '--gln',
    '9520999000016',
    '--unit',
    '80',
  );
  assert.equal(made.code, 0, made.err);
  assert.equal(made.out.at(-1), 'hop-tac-xa-thu-moi');
  assert.equal((await say('key', 'create', '--org', 'hop-tac-xa-thu-moi', '--scope', 'capture')).code, 0);
  const waiting = await say('org', 'create', '--name', 'Hộ Chờ', '--kind', 'household_business', '--slug', 'ho-cho', '--waiting', '--json');
  assert.equal((JSON.parse(waiting.out[0] ?? '') as { approved: boolean }).approved, false);
  assert.match((await say('org', 'list', '--waiting')).out.join(), /ho-cho/);
  const faulty = await say('org', 'create', '--name', 'Sai', '--kind', 'enterprise', '--gln', '9520999000015');
  assert.equal(faulty.code, 1);
  assert.match(faulty.err, /9520999000015/, 'the fault itself is told');
  assert.equal((await say('org', 'create', '--name', 'Sai', '--kind', 'kingdom')).code, 2);
  assert.equal((await say('org', 'create', '--name', 'Sai', '--kind', 'enterprise', '--unit', '00000')).code, 1);
});
