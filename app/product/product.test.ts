// Products and certificates: what is refused and why, what is kept, who may withdraw.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPictureKind } from '../blobs.ts';
import { AppError } from '../errors.ts';
import { gln, gtin, insertTestOrganisation } from '../../test/support/sample-events.ts';
import { openTestDatabase } from '../../test/support/test-database.ts';
import { keepPicture } from './keep-picture.ts';
import { registerCertificate, withdrawCertificate } from './register-certificate.ts';
import type { RegisterCertificate } from './register-certificate.ts';
import { publishProduct, registerProduct } from './register-product.ts';
import type { RegisterProduct } from './register-product.ts';
import { findProductBySlug, listProducts } from './store.ts';

const { system } = await openTestDatabase();
const by = { at: new Date('2026-11-22T03:00:00Z'), actor: 'test' };
const org = await insertTestOrganisation(system, 'nha-lam');
const other = await insertTestOrganisation(system, 'nguoi-khac');

const plain: RegisterProduct = { orgId: org, code: gtin(1).slice(1), name: 'Muối tôm Tây Ninh', category: 'Thực phẩm' };
const paper: RegisterCertificate = {
  orgId: org,
  thing: `01/${gtin(1)}`,
  kind: 'certificate',
  name: 'HACCP',
  number: 'H1',
  issuerName: 'Minh Nông',
  vouchedBy: 'third_party',
  issuedOn: '2026-01-01',
  validUntil: '2027-01-01',
};

async function faultsOf(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => undefined,
    (refusal: unknown) => refusal,
  );
  assert.ok(error instanceof AppError);
  return (error.details.faults ?? []).map((fault) => `${fault.path}:${fault.code}`);
}

test('a product under its 13-digit number gets its key, a slug and a folded search text', async () => {
  const { thing, slug } = await registerProduct(system, plain, by);
  assert.deepEqual([thing, slug], [`01/${gtin(1)}`, 'muoi-tom-tay-ninh']);
  const row = await findProductBySlug(system, slug);
  assert.ok(row!.search_text.startsWith('muoi tom tay ninh'));
  assert.deepEqual(row!.published_at, by.at);
});

test('the same name gets another slug; the same key is refused', async () => {
  assert.equal((await registerProduct(system, { ...plain, code: gtin(2) }, by)).slug, 'muoi-tom-tay-ninh-2');
  assert.deepEqual(await faultsOf(registerProduct(system, plain, by)), ['code:code_taken']);
  assert.deepEqual(await faultsOf(registerProduct(system, { ...plain, code: gtin(9), slug: 'muoi-tom-tay-ninh' }, by)), [
    'slug:slug_taken',
  ]);
});

test('everything wrong comes at once', async () => {
  const wrong = {
    orgId: org,
    code: '9520000000000',
    name: '<b>',
    category: '',
    ocopStars: 6,
    shelfLifeDays: 0,
    image: 'https://x/y.png',
    slug: 'Có dấu',
  };
  assert.deepEqual(await faultsOf(registerProduct(system, wrong, by)), [
    'name:name_wrong',
    'category:category_missing',
    'slug:slug_wrong',
    'ocop_stars:stars_wrong',
    'shelf_life_days:shelf_life_wrong',
    'image:image_wrong',
    'code:gtin_wrong',
  ]);
  assert.deepEqual(await faultsOf(registerProduct(system, { ...plain, code: `01/${gtin(5)}/10/LOT` }, by)), ['code:not_a_product']);
});

test("an organisation's own code is a product's key too", async () => {
  assert.equal(
    (await registerProduct(system, { ...plain, code: 'https://nguon.example/ma-noi-bo/nha-lam/muoi-1' }, by)).thing,
    'https://nguon.example/ma-noi-bo/nha-lam/muoi-1',
  );
});

test('publishing: only by its own organisation', async () => {
  const { id } = await registerProduct(system, { ...plain, code: gtin(3), published: false }, by);
  await assert.rejects(publishProduct(system, other, id, true, by), { code: 'no_product' });
  await publishProduct(system, org, id, true, by);
  assert.deepEqual((await listProducts(system, org, 10)).find((row) => row.id === id)!.published_at, by.at);
});

test('certificates: kept with their days as written, withdrawn by holder or issuer, once', async () => {
  const { id } = await registerCertificate(system, { ...paper, issuerOrgId: other }, by);
  const { rows } = await system.query({
    text: 'select issued_on::text, valid_until::text, withdrawn_at from certificates where id = $1',
    values: [id],
  });
  assert.deepEqual(rows, [{ issued_on: '2026-01-01', valid_until: '2027-01-01', withdrawn_at: null }]);
  const stranger = await insertTestOrganisation(system, 'nguoi-la');
  await assert.rejects(withdrawCertificate(system, stranger, id, by), { code: 'no_certificate' });
  await withdrawCertificate(system, other, id, by);
  await assert.rejects(withdrawCertificate(system, org, id, by), { code: 'no_certificate' });
});

test('certificates speak of products, lots, places and parties; everything wrong comes at once', async () => {
  for (const thing of [`01/${gtin(1)}/10/L1`, `414/${gln(1)}`, `417/${gln(1)}`, `https://id.gs1.org/01/${gtin(1)}`])
    assert.ok((await registerCertificate(system, { ...paper, thing }, by)).id > 0);
  const wrong = { ...paper, thing: '01/123', name: ' ', number: '', issuerName: '', issuedOn: '2026-02-30', validUntil: '2020-01-01' };
  const faults = await faultsOf(registerCertificate(system, wrong, by));
  assert.deepEqual(faults.slice(0, 5), [
    'name:name_wrong',
    'issuer_name:issuer_missing',
    'number:number_missing',
    'issued_on:issued_on_wrong',
    'valid_until:valid_until_wrong',
  ]);
  assert.match(faults[5]!, /^thing:/);
});

test('changes are told to page caches, with the transaction', async () => {
  const listener = await system.connect();
  const heard: string[] = [];
  listener.on('notification', (message) => heard.push(message.payload ?? ''));
  await listener.query('listen nguon_things');
  await registerCertificate(system, { ...paper, thing: `01/${gtin(1)}/10/L7` }, by);
  await listener.query('select 1');
  for (let i = 0; i < 50 && heard.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, 10));
  listener.release(true);
  assert.deepEqual(heard, [`01/${gtin(1)}/10/L7`]);
});

test('pictures are known by their bytes; drawings only from the programme', async () => {
  assert.equal(readPictureKind(Buffer.from([0xff, 0xd8, 0xff, 0xe0])), 'jpg');
  assert.equal(readPictureKind(Buffer.from('RIFF0000WEBP', 'latin1')), 'webp');
  assert.equal(readPictureKind(Buffer.from('<svg>')), undefined);
  const { mkdtempSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(`${tmpdir()}/nguon-anh-`);
  await assert.rejects(keepPicture(folder, Buffer.from('<svg></svg>'), 'upload'), { code: 'picture_wrong' });
  assert.match(await keepPicture(folder, Buffer.from('<svg></svg>'), 'trusted'), /^\/anh\/[0-9a-f]{64}\.svg$/);
});
