// Attacks on people's pages: sessions, forged forms, redirects, stored script, uploads, spoofed addresses.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { routes } from '../../app/routes.ts';
import { Browser, addOrganisation, addPerson, test_password } from '../access/people.ts';
import { bare, startTarget } from './attacker.ts';
import { gln, gtin, itemUri, makeEvent, placeUri } from '../support/sample-events.ts';

const target = await startTarget();
const { app, context } = target;
const db = context.database.system;

const script = `<script>alert(1)</script>`;
const image = `"><img src=x onerror=alert(2)>'`;
const evil = `${image}${script}`;
const isInjected = (html: string): boolean => /<script>alert|<img src=x|href="\s*javascript:|href="\s*data:/i.test(html);

test('script in names, texts and event data is shown as text, on every page that shows them', async () => {
  const member = await target.addMember('evil', { gln: gln(5) });
  await db.query({
    text: `update organisations set name = $2, name_en = $2, address = $2, about = $2, phone = $2, website = 'javascript:alert(1)', search_text = 'evil' where id = $1`,
    values: [member.orgId, evil],
  });
  await db.query({
    text: `insert into products (org_id, thing, slug, name, name_en, name_zh, category, net_content, description, standard, image, published_at, search_text, created_at)
    values ($1, $2, 'evil', $3, $3, $3, 'fruit', $3, $3, $3, $3, now(), 'evil', now())`,
    values: [member.orgId, `01/${gtin(7)}`, evil],
  });
  await db.query({
    text: `insert into places (org_id, thing, kind, name, address) values ($1, $2, 'field', $3, $3)`,
    values: [member.orgId, `414/${gln(6)}`, evil],
  });
  await db.query({
    text: `insert into certificates (thing, org_id, kind, name, number, issuer_name, vouched_by, result, issued_on, created_at)
    values ($2, $1, 'certificate', $3, $3, $3, 'self', $3, '2026-01-01', now())`,
    values: [member.orgId, `01/${gtin(7)}`, evil],
  });
  await db.query({
    text: `insert into links (thing, org_id, link_type, href, title, created_at) values ($2, $1, 'gs1:pip', 'https://example.com/"><script>alert(1)</script>', $3, now())`,
    values: [member.orgId, `01/${gtin(7)}`, evil],
  });
  const item = itemUri(7, 'X%22%27%3C');
  const event = makeEvent('ObjectEvent', '2026-11-18T06:00:00+07:00', {
    action: 'ADD',
    bizStep: 'commissioning',
    disposition: `https://x.example/${encodeURIComponent(script)}'`,
    epcList: [item],
    readPoint: { id: placeUri(6) },
    bizLocation: { id: placeUri(6) },
    ilmd: { 'cbvmda:lotNumber': 'L', 'cbvmda:itemExpirationDate': evil, 'cbvmda:countryOfOrigin': evil, 'ex:note': evil },
    sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: 5, uom: 'CEL', stringValue: evil }] }],
  });
  const body = bare(event).replace('"@context":"', '"@context":["').replace('context.jsonld"', 'context.jsonld",{"ex":"urn:ex:"}]');
  const stored = await target.post('/epcis/events', body, member.key);
  assert.equal(stored.status, 201, stored.body);
  await addPerson(target, 'evil', { memberOf: [{ orgId: member.orgId, role: 'owner' }] });
  const browser = await new Browser(target).signIn('evil');
  const path = item.replace('https://id.gs1.org', '');
  const urls = [
    `/xem${path}`,
    `/xem${path}?lang=en`,
    `/xem${path}?lang=zh`,
    `/xem/01/${gtin(7)}`,
    `/xem/414/${gln(6)}`,
    `/truy-vet?code=${encodeURIComponent(item)}`,
    '/',
    '/san-pham/evil',
    '/co-so/evil',
    '/tim-kiem?q=evil',
    `/tim-kiem?q=${encodeURIComponent(evil)}`,
    `/nhap-ma?ma=${encodeURIComponent(evil)}`,
    `/xem/bao-nghi-ngo?code=${encodeURIComponent(evil)}`,
    `/dang-nhap?tiep=${encodeURIComponent(evil)}`,
    ...routes
      .filter(({ method, path: at }) => method === 'GET' && at.startsWith('/khong-gian'))
      .map(({ path: at }) => at.replace(/:\w+/g, stored.headers.get('location')!.split('/events/')[1]!)),
    '/tai-khoan',
    `/khong-gian/su-kien?q=${encodeURIComponent(evil)}&ma=${encodeURIComponent(evil)}`,
  ];
  const wrong: string[] = [];
  let shown = 0;
  for (const url of urls) {
    const answer = await browser.get(url);
    if (answer.statusCode >= 500) wrong.push(`${url}: ${answer.statusCode}`);
    // A table is handed over as a file of a type that no browser runs.
    const isFile =
      String(answer.headers['content-type']).startsWith('text/csv') &&
      String(answer.headers['content-disposition']).startsWith('attachment');
    if (!isFile && isInjected(answer.body))
      wrong.push(`${url}: ${answer.body.slice(answer.body.search(/<script>alert|<img src=x|href="\s*javascript:/i) - 60).slice(0, 160)}`);
    if (answer.body.includes('alert(')) shown++;
    const type = String(answer.headers['content-type'] ?? '');
    if (type.includes('html') && !/script-src 'self'/.test(String(answer.headers['content-security-policy']))) wrong.push(`${url}: no CSP`);
    if (answer.statusCode !== 303 && answer.statusCode !== 307 && answer.headers['x-content-type-options'] !== 'nosniff')
      wrong.push(`${url}: sniffable`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(shown >= 6, `only ${shown} pages showed the texts at all`);
});

