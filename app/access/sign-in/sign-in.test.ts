// Signing in as a browser does it: password, code, session, forms, sign-out, limits; and what must not work.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Response } from 'light-my-request';
import { Secret, TOTP } from 'otpauth';
import { addOrganisation, addPerson, Browser, eventually } from '../../../test/access/people.ts';
import { startTestProduct } from '../../../test/support/test-product.ts';
import { findUserByLogin } from '../people/user-store.ts';

const product = await startTestProduct();
const password = 'bốn từ không liên quan';
const orgId = await addOrganisation(product, 'vuon-mang-cau');
const ownerId = await addPerson(product, 'chu.vuon', { password, memberOf: [{ orgId, role: 'owner' }] });

const wait = (ms: number): void => void (product.clock = new Date(product.clock.getTime() + ms));
const codeOf = (secret: string, shift_ms = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: product.clock.getTime() + shift_ms });

test('the page says the same for a wrong login and a wrong password', async () => {
  const answers: Response[] = [];
  for (const login of ['chu.vuon', 'khong.co.ai'])
    answers.push(await new Browser(product).post('/dang-nhap', { login, password: 'sai' }, '10.0.0.1'));
  for (const answer of answers) {
    assert.equal(answer.statusCode, 401);
    assert.match(answer.body, /Tên đăng nhập hoặc mật khẩu không đúng/);
    assert.equal(answer.cookies.length, 0);
  }
});

test('an unknown login costs the work of a known one', async () => {
  const time = async (login: string): Promise<number> => {
    const start = performance.now();
    await new Browser(product).post('/dang-nhap', { login, password: 'sai' }, '10.0.0.2');
    return performance.now() - start;
  };
  await time('chu.vuon');
  const known = Math.min(await time('chu.vuon'), await time('chu.vuon'), await time('chu.vuon'));
  const unknown = Math.min(await time('x1x'), await time('x2x'), await time('x3x'));
  assert.ok(unknown > known / 3, `known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms`);
});

test('the right password makes a session with a careful cookie, and leads on to the page asked for', async () => {
  const browser = new Browser(product);
  const answer = await browser.post('/dang-nhap', { login: ' Chu.Vuon ', password, tiep: '/tai-khoan' });
  assert.equal(answer.statusCode, 303);
  assert.equal(answer.headers.location, '/tai-khoan');
  const [cookie] = answer.cookies;
  assert.deepEqual(
    [cookie?.name, cookie?.httpOnly, cookie?.sameSite, cookie?.path, cookie?.secure],
    ['nguon-session', true, 'Lax', '/', undefined],
  );
  const page = await browser.get('/tai-khoan');
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /Tài khoản của/);
  assert.equal(page.headers['cache-control'], 'private, no-store');
});

test('behind https the cookie is __Host- and Secure', async () => {
  const other = await startTestProduct({ origin: 'https://nguon.example' });
  await addPerson(other, 'ai.do', { password });
  const answer = await other.app.inject({
    method: 'POST',
    url: '/dang-nhap',
    headers: { host: 'nguon.example', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ login: 'ai.do', password }).toString(),
  });
  assert.deepEqual([answer.cookies[0]?.name, answer.cookies[0]?.secure], ['__Host-nguon', true]);
});

test('a place to go on to must be ours', async () => {
  for (const tiep of ['//evil.example', 'https://evil.example', '/\\evil.example', '/\t/evil.example', 'khong-gian']) {
    const answer = await new Browser(product).post('/dang-nhap', { login: 'chu.vuon', password, tiep });
    assert.equal(answer.headers.location, '/dang-nhap', tiep);
  }
});

test('who opens a page without a session is asked to sign in and comes back', async () => {
  const answer = await new Browser(product).get('/tai-khoan/bao-mat?xong=ended');
  assert.equal(answer.statusCode, 303);
  assert.equal(answer.headers.location, '/dang-nhap?tiep=%2Ftai-khoan%2Fbao-mat%3Fxong%3Dended');
});

