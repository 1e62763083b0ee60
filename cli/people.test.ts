// The first days of an administrator on the command line: who is there, who forgot the password, lost the phone, has left.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { addOrganisation, addPerson, Browser, test_password } from '../test/access/people.ts';
import { startTestProduct, testConfig } from '../test/support/test-product.ts';
import type { Command } from './command.ts';
import { memberAdd } from './member-add.ts';
import { memberRemove } from './member-remove.ts';
import { passwordReset } from './password-reset.ts';
import { runCommandLine } from './run-command-line.ts';
import { secondFactorEnd } from './second-factor-end.ts';
import { sessionEnd } from './session-end.ts';
import { userCreate } from './user-create.ts';
import { userDisable } from './user-disable.ts';
import { userEnable } from './user-enable.ts';
import { userList } from './user-list.ts';

/** The server that goes on running beside every command. */
const product = await startTestProduct();
product.clock = new Date();
const { database } = product.context;
const config = testConfig({ databaseUrl: (database as typeof database & { url: string }).url });
const commands: readonly Command[] = [
  memberAdd,
  memberRemove,
  passwordReset,
  secondFactorEnd,
  sessionEnd,
  userCreate,
  userDisable,
  userEnable,
  userList,
];
const orgId = await addOrganisation(product, 'vuon');
await addPerson(product, 'mai@vuon.example', { memberOf: [{ orgId, role: 'owner' }] });

interface Said {
  readonly code: number;
  readonly out: string[];
  readonly err: string;
}

async function say(...words: string[]): Promise<Said> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = { print: (line: string) => void out.push(line), note: (line: string) => void err.push(line) };
  return { code: await runCommandLine(commands, words, terminal, () => config), out, err: err.join('\n') };
}

const acts = async (login: string): Promise<string[]> => {
  const { rows } = await database.system.query<{ act: string }>(
    `select act from audit_entries where actor = 'cli' and subject = (select 'user:' || id from users where login = $1) order by id`,
    [login],
  );
  return rows.map(({ act }) => act);
};
const signIn = async (login: string, password: string): Promise<number> =>
  (await new Browser(product).post('/dang-nhap', { login, password })).statusCode;

test('a forgotten password: a one-time one on the last line, sessions ended at once, written down', async () => {
  const browser = await new Browser(product).signIn('mai@vuon.example');
  const { code, out, err } = await say('password', 'reset', '--user', ' Mai@Vuon.example ');
  assert.equal(code, 0, err);
  assert.equal(out.length, 1, 'nothing but the password on standard output');
  assert.match(out[0] ?? '', /^\w{4}(?:-\w{4}){3}$/);
  assert.ok(!err.includes(out[0] ?? ''), 'and it stands nowhere else');
  assert.equal((await browser.get('/khong-gian')).statusCode, 303, 'signed out beside the running server');
  assert.equal(await signIn('mai@vuon.example', test_password), 401);
  const again = await new Browser(product).signIn('mai@vuon.example', out[0]);
  assert.equal((await again.get('/dang-nhap')).headers.location, '/tai-khoan/bao-mat', 'to be changed first of all');
  assert.deepEqual(await acts('mai@vuon.example'), ['reset_password']);
});

test('people are found by their whole name too, and by nothing that fits several', async () => {
  const byName = await say('password', 'reset', '--user', 'người MAI@vuon.example', '--json');
  assert.deepEqual(Object.keys(JSON.parse(byName.out[0] ?? '') as object), ['id', 'login', 'sessions_ended', 'password']);
  for (const login of ['lan.1', 'lan.2']) assert.equal((await say('user', 'create', '--login', login, '--name', 'Trần Thị Lan')).code, 0);
  const several = await say('password', 'reset', '--user', 'Trần Thị Lan');
  assert.deepEqual([several.code, several.out], [1, []]);
  assert.match(several.err, /lan\.1, lan\.2/);
  const nobody = await say('session', 'end', '--user', 'khong.co');
  assert.deepEqual([nobody.code, nobody.out], [1, []]);
  assert.match(nobody.err, /user list/);
});

test('a lost phone: the second factor goes, with its recovery codes', async () => {
  const login = 'mat.dien.thoai';
  await addPerson(product, login);
  assert.equal((await say('second-factor', 'end', '--user', login)).code, 1, 'there is none yet');
  const browser = await new Browser(product).signIn(login);
  const page = (await browser.get('/tai-khoan/xac-thuc-hai-lop')).body;
  const secret = /letter-spacing:.04em">([A-Z2-7 ]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
  const sealed = /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: product.clock.getTime() });
  assert.equal((await browser.postForm('/tai-khoan', '/tai-khoan/xac-thuc-hai-lop', { sealed, code })).statusCode, 200);
  assert.equal(await signIn(login, test_password), 200, 'asked for a code');
  const reset = await say('password', 'reset', '--user', login);
  assert.match(reset.err, /second-factor end/);
  assert.equal(await signIn(login, reset.out.at(-1) ?? ''), 200, 'a new password alone does not open the account');
  assert.equal((await say('second-factor', 'end', '--user', login)).code, 0);
  assert.equal(await signIn(login, reset.out.at(-1) ?? ''), 303);
  const { rows } = await database.system.query('select from recovery_codes r join users u on u.id = r.user_id where login = $1', [login]);
  assert.equal(rows.length, 0);
  assert.deepEqual(await acts(login), ['reset_password', 'end_second_factor']);
});

