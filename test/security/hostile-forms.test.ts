// Every form of every role with values made to break it: refused in words or shown again, never an error of ours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../../app/routes.ts';
import { Browser, addOrganisation, addPerson } from '../access/people.ts';
import { startTarget } from './attacker.ts';

const target = await startTarget();
const names = [
  'answer',
  'behaviour',
  'code',
  'contact',
  'details',
  'lang',
  'login',
  'name',
  'new_password',
  'off_password',
  'org',
  'password',
  'reason',
  'renew_password',
  'role',
  'scope',
  'sealed',
  'session',
  'ticket',
  'tiep',
];
const values = [
  '9007199254740991',
  '-1',
  '2147483648',
  'NaN',
  'a\u0000b',
  "'; drop table users; --",
  'x'.repeat(2_900),
  '\ud800',
  '9999-99-99',
  '0000-00-00',
  '00000000-0000-0000-0000-00000000000g',
];

test('forms of owners, officers and administrators', async () => {
  const orgId = await addOrganisation(target, 'forms');
  await addPerson(target, 'owner', { memberOf: [{ orgId, role: 'owner' }] });
  const agencyId = await addOrganisation(target, 'agency', { role: 'agency' });
  const { rows } = await target.context.database.system.query<{ id: number }>(
    `insert into units (code, kind, name, valid_from) values ('80', 'province', 'Tây Ninh', '2025-07-01') returning id`,
  );
  await addPerson(target, 'officer', { memberOf: [{ orgId: agencyId, role: 'officer', territoryUnitId: rows[0]!.id }] });
  await addPerson(target, 'admin', { administrator: true });
  const broken: string[] = [];
  let sent = 0;
  for (const login of ['owner', 'officer', 'admin']) {
    for (const { method, path, who } of routes) {
      if (method !== 'POST' || who === 'capture' || path === '/dang-xuat' || path.includes('dang-nhap')) continue;
      for (const value of values) {
        const browser = await signedIn(login);
        const url = path.replace(/:\w+/g, encodeURIComponent(value.toWellFormed()).slice(0, 1_500));
        const fields = Object.fromEntries(names.map((name) => [name, value.slice(0, Math.floor(60_000 / names.length / 3))]));
        const answer = await browser.post(url, { ...fields, _csrf: tokens.get(login) ?? '' }, `192.0.2.${sent % 250}`);
        sent++;
        if (answer.statusCode >= 500) broken.push(`${login} ${path} ${JSON.stringify(value.slice(0, 40))}: ${answer.statusCode}`);
      }
    }
    for (const { method, path } of routes) {
      if (method !== 'GET') continue;
      for (const value of values) {
        const escaped = encodeURIComponent(value.toWellFormed());
        const query = ['q', 'trang', 'truoc', 'tu', 'den', 'ma', 'loi', 'xong', 'page', 'code', 'loai', 'thing', 'id', 'org']
          .map((name) => `${name}=${escaped.slice(0, 300)}`)
          .join('&');
        const answer = await (await signedIn(login)).get(`${path.replace(/:\w+|\*/g, escaped.slice(0, 1_500))}?${query}`);
        sent++;
        if (answer.statusCode >= 500) broken.push(`${login} GET ${path} ${JSON.stringify(value.slice(0, 40))}: ${answer.statusCode}`);
      }
    }
  }
  // /tai-khoan/to-chuc: see open-doors.test.ts.
  assert.deepEqual(
    [...new Set(broken)].filter((line) => !line.includes('/tai-khoan/to-chuc')),
    [],
  );
  assert.ok(sent > 500, String(sent));
});

const browsers = new Map<string, Browser>();
const tokens = new Map<string, string>();

/** Signed in once; a form may have ended the session, then again. */
async function signedIn(login: string): Promise<Browser> {
  const known = browsers.get(login);
  if (known !== undefined) return known;
  const browser = await new Browser(target).signIn(login);
  browsers.set(login, browser);
  tokens.set(login, await browser.token('/tai-khoan'));
  return browser;
}
