// WebSocket subscriptions over real lines: who may open one, what comes, and how each line ends.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { connect } from 'node:net';
import test, { after } from 'node:test';
import { readQueryParameters } from '@nguon/epcis';
import { WebSocket } from 'ws';
import { addKey, addOrganisation, addPerson, Browser, eventually } from '../../../test/access/people.ts';
import { captureEvents } from '../../../test/support/capture-events.ts';
import { itemUri, makeEvent } from '../../../test/support/sample-events.ts';
import type { JsonEvent } from '../../../test/support/sample-events.ts';
import { startTestProduct } from '../../../test/support/test-product.ts';
import { revokeApiKey } from '../../access/api-keys/revoke-api-key.ts';
import { listenToThings } from '../../listen-things.ts';
import { Turnstile } from '../../turnstile.ts';
import { EventLine } from './event-line.ts';
import { startSubscriptions } from '../start-subscriptions.ts';
import { eventLinesOf, lines_of_organisation_max } from './event-lines.ts';

const product = await startTestProduct();
const { app, context } = product;
product.clock = new Date();
const clock = setInterval(() => (product.clock = new Date()), 20).unref();
after(() => clearInterval(clock));
await app.listen({ port: 0, host: '127.0.0.1' });
const { port } = app.server.address() as { port: number };

const maker = await addOrganisation(product, 'maker');
const other = await addOrganisation(product, 'other');
const { key } = await addKey(product, maker, ['capture', 'query']);
const { key: otherKey } = await addKey(product, other, ['query']);

async function nameQuery(name: string, query: object = { eventType: ['ObjectEvent'], EQ_bizStep: ['shipping'] }, by = key): Promise<void> {
  const answer = await app.inject({
    method: 'POST',
    url: '/epcis/queries',
    headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ name, query }),
  });
  assert.equal(answer.statusCode, 201, answer.body);
}
await nameQuery('xuat-hang');

