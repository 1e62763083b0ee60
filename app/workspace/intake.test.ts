// Profiles as people meet them: the administrator puts one into force, a member checks a file, sees and completes what is missing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addKey, addOrganisation, addPerson, Browser } from '../../test/access/people.ts';
import { lotUri, makeDocument, makeEvent, placeUri } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';

const product = await startTestProduct();
const { system } = product.context.database;
const orgId = await addOrganisation(product, 'nha-vuon', {});
const otherId = await addOrganisation(product, 'nguoi-khac', {});
await addPerson(product, 'chu', { memberOf: [{ orgId, role: 'owner' }] });
await addPerson(product, 'nhan.vien', { memberOf: [{ orgId, role: 'member' }] });
await addPerson(product, 'nguoi.khac', { memberOf: [{ orgId: otherId, role: 'owner' }] });
await addPerson(product, 'quan.tri', { administrator: true });
const key = await addKey(product, orgId, ['capture']);
const owner = await new Browser(product).signIn('chu');
const member = await new Browser(product).signIn('nhan.vien');
const other = await new Browser(product).signIn('nguoi.khac');
const administrator = await new Browser(product).signIn('quan.tri');

const home = '/dieu-hanh/ho-so-du-lieu';
const upload = '/khong-gian/gui-tai-lieu';
const intake = '/khong-gian/tiep-nhan';
const profile = (version: string): string =>
  JSON.stringify({
    profile: 'moi-hang',
    version,
    title: { vi: 'Mọi mặt hàng', en: 'All goods' },
    source: 'Văn bản thử số 1',
    groups: [],
    steps: [{ bizSteps: ['commissioning'], wanted: [{ name: { vi: 'Địa điểm', en: 'Place' }, paths: ['readPoint.id'] }] }],
  });
const made = (lot: string, more: object = {}) =>
  makeEvent('ObjectEvent', '2026-11-18T06:00:00+07:00', {
    action: 'ADD',
    bizStep: 'commissioning',
    quantityList: [{ epcClass: lotUri(1, lot), quantity: 10, uom: 'KGM' }],
    ...more,
  });
const send = async (who: Browser, body: string, fields: Record<string, string> = {}) =>
  who.postFile(upload, { _csrf: await who.token(upload), behaviour: 'rollback', ...fields }, { name: 'file', fileName: 'a.json', body });
