// A database that froze, or whose line went dead, takes questions and answers none: whoever asks is told in time.
import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';
import pg from 'pg';
import { openTestDatabase } from '../test/support/test-database.ts';
import { testConfig } from '../test/support/test-product.ts';
import { openDatabase } from './db.ts';
import { buildServer } from './http.ts';
import { makeContext } from './make-context.ts';
import { routes } from './routes.ts';

test(
  'connections that fell silent: health and public pages say so, and work again when the database answers',
  { timeout: 60_000 },
  async (t) => {
    const { url } = await openTestDatabase();
    const line = await openLine(url);
    const { user, database: name, password } = new pg.Client({ connectionString: url });
    const database = openDatabase({ host: '127.0.0.1', port: line.port, user, database: name, password });
    const app = await buildServer(makeContext(testConfig(), database), routes);
    t.after(async () => {
      line.close();
      await app.close();
    });
    const code = '/xem/01/09520001000010/10/L1';
    const asked = ['/health', code, '/tim-kiem?q=muoi'];
    // Each of them holds an open connection now.
    const before = await Promise.all(asked.map((address) => app.inject(address)));
    assert.deepEqual(
      before.map(({ statusCode }) => statusCode),
      [200, 404, 200],
    );
    line.fallSilent();
    const began_ms = performance.now();
    const [health, scan, search] = await Promise.all(
      asked.map(async (address) => ({ answer: await app.inject(address), took_ms: performance.now() - began_ms })),
    );
    assert.deepEqual(health!.answer.json(), { status: 'database_unavailable' });
    assert.ok(health!.took_ms < 8_000, `health answered after ${health!.took_ms} ms`);
    for (const { answer, took_ms } of [scan!, search!]) {
      assert.equal(answer.statusCode, 503);
      assert.match(answer.body, /Tạm thời không tra được/);
      assert.ok(took_ms < 20_000, `answered after ${took_ms} ms`);
    }
    line.speakAgain();
    assert.equal((await app.inject('/health')).statusCode, 200);
    assert.equal((await app.inject(code)).statusCode, 404);
  },
);

/** A line to the database that can fall silent without being cut. */
async function openLine(url: string) {
  const { host, port } = new pg.Client({ connectionString: url });
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((near) => {
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => isSilent || to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent: () => void (isSilent = true),
    speakAgain: () => void (isSilent = false),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
