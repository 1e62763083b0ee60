// Pages over HTTP: limits, counts, tokens that expire, belong to one query, and can be given back (EPCIS 2.0 §8.2.5, §12.7).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureEvents } from '../../test/support/capture-events.ts';
import { insertTestOrganisation, itemUri, makeEvent } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { page_token_life_ms } from '../paging/page-token.ts';

const product = await startTestProduct();
const { app, context } = product;
const orgId = await insertTestOrganisation(context.database.system, 'pages');
const events_total = 25;

await captureEvents(
  product,
  orgId,
  Array.from({ length: events_total }, (_, index) =>
    makeEvent('ObjectEvent', `2026-11-18T06:${String(index).padStart(2, '0')}:00+07:00`, {
      action: 'OBSERVE',
      epcList: [itemUri(7, `P${index}`), itemUri(7, 'ALL')],
      bizTransactionList: [{ type: 'po', bizTransaction: 'urn:x:order' }],
      'cbvmda:rank': (index * 7) % events_total,
    }),
  ),
);

interface Answer {
  readonly status: number;
  readonly ranks: readonly number[];
  readonly next: string | undefined;
  readonly expires: string | undefined;
  readonly body: string;
}

async function ask(address: string): Promise<Answer> {
  const answer = await app.inject({ method: 'GET', url: address });
  const document = JSON.parse(answer.body) as { epcisBody?: { queryResults: { resultsBody: { eventList: Record<string, number>[] } } } };
  const link = /<([^>]+)>; rel="next"/.exec(String(answer.headers['link'] ?? ''))?.[1];
  const url = link === undefined ? undefined : new URL(link);
  return {
    status: answer.statusCode,
    ranks: (document.epcisBody?.queryResults.resultsBody.eventList ?? []).map((event) => event['cbvmda:rank']!),
    next: url === undefined ? undefined : url.pathname + url.search,
    expires: answer.headers['gs1-next-page-token-expires'] as string | undefined,
    body: answer.body,
  };
}

async function askAll(query: string): Promise<{ ranks: number[]; pages: number }> {
  const ranks: number[] = [];
  let pages = 0;
  for (let address: string | undefined = `/epcis/events?${query}`; address !== undefined; pages++) {
    const answer = await ask(address);
    assert.equal(answer.status, 200, answer.body);
    ranks.push(...answer.ranks);
    address = answer.next;
  }
  return { ranks, pages };
}

const thing = `MATCH_anyEPC=${encodeURIComponent(itemUri(7, 'ALL'))}`;
const order = 'EQ_bizTransaction_po=urn%3Ax%3Aorder';

test('a query by a thing, by a term and by time give the same pages', async () => {
  for (const query of [thing, order, 'GE_eventTime=2026-11-01T00%3A00%3A00Z', `${thing}&${order}`]) {
    const { ranks, pages } = await askAll(`${query}&perPage=10&orderBy=eventTime&orderDirection=ASC`);
    assert.deepEqual(
      ranks,
      Array.from({ length: events_total }, (_, index) => (index * 7) % events_total),
      query,
    );
    assert.equal(pages, 3, query);
  }
});

test('eventCountLimit bounds all pages together', async () => {
  const { ranks, pages } = await askAll(`${order}&perPage=5&orderBy=eventTime&orderDirection=ASC&eventCountLimit=12`);
  assert.deepEqual(
    ranks,
    Array.from({ length: 12 }, (_, index) => (index * 7) % events_total),
  );
  assert.equal(pages, 3);
  assert.equal((await ask(`/epcis/events?${order}&eventCountLimit=12`)).status, 400, 'without an order there is no first');
});

test('a field of one’s own orders pages, in both directions', async () => {
  const sorted = Array.from({ length: events_total }, (_, index) => index);
  assert.deepEqual((await askAll(`${thing}&perPage=4&orderBy=cbvmda%3Arank&orderDirection=ASC`)).ranks, sorted);
  assert.deepEqual((await askAll(`${thing}&perPage=7&orderBy=cbvmda%3Arank`)).ranks, sorted.toReversed());
});

test('maxEventCount refuses only when more match', async () => {
  for (const query of [thing, order]) {
    assert.equal((await askAll(`${query}&maxEventCount=${events_total}&perPage=10`)).ranks.length, events_total);
    const { status, body } = await ask(`/epcis/events?${query}&maxEventCount=${events_total - 1}`);
    assert.equal(status, 413);
    assert.match(body, /epcisException:QueryTooLargeException/);
  }
});

test('a token tells when it expires, belongs to its query, and dies when it is given back', async () => {
  const first = await ask(`/epcis/events?${order}&perPage=10`);
  assert.equal(first.expires, new Date(product.clock.getTime() + page_token_life_ms).toISOString());
  const token = new URL(first.next!, 'http://x').searchParams.get('nextPageToken')!;
  assert.equal((await ask(`/epcis/events?${thing}&nextPageToken=${token}`)).status, 400, 'another query');
  assert.equal((await ask(`/epcis/events?${order}&orderDirection=ASC&nextPageToken=${token}`)).status, 400, 'another order');
  assert.equal((await ask(`/epcis/events?${order}&perPage=3&nextPageToken=${token}`)).ranks.length, 3, 'another size of page');
  const changed = token.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A'));
  for (const url of [`/epcis/nextPageToken/${changed}`, '/epcis/nextPageToken/x.y'])
    assert.equal((await app.inject({ method: 'DELETE', url })).statusCode, 404);
  assert.equal((await app.inject({ method: 'DELETE', url: `/epcis/nextPageToken/${token}` })).statusCode, 204);
  const dead = await ask(first.next!);
  assert.equal(dead.status, 400);
  assert.match(dead.body, /QueryParameterException.*page_token_expired/s);
});

test('a token is of no use when its time is over', async (t) => {
  const before = product.clock;
  t.after(() => void (product.clock = before));
  const { next } = await ask(`/epcis/events?${order}&perPage=10`);
  product.clock = new Date(before.getTime() + page_token_life_ms);
  assert.equal((await ask(next!)).status, 400);
});

test('what is recorded after the first page is left out of later ones', async () => {
  const first = await ask(`/epcis/events?${order}&perPage=20`);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await captureEvents(product, orgId, [
    makeEvent('ObjectEvent', '2026-11-18T05:00:00+07:00', {
      action: 'OBSERVE',
      epcList: [itemUri(7, 'LATE')],
      bizTransactionList: [{ type: 'po', bizTransaction: 'urn:x:order' }],
      'cbvmda:rank': 99,
    }),
  ]);
  const second = await ask(first.next!);
  assert.equal(second.ranks.length, 5);
  assert.ok(!second.ranks.includes(99));
});
