// The scanner over HTTP: a page that works without script, look-ups that say what the scan page says, files of the camera.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { captureEvents } from '../../test/support/capture-events.ts';
import { gtin, insertTestOrganisation, itemUri, lotUri, makeEvent } from '../../test/support/sample-events.ts';
import type { JsonEvent } from '../../test/support/sample-events.ts';
import { startTestProduct, testConfig } from '../../test/support/test-product.ts';
import { islandFilesOf } from '../assets/island-files.ts';
import { openDatabase } from '../db.ts';
import { buildServer } from '../http.ts';
import { makeContext } from '../make-context.ts';
import { registerProduct } from '../product/register-product.ts';
import { routes } from '../routes.ts';
import { scanRuntimeOf } from '../scan/scan-runtime.ts';
import type { ScanAnswer } from './scan-answer.ts';

const product = await startTestProduct();
const system = product.context.database.system;
const maker = await insertTestOrganisation(system, 'nha-lam');
await registerProduct(
  system,
  { orgId: maker, code: gtin(1), name: 'Muối tôm', nameEn: 'Shrimp salt', category: 'Thực phẩm', netContent: '150 g' },
  { at: product.clock, actor: 'test' },
);
const object = (time: string, action: string, bizStep: string, what: JsonEvent): JsonEvent =>
  makeEvent('ObjectEvent', time, { action, bizStep, ...what });
await captureEvents(product, maker, [
  object('2026-11-19T08:00:00+07:00', 'ADD', 'commissioning', { epcList: [itemUri(1, 'R1')], disposition: 'active' }),
  object('2026-11-19T09:00:00+07:00', 'ADD', 'commissioning', {
    epcList: [itemUri(1, 'C1')],
    disposition: 'active',
    ilmd: { 'cbvmda:lotNumber': 'L9' },
  }),
  object('2026-11-20T08:00:00+07:00', 'OBSERVE', 'holding', {
    quantityList: [{ epcClass: lotUri(1, 'L9') }],
    disposition: 'recalled',
  }),
]);

const ask = (code: string, more = ''): string => `/quet/tra-cuu?ma=${encodeURIComponent(code)}${more}`;
async function answerOf(code: string, more = ''): Promise<ScanAnswer> {
  const { statusCode, body, headers } = await product.app.inject(ask(code, more));
  assert.equal(statusCode, 200, `${code}: ${body}`);
  assert.equal(headers['cache-control'], 'no-store');
  return JSON.parse(body) as ScanAnswer;
}

test('a look-up says what the scan page says, in every spelling that a scan may have', async () => {
  const codes = [
    [`/01/${gtin(1)}/21/R1`, 'right'],
    [`/01/${gtin(1)}/10/L9/21/C1`, 'recalled_lot'],
    [`(01)${gtin(1)}(21)NOBODY`, 'unknown_item'],
    [`]C101${gtin(1)}21R1`, 'right'],
    [`https://elsewhere.example/a/01/${gtin(1)}/21/R1?x=1`, 'right'],
    [gtin(1).slice(1), 'product'],
    ['4006381333931', 'unknown'],
  ] as const;
  for (const [code, verdict] of codes) {
    const answer = await answerOf(code);
    assert.equal(answer.verdict, verdict, code);
    const page = await product.app.inject(answer.path);
    assert.ok(page.body.includes(answer.title), `${code}: ${answer.title}`);
    assert.equal(answer.asks_lot, answer.lot === null && answer.serial === null, code);
  }
  const english = await answerOf(`/01/${gtin(1)}/10/L9/21/C1`, '&lang=en');
  assert.deepEqual([english.name, english.lot, english.serial], ['Shrimp salt', 'L9', 'C1']);
  assert.ok(english.path.endsWith('?lang=en') && !/[àáâãèéêìíòóôõùúăđĩũơưạ-ỹ]/i.test(english.title), english.title);
});

test('a bare number asks for the lot wherever lots are known, registered product or not, and confirms no package', async () => {
  await captureEvents(product, maker, [
    object('2026-11-19T10:00:00+07:00', 'ADD', 'commissioning', {
      quantityList: [{ epcClass: lotUri(2, 'L2'), quantity: 5 }],
      disposition: 'active',
    }),
  ]);
  for (const n of [1, 2]) {
    const { body } = await product.app.inject(`/xem/01/${gtin(n)}`);
    assert.ok(/<form action="\/nhap-ma"[^]*name="ma"[^]*name="lo"/.test(body), `no form for ${n}`);
    assert.ok(!body.includes('Mã đúng'), `${n}: ${/<h1[^>]*>([^<]*)/.exec(body)?.[1]}`);
    assert.equal((await answerOf(gtin(n))).asks_lot, true, String(n));
  }
  const { body, statusCode } = await product.app.inject(`/xem/01/${gtin(1)}/10/L9`);
  assert.equal(statusCode, 200);
  assert.ok(!body.includes('name="lo"'));
});

test('a look-up counts as one scan where something is recorded; HEAD and unknown codes count nothing', async () => {
  const { counter } = scanRuntimeOf(product.context);
  const thing = `01/${gtin(1)}/21/R1`;
  const before = counter.pending(thing).total;
  await answerOf(`/${thing}`);
  assert.equal(counter.pending(thing).total, before + 1);
  await product.app.inject({ method: 'HEAD', url: ask(`/${thing}`) });
  assert.equal(counter.pending(thing).total, before + 1);
  await answerOf(`/01/${gtin(1)}/21/NOBODY`);
  assert.equal(counter.pending(`01/${gtin(1)}/21/NOBODY`).total, 0);
});

