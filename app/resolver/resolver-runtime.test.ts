// Over a real socket: default links from the cache, dropped within a second when links or products change, off while nobody listens.
import assert from 'node:assert/strict';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { after, mock, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildServer } from '../http.ts';
import { listenToThings } from '../listen-things.ts';
import { links_of_thing_max } from '../links/link.ts';
import { registerProduct } from '../product/register-product.ts';
import { routes } from '../routes.ts';
import { captureEvents } from '../../test/support/capture-events.ts';
import { gtin, insertTestOrganisation, itemUri, lotUri, makeEvent } from '../../test/support/sample-events.ts';
import { insertTestLink } from '../../test/support/sample-links.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { makeResolverFastPath, resolverRuntimeOf } from './resolver-runtime.ts';

const { context } = await startTestProduct();
const { system } = context.database;
// The age of an answer and the moments of changes are compared: the clock must run.
const began = Date.now();
(context as { now: () => Date }).now = () => new Date(Date.parse('2026-11-22T03:00:00Z') + Date.now() - began);
const org = await insertTestOrganisation(system, 'nha-lam');
const { redirects } = resolverRuntimeOf(context);
const listener = await listenToThings(system, [redirects], context.log, () => context.now());
const app = await buildServer(context, routes, makeResolverFastPath(context));
const origin = await app.listen({ port: 0, host: '127.0.0.1' });
after(() => app.close());

const ask = (path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(origin + path, { headers }, (response) => resolve(response.resume())).on('error', reject);
  });
const isCached = (path: string): boolean => redirects.find(path, context.now().getTime()) !== undefined;

async function warm(path: string): Promise<void> {
  // The notice of what was just written may come after the first look and drop the redirect once more.
  for (let look = 0; look < 40 && !isCached(path); look++) {
    if (look > 0) await sleep(25);
    await ask(path);
  }
  assert.ok(isCached(path), `${path} is cached`);
}

const lot = `/01/${gtin(1)}/10/L1`;
await registerProduct(system, { orgId: org, code: gtin(1), name: 'Muối tôm', category: 'Thực phẩm' }, { at: context.now(), actor: 'test' });

test('an answer from the cache is the one that the router gives, header for header', async () => {
  const first = await ask(lot);
  await warm(lot);
  const second = await ask(lot);
  assert.deepEqual([second.statusCode, second.headers.location], [307, `${origin}/xem${lot}`]);
  const { date: _one, ...plain } = first.headers;
  const { date: _two, ...cached } = second.headers;
  assert.deepEqual(cached, plain);
});

test('only the plain default link is answered from the cache', async () => {
  await warm(lot);
  assert.equal((await ask(lot, { accept: 'Application/Linkset+JSON' })).statusCode, 200);
  assert.equal((await ask(`${lot}?linkType=gs1:nosuchlt`)).statusCode, 404);
  assert.equal((await ask(`${lot}?a=b`)).headers.location, `${origin}/xem${lot}?a=b`);
});

test('what leads nowhere is asked of the database once, not by each of the two ways', async () => {
  const asking = mock.method(context.database.public, 'query');
  assert.equal((await ask(`/01/${gtin(77)}`)).statusCode, 404);
  const names = asking.mock.calls.map(({ arguments: [statement] }) => (statement as unknown as { name?: string }).name);
  asking.mock.restore();
  // Links are asked for in batches, which have no name of their own.
  assert.deepEqual(names, [undefined, 'resolve_former', 'scan_load']);
});

test('a new link, a withdrawn one, and a product that is hidden show within a second', async () => {
  const leadsTo = async (target: string | undefined, status: number): Promise<void> => {
    const from = performance.now();
    let answer = await ask(lot);
    while (answer.headers.location !== target && performance.now() - from < 1_000) answer = await ask(lot);
    assert.deepEqual([answer.statusCode, answer.headers.location], [status, target]);
  };
  await warm(lot);
  await insertTestLink(system, org, `01/${gtin(1)}`, 'gs1:pip', 'https://maker.example/p', { isDefault: true });
  await leadsTo('https://maker.example/p', 307);
  await warm(lot);
  await system.query('update links set withdrawn_at = now() where thing = $1', [`01/${gtin(1)}`]);
  await leadsTo(`${origin}/xem${lot}`, 307);
  await warm(lot);
  await system.query(`update products set published_at = null where thing = $1`, [`01/${gtin(1)}`]);
  await system.query(`select pg_notify('nguon_things', $1)`, [`01/${gtin(1)}`]);
  await leadsTo(undefined, 410);
});

