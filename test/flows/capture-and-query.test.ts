// Capture and query over HTTP as a partner's program does it: keys, jobs, single events, pages, refusals.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createApiKey } from '../../app/access/api-keys/create-api-key.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import { gln, insertTestOrganisation, itemUri, lotUri, makeDocument, makeEvent, partyUri, placeUri } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';

const { app, context } = await startTestProduct({ captureLargeBytesMax: 0 });
const db = context.database.system;

async function makeMember(
  slug: string,
  fields: Parameters<typeof insertTestOrganisation>[2] = {},
): Promise<{ orgId: number; key: string }> {
  const orgId = await insertTestOrganisation(db, slug, fields);
  const { key } = await createApiKey(
    db,
    { orgId, name: 'test', scopes: ['capture', 'query'] },
    { id: context.newId(), at: context.now(), actor: 'test', random: randomBytes(30) },
  );
  return { orgId, key };
}
const maker = await makeMember('maker', { gln: gln(501) });
const buyer = await makeMember('buyer', { gln: gln(502) });
const stranger = await makeMember('stranger');

const post = (url: string, body: string | Buffer, headers: Record<string, string> = {}, key: string | undefined = maker.key) =>
  app.inject({
    method: 'POST',
    url,
    payload: body,
    headers: { 'content-type': 'application/ld+json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers },
  });
const get = (url: string, key?: string, headers: Record<string, string> = {}) =>
  app.inject({ url, headers: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers } });
const eventsOf = (body: string): JsonEvent[] =>
  (JSON.parse(body) as { epcisBody: { queryResults: { resultsBody: { eventList: JsonEvent[] } } } }).epcisBody.queryResults.resultsBody
    .eventList;
const bare = (event: JsonEvent): string =>
  JSON.stringify({ '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', ...event });
const at = (minute: number, fields: JsonEvent): JsonEvent =>
  makeEvent('ObjectEvent', `2026-11-18T06:${String(minute).padStart(2, '0')}:00.5+07:00`, { action: 'OBSERVE', ...fields });

test('the document that the README posts lies where it says and is captured whole', async () => {
  const named = [...readFileSync('README.md', 'utf8').matchAll(/--data-binary @(\S+)/g)].map((found) => found[1]!);
  assert.ok(named.length > 0);
  for (const file of named) {
    const answer = await post('/epcis/capture', readFileSync(file));
    assert.equal(answer.statusCode, 202, answer.body);
    const job = answer.json<{ eventsStored: number; errorsTotal: number; warnings: unknown[] }>();
    assert.deepEqual([job.eventsStored, job.errorsTotal, job.warnings], [2, 0, []]);
  }
});

test('a document gets 202 and a job that can be read by its organisation only', async () => {
  const answer = await post('/epcis/capture', makeDocument([at(1, { epcList: [itemUri(11, 'A')] })]));
  assert.equal(answer.statusCode, 202, answer.body);
  const location = new URL(String(answer.headers['location']));
  const job = await get(location.pathname, maker.key);
  assert.deepEqual([job.json().running, job.json().success, job.json().eventsStored], [false, true, 1]);
  assert.equal((await get(location.pathname, stranger.key)).statusCode, 404);
  assert.equal((await get('/epcis/capture', undefined)).statusCode, 401);
});

test('jobs are paged', async () => {
  for (let round = 0; round < 3; round++) await post('/epcis/capture', makeDocument([at(2, { epcList: [itemUri(12, String(round))] })]));
  const seen = new Set<string>();
  let next: string | undefined = '/epcis/capture?perPage=1';
  while (next !== undefined) {
    const page = await get(next, maker.key);
    for (const job of page.json() as { captureID: string }[]) seen.add(job.captureID);
    next = /<https?:\/\/[^/]+([^>]+)>; rel="next"/.exec(String(page.headers['link'] ?? ''))?.[1];
  }
  assert.ok(seen.size >= 4, String(seen.size));
});

test('a single event gets 201, comes back, and is refused the second time with the address of the first', async () => {
  const event = at(3, { epcList: [itemUri(13, 'S')], bizStep: 'urn:epcglobal:cbv:bizstep:shipping' });
  const first = await post('/epcis/events', bare(event));
  assert.equal(first.statusCode, 201, first.body);
  const read = await get(new URL(String(first.headers['location'])).pathname, maker.key);
  assert.deepEqual(
    eventsOf(read.body).map((found) => [found['eventID'], found['bizStep'], found['eventTime']]),
    [[event['eventID'], 'shipping', '2026-11-18T06:03:00.5+07:00']],
  );
  const again = await post('/epcis/events', bare(event));
  assert.equal(again.statusCode, 409);
  assert.equal(again.headers['location'], first.headers['location']);
  const withKey = bare(at(4, { epcList: [itemUri(13, 'T')] }));
  const [one, two] = [
    await post('/epcis/events', withKey, { 'idempotency-key': 'once' }),
    await post('/epcis/events', withKey, { 'idempotency-key': 'once' }),
  ];
  assert.deepEqual([one.statusCode, two.statusCode, one.body === two.body], [201, 201, true]);
});