test('what is no code is refused in words; nothing thrown at it is a fault of ours', async () => {
  const texts = [
    '',
    'xin chào',
    'https://bad.example/login',
    '9520101000102',
    '/01/09520101000101/10/%00',
    '%',
    '\u001d',
    ']C1',
    'a'.repeat(5_000),
  ];
  for (const text of texts) {
    const { statusCode, body } = await product.app.inject(ask(text));
    assert.equal(statusCode, 400, text);
    const problem = JSON.parse(body) as { title: string; title_vi: string };
    assert.ok(problem.title.length > 5 && problem.title_vi.length > 5, body);
  }
  for (const url of ['/quet/tra-cuu', '/quet/tra-cuu?ma=1&ma=2', '/quet/tra-cuu?ma[x]=1'])
    assert.equal((await product.app.inject(url)).statusCode, 400, url);
});

test('without its database a look-up is "away" (503, try again), never "unknown"; the page itself is still there', async (t) => {
  // Nobody listens on port 1.
  const database = openDatabase({ host: '127.0.0.1', port: 1, user: 'nguon', password: '', database: 'nguon' });
  const away = await buildServer(makeContext(testConfig(), database), routes);
  t.after(async () => {
    await away.close();
    await database.close();
  });
  const { statusCode, headers, body } = await away.inject(ask(`/01/${gtin(1)}`));
  assert.equal(statusCode, 503);
  assert.ok(Number(headers['retry-after']) > 0);
  assert.ok(!body.includes('verdict'));
  assert.equal((await away.inject('/quet')).statusCode, 200);
});

test('one network asks no more than so often a minute', async () => {
  const other = await startTestProduct();
  const statuses = new Map<number, number>();
  for (let n = 0; n < 1_210; n++) {
    const { statusCode } = await other.app.inject({ url: ask('xin chào'), remoteAddress: '203.0.113.9' });
    statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
  }
  assert.deepEqual(
    [...statuses],
    [
      [400, 1_200],
      [429, 10],
    ],
  );
  assert.equal((await other.app.inject({ url: ask('xin chào'), remoteAddress: '203.0.113.10' })).statusCode, 400);
});

test('the page: a form and advice for everyone, the camera’s part hidden until its script shows it', async () => {
  for (const lang of ['vi', 'en']) {
    const { body, headers, statusCode } = await product.app.inject(`/quet${lang === 'en' ? '?lang=en' : ''}`);
    assert.equal(statusCode, 200);
    assert.match(body, /<form action="\/nhap-ma">/);
    assert.match(body, /<section id="quet" class="scan" hidden/);
    assert.equal([...body.matchAll(/<script/g)].length, 1);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
    assert.match(policy, /worker-src 'self'/);
    assert.ok(!policy.includes("'unsafe-eval'") && !/https?:/.test(policy), policy);
    assert.match(String(headers['permissions-policy']), /camera=\(self\)/);
  }
  // No other page may compile anything.
  const { headers } = await product.app.inject('/');
  assert.ok(!String(headers['content-security-policy']).includes('wasm'));
});

test('scripts, worker and wasm: named by content, kept for good, compressed beforehand, each under its own type and policy', async () => {
  const files = islandFilesOf(product.context);
  const page = (await product.app.inject('/quet')).body;
  const worker = /data-worker="([^"]+)"/.exec(page)![1]!;
  const source = files.find(worker.slice('/kich-ban/'.length))!.plain.toString();
  const wasm = /\/kich-ban\/zxing_reader-\w+\.wasm/.exec(source)![0];
  // The library would fetch its wasm from a public network of its own choice, were it not told otherwise.
  const cases = [
    [/src="(\/kich-ban\/[^"]+)"/.exec(page)![1]!, /^text\/javascript/, 4_000],
    [worker, /^text\/javascript/, 16_000],
    [wasm, /^application\/wasm$/, 420_000],
  ] as const;
  for (const [url, type, bytes_max] of cases) {
    assert.match(url, /-[A-Z0-9]{8}\.(js|wasm)$/);
    const get = (encoding: string) => product.app.inject({ url, headers: { 'accept-encoding': encoding } });
    const [br, gzip, plain, refused] = await Promise.all([get('gzip, deflate, br'), get('gzip'), get(''), get('br;q=0, gzip;q=0.0')]);
    assert.deepEqual(
      [br, gzip, plain, refused].map(({ headers }) => headers['content-encoding']),
      ['br', 'gzip', undefined, undefined],
    );
    assert.ok(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload) && gunzipSync(gzip.rawPayload).equals(plain.rawPayload), url);
    assert.ok(gzip.rawPayload.length <= bytes_max, `${url}: ${gzip.rawPayload.length}`);
    assert.match(String(br.headers['content-type']), type);
    assert.match(String(br.headers['cache-control']), /immutable/);
    assert.equal(br.headers['vary'], 'accept-encoding');
    assert.match(String(br.headers['content-security-policy']), /wasm-unsafe-eval/);
  }
  for (const name of ['khong-co.js', 'manifest.json', '..%2fmain.js', 'camera-island.js'])
    assert.equal((await product.app.inject(`/kich-ban/${name}`)).statusCode, 404, name);
});
