// The workspace as members use it: sends a file, reads faults, finds events, makes and revokes keys, decides who sees what.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDigit } from '@nguon/gs1';
import { addKey, addOrganisation, addPerson, Browser } from '../../test/access/people.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { makeEventPartitions } from '../capture/partitions.ts';
import { registerPlace } from '../party/register-place.ts';
import { unpackDisclosure } from '../access/disclosure.ts';
import { indentJson } from './indent-json.ts';

const product = await startTestProduct();
const { context } = product;
await makeEventPartitions(context.database.system, product.clock);
const withCheck = (digits: string): string => digits + checkDigit(digits);
const gln = withCheck('952010100000');
const gtin = withCheck('0952010100001');
const lot = `https://id.gs1.org/01/${gtin}/10/L1`;

const orgId = await addOrganisation(product, 'suoi-xanh', { gln, disclosure: 0 });
const partnerId = await addOrganisation(product, 'ben-mua', { gln: withCheck('952010600000') });
await registerPlace(
  context.database.system,
  { orgId, code: `414/${gln}`, kind: 'packhouse', name: 'Nhà sơ chế Suối Xanh' },
  { at: product.clock, actor: 'test' },
);
await addPerson(product, 'chu', { memberOf: [{ orgId, role: 'owner' }] });
await addPerson(product, 'nhan.vien', { memberOf: [{ orgId, role: 'member' }] });
await addPerson(product, 'ben.mua', { memberOf: [{ orgId: partnerId, role: 'owner' }] });
const owner = await new Browser(product).signIn('chu');
const member = await new Browser(product).signIn('nhan.vien');
const partner = await new Browser(product).signIn('ben.mua');

const documentOf = (...events: object[]): string =>
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-20T08:00:00+07:00',
    epcisBody: { eventList: events },
  });
const packed = {
  type: 'ObjectEvent',
  eventTime: '2026-11-18T08:05:00+07:00',
  eventTimeZoneOffset: '+07:00',
  action: 'ADD',
  bizStep: 'packing',
  disposition: 'in_progress',
  quantityList: [{ epcClass: lot, quantity: 12.5, uom: 'KGM' }],
  readPoint: { id: `https://id.gs1.org/414/${gln}` },
  bizTransactionList: [{ type: 'po', bizTransaction: 'urn:example:po:778' }],
};
const shipped = {
  ...packed,
  bizStep: 'shipping',
  action: 'OBSERVE',
  disposition: 'in_transit',
  eventTime: '2026-11-19T09:00:00+07:00',
  destinationList: [{ type: 'possessing_party', destination: `https://id.gs1.org/417/${withCheck('952010600000')}` }],
};

async function upload(browser: Browser, body: string | Buffer, behaviour = 'rollback') {
  const token = await browser.token('/khong-gian/gui-tai-lieu');
  return browser.postFile('/khong-gian/gui-tai-lieu', { _csrf: token, behaviour }, { name: 'file', fileName: 'su-kien.json', body });
}

test('an empty workspace says what to do first', async () => {
  const home = await owner.get('/khong-gian');
  assert.equal(home.statusCode, 200);
  assert.match(home.body, /Chưa có lần gửi nào/);
  assert.match((await owner.get('/khong-gian/su-kien')).body, /Chưa có sự kiện nào/);
});

test('a file sent by form is captured, and its events are found in plain words', async () => {
  const answer = await upload(member, documentOf(packed, shipped));
  assert.equal(answer.statusCode, 303, answer.body);
  const page = await member.get(String(answer.headers.location));
  assert.match(page.body, /Đã ghi nhận tệp/);
  assert.match(page.body, /Người nhan.vien/);
  assert.match(page.body, /Ghi nhận đủ/);

  const events = (await member.get('/khong-gian/su-kien')).body;
  assert.match(events, /Đóng gói/);
  assert.match(events, /Nhà sơ chế Suối Xanh/);
  const links = [...events.matchAll(/\/khong-gian\/su-kien\/(\d+)/g)].map((match) => match[0]);
  assert.equal(links.length, 2);
  const event = (await member.get(links[1] ?? '')).body;
  for (const text of [
    '18/11/2026 08:05',
    '12,5 kg',
    'urn:example:po:778',
    'ghi nhận muộn',
    '"quantity": 12.50'.replace('12.50', '12.5'),
    'Hàng theo lô',
  ])
    assert.ok(event.includes(text) || event.includes(text.replaceAll('"', '&quot;')), text);
});

