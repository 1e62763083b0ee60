// Statements sent in one go: results in order, a failure ends the batch and only the batch, the connection stays usable.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '../test/support/test-database.ts';
import { inTransaction } from './db.ts';
import { runTogether } from './run-together.ts';

const { system: pool } = await openTestDatabase();
const one = (text: string) => ({ name: 'together_one', text: 'select $1::text, $2::text', values: [text, null] });

test('results come in order, long values and nulls whole, again and again', async () => {
  const long = 'dài '.repeat(5_000);
  for (let round = 0; round < 3; round++)
    assert.deepEqual(
      (await runTogether(pool, [one('a'), one(long), { name: 'together_none', text: 'select 1 where false', values: [] }])).map(
        ({ rows, count }) => [rows, count],
      ),
      [
        [[['a', null]], 1],
        [[[long, null]], 1],
        [[], 0],
      ],
    );
});

test('a failure takes the whole batch back and leaves the connection in order', async () => {
  const wrong = { name: 'together_wrong', text: 'select 1 / $1::int', values: ['0'] };
  const keep = { name: 'together_keep', text: 'insert into kept select $1::int', values: ['7'] };
  await pool.query('create table kept (n int)');
  await assert.rejects(runTogether(pool, [keep, wrong, keep]), /division by zero/);
  await assert.rejects(
    inTransaction(pool, async (db) => {
      await runTogether(db, [keep]);
      await runTogether(db, [wrong, keep]);
    }),
    /division by zero/,
  );
  assert.equal((await pool.query('select * from kept')).rowCount, 0);
  await inTransaction(pool, async (db) => {
    assert.equal((await runTogether(db, [keep, keep]))[1]!.count, 1);
  });
  assert.equal((await pool.query('select * from kept')).rowCount, 2);
});

test('a pool that has no connection to give fails the batch', async () => {
  const { default: pg } = await import('pg');
  const nowhere = new pg.Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 500 });
  await assert.rejects(runTogether(nowhere, [one('a')]));
  await nowhere.end();
});
