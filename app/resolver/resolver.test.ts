// The resolver over HTTP: strictness, walking up, link types, linksets, headers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { checkPair, checkDigit, linkKey, parseDigitalLinkPath, primaryKeys } from '@nguon/gs1';
import { compressLink } from '@nguon/gs1/compressed';
import { gln, gtin, insertTestOrganisation, sscc } from '../../test/support/sample-events.ts';
import { insertTestLink } from '../../test/support/sample-links.ts';
import type { LinkMore } from '../../test/support/sample-links.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { registerProduct } from '../product/register-product.ts';

const product = await startTestProduct();
const { app, context } = product;
const org = await insertTestOrganisation(context.database.system, 'nha-lam');
const G = gtin(1);

const addLink: (thing: string, type: string, href: string, more?: LinkMore) => Promise<void> = (...link) =>
  insertTestLink(context.database.system, org, ...link);
const register = (item: number, name: string): Promise<unknown> =>
  registerProduct(
    context.database.system,
    { orgId: org, code: gtin(item), name, nameEn: `${name} (en)`, category: 'Thực phẩm' },
    { at: new Date('2026-11-01T00:00:00Z'), actor: 'test' },
  );
await register(1, 'Muối tôm');
await addLink(`01/${gtin(2)}`, 'gs1:pip', 'https://maker.example/p', { isDefault: true });
await addLink(`01/${gtin(2)}`, 'gs1:instructions', 'https://maker.example/huong-dan', { hreflang: ['vi'] });
await addLink(`01/${gtin(2)}`, 'gs1:instructions', 'https://maker.example/guide', { hreflang: ['en'] });
await addLink(`01/${gtin(2)}/10/L1`, 'gs1:certificationInfo', 'https://maker.example/lot?a=1');

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
/** Ours without origin. */
const locationOf = async (url: string, headers: Record<string, string> = {}): Promise<string | undefined> =>
  (await get(url, headers)).headers.location?.replace(/^http:\/\/localhost:80(?=\/)/, '');

