// GET /health answers for the database too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestProduct } from '../../test/support/test-product.ts';

test('health is 200 with the database and 503 without it', async () => {
  const { app, context } = await startTestProduct();
  assert.equal((await app.inject('/health')).statusCode, 200);
  await context.database.system.end();
  const away = await app.inject('/health');
  assert.equal(away.statusCode, 503);
  assert.deepEqual(away.json(), { status: 'database_unavailable' });
  context.database.system.end = async () => undefined;
});