test('every HTML answer of every address carries the policy, errors too', async () => {
  let looked = 0;
  for (const url of [
    '/',
    '/nothing',
    '/xem/01/1',
    '/%ff',
    '/01/1',
    `/xem/01/${gtin(7)}`,
    '/khong-gian',
    '/dang-nhap',
    '/xem/bao-nghi-ngo',
    '/cach-doc-trang',
  ]) {
    const answer = await app.inject({ url, headers: { accept: 'text/html' } });
    if (!String(answer.headers['content-type']).includes('html')) continue;
    looked++;
    assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/, url);
    assert.ok(!/script-src[^;]*unsafe/.test(String(answer.headers['content-security-policy'])), url);
  }
  assert.ok(looked >= 6, String(looked));
});

test('a redirect after signing in stays here', async () => {
  await addPerson(target, 'redirect', {});
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/%09/evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    '/./\\evil.example',
    ' //evil.example',
    'x',
    '/a\r\nset-cookie: x=1',
  ]) {
    const browser = new Browser(target);
    const answer = await browser.post('/dang-nhap', { login: 'redirect', password: test_password, tiep: next });
    assert.equal(answer.statusCode, 303, next);
    const location = new URL(String(answer.headers['location']), 'https://here.example/dang-nhap');
    assert.equal(location.host, 'here.example', next);
    const shown = await browser.get(`/dang-nhap?tiep=${encodeURIComponent(next)}`);
    assert.equal(new URL(String(shown.headers['location'] ?? '/'), 'https://here.example/').host, 'here.example', next);
  }
});

test('a session cannot be fixed, read by script or sent by other sites; signing out ends it', async () => {
  await addPerson(target, 'session', {});
  const planted = 'A'.repeat(43);
  const answer = await app.inject({
    method: 'POST',
    url: '/dang-nhap',
    payload: new URLSearchParams({ login: 'session', password: test_password }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: `nguon-session=${planted}` },
  });
  const cookie = answer.cookies.find(({ name }) => name === 'nguon-session')!;
  assert.notEqual(cookie.value, planted);
  assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.path], [true, 'Lax', '/']);
  const browser = await new Browser(target).signIn('session');
  const copy = browser.copy();
  assert.equal((await copy.get('/tai-khoan')).statusCode, 200);
  await browser.postForm('/tai-khoan', '/dang-xuat', {});
  assert.equal((await copy.get('/tai-khoan')).statusCode, 303, 'a stolen copy is dead after signing out');
});

test('every form refuses another site, and a session without its token', async () => {
  const orgId = await addOrganisation(target, 'forms');
  await addPerson(target, 'forms', { memberOf: [{ orgId, role: 'owner' }] });
  const browser = await new Browser(target).signIn('forms');
  let tried = 0;
  for (const { method, path, who } of routes) {
    if (method !== 'POST') continue;
    const url = path.replace(/:\w+/g, '1');
    assert.equal(
      (await browser.post(url, { login: 'forms', password: test_password }, undefined, { 'sec-fetch-site': 'cross-site' })).statusCode >=
        400,
      true,
      `${url} from another site`,
    );
    if (who === 'public') continue;
    const answer = await browser.post(url, {});
    assert.ok([401, 403, 404, 415].includes(answer.statusCode), `${url}: ${answer.statusCode}`);
    tried++;
  }
  assert.ok(tried > 8, String(tried));
});

