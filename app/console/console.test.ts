// The console as officers and administrators use it: each sees the own territory, approves there, answers doubts there.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { addOrganisation, addPerson, Browser } from '../../test/access/people.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { writeBlob } from '../blobs.ts';
import { findRootDir } from '../config.ts';
import { consoleWords } from '../ui/words/console.ts';

const product = await startTestProduct();
const { context } = product;
const db = context.database.system;
const unit = async (code: string, kind: string, name: string, parent: number | null): Promise<number> => {
  const { rows } = await db.query<{ id: number }>({
    text: `insert into units (code, kind, name, parent_id, valid_from) values ($1, $2, $3, $4, '2025-07-01') returning id`,
    values: [code, kind, name, parent],
  });
  return rows[0]?.id ?? 0;
};
const province = await unit('80', 'province', 'Tỉnh Tây Ninh', null);
const ward = await unit('25480', 'ward', 'Phường Bình Minh', province);
const other = await unit('25459', 'ward', 'Phường Tân Ninh', province);
const agency = await addOrganisation(product, 'so', { role: 'agency', unit_id: province });
const wardAgency = await addOrganisation(product, 'phuong', { role: 'agency', unit_id: ward });
const waitingHere = await addOrganisation(product, 'cho-o-day', { unit_id: ward, approved_at: null });
const waitingThere = await addOrganisation(product, 'cho-noi-khac', { unit_id: other, approved_at: null });
const maker = await addOrganisation(product, 'nguoi-lam', { unit_id: other });
await db.query({
  text: `insert into products (org_id, thing, slug, name, category, search_text, created_at) values ($1, '01/09520101000019', 'mang-cau', 'Mãng cầu', 'fruit', 'x', now())`,
  values: [maker],
});
const photo = await writeBlob(context.config.dataDir, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'png');
const doubt = (ticket: string, thing: string) =>
  db.query({
    text: `insert into doubts (ticket, thing, code_as_given, reason, details, contact, photo, created_at) values ($1, $2, $2, 'counterfeit', 'Tem <mờ>', '0900', $3, $4)`,
    values: [ticket, thing, photo, product.clock],
  });
await doubt('NN-AAAA-AAAA', '01/09520101000019/10/L1');
await doubt('NN-BBBB-BBBB', '01/09999999999999');

await addPerson(product, 'so.khcn', { memberOf: [{ orgId: agency, role: 'officer', territoryUnitId: province }] });
await addPerson(product, 'phuong', { memberOf: [{ orgId: wardAgency, role: 'officer', territoryUnitId: ward }] });
await addPerson(product, 'quan.tri', { administrator: true });
const officer = await new Browser(product).signIn('so.khcn');
const warden = await new Browser(product).signIn('phuong');
const administrator = await new Browser(product).signIn('quan.tri');

test('each begins at the console and sees the own territory', async () => {
  for (const browser of [officer, warden, administrator]) assert.equal((await browser.get('/dang-nhap')).headers.location, '/dieu-hanh');
  assert.match((await officer.get('/dieu-hanh')).body, /Địa bàn: Tỉnh Tây Ninh\./);
  assert.match((await warden.get('/dieu-hanh')).body, /Địa bàn: Phường Bình Minh\./);
  assert.match((await administrator.get('/dieu-hanh')).body, /toàn hệ thống/);
  const seen = async (browser: Browser, path: string): Promise<string[]> =>
    [...(await browser.get(path)).body.matchAll(/Cơ sở ([a-z-]+)<\/a>/g)].map((match) => match[1] ?? '');
  assert.deepEqual((await seen(officer, '/dieu-hanh/co-so')).sort(), ['cho-noi-khac', 'cho-o-day', 'nguoi-lam', 'phuong', 'so']);
  assert.deepEqual((await seen(warden, '/dieu-hanh/co-so')).sort(), ['cho-o-day', 'phuong']);
  assert.deepEqual(await seen(warden, '/dieu-hanh/co-so?cho=1'), ['cho-o-day']);
});

test('an officer approves within the territory, once, and the trail tells', async () => {
  assert.equal((await warden.get(`/dieu-hanh/co-so/${waitingThere}`)).statusCode, 404);
  assert.equal((await warden.postForm('/dieu-hanh', `/dieu-hanh/co-so/${waitingThere}/phe-duyet`, {})).statusCode, 404);
  assert.match((await warden.get(`/dieu-hanh/co-so/${waitingHere}`)).body, /Phê duyệt cơ sở này/);
  const done = await warden.postForm(`/dieu-hanh/co-so/${waitingHere}`, `/dieu-hanh/co-so/${waitingHere}/phe-duyet`, {});
  assert.equal(done.statusCode, 303);
  assert.match((await warden.get(String(done.headers.location))).body, /Đã phê duyệt cơ sở/);
  assert.equal((await warden.postForm('/dieu-hanh', `/dieu-hanh/co-so/${waitingHere}/phe-duyet`, {})).statusCode, 409);
  const trail = (await warden.get('/dieu-hanh/nhat-ky')).body;
  assert.match(trail, /Người phuong(?:<[^>]*>)+Phê duyệt cơ sở(?:<[^>]*>)+Cơ sở cho-o-day/);
  assert.ok(!trail.includes('Người so.khcn'), 'another officer’s sign-in is not the warden’s business');
  assert.match((await administrator.get('/dieu-hanh/nhat-ky')).body, /Người so.khcn/);
  for (const path of ['/dieu-hanh/co-so/abc', '/dieu-hanh/co-so/999999999', '/dieu-hanh/co-so/99999999999'])
    assert.equal((await officer.get(path)).statusCode, 404, path);
});

