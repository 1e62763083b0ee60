// Commands of prefixes, closing, tables of links and aliases, against a real database.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { addOrganisation } from '../test/access/people.ts';
import { startTestProduct, testConfig } from '../test/support/test-product.ts';
import { aliasAdd } from './alias-add.ts';
import { aliasList } from './alias-list.ts';
import { aliasWithdraw } from './alias-withdraw.ts';
import type { Command } from './command.ts';
import { linkImport } from './link-import.ts';
import { orgClose } from './org-close.ts';
import { prefixAdd } from './prefix-add.ts';
import { prefixEnd } from './prefix-end.ts';
import { prefixList } from './prefix-list.ts';
import { runCommandLine } from './run-command-line.ts';

const product = await startTestProduct();
const { database } = product.context;
const config = testConfig({ databaseUrl: (database as typeof database & { url: string }).url, origin: 'https://nguon.example' });
const commands: readonly Command[] = [prefixAdd, prefixEnd, prefixList, orgClose, linkImport, aliasAdd, aliasWithdraw, aliasList];
await addOrganisation(product, 'cu');
await addOrganisation(product, 'moi');
const folder = mkdtempSync(path.join(tmpdir(), 'nguon-links-'));

async function say(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const voice = { print: (line: string) => void out.push(line), note: (line: string) => void err.push(line) };
  const code = await runCommandLine(commands, words, voice, () => config);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('prefixes are declared once, listed, and ended', async () => {
  assert.equal((await say('prefix', 'add', '9520001', '--org', 'cu')).code, 0);
  const taken = await say('prefix', 'add', '9520001', '--org', 'moi');
  assert.deepEqual([taken.code, /đã được khai báo/.test(taken.err)], [1, true]);
  for (const wrong of ['952', '2000001', '95x', '9520001000010'])
    assert.equal((await say('prefix', 'add', wrong, '--org', 'cu')).code, 1, wrong);
  assert.match((await say('prefix', 'list')).out, /9520001 +cu/);
  assert.equal((await say('prefix', 'add', '9520002', '--org', 'cu')).code, 0);
  assert.equal((await say('prefix', 'end', '9520002')).code, 0);
  assert.equal((await say('prefix', 'end', '9520002')).code, 1);
  assert.equal((JSON.parse((await say('prefix', 'list', '--org', 'cu', '--json')).out) as unknown[]).length, 2);
});

test('a table is taken whole or not at all', async () => {
  const file = (name: string, text: string): string => {
    const full = path.join(folder, name);
    writeFileSync(full, text);
    return full;
  };
  const head = 'thing,link_type,href,title\n';
  const good = file('dung.csv', `${head}9520001000010,pip,https://cu.example/,Trang\n`);
  const bad = file(
    'sai.csv',
    `${head}9520001000010,pip,https://nguon.example/01/09520001000010,Trang\n9520009000012,pip,https://cu.example/,Trang\n`,
  );
  const refused = await say('link', 'import', bad, '--org', 'cu');
  assert.equal(refused.code, 1);
  assert.match(refused.out, /line 2, href: .+\n  This address [^]*line 3, thing: .+\n  The identifier /);
  assert.match((await say('link', 'import', good, '--org', 'cu', '--dry-run')).out, /1 mới/);
  assert.match((await say('link', 'import', good, '--org', 'cu')).out, /1 mới/);
  assert.match((await say('link', 'import', good, '--org', 'cu')).out, /1 giữ nguyên/);
  assert.equal((await say('link', 'import', path.join(folder, 'khong-co.csv'), '--org', 'cu')).code, 2);
});

test('an organisation is closed with a successor, who takes its table over', async () => {
  const file = path.join(folder, 'ke-thua.csv');
  writeFileSync(file, 'thing,link_type,href,title\n01/09520001000010/10/A,pip,https://moi.example/,Trang\n');
  assert.equal((await say('link', 'import', file, '--org', 'moi')).code, 1);
  assert.equal((await say('org', 'close', 'cu', '--successor', 'cu')).code, 1);
  assert.equal((await say('org', 'close', 'cu')).code, 0);
  assert.equal((await say('org', 'close', 'cu')).code, 1, 'closed before');
  assert.equal((await say('org', 'close', 'cu', '--successor', 'moi')).code, 0, 'a successor may come later');
  assert.equal((await say('link', 'import', file, '--org', 'moi')).code, 0);
});

test('aliases lead to one key until they are withdrawn', async () => {
  const add = (thing: string): Promise<{ code: number; out: string }> =>
    say('alias', 'add', '--system', 'nda', '--identifier', 'UID 1/2', '--thing', thing);
  assert.equal((await add('01/09520001000010/21/S1')).out, '/dinh-danh/nda/UID%201%2F2 → /01/09520001000010/21/S1');
  assert.equal((await add('01/09520001000010/21/S1')).code, 0, 'again is no fault');
  assert.equal((await add('01/09520001000010/21/S2')).code, 1);
  assert.equal((await say('alias', 'add', '--system', 'Số 1', '--identifier', 'x', '--thing', '01/09520001000010')).code, 1);
  assert.match((await say('alias', 'list')).out, /nda +UID 1\/2 +01\/09520001000010\/21\/S1/);
  assert.equal((await say('alias', 'withdraw', '--system', 'nda', '--identifier', 'UID 1/2')).code, 0);
  assert.equal((await say('alias', 'withdraw', '--system', 'nda', '--identifier', 'UID 1/2')).code, 1);
  assert.equal((await add('01/09520001000010/21/S2')).code, 0);
});