/** Use is noted off the request's path: it is there soon, not at once. */
const lastSeen = async (): Promise<number> => {
  const { rows } = await product.context.database.system.query<{ at: Date }>('select max(seen_at) as at from sessions where user_id = $1', [
    ownerId,
  ]);
  return rows[0]?.at.getTime() ?? 0;
};

test('a session ends after eight idle hours, after seven days, and at sign-out', async () => {
  const browser = await new Browser(product).signIn('chu.vuon', password);
  for (let day = 0; day < 7 * 4 - 1; day++) {
    wait(6 * 3_600_000);
    assert.equal((await browser.get('/tai-khoan')).statusCode, 200, `after ${(day + 1) * 6} h`);
    await eventually(async () => (await lastSeen()) === product.clock.getTime());
  }
  wait(6 * 3_600_000 + 1);
  assert.equal((await browser.get('/tai-khoan')).statusCode, 303, 'after seven days');

  const idle = await new Browser(product).signIn('chu.vuon', password);
  wait(8 * 3_600_000);
  assert.equal((await idle.get('/tai-khoan')).statusCode, 303, 'after eight idle hours');

  const leaving = await new Browser(product).signIn('chu.vuon', password);
  const copy = leaving.copy();
  assert.equal((await leaving.postForm('/tai-khoan', '/dang-xuat', {})).headers.location, '/dang-nhap?xong=signedOut');
  assert.equal((await copy.get('/tai-khoan')).statusCode, 303, 'a stolen cookie is dead too');
});

test('a form without its token, with another session’s token or from another site does nothing', async () => {
  const browser = await new Browser(product).signIn('chu.vuon', password);
  const other = await new Browser(product).signIn('chu.vuon', password);
  const body = { session: 'others' };
  assert.equal((await browser.post('/tai-khoan/phien', body)).statusCode, 403);
  assert.equal((await browser.post('/tai-khoan/phien', { ...body, _csrf: await other.token('/tai-khoan') })).statusCode, 403);
  const token = await browser.token('/tai-khoan');
  assert.equal(
    (await browser.post('/tai-khoan/phien', { ...body, _csrf: token }, undefined, { 'sec-fetch-site': 'cross-site' })).statusCode,
    403,
  );
  assert.equal(
    (await browser.post('/tai-khoan/phien', { ...body, _csrf: token }, undefined, { origin: 'https://evil.example' })).statusCode,
    403,
  );
  assert.equal((await other.get('/tai-khoan')).statusCode, 200, 'nothing was done');
  assert.equal(
    (
      await browser.post('/tai-khoan/phien', { ...body, _csrf: token }, undefined, {
        origin: 'http://localhost:80',
        'sec-fetch-site': 'same-origin',
      })
    ).statusCode,
    303,
  );
  assert.equal((await other.get('/tai-khoan')).statusCode, 303, 'now the other session has ended');
  assert.equal(
    (await new Browser(product).post('/dang-nhap', { login: 'chu.vuon', password }, undefined, { 'sec-fetch-site': 'cross-site' }))
      .statusCode,
    403,
    'signing in cannot be forged either',
  );
});

test('a temporary password must be changed before anything else; the change ends other sessions', async () => {
  await addPerson(product, 'nguoi.moi', { password: 'mật khẩu tạm thời', temporary: true, memberOf: [{ orgId, role: 'member' }] });
  const browser = await new Browser(product).signIn('nguoi.moi', 'mật khẩu tạm thời');
  const other = await new Browser(product).signIn('nguoi.moi', 'mật khẩu tạm thời');
  assert.equal((await browser.get('/dang-nhap')).headers.location, '/tai-khoan/bao-mat');
  const change = (current: string, wanted: string): Promise<Response> =>
    browser.postForm('/tai-khoan/bao-mat', '/tai-khoan/mat-khau', { password: current, new_password: wanted });
  assert.match((await change('sai', 'một mật khẩu khác')).body, /Mật khẩu đang dùng không đúng/);
  assert.match((await change('mật khẩu tạm thời', 'ngắn')).body, /ít nhất 10 ký tự/);
  assert.match((await change('mật khẩu tạm thời', '1234567890')).body, /ai cũng đoán ra/);
  assert.match((await change('mật khẩu tạm thời', 'mật khẩu tạm thời')).body, /phải khác/);
  assert.equal((await change('mật khẩu tạm thời', 'một mật khẩu khác')).statusCode, 303);
  assert.equal((await browser.get('/dang-nhap')).headers.location, '/khong-gian');
  assert.equal((await other.get('/tai-khoan')).statusCode, 303);
});

