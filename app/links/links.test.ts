// Links: who may give them to which identifier, one default for each, changes that keep their history, and notices to caches.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDigit } from '@nguon/gs1';
import pg from 'pg';
import { addOrganisation } from '../../test/access/people.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { asReader, inTransaction } from '../db.ts';
import { AppError } from '../errors.ts';
import { addCompanyPrefix } from '../party/add-company-prefix.ts';
import { closeOrganisation } from '../party/close-organisation.ts';
import { registerPlace } from '../party/register-place.ts';
import { registerProduct } from '../product/register-product.ts';
import { changeLink, restoreLink, withdrawLink } from './change-link.ts';
import { links_of_thing_max } from './link.ts';
import { listOwnLinks, tellLinkHistory } from './list-links.ts';
import type { LinkFields } from './read-link.ts';
import { registerLink } from './register-link.ts';

const product = await startTestProduct();
const { database } = product.context;
const url = (database as typeof database & { url: string }).url;
const by = { at: product.clock, actor: 'test' };
const withCheck = (digits: string): string => digits + checkDigit(digits);
const gtin = withCheck('0952070100001');
const gln = withCheck('952070100000');
const maker = await addOrganisation(product, 'co-so-lam', { gln });
const rival = await addOrganisation(product, 'doi-thu');
await registerProduct(database.system, { orgId: maker, code: gtin, name: 'Mãng cầu', category: 'Trái cây' }, by);
await registerPlace(database.system, { orgId: maker, code: `414/${gln}/254/V1`, kind: 'field', name: 'Vườn 1' }, by);

const fields = (changes: Partial<LinkFields> = {}): LinkFields => ({
  thing: `01/${gtin}`,
  link_type: 'gs1:pip',
  href: 'https://co-so-lam.example/mang-cau',
  title: 'Trang sản phẩm',
  ...changes,
});
const register = (changes: Partial<LinkFields> = {}, orgId = maker) =>
  inTransaction(database.system, (db) => registerLink(db, fields(changes), { orgId, ownHosts: [] }, by));
const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof AppError, `refused, not ${String(error)}`);
  return error;
};
const codesOf = async (work: Promise<unknown>): Promise<string[]> => ((await refusal(work)).details.faults ?? []).map(({ code }) => code);

test('a link stands at any level of an own identifier, and only there', async () => {
  const own = [
    `01/${gtin}/10/LO-1`,
    `01/${gtin}/22/V/10/LO-1`,
    `01/${gtin}/21/S1`,
    `01/${gtin}/235/T`,
    `414/${gln}/254/V1`,
    `417/${gln}`,
    `414/${gln}`,
  ];
  for (const thing of own) assert.equal((await register({ thing })).link.thing, thing);
  for (const thing of own) assert.deepEqual(await codesOf(register({ thing }, rival)), ['not_your_key'], thing);
  const strange = withCheck('0952070199999');
  assert.deepEqual(await codesOf(register({ thing: strange })), ['not_your_key']);
});

test('a declared company prefix owns what nobody registered; the longest wins; a registered key excludes', async () => {
  const under = (item: string): string => withCheck(`0952072${item}`);
  await addCompanyPrefix(database.system, { orgId: maker, prefix: '952072' }, by);
  await addCompanyPrefix(database.system, { orgId: rival, prefix: '9520725' }, by);
  assert.equal((await register({ thing: `01/${under('100001')}` })).already, false);
  assert.deepEqual(await codesOf(register({ thing: `01/${under('500001')}` })), ['not_your_key'], 'a longer prefix is the rival’s');
  assert.equal((await register({ thing: `01/${under('500001')}` }, rival)).already, false);
  await registerProduct(database.system, { orgId: rival, code: under('100002'), name: 'Của đối thủ', category: 'Khác' }, by);
  assert.deepEqual(await codesOf(register({ thing: `01/${under('100002')}` })), ['not_your_key']);
  assert.equal((await register({ thing: `00/${withCheck('39520721234567890')}` })).link.thing.startsWith('00/'), true);
  assert.equal((await register({ thing: '8004/952072XE-01' })).link.thing, '8004/952072XE-01');
});