test('sessions end at a word; how many is told', async () => {
  await addPerson(product, 'nhieu.noi');
  const browsers = [await new Browser(product).signIn('nhieu.noi'), await new Browser(product).signIn('nhieu.noi')];
  assert.equal(
    (JSON.parse((await say('session', 'end', '--user', 'nhieu.noi', '--json')).out[0] ?? '') as { sessions_ended: number }).sessions_ended,
    2,
  );
  for (const browser of browsers) assert.equal((await browser.get('/tai-khoan')).statusCode, 303);
  assert.deepEqual(await acts('nhieu.noi'), ['end_sessions']);
});

test('somebody leaves and comes back; the last administrator cannot be shut out', async () => {
  await addPerson(product, 'nguoi.nghi');
  const browser = await new Browser(product).signIn('nguoi.nghi');
  assert.equal((await say('user', 'disable', '--user', 'nguoi.nghi')).code, 0);
  assert.equal((await browser.get('/tai-khoan')).statusCode, 303);
  assert.equal(await signIn('nguoi.nghi', test_password), 401);
  assert.equal((await say('user', 'disable', '--user', 'nguoi.nghi')).code, 1);
  assert.equal((await say('user', 'enable', '--user', 'nguoi.nghi')).code, 0);
  assert.equal((await say('user', 'enable', '--user', 'nguoi.nghi')).code, 1);
  assert.equal(await signIn('nguoi.nghi', test_password), 303);
  assert.deepEqual(await acts('nguoi.nghi'), ['disable_user', 'enable_user']);

  assert.equal((await say('user', 'create', '--login', 'quan.tri', '--admin')).code, 0, 'the first administrator');
  const refused = await say('user', 'disable', '--user', 'quan.tri');
  assert.equal(refused.code, 1);
  assert.match(refused.err, /duy nhất/);
  assert.deepEqual(await acts('quan.tri'), ['create_user'], 'nothing was done');
  assert.equal((await say('user', 'create', '--login', 'quan.tri.2', '--admin')).code, 0);
  assert.equal((await say('user', 'disable', '--user', 'quan.tri')).code, 0);
});

test('people are listed with roles and states, never with a secret', async () => {
  const { out } = await say('user', 'list');
  const lineOf = (login: string): string => out.find((line) => line.startsWith(`${login} `)) ?? '';
  assert.match(lineOf('mai@vuon.example'), /one-time password .*vuon:owner/);
  assert.match(lineOf('quan.tri'), /disabled .*administrator/);
  assert.match(lineOf('lan.1'), /-$/);
  const admins = JSON.parse((await say('user', 'list', '--admin', '--json')).out[0] ?? '') as { login: string }[];
  assert.deepEqual(
    admins.map(({ login }) => login),
    ['quan.tri', 'quan.tri.2'],
  );
  assert.deepEqual((await say('user', 'list', '--org', 'vuon')).out.length, 2);
  assert.ok(!/argon2|totp_secret|password_hash/.test((await say('user', 'list', '--json')).out.join()));
});

test('somebody known becomes a member and leaves again', async () => {
  assert.equal((await say('member', 'add', '--user', 'lan.1', '--org', 'vuon', '--role', 'member')).code, 0);
  assert.equal((await say('member', 'add', '--user', 'lan.1', '--org', 'vuon', '--role', 'member')).code, 1, 'is one');
  assert.equal((await say('member', 'add', '--user', 'lan.1')).code, 2);
  assert.equal((await say('member', 'add', '--user', 'lan.1', '--org', 'vuon', '--role', 'officer')).code, 2, 'of which territory?');
  assert.equal((await say('member', 'remove', '--user', 'lan.1', '--org', 'vuon')).code, 0);
  assert.equal((await say('member', 'remove', '--user', 'mai@vuon.example', '--org', 'vuon')).code, 1, 'the only owner');
});

test('each has --help and wants its person', async () => {
  for (const command of commands) {
    const words = command.name.split(' ');
    assert.equal((await say(...words, '--help')).code, 0);
    if (command.options['user'] === undefined) continue;
    const { code, err } = await say(...words);
    assert.equal(code, 2, command.name);
    assert.match(err, /Missing --user[^]*npm run -s nguon/);
  }
});