test('a link that expires leads no further from that moment on, cached or not', async () => {
  const path = `/01/${gtin(2)}`;
  const expires = new Date(context.now().getTime() + 700);
  await insertTestLink(system, org, `01/${gtin(2)}`, 'gs1:pip', 'https://maker.example/soon', {
    isDefault: true,
    expires: expires.toISOString(),
  });
  await warm(path);
  await sleep(Math.max(0, expires.getTime() - context.now().getTime()) + 5);
  assert.equal((await ask(path)).statusCode, 410);
});

test('a default that depends on the language is never kept', async () => {
  const path = `/01/${gtin(3)}`;
  await insertTestLink(system, org, `01/${gtin(3)}`, 'gs1:homepage', 'https://maker.example/', { isDefault: true });
  await insertTestLink(system, org, `01/${gtin(3)}`, 'gs1:defaultLinkMulti', 'https://maker.example/vi', { hreflang: ['vi'] });
  await sleep(50);
  for (const [language, target] of [
    ['vi', 'https://maker.example/vi'],
    ['en', 'https://maker.example/'],
  ] as const)
    assert.equal((await ask(path, { 'accept-language': language })).headers.location, target);
  assert.equal(isCached(path), false);
});

test('a default that depends on the media type is never kept', async () => {
  const path = `/01/${gtin(4)}`;
  await insertTestLink(system, org, `01/${gtin(4)}`, 'gs1:homepage', 'https://maker.example/', { isDefault: true });
  await insertTestLink(system, org, `01/${gtin(4)}`, 'gs1:defaultLinkMulti', 'https://maker.example/json', {
    mediaType: 'application/json',
  });
  await sleep(50);
  for (const [accept, target] of [
    ['application/json', 'https://maker.example/json'],
    ['text/html', 'https://maker.example/'],
  ] as const)
    assert.equal((await ask(path, { accept })).headers.location, target);
  assert.equal(isCached(path), false);
});

test('a recall of the lot is told within a second, whatever default its owner registered', async () => {
  const item = itemUri(9, 'R1').replace('https://id.gs1.org', '');
  await registerProduct(system, { orgId: org, code: gtin(9), name: 'Mắm', category: 'Thực phẩm' }, { at: context.now(), actor: 'test' });
  await insertTestLink(system, org, `01/${gtin(9)}`, 'gs1:pip', 'https://maker.example.com/mam', { isDefault: true });
  const made = makeEvent('ObjectEvent', '2026-11-19T08:00:00+07:00', {
    action: 'ADD',
    bizStep: 'commissioning',
    epcList: [itemUri(9, 'R1')],
    ilmd: { 'cbvmda:lotNumber': 'L9' },
  });
  await captureEvents({ context }, org, [made]);
  await warm(item);
  assert.equal((await ask(item)).headers.location, 'https://maker.example.com/mam');
  const recall = makeEvent('ObjectEvent', '2026-11-20T08:00:00+07:00', {
    action: 'OBSERVE',
    disposition: 'recalled',
    quantityList: [{ epcClass: lotUri(9, 'L9') }],
  });
  await captureEvents({ context }, org, [recall]);
  for (let look = 0; look < 40 && (await ask(item)).headers.location !== `${origin}/xem${item}`; look++) await sleep(25);
  assert.equal((await ask(item)).headers.location, `${origin}/xem${item}`);
  assert.equal(
    (await ask(`${item}?linkType=gs1:pip`)).headers.location,
    'https://maker.example.com/mam?linkType=gs1:pip',
    'asked for by name',
  );
});

test('as many links as a product may have do not hide those of its lot', async () => {
  const product = `01/${gtin(5)}`;
  for (let n = 0; n < links_of_thing_max; n++) await insertTestLink(system, org, product, 'gs1:pip', `https://maker.example/${n}`);
  await insertTestLink(system, org, `${product}/10/L1`, 'gs1:recallStatus', 'https://maker.example/recall', { isDefault: true });
  for (const query of ['', '?linkType=gs1:recallStatus'])
    assert.equal((await ask(`/${product}/10/L1${query}`)).headers.location, `https://maker.example/recall${query}`);
});

test('while nobody listens nothing is kept, and codes lead on all the same', async () => {
  const path = `/01/${gtin(3)}/10/L`;
  await listener.stop();
  assert.equal(redirects.isOn, false);
  for (let n = 0; n < 2; n++) assert.equal((await ask(path)).statusCode, 307);
  assert.equal(isCached(path), false);
});
