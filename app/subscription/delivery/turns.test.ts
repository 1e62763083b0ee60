// Turns of subscriptions: one process at a time, only for those who may, in the form asked for, problems told.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import test, { after } from 'node:test';
import { addKey, addOrganisation } from '../../../test/access/people.ts';
import { captureEvents } from '../../../test/support/capture-events.ts';
import { itemUri, makeEvent } from '../../../test/support/sample-events.ts';
import type { JsonEvent } from '../../../test/support/sample-events.ts';
import { startTestProduct } from '../../../test/support/test-product.ts';
import { revokeApiKey } from '../../access/api-keys/revoke-api-key.ts';
import { reviveSubscription } from '../manage-subscriptions.ts';
import { problem_wait_ms, runSubscription } from './run-subscription.ts';
import { signBody } from './send-webhook.ts';
import { findSubscription } from '../store.ts';
import { claimSubscription, findOpenDelivery, insertDelivery, markStreamsDue } from './store.ts';

const product = await startTestProduct({ webhookHosts: ['127.0.0.1'] });
const { app, context } = product;
const db = context.database.system;
const orgId = await addOrganisation(product, 'maker');
const { key } = await addKey(product, orgId, ['capture', 'query']);

const ask = (method: 'POST' | 'DELETE', url: string, body?: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
assert.equal((await ask('POST', '/epcis/queries', { name: 'xuat-hang', query: { EQ_bizStep: ['shipping'] } })).statusCode, 201);

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly ids: readonly string[];
}
const received: Received[] = [];
let isRefusing = false;
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const ids = [...body.matchAll(/<eventID>([^<]+)|"eventID":"([^"]+)/g)].map(([, xml, json]) => xml ?? json!);
    received.push({ headers: request.headers, body, ids });
    response.writeHead(isRefusing ? 503 : 200).end();
  });
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
after(() => receiver.close());
const dest = `http://127.0.0.1:${(receiver.address() as { port: number }).port}/hook`;

let minute = 0;
const event = (): JsonEvent =>
  makeEvent('ObjectEvent', `2026-11-20T08:${String(minute++ % 60).padStart(2, '0')}:00+07:00`, {
    action: 'OBSERVE',
    bizStep: 'shipping',
    epcList: [itemUri(7, `S${minute}`)],
  });
const idsOf = (events: readonly JsonEvent[]): string[] => events.map((one) => String(one['eventID']));

/** From now on, by the database's clock; nothing was received yet. */
async function makeStream(headers: Record<string, string> = {}, more: object = {}, query = 'xuat-hang'): Promise<string> {
  received.length = 0;
  const { rows } = await db.query<{ now: Date }>({ text: 'select clock_timestamp() as now' });
  const body = { dest, stream: true, initialRecordTime: rows[0]!.now.toISOString(), ...more };
  const made = await ask('POST', `/epcis/queries/${query}/subscriptions`, body, headers);
  assert.equal(made.statusCode, 201, made.body);
  return made.json<{ subscriptionID: string }>().subscriptionID;
}

async function turn(): Promise<boolean> {
  const claim = { lease: context.newId(), lease_ms: 60_000, streamIdle_ms: 60_000 };
  const subscription = await claimSubscription(db, context.now(), claim);
  if (subscription === undefined) return false;
  await runSubscription(context, subscription);
  return true;
}

