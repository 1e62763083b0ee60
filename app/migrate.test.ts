// Migrations may take longer than any other statement; the connection that ran them is an ordinary one afterwards.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { openTestDatabase } from '../test/support/test-database.ts';
import { migrate } from './db.ts';

const database = await openTestDatabase();

test('no migration is cut off by the time that a statement may take', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'nguon-migrations-'));
  after(() => rmSync(root, { recursive: true }));
  mkdirSync(path.join(root, 'db', 'migrations'), { recursive: true });
  writeFileSync(
    path.join(root, 'db', 'migrations', '9999-slow.sql'),
    "create table told as select current_setting('statement_timeout') as limit_then",
  );
  assert.deepEqual(await migrate(database.system, root, () => undefined), ['9999-slow.sql']);
  const { rows } = await database.system.query("select limit_then, current_setting('statement_timeout') as limit_now from told");
  assert.deepEqual(rows, [{ limit_then: '0', limit_now: '30s' }]);
});