test('a file sent once more lacks nothing, and is not among the faulty', async () => {
  const faulty = async (): Promise<number> =>
    [...(await member.get('/khong-gian/tai-lieu?loi=1')).body.matchAll(/\/khong-gian\/tai-lieu\/[0-9a-f-]{36}/g)].length;
  const before = await faulty();
  const answer = await upload(member, documentOf(packed, shipped));
  assert.equal(answer.statusCode, 303, answer.body);
  const page = (await member.get(String(answer.headers.location))).body;
  assert.match(page, /Đã có từ trước/);
  assert.match(page, /Sự kiện đã có từ trước/);
  assert.doesNotMatch(page, /Ghi nhận một phần|Chỗ cần sửa/);
  assert.equal(await faulty(), before);
});

test('the list of events filters by day, step and code, and says what is wrong with a filter', async () => {
  const count = async (query: string): Promise<number> =>
    [...(await member.get(`/khong-gian/su-kien?${query}`)).body.matchAll(/\/khong-gian\/su-kien\/\d+/g)].length;
  assert.equal(await count('tu=19/11/2026'), 1);
  assert.equal(await count('den=18/11/2026'), 1, 'the last day counts whole');
  assert.equal(await count('tu=18/11/2026&den=19/11/2026'), 2);
  assert.equal(await count('buoc=shipping'), 1);
  assert.equal(await count(`ma=${encodeURIComponent(lot)}`), 2);
  assert.equal(await count(`ma=01/${gtin}/10/L2`), 0);
  assert.equal(await count(`ma=${encodeURIComponent(`(01)${gtin}(10)L1`)}`), 2, 'as labels have it');
  assert.equal((await member.get(`/khong-gian/su-kien?ma=${gtin.slice(1)}`)).statusCode, 200, 'digits under a bar code');
  const wrong = await member.get('/khong-gian/su-kien?tu=31/02/2026&ma=a+b');
  assert.equal(wrong.statusCode, 400);
  assert.match(wrong.body, /dạng ngày\/tháng\/năm/);
  assert.match(wrong.body, /Không đọc được mã này/);
});

test('a faulty file shows its faults in both languages and stays in the list', async () => {
  const { eventTimeZoneOffset: _, ...broken } = packed;
  const answer = await upload(member, documentOf({ ...broken, eventTime: 'hôm qua' }));
  assert.equal(answer.statusCode, 400);
  assert.match(answer.body, /eventTime/);
  assert.match(answer.body, /lang="en"/);
  const list = (await member.get('/khong-gian/tai-lieu?loi=1')).body;
  assert.match(list, /Không ghi nhận/);
  const link = /\/khong-gian\/tai-lieu\/[0-9a-f-]{36}/.exec(list)?.[0] ?? '';
  assert.match((await member.get(link)).body, /eventTime/);
  assert.equal((await partner.get(link)).statusCode, 404, 'nobody else sees it');
});

test('what cannot be read at all is refused in words', async () => {
  assert.match((await upload(member, 'đây không phải JSON')).body, /Lỗi: /);
  assert.match((await upload(member, Buffer.from([0x7b, 0xff, 0x7d]))).body, /UTF-8/);
  assert.match((await upload(member, '')).body, /Hãy chọn một tệp/);
  assert.equal(
    (
      await member.postFile(
        '/khong-gian/gui-tai-lieu',
        { behaviour: 'rollback' },
        { name: 'file', fileName: 'x.json', body: documentOf(packed) },
      )
    ).statusCode,
    403,
    'without the token',
  );
});

