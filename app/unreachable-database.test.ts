// A DATABASE_URL that leads nowhere is told in words, in both languages, without its password.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { chooseRole } from './db.ts';

async function findClosedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('nobody listens: variable, server and reason are named', async () => {
  const port = await findClosedPort();
  for (const host of ['127.0.0.1', 'localhost']) {
    const error = await chooseRole(`postgres://nguon:rat-bi-mat@${host}:${port}/kho`).then(
      () => assert.fail('connected to nothing'),
      (fault: unknown) => fault as Error,
    );
    const what = `nguon@${host}:${port}/kho \\([^)]*ECONNREFUSED[^)]*\\)`;
    assert.match(
      error.message,
      new RegExp(`^DATABASE_URL: không vào được cơ sở dữ liệu ${what}.*\\nDATABASE_URL: the database ${what} cannot`),
    );
    assert.doesNotMatch(error.message, /rat-bi-mat/);
  }
});
