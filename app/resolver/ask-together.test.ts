// Requests that wait together share a statement, and each gets its own answer; a failure reaches all of its statement.
import assert from 'node:assert/strict';
import test from 'node:test';
import { gtin, insertTestOrganisation } from '../../test/support/sample-events.ts';
import { insertTestLink } from '../../test/support/sample-links.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { askForLinks } from './ask-together.ts';

const { context } = await startTestProduct();
const { system, public: pool } = context.database;
const orgId = await insertTestOrganisation(system, 'maker');
for (let item = 1; item <= 3; item++)
  await insertTestLink(system, orgId, `01/${gtin(item)}`, 'gs1:pip', `https://maker.example.com/${item}`);

const ask = (item: number) => askForLinks(context, { things: [`01/${gtin(item)}/10/L`, `01/${gtin(item)}`], top: `01/${gtin(item)}` });

test('two hundred at once: each its own answer, in a handful of statements', async () => {
  let statements = 0;
  const query = pool.query.bind(pool);
  pool.query = ((...given: Parameters<typeof query>) => {
    statements++;
    return query(...given);
  }) as typeof pool.query;
  try {
    const found = await Promise.all(Array.from({ length: 200 }, (_, index) => ask((index % 5) + 1)));
    found.forEach(({ links, isKnown }, index) => {
      const item = (index % 5) + 1;
      assert.deepEqual(
        links.map(({ href }) => href),
        item <= 3 ? [`https://maker.example.com/${item}`] : [],
      );
      assert.equal(isKnown, item <= 3);
    });
    assert.ok(statements >= 4 && statements <= 8, `${statements} statements`);
  } finally {
    pool.query = query;
  }
});

test('when the database is away everybody who waits is told, and the next are answered again', async () => {
  const query = pool.query.bind(pool);
  pool.query = (() => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))) as typeof pool.query;
  const all = await Promise.allSettled([ask(1), ask(2), ask(3)]);
  pool.query = query;
  assert.deepEqual(
    all.map(({ status }) => status),
    ['rejected', 'rejected', 'rejected'],
  );
  assert.equal((await ask(1)).isKnown, true);
});
