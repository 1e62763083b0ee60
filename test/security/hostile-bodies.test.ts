// Bodies made to hurt: each gets a clear 4xx (or is taken whole), soon, and the product goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { runLarge } from '../../app/capture/large-run.ts';
import { itemUri, makeDocument, makeEvent } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { bare, noise, openRaw, startTarget } from './attacker.ts';
import type { Answer, Target } from './attacker.ts';
import { heldBytes, watchHeld } from './held-memory.ts';

const target = await startTarget({ captureLargeBytesMax: 16_000_000 });
const member = await target.addMember('hostile');
const time = '2026-11-18T06:00:00.000+07:00';
const object = (fields: JsonEvent): JsonEvent =>
  makeEvent('ObjectEvent', time, { action: 'OBSERVE', epcList: [itemUri(1, 'A')], ...fields });

const answer_max_ms = 2_000;

function assertRefused(answer: Answer, what: string): void {
  assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status} ${answer.body.slice(0, 300)}`);
  assert.ok(answer.taken_ms < answer_max_ms, `${what}: ${Math.round(answer.taken_ms)} ms`);
  assert.ok(answer.body.length < 500_000, `${what}: answer of ${answer.body.length} characters`);
  assert.match(answer.body, /"title_vi":/, what);
}

const hostile: readonly (readonly [what: string, body: string | Buffer])[] = [
  ['nothing', ''],
  ['nesting of 10,000', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
  ['lists of 1,000,000 levels', '['.repeat(1_000_000)],
  ['number 1e400', bare(object({})).replace('}', ',"quantityList":[{"epcClass":"urn:a:b","quantity":1e400,"uom":"KGM"}]}')],
  ['number 1e-20000', bare(object({})).replace('}', ',"quantityList":[{"epcClass":"urn:a:b","quantity":1e-20000,"uom":"KGM"}]}')],
  ['number of 5,000 digits', JSON.stringify(object({})).slice(0, -1) + `,"x:y":${'9'.repeat(5_000)}}`],
  ['NUL', bare(object({ bizStep: 'urn:a:\0' }))],
  ['lone surrogate', makeDocument([object({ 'ex:a': 'x' })]).replace('"x"', '"\\ud800"')],
  ['key twice', bare(object({})).replace('{', '{"type":"ObjectEvent",')],
  ['__proto__', bare(object({})).replace('{', '{"__proto__":{"polluted":1},')],
  ['constructor', bare(object({})).replace('{', '{"constructor":{"prototype":{"polluted":1}},')],
  ['UTF-16', Buffer.from(bare(object({})), 'utf16le')],
  [
    '1,000 empty events',
    `{"@context":"x:y","type":"EPCISDocument","schemaVersion":"2.0","creationDate":"${time}","epcisBody":{"eventList":[${'{},'.repeat(999)}{}]}}`,
  ],
  ['eventTime as an object', bare(object({ eventTime: {} }))],
  ['a list in place of the document', '[1,2,3]'],
  ['a text in place of the document', '"x"'],
  ['type __proto__', bare(object({ type: '__proto__' }))],
  ['action toString', bare(object({ action: 'toString' }))],
  ['disposition constructor', bare(object({ disposition: 'constructor' }))],
];

for (const [what, body] of hostile)
  test(`${what}: refused at both doors`, async () => {
    for (const url of ['/epcis/capture', '/epcis/events']) assertRefused(await target.post(url, body, member.key), `${what} at ${url}`);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

test('100,000 tiny elements: no single event; as a document refused in the background, and nothing is kept', async () => {
  const body = `{"@context":"x:y","type":"EPCISDocument","schemaVersion":"2.0","creationDate":"${time}","epcisBody":{"eventList":[${'{},'.repeat(99_999)}{}]}}`;
  assertRefused(await target.post('/epcis/events', body, member.key), 'as an event');
  const answer = await target.post('/epcis/capture', body, member.key);
  assert.equal(answer.status, 202, answer.body);
  assert.ok(answer.taken_ms < answer_max_ms, `${Math.round(answer.taken_ms)} ms`);
  const { captureID } = JSON.parse(answer.body) as { captureID: string };
  await runLarge(target.context, captureID, new AbortController().signal);
  const { rows } = await target.context.database.system.query({
    text: 'select finished_at is null as running, success, events_stored, errors_total > 0 as has_faults from captures where id = $1',
    values: [captureID],
  });
  assert.deepEqual(rows, [{ running: false, success: false, events_stored: 0, has_faults: true }]);
});

const long = `urn:x:${noise(8_000)}`;
const medium = (): string => `urn:x:${noise(1_900)}`;
const oversized: Record<string, JsonEvent> = {
  epc: object({ epcList: [long] }),
  'epc of 1,900': object({ epcList: [medium()] }),
  eventID: object({ eventID: long }),
  bizStep: object({ bizStep: long }),
  disposition: object({ disposition: long }),
  readPoint: object({ readPoint: { id: long } }),
  bizLocation: object({ bizLocation: { id: long } }),
  source: object({ sourceList: [{ type: 'owning_party', source: long }] }),
  'source type': object({ sourceList: [{ type: long, source: 'urn:a:b' }] }),
  uom: object({ quantityList: [{ epcClass: 'urn:a:b', quantity: 1, uom: noise(3_000) }] }),
  'parent and child of 1,900': makeEvent('AggregationEvent', time, { action: 'ADD', parentID: medium(), childEPCs: [medium()] }),
  'transformationID and input': makeEvent('TransformationEvent', time, {
    transformationID: medium(),
    inputEPCList: [medium()],
    outputEPCList: [medium()],
  }),
  'thing and set disposition': object({ epcList: [medium()], persistentDisposition: { set: [medium()] } }),
  'own event type': object({ type: long }),
};

for (const [what, event] of Object.entries(oversized))
  test(`${what} beyond what an index holds: a fault, not an error`, async () => {
    assertRefused(await target.post('/epcis/events', bare(event), member.key), what);
    assertRefused(await target.post('/epcis/capture', makeDocument([event]), member.key), what);
  });

test('a short name becomes too long an identifier through its @context', async () => {
  const event = { '@context': [{ ex: `urn:x:${noise(990)}` }], ...object({ epcList: [`ex:${noise(1_900)}`] }) };
  assertRefused(await target.post('/epcis/events', JSON.stringify(event), member.key), 'CURIE');
});

test('identifiers as long as allowed are stored, in every column that an index holds', async () => {
  const id = (): string => `urn:x:${noise(990)}`;
  const events = [
    object({
      eventID: id(),
      epcList: [id()],
      bizStep: id(),
      disposition: id(),
      readPoint: { id: id() },
      bizLocation: { id: id() },
      persistentDisposition: { set: [id()] },
    }),
    makeEvent('AggregationEvent', time, { action: 'ADD', parentID: id(), childEPCs: [id()] }),
    makeEvent('TransformationEvent', time, { transformationID: id(), inputEPCList: [id()], outputEPCList: [id()] }),
  ];
  for (const event of events) assert.equal((await target.post('/epcis/events', bare(event), member.key)).status, 201);
});

test('master data with names beyond an index: a fault, not an error', async () => {
  const document = JSON.parse(makeDocument([object({})])) as Record<string, unknown>;
  document['epcisHeader'] = {
    epcisMasterData: { vocabularyList: [{ type: medium(), vocabularyElementList: [{ id: medium(), attributes: [] }] }] },
  };
  assertRefused(await target.post('/epcis/capture', JSON.stringify(document), member.key), 'master data');
});

test('quantities at the edges are stored exactly or refused', async () => {
  for (const quantity of ['1e300', '1e-300', '0.' + '0'.repeat(90) + '1', '9'.repeat(99), '1E+2', '123456789012345678901234567890.5']) {
    const body = bare(object({ quantityList: [{ epcClass: 'urn:a:b', quantity: 7_777, uom: 'KGM' }] })).replace('7777', quantity);
    const answer = await target.post('/epcis/events', body, member.key);
    assert.ok(answer.status === 201 || answer.status === 400, `${quantity}: ${answer.status} ${answer.body}`);
    assert.ok(answer.taken_ms < answer_max_ms);
  }
});

test('amounts that add up beyond reason are stored or refused', async () => {
  const entries = Array.from({ length: 200 }, () => ({ epcClass: 'urn:a:b', quantity: 7_777, uom: 'KGM' }));
  let turn = 0;
  const body = bare(object({ quantityList: entries })).replace(/7777/g, () => (turn++ % 2 === 0 ? '1e308' : '1e-308'));
  const answer = await target.post('/epcis/events', body, member.key);
  assert.ok(answer.status === 201 || answer.status === 400, `${answer.status} ${answer.body.slice(0, 200)}`);
  assert.ok(answer.taken_ms < answer_max_ms, `${answer.taken_ms} ms`);
});

test('times at the edges: stored and found again, or refused', async () => {
  for (const eventTime of [
    '0001-01-01T00:00:00+14:00',
    '0001-01-01T00:00:00Z',
    '0099-12-31T23:59:59.999Z',
    '1969-12-31T23:59:59.9995Z',
    '2016-12-31T23:59:60Z',
    '9999-12-31T23:59:59.9999-14:00',
    '+275760-09-13T00:00:00Z',
    '-0001-01-01T00:00:00Z',
  ]) {
    const epc = itemUri(2, String(eventTime.length) + noise(8));
    const made = [1, 2].map(() => ({ ...object({ epcList: [epc] }), eventTime }));
    for (const event of made) {
      const answer = await target.post('/epcis/events', bare(event), member.key);
      assert.ok(answer.status === 201 || answer.status === 400, `${eventTime}: ${answer.status} ${answer.body}`);
      if (answer.status === 400) continue;
      const found = await target.get(new URL(answer.headers.get('location')!).pathname, member.key);
      assert.equal(found.status, 200, `${eventTime}: ${found.body}`);
    }
    const query = `/epcis/events?perPage=1&MATCH_epc=${encodeURIComponent(epc)}`;
    const first = await target.get(query, member.key);
    assert.equal(first.status, 200, first.body);
    const next = /<https?:\/\/[^/]+([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1];
    if (next !== undefined) assert.equal((await target.get(next, member.key)).status, 200, eventTime);
  }
});

test('an event of the future is refused: it would stand as the latest news for ever', async () => {
  const soon = { ...object({}), eventTime: new Date(Date.now() + 60_000).toISOString().replace('Z', '+00:00') };
  assert.equal((await target.post('/epcis/events', bare(soon), member.key)).status, 201);
  const later = { ...object({}), eventTime: '2999-01-01T00:00:00+07:00' };
  assertRefused(await target.post('/epcis/events', bare(later), member.key), 'year 2999');
});

test('a gzip bomb is cut at the same limit as a plain body', async () => {
  const bomb = gzipSync(Buffer.alloc(120_000_000, 0x20));
  const send = (to: Target, key: string) => watchHeld(() => to.post('/epcis/capture', bomb, key, { 'content-encoding': 'gzip' }));
  assertRefused(await target.post('/epcis/capture', bomb, member.key, { 'content-encoding': 'gzip' }), 'gzip bomb');
  const { result, most_bytes } = await send(target, member.key);
  assert.equal(result.status, 413);
  assert.ok(most_bytes < 40_000_000, `${most_bytes / 1e6} MB`);

  const open = await startTarget({ captureBytesMax: 200_000_000 });
  const through = await send(open, (await open.addMember('open')).key);
  assert.ok(through.most_bytes > 100_000_000, `without the limit the measure sees it: ${through.most_bytes / 1e6} MB`);
});

test('an honest gzip body is taken or refused in words', async () => {
  const answer = await target.post('/epcis/capture', gzipSync(makeDocument([object({})])), member.key, { 'content-encoding': 'gzip' });
  assert.ok([202, 415].includes(answer.status), `${answer.status} ${answer.body}`);
});

test('a body without end, chunked and without length, is cut', async () => {
  const raw = await openRaw(target.port);
  raw.socket.write(
    `POST /epcis/capture HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${member.key}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`,
  );
  const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(1_048_576, 0x20), Buffer.from('\r\n')]);
  let sent_mb = 0;
  const { most_bytes } = await watchHeld(async () => {
    while (!raw.socket.destroyed && sent_mb < 1_024) {
      if (!raw.socket.write(chunk)) await Promise.race([new Promise((resolve) => raw.socket.once('drain', resolve)), raw.closed(200)]);
      sent_mb++;
    }
  });
  assert.match(raw.text(), /^HTTP\/1\.1 413 /);
  assert.ok(await raw.closed(3_000), 'the connection stays open for more');
  // The limit of what goes to disk is 16 MB; the rest waits in the buffers of the sockets.
  assert.ok(sent_mb < 64, `${sent_mb} MB went out before the connection was cut`);
  assert.ok(most_bytes < 60_000_000, `${most_bytes / 1e6} MB`);
});

test('a length of 1 GB is refused before it is sent', async () => {
  const raw = await openRaw(target.port);
  raw.socket.write(
    `POST /epcis/capture HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${member.key}\r\ncontent-type: application/json\r\ncontent-length: 1073741824\r\n\r\n{`,
  );
  await raw.closed(1_000);
  assert.match(raw.text(), /^HTTP\/1\.1 413 /);
});

test('connections broken midway leave no trace and the product answers', async () => {
  for (let round = 0; round < 30; round++) {
    const raw = await openRaw(target.port);
    raw.socket.write(
      `POST /epcis/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${member.key}\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{"type":`,
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (round % 2 === 0) raw.socket.destroy();
    else raw.socket.resetAndDestroy();
  }
  assert.equal((await target.get('/health')).status, 200);
});

test('header injection through Location, odd Idempotency-Keys and GS1-Extensions', async () => {
  const event = object({ eventID: 'urn:x:a%0d%0aset-cookie:%20x=1' });
  const answer = await target.post('/epcis/events', bare(event), member.key);
  assert.equal(answer.status, 201, answer.body);
  assert.equal(answer.headers.get('set-cookie'), null);
  for (const headers of [
    { 'idempotency-key': 'x'.repeat(201) },
    { 'gs1-extensions': '__proto__=' },
    { 'gs1-extensions': 'a=b,'.repeat(60) },
    { 'gs1-extensions': '='.repeat(5_000) },
    { 'gs1-capture-error-behaviour': 'x' },
  ] as Record<string, string>[])
    assertRefused(
      await target.post('/epcis/capture', makeDocument([object({})]), member.key, headers),
      JSON.stringify(headers).slice(0, 80),
    );
  for (const headers of [
    { 'gs1-extensions': 'constructor=urn:a:b, __proto__=urn:c:d, toString=urn:e:f' },
    { 'idempotency-key': "' or 1=1 --" },
  ] as Record<string, string>[]) {
    const taken = await target.post('/epcis/capture', makeDocument([object({})]), member.key, headers);
    assert.ok([202, 400].includes(taken.status), taken.body);
  }
});

test('8 MB of the shortest identifiers: refused soon, at both doors and with fewer of them too, and forgotten again', async () => {
  const attack = async (): Promise<number> => {
    for (const count of [700_000, 120_000]) {
      const ids = Array.from({ length: count }, (_, n) => `"a:${n.toString(36)}"`).join();
      const put = (text: string): string => text.replace(/"epcList":\[[^\]]*\]/, `"epcList":[${ids}]`);
      assertRefused(await target.post('/epcis/events', put(bare(object({}))), member.key), `single event of ${count}`);
      assertRefused(await target.post('/epcis/capture', put(makeDocument([object({})])), member.key), `document of ${count}`);
    }
    return heldBytes();
  };
  // What is still held after a full collection: when the collector runs by itself is its own choice, resident memory follows it.
  const once = await attack();
  const twice = await attack();
  assert.ok(twice - once < 20_000_000, `${(twice - once) / 1e6} MB`);
});

test('an event of many thousand identifiers is taken in a time that grows with their number, not its square', async () => {
  const took = async (count: number): Promise<number> => {
    const answer = await target.post(
      '/epcis/events',
      bare(object({ epcList: Array.from({ length: count }, (_, n) => itemUri(50 + count, String(n))) })),
      member.key,
    );
    assert.equal(answer.status, 201, answer.body.slice(0, 200));
    return answer.taken_ms;
  };
  await took(500);
  const [few, many] = [await took(2_000), await took(20_000)];
  assert.ok(many < 40 * few + 500, `${few} ms for 2,000, ${many} ms for 20,000`);
});
