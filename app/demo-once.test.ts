// The mark of a half-made demo: what it makes the next start wipe, and what it must never.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { addOrganisation } from '../test/access/people.ts';
import { startTestProduct } from '../test/support/test-product.ts';
import { clearHalfMadeDemo, makeDemoOnce } from './demo-once.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'nguon-demo-once-'));
after(() => rmSync(dataDir, { recursive: true }));
const mark = path.join(dataDir, 'demo-being-made');
const own = { dataDir, databaseUrl: undefined, demo: true };
const killed = (): Promise<never> => Promise.reject(new Error('killed'));

const product = await startTestProduct();
const { database } = product.context;
const hasTables = async (): Promise<boolean> =>
  (await database.system.query<{ there: boolean }>(`select to_regclass('organisations') is not null as there`)).rows[0]?.there === true;

test('the mark stands while the demo is made and goes when it is whole', async () => {
  let stood = false;
  await makeDemoOnce(own, database, async () => void (stood = existsSync(mark)));
  assert.ok(stood && !existsSync(mark));
});

test('a start over a register that holds somebody leaves no mark, whatever happens in it', async () => {
  await addOrganisation(product, 'demo');
  await makeDemoOnce(own, database, killed);
  assert.ok(!existsSync(mark));
  await clearHalfMadeDemo(own, database);
  assert.ok(await hasTables());
  await database.system.query('delete from organisations');
});

test('nor does one over an administrator made before the first start', async () => {
  await database.system.query(
    `insert into users (login, display_name, password_hash, is_administrator, created_at) values ('quan-tri', 'Quản trị', 'x', true, now())`,
  );
  await makeDemoOnce(own, database, killed);
  assert.ok(!existsSync(mark));
  await database.system.query('delete from users');
});

test('a half-made demo is wiped by the next start, with or without the demo, but never another database', async () => {
  await assert.rejects(makeDemoOnce(own, database, killed), /killed/);
  assert.ok(existsSync(mark));
  await clearHalfMadeDemo({ ...own, databaseUrl: 'postgres://elsewhere', demo: false }, database);
  assert.ok((await hasTables()) && existsSync(mark), 'the mark speaks of the database in DATA_DIR');
  await clearHalfMadeDemo({ ...own, demo: false }, database);
  assert.ok(!(await hasTables()) && !existsSync(mark));
});

test('without the demo nothing is made', async () => {
  await makeDemoOnce({ ...own, demo: false }, database, killed);
  assert.ok(!existsSync(mark));
});
