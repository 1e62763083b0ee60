// Named queries and subscriptions over the real routes, a real receiver and the real database.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import test, { after } from 'node:test';
import { addPerson, Browser } from '../../test/access/people.ts';
import { captureEvents } from '../../test/support/capture-events.ts';
import { insertTestOrganisation, itemUri, makeEvent } from '../../test/support/sample-events.ts';
import type { JsonEvent } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { createApiKey } from '../access/api-keys/create-api-key.ts';
import { AppError } from '../errors.ts';
import { reviveSubscription } from './manage-subscriptions.ts';
import { retry_waits_ms, runSubscription } from './delivery/run-subscription.ts';
import { signBody } from './delivery/send-webhook.ts';
import { startSubscriptions } from './start-subscriptions.ts';
import { findSubscription } from './store.ts';
import { claimSubscription, findOpenDelivery, listDeliveries, markStreamsDue } from './delivery/store.ts';

const product = await startTestProduct({ webhookHosts: ['127.0.0.1'] });
const { app, context } = product;
const db = context.database.system;

async function makeMember(slug: string): Promise<{ orgId: number; key: string }> {
  const orgId = await insertTestOrganisation(db, slug);
  const { key } = await createApiKey(
    db,
    { orgId, name: 'test', scopes: ['capture', 'query'] },
    { id: context.newId(), at: context.now(), actor: 'test', random: randomBytes(30) },
  );
  return { orgId, key };
}
const maker = await makeMember('maker');
const other = await makeMember('other');

const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, body?: unknown, key: string | undefined = maker.key) =>
  app.inject({
    method,
    url,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly ids: readonly string[];
}
const received: Received[] = [];
let answerWith = 200;
const receiver = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    const document = JSON.parse(body) as { epcisBody: { queryResults: { resultsBody: { eventList: JsonEvent[] } } } };
    if (answerWith === 200)
      received.push({
        headers: request.headers,
        body,
        ids: document.epcisBody.queryResults.resultsBody.eventList.map((e) => String(e['eventID'])),
      });
    response.writeHead(answerWith).end(answerWith === 200 ? '' : 'not now');
  });
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
after(() => receiver.close());
const dest = `http://127.0.0.1:${(receiver.address() as { port: number }).port}/hook`;

let minute = 0;
const event = (fields: JsonEvent = {}): JsonEvent =>
  makeEvent('ObjectEvent', `2026-11-20T08:${String(minute++ % 60).padStart(2, '0')}:00+07:00`, {
    action: 'OBSERVE',
    bizStep: 'shipping',
    epcList: [itemUri(7, `S${minute}`)],
    ...fields,
  });
const idsOf = (events: readonly JsonEvent[]): string[] => events.map((one) => String(one['eventID']));

/** One turn of whatever is due now. */
async function turn(): Promise<boolean> {
  const subscription = await claimSubscription(db, context.now(), { lease: context.newId(), lease_ms: 60_000, streamIdle_ms: 60_000 });
  if (subscription === undefined) return false;
  await runSubscription(context, subscription);
  return true;
}

test('a named query reads back as it was given: numbers, flags and texts keep their kind, numbers their digits', async () => {
  // In the order of jsonb: short names first.
  const query =
    '{"EQ_a:gia":[1.50,12345678901234567890,1e21,"42",true],"GE_a:can":42,"EQ_action":"ADD","maxEventCount":10,"EQ_booleanValue":true,"EXISTS_errorDeclaration":null}';
  const text = `{"@context":[{"a":"https://ns.example/a/"}],"name":"so","query":${query}}`;
  const headers = { authorization: `Bearer ${maker.key}`, 'content-type': 'application/json' };
  const made = await app.inject({ method: 'POST', url: '/epcis/queries', headers, payload: text });
  assert.deepEqual([made.statusCode, made.body], [201, text]);
  assert.equal((await ask('GET', '/epcis/queries/so')).body, text);
  assert.equal((await ask('GET', '/epcis/queries')).body, `[${text}]`);
  assert.equal((await ask('GET', '/epcis/queries/so/events')).statusCode, 200);
  assert.equal((await ask('DELETE', '/epcis/queries/so')).statusCode, 204);
});