test('doubts go to whose territory the maker is in; about unknown goods to the province', async () => {
  const tickets = async (browser: Browser): Promise<string[]> =>
    [...new Set([...(await browser.get('/dieu-hanh/phan-anh')).body.matchAll(/NN-\w{4}-\w{4}/g)].map((match) => match[0]))].sort();
  assert.deepEqual(await tickets(officer), ['NN-AAAA-AAAA', 'NN-BBBB-BBBB']);
  assert.deepEqual(await tickets(warden), []);
  assert.deepEqual(await tickets(administrator), ['NN-AAAA-AAAA', 'NN-BBBB-BBBB']);
  assert.equal((await warden.get('/dieu-hanh/phan-anh/NN-AAAA-AAAA')).statusCode, 404);
  assert.equal((await warden.get('/dieu-hanh/phan-anh/NN-AAAA-AAAA/anh')).statusCode, 404);
  const page = (await officer.get('/dieu-hanh/phan-anh/NN-AAAA-AAAA')).body;
  assert.match(page, /Mãng cầu, Cơ sở nguoi-lam/);
  assert.match(page, /Tem &lt;mờ>|Tem &lt;mờ&gt;/);
  const image = await officer.get('/dieu-hanh/phan-anh/NN-AAAA-AAAA/anh');
  assert.deepEqual([image.statusCode, image.headers['content-type']], [200, 'image/png']);
});

test('an answer reaches the holder of the ticket and is not changed afterwards', async () => {
  const path = '/dieu-hanh/phan-anh/NN-AAAA-AAAA';
  assert.match((await officer.postForm(path, `${path}/tra-loi`, { answer: 'ngắn' })).body, /từ 10 đến/);
  assert.equal((await warden.postForm('/dieu-hanh', `${path}/tra-loi`, { answer: 'Đã kiểm tra tại cửa hàng.' })).statusCode, 404);
  assert.equal((await officer.postForm(path, `${path}/tra-loi`, { answer: 'Đã kiểm tra tại cửa hàng.' })).statusCode, 303);
  assert.equal((await officer.postForm('/dieu-hanh', `${path}/tra-loi`, { answer: 'Một câu khác hẳn.' })).statusCode, 409);
  assert.match((await new Browser(product).get('/xem/bao-nghi-ngo/NN-AAAA-AAAA')).body, /Đã kiểm tra tại cửa hàng/);
});

test('every act that the house records has a name in both languages', () => {
  const folder = path.join(findRootDir(), 'app');
  const acts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(path.join(folder, file), 'utf8').matchAll(/\bact: (?:\w+ \? '([a-z_]+)' : )?'([a-z_]+)'/g)])
    .flatMap(([, one, other]) => [one, other].filter((act) => act !== undefined));
  assert.ok(new Set(acts).size >= 20, `${new Set(acts).size} acts seen`);
  for (const lang of ['vi', 'en'] as const)
    assert.deepEqual(
      [...new Set(acts)].filter((act) => !Object.hasOwn(consoleWords[lang].acts, act)),
      [],
      lang,
    );
});

test('members and citizens have no console; the administrator has no workspace', async () => {
  await addPerson(product, 'chu', { memberOf: [{ orgId: maker, role: 'owner' }] });
  await addPerson(product, 'dan', {});
  for (const login of ['chu', 'dan'])
    assert.equal((await (await new Browser(product).signIn(login)).get('/dieu-hanh')).statusCode, 403, login);
  assert.equal((await administrator.get('/khong-gian')).statusCode, 403);
});

test('an officer declares company prefixes of organisations in the own territory, and ends them', async () => {
  const home = `/dieu-hanh/co-so/${maker}`;
  assert.equal((await warden.postForm('/dieu-hanh', `${home}/tien-to`, { prefix: '9520101' })).statusCode, 404, 'another ward');
  const wrong = await officer.postForm(home, `${home}/tien-to`, { prefix: '95' });
  assert.equal(wrong.statusCode, 400);
  assert.match(wrong.body, /href="#prefix"[^]*value="95"/);
  assert.equal((await officer.postForm(home, `${home}/tien-to`, { prefix: '9520 101' })).statusCode, 303);
  assert.match((await administrator.get(home)).body, /9520101[^]*Đang hiệu lực/);
  const taken = await administrator.postForm(`/dieu-hanh/co-so/${waitingHere}`, `/dieu-hanh/co-so/${waitingHere}/tien-to`, {
    prefix: '9520101',
  });
  assert.equal(taken.statusCode, 400);
  assert.equal(
    (await administrator.postForm(home, `/dieu-hanh/co-so/${waitingHere}/tien-to/9520101/ket-thuc`, {})).statusCode,
    404,
    'not by way of another organisation',
  );
  assert.match((await administrator.get(home)).body, /Đang hiệu lực/, 'and nothing of that stays');
  assert.match((await officer.get(`${home}/tien-to/9520101/ket-thuc`)).body, /Kết thúc khai báo tiền tố 9520101\?/);
  assert.equal((await officer.postForm(home, `${home}/tien-to/9520101/ket-thuc`, {})).statusCode, 303);
  assert.match((await officer.get(home)).body, /Kết thúc \d/);
});
