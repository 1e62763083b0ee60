// The portal's pages: what they show, what search finds, codes typed in any way, errors, budgets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { captureDocument } from '../capture/capture-document.ts';
import { keepPicture } from '../product/keep-picture.ts';
import { registerCertificate } from '../product/register-certificate.ts';
import { registerProduct } from '../product/register-product.ts';
import { registerOrganisation } from '../party/register-organisation.ts';
import { approveOrganisation } from '../party/approve-organisation.ts';
import { gln, gtin, itemUri, lotUri, makeDocument, makeEvent } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { processorTimeOfBoth_ms } from '../../test/support/processor-time.ts';
import { lotSpellings, readTypedCode } from './read-typed-code.ts';

const product = await startTestProduct();
const { app, context } = product;
const { system } = context.database;
const by = { at: product.clock, actor: 'test' };
const maker = await registerOrganisation(
  system,
  { legalKind: 'organisation', name: 'Hợp tác xã Suối Xanh', nameEn: 'Suoi Xanh Cooperative', gln: gln(1), address: 'Ấp Ninh Thạnh' },
  by,
);
await approveOrganisation(system, maker.id, by);
const picture = await keepPicture(
  context.config.dataDir,
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  'trusted',
);
await registerProduct(
  system,
  {
    orgId: maker.id,
    code: gtin(1),
    name: 'Mãng cầu Bà Đen',
    nameEn: 'Ba Den custard apple',
    category: 'Trái cây',
    description: 'Trái mắt nở.',
    ocopStars: 4,
    image: picture,
  },
  by,
);
await registerProduct(system, { orgId: maker.id, code: gtin(2), name: 'Bánh tráng phơi sương', category: 'Thực phẩm' }, by);
await registerProduct(system, { orgId: maker.id, code: gtin(3), name: 'Chưa công bố', category: 'Thực phẩm', published: false }, by);
await registerCertificate(
  system,
  {
    orgId: maker.id,
    thing: `01/${gtin(1)}`,
    kind: 'certificate',
    name: 'VietGAP',
    number: 'V1',
    issuerName: 'Minh Nông',
    vouchedBy: 'third_party',
    issuedOn: '2026-01-01',
    validUntil: '2027-01-01',
  },
  by,
);
await registerCertificate(
  system,
  {
    orgId: maker.id,
    thing: `01/${gtin(1)}`,
    kind: 'certificate',
    name: 'Giấy cũ',
    number: 'V0',
    issuerName: 'Minh Nông',
    vouchedBy: 'third_party',
    issuedOn: '2024-01-01',
    validUntil: '2025-01-01',
  },
  by,
);
await captureDocument(context, {
  orgId: maker.id,
  actor: 'test',
  source: 'document',
  mediaType: 'application/json',
  errorBehaviour: 'rollback',
  body: makeDocument([
    makeEvent('ObjectEvent', '2026-11-19T08:00:00+07:00', {
      action: 'ADD',
      bizStep: 'commissioning',
      epcList: [itemUri(1, 'A1'), itemUri(1, 'A2')],
      ilmd: { 'cbvmda:lotNumber': 'MC-07' },
    }),
    makeEvent('ObjectEvent', '2026-11-20T08:00:00+07:00', {
      action: 'OBSERVE',
      bizStep: 'holding',
      epcList: [itemUri(1, 'A1'), itemUri(1, 'A2')],
      disposition: 'recalled',
    }),
    makeEvent('ObjectEvent', '2026-11-19T08:00:00+07:00', {
      action: 'ADD',
      bizStep: 'commissioning',
      quantityList: [{ epcClass: lotUri(2, 'BT-1'), quantity: 5 }],
    }),
    makeEvent('ObjectEvent', '2026-11-19T08:00:00+07:00', { action: 'ADD', bizStep: 'commissioning', epcList: [itemUri(2, 'HK1234')] }),
  ]),
});
await system.query('analyze');

const get = (url: string) => app.inject(url);

test('home: search, recalls counted by lot and not by item, products, figures, in both languages', async () => {
  const { statusCode, body } = await get('/');
  assert.equal(statusCode, 200);
  for (const text of ['role="search"', 'Đang có 1 thông báo thu hồi', 'Lô MC-07', 'Mãng cầu Bà Đen', 'href="/co-so', 'lượt tra cứu'].filter(
    (text) => text !== 'href="/co-so',
  ))
    assert.ok(body.includes(text), text);
  assert.equal(body.split('Lô MC-07').length - 1, 1, 'a recall is told once');
  assert.equal(body.split('Có lô bị thu hồi').length - 1, 1, 'and its product among the others says so');
  assert.match(body, /<dt>sản phẩm<\/dt><dd>2<\/dd>/);
  assert.match(body, /<dt>sự kiện đã ghi<\/dt><dd>4<\/dd>/);
  assert.ok((await get('/?lang=en')).body.includes('There is 1 recall at present'));
});