const plain = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('an administrator reads faults, puts a profile into force, and sees what it wants', async () => {
  const wrong = await administrator.postForm(home, home, { profile: '{"profile":"A"}' });
  assert.equal(wrong.statusCode, 400);
  assert.match(plain(wrong.body), /\$\.profile: Tên hồ sơ chỉ gồm/);
  assert.match(wrong.body, /\{(?:"|&quot;)profile/, 'what was typed stays');
  const right = await administrator.postForm(home, home, { profile: profile('1') });
  assert.equal(right.headers.location, `${home}?xong=imported`);
  const shipped = await administrator.postForm(home, home, { shipped: 'rau-qua-tuoi' });
  assert.equal(shipped.headers.location, `${home}?xong=imported`);
  assert.doesNotMatch((await administrator.get(home)).body, /value="rau-qua-tuoi"/, 'offered once');
  const again = await administrator.postForm(home, home, { profile: profile('1') });
  assert.equal(again.statusCode, 400);
  const list = await administrator.get(home);
  const href = /href="(\/dieu-hanh\/ho-so-du-lieu\/\d+)"/.exec(list.body)?.[1] ?? '';
  const page = plain((await administrator.get(href)).body);
  assert.match(page, /Mọi mặt hàng.*Đang áp dụng.*Văn bản thử số 1.*Địa điểm.*readPoint\.id/);
});

test('a file is checked before it is sent: nothing is stored', async () => {
  const before = await count('captures');
  const checked = await send(member, makeDocument([made('A'), made('B', { readPoint: { id: placeUri(1) } })]), { act: 'check' });
  assert.equal(checked.statusCode, 200, checked.body);
  const text = plain(checked.body);
  assert.match(text, /Không có lỗi: cả 2 sự kiện/);
  assert.match(text, /1 sự kiện chưa đủ dữ liệu.*Thiếu “Địa điểm”/);
  const faulty = await send(member, makeDocument([made('A', { action: 'X' })]), { act: 'check' });
  assert.match(plain(faulty.body), /Có 1 lỗi/);
  assert.equal((await send(member, '<a', { act: 'check' })).statusCode, 200);
  assert.deepEqual([await count('captures'), await count('events')], [before, 0]);
});

test('what is missing is told on the document, the list, the event and the home; a correction settles it', async () => {
  const poor = made('C');
  const sent = await send(member, makeDocument([poor, made('D', { readPoint: { id: placeUri(1) } })]));
  assert.equal(sent.statusCode, 303);
  const document = plain((await member.get(String(sent.headers.location))).body);
  assert.match(document, /Chưa đủ dữ liệu 1 .*Lưu ý.*Thiếu “Địa điểm”/);
  assert.match(plain((await member.get('/khong-gian')).body), /1 Sự kiện chưa đủ dữ liệu|Sự kiện chưa đủ dữ liệu 1/);
  const list = await member.get('/khong-gian/su-kien?thieu=1');
  const hrefs = [...list.body.matchAll(/href="(\/khong-gian\/su-kien\/\d+)"/g)].map(([, href]) => href!);
  assert.equal(hrefs.length, 1);
  assert.match(plain(list.body), /Chưa đủ dữ liệu/);
  const event = plain((await member.get(hrefs[0]!)).body);
  assert.match(event, /Dữ liệu còn thiếu.*Theo hồ sơ “Mọi mặt hàng”, phiên bản 1.*readPoint\.id/);
  assert.doesNotMatch(plain((await member.get(`${hrefs[0]!}?xem=cong-chung`)).body), /còn thiếu/, 'others are not told');
  assert.equal((await other.get('/khong-gian/su-kien?thieu=1')).body.includes(hrefs[0]!), false);
  const better = made('C', { readPoint: { id: placeUri(1) } });
  const errorDeclaration = {
    declarationTime: '2026-11-19T06:00:00+07:00',
    reason: 'incorrect_data',
    correctiveEventIDs: [better['eventID']],
  };
  assert.equal((await send(member, makeDocument([{ ...poor, errorDeclaration }, better]))).statusCode, 303);
  assert.equal((await member.get('/khong-gian/su-kien?thieu=1')).body.includes(hrefs[0]!), false);
  assert.match(plain((await member.get('/khong-gian')).body), /0 Sự kiện chưa đủ dữ liệu|Sự kiện chưa đủ dữ liệu 0/);
  assert.match(plain((await member.get(hrefs[0]!)).body), /Dữ liệu còn thiếu/, 'the finding itself stays');
});

test('the owner chooses for the organisation and for a key; a member only looks', async () => {
  const page = await owner.get(intake);
  assert.match(page.body, new RegExp(`name="mode-${key.id}"`));
  assert.equal((await owner.postForm(intake, intake, { mode: 'strict', [`mode-${key.id}`]: 'lenient' })).statusCode, 303);
  const shown = plain((await member.get(intake)).body);
  assert.match(shown, /Cả tổ chức Từ chối.*Khóa “[^”]+” Nhận và đánh dấu/);
  assert.match(shown, /Mọi mặt hàng/);
  const refused = await send(member, makeDocument([made('E')]));
  assert.equal(refused.statusCode, 400);
  assert.match(plain(refused.body), /Thiếu “Địa điểm”/);
  assert.equal((await member.postForm(upload, intake, { mode: 'lenient' })).statusCode, 403);
  assert.equal((await owner.postForm(intake, intake, { mode: 'sometimes' })).statusCode, 400);
  assert.equal((await owner.postForm(intake, intake, { mode: 'lenient', [`mode-${key.id}`]: '' })).statusCode, 303);
  const { rows } = await system.query({ text: 'select key_id, mode from intake_modes where org_id = $1', values: [orgId] });
  assert.deepEqual(rows, [{ key_id: null, mode: 'lenient' }]);
});

test('a profile taken out of force asks for nothing more', async () => {
  const href = /href="(\/dieu-hanh\/ho-so-du-lieu\/\d+)"/.exec((await administrator.get(home)).body)?.[1] ?? '';
  assert.equal((await administrator.postForm(href, `${href}/ngung`, {})).statusCode, 303);
  assert.match(plain((await administrator.get(href)).body), /Ngừng 22\/11\/2026/);
  const sent = await send(member, makeDocument([made('F')]));
  assert.doesNotMatch(plain((await member.get(String(sent.headers.location))).body), /Chưa đủ dữ liệu/);
});

async function count(table: 'captures' | 'events'): Promise<number> {
  const { rows } = await system.query<{ count: number }>({ text: `select count(*)::int as count from ${table}`, values: [] });
  return rows[0]!.count;
}
