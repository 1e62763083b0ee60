// Links over HTTP: the API for keys, the pages for members, tables in and out, and what strangers may not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDigit } from '@nguon/gs1';
import type { Response } from 'light-my-request';
import { addKey, addOrganisation, addPerson, Browser } from '../../test/access/people.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { registerProduct } from '../product/register-product.ts';
import { table_rows_max } from './table/read-link-table.ts';

const product = await startTestProduct();
const by = { at: product.clock, actor: 'test' };
const withCheck = (digits: string): string => digits + checkDigit(digits);
const gtin = withCheck('0952070300001');
const owner = await addOrganisation(product, 'chu');
const stranger = await addOrganisation(product, 'la');
const waiting = await addOrganisation(product, 'cho', { approved_at: null });
await registerProduct(product.context.database.system, { orgId: owner, code: gtin, name: 'Bánh tráng', category: 'Thực phẩm' }, by);
const keys = {
  owner: (await addKey(product, owner, ['links'])).key,
  stranger: (await addKey(product, stranger, ['links'])).key,
  waiting: (await addKey(product, waiting, ['links'])).key,
  reader: (await addKey(product, owner, ['query'])).key,
};
await addPerson(product, 'chu.mot', { memberOf: [{ orgId: owner, role: 'member' }] });
await addPerson(product, 'la.mot', { memberOf: [{ orgId: stranger, role: 'owner' }] });
await addPerson(product, 'cho.mot', { memberOf: [{ orgId: waiting, role: 'owner' }] });