test('many single events at once are each answered and all stored', async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => post('/epcis/events', bare(at(5, { epcList: [itemUri(14, String(index))] })))),
  );
  assert.deepEqual(new Set(answers.map((answer) => answer.statusCode)), new Set([201]));
  const found = await get(
    `/epcis/events?perPage=100&MATCH_epc=${encodeURIComponent(`https://id.gs1.org/${itemUri(14, 'x').slice(19, 36)}`)}`,
    maker.key,
  );
  assert.equal(eventsOf(found.body).length, 60, 'a GTIN stands for every serial of it');
  const { rows } = await db.query<{ n: string }>({
    text: `select count(*) as n from event_things where thing like $1`,
    values: [`${itemUri(14, '').slice(19)}%`],
  });
  assert.equal(rows[0]!.n, '60');
});

test('conditions, order and pages agree with the whole list, also when captures come in between', async () => {
  const lot = lotUri(15, 'P');
  const events = Array.from({ length: 25 }, (_, index) =>
    at(10 + (index % 7), {
      quantityList: [{ epcClass: lot, quantity: index + 1 }],
      bizStep: index % 2 ? 'shipping' : 'packing',
      readPoint: { id: placeUri(3) },
    }),
  );
  await post('/epcis/capture', makeDocument(events));
  const query = `MATCH_epcClass=${encodeURIComponent(lot)}`;
  const collect = async (filter: string, between?: () => Promise<unknown>): Promise<string[]> => {
    const ids: string[] = [];
    let next: string | undefined = `/epcis/events?${filter}&perPage=4`;
    while (next !== undefined) {
      const page = await get(next, maker.key);
      assert.equal(page.statusCode, 200, page.body);
      ids.push(...eventsOf(page.body).map((event) => String(event['eventID'])));
      next = /<https?:\/\/[^/]+([^>]+)>; rel="next"/.exec(String(page.headers['link'] ?? ''))?.[1];
      await between?.();
    }
    return ids;
  };
  const all = await collect(query);
  assert.deepEqual(new Set(all), new Set(events.map((event) => event['eventID'])));
  assert.equal(all.length, 25);
  assert.deepEqual(
    await collect(`${query}&EQ_bizStep=https%3A%2F%2Fref.gs1.org%2Fcbv%2FBizStep-shipping`),
    all.filter((id) => events.find((event) => event['eventID'] === id)!['bizStep'] === 'shipping'),
  );
  assert.deepEqual(await collect(`${query}&orderDirection=ASC`), [...all].reverse());
  const disturbed = await collect(query, () =>
    post('/epcis/capture', makeDocument([at(12, { quantityList: [{ epcClass: lot, quantity: 1 }] })])),
  );
  assert.deepEqual(disturbed, all);
  const byRecordTime = await collect(`${query}&orderBy=recordTime&orderDirection=ASC`);
  assert.ok(byRecordTime.length >= 25);
  assert.equal(
    eventsOf(
      (
        await get(
          `/epcis/events?EQ_readPoint=${encodeURIComponent(placeUri(3))}&GE_eventTime=2026-11-17T23:14:00Z&LT_eventTime=2026-11-17T23:15:00Z&perPage=50`,
          maker.key,
        )
      ).body,
    ).length,
    3,
  );
});

test('unknown, repeated and malformed parameters are QueryParameterExceptions in both languages', async () => {
  for (const [query, status] of [
    ['foo=1', 400],
    ['EQ_action=ADD&EQ_action=ADD', 400],
    ['GE_eventTime=yesterday', 400],
    ['perPage=0', 400],
    ['nextPageToken=abc', 400],
    ['orderBy=colour', 400],
    ['EQ_bizStep=shiping', 400],
  ] as const) {
    const answer = await get(`/epcis/events?${query}`, maker.key);
    assert.equal(answer.statusCode, status, query);
    assert.equal(answer.json().type, 'epcisException:QueryParameterException', query);
    assert.ok(answer.json().title && answer.json().title_vi, query);
  }
  assert.equal((await get('/epcis/events', maker.key, { accept: 'application/pdf' })).statusCode, 406);
  assert.equal((await get('/epcis/events', maker.key, { 'gs1-epc-format': 'Sometimes' })).statusCode, 406);
  assert.equal((await get(`/epcis/events?MATCH_epc=${'x'.repeat(9_000)}`, maker.key)).statusCode, 414);
});