test('the second factor: enrol, sign in with each code once, recovery codes, turn off', async () => {
  await addPerson(product, 'hai.lop', { password });
  const browser = await new Browser(product).signIn('hai.lop', password);
  const page = (await browser.get('/tai-khoan/xac-thuc-hai-lop')).body;
  assert.match(page, /<svg/);
  const secret = /letter-spacing:.04em">([A-Z2-7 ]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? '';
  const sealed = /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? '';
  assert.equal((await browser.postForm('/tai-khoan', '/tai-khoan/xac-thuc-hai-lop', { sealed, code: '000000' })).statusCode, 400);
  const done = await browser.postForm('/tai-khoan', '/tai-khoan/xac-thuc-hai-lop', { sealed, code: codeOf(secret) });
  const recovery = [...done.body.matchAll(/<li>([a-z0-9]{5}-[a-z0-9]{5})<\/li>/g)].map((match) => match[1] ?? '');
  assert.equal(new Set(recovery).size, 10);
  const stored = await findUserByLogin(product.context.database.system, 'hai.lop');
  assert.ok(stored?.totp_secret?.startsWith('v1.') && !stored.totp_secret.includes(secret));

  const second = async (code: string): Promise<number> => {
    const fresh = new Browser(product);
    const ticket = /name="ticket" value="([^"]+)"/.exec((await fresh.post('/dang-nhap', { login: 'hai.lop', password })).body)?.[1] ?? '';
    assert.notEqual(ticket, '');
    return (await fresh.post('/dang-nhap/ma-xac-thuc', { ticket, code })).statusCode;
  };
  assert.equal(await second(codeOf(secret)), 401, 'the code of the enrolment was used');
  wait(30_000);
  const next = codeOf(secret);
  assert.equal(await second(next), 303);
  assert.equal(await second(next), 401, 'a code works once');
  wait(60_000);
  assert.equal(await second(codeOf(secret, -90_000)), 401, 'three steps old');
  assert.equal(await second(codeOf(secret, 30_000)), 303, 'a clock one step ahead');
  assert.equal(await second(codeOf(secret)), 401, 'an earlier step after a later one');
  assert.equal(await second(recovery[0] ?? ''), 303);
  assert.equal(await second(recovery[0] ?? ''), 401, 'a recovery code works once');

  assert.equal((await browser.postForm('/tai-khoan', '/tai-khoan/xac-thuc-hai-lop/tat', { off_password: 'sai' })).statusCode, 400);
  assert.equal((await browser.postForm('/tai-khoan', '/tai-khoan/xac-thuc-hai-lop/tat', { off_password: password })).statusCode, 303);
  assert.equal((await new Browser(product).post('/dang-nhap', { login: 'hai.lop', password })).statusCode, 303);
});

test('the ticket between the steps is sealed and short-lived', async () => {
  const { sealText } = await import('../seal.ts');
  const until = product.clock.getTime() + 60_000;
  const forged = sealText('another secret', 'second-step', `${ownerId} ${until}`, new Uint8Array(12));
  assert.equal((await new Browser(product).post('/dang-nhap/ma-xac-thuc', { ticket: forged, code: '1' })).statusCode, 401);
  const old = sealText(product.context.config.secret, 'second-step', `${ownerId} ${product.clock.getTime()}`, new Uint8Array(12));
  assert.match((await new Browser(product).post('/dang-nhap/ma-xac-thuc', { ticket: old, code: '1' })).body, /quá 5 phút/);
});