test('a named query belongs to its organisation, is listed, run by nobody else, and deleted with its subscriptions', async () => {
  const body = { name: 'xuat-hang', query: { eventType: ['ObjectEvent'], EQ_bizStep: ['shipping'] } };
  const made = await ask('POST', '/epcis/queries', body);
  assert.equal(made.statusCode, 201, made.body);
  assert.match(String(made.headers.location), /\/epcis\/queries\/xuat-hang$/);
  assert.equal((await ask('POST', '/epcis/queries', body)).statusCode, 409);
  assert.equal((await ask('POST', '/epcis/queries', body, other.key)).statusCode, 201, 'another organisation may use the name');
  assert.deepEqual((await ask('GET', '/epcis/queries')).json(), [body]);
  assert.equal((await ask('GET', '/epcis/queries/khong-co')).statusCode, 404);
  assert.equal((await app.inject({ url: '/epcis/queries' })).statusCode, 401);
  assert.equal((await ask('DELETE', '/epcis/queries/xuat-hang', undefined, other.key)).statusCode, 204);
  assert.equal((await ask('GET', '/epcis/queries/xuat-hang')).statusCode, 200, 'only its own was deleted');
});

test('a faulty query is refused with every fault', async () => {
  const answer = await ask('POST', '/epcis/queries', { name: 'a/b', query: { EQ_nothing: ['x'], perPage: 3, GE_eventTime: 'yesterday' } });
  assert.equal(answer.statusCode, 400);
  const { type, faults } = answer.json<{ type: string; faults: { path: string }[] }>();
  assert.equal(type, 'epcisException:QueryParameterException');
  assert.deepEqual(faults.map(({ path }) => path).sort(), ['$.name', '$.query.EQ_nothing', '$.query.GE_eventTime', '$.query.perPage']);
});

test('XML where JSON is wanted is told to be of the wrong type, not to be faulty JSON', async () => {
  assert.equal((await ask('POST', '/epcis/queries', { name: 'typed', query: {} })).statusCode, 201);
  for (const url of ['/epcis/queries', '/epcis/queries/typed/subscriptions'])
    for (const type of ['application/xml', 'text/xml; charset=utf-8']) {
      const headers = { 'content-type': type, accept: 'application/json', authorization: `Bearer ${maker.key}` };
      const answer = await app.inject({ method: 'POST', url, headers, payload: '<query/>' });
      assert.deepEqual([answer.statusCode, answer.json().type], [415, 'epcisException:UnsupportedMediaTypeException'], `${url} ${type}`);
    }
});

test('a subscription to a private address or with a wrong schedule is refused', async () => {
  for (const [body, path, type] of [
    [{ dest: 'https://10.0.0.1/x', stream: true }, '$.dest', 'ValidationException'],
    [{ dest: 'http://partner.example.com/', stream: true }, '$.dest', 'ValidationException'],
    [{ dest }, '$', 'ValidationException'],
    [{ dest, stream: true, schedule: { minute: '5' } }, '$', 'ValidationException'],
    [{ dest, schedule: { minute: '61' } }, '$.schedule.minute', 'SubscriptionControlsException'],
    [{ dest, schedule: { month: '2', dayOfMonth: '30' } }, '$.schedule', 'SubscriptionControlsException'],
    [{ dest, stream: true, initialRecordTime: 'now' }, '$.initialRecordTime', 'ValidationException'],
    [{ dest, stream: true, secret: 'x' }, '$.secret', 'ValidationException'],
  ] as const) {
    const answer = await ask('POST', '/epcis/queries/xuat-hang/subscriptions', body);
    assert.equal(answer.statusCode, 400, JSON.stringify(body));
    const problem = answer.json<{ type: string; faults: { path: string }[] }>();
    assert.deepEqual([problem.type, problem.faults[0]!.path], [`epcisException:${type}`, path], JSON.stringify(body));
  }
});