test('keys: made and shown once, listed without secret, revoked after a question; members only look', async () => {
  const made = await owner.postForm('/khong-gian/khoa-api', '/khong-gian/khoa-api', { name: 'Phần mềm kho', scope: 'query' });
  const key = /<code[^>]*>(nguon_\w+)<\/code>/.exec(made.body)?.[1] ?? '';
  assert.match(key, /^nguon_\w{9}_\w{33}$/);
  const call = () => product.app.inject({ url: '/epcis/events', headers: { authorization: `Bearer ${key}` } });
  assert.equal((await call()).statusCode, 200);
  const list = (await member.get('/khong-gian/khoa-api')).body;
  assert.match(list, /Phần mềm kho/);
  assert.ok(!list.includes(key) && !list.includes('/thu-hoi'));
  assert.equal((await member.postForm('/khong-gian/khoa-api', '/khong-gian/khoa-api', { name: 'x', scope: 'query' })).statusCode, 403);
  assert.match((await owner.postForm('/khong-gian/khoa-api', '/khong-gian/khoa-api', { name: 'x' })).body, /ít nhất một quyền/);
  const ask = /\/khong-gian\/khoa-api\/[0-9a-f-]{36}\/thu-hoi/.exec((await owner.get('/khong-gian/khoa-api')).body)?.[0] ?? '';
  assert.match((await owner.get(ask)).body, /Thu hồi khóa/);
  assert.equal((await partner.get(ask)).statusCode, 404);
  assert.equal((await owner.postForm(ask, ask, {})).statusCode, 303);
  assert.equal((await call()).statusCode, 401, 'at once in this process');
  assert.equal((await owner.get(ask)).statusCode, 404);
});

test('who may see: the page asks the rule itself; events captured afterwards follow', async () => {
  const levels = { what: 'chain', where: 'chain', who: 'chain', quantity: 'private', documents: 'private', ilmd: 'chain' };
  assert.match((await owner.get('/khong-gian/quyen-xem')).body, /thấy: hàng gì, ở đâu, với ai, bao nhiêu, chứng từ, chi tiết lô hàng/);
  // A choice is looked at before it is saved, without script; nothing is kept of it.
  const draft = await owner.postForm('/khong-gian/quyen-xem', '/khong-gian/quyen-xem', { ...levels, act: 'preview' });
  assert.equal(draft.statusCode, 200);
  assert.match(draft.body, /nếu lưu<\/h2>[^]*Chưa lưu\.[^]*không thấy sự kiện nào của tổ chức/);
  assert.match(draft.body, /name="quantity"[^>]* value="private"[^>]* checked/);
  assert.doesNotMatch((await owner.get('/khong-gian/quyen-xem')).body, /không thấy sự kiện nào|Chưa lưu/);
  assert.equal((await member.postForm('/khong-gian', '/khong-gian/quyen-xem', { ...levels, act: 'preview' })).statusCode, 403);
  // From here one comes to the latest event with the eyes of each audience.
  const eyes = [...(await member.get('/khong-gian/quyen-xem')).body.matchAll(/href="(\/khong-gian\/su-kien\/\d+\?xem=[a-z-]+)"/g)].map(
    ([, to]) => to!,
  );
  assert.deepEqual(
    eyes.map((to) => to.split('=')[1]),
    ['cong-chung', 'ben-mua', 'co-quan'],
  );
  for (const to of eyes) assert.match((await member.get(to)).body, /aria-current="true"/);
  assert.equal((await owner.postForm('/khong-gian/quyen-xem', '/khong-gian/quyen-xem', levels)).statusCode, 303);
  const page = (await member.get('/khong-gian/quyen-xem')).body;
  assert.match(page, /không thấy sự kiện nào của tổ chức/);
  assert.match(page, /thấy: hàng gì, ở đâu, với ai, chi tiết lô hàng/);
  assert.equal((await member.postForm('/khong-gian', '/khong-gian/quyen-xem', levels)).statusCode, 403);
  assert.equal((await owner.postForm('/khong-gian/quyen-xem', '/khong-gian/quyen-xem', { what: 'public' })).statusCode, 400);
  const { rows } = await context.database.system.query<{ disclosure: number }>({
    text: 'select disclosure from organisations where id = $1',
    values: [orgId],
  });
  assert.deepEqual(unpackDisclosure(rows[0]?.disclosure ?? 0), levels);

  const sent = await upload(owner, documentOf({ ...shipped, eventTime: '2026-11-20T09:00:00+07:00' }));
  assert.equal(sent.statusCode, 303);
  const link = /\/khong-gian\/su-kien\/\d+/.exec((await owner.get(`/khong-gian/su-kien?tu=20/11/2026`)).body)?.[0] ?? '';
  assert.match((await owner.get(link)).body, /12,5 kg/);
  const asPartner = await partner.get(link);
  assert.equal(asPartner.statusCode, 200, 'the receiver is a party of the chain');
  assert.match(asPartner.body, /Giao đi/);
  assert.ok(!asPartner.body.includes('12,5') && !asPartner.body.includes('12.5') && !asPartner.body.includes('po:778'));
  // The owner sees the event with the eyes of each audience; what the buyer is shown is what the buyer gets.
  const asBuyer = (await owner.get(`${link}?xem=ben-mua`)).body;
  assert.match(asBuyer, /Không hiện: bao nhiêu, chứng từ\./);
  assert.ok(!asBuyer.includes('12,5') && !asBuyer.includes('po:778') && asBuyer.includes('Giao đi'));
  assert.match((await owner.get(`${link}?xem=cong-chung`)).body, /với họ, sự kiện này không tồn tại/);
  assert.match((await owner.get(`${link}?xem=co-quan`)).body, /không tồn tại/);
  assert.ok(!(await partner.get(`${link}?xem=co-quan`)).body.includes('12,5'), "nobody looks at another's event with other eyes");
  await addPerson(product, 'nguoi.la', { memberOf: [{ orgId: await addOrganisation(product, 'nguoi-la'), role: 'owner' }] });
  assert.equal((await (await new Browser(product).signIn('nguoi.la')).get(link)).statusCode, 404);
});