test('visibility: public, chain and private groups for each reader', async () => {
  // what public, where private, who chain, the rest public.
  await db.query({ text: 'update organisations set disclosure = $1 where id = $2', values: [(2 << 2) | (1 << 4), maker.orgId] });
  const event = at(40, {
    epcList: [itemUri(16, 'V')],
    bizStep: 'shipping',
    readPoint: { id: placeUri(8) },
    destinationList: [{ type: 'possessing_party', destination: partyUri(502) }],
  });
  await post('/epcis/capture', makeDocument([event]));
  const path = `/epcis/events/${encodeURIComponent(String(event['eventID']))}`;
  const seen = async (key?: string): Promise<boolean[]> => {
    const [found] = eventsOf((await get(path, key)).body);
    return [found!['readPoint'] !== undefined, found!['destinationList'] !== undefined];
  };
  assert.deepEqual(await seen(maker.key), [true, true]);
  assert.deepEqual(await seen(buyer.key), [false, true]);
  assert.deepEqual(await seen(stranger.key), [false, false]);
  assert.deepEqual(await seen(), [false, false]);
  const byPlace = `/epcis/events?EQ_readPoint=${encodeURIComponent(placeUri(8))}`;
  assert.deepEqual(
    [eventsOf((await get(byPlace, maker.key)).body).length, eventsOf((await get(byPlace, stranger.key)).body).length],
    [1, 0],
  );
  // what private: the event exists for its owner only.
  await db.query({ text: 'update organisations set disclosure = 2 where id = $1', values: [maker.orgId] });
  const hidden = at(41, { epcList: [itemUri(16, 'W')] });
  await post('/epcis/capture', makeDocument([hidden]));
  for (const [key, status] of [
    [maker.key, 200],
    [buyer.key, 404],
    [stranger.key, 404],
    [undefined, 404],
  ] as const)
    assert.equal((await get(`/epcis/events/${encodeURIComponent(String(hidden['eventID']))}`, key)).statusCode, status);
  await db.query({ text: 'update organisations set disclosure = 0 where id = $1', values: [maker.orgId] });
});

test('bad input of every kind gets a clear 4xx, quickly', async () => {
  const good = makeDocument([at(50, { epcList: [itemUri(17, 'B')] })]);
  const cases: [string, string | Buffer, Record<string, string>, number][] = [
    ['wrong media type', good, { 'content-type': 'text/plain' }, 415],
    ['XML that is no document', '<a/>', { 'content-type': 'application/xml', accept: 'application/json' }, 400],
    ['broken JSON', good.slice(0, -20), {}, 400],
    ['no body', '', {}, 400],
    ['deep nesting', '['.repeat(10_000) + ']'.repeat(10_000), {}, 400],
    ['deep objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), {}, 400],
    ['NUL', good.replace('OBSERVE', 'OBS\\u0000ERVE'), {}, 400],
    ['duplicate keys', good.replace('"action":', '"action":"ADD","action":'), {}, 400],
    ['__proto__', good.replace('"action":', '"__proto__":{"x":1},"action":'), {}, 400],
    ['no offset', good.replace('.5+07:00', ''), {}, 400],
    ['wrong check digit', good.replace(itemUri(17, 'B').slice(22, 36), '09520000000000'), {}, 400],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), {}, 400],
    ['too large', `{"a":"${'x'.repeat(9_000_000)}"}`, {}, 413],
    ['bad behaviour', good, { 'gs1-capture-error-behaviour': 'sometimes' }, 400],
  ];
  for (const [name, body, headers, status] of cases) {
    const began = performance.now();
    const answer = await post('/epcis/capture', body, headers);
    assert.equal(answer.statusCode, status, `${name}: ${answer.body.slice(0, 300)}`);
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/, name);
    assert.ok(performance.now() - began < 2_000, name);
    if (status === 400) assert.ok(answer.json().title_vi, name);
  }
  assert.equal((await post('/epcis/capture', good, {}, 'nguon_wrong')).statusCode, 401);
  const tooMany = makeDocument(Array.from({ length: 2_001 }, (_, index) => at(51, { epcList: [itemUri(18, String(index))] })));
  const refused = await post('/epcis/capture', tooMany);
  assert.equal(refused.statusCode, 413);
  assert.equal(refused.headers['gs1-epcis-capture-limit'], '2000');
  assert.match((refused.json() as { title: string }).title, /holds \d{2,} events, at most \d+/);
});