interface Line {
  readonly socket: WebSocket;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly messages: string[];
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** Resolves when the line is open; rejects with the status and body of a refusal. */
function openLine(search: string, headers: Record<string, string> = { authorization: `Bearer ${key}` }, name = 'xuat-hang'): Promise<Line> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/epcis/queries/${name}/events?${search}`, { headers });
  const messages: string[] = [];
  let answered: Line['headers'] = {};
  socket.on('message', (data: Buffer) => messages.push(data.toString()));
  socket.on('upgrade', (response) => (answered = response.headers));
  socket.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code: number, reason: Buffer) => resolve({ code, reason: reason.toString() })),
  );
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ socket, headers: answered, messages, closed }));
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => reject(new Error(`${response.statusCode} ${body}`)));
    });
  });
}

let minute = 0;
const event = (fields: JsonEvent = {}): JsonEvent =>
  makeEvent('ObjectEvent', `2026-11-20T08:${String(minute++ % 60).padStart(2, '0')}:00+07:00`, {
    action: 'OBSERVE',
    bizStep: 'shipping',
    epcList: [itemUri(7, `S${minute}`)],
    ...fields,
  });
const idsIn = (messages: readonly string[]): string[] =>
  messages.flatMap((text) =>
    (
      JSON.parse(text) as { epcisBody: { queryResults: { resultsBody: { eventList: JsonEvent[] } } } }
    ).epcisBody.queryResults.resultsBody.eventList.map((one) => String(one['eventID'])),
  );
const idsOf = (events: readonly JsonEvent[]): string[] => events.map((one) => String(one['eventID']));
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('a line gets what is committed, in order, in messages that are documents; the handshake tells from when on', async () => {
  const line = await openLine('stream=true');
  assert.match(String(line.headers['gs1-query-min-record-time']), /^\d{4}-\d\d-\d\dT.*Z$/);
  assert.equal(line.headers['gs1-epc-format'], 'Always_GS1_Digital_Link');
  const events = [event(), event({ bizStep: 'receiving' }), event()];
  await captureEvents(product, maker, events);
  eventLinesOf(context).wake();
  await eventually(async () => idsIn(line.messages).length === 2);
  assert.deepEqual(idsIn(line.messages), idsOf([events[0]!, events[2]!]));
  const later = Array.from({ length: 250 }, () => event());
  await captureEvents(product, maker, later);
  eventLinesOf(context).wake();
  await eventually(async () => idsIn(line.messages).length === 252);
  assert.deepEqual(idsIn(line.messages).slice(2), idsOf(later));
  assert.equal(line.messages.length, 1 + 3, 'at most 100 events a message');
  assert.equal(
    (JSON.parse(line.messages[0]!) as { epcisBody: { queryResults: { queryName: string } } }).epcisBody.queryResults.queryName,
    'xuat-hang',
  );
  line.socket.close();
  await line.closed;
});

test('messages are XML of either version where the handshake asks for it; what is neither is refused', async () => {
  const headers = { authorization: `Bearer ${key}` };
  for (const [asked, version, told] of [
    [{ accept: 'application/xml' }, '2.0', '2.0.0'],
    [{ accept: 'application/xml', 'gs1-epcis-max': '1.2' }, '1.2', '1.2.0'],
  ] as const) {
    const line = await openLine('stream=true', { ...headers, ...asked });
    assert.equal(line.headers['gs1-epcis-version'], told);
    const sent = event();
    await captureEvents(product, maker, [sent]);
    eventLinesOf(context).wake();
    await eventually(async () => line.messages.length === 1);
    assert.ok(line.messages[0]!.includes(`schemaVersion="${version}"`), line.messages[0]);
    assert.ok(line.messages[0]!.includes(String(sent['eventID'])));
    assert.match(line.messages[0]!, /<queryName>xuat-hang<\/queryName><subscriptionID>/);
    line.socket.close();
    await line.closed;
  }
  await assert.rejects(openLine('stream=true', { ...headers, accept: 'image/png' }), /^Error: 406 .*json_or_xml/);
  await assert.rejects(openLine('stream=true', { ...headers, accept: 'application/json', 'gs1-epcis-max': '1.2' }), /^Error: 406 /);
});

test('more that is new than maxEventCount is told in place of events, and the line goes on after it', async () => {
  await nameQuery('dem', { EQ_bizStep: ['shipping'], maxEventCount: 2 });
  for (const accept of ['application/json', 'application/xml']) {
    const line = await openLine('stream=true', { authorization: `Bearer ${key}`, accept }, 'dem');
    await wait(300);
    await captureEvents(product, maker, [event(), event(), event()]);
    eventLinesOf(context).wake();
    await eventually(async () => line.messages.length === 1);
    assert.match(line.messages[0]!, /QueryTooLargeException/);
    assert.equal(line.messages[0]!.startsWith(accept.endsWith('json') ? '{' : '<?xml'), true);
    const next = [event(), event()];
    await captureEvents(product, maker, next);
    eventLinesOf(context).wake();
    await eventually(async () => line.messages.length === 2);
    for (const id of idsOf(next)) assert.ok(line.messages[1]!.includes(id));
    line.socket.close();
    await line.closed;
  }
});

test('who comes back with the record time of the last event it had misses nothing', async () => {
  const events = Array.from({ length: 3 }, () => event());
  const since = product.clock.toISOString();
  for (const one of events) {
    await wait(5);
    await captureEvents(product, maker, [one]);
  }
  const line = await openLine(`stream=true&initialRecordTime=${encodeURIComponent(since)}`);
  assert.equal(line.headers['gs1-query-min-record-time'], since);
  await eventually(async () => line.messages.length > 0);
  assert.deepEqual(idsIn(line.messages), idsOf(events));
  line.socket.close();
});

test('without an upgrade the query runs once, under its name, in the form asked for', async () => {
  const ask = (search: string, headers: Record<string, string> = {}) =>
    app.inject({ url: `/epcis/queries/xuat-hang/events${search}`, headers: { authorization: `Bearer ${key}`, ...headers } });
  const answer = await ask('?perPage=2');
  assert.equal(idsIn([answer.body]).length, 2);
  assert.match(answer.body, /"queryName":"xuat-hang"/);
  const next = /<http:\/\/[^/]+\/epcis\/queries\/xuat-hang\/events(\?[^>]+)>; rel="next"/.exec(String(answer.headers.link))?.[1];
  assert.equal(idsIn([(await ask(next!)).body]).filter((id) => !idsIn([answer.body]).includes(id)).length, 2);
  assert.match((await ask('', { accept: 'application/xml' })).body, /^<\?xml/);
  assert.equal((await ask('?EQ_action=ADD')).statusCode, 400);
});

test('a schedule reports at its times, empty runs too where that was asked', async () => {
  const line = await openLine('second=[0-59]&reportIfEmpty=true');
  await eventually(async () => line.messages.length > 0);
  assert.deepEqual(idsIn(line.messages.slice(0, 1)), []);
  line.socket.close();
});

test('a handshake is refused as the request would be: with a problem and a status', async () => {
  await nameQuery('cua-nguoi-khac', {}, otherKey);
  for (const [search, headers, name, status, word] of [
    ['stream=true', {}, 'xuat-hang', 401, 'sign_in_first'],
    ['stream=true', { authorization: 'Bearer ngn_wrong' }, 'xuat-hang', 401, 'wrong_api_key'],
    ['stream=true', { authorization: `Bearer ${key}` }, 'cua-nguoi-khac', 404, 'NoSuchNameException'],
    ['', { authorization: `Bearer ${key}` }, 'xuat-hang', 400, 'SubscriptionControlsException'],
    ['stream=true&minute=5', { authorization: `Bearer ${key}` }, 'xuat-hang', 400, 'SubscriptionControlsException'],
    ['minute=61', { authorization: `Bearer ${key}` }, 'xuat-hang', 400, '"minute"'],
    ['stream=true&initialRecordTime=now', { authorization: `Bearer ${key}` }, 'xuat-hang', 400, '"initialRecordTime"'],
    ['stream=true&secret=1', { authorization: `Bearer ${key}` }, 'xuat-hang', 400, '"secret"'],
    ['stream=maybe', { authorization: `Bearer ${key}` }, 'xuat-hang', 400, '"stream"'],
  ] as const)
    await assert.rejects(openLine(search, headers, name), new RegExp(`^Error: ${status} .*${word}`), `${search} ${status}`);
});

test('a refused handshake says that the connection ends, and it ends', async () => {
  const ask = (address: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(
          `GET ${address} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${key}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
            'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n',
        ),
      );
      let heard = '';
      socket.setTimeout(5_000, () => socket.destroy(new Error(`still open after: ${heard}`)));
      socket.setEncoding('utf8').on('data', (part: string) => (heard += part));
      socket.on('close', () => resolve(heard)).on('error', reject);
    });
  for (const [address, status] of [
    ['/epcis/queries/khong-co/events?stream=true', 404],
    ['/epcis/queries/xuat-hang/events?second=99', 400],
    [`/epcis/queries/xuat-hang/events?stream=true&x=${'a'.repeat(9_000)}`, 414],
    ['/epcis/queries/%ZZ/events?stream=true', 400],
  ] as const) {
    const heard = await ask(address);
    assert.match(heard, new RegExp(`^HTTP/1.1 ${status} `), address.slice(0, 60));
    assert.deepEqual(/^connection: (.*)$/im.exec(heard)?.slice(1), ['close'], heard.slice(0, 600));
  }
});

