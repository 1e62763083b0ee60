// The resolver over HTTP: strictness, walking up, link types, linksets, headers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { checkPair, checkDigit, primaryKeys } from '@nguon/gs1';
import { gln, gtin, insertTestOrganisation, sscc } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { readPreferences } from './choose-link.ts';
import { readResolverPath } from './resolve-path.ts';

const product = await startTestProduct();
const { app, context } = product;
const org = await insertTestOrganisation(context.database.system, 'nha-lam');
const G = gtin(1);

async function addLink(
  thing: string,
  link_type: string,
  href: string,
  more: { isDefault?: boolean; hreflang?: string[]; mediaType?: string } = {},
): Promise<void> {
  await context.database.system.query(
    `insert into links (thing, org_id, link_type, href, title, hreflang, media_type, is_default, created_at) values ($1, $2, $3, $4, 'Tiêu đề', $5, $6, $7, now())`,
    [thing, org, link_type, href, more.hreflang ?? [], more.mediaType ?? null, more.isDefault ?? false],
  );
}
await addLink(`01/${gtin(2)}`, 'gs1:pip', 'https://maker.example/p', { isDefault: true });
await addLink(`01/${gtin(2)}`, 'gs1:instructions', 'https://maker.example/huong-dan', { hreflang: ['vi'] });
await addLink(`01/${gtin(2)}`, 'gs1:instructions', 'https://maker.example/guide', { hreflang: ['en'] });
await addLink(`01/${gtin(2)}/10/L1`, 'gs1:certificationInfo', 'https://maker.example/lot?a=1');

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

test('nothing registered: 307 to our own page of the same path, query passed on', async () => {
  const answer = await get(`/01/${G}/10/L-1/21/S%2F1?foo=bar&x=%20y`);
  assert.equal(answer.statusCode, 307);
  assert.equal(answer.headers.location, `/xem/01/${G}/10/L-1/21/S%2F1?foo=bar&x=%20y`);
});

/** A valid value of each of the sixteen primary keys; the payment key with its reference, without which it is incomplete. */
const validPaths: Readonly<Record<string, string>> = {
  '00': `/00/${sscc(1)}`,
  '01': `/01/${G}`,
  '253': `/253/${gln(1)}X`,
  '255': `/255/${gln(1)}5`,
  '401': '/401/9520ABC',
  '402': `/402/9520000000000001${checkDigit('9520000000000001')}`,
  '414': `/414/${gln(1)}/254/A`,
  '415': `/415/${gln(1)}/8020/R1`,
  '417': `/417/${gln(1)}`,
  '8003': `/8003/0${gln(1)}S`,
  '8004': '/8004/9520ASSET',
  '8006': `/8006/${G}0102`,
  '8010': '/8010/9520PART',
  '8013': `/8013/9520MODEL${checkPair('9520MODEL')}`,
  '8017': `/8017/95200000000000001${checkDigit('95200000000000001')}`,
  '8018': `/8018/95200000000000001${checkDigit('95200000000000001')}`,
};

test('every primary key leads to its scan page, and that page is no error page', async () => {
  assert.deepEqual(Object.keys(validPaths).sort(), primaryKeys.map(({ ai }) => ai).sort());
  for (const [ai, link] of Object.entries(validPaths)) {
    const answer = await get(link);
    assert.deepEqual([answer.statusCode, answer.headers.location], [307, `/xem${link}`], ai);
    const page = await get(answer.headers.location!);
    // Nothing is recorded of most: the scan page says so under 404, with a verdict; an error page has none.
    assert.ok(page.statusCode === 200 || page.statusCode === 404, `${ai}: ${page.statusCode}`);
    assert.ok(page.body.includes('<h1 id="v">') && page.body.includes(`?code=${encodeURIComponent(link)}`), `${ai}: a verdict`);
  }
});

test('the nearest level with a default answers for the levels beneath it', async () => {
  const answer = await get(`/01/${gtin(2)}/10/L9/21/7?q=1`);
  assert.equal(answer.statusCode, 307);
  assert.equal(answer.headers.location, 'https://maker.example/p?q=1');
});