async function api(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, key = keys.owner): Promise<Response> {
  const isTable = typeof body === 'string';
  return product.app.inject({
    method,
    url: `/api/v1/links${path}`,
    headers: {
      'x-api-key': key,
      ...(body === undefined ? {} : { 'content-type': isTable ? 'text/csv; charset=utf-8' : 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: isTable ? body : JSON.stringify(body) }),
  });
}
interface Answer {
  readonly id: number;
  readonly thing: string;
  readonly title: string;
  readonly replaces: number | null;
  readonly withdrawn_at: string | null;
  readonly faults: { code: string; path: string; line: number }[];
  readonly links: Answer[];
  readonly total: number;
  readonly nextPageToken?: string;
}
const read = (answer: Response): Answer => answer.json<Answer>();
const link = (changes: object = {}): Record<string, string> => ({
  thing: `01/${gtin}`,
  link_type: 'gs1:pip',
  href: 'https://chu.example/',
  title: 'Trang chủ',
  ...changes,
});

test('API: register, again, change, withdraw, restore, history', async () => {
  const made = await api('POST', '', link({ hreflang: ['vi'], default: true }));
  assert.equal(made.statusCode, 201);
  const { id } = read(made);
  assert.equal(made.headers.location, `/api/v1/links/${id}`);
  const again = await api('POST', '', link({ hreflang: ['vi'], default: true }));
  assert.deepEqual([again.statusCode, read(again).id], [200, id]);
  assert.equal((await api('POST', '', link({ hreflang: ['vi'], title: 'Khác' }))).statusCode, 409);
  const changed = await api('PUT', `/${id}`, link({ hreflang: ['vi'], title: 'Tên mới' }));
  assert.deepEqual([changed.statusCode, read(changed).replaces], [200, id]);
  assert.equal((await api('PUT', `/${id}`, link({ title: 'Nữa' }))).statusCode, 409);
  assert.equal((await api('PUT', `/${read(changed).id}`, link({ thing: '8004/1' }))).statusCode, 400);
  assert.equal((await api('DELETE', `/${read(changed).id}`)).statusCode, 204);
  assert.equal((await api('DELETE', `/${read(changed).id}`)).statusCode, 204, 'again is no fault');
  assert.notEqual(read(await api('GET', `/${read(changed).id}`)).withdrawn_at, null);
  const back = await api('POST', `/${read(changed).id}/restore`);
  assert.equal(back.statusCode, 201);
  const history = read(await api('GET', `/${id}/history`));
  assert.deepEqual(
    history.links.map((row) => row.id),
    [read(back).id, read(changed).id, id],
  );
});

test('API: all faults at once, as problem+json', async () => {
  const answer = await api('POST', '', { thing: 'x', link_type: 'gs1:nix', href: 'javascript:1', title: '' });
  assert.equal(answer.statusCode, 400);
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
  assert.deepEqual(
    read(answer).faults.map(({ path }) => path),
    ['thing', 'link_type', 'href', 'title'],
  );
  for (const body of [
    [],
    'no',
    null,
    { ...link(), hreflang: 'vi' },
    { ...link(), deafult: true },
    { ...link(), default: 'yes' },
    { ...link(), title: 1 },
  ])
    assert.equal(
      (
        await product.app.inject({
          method: 'POST',
          url: '/api/v1/links',
          headers: { 'x-api-key': keys.owner, 'content-type': 'application/json' },
          payload: JSON.stringify(body),
        })
      ).statusCode,
      400,
      JSON.stringify(body),
    );
  const loop = await api('POST', '', link({ href: `http://localhost:80/01/${gtin}` }));
  assert.deepEqual(
    [loop.statusCode, read(loop).faults[0]?.code],
    [400, 'href_loops'],
    'the address of the request counts without NGUON_ORIGIN',
  );
});

test('API: lists by pages, by identifier with what stands beneath, by text', async () => {
  for (let number = 0; number < 5; number++)
    await api('POST', '', link({ thing: `01/${gtin}/10/TRANG-${number}`, title: `Lô thứ ${number}` }));
  const seen: string[] = [];
  let token = '';
  do {
    const page = read(await api('GET', `?q=${encodeURIComponent('lô thứ')}&perPage=2${token}`));
    assert.equal(page.total, 5);
    seen.push(...page.links.map(({ title }) => title));
    token = page.nextPageToken === undefined ? '' : `&nextPageToken=${page.nextPageToken}`;
  } while (token !== '');
  assert.deepEqual(seen, ['Lô thứ 4', 'Lô thứ 3', 'Lô thứ 2', 'Lô thứ 1', 'Lô thứ 0']);
  assert.equal(read(await api('GET', `?thing=01/${gtin}/10/TRANG-3`)).total, 1);
  assert.ok(read(await api('GET', `?thing=${gtin}`)).total >= 6);
  assert.equal(read(await api('GET', '?q=%25')).total, 0, 'a sign of SQL is a sign');
  for (const query of ['?perPage=0', '?perPage=1001', '?state=x', '?thing=x', '?nextPageToken=x'])
    assert.equal((await api('GET', query)).statusCode, 400, query);
});

test('a stranger sees and touches nothing of others, whatever the key', async () => {
  const { id } = read(await api('POST', '', link({ thing: `01/${gtin}/10/RIENG` })));
  for (const [method, path, body] of [
    ['GET', `/${id}`, undefined],
    ['GET', `/${id}/history`, undefined],
    ['PUT', `/${id}`, link()],
    ['DELETE', `/${id}`, undefined],
    ['POST', `/${id}/restore`, undefined],
  ] as const)
    assert.equal((await api(method, path, body, keys.stranger)).statusCode, 404, `${method} ${path}`);
  assert.equal(read(await api('GET', `?thing=${gtin}&state=all`, undefined, keys.stranger)).total, 0);
  assert.equal(read(await api('POST', '', link(), keys.stranger)).faults[0]?.code, 'not_your_key');
  const table = await api('POST', '/import', `thing,link_type,href,title\n${gtin},gs1:pip,https://evil.example/,x\n`, keys.stranger);
  assert.deepEqual([table.statusCode, read(table).faults[0]?.code], [400, 'not_your_key']);
  assert.equal((await api('GET', '', undefined, keys.reader)).statusCode, 403, 'without the scope');
  assert.equal((await api('GET', '', undefined, keys.waiting)).statusCode, 403, 'an organisation that waits');
  const browser = await new Browser(product).signIn('la.mot');
  for (const page of ['', '/sua', '/go']) assert.equal((await browser.get(`/khong-gian/lien-ket/${id}${page}`)).statusCode, 404, page);
  for (const page of ['/sua', '/go', '/khoi-phuc'])
    assert.equal((await browser.postForm('/khong-gian/lien-ket', `/khong-gian/lien-ket/${id}${page}`, link())).statusCode, 404, page);
  assert.equal(read(await api('GET', `/${id}`)).withdrawn_at, null);
});

test('table: dry run tells all, then all rows or none, and again nothing changes', async () => {
  const head = 'mã;loại;địa chỉ;tên;ngôn ngữ;mặc định;hết hạn';
  const row = (lot: string, title: string): string =>
    `01/${gtin}/10/${lot};gs1:pip;https://chu.example/${lot};${title};vi en;có;31/12/2030`;
  const bad = `\ufeff${head}\r\n${row('B1', '"Một; hai"')}\r\n${row('B2', '')}\r\nx;gs1:pip;https://chu.example/;Tên;;;\r\n;;;;;;\r\n`;
  const dry = await api('POST', '/import?dryRun=true', bad);
  assert.deepEqual(
    [dry.statusCode, read(dry).faults.map(({ line, path }) => [line, path])],
    [
      200,
      [
        [3, 'title'],
        [4, 'thing'],
      ],
    ],
  );
  assert.equal((await api('POST', '/import', bad)).statusCode, 400);
  assert.equal(read(await api('GET', `?thing=01/${gtin}/10/B1`)).total, 0, 'none was written');
  const good = `${head}\n${row('B1', '"Một; hai"')}\n${row('B2', 'Hai')}\n`;
  const counts = async (text: string): Promise<number[]> => {
    const { created, changed, same } = (await api('POST', '/import', text)).json<{ created: number; changed: number; same: number }>();
    return [created, changed, same];
  };
  assert.deepEqual(await counts(good), [2, 0, 0]);
  assert.deepEqual(await counts(good), [0, 0, 2]);
  assert.deepEqual(await counts(good.replace('Hai;', 'Ba;')), [0, 1, 1]);
  const out = await api('GET', '?format=csv');
  assert.match(String(out.headers['content-type']), /^text\/csv/);
  assert.ok(out.body.includes(`01/${gtin}/10/B1,gs1:pip,https://chu.example/B1,"Một; hai",vi en,,,yes,2030-12-31T16:59:59.999Z`), out.body);
  const [created, changed, same] = await counts(out.body);
  assert.deepEqual([created, changed], [0, 0], 'what was written out reads back as it is');
  assert.ok((same ?? 0) > 5);
});

test('table: what is no table is refused as a whole', async () => {
  const head = 'thing,link_type,href,title\n';
  const codes = async (body: string): Promise<string | undefined> => read(await api('POST', '/import', body)).faults[0]?.code;
  assert.equal(await codes('a,b\n1,2\n'), 'table_head_wrong');
  assert.equal(await codes(head), 'table_empty');
  assert.equal(await codes(`${head}"a,b\n`), 'table_malformed');
  const refused = await product.app.inject({
    method: 'POST',
    url: '/api/v1/links/import',
    headers: { 'x-api-key': keys.owner, 'content-type': 'text/csv' },
    payload: Buffer.from(`${head}x,gs1:pip,https://x.example/,Tr\u00e0 Vinh\n`, 'latin1'),
  });
  assert.equal(read(refused).faults[0]?.code, 'table_not_utf8');
  assert.equal(await codes(head + 'x,x,x,x\n'.repeat(table_rows_max + 1)), 'table_too_long');
  assert.equal(await codes(`${head}01/${gtin}/10/Q,gs1:pip,https://x.example/,T,thêm\n`), 'row_too_wide');
  assert.equal((await api('POST', '/import', 'x'.repeat(8_388_609))).statusCode, 413);
});

test('pages: add, change, withdraw with a question, bring back', async () => {
  const browser = await new Browser(product).signIn('chu.mot');
  const home = '/khong-gian/lien-ket';
  const bad = await browser.postForm(`${home}/them`, `${home}/them`, { ...link({ href: 'ftp://x' }) });
  assert.equal(bad.statusCode, 400);
  assert.match(bad.body, /href="#href"/);
  assert.match(bad.body, /value="ftp:\/\/x"/, 'what was typed is kept');
  const made = await browser.postForm(`${home}/them`, `${home}/them`, {
    ...link({ thing: `01/${gtin}/10/TRANG` }),
    is_default: '1',
  });
  assert.equal(made.statusCode, 303);
  const place = String(made.headers.location).split('?')[0]!;
  assert.match((await browser.get(String(made.headers.location))).body, /Đã lưu liên kết[^]*Mặc định/);
  const moved = await browser.postForm(`${home}/them`, `${home}/them`, {
    ...link({ thing: `01/${gtin}/10/TRANG`, href: 'https://chu.example/hai' }),
    is_default: '1',
  });
  assert.match((await browser.get(String(moved.headers.location))).body, /liên kết mặc định cũ vẫn còn/);
  const changing = await browser.get(`${place.replace(/\d+$/, '')}${/(\d+)\?/.exec(String(moved.headers.location))?.[1]}/sua`);
  assert.match(changing.body, /value="https:\/\/chu\.example\/hai"/);
  const second = String(moved.headers.location).split('?')[0]!;
  assert.match((await browser.get(`${second}/go`)).body, /Đây là liên kết mặc định của mã/);
  const gone = await browser.postForm(`${second}/go`, `${second}/go`, {});
  const page = await browser.get(String(gone.headers.location));
  assert.match(page.body, /Đã gỡ[^]*Khôi phục liên kết này/);
  const back = await browser.postForm(String(gone.headers.location), `${second}/khoi-phuc`, {});
  assert.match((await browser.get(String(back.headers.location))).body, /Đã khôi phục/);
  assert.match((await browser.get(`${home}?ma=${gtin}&q=hai`)).body, /chu\.example\/hai/);
  assert.equal((await browser.get(`${home}?ma=x`)).statusCode, 400);
  assert.match((await browser.get(`${home}?q=khong-co-dau`)).body, /Không có liên kết nào khớp/);
});

test('pages: a table is shown before it is written, and its ticket opens it for its organisation only', async () => {
  const browser = await new Browser(product).signIn('chu.mot');
  const home = '/khong-gian/lien-ket/nhap';
  const send = async (body: string): Promise<string> => {
    const fields = { _csrf: await browser.token(home) };
    const answer = await browser.postFile(home, fields, { name: 'file', fileName: 'bang.csv', body });
    assert.equal(answer.statusCode, 303, answer.body);
    return String(answer.headers.location);
  };
  const template = await browser.get('/khong-gian/lien-ket/mau');
  assert.match(template.body, /^\ufeffmã,loại,địa chỉ,tên/);
  const faulty = await send(`mã,loại,địa chỉ,tên\n01/${gtin}/10/P1,gs1:pip,https://chu.example/p1,Một\nx,gs1:pip,=1,Hai\n`);
  const shown = await browser.get(faulty);
  assert.match(shown.body, /Bảng còn lỗi/);
  assert.doesNotMatch(shown.body, /action="[^"]*ghi"/);
  const rows = await browser.get(faulty.replace('/xem?', '/loi?'));
  assert.match(rows.body, /\r\nx,gs1:pip,'=1,Hai,3,/);
  const good = await send(`mã,loại,địa chỉ,tên\n01/${gtin}/10/P1,gs1:pip,https://chu.example/p1,Một\n`);
  const preview = await browser.get(good);
  assert.match(preview.body, /Bảng không có lỗi[^]*Ghi 1 liên kết/);
  const ticket = new URLSearchParams(good.split('?')[1]).get('phieu') ?? '';
  const other = await new Browser(product).signIn('la.mot');
  assert.equal((await other.get(good)).statusCode, 410, 'another organisation');
  const written = await browser.postForm(home, `${home}/ghi`, { phieu: ticket });
  assert.match((await browser.get(String(written.headers.location))).body, /Đã ghi bảng: thêm mới 1/);
  assert.equal((await browser.get(good)).statusCode, 410, 'once');
  const empty = await browser.postFile(home, { _csrf: await browser.token(home) }, { name: 'file', fileName: '', body: '' });
  assert.equal(empty.statusCode, 400);
});

test('an organisation that waits for approval looks, and writes nothing', async () => {
  const browser = await new Browser(product).signIn('cho.mot');
  assert.equal((await browser.get('/khong-gian/lien-ket')).statusCode, 200);
  assert.equal((await browser.get('/khong-gian/lien-ket/them')).statusCode, 403);
  assert.equal((await browser.postForm('/khong-gian/lien-ket', '/khong-gian/lien-ket/them', link())).statusCode, 403);
});