test('a session opens a line from our own pages only', async () => {
  await addPerson(product, 'chu', { memberOf: [{ orgId: maker, role: 'owner' }] });
  const browser = await new Browser(product).signIn('chu');
  const cookie = browser.cookieHeader;
  await assert.rejects(openLine('stream=true', { cookie }), /403/);
  await assert.rejects(openLine('stream=true', { cookie, origin: 'https://elsewhere.example' }), /403/);
  const line = await openLine('stream=true', { cookie, origin: `http://127.0.0.1:${port}` });
  line.socket.close();
  await line.closed;
});

test('a path that speaks no WebSocket answers such a request like all others', async () => {
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        'GET /health HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      ),
    );
    socket.once('data', (data) => (socket.destroy(), resolve(data.toString())));
  });
  assert.match(answer, /^HTTP\/1\.1 200 /);
});

test('a line ends when its query is deleted, when its key is revoked: first the problem, then the code', async () => {
  await nameQuery('tam');
  const made = await addKey(product, maker, ['query']);
  const ofQuery = await openLine('stream=true', undefined, 'tam');
  const ofKey = await openLine('stream=true', { authorization: `Bearer ${made.key}` });
  await app.inject({ method: 'DELETE', url: '/epcis/queries/tam', headers: { authorization: `Bearer ${key}` } });
  await revokeApiKey(context.database.system, { orgId: maker, id: made.id }, { at: product.clock, actor: 'test' });
  assert.deepEqual(await ofQuery.closed, { code: 1008, reason: 'query_deleted' });
  assert.deepEqual(await ofKey.closed, { code: 1008, reason: 'wrong_api_key' });
  assert.deepEqual(
    [...ofQuery.messages, ...ofKey.messages].map((text) => (JSON.parse(text) as { type: string }).type),
    ['epcisException:NoSuchNameException', 'epcisException:SecurityException'],
  );
});