test('linkType: redirects by type and language, joins queries, 404 where absent', async () => {
  const of = (query: string, headers = {}) => get(`/01/${gtin(2)}/10/L1?linkType=${query}`, headers);
  assert.equal(
    (await of('gs1:instructions', { 'accept-language': 'en-GB,en;q=0.9' })).headers.location,
    'https://maker.example/guide?linkType=gs1:instructions',
  );
  assert.equal(
    (await of('https://gs1.org/voc/instructions', { 'accept-language': 'vi' })).headers.location,
    'https://maker.example/huong-dan?linkType=https://gs1.org/voc/instructions',
  );
  assert.equal((await of('gs1:certificationInfo')).headers.location, 'https://maker.example/lot?a=1&linkType=gs1:certificationInfo');
  assert.equal((await of('gs1:instructions', { 'accept-language': 'fr' })).statusCode, 300);
  assert.equal((await of('gs1:nosuchlt')).statusCode, 404);
  assert.equal((await get(`/01/${G}?linkType=gs1:pip`)).headers.location, `/xem/01/${G}?linkType=gs1:pip`);
});

test('refusals: a wrong check digit, a foreign segment, never 200', async () => {
  for (const url of [`/01/${G.slice(0, 13)}${(Number(G[13]) + 1) % 10}`, `/01/${G}/foo`, '/01/abc', `/01/${G}/77/x`, '/414/123']) {
    const answer = await get(url);
    assert.equal(answer.statusCode, 400, url);
    assert.ok(answer.body.includes('<h1'), url);
  }
  const json = await get('/01/abc', { accept: 'application/json' });
  assert.match(String(json.headers['content-type']), /^application\/problem\+json/);
});

test('lenient reading: 307 to the strict address, query kept', async () => {
  const short = await get(`/01/${G.slice(1)}/10/L1?8000=0301234567`);
  assert.deepEqual([short.statusCode, short.headers.location], [307, `/01/${G}/10/L1?8000=0301234567`]);
  const strict = await get(short.headers.location!);
  assert.equal(strict.headers.location, `/xem/01/${G}/10/L1?8000=0301234567`);
  assert.equal((await get(`/gtin/${G}/lot/L1`)).headers.location, `/01/${G}/10/L1`);
  assert.equal((await get(`/01/${G}/17/271231?a=b`)).headers.location, `/01/${G}?a=b&17=271231`);
  assert.equal((await get(`/01/${G}/21/S/10/L`)).headers.location, `/01/${G}/10/L/21/S`);
});

test('a slash at the end changes nothing', async () => {
  assert.equal((await get(`/01/${G}/10/L1/`)).headers.location, (await get(`/01/${G}/10/L1`)).headers.location);
});

test('linkset: asked for by type or by Accept, valid, one default, anchors at their levels', async () => {
  const byType = await get(`/01/${gtin(2)}/10/L1?linkType=linkset`);
  assert.equal(byType.statusCode, 200);
  assert.match(String(byType.headers['content-type']), /^application\/linkset\+json/);
  const byAccept = await get(`/01/${gtin(2)}/10/L1?linkType=all`, { accept: 'application/linkset+json' });
  assert.equal(byAccept.body, byType.body);
  assert.match(String(byType.headers.link), /rel="http:\/\/www\.w3\.org\/ns\/json-ld#context"; type="application\/ld\+json"/);
  const linkset = byType.json<{ linkset: Record<string, unknown>[] }>().linkset;
  assert.deepEqual(
    linkset.map((entry) => entry['anchor']),
    [`http://localhost:80/01/${gtin(2)}/10/L1`, `http://localhost:80/01/${gtin(2)}`],
  );
  const defaults = linkset.flatMap((entry) => (entry['https://ref.gs1.org/voc/defaultLink'] as { href: string }[] | undefined) ?? []);
  assert.deepEqual(defaults, [{ href: 'https://maker.example/p', title: 'Tiêu đề' }]);
  const own = (await get(`/01/${G}`, { accept: 'application/linkset+json' })).json<{ linkset: Record<string, { href: string }[]>[] }>()
    .linkset[0]!;
  assert.equal(own['https://ref.gs1.org/voc/defaultLink']![0]!.href, `http://localhost:80/xem/01/${G}`);
  assert.equal(own['https://ref.gs1.org/voc/pip']![0]!.href, `http://localhost:80/xem/01/${G}`);
  checkAgainstSchema([byType.json(), (await get(`/01/${G}`, { accept: 'application/linkset+json' })).json()]);
});