test('no link registered: 307 to our own page of the same path, query passed on', async () => {
  const answer = await get(`/01/${G}/10/L-1/21/S%2F1?foo=bar&x=%20y`);
  assert.equal(answer.statusCode, 307);
  assert.equal(answer.headers.location, `http://localhost:80/xem/01/${G}/10/L-1/21/S%2F1?foo=bar&x=%20y`);
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

test('every primary key: 404 with the scan page that says so while nothing is known, its link once there is one', async () => {
  assert.deepEqual(Object.keys(validPaths).sort(), primaryKeys.map(({ ai }) => ai).sort());
  for (const [ai, link] of Object.entries(validPaths)) {
    if (ai !== '01') {
      const unknown = await get(link);
      assert.equal(unknown.statusCode, 404, ai);
      assert.ok(unknown.body.includes('<h1 id="v">') && unknown.body.includes(`?code=${encodeURIComponent(link)}`), `${ai}: a verdict`);
      assert.equal(unknown.headers['access-control-allow-origin'], '*');
      assert.match(String(unknown.headers.link), /rel="linkset"/);
    }
    const parsed = parseDigitalLinkPath(link, '', 'strict');
    assert.ok(parsed.ok, ai);
    await addLink(linkKey(parsed.value.path), 'gs1:instructions', `https://maker.example/${ai}`);
    assert.deepEqual([(await get(link)).statusCode, await locationOf(link)], [307, `/xem${link}`], ai);
    assert.equal(await locationOf(`${link}?linkType=gs1:instructions`), `https://maker.example/${ai}?linkType=gs1:instructions`, ai);
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
  assert.equal(await locationOf(`/01/${G}?linkType=gs1:pip`), `/xem/01/${G}?linkType=gs1:pip`);
});

test('refusals: a wrong check digit, a foreign segment, never 200', async () => {
  for (const url of [
    `/01/${G.slice(0, 13)}${(Number(G[13]) + 1) % 10}`,
    `/01/${G}/foo`,
    '/01/abc',
    `/01/${G}/77/x`,
    '/414/123',
    `/01/${G}/21/S/10/L`,
    `/01/${G}/17/271231`,
    `/01/${G}/10/L1?10=L2`,
    `/01/${G}/21/S/21/S`,
    `/415/${gln(1)}`,
    `/414/${gln(1)}/01/${G}`,
    `/01/${G}/10/L%zz`,
    '/eh30',
  ]) {
    const answer = await get(url);
    assert.equal(answer.statusCode, 400, url);
    assert.ok(answer.body.includes('<h1'), url);
    assert.equal(answer.headers['access-control-allow-origin'], '*');
    const json = await get(url, { accept: 'application/json' });
    assert.equal(json.statusCode, 400, url);
    assert.match(String(json.headers['content-type']), /^application\/problem\+json/);
    if (!url.includes('%zz')) assert.ok(json.json<{ faults: unknown[] }>().faults.length > 0, url);
  }
});

test('the page of a wrong address speaks to people: each sentence once, and the link that was probably meant', async () => {
  const wrong = `${G.slice(0, 13)}${(Number(G[13]) + 1) % 10}`;
  const digits = (await get(`/01/${wrong}`)).body;
  assert.ok(digits.includes(`Các chữ số của mã ${wrong} không khớp nhau`));
  assert.equal(digits.includes('Số kiểm tra của (01)'), false, 'no talk of application identifiers');
  assert.equal(digits.split('không khớp nhau').length, 2, 'once');
  assert.ok((await get(`/01/${wrong}`, { 'accept-language': 'en-GB, vi;q=0.5' })).body.includes('do not fit together'));
  const order = (await get(`/01/${G}/21/S/10/L?a=b`)).body;
  assert.ok(order.includes(`href="/01/${G}/10/L/21/S?a=b"`), 'in the right order');
  const attribute = (await get(`/01/${G}/17/271231?a=b`)).body;
  assert.ok(attribute.includes(`href="/01/${G}?a=b&amp;17=271231"`), 'the attribute behind the question mark');
  assert.equal((await get(`/01/${G}/foo`)).body.includes('Có lẽ bạn muốn mở'), false);
});

test('what is readable without doubt leads by 307 to its one spelling, query kept, and stops there', async () => {
  const cases: [string, string][] = [
    [`/01/${G.slice(1)}/10/L1?8000=0301234567`, `/01/${G}/10/L1?8000=0301234567`],
    [`/gtin/${G}/lot/L1`, `/01/${G}/10/L1`],
    [`/01/${G}/10/%4D%2f1`, `/01/${G}/10/M%2F1`],
    [`/01/${G}/10/A!B?x=1`, `/01/${G}/10/A%21B?x=1`],
    [`/01/${G}?10=L1`, `/01/${G}/10/L1?10=L1`],
  ];
  for (const [given, strict] of cases) {
    const answer = await get(given);
    assert.deepEqual([answer.statusCode, answer.headers.location], [307, strict]);
    assert.match(String(await locationOf(strict)), /^\/xem\/01/);
  }
  assert.equal(await locationOf(`/xem/01/${G}/10/%4D%2f1?lang=en`), `/xem/01/${G}/10/M%2F1?lang=en`);
  assert.equal(await locationOf(`/xem/01/${G}/10/M%2F1`), undefined);
});

test('a slash at the end changes nothing', async () => {
  assert.equal((await get(`/01/${G}/10/L1/`)).headers.location, (await get(`/01/${G}/10/L1`)).headers.location);
});

type Entry = Record<string, { href: string; title: string; hreflang?: string[] }[]> & { anchor: string; itemDescription?: string };
const linksetOf = async (url: string): Promise<Entry[]> =>
  (await get(url, { accept: 'application/linkset+json' })).json<{ linkset: Entry[] }>().linkset;
const voc = 'https://ref.gs1.org/voc/';

test('linkset: asked for by type or by Accept, valid, one default, anchors at their levels', async () => {
  const byType = await get(`/01/${gtin(2)}/10/L1?linkType=linkset`, { accept: '*/*' });
  assert.equal(byType.statusCode, 200);
  assert.equal(byType.headers['content-type'], 'application/linkset+json');
  for (const url of [`/01/${gtin(2)}/10/L1?linkType=all`, `/01/${gtin(2)}/10/L1`, `/01/${gtin(2)}/10/L1?linkType=gs1:pip`])
    assert.equal((await get(url, { accept: 'application/linkset+json' })).body, byType.body, url);
  assert.match(String(byType.headers.link), /rel="http:\/\/www\.w3\.org\/ns\/json-ld#context"; type="application\/ld\+json"/);
  const linkset = byType.json<{ linkset: Entry[] }>().linkset;
  assert.deepEqual(
    linkset.map(({ anchor }) => anchor),
    [`http://localhost:80/01/${gtin(2)}/10/L1`, `http://localhost:80/01/${gtin(2)}`],
  );
  assert.deepEqual(
    linkset.flatMap((entry) => entry[`${voc}defaultLink`] ?? []),
    [{ href: 'https://maker.example/p', title: 'Tiêu đề' }],
  );
  const [own] = await linksetOf(`/01/${G}`);
  assert.equal(own![`${voc}defaultLink`]![0]!.href, `http://localhost:80/xem/01/${G}`);
  assert.equal(own![`${voc}pip`]![0]!.href, `http://localhost:80/xem/01/${G}`);
  assert.equal(own!.itemDescription, 'Muối tôm');
  checkAgainstSchema([byType.json(), { linkset: [own] }]);
});

test('forms of the linkset by Accept with q-values: never 406, never a redirect', async () => {
  const url = `/01/${G}?linkType=linkset`;
  const cases: [string | undefined, string][] = [
    [undefined, 'text/html; charset=utf-8'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['*/*', 'application/linkset+json'],
    ['application/json', 'application/json'],
    ['application/ld+json', 'application/ld+json'],
    ['application/ld+json;q=0.4, application/linkset+json;q=0.5', 'application/linkset+json'],
    ['application/linkset+json;q=0.1, text/html;q=0.2', 'text/html; charset=utf-8'],
    ['application/linkset+json;q=0, application/*', 'application/ld+json'],
    ['image/png', 'application/linkset+json'],
  ];
  for (const [accept, type] of cases) {
    const answer = await get(url, accept === undefined ? {} : { accept });
    assert.deepEqual([answer.statusCode, answer.headers['content-type']], [200, type], accept);
    assert.ok(String(answer.headers.vary).startsWith('accept'), accept);
  }
  const ld = (await get(url, { accept: 'application/ld+json' })).json<Record<string, unknown>>();
  assert.equal(ld['@context'], 'https://ref.gs1.org/standards/resolver/linkset-context');
  assert.equal((await get(url, { accept: 'application/json' })).body.includes('@context'), false);
  // Without linkType the linkset must be wanted no less than anything else.
  assert.equal((await get(`/01/${G}`, { accept: 'text/html, application/linkset+json;q=0.3' })).statusCode, 307);
  assert.equal((await get(`/01/${G}`, { accept: 'application/linkset+json;q=0.3, */*;q=0.1' })).statusCode, 200);
});

test("the page of links: per level, in the reader's language, JSON-LD inside", async () => {
  await register(2, 'Bánh tráng');
  const vi = (await get(`/01/${gtin(2)}/10/L1?linkType=linkset`)).body;
  for (const text of ['Riêng lô L1', `Chung cho mọi sản phẩm mang mã ${gtin(2)}`, 'Bánh tráng', 'Trang mở khi quét', 'Tiếng Anh'])
    assert.ok(vi.includes(text), text);
  const inside = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(vi)![1]!) as Record<string, unknown>;
  assert.ok('@context' in inside && 'linkset' in inside);
  const en = (await get(`/01/${gtin(2)}/10/L1?linkType=linkset`, { 'accept-language': 'en' })).body;
  assert.ok(en.includes('For lot L1 only') && en.includes('Bánh tráng (en)') && en.includes('<html lang="en">'));
  await addLink(`01/${gtin(3)}`, 'gs1:support', 'javascript:alert(1)', { title: '</script><b>x' });
  const hostile = (await get(`/01/${gtin(3)}?linkType=linkset`)).body;
  assert.equal(hostile.includes('href="javascript:'), false);
  assert.equal(hostile.includes('</script><b>x'), false);
});

test('the union of the six registrations, each with its own anchor, and nothing of another lot', async () => {
  const base = `01/${gtin(4)}`;
  const levels = ['235/T', '21/S', '22/V/10/L', '10/L', '22/V'];
  for (const level of levels) await addLink(`${base}/${level}`, 'gs1:support', `https://maker.example/${level}`);
  await addLink(base, 'gs1:support', 'https://maker.example/all');
  await addLink(`${base}/10/OTHER`, 'gs1:support', 'https://maker.example/other');
  const anchorsOf = async (url: string): Promise<string[]> =>
    (await linksetOf(url)).map(({ anchor }) => anchor.slice('http://localhost:80/'.length));
  assert.deepEqual(await anchorsOf(`/${base}/22/V/10/L/21/S`), [`${base}/21/S`, `${base}/22/V/10/L`, `${base}/10/L`, `${base}/22/V`, base]);
  assert.deepEqual(await anchorsOf(`/${base}/235/T`), [`${base}/235/T`, base]);
  assert.deepEqual(await anchorsOf(`/${base}/10/NEW`), [`${base}/10/NEW`, base], 'our own page stands at the level asked for');
  assert.equal((await anchorsOf(`/${base}/10/NEW/21/S`)).includes(`${base}/10/NEW`), true, 'or at the next above it in the path');
  assert.equal(await locationOf(`/${base}/10/NEW?linkType=gs1:support`), 'https://maker.example/all?linkType=gs1:support');
});

test('a default for each language; who speaks neither gets the one default', async () => {
  const base = `01/${gtin(5)}`;
  await addLink(base, 'gs1:homepage', 'https://maker.example/', { isDefault: true });
  for (const tag of ['vi', 'en']) await addLink(base, 'gs1:defaultLinkMulti', `https://maker.example/${tag}`, { hreflang: [tag] });
  const of = async (language: string): Promise<string | undefined> => locationOf(`/${base}/10/L`, { 'accept-language': language });
  assert.equal(await of('en-GB,en;q=0.9'), 'https://maker.example/en');
  assert.equal(await of('ja;q=0.9, vi;q=0.3'), 'https://maker.example/vi');
  assert.equal(await of('ja'), 'https://maker.example/');
  assert.equal(await locationOf(`/${base}`), 'https://maker.example/');
  assert.equal((await get(`/${base}`, { 'accept-language': 'vi' })).headers.vary, 'accept, accept-language');
  checkAgainstSchema([{ linkset: await linksetOf(`/${base}`) }]);
});

test('withdrawn: 410 where a type was and is no more, the higher level where it has one, never a dead link', async () => {
  const base = `01/${gtin(6)}`;
  await addLink(base, 'gs1:pip', 'https://maker.example/old', { withdrawn: true });
  const gone = await get(`/${base}`);
  assert.equal(gone.statusCode, 410, 'all there was is withdrawn');
  assert.ok(gone.body.includes('<h1 id="v">'));
  assert.equal((await get(`/${base}`, { accept: 'application/json' })).statusCode, 410);
  await addLink(base, 'gs1:instructions', 'https://maker.example/i', { expires: '2026-11-21T00:00:00Z' });
  assert.equal((await get(`/${base}`)).statusCode, 410, 'expired is withdrawn');
  await addLink(base, 'gs1:support', 'https://maker.example/s');
  await addLink(`${base}/10/L`, 'gs1:support', 'https://maker.example/lot', { withdrawn: true });
  const page = await get(`/${base}?linkType=gs1:instructions`);
  assert.equal(page.statusCode, 410);
  assert.ok(page.body.includes('https://maker.example/s'), 'lists what there is');
  assert.equal((await get(`/${base}?linkType=gs1:instructions`, { accept: 'application/json' })).statusCode, 410);
  assert.equal((await get(`/${base}?linkType=gs1:epil`)).statusCode, 404);
  assert.equal(await locationOf(`/${base}/10/L?linkType=gs1:support`), 'https://maker.example/s?linkType=gs1:support');
});

test("the whole query goes on: as written, behind the target's own, before its fragment", async () => {
  const base = `01/${gtin(7)}`;
  await addLink(base, 'gs1:pip', 'https://maker.example/p?a=b#part', { isDefault: true });
  assert.equal(await locationOf(`/${base}?x=1%3By&x=2+3`), 'https://maker.example/p?a=b&x=1%3By&x=2+3#part');
  assert.equal(await locationOf(`/${base}`), 'https://maker.example/p?a=b#part');
});

test('undecidable: 300 with a list in the form asked for', async () => {
  const url = `/01/${gtin(2)}?linkType=gs1:instructions`;
  const page = await get(url);
  assert.equal(page.statusCode, 300);
  assert.ok(page.body.includes('https://maker.example/guide') && page.body.includes('https://maker.example/huong-dan'));
  const list = await get(url, { accept: 'application/json' });
  assert.deepEqual([list.statusCode, list.headers['content-type']], [300, 'application/json']);
  assert.equal(list.json<{ linkset: Entry[] }>().linkset[0]![`${voc}instructions`]!.length, 2);
});

test('links of a closed organisation keep resolving', async () => {
  await context.database.system.query('update organisations set closed_at = now() where id = $1', [org]);
  assert.equal(await locationOf(`/01/${gtin(2)}`), 'https://maker.example/p');
  await context.database.system.query('update organisations set closed_at = null where id = $1', [org]);
});

test('the description file is valid and readable from anywhere', async () => {
  const answer = await get('/.well-known/gs1resolver', { origin: 'https://x.example' });
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  checkAgainstSchema([answer.json()], 'description-file-schema-1.2.0.json');
});

function checkAgainstSchema(values: readonly unknown[], name = 'linkset-schema.json'): void {
  const file = path.resolve(context.config.rootDir, process.env['NGUON_CORPUS'] ?? '../shared/corpus', 'gs1/schemas', name);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    if (process.env['CI'] === 'true') throw new Error(`corpus missing: ${file}`);
    console.log(`corpus missing: ${name} was not checked`);
    return;
  }
  const schema = JSON.parse(text) as Record<string, unknown>;
  delete schema['$schema'];
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  for (const value of values) assert.ok(validate(value), JSON.stringify(validate.errors));
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
  assert.equal((await app.inject({ method: 'OPTIONS', url: '/.well-known/gs1resolver' })).headers.link, undefined);
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
  assert.equal(await varyOf(`${base}?linkType=gs1:nosuchlt`), 'accept, accept-language', 'a page');
  assert.equal(await varyOf(`${base}?linkType=linkset`), 'accept, accept-language', 'a page');
  assert.equal(await varyOf(`/01/${G.slice(1)}`), undefined);
  const unknown = await get('/01/04012345123456');
  assert.match(`${unknown.statusCode} ${String(unknown.headers.vary)}`, /^404 accept(,|$)/, 'a page, or problem+json');
  // What Vary leaves out does not change the answer.
  for (const url of [base, `${base}?linkType=gs1:defaultLink`, `/01/${G}`]) {
    const locations = await Promise.all(
      ['vi', 'en-GB', 'zh', 'fr'].map(async (language) => (await get(url, { 'accept-language': language })).headers.location),
    );
    assert.equal(new Set(locations).size, 1, url);
  }
});

test('compressed links: answered as uncompressed, which a header names, and never sent there first', async () => {
  const packed = compressLink(`https://id.gs1.org/01/${gtin(2)}/21/7`, { form: 'hex' });
  assert.ok(packed.ok);
  const path = new URL(packed.value.link).pathname;
  assert.match(path, /^\/eh/);
  const answer = await get(`${path}?a=b`);
  assert.deepEqual([answer.statusCode, answer.headers.location], [307, 'https://maker.example/p?a=b']);
  assert.ok(String(answer.headers.link).includes(`<http://localhost:80/01/${gtin(2)}/21/7>; rel="owl:sameAs"`));
  const linkset = (await get(path, { accept: 'application/linkset+json' })).json<{ linkset: Entry[] }>().linkset;
  assert.deepEqual(
    linkset.map(({ anchor }) => anchor),
    [`http://localhost:80/01/${gtin(2)}/21/7`, `http://localhost:80/01/${gtin(2)}`],
  );
  assert.equal((await get('/JTLIetaiHYA')).statusCode, 404, 'the older form, of an unknown document');
  assert.equal((await get('/khong-co-trang')).statusCode, 404);
});

test('an identifier of another system leads to its key; withdrawn is gone', async () => {
  const { system } = context.database;
  const add = (identifier: string, withdrawn: boolean): Promise<unknown> =>
    system.query(
      `insert into aliases (system, identifier, thing, created_at, created_by, withdrawn_at, withdrawn_by) values ('nda', $1, $2, now(), 'test', $3, $4)`,
      [identifier, `01/${gtin(2)}/10/L'1`, withdrawn ? new Date() : null, withdrawn ? 'test' : null],
    );
  await add('VN.1/á', false);
  await add('CU', true);
  const answer = await get(`/dinh-danh/nda/${encodeURIComponent('VN.1/á')}?a=b`);
  assert.deepEqual([answer.statusCode, answer.headers.location], [307, `/01/${gtin(2)}/10/L%271?a=b`]);
  assert.equal((await get(`/dinh-danh/nda/${encodeURIComponent('VN.1/á'.normalize('NFD'))}`)).statusCode, 307);
  assert.equal((await get('/dinh-danh/nda/CU')).statusCode, 410);
  assert.equal((await get('/dinh-danh/nda/KHONG')).statusCode, 404);
});