test('a stream sends what was committed, once, in order, signed; only what matches', async () => {
  const made = await ask('POST', '/epcis/queries/xuat-hang/subscriptions', { dest, stream: true, signatureToken: 'bí mật' });
  assert.equal(made.statusCode, 201, made.body);
  const { subscriptionID: id, ...view } = made.json<{ subscriptionID: string }>();
  assert.ok(!JSON.stringify(view).includes('bí mật'));
  const first = [event(), event(), event({ bizStep: 'receiving' })];
  await captureEvents(product, maker.orgId, first);
  await captureEvents(product, other.orgId, [event({ bizStep: 'receiving' })]);
  while (await turn());
  const second = [event()];
  await captureEvents(product, maker.orgId, second);
  await markStreamsDue(db, context.now());
  while (await turn());
  assert.deepEqual(
    received.flatMap(({ ids }) => ids),
    idsOf([first[0]!, first[1]!, second[0]!]),
  );
  assert.equal(received[0]!.headers['gs1-signature'], signBody('bí mật', received[0]!.body));
  assert.ok(received[0]!.body.includes(`"subscriptionID":"${id}"`));
  assert.equal((await ask('GET', `/epcis/queries/xuat-hang/subscriptions/${id}`, undefined, other.key)).statusCode, 404);
  assert.equal((await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`)).statusCode, 204);
  assert.equal((await ask('GET', `/epcis/queries/xuat-hang/subscriptions/${id}`)).statusCode, 404);
});

async function makeStream(): Promise<string> {
  received.length = 0;
  const { rows } = await db.query<{ now: Date }>({ text: 'select clock_timestamp() as now' });
  const made = await ask('POST', '/epcis/queries/xuat-hang/subscriptions', {
    dest,
    stream: true,
    initialRecordTime: rows[0]!.now.toISOString(),
  });
  assert.equal(made.statusCode, 201, made.body);
  return made.json<{ subscriptionID: string }>().subscriptionID;
}

test('what a receiver does not take is sent again, the very same batch, and the cursor waits', async () => {
  const id = await makeStream();
  const events = [event(), event()];
  await captureEvents(product, maker.orgId, events);
  answerWith = 500;
  while (await turn());
  const failed = await findOpenDelivery(db, id);
  assert.deepEqual([failed?.state, failed?.attempts, failed?.last_status, failed?.last_error], ['pending', 1, 500, 'not now']);
  await captureEvents(product, maker.orgId, [event()]);
  await markStreamsDue(db, context.now());
  assert.equal(await turn(), false, 'news do not shorten the wait');
  answerWith = 200;
  product.clock = new Date(product.clock.getTime() + retry_waits_ms[0]!);
  while (await turn());
  assert.deepEqual(
    received.map(({ ids }) => ids.length),
    [2, 1],
  );
  assert.deepEqual(received[0]!.ids, idsOf(events));
  assert.deepEqual(
    (await listDeliveries(db, id, 10)).map(({ state }) => state),
    ['delivered', 'delivered'],
  );
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('a delivery out of attempts is dead and stops its subscription until somebody sends it again or gives it up', async () => {
  const id = await makeStream();
  const events = [event()];
  await captureEvents(product, maker.orgId, events);
  answerWith = 503;
  for (let attempt = 0; attempt <= retry_waits_ms.length; attempt++) {
    await turn();
    product.clock = new Date(product.clock.getTime() + 28_800_000);
  }
  assert.equal((await findOpenDelivery(db, id))?.state, 'dead');
  assert.equal((await findSubscription(db, maker.orgId, id))?.state, 'stopped');
  assert.equal(await turn(), false);
  answerWith = 200;
  await reviveSubscription(context, { orgId: maker.orgId, actor: 'test', at: context.now() }, id, 'resend');
  while (await turn());
  assert.deepEqual(
    received.flatMap(({ ids }) => ids),
    idsOf(events),
  );
  assert.equal((await findSubscription(db, maker.orgId, id))?.state, 'active');
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('only what is dead is given up, and only what has stopped is put back to work: a page may be out of date', async () => {
  product.clock = new Date();
  const id = await makeStream();
  const events = [event()];
  await captureEvents(product, maker.orgId, events);
  answerWith = 503;
  await turn();
  const waiting = await findSubscription(db, maker.orgId, id);
  const owner = { orgId: maker.orgId, actor: 'test', at: context.now() };
  await assert.rejects(reviveSubscription(context, owner, id, 'skip'), (error) => error instanceof AppError && error.kind === 'conflict');
  await reviveSubscription(context, owner, id, 'resend');
  assert.deepEqual(await findSubscription(db, maker.orgId, id), waiting);
  assert.deepEqual([(await findOpenDelivery(db, id))?.state, (await findOpenDelivery(db, id))?.attempts], ['pending', 1]);
  answerWith = 200;
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('an organisation holds two turns at once: its silent receivers hold up nobody else', async () => {
  const ids = [await makeStream(), await makeStream(), await makeStream()];
  const claim = () => claimSubscription(db, context.now(), { lease: context.newId(), lease_ms: 60_000, streamIdle_ms: 60_000 });
  const claimed = [await claim(), await claim(), await claim()];
  assert.deepEqual(
    claimed.map((one) => one?.org_id),
    [maker.orgId, maker.orgId, undefined],
  );
  for (const id of ids) await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('413 halves the batch and nothing is lost', async () => {
  const id = await makeStream();
  const events = Array.from({ length: 5 }, () => event());
  await captureEvents(product, maker.orgId, events);
  answerWith = 413;
  await turn();
  answerWith = 200;
  while (await turn());
  assert.deepEqual(
    received.map(({ ids }) => ids.length),
    [3, 2],
  );
  assert.deepEqual(
    received.flatMap(({ ids }) => ids),
    idsOf(events),
  );
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

test('a crash after the receiver took a batch sends it again: at least once, never lost', async () => {
  const id = await makeStream();
  const events = [event()];
  await captureEvents(product, maker.orgId, events);
  const claimed = await claimSubscription(db, context.now(), { lease: context.newId(), lease_ms: 60_000, streamIdle_ms: 60_000 });
  await assert.rejects(runSubscription({ ...context, database: { ...context.database, system: deadOnCommit() } }, claimed!), /killed/);
  product.clock = new Date(product.clock.getTime() + 120_000);
  while (await turn());
  assert.deepEqual(
    received.map(({ ids }) => ids),
    [idsOf(events), idsOf(events)],
  );
  await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
});

/** The pool of a process that dies at its first commit after something was received. */
function deadOnCommit(): typeof db {
  return new Proxy(db, {
    get(pool, name) {
      if (name === 'connect' && received.length > 0) return () => Promise.reject(new Error('killed'));
      const value: unknown = Reflect.get(pool, name);
      return typeof value === 'function' ? value.bind(pool) : value;
    },
  });
}

test('the running loop sends soon after a wake, and reports empty runs on schedule', async () => {
  product.clock = new Date();
  const id = await makeStream();
  const running = startSubscriptions({ ...context, now: () => new Date() });
  try {
    const events = [event()];
    await captureEvents(product, maker.orgId, events);
    running.wake();
    for (let tries = 0; tries < 100 && received.length === 0; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(
      received.map(({ ids }) => ids),
      [idsOf(events)],
    );
    await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${id}`);
    received.length = 0;
    const made = await ask('POST', '/epcis/queries/xuat-hang/subscriptions', {
      dest,
      schedule: { second: '[0-59]' },
      reportIfEmpty: true,
      initialRecordTime: '2030-01-01T00:00:00Z',
    });
    for (let tries = 0; tries < 160 && received.length === 0; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(received[0]?.ids, []);
    await ask('DELETE', `/epcis/queries/xuat-hang/subscriptions/${made.json<{ subscriptionID: string }>().subscriptionID}`);
  } finally {
    await running.stop();
  }
});

test('members see what was sent; the owner sends a dead delivery again, gives it up, or ends the subscription', async () => {
  product.clock = new Date();
  await addPerson(product, 'chu', { memberOf: [{ orgId: maker.orgId, role: 'owner' }] });
  await addPerson(product, 'nhan.vien', { memberOf: [{ orgId: maker.orgId, role: 'member' }] });
  const owner = await new Browser(product).signIn('chu');
  const member = await new Browser(product).signIn('nhan.vien');
  assert.match((await owner.get('/khong-gian/dang-ky-nhan')).body, /Chưa có đăng ký nhận nào/);
  const id = await makeStream();
  const root = `/khong-gian/dang-ky-nhan/${id}`;
  await captureEvents(product, maker.orgId, [event()]);
  answerWith = 500;
  for (let attempt = 0; attempt <= retry_waits_ms.length; attempt++) {
    await turn();
    product.clock = new Date(product.clock.getTime() + 28_800_000);
  }
  product.clock = new Date();
  const stopped = (await member.get(root)).body;
  assert.match(stopped, /Đã dừng, cần bạn quyết định[^]*Hết lượt thử[^]*500 not now/);
  assert.ok(!stopped.includes('gui-lai'), 'a member looks only');
  assert.match((await owner.get(root)).body, /gui-lai[^]*bo-qua/);
  answerWith = 200;
  assert.equal((await owner.postForm(root, `${root}/bo-qua`, {})).statusCode, 303);
  const later = [event()];
  await captureEvents(product, maker.orgId, later);
  await markStreamsDue(db, context.now());
  while (await turn());
  assert.deepEqual(
    received.flatMap(({ ids }) => ids),
    idsOf(later),
    'what was given up is not sent',
  );
  assert.match((await owner.get(`${root}/ket-thuc`)).body, /Kết thúc đăng ký nhận này\?/);
  assert.equal((await member.postForm(root, `${root}/ket-thuc`, {})).statusCode, 403);
  assert.equal((await owner.postForm(`${root}/ket-thuc`, `${root}/ket-thuc`, {})).statusCode, 303);
  assert.equal((await owner.get(root)).statusCode, 404);
});