function checkAgainstSchema(linksets: readonly unknown[]): void {
  const file = path.resolve(context.config.rootDir, process.env['NGUON_CORPUS'] ?? '../shared/corpus', 'gs1/schemas/linkset-schema.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    if (process.env['CI'] === 'true') throw new Error(`corpus missing: ${file}`);
    console.log('corpus missing: the linkset schema was not checked');
    return;
  }
  const schema = JSON.parse(text) as Record<string, unknown>;
  delete schema['$schema'];
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  for (const linkset of linksets) assert.ok(validate(linkset), JSON.stringify(validate.errors));
}

test('HEAD, OPTIONS, CORS, Vary and the way to the linkset', async () => {
  const head = await app.inject({ method: 'HEAD', url: `/01/${G}` });
  assert.equal(head.statusCode, 307);
  assert.equal(head.body, '');
  const options = await app.inject({
    method: 'OPTIONS',
    url: `/01/${G}`,
    headers: { origin: 'https://x.example', 'access-control-request-method': 'GET,HEAD,OPTIONS' },
  });
  assert.equal(options.statusCode, 204);
  assert.equal(options.headers['access-control-allow-origin'], '*');
  for (const method of ['GET', 'HEAD', 'OPTIONS']) assert.ok(String(options.headers['access-control-allow-methods']).includes(method));
  assert.match(String(options.headers.link), /rel="linkset"/);
  const answer = await get(`/01/${G}`);
  assert.match(String(answer.headers.link), /rel="linkset"/);
});

test('Vary names what the answer depends on and nothing else', async () => {
  const base = `/01/${gtin(2)}/10/L1`;
  const varyOf = async (url: string): Promise<string | undefined> => (await get(url)).headers.vary as string | undefined;
  // The default link is one, whatever the reader's language; `Accept` may ask for the linkset instead.
  assert.equal(await varyOf(base), 'accept');
  assert.equal(await varyOf(`${base}?linkType=gs1:defaultLink`), 'accept');
  assert.equal(await varyOf(`${base}?linkType=gs1:instructions`), 'accept, accept-language');
  assert.equal(await varyOf(`${base}?linkType=gs1:certificationInfo`), 'accept', 'one link answers in every language');
  assert.equal(await varyOf(`${base}?linkType=gs1:nosuchlt`), 'accept');
  assert.equal(await varyOf(`${base}?linkType=linkset`), undefined);
  assert.equal(await varyOf(`/01/${G.slice(1)}`), undefined);
  // What Vary leaves out does not change the answer.
  for (const url of [base, `${base}?linkType=gs1:defaultLink`, `/01/${G}`]) {
    const locations = await Promise.all(
      ['vi', 'en-GB', 'zh', 'fr'].map(async (language) => (await get(url, { 'accept-language': language })).headers.location),
    );
    assert.equal(new Set(locations).size, 1, url);
  }
});

test('levels of registration follow the standard', () => {
  const levels = (text: string): readonly string[] => {
    const reading = readResolverPath(text, '');
    return reading.kind === 'identifier' ? reading.levels : [];
  };
  assert.deepEqual(levels(`/01/${G}/22/V/10/L/21/S`), [`01/${G}/21/S`, `01/${G}/22/V/10/L`, `01/${G}/10/L`, `01/${G}/22/V`, `01/${G}`]);
  assert.deepEqual(levels(`/01/${G}/235/T`), [`01/${G}/235/T`, `01/${G}`]);
  assert.deepEqual(levels(`/414/${gln(1)}/254/A`), [`414/${gln(1)}/254/A`, `414/${gln(1)}`]);
});

test('preferences: by q, wildcards and zero left out', () => {
  assert.deepEqual(readPreferences('en;q=0.5, vi-VN, *;q=0.1, fr;q=0'), ['vi-vn', 'en']);
  assert.deepEqual(readPreferences(undefined), []);
});