test('the same link again is the same link; another title of it is a conflict', async () => {
  const first = await register({ thing: `01/${gtin}/10/LAP` });
  const again = await register({ thing: `01/${gtin}/10/LAP` });
  assert.deepEqual([again.already, again.link.id], [true, first.link.id]);
  const other = await refusal(register({ thing: `01/${gtin}/10/LAP`, title: 'Tên khác' }));
  assert.deepEqual([other.kind, other.code], ['conflict', 'link_exists']);
});

test('one default for each identifier: a new one moves the mark and says so', async () => {
  const thing = `01/${gtin}/10/MAC-DINH`;
  const first = await register({ thing, is_default: true });
  const second = await register({ thing, href: 'https://co-so-lam.example/khac', is_default: true });
  assert.equal(second.demoted?.id, first.link.id);
  const { links } = await inTransaction(database.system, (db) => listOwnLinks(db, maker, { state: 'live', code: thing }, 50, by.at));
  assert.deepEqual(
    links.map(({ href, is_default }) => [href, is_default]),
    [
      ['https://co-so-lam.example/khac', true],
      ['https://co-so-lam.example/mang-cau', false],
    ],
  );
});

test('a change keeps the former row; undoing brings it back as a row of its own', async () => {
  const thing = `01/${gtin}/10/SUA`;
  const { link } = await register({ thing });
  const change = (id: number, title: string, orgId = maker) =>
    inTransaction(database.system, (db) => changeLink(db, id, fields({ title }), { orgId, ownHosts: [] }, by));
  const changed = await change(link.id, 'Tên mới');
  assert.equal(changed.link.replaces, link.id);
  assert.equal((await refusal(change(link.id, 'Tên nữa'))).kind, 'conflict', 'the former row is no longer there to change');
  assert.equal((await refusal(change(changed.link.id, 'Của tôi', rival))).kind, 'not_found');
  assert.equal((await refusal(inTransaction(database.system, (db) => withdrawLink(db, changed.link.id, rival, by)))).kind, 'not_found');
  await inTransaction(database.system, (db) => withdrawLink(db, changed.link.id, maker, by));
  const restore = (id: number) => inTransaction(database.system, (db) => restoreLink(db, id, { orgId: maker, ownHosts: [] }, by));
  assert.equal((await refusal(restore(link.id))).code, 'link_followed');
  const back = await restore(changed.link.id);
  assert.deepEqual([back.link.title, back.link.replaces], ['Tên mới', changed.link.id]);
  assert.equal((await restore(back.link.id)).already, true);
  const history = await tellLinkHistory(database.system, maker, link.id, by.at);
  assert.deepEqual(
    history.rows.map(({ id, withdrawn_at }) => [id, withdrawn_at === null]),
    [
      [back.link.id, true],
      [changed.link.id, false],
      [link.id, false],
    ],
  );
});

test('two who change the same link at once: one is told', async () => {
  const { link } = await register({ thing: `01/${gtin}/10/CUNG-LUC` });
  const results = await Promise.allSettled(
    ['Một', 'Hai', 'Ba'].map((title) =>
      inTransaction(database.system, (db) => changeLink(db, link.id, fields({ title }), { orgId: maker, ownHosts: [] }, by)),
    ),
  );
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const result of results) if (result.status === 'rejected') assert.equal((result.reason as AppError).kind, 'conflict');
});

test('rows are never changed or deleted, whoever asks the database', async () => {
  await register({ thing: `01/${gtin}/10/BAT-BIEN` });
  for (const text of [
    `update links set href = 'https://evil.example/' where withdrawn_at is null`,
    `update links set withdrawn_at = null, withdrawn_by = null where withdrawn_at is not null`,
    'delete from links',
    'truncate links cascade',
  ])
    await assert.rejects(database.system.query(text), /only grows/, text);
});