test('a recall stays on the lists however many others are told of after it, by strangers or of another product', async () => {
  const stranger = await registerOrganisation(system, { legalKind: 'enterprise', name: 'Người lạ' }, by);
  const later = (orgId: number, product: number) =>
    system.query(
      `insert into thing_dispositions (thing, disposition, org_id, is_set, event_time, seq)
        select $1 || n, 'recalled', $2, true, '2026-11-21T00:00:00Z', n from generate_series(1, 2001) n`,
      [`01/${gtin(product)}/21/X`, orgId],
    );
  await later(stranger.id, 1);
  await later(stranger.id, 99);
  for (const path of ['/', '/thu-hoi', '/san-pham/mang-cau-ba-den']) assert.ok((await get(path)).body.includes('Lô MC-07'), path);
  assert.ok((await get('/tim-kiem?q=mang+cau')).body.includes('Có lô bị thu hồi'));
  await later(maker.id, 2);
  assert.ok((await get('/san-pham/mang-cau-ba-den')).body.includes('Lô MC-07'), 'its own page reads its own recalls alone');
  await system.query(`delete from thing_dispositions where thing like '%/21/X%'`);
});

test('search: without accents, with a typing error, by maker; unpublished products are not found', async () => {
  for (const query of ['mang cau', 'MÃNG CẦU', 'mang cau ba deen', 'custard', 'suoi xanh'])
    assert.ok((await get(`/tim-kiem?q=${encodeURIComponent(query)}`)).body.includes('/san-pham/mang-cau-ba-den'), query);
  assert.ok((await get('/tim-kiem?q=suoi+xanh')).body.includes(`/co-so/${maker.slug}`));
  assert.ok(!(await get('/tim-kiem?q=chua+cong+bo')).body.includes('/san-pham/chua-cong-bo'));
  assert.ok((await get('/tim-kiem?q=zzzzzz')).body.includes('Không tìm thấy gì'));
  assert.ok((await get('/tim-kiem?q=%25_%25')).statusCode === 200);
});

