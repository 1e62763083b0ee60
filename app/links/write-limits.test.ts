// Writers who wait for a table leave the pool's connections to others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startTestProduct } from '../../test/support/test-product.ts';
import { lockLinks } from './store.ts';
import { writeInTurn } from './write-limits.ts';

const { context } = await startTestProduct();
const { system } = context.database;

test('while a table is written, single writes wait and everything else goes on', async () => {
  const table = await system.connect();
  await table.query('begin');
  await lockLinks(table, 'all');
  const order: string[] = [];
  const writes = Array.from({ length: 40 }, () => writeInTurn(system, (db) => lockLinks(db, ['01/1'])).then(() => order.push('link')));
  await sleep(100);
  await Promise.race([system.query('select 1'), sleep(2_000)]).then(() => order.push('other'));
  assert.ok(system.waitingCount === 0, `${system.waitingCount} wait for a connection`);
  await table.query('commit');
  table.release();
  await Promise.all(writes);
  assert.equal(order[0], 'other');
  assert.equal(order.length, 41);
});