test('every change is told to caches when it is committed', async () => {
  const listener = new pg.Client(url);
  await listener.connect();
  const heard: string[] = [];
  listener.on('notification', ({ payload }) => heard.push(payload ?? ''));
  await listener.query('listen nguon_things');
  const thing = `01/${gtin}/10/BAO`;
  const { link } = await register({ thing });
  await inTransaction(database.system, (db) => withdrawLink(db, link.id, maker, by));
  await listener.query('select 1');
  await listener.end();
  assert.deepEqual(heard, [thing, thing]);
});

test('an identifier holds so many links and no more', async () => {
  const thing = `01/${gtin}/10/DAY`;
  await database.system.query({
    text: `insert into links (thing, org_id, link_type, href, title, created_at)
      select $1, $2, 'gs1:pip', 'https://co-so-lam.example/' || n, 'Trang', now() from generate_series(1, ${links_of_thing_max}) n`,
    values: [thing, maker],
  });
  assert.deepEqual(await codesOf(register({ thing })), ['too_many_links']);
});

test('links of a merged organisation keep resolving, and its successor manages them', async () => {
  const old = await addOrganisation(product, 'htx-cu');
  const code = withCheck('0952079900001');
  await registerProduct(database.system, { orgId: old, code, name: 'Hàng cũ', category: 'Khác' }, by);
  const { link } = await register({ thing: code, is_default: true }, old);
  await inTransaction(database.system, (db) => closeOrganisation(db, { orgId: old, successorId: maker }, by));
  const answer = await product.app.inject({ method: 'GET', url: `/01/${code}/10/L` });
  assert.deepEqual([answer.statusCode, answer.headers.location], [307, link.href]);
  assert.equal((await refusal(inTransaction(database.system, (db) => withdrawLink(db, link.id, rival, by)))).kind, 'not_found');
  const changed = await inTransaction(database.system, (db) =>
    changeLink(db, link.id, fields({ title: 'Tiếp quản', is_default: true }), { orgId: maker, ownHosts: [] }, by),
  );
  assert.equal(changed.link.org_id, maker);
  assert.equal((await register({ thing: `01/${code}/10/MOI` })).already, false);
  assert.deepEqual(await codesOf(register({ thing: `01/${code}/10/MOI-2` }, rival)), ['not_your_key']);
});

test('the second lock: readers read links, write none, and see no prefix of others', async () => {
  const { link } = await register({ thing: `01/${gtin}/10/KHOA` });
  const count = (reader: Parameters<typeof asReader>[1], text: string): Promise<number> =>
    asReader(database, reader, async (db) => (await db.query({ text })).rows.length);
  const stranger = { kind: 'organisation', orgId: rival } as const;
  assert.equal(await count({ kind: 'public' }, `select 1 from links where id = ${link.id}`), 1);
  await addCompanyPrefix(database.system, { orgId: maker, prefix: '9520788' }, by);
  const prefixes = `select 1 from company_prefixes where prefix = '9520788'`;
  assert.deepEqual([await count({ kind: 'public' }, prefixes), await count(stranger, prefixes)], [0, 0]);
  assert.equal(await count({ kind: 'organisation', orgId: maker }, prefixes), 1);
  const client = new pg.Client({ connectionString: url, options: `-c nguon.reader=organisation -c nguon.org=${rival}` });
  await client.connect();
  assert.equal((await client.query(`update links set withdrawn_at = now(), withdrawn_by = 'x' where id = ${link.id}`)).rowCount, 0);
  const insert = `insert into links (thing, org_id, link_type, href, title, created_at) values ('01/1', ${rival}, 'gs1:pip', 'https://x.example/', 'x', now())`;
  await assert.rejects(client.query(insert), /row-level security/);
  await client.end();
});
