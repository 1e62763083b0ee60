// Two products on one database, killed in turn, with captures that commit late: subscribers get exactly what was committed, in order.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createApiKey } from '../../app/access/api-keys/create-api-key.ts';
import { eventKeyOf } from '../../app/capture/prepared-event.ts';
import { makeEventPartitions } from '../../app/capture/partitions.ts';
import { startProduct } from '../../bench/product-process.ts';
import type { ProductProcess } from '../../bench/product-process.ts';
import { insertTestOrganisation } from '../support/sample-events.ts';
import { openTestDatabase } from '../support/test-database.ts';
import { judgeWebhook } from './judge-soak.ts';
import { context, makeSoakEvent, subscribedQuery, writeJsonDocument } from './soak-events.ts';
import { startReceiver } from './webhook-receiver.ts';

const skip = process.platform === 'win32' ? 'kills processes as POSIX systems do' : false;
const rounds = 4;
const drain_max_ms = 90_000;
const document_events = 15;
/** Of captures that are held back; a multiple of five is an event that is subscribed to. */
const late_numbers = 5_000_000;

test('several senders, kills and late commits: every committed event once, in record order', { skip, timeout: 300_000 }, async (t) => {
  const database = await openTestDatabase();
  await makeEventPartitions(database.system, new Date());
  const orgId = await insertTestOrganisation(database.system, 'maker');
  const { key } = await createApiKey(
    database.system,
    { orgId, name: 'test', scopes: ['capture', 'query'] },
    { id: crypto.randomUUID(), at: new Date(), actor: 'test', random: randomBytes(30) },
  );
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-senders-'));
  const start = (): Promise<ProductProcess> =>
    startProduct({
      dataDir: folder,
      environment: { DATABASE_URL: database.url, NGUON_WEBHOOK_HOSTS: '127.0.0.1', NGUON_SECRET: 'a secret that both processes know of' },
    });
  const products = await Promise.all([start(), start()]);
  t.after(async () => {
    await Promise.all(products.map((product) => product.stop().catch(() => undefined)));
    rmSync(folder, { recursive: true, force: true });
  });
  const post = (product: ProductProcess, address: string, body: string, type = 'application/json'): Promise<Response> =>
    fetch(product.origin + address, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': type }, body });
  const receiver = await startReceiver('senders', (delivery) => (delivery.charCodeAt(0) % 5 === 0 ? 1 : 0));
  t.after(() => receiver.close());
  assert.equal((await post(products[0]!, '/epcis/queries', JSON.stringify({ name: 'q', query: subscribedQuery }))).status, 201);
  const subscription = { dest: receiver.dest, stream: true, signatureToken: 's' };
  assert.equal((await post(products[1]!, '/epcis/queries/q/subscriptions', JSON.stringify(subscription))).status, 201);

  const load = { isOver: false, number: 0, acknowledged: new Set<string>() };
  const client = async (turn: number): Promise<void> => {
    for (let posted = turn; !load.isOver; posted++) {
      const events = Array.from({ length: turn === 0 ? document_events : 1 }, () => makeSoakEvent(load.number++, Date.now()));
      const [address, body] =
        turn === 0
          ? (['/epcis/capture', writeJsonDocument(events, Date.now())] as const)
          : (['/epcis/events', JSON.stringify({ '@context': context, ...events[0]!.fields })] as const);
      const answer = await post(products[posted % 2]!, address, body, 'application/ld+json').catch(() => undefined);
      if (answer?.ok === true) for (const { id } of events) load.acknowledged.add(id);
      await wait(answer === undefined ? 100 : 20);
    }
  };
  const clients = [0, 1, 2, 3].map(client);
  const kills: number[] = [];
  const lateOnes: string[] = [];
  for (let round = 0; round < rounds; round++) {
    await wait(800);
    const index = round % 2;
    const late = makeSoakEvent(late_numbers + round * 5, Date.now());
    const holder = await database.system.connect();
    await holder.query('begin');
    await holder.query('insert into event_ids (event_key, seq, org_id) values ($1, 0, $2)', [eventKeyOf(late.id), orgId]);
    // It has its record time already and waits to see whether its id is taken, while others commit after it.
    const answer = post(products[1 - index]!, '/epcis/capture', writeJsonDocument([late], Date.now()), 'application/ld+json');
    await wait(1_500);
    await holder.query('rollback');
    holder.release();
    assert.equal((await answer).status, 202);
    lateOnes.push(late.id);
    kills.push(Date.now());
    process.kill(products[index]!.pid, 'SIGKILL');
    await products[index]!.ended;
    products[index] = await start();
  }
  load.isOver = true;
  await Promise.all(clients);

  const { rows } = await database.system.query<{ event_id: string; matches: boolean }>(
    'select event_id, event_type = $1 and biz_step = any ($2) as matches from events order by record_time, seq',
    [subscribedQuery.eventType[0], subscribedQuery.EQ_bizStep],
  );
  const expected = rows.flatMap(({ event_id, matches }) => (matches ? [event_id] : []));
  const deadline = performance.now() + drain_max_ms;
  while (performance.now() < deadline) {
    if (new Set(receiver.attempts.flatMap(({ taken, ids }) => (taken ? ids : []))).size >= expected.length) break;
    await wait(200);
  }
  const report = judgeWebhook('senders', receiver.attempts, expected, kills);
  t.diagnostic(JSON.stringify(report));
  assert.deepEqual([...report.faults, ...receiver.faults], []);
  const stored = new Set(rows.map(({ event_id }) => event_id));
  assert.deepEqual(
    [...load.acknowledged].filter((id) => !stored.has(id)),
    [],
  );
  assert.ok(report.events > 100, `only ${report.events} events were sent`);
  const places = lateOnes.map((id) => expected.indexOf(id));
  assert.ok(
    places.every((place) => place >= 0 && place < expected.length - 20),
    `others were committed after the captures that were held back: ${places.join()} of ${expected.length}`,
  );
});