test('a column of links tells its name to readers of screens only: the links say what they do', async () => {
  const members = (await owner.get('/khong-gian/thanh-vien')).body;
  assert.match(members, /<span class="vh">Cho rời tổ chức<\/span><\/th>/);
  assert.doesNotMatch(members, /data-label="Cho rời tổ chức"/);
  assert.match(members, /data-label="Vai trò"/);
});

test('password forms name the login for password managers; language links keep the page and go where a form was sent', async () => {
  const security = (await owner.get('/tai-khoan/bao-mat')).body;
  assert.match(security, /name="username" autocomplete="username" value="chu" readonly hidden/);
  assert.match(
    (await owner.get('/khong-gian/su-kien?buoc=shipping')).body,
    /href="\/khong-gian\/su-kien\?buoc=shipping&amp;lang=en" lang="en"/,
  );
  const refused = await owner.postForm('/tai-khoan/bao-mat', '/tai-khoan/mat-khau', { password: 'sai', new_password: 'x' });
  assert.equal(refused.statusCode, 400);
  assert.doesNotMatch(refused.body, /hreflang/);
  assert.match(refused.body, /<title>Lỗi: /);
});

test('members: the owner adds with a one-time password and lets go, but never the last owner', async () => {
  const made = await owner.postForm('/khong-gian/thanh-vien', '/khong-gian/thanh-vien', {
    name: 'Lê Thị Mới',
    login: 'le.moi',
    role: 'member',
  });
  const password = /<code[^>]*>([a-z0-9-]{19})<\/code>/.exec(made.body)?.[1] ?? '';
  const fresh = await new Browser(product).signIn('le.moi', password);
  assert.equal((await fresh.get('/khong-gian')).statusCode, 403, 'the password comes first');
  assert.match(
    (await owner.postForm('/khong-gian/thanh-vien', '/khong-gian/thanh-vien', { name: '', login: 'Có Dấu', role: 'member' })).body,
    /chữ không dấu/,
  );
  assert.match(
    (await owner.postForm('/khong-gian/thanh-vien', '/khong-gian/thanh-vien', { name: 'A', login: 'le.moi', role: 'member' })).body,
    /đã có người dùng/,
  );
  assert.equal(
    (await member.postForm('/khong-gian', '/khong-gian/thanh-vien', { name: 'A', login: 'le.moi2', role: 'member' })).statusCode,
    403,
  );
  const asks = [...(await owner.get('/khong-gian/thanh-vien')).body.matchAll(/\/khong-gian\/thanh-vien\/\d+\/roi/g)].map(
    (match) => match[0],
  );
  assert.equal(asks.length, 3);
  const outcomes = [];
  for (const ask of asks) outcomes.push((await owner.postForm(ask, ask, {})).statusCode);
  assert.deepEqual(
    outcomes.sort((a, b) => a - b),
    [303, 303, 409],
  );
  assert.equal((await member.get('/khong-gian')).statusCode, 403, 'the session follows at once');
  assert.equal((await owner.get('/khong-gian')).statusCode, 200);
});