test('a turn that was taken over by another process writes nothing, so that nothing is sent under a second delivery', async () => {
  const id = await makeStream();
  await captureEvents(product, orgId, [event(), event()]);
  const claim = () => claimSubscription(db, context.now(), { lease: context.newId(), lease_ms: 15_000, streamIdle_ms: 0 });
  const slow = await claim();
  product.clock = new Date(product.clock.getTime() + 16_000);
  const quick = await claim();
  assert.equal(quick?.id, id, 'the lease of a dead process ends');
  await runSubscription(context, quick!);
  await assert.rejects(runSubscription(context, slow!), /taken over/);
  assert.deepEqual(
    received.map(({ ids }) => ids.length),
    [2],
  );
  assert.equal(await findOpenDelivery(db, id), undefined);
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('what a sender died over is sent as soon as its lease ends, under the same delivery', async () => {
  const id = await makeStream();
  const events = [event()];
  await captureEvents(product, orgId, events);
  const claim = () => claimSubscription(db, context.now(), { lease: context.newId(), lease_ms: 15_000, streamIdle_ms: 60_000 });
  const dead = await claim();
  const { rows } = await db.query<{ record_time: Date; seq: string }>({
    text: 'select record_time, seq from events order by seq desc limit 1',
  });
  const delivery = {
    id: context.newId(),
    subscription_id: id,
    from_record_time: dead!.cursor_record_time,
    from_seq: '-1',
    to_record_time: rows[0]!.record_time,
    to_seq: rows[0]!.seq,
    events: 1,
    state: 'pending',
    attempts: 0,
    last_status: null,
    last_error: null,
    created_at: context.now(),
    finished_at: null,
  } as const;
  await insertDelivery(db, delivery);
  product.clock = new Date(product.clock.getTime() + 15_000);
  await markStreamsDue(db, context.now());
  while (await turn());
  assert.deepEqual(
    received.map(({ headers, ids }) => [headers['nguon-delivery'], ids]),
    [[delivery.id, idsOf(events)]],
  );
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('nothing is sent for a key that was revoked until an owner lets it go on, nor for a closed organisation', async () => {
  const made = await addKey(product, orgId, ['query']);
  const id = await makeStream({ authorization: `Bearer ${made.key}` });
  await revokeApiKey(db, { orgId: orgId, id: made.id }, { at: context.now(), actor: 'test' });
  const events = [event()];
  await captureEvents(product, orgId, events);
  while (await turn());
  assert.equal(received.length, 0);
  const stopped = await findSubscription(db, orgId, id);
  assert.deepEqual([stopped?.state, stopped?.stopped_why], ['stopped', 'key_revoked']);
  await reviveSubscription(context, { orgId: orgId, actor: 'user:1', at: context.now() }, id, 'resend');
  while (await turn());
  assert.deepEqual(
    received.flatMap(({ ids }) => ids),
    idsOf(events),
  );
  await db.query({ text: 'update organisations set closed_at = now() where id = $1', values: [orgId] });
  await captureEvents(product, orgId, [event()]);
  await markStreamsDue(db, context.now());
  while (await turn());
  await db.query({ text: 'update organisations set closed_at = null where id = $1', values: [orgId] });
  assert.equal((await findSubscription(db, orgId, id))?.stopped_why, 'organisation_closed');
  assert.equal(received.length, 1);
  const { rows } = await db.query<{ n: number }>({ text: `select count(*)::int as n from audit_entries where act = 'stop_subscription'` });
  assert.equal(rows[0]!.n, 2, 'both stops stand in the audit trail');
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('who asks for XML when subscribing is sent XML', async () => {
  const id = await makeStream({ accept: 'application/xml' }, { signatureToken: 's' });
  const events = [event()];
  await captureEvents(product, orgId, events);
  while (await turn());
  assert.match(String(received[0]?.headers['content-type']), /^text\/xml/);
  assert.match(received[0]!.body, /^<\?xml[^]*<ObjectEvent>/);
  assert.ok(received.flatMap(({ ids }) => ids).includes(idsOf(events)[0]!));
  assert.equal(received[0]!.headers['gs1-signature'], signBody('s', received[0]!.body));
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('a query that takes too long is told to the subscriber as a problem, and asked again later', async () => {
  const id = await makeStream();
  const claimed = await claimSubscription(db, context.now(), { lease: context.newId(), lease_ms: 60_000, streamIdle_ms: 60_000 });
  let connections = 0;
  const slow = new Proxy(db, {
    get(pool, name) {
      if (name === 'connect' && connections++ === 0)
        return () => Promise.reject(Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' }));
      const value: unknown = Reflect.get(pool, name);
      return typeof value === 'function' ? value.bind(pool) : value;
    },
  });
  await runSubscription({ ...context, database: { ...context.database, system: slow } }, claimed!);
  assert.match(String(received[0]?.headers['content-type']), /^application\/problem\+json/);
  const problem = JSON.parse(received[0]!.body) as { type: string; status: number; subscriptionID: string };
  assert.deepEqual([problem.type, problem.status, problem.subscriptionID], ['epcisException:QueryTooComplexException', 413, id]);
  const events = [event()];
  await captureEvents(product, orgId, events);
  await markStreamsDue(db, context.now());
  assert.equal(await turn(), false, 'news do not shorten the wait');
  product.clock = new Date(product.clock.getTime() + problem_wait_ms);
  received.length = 0;
  while (await turn());
  assert.deepEqual(
    received.flatMap(({ ids }) => ids),
    idsOf(events),
  );
  assert.match(await context.metrics.metrics(), /nguon_subscription_deliveries_total\{outcome="taken"\} \d/);
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('OPTIONS of a subscription tells from when on it reports next, to its organisation alone', async () => {
  const id = await makeStream();
  const options = (headers: Record<string, string>) =>
    app.inject({ method: 'OPTIONS', url: `/epcis/queries/xuat-hang/subscriptions/${id}`, headers });
  const told = await options({ authorization: `Bearer ${key}` });
  assert.equal(told.statusCode, 204);
  assert.equal(told.headers.allow, 'OPTIONS, GET, DELETE');
  const stored = await findSubscription(db, orgId, id);
  assert.equal(told.headers['gs1-query-min-record-time'], stored?.cursor_record_time.toISOString());
  const stranger = await options({});
  assert.deepEqual([stranger.statusCode, stranger.headers['gs1-query-min-record-time']], [204, undefined]);
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('more that is new than maxEventCount is told in place of events, and the next execution begins after it', async () => {
  const counted = { EQ_bizStep: ['shipping'], maxEventCount: 3 };
  assert.equal((await ask('POST', '/epcis/queries', { name: 'dem', query: counted })).statusCode, 201);
  for (const [accept, type, exception] of [
    ['application/json', /^application\/problem\+json/, /"type":"epcisException:QueryTooLargeException"/],
    ['application/xml', /^application\/problem\+xml/, /QueryTooLargeException/],
  ] as const) {
    const id = await makeStream({ accept }, {}, 'dem');
    await captureEvents(product, orgId, [event(), event()]);
    await captureEvents(product, orgId, [event(), event()]);
    await markStreamsDue(db, context.now());
    while (await turn());
    assert.equal(received.length, 1, 'once');
    assert.match(String(received[0]?.headers['content-type']), type);
    assert.match(received[0]!.body, exception);
    assert.match(received[0]!.body, /from \d{4}-[\dT:.Z-]+ to \d{4}-/);
    assert.deepEqual(received[0]!.ids, []);
    received.length = 0;
    const events = [event(), event(), event()];
    await captureEvents(product, orgId, events);
    await markStreamsDue(db, context.now());
    while (await turn());
    assert.deepEqual(
      received.flatMap(({ ids }) => ids),
      idsOf(events),
      'as many as that are sent',
    );
    await ask('DELETE', `/epcis/queries/dem/subscriptions/${id}`);
  }
});

test('over SOAP it is the QueryTooLargeException of the WSDL; who does not take it is told again', async () => {
  received.length = 0;
  const envelope = (operation: string) =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${operation}</s:Body></s:Envelope>`;
  const subscribed = await app.inject({
    method: 'POST',
    url: '/epcis/soap',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/xml' },
    payload: envelope(
      `<q:Subscribe xmlns:q="urn:epcglobal:epcis-query:xsd:1"><queryName>SimpleEventQuery</queryName><params>
        <param><name>EQ_bizStep</name><value><string>shipping</string></value></param>
        <param><name>maxEventCount</name><value>1</value></param></params><dest>${dest}</dest>
        <controls><trigger>urn:nguon:epcis:trigger:commit</trigger><reportIfEmpty>false</reportIfEmpty></controls>
        <subscriptionID>toi-da-mot</subscriptionID></q:Subscribe>`,
    ),
  });
  assert.equal(subscribed.statusCode, 200, subscribed.body);
  await db.query({ text: `update subscriptions set cursor_record_time = clock_timestamp() where client_id = 'toi-da-mot'` });
  await captureEvents(product, orgId, [event(), event()]);
  await markStreamsDue(db, context.now());
  isRefusing = true;
  while (await turn());
  isRefusing = false;
  assert.equal(received.length, 1);
  product.clock = new Date(product.clock.getTime() + problem_wait_ms);
  while (await turn());
  assert.equal(received.length, 2, 'told again');
  assert.match(
    received[1]!.body,
    /<epcisq:QueryTooLargeException><reason>[^<]+<\/reason><queryName>SimpleEventQuery<\/queryName><subscriptionID>toi-da-mot<\/subscriptionID>/,
  );
  const one = event();
  received.length = 0;
  await captureEvents(product, orgId, [one]);
  await markStreamsDue(db, context.now());
  while (await turn());
  assert.deepEqual(
    received.flatMap(({ ids }) => ids),
    idsOf([one]),
  );
});