test('an organisation has so many lines and no more; a closed one makes room', async () => {
  const lines = await Promise.all(
    Array.from({ length: lines_of_organisation_max }, () =>
      openLine('stream=true', { authorization: `Bearer ${otherKey}` }, 'cua-nguoi-khac'),
    ),
  );
  const again = (): Promise<Line> => openLine('stream=true', { authorization: `Bearer ${otherKey}` }, 'cua-nguoi-khac');
  await assert.rejects(again(), /429/);
  lines[0]!.socket.close();
  await lines[0]!.closed;
  await wait(50);
  const one = await again();
  for (const { socket } of [...lines, one]) socket.terminate();
});

test('the notice of a commit wakes lines: nobody waits for the look of every five seconds', async () => {
  const subscriptions = startSubscriptions(context);
  const listener = await listenToThings(context.database.system, [], context.log, () => new Date(), subscriptions.wake);
  try {
    const line = await openLine('stream=true');
    await wait(1_500);
    const events = [event()];
    await captureEvents(product, maker, events);
    await eventually(async () => idsIn(line.messages).length === 1);
    assert.deepEqual(idsIn(line.messages), idsOf(events));
    line.socket.close();
  } finally {
    await listener.stop();
    await subscriptions.stop();
  }
});

test('a client that takes nothing keeps one message in our memory, and is let go', async () => {
  await captureEvents(
    product,
    maker,
    Array.from({ length: 250 }, () => event()),
  );
  await wait(5);
  const sent: string[] = [];
  const ended: unknown[] = [];
  const stuck = Object.assign(new EventEmitter(), {
    send: (text: string) => void sent.push(text),
    close: (code: number) => void ended.push(code),
    terminate: () => void ended.push('cut'),
  });
  const { query } = readQueryParameters([['EQ_bizStep', 'shipping']]);
  new EventLine(
    context,
    stuck as unknown as WebSocket,
    {
      reader: { kind: 'organisation', orgId: maker },
      query: query!,
      kind: { bodyForm: 'json', epcFormat: 'Always_GS1_Digital_Link', queryName: 'q', subscriptionId: 'l' },
      schedule: undefined,
      reportIfEmpty: false,
      initialRecordTime: new Date(0),
      takeMax_ms: 300,
    },
    new Turnstile({ atOnce_max: 1, waiting_max: 1 }),
  );
  await eventually(async () => ended.length > 0);
  assert.deepEqual([sent.length, ended], [1, [1013]]);
  await eventually(async () => ended.includes('cut')).catch(() => eventually(async () => ended.includes('cut')));
  stuck.emit('close');
});

test('what a client says beyond a few words ends its line', async () => {
  const line = await openLine('stream=true');
  line.socket.send('x'.repeat(10_000));
  assert.equal((await line.closed).code, 1009);
});

test('when the server stops, its lines are told', async () => {
  const line = await openLine('stream=true');
  await app.close();
  assert.deepEqual(await line.closed, { code: 1001, reason: 'the server stops' });
});