test('codes are called by name: crates, places and products, never by the number of an application identifier', async () => {
  const crate = `https://id.gs1.org/8003/0${withCheck('952010100900')}T13`;
  const sent = await upload(
    owner,
    documentOf({
      ...packed,
      eventTime: '2026-11-17T07:00:00+07:00',
      quantityList: [],
      epcList: [crate],
      readPoint: { id: `https://id.gs1.org/414/${gln}/254/V9` },
      sourceList: [{ type: 'owning_party', source: `https://id.gs1.org/417/${withCheck('952010700000')}` }],
    }),
  );
  assert.equal(sent.statusCode, 303, sent.body);
  const list = (await owner.get('/khong-gian/su-kien?tu=17/11/2026&den=17/11/2026')).body;
  assert.match(list, /Sọt, khay quay vòng T13/);
  const event = (await owner.get(/\/khong-gian\/su-kien\/\d+/.exec(list)?.[0] ?? '')).body.replace(/<pre[\s\S]*<\/pre>/, '');
  assert.match(event, /Bên bán(?:<[^>]*>)+Tổ chức 9520107000006/);
  assert.match((await owner.get('/khong-gian/dia-diem')).body, new RegExp(`>${gln}<`));
  for (const page of [list, event, (await owner.get('/khong-gian/dia-diem')).body, (await owner.get('/khong-gian/san-pham')).body])
    assert.doesNotMatch(page.replace(/<[^>]*>/g, ' '), /\(8003\) |\b(?:01|414|417|8003)\/\d{13}/);
});

test('documents are paged without gaps', async () => {
  const other = await addOrganisation(product, 'gui-nhieu');
  const { key } = await addKey(product, other, ['capture']);
  await addPerson(product, 'gui.nhieu', { memberOf: [{ orgId: other, role: 'owner' }] });
  const browser = await new Browser(product).signIn('gui.nhieu');
  for (let number = 0; number < 27; number++) {
    if (number % 3 === 0) product.clock = new Date(product.clock.getTime() + 1_000);
    const answer = await product.app.inject({
      method: 'POST',
      url: '/epcis/capture',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      payload: documentOf({ ...packed, eventTime: `2026-11-01T08:00:${String(number).padStart(2, '0')}+07:00` }),
    });
    assert.equal(answer.statusCode, 202, answer.body);
  }
  const ids = (body: string): string[] => [...body.matchAll(/\/khong-gian\/tai-lieu\/([0-9a-f-]{36})/g)].map((match) => match[1] ?? '');
  const first = (await browser.get('/khong-gian/tai-lieu')).body;
  const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = (await browser.get(next)).body;
  assert.deepEqual([ids(first).length, ids(second).length, new Set([...ids(first), ...ids(second)]).size], [25, 2, 27]);
  assert.ok(!second.includes('rel="next"'));
});

test('JSON is indented without touching its values', () => {
  assert.equal(indentJson('{"a":[1.50,{}],"b":"x{,\\"y\\":"}'), '{\n  "a": [\n    1.50,\n    {}\n  ],\n  "b": "x{,\\"y\\":"\n}');
});
