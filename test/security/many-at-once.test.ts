// Many clients at once, slow clients, and a database that goes away: nothing hangs, nothing dies, everything recovers.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { after, test } from 'node:test';
import pg from 'pg';
import { buildServer } from '../../app/http.ts';
import { inTransaction, openDatabase } from '../../app/db.ts';
import { makeContext } from '../../app/make-context.ts';
import { routes } from '../../app/routes.ts';
import { caseUri, itemUri, makeDocument, makeEvent } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { testConfig } from '../support/test-product.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { bare, openRaw, startTarget } from './attacker.ts';
import { watchHeld } from './held-memory.ts';

const target = await startTarget();
const member = await target.addMember('busy');
const time = '2026-11-18T06:00:00.000+07:00';

const shuffle = <Item>(items: readonly Item[], seed: number): Item[] =>
  items
    .map((item, index) => ({ item, key: (index * 7_919 + seed * 104_729) % 1_000 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

test('200 documents over the same things in different orders, with declarations among them: all taken', async () => {
  const things = Array.from({ length: 20 }, (_, n) => itemUri(n, 'D'));
  const documentAt = (n: number): string => {
    const events: JsonEvent[] = shuffle(things, n)
      .slice(0, 8)
      .map((thing, index) =>
        makeEvent('AggregationEvent', time, {
          action: index % 2 === 0 ? 'ADD' : 'DELETE',
          parentID: caseUri(n % 5),
          childEPCs: [thing, things[(n + index) % 20]!],
          disposition: 'active',
          persistentDisposition: { set: ['completeness_verified'] },
        }),
      );
    const wrong = events[0]!;
    return makeDocument(
      n % 10 === 0 ? [...events, { ...wrong, errorDeclaration: { declarationTime: '2026-11-19T10:00:00+07:00' } }] : events,
    );
  };
  let next = 0;
  const statuses: string[] = [];
  const client = async (): Promise<void> => {
    for (let n = next++; n < 200; n = next++) {
      const answer = await target.post('/epcis/capture', documentAt(n), member.key, { 'idempotency-key': `k${n % 150}` });
      statuses.push(answer.status === 409 && answer.body.includes('idempotency_key_reused') ? 'reused' : String(answer.status));
    }
  };
  const singles = async (): Promise<void> => {
    for (let n = 0; n < 60; n++) {
      const answer = await target.post(
        '/epcis/events',
        bare(makeEvent('ObjectEvent', time, { action: 'OBSERVE', epcList: shuffle(things, n + 500).slice(0, 6), disposition: 'active' })),
        member.key,
        { 'idempotency-key': `s${(n * 31) % 40}` },
      );
      statuses.push(answer.status === 409 ? 'reused' : String(answer.status));
    }
  };
  await Promise.all([...Array.from({ length: 8 }, client), singles(), singles()]);
  assert.equal(statuses.length, 320);
  assert.deepEqual([...new Set(statuses)].sort(), ['201', '202', 'reused']);
});

test('two transactions that lock each other out are both done in the end', async () => {
  const { system } = target.context.database;
  await system.query('create table tug (id int primary key, n int not null); insert into tug values (1, 0), (2, 0)');
  const pull = (first: number, second: number) =>
    inTransaction(system, async (db) => {
      await db.query({ text: 'update tug set n = n + 1 where id = $1', values: [first] });
      await new Promise((resolve) => setTimeout(resolve, 30));
      await db.query({ text: 'update tug set n = n + 1 where id = $1', values: [second] });
    });
  await Promise.all([pull(1, 2), pull(2, 1)]);
  const { rows } = await system.query('select n from tug order by id');
  assert.deepEqual(rows, [{ n: 2 }, { n: 2 }]);
});

test('a hundred clients that send drop by drop neither stop others nor stay', { timeout: 40_000 }, async () => {
  const slow = await Promise.all(Array.from({ length: 100 }, () => openRaw(target.port)));
  for (const [index, { socket }] of slow.entries())
    socket.write(
      index % 2 === 0
        ? 'GET /health HTTP/1.1\r\nhost: x\r\nx-a: '
        : `POST /epcis/capture HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${member.key}\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{`,
    );
  const dripping = setInterval(() => {
    for (const { socket } of slow) if (!socket.destroyed) socket.write('a');
  }, 1_000);
  const health = await target.get('/health');
  assert.deepEqual([health.status, health.taken_ms < 500], [200, true]);
  assert.equal(
    (
      await target.post(
        '/epcis/events',
        bare(makeEvent('ObjectEvent', time, { action: 'OBSERVE', epcList: [itemUri(40, 'S')] })),
        member.key,
      )
    ).status,
    201,
  );
  assert.ok(await slow[0]!.closed(16_000), 'headers without end are cut');
  assert.match(slow[0]!.text(), /^HTTP\/1\.1 408 /);
  clearInterval(dripping);
  for (const { socket } of slow) socket.destroy();
});

test('large bodies that drip into every place give way to whoever waits', { timeout: 60_000 }, async () => {
  const slow = await Promise.all(Array.from({ length: 12 }, () => openRaw(target.port)));
  const members = await Promise.all([1, 2, 3].map((number) => target.addMember(`nho-giot-${number}`)));
  for (const [index, { socket }] of slow.entries()) {
    const { key } = members[index % 3]!;
    socket.write(
      `POST /epcis/capture HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: 8000000\r\n\r\n{`,
    );
  }
  const dripping = setInterval(() => {
    for (const { socket } of slow) if (!socket.destroyed) socket.write(' ');
  }, 500);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const honest = await target.post('/epcis/capture', JSON.stringify({ x: 'y'.repeat(600_000) }), member.key);
  clearInterval(dripping);
  assert.equal(honest.status, 400, 'read and judged, not cut');
  assert.ok(honest.taken_ms > 2_000, `they were in the way: ${Math.round(honest.taken_ms)} ms`);
  assert.ok(honest.taken_ms < 15_000, `${Math.round(honest.taken_ms)} ms`);
  const cut = slow.filter(({ text }) => text().startsWith('HTTP/1.1 408 '));
  assert.ok(cut.length >= 1 && cut.length < 12, `${cut.length} were cut: no more than was needed`);
  for (const { socket } of slow) socket.destroy();
});

test('many heavy queries of the public leave connections for others', async () => {
  const client = await target.context.database.system.connect();
  await client.query('begin; lock table events in access exclusive mode');
  const queries = Array.from({ length: 150 }, () => target.get('/epcis/events?EQ_action=ADD'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const began = performance.now();
  await target.context.database.public.query('select 1');
  assert.ok(performance.now() - began < 500);
  assert.equal((await target.get('/health')).status, 200);
  await client.query('rollback');
  client.release();
  const statuses = new Map<number, number>();
  for (const { status } of await Promise.all(queries)) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  assert.deepEqual(
    [...statuses.keys()].toSorted((a, b) => a - b),
    [200, 503],
  );
  assert.ok(statuses.get(200)! >= 100, JSON.stringify([...statuses]));
});

test('without the database every route answers 503 with Retry-After, and serves again when it is back', async () => {
  const { url } = await openTestDatabase();
  const { host, port, user, password, database: name } = new pg.Client({ connectionString: url });
  const link = await openLink(host, port);
  const database = openDatabase({ host: '127.0.0.1', port: link.port, user: user!, password: password!, database: name! });
  const context = makeContext(testConfig(), database);
  const app = await buildServer(context, routes);
  after(async () => {
    await app.close();
    await database.close();
    link.cut();
    link.close();
  });
  assert.equal((await app.inject('/health')).statusCode, 200);
  assert.equal((await app.inject('/epcis/events')).statusCode, 200);
  link.cut();
  const problems: string[] = [];
  let unavailable = 0;
  const key = member.key.slice(0, -2) + 'AA';
  for (const route of routes) {
    if (route.method === 'OPTIONS') continue;
    const path = route.path.replace(/^\/01\/\*/, '/01/09520001000015').replace(/:\w+|\*/g, '1');
    for (const authorization of [undefined, `Bearer ${key}`]) {
      const began = performance.now();
      const answer = await app.inject({
        method: route.method,
        url: path,
        headers: { accept: 'application/json', ...(authorization === undefined ? {} : { authorization }) },
        ...(route.method === 'GET' ? {} : { payload: '{}' }),
      });
      if (answer.statusCode === 503) {
        unavailable++;
        if (answer.headers['retry-after'] === undefined && path !== '/health')
          problems.push(`${route.method} ${path}: 503 without Retry-After`);
      } else if (answer.statusCode >= 500) problems.push(`${route.method} ${path}: ${answer.statusCode} ${answer.body.slice(0, 80)}`);
      if (performance.now() - began > 2_000) problems.push(`${route.method} ${path}: ${Math.round(performance.now() - began)} ms`);
    }
  }
  assert.deepEqual(problems, []);
  assert.ok(unavailable > 10, String(unavailable));
  link.join();
  assert.equal((await app.inject('/health')).statusCode, 200);
  assert.equal((await app.inject('/epcis/events')).statusCode, 200);
});

/** A line to the database that can be cut and joined again. */
async function openLink(host: string, port: number): Promise<{ port: number; cut(): void; join(): void; close(): void }> {
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.resetAndDestroy();
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => void (open.delete(one), other.destroy()));
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      isCut = true;
      for (const socket of open) socket.destroy();
    },
    join: () => {
      isCut = false;
    },
    close: () => server.close(),
  };
}

test('large documents by the dozen: answered in turn, with room in memory, and others are served between', async () => {
  const documentAt = (n: number): string =>
    makeDocument(
      Array.from({ length: 800 }, (_, event) =>
        makeEvent('ObjectEvent', time, {
          action: 'OBSERVE',
          bizStep: 'shiping',
          epcList: Array.from({ length: 100 }, (_, index) => itemUri(n, `${event}-${index}`)),
        }),
      ),
    );
  const documents = Array.from({ length: 3 }, (_, n) => documentAt(n));
  const alone_ms = (await target.post('/epcis/capture', documents[0]!, member.key)).taken_ms;
  let slowest_ms = 0;
  let isDone = false;
  const others = (async () => {
    while (!isDone) slowest_ms = Math.max(slowest_ms, (await target.get('/epcis/events?perPage=1')).taken_ms);
  })();
  const { result: answers, most_bytes } = await watchHeld(() =>
    Promise.all(Array.from({ length: 18 }, (_, n) => target.post('/epcis/capture', documents[n % 3]!, member.key))),
  );
  isDone = true;
  await others;
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [400]);
  console.log(
    `18 documents of ${Math.round(documents[0]!.length / 1e5) / 10} MB: ${Math.round(most_bytes / 1e6)} MB held, others waited ${Math.round(slowest_ms)} ms at most`,
  );
  assert.ok(most_bytes < 300_000_000, `${most_bytes / 1e6} MB`);
  // In turn: a few documents may come before, never all eighteen.
  assert.ok(slowest_ms < 5 * alone_ms + 500, `${slowest_ms} ms, one document alone ${alone_ms} ms`);
});
