// One scheme of page tokens on every list and query under /epcis: they tell their end, are for one holder and one question, and can be given back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addKey, addOrganisation } from '../../test/access/people.ts';
import { itemUri, makeDocument, makeEvent } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { operations } from '../openapi/operations.ts';
import { page_token_life_ms } from './page-token.ts';

const product = await startTestProduct();
const { app } = product;
const orgId = await addOrganisation(product, 'trang');
const holder = (await addKey(product, orgId, ['capture', 'query'])).key;
const sameOrg = (await addKey(product, orgId, ['capture', 'query'])).key;
const stranger = (await addKey(product, await addOrganisation(product, 'la'), ['capture', 'query'])).key;

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly next: string | undefined;
  readonly expires: unknown;
}

async function ask(method: 'GET' | 'POST' | 'DELETE', url: string, key: string | undefined, payload?: object): Promise<Answer> {
  const answer = await app.inject({
    method,
    url,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(payload === undefined ? {} : { 'content-type': 'application/ld+json' }),
    },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
  });
  const next = /^<http:\/\/[^/]+([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
  return { status: answer.statusCode, body: answer.body, next, expires: answer.headers['gs1-next-page-token-expires'] };
}

for (const number of [1, 2, 3]) {
  const event = makeEvent('ObjectEvent', `2026-11-18T0${number}:00:00+07:00`, {
    action: 'OBSERVE',
    bizStep: 'shipping',
    disposition: 'in_transit',
    epcList: [itemUri(7, `T${number}`), itemUri(7, 'ALL')],
    bizLocation: { id: `urn:x:loc:${number}` },
    readPoint: { id: `urn:x:read:${number}` },
  });
  const document = JSON.parse(makeDocument([event])) as Record<string, unknown>;
  document['epcisHeader'] = {
    epcisMasterData: {
      vocabularyList: [
        { type: 'urn:epcglobal:epcis:vtype:BusinessLocation', vocabularyElementList: [{ id: `urn:x:loc:${number}` }] },
        { type: `urn:epcglobal:epcis:vtype:ReadPoint`, vocabularyElementList: [{ id: `urn:x:read:${number}` }] },
      ],
    },
  };
  const sent = await ask('POST', '/epcis/capture', holder, document);
  assert.equal(sent.status, 202, sent.body);
  await ask('POST', '/epcis/queries', holder, { name: `q${number}`, query: { EQ_bizStep: ['shipping'] } });
  await ask('POST', '/epcis/queries/q1/subscriptions', holder, { dest: 'https://partner.example.com/hook', stream: true });
}

const item = encodeURIComponent(itemUri(7, 'ALL'));
/** Of each route of the description that has pages, an address. */
const paged: Readonly<Record<string, string>> = {
  'GET /epcis/capture': '/epcis/capture',
  'GET /epcis/events': '/epcis/events?EQ_bizStep=shipping',
  'GET /epcis/queries': '/epcis/queries',
  'GET /epcis/queries/:name/events': '/epcis/queries/q1/events',
  'GET /epcis/queries/:name/subscriptions': '/epcis/queries/q1/subscriptions',
  'GET /epcis/vocabularies': '/epcis/vocabularies?includeChildren=true',
  'GET /epcis/vocabularies/:vocabulary': '/epcis/vocabularies/BusinessLocation',
  'GET /epcis/eventTypes': '/epcis/eventTypes',
  'GET /epcis/eventTypes/:value/events': '/epcis/eventTypes/ObjectEvent/events',
  'GET /epcis/epcs': '/epcis/epcs',
  'GET /epcis/epcs/:value/events': `/epcis/epcs/${item}/events`,
  'GET /epcis/bizSteps': '/epcis/bizSteps',
  'GET /epcis/bizSteps/:value/events': '/epcis/bizSteps/shipping/events',
  'GET /epcis/bizLocations': '/epcis/bizLocations',
  'GET /epcis/bizLocations/:value/events': '/epcis/bizLocations/urn%3Ax%3Aloc%3A1/events',
  'GET /epcis/readPoints': '/epcis/readPoints',
  'GET /epcis/readPoints/:value/events': '/epcis/readPoints/urn%3Ax%3Aread%3A1/events',
  'GET /epcis/dispositions': '/epcis/dispositions',
  'GET /epcis/dispositions/:value/events': '/epcis/dispositions/in_transit/events',
};
/** One event stands at each place: no second page. */
const short = ['/epcis/bizLocations/urn%3Ax%3Aloc%3A1/events', '/epcis/readPoints/urn%3Ax%3Aread%3A1/events'];
const first = (url: string): string => `${url}${url.includes('?') ? '&' : '?'}perPage=1`;
const tokenOf = (next: string): string => new URL(next, 'http://x').searchParams.get('nextPageToken')!;

test('every route that the description gives pages is looked at here', () => {
  const described = operations
    .filter(({ route }) => route.startsWith('GET /epcis/'))
    .filter(({ answer }) => answer.headers?.includes('Link') && answer.headers.includes('GS1-Next-Page-Token-Expires'))
    .map(({ route }) => route);
  assert.deepEqual(described.sort(), Object.keys(paged).sort());
});

test('every link to a next page says when its token ends, which is for its holder, its question and its resource alone', async () => {
  const tokens = new Map<string, string>();
  for (const url of Object.values(paged)) {
    const answer = await ask('GET', first(url), holder);
    assert.equal(answer.status, 200, `${url}: ${answer.body}`);
    assert.equal(answer.next !== undefined, !short.includes(url), url);
    if (answer.next === undefined) continue;
    assert.equal(answer.expires, new Date(product.clock.getTime() + page_token_life_ms).toISOString(), url);
    const second = await ask('GET', answer.next, holder);
    assert.equal(second.status, 200, second.body);
    assert.notEqual(second.body, answer.body);
    tokens.set(url, tokenOf(answer.next));
    for (const other of [stranger, undefined])
      assert.ok([400, 401, 404].includes((await ask('GET', answer.next, other)).status), `${url} by another`);
    const byOther = await ask('GET', answer.next, sameOrg);
    assert.equal(byOther.status, 400, url);
    assert.match(byOther.body, /bad_page_token/, url);
  }
  assert.equal(tokens.size, Object.keys(paged).length - short.length);
  // Each is tried at five other resources, all of them at each in turn.
  const resources = [...tokens.keys()];
  for (const [index, from] of resources.entries())
    for (let step = 1; step <= 5; step++) {
      const url = resources[(index + step) % resources.length]!;
      const answer = await ask('GET', `${first(url)}&nextPageToken=${tokens.get(from)}`, holder);
      assert.equal(answer.status, 400, `${from} → ${url}`);
      assert.match(answer.body, /bad_page_token/);
    }
  for (const [url, other] of [
    ['/epcis/events?EQ_bizStep=shipping', '/epcis/events?EQ_bizStep=receiving'],
    ['/epcis/vocabularies?includeChildren=true', '/epcis/vocabularies?includeChildren=false'],
    ['/epcis/vocabularies/BusinessLocation', '/epcis/vocabularies/ReadPoint'],
    ['/epcis/queries/q1/events', '/epcis/queries/q2/events'],
    ['/epcis/queries/q1/subscriptions', '/epcis/queries/q2/subscriptions'],
  ] as const)
    assert.equal((await ask('GET', `${first(other)}&nextPageToken=${tokens.get(url)}`, holder)).status, 400, other);
});

test('any token is ended by its holder, and by nobody else; ended twice it stays ended', async () => {
  for (const url of Object.values(paged).filter((one) => !short.includes(one))) {
    const { next } = await ask('GET', first(url), holder);
    const end = `/epcis/nextPageToken/${tokenOf(next!)}`;
    for (const other of [sameOrg, stranger, undefined]) assert.equal((await ask('DELETE', end, other)).status, 404, url);
    assert.equal((await ask('GET', next!, holder)).status, 200, `${url}: others ended nothing`);
    assert.equal((await ask('DELETE', end, holder)).status, 204);
    assert.equal((await ask('DELETE', end, holder)).status, 204);
    const dead = await ask('GET', next!, holder);
    assert.equal(dead.status, 400, url);
    assert.match(dead.body, /QueryParameterException.*page_token_expired/s);
    // The same bytes in another spelling.
    assert.equal((await ask('GET', `${next!}%3D%3D`, holder)).status, 400, url);
  }
  assert.equal((await ask('DELETE', '/epcis/nextPageToken/v1.AAAA', holder)).status, 404);
});

test('a key that may only hand in ends the tokens of its jobs', async () => {
  const { key } = await addKey(product, orgId, ['capture']);
  const { next } = await ask('GET', '/epcis/capture?perPage=1', key);
  assert.equal((await ask('DELETE', `/epcis/nextPageToken/${tokenOf(next!)}`, key)).status, 204);
  assert.equal((await ask('GET', next!, key)).status, 400);
});

test('tokens end by themselves; the public has its own', async (t) => {
  const before = product.clock;
  t.after(() => void (product.clock = before));
  const asked = await Promise.all(Object.values(paged).map((url) => ask('GET', first(url), holder)));
  const open = await ask('GET', '/epcis/events?perPage=1', undefined);
  assert.equal((await ask('GET', open.next!, undefined)).status, 200);
  assert.equal((await ask('GET', open.next!, holder)).status, 400);
  product.clock = new Date(before.getTime() + page_token_life_ms);
  for (const next of asked.flatMap((one) => one.next ?? [])) {
    const late = await ask('GET', next, holder);
    assert.equal(late.status, 400, next);
    assert.match(late.body, /page_token_expired/);
    assert.equal((await ask('DELETE', `/epcis/nextPageToken/${tokenOf(next)}`, holder)).status, 204);
  }
});

test('what is remembered of tokens given back is bounded', async (t) => {
  const { context } = product;
  await context.database.system.query(
    `insert into dead_page_tokens (token_hash, expires_at) select sha256(i::text::bytea), now() + interval '1 year' from generate_series(1, 20000) i`,
  );
  t.after(() => context.database.system.query(`delete from dead_page_tokens where expires_at > now() + interval '300 days'`));
  const { next } = await ask('GET', '/epcis/events?perPage=1', holder);
  const token = new URL(next!, 'http://x').searchParams.get('nextPageToken')!;
  const refused = await ask('DELETE', `/epcis/nextPageToken/${token}`, holder);
  assert.equal(refused.status, 429, refused.body);
  assert.equal((await ask('GET', next!, holder)).status, 200, 'it lives on until its own end');
});

test('a token is short enough to be used and given back, however long the value at which the page ended', async () => {
  const event = makeEvent('ObjectEvent', '2026-11-18T09:00:00+07:00', {
    action: 'OBSERVE',
    epcList: [itemUri(7, 'LONG')],
    'cbvmda:note': 'chữ '.repeat(3_000),
    readPoint: { id: `urn:x:${'abcde'.repeat(195)}` },
  });
  const sent = await ask(
    'POST',
    '/epcis/capture',
    holder,
    JSON.parse(
      makeDocument([event, { ...event, eventID: 'urn:uuid:00000000-0000-4000-8000-00000000ffff', 'cbvmda:note': 'chữ '.repeat(2_999) }]),
    ) as object,
  );
  assert.equal(sent.status, 202, sent.body);
  for (const url of [
    '/epcis/readPoints?perPage=1',
    `/epcis/events?MATCH_anyEPC=${encodeURIComponent(itemUri(7, 'LONG'))}&perPage=1&orderBy=cbvmda%3Anote`,
  ])
    for (let next: string | undefined = url; next !== undefined;) {
      const answer: Answer = await ask('GET', next, holder);
      assert.equal(answer.status, 200, answer.body);
      next = answer.next;
      if (next !== undefined && next.length > 1_000)
        assert.equal((await ask('DELETE', `/epcis/nextPageToken/${tokenOf(next)}`, stranger)).status, 404);
    }
});