test('guessing the second step is stopped too, and says when to try again', async () => {
  const { sealText } = await import('../seal.ts');
  const guessedId = await addPerson(product, 'bi.do.ma', { password });
  const ticket = sealText(
    product.context.config.secret,
    'second-step',
    `${guessedId} ${product.clock.getTime() + 60_000}`,
    new Uint8Array(12),
  );
  const guess = (): Promise<Response> => new Browser(product).post('/dang-nhap/ma-xac-thuc', { ticket, code: '000000' });
  let refused = await guess();
  for (let attempt = 0; attempt < 8; attempt++) refused = await guess();
  assert.equal(refused.statusCode, 429);
  const wait_s = Number(refused.headers['retry-after']);
  assert.ok(wait_s > 0 && wait_s <= 900, String(refused.headers['retry-after']));
});

test('guessing is stopped for the guesser and not for the person elsewhere', async () => {
  await addPerson(product, 'bi.do', { password });
  const guess = (address: string, tried = 'đoán mò'): Promise<Response> =>
    new Browser(product).post('/dang-nhap', { login: 'bi.do', password: tried }, address);
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 9; attempt++) statuses.push((await guess('198.51.100.7')).statusCode);
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 401, 401, 401, 429]);
  const refused = await guess('198.51.100.7', password);
  assert.equal(refused.statusCode, 429, 'also with the right password');
  assert.ok(Number(refused.headers['retry-after']) > 0);
  assert.equal((await guess('203.0.113.9', password)).statusCode, 303);
});

test('a person of several organisations switches between them, and to no other', async () => {
  const second = await addOrganisation(product, 'banh-trang');
  const foreign = await addOrganisation(product, 'nguoi-khac');
  await addPerson(product, 'hai.to.chuc', {
    password,
    memberOf: [
      { orgId, role: 'member' },
      { orgId: second, role: 'owner' },
    ],
  });
  const browser = await new Browser(product).signIn('hai.to.chuc', password);
  assert.match((await browser.get('/tai-khoan')).body, /Cơ sở vuon-mang-cau<\/span>/);
  assert.equal((await browser.postForm('/tai-khoan', '/tai-khoan/to-chuc', { org: String(second) })).statusCode, 303);
  assert.match((await browser.get('/tai-khoan')).body, /Cơ sở banh-trang<\/span>/);
  assert.equal((await browser.postForm('/tai-khoan', '/tai-khoan/to-chuc', { org: String(foreign) })).statusCode, 403);
});

test('an administrator who belongs to organisations goes to one and back again; nobody else gets there', async () => {
  const both = { password, administrator: true, memberOf: [{ orgId, role: 'owner' as const }] };
  await addPerson(product, 'quan.tri.kiem', both);
  const browser = await new Browser(product).signIn('quan.tri.kiem', password);
  const go = (org: string): Promise<Response> => browser.postForm('/tai-khoan', '/tai-khoan/to-chuc', { org });
  const home = async (): Promise<unknown> => (await browser.get('/dang-nhap')).headers.location;
  assert.equal(await home(), '/dieu-hanh');
  assert.equal((await go(String(orgId))).statusCode, 303);
  assert.equal(await home(), '/khong-gian');
  assert.equal((await browser.get('/khong-gian')).statusCode, 200);
  const account = (await browser.get('/tai-khoan')).body;
  assert.match(account, /Quản trị hệ thống<\/h3>[^]*?name="org" value="administration"/, 'the way back stands on the page');
  assert.equal((await go('administration')).statusCode, 303);
  assert.equal(await home(), '/dieu-hanh');
  assert.equal((await browser.get('/dieu-hanh')).statusCode, 200);

  const owner = await new Browser(product).signIn('chu.vuon', password);
  assert.doesNotMatch((await owner.get('/tai-khoan')).body, /administration/);
  assert.equal((await owner.postForm('/tai-khoan', '/tai-khoan/to-chuc', { org: 'administration' })).statusCode, 403);
  assert.equal((await owner.get('/khong-gian')).statusCode, 200, 'and stays where it was');
});