test('guessing passwords is slowed down, and X-Forwarded-For does not help the guesser', async () => {
  await addPerson(target, 'guessed', {});
  const statuses: number[] = [];
  for (let n = 0; n < 15; n++)
    statuses.push(
      (
        await new Browser(target).post('/dang-nhap', { login: 'guessed', password: `wrong ${n}` }, '203.0.113.7', {
          'x-forwarded-for': `198.51.100.${n}`,
          forwarded: `for=198.51.100.${n}`,
        })
      ).statusCode,
    );
  assert.equal(statuses.at(-1), 429, statuses.join());
  const unknown = await new Browser(target).post('/dang-nhap', { login: 'nobody', password: 'x' }, '203.0.113.8');
  const known = await new Browser(target).post('/dang-nhap', { login: 'redirect', password: 'x' }, '203.0.113.9');
  assert.equal(
    unknown.body.replaceAll('nobody', '').length,
    known.body.replaceAll('redirect', '').length,
    'the answer does not tell which logins exist',
  );
});

test('pictures of doubts: only pictures are kept, under our own names, and odd forms are refused', async () => {
  const fields = { code: `/01/${gtin(7)}`, reason: 'quality', details: evil, contact: evil };
  const send = (body: Buffer | string, fileName: string, address: string) => {
    const boundary = 'b';
    const parts = Object.entries(fields)
      .map(([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join('');
    const payload = Buffer.concat([
      Buffer.from(
        `${parts}--b\r\ncontent-disposition: form-data; name="photo"; filename="${fileName}"\r\ncontent-type: image/svg+xml\r\n\r\n`,
      ),
      Buffer.from(body),
      Buffer.from('\r\n--b--\r\n'),
    ]);
    return app.inject({
      method: 'POST',
      url: '/xem/bao-nghi-ngo',
      payload,
      remoteAddress: address,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
  };
  for (const [body, name] of [
    ['<svg onload=alert(1)>', 'a.svg'],
    ['<html><script>alert(1)</script>', 'a.jpg'],
    ['GIF89a', '../../../x.png'],
    ['%PDF-1.4', 'a.pdf'],
  ] as const)
    assert.equal((await send(body, name, '192.0.2.1')).statusCode, 400, name);
  const polyglot = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<html><script>alert(1)</script>')]);
  const taken = await send(polyglot, '../../../../evil.html', '192.0.2.2');
  assert.equal(taken.statusCode, 303, taken.body);
  const kept = readdirSync(`${context.config.dataDir}`, { recursive: true })
    .map(String)
    .filter((name) => /\.\w+$/.test(name));
  assert.ok(kept.length > 0 && kept.every((name) => /^blobs\/[0-9a-f]{2}\/[0-9a-f]{64}\.jpg$/.test(name)), kept.join());
  for (const size_bytes of [5_300_000, 8_000_000])
    assert.ok(
      [400, 413].includes(
        (await send(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(size_bytes)]), 'big.jpg', '192.0.2.3')).statusCode,
      ),
      String(size_bytes),
    );
  for (const [type, payload] of [
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=', '--\r\n'],
    ['multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nx\r\n--b--\r\n'],
    ['multipart/form-data; boundary=b', '--b\r\n'.repeat(2_000)],
    ['multipart/form-data; boundary=b', `--b\r\n${'x: y\r\n'.repeat(5_000)}\r\n`],
    ['application/x-www-form-urlencoded', '__proto__=1&constructor=2&code[a]=1&code=1&code=2'],
    ['text/plain', 'x'],
    ['application/json', '{}'],
  ] as const) {
    const answer = await app.inject({
      method: 'POST',
      url: '/xem/bao-nghi-ngo',
      payload,
      remoteAddress: `192.0.2.${50 + Math.floor(Math.random() * 200)}`,
      headers: { 'content-type': type },
    });
    assert.ok(
      answer.statusCode >= 400 && answer.statusCode < 500,
      `${type} ${payload.slice(0, 40)}: ${answer.statusCode} ${answer.body.slice(0, 200)}`,
    );
  }
});