test('search: a code goes straight to its page, a lot number too when only one has it', async () => {
  assert.equal((await get(`/tim-kiem?q=${gtin(1).slice(1)}`)).headers.location, `/xem/01/${gtin(1)}`);
  assert.equal(
    (await get(`/tim-kiem?q=${encodeURIComponent(`https://id.gs1.org/01/${gtin(1)}/10/MC-07`)}`)).headers.location,
    `/xem/01/${gtin(1)}/10/MC-07`,
  );
  assert.equal((await get('/tim-kiem?q=mc-07')).headers.location, `/xem/01/${gtin(1)}/10/MC-07`);
});

test('search: names typed without a space are found, after those that have it so', async () => {
  for (const [query, slug] of [
    ['mangcau', 'mang-cau-ba-den'],
    ['MãngCầu', 'mang-cau-ba-den'],
    ['banhtrang', 'banh-trang-phoi-suong'],
    ['ban h trang', 'banh-trang-phoi-suong'],
    ['suoixanh', 'mang-cau-ba-den'],
  ] as const) {
    const { body, statusCode } = await get(`/tim-kiem?q=${encodeURIComponent(query)}`);
    assert.deepEqual([statusCode, body.includes(`/san-pham/${slug}`)], [200, true], query);
  }
  assert.ok((await get('/tim-kiem?q=suoixanh')).body.includes(`/co-so/${maker.slug}`));
  assert.ok(!(await get('/tim-kiem?q=chuacongbo')).body.includes('/san-pham/chua-cong-bo'));
});

test('search: a lot however it is typed, a link without its slash or its (01), a serial number alone', async () => {
  const lot = `/xem/01/${gtin(1)}/10/MC-07`;
  const item = `/xem/01/${gtin(2)}/21/HK1234`;
  const cases = [
    ...[
      'mc07',
      'MC 07',
      'mc - 07',
      'lô MC-07',
      'Lô: mc07',
      'lo mc 07',
      'LOT MC-07',
      'số lô MC-07',
      `01/${gtin(1)}/10/MC-07`,
      `${gtin(1)}/10/MC-07`,
      `${gtin(1)}/10/mc07`,
      `${gtin(1).slice(1)}/10/MC-07`,
    ].map((query) => [query, lot]),
    ...['HK1234', 'hk 1234', 'HK-1234', 'seri HK1234', `${gtin(2)}/21/HK1234`].map((query) => [query, item]),
  ] as const;
  for (const [query, path] of cases) assert.equal((await get(`/tim-kiem?q=${encodeURIComponent(query!)}`)).headers.location, path, query);
  assert.equal((await get('/tim-kiem?q=HK12345')).statusCode, 200);
  assert.equal((await get('/nhap-ma?ma=' + gtin(1) + '&lo=' + encodeURIComponent('lô mc 07'))).headers.location, lot);
});

test('a reader of Chinese who types a lot on the scan page comes back to a Chinese page, and reads English in between', async () => {
  assert.equal((await get(`/nhap-ma?ma=${gtin(2)}&lo=bt-1&lang=zh`)).headers.location, `/xem/01/${gtin(2)}/10/BT-1?lang=zh`);
  assert.ok((await get('/nhap-ma?ma=xin+chao&lang=zh')).body.includes('<html lang="en"'));
});

test('typed codes: short, spaced, with a lot in the wrong case; wrong ones come back with what is wrong', async () => {
  const spaced = gtin(2)
    .slice(1)
    .replace(/(.)(.{6})(.*)/, '$1 $2 $3');
  assert.equal((await get(`/nhap-ma?ma=${encodeURIComponent(spaced)}&lo=bt-1`)).headers.location, `/xem/01/${gtin(2)}/10/BT-1`);
  assert.equal((await get(`/nhap-ma?ma=${gtin(2)}&lo=${encodeURIComponent('chưa có')}`)).statusCode, 303);
  assert.equal((await get(`/nhap-ma?ma=${gtin(2)}&lo=NEW9`)).headers.location, `/xem/01/${gtin(2)}/10/NEW9`);
  for (const code of ['', 'xin chao', gtin(2).slice(0, 13) + ((Number(gtin(2)[13]) + 1) % 10)]) {
    const answer = await get(`/nhap-ma?ma=${encodeURIComponent(code)}`);
    assert.equal(answer.statusCode, 400, code);
    assert.ok(answer.body.includes('aria-invalid="true"') && answer.body.includes('Lỗi: '), code);
  }
});

test('product page: what it is, papers in force apart from expired ones, recalled lots first', async () => {
  const { body, statusCode } = await get('/san-pham/mang-cau-ba-den');
  assert.equal(statusCode, 200);
  for (const text of [
    'Trái mắt nở',
    'VietGAP',
    'Giấy hết hạn hoặc bị rút (1)',
    'Sản phẩm này đang có lô bị thu hồi',
    'Lô MC-07',
    gtin(1).slice(1),
  ])
    assert.ok(body.includes(text), text);
  assert.ok(!body.slice(0, body.indexOf('Giấy hết hạn')).includes('Giấy cũ'));
  assert.equal((await get('/san-pham/chua-cong-bo')).statusCode, 404);
  assert.equal((await get('/san-pham/khong-co')).statusCode, 404);
});

test('maker page: address and products; a person is never shown with a personal number', async () => {
  const { body } = await get(`/co-so/${maker.slug}`);
  for (const text of ['Hợp tác xã Suối Xanh', 'Ấp Ninh Thạnh', 'Mãng cầu Bà Đen']) assert.ok(body.includes(text), text);
  const person = await registerOrganisation(system, { legalKind: 'individual', name: 'Vườn bà Lành', taxCode: '072089001234' }, by);
  const page = await get(`/co-so/${person.slug}`);
  assert.ok(page.body.includes('Vườn bà Lành') && !page.body.includes('072089001234'));
  assert.ok(page.body.includes('đang chờ duyệt'));
});

test('recalls, how to read, sitemap, robots', async () => {
  assert.ok((await get('/thu-hoi')).body.includes('Lô MC-07'));
  assert.ok((await get('/cach-doc-trang')).body.includes('Ai bảo đảm điều gì'));
  assert.ok((await get('/cach-doc-trang?lang=en')).body.includes('Who vouches for what'));
  const sitemap = await get('/sitemap.xml');
  assert.ok(sitemap.body.includes('/san-pham/mang-cau-ba-den</loc>') && !sitemap.body.includes('chua-cong-bo'));
  assert.match((await get('/robots.txt')).body, /Disallow: \/xem\//);
});

test('pictures and style sheets: kept for good; a drawing may run nothing', async () => {
  const answer = await get(picture);
  assert.equal(answer.headers['content-type'], 'image/svg+xml');
  assert.match(String(answer.headers['content-security-policy']), /sandbox/);
  const sheet = /href="(\/tai-san\/cong-[0-9a-f]+\.css)"/.exec((await get('/')).body)![1]!;
  const css = await get(sheet);
  assert.match(String(css.headers['cache-control']), /immutable/);
  assert.equal((await get('/tai-san/cong-000000000000.css')).statusCode, 404);
  assert.equal((await get(`/anh/${'0'.repeat(64)}.png`)).statusCode, 404);
  assert.equal((await get('/anh/..%2Fsecret')).statusCode, 404);
});

test('every page of the portal with its style sheet is far inside 50 kB', async () => {
  const css = brotliCompressSync((await get(/href="(\/tai-san\/cong-[0-9a-f]+\.css)"/.exec((await get('/')).body)![1]!)).rawPayload).length;
  const paths = [
    '/',
    '/tim-kiem?q=mang',
    '/nhap-ma',
    '/san-pham/mang-cau-ba-den',
    `/co-so/${maker.slug}`,
    '/thu-hoi',
    '/cach-doc-trang',
    '/khong-co',
  ];
  for (const path of paths) {
    const page = await get(path);
    assert.ok(brotliCompressSync(page.rawPayload).length + css < 50_000, path);
    assert.ok(!page.body.includes('<script'), path);
  }
});

test('an unknown address is a page with a search box; a program gets problem+json', async () => {
  const page = await get('/khong-co');
  assert.equal(page.statusCode, 404);
  assert.ok(page.body.includes('Không có trang này') && page.body.includes('role="search"'));
  const json = await app.inject({ url: '/khong-co', headers: { accept: 'application/json' } });
  assert.match(String(json.headers['content-type']), /^application\/problem\+json/);
});

test('typed codes without a database', () => {
  assert.deepEqual(readTypedCode(`(01)${gtin(1)}(10)AB`, ''), { kind: 'paths', paths: [`/01/${gtin(1)}/10/AB`, `/01/${gtin(1)}/10/ab`] });
  assert.deepEqual(readTypedCode(`https://qr.example.vn/01/${gtin(1).slice(1)}/10/AB?8000=0301234567`, ''), {
    kind: 'paths',
    paths: [`/01/${gtin(1)}/10/AB`, `/01/${gtin(1)}/10/ab`],
  });
  assert.equal(readTypedCode('', '').kind, 'unreadable');
  assert.deepEqual(lotSpellings(' mc 07 '), ['mc07', 'MC07', 'MC-07']);
  assert.deepEqual(lotSpellings('Lô A/2'), ['A/2', 'a/2']);
  assert.deepEqual(lotSpellings('số lô: 12'), ['12']);
  assert.deepEqual(lotSpellings('lô'), []);
  assert.equal(lotSpellings('LOT-125')[0], 'LOT-125');
});

test('search stays fast with 10,000 products and 100,000 things', async () => {
  const { database } = product.context;
  await database.system.query(`insert into products (org_id, thing, slug, name, category, search_text, created_at, published_at)
    select ${maker.id}, '01/' || lpad((80000000000000 + n)::text, 14, '0'), 'hang-' || n, 'Hàng số ' || n, 'Trái cây', 'hang so ' || n || ' trai cay ' || md5(n::text), now(), now() from generate_series(1, 10000) n`);
  await database.system.query(`insert into thing_states (thing, first_event_time, last_event_time, last_seq, event_count, org_id)
    select '01/' || lpad((80000000000000 + n % 10000 + 1)::text, 14, '0') || '/21/Z' || n, now(), now(), 1, 1, ${maker.id} from generate_series(1, 100000) n`);
  await database.system.query('vacuum analyze products');
  await database.system.query('vacuum analyze thing_states');
  for (const query of ['mangcau', 'mang cau ba deen', 'mc 07', 'Z77', 'khong co gi', 'lô KHONG-CO-9']) {
    const times = [];
    for (let turn = 0; turn < 3; turn++) {
      const search = async (): Promise<void> => assert.ok((await get(`/tim-kiem?q=${encodeURIComponent(query)}`)).statusCode < 400);
      times.push(await processorTimeOfBoth_ms(database.system, search));
    }
    assert.ok(Math.min(...times) < 500, `${query}: ${times.map((time) => time.toFixed(0)).join(', ')} ms of processor`);
    if (process.env['TEST_LOG']) console.log(query, times.map((time) => time.toFixed(0)).join(' '));
  }
  assert.equal((await get('/tim-kiem?q=Z77')).headers.location, `/xem/01/80000000000078/21/Z77`);
});
