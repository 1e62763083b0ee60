// Search for places and papers: as people type them, and only what is public.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDigit } from '@nguon/gs1';
import { foldText } from '@nguon/vn';
import { packDisclosure } from '../access/disclosure.ts';
import { approveOrganisation } from '../party/approve-organisation.ts';
import { registerOrganisation } from '../party/register-organisation.ts';
import { registerPlace } from '../party/register-place.ts';
import type { RegisterPlace } from '../party/register-place.ts';
import { registerCertificate, withdrawCertificate } from '../product/register-certificate.ts';
import { registerProduct } from '../product/register-product.ts';
import { gln, gtin } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { processorTimeOfBoth_ms } from '../../test/support/processor-time.ts';

const product = await startTestProduct();
const { system } = product.context.database;
const by = { at: product.clock, actor: 'test' };
const placeGln = (number: number): string => {
  const digits = `95209${String(number).padStart(7, '0')}`;
  return digits + checkDigit(digits);
};
const { rows: units } = await system.query<{ id: number }>({
  text: `insert into units (code, kind, name, name_en, valid_from) values ('99999', 'ward', 'Phường Đông Thạnh', 'Dong Thanh Ward', '2025-07-01') returning id`,
});

async function addOrganisation(name: string, number: number, options: { approved?: boolean; disclosure?: number } = {}): Promise<number> {
  const { id } = await registerOrganisation(
    system,
    { legalKind: 'organisation', name, gln: gln(number), disclosure: options.disclosure },
    by,
  );
  if (options.approved !== false) await approveOrganisation(system, id, by);
  return id;
}
let places = 0;
const addPlace = (orgId: number, name: string, more: Partial<RegisterPlace> = {}) =>
  registerPlace(system, { orgId, code: `414/${placeGln(++places)}`, kind: 'field', name, ...more }, by);

const open = await addOrganisation('Hợp tác xã Suối Xanh', 1);
const waiting = await addOrganisation('Đang chờ duyệt', 2, { approved: false });
const levels = { what: 'public', who: 'public', quantity: 'public', documents: 'public', ilmd: 'public' } as const;
const discreet = await addOrganisation('Kín tiếng', 3, { disclosure: packDisclosure({ ...levels, where: 'chain' }) });
const packhouse = await addPlace(open, 'Nhà sơ chế Đồng Mây', { kind: 'packhouse', unitId: units[0]?.id ?? 0 });
await addPlace(open, 'Vườn số 2', { growingAreaCode: 'VN-TNOR-0142' });
await addPlace(open, 'Xe tải Đồng Mây', { kind: 'vehicle' });
await addPlace(waiting, 'Vườn Đồng Mây chờ duyệt');
await addPlace(discreet, 'Vườn Đồng Mây kín');

await registerProduct(system, { orgId: open, code: gtin(1), name: 'Mãng cầu', category: 'Trái cây', standard: 'VietGAP' }, by);
await registerProduct(system, { orgId: open, code: gtin(3), name: 'Ổi', category: 'Trái cây', standard: 'VietGAP' }, by);
await registerProduct(system, { orgId: open, code: gtin(2), name: 'Chưa công bố', category: 'Trái cây', published: false }, by);
const paper = { orgId: open, kind: 'certificate', issuerName: 'Minh Nông', vouchedBy: 'third_party', issuedOn: '2026-01-01' } as const;
const ofProduct = { ...paper, thing: `01/${gtin(1)}` };
await registerCertificate(system, { ...ofProduct, name: 'VietGAP', number: 'VG-0193/2026', validUntil: '2027-01-01' }, by);
await registerCertificate(system, { ...ofProduct, name: 'Giấy cũ', number: 'CU 7788', validUntil: '2026-02-01' }, by);
const { id: gone } = await registerCertificate(system, { ...ofProduct, name: 'Giấy rút', number: 'RUT-4455' }, by);
await withdrawCertificate(system, open, gone, by);
await registerCertificate(system, { ...ofProduct, kind: 'test', name: 'Vi sinh', number: 'KQ-31', result: 'Không đạt: E. coli' }, by);
await registerCertificate(
  system,
  { ...ofProduct, thing: `01/${gtin(1)}/10/L7`, kind: 'test', name: 'Dư lượng', number: 'KQ-0032', result: 'Đạt' },
  by,
);
await registerCertificate(system, { ...paper, thing: `417/${gln(1)}`, name: 'ISO 22000', number: 'ISO-9911' }, by);
await registerCertificate(system, { ...paper, thing: `01/${gtin(2)}`, name: 'Giấy kín', number: 'KIN-6677' }, by);

const find = async (query: string): Promise<string> => (await product.app.inject(`/tim-kiem?q=${encodeURIComponent(query)}`)).body;

test('places are found by name, with a wrong letter, without blanks, by growing area and by commune', async () => {
  for (const query of ['Nhà sơ chế Đồng Mây', 'nha so che dong may', 'nha so che dong mai', 'nhasochedongmay', 'dong thanh']) {
    const page = await find(query);
    assert.match(page, /Địa điểm \(\d\)/, query);
    assert.ok(page.includes(`href="/xem/${packhouse.thing}"`), query);
  }
  for (const query of ['VN-TNOR-0142', 'vn tnor 0142', 'vntnor0142']) assert.match(await find(query), /Vườn số 2/, query);
});

test('places of those who wait for approval or keep their places to themselves are not found, nor vehicles', async () => {
  const page = await find('Đồng Mây');
  assert.match(page, /Nhà sơ chế Đồng Mây/);
  assert.doesNotMatch(page, /chờ duyệt|kín<|Xe tải/);
});

test('a maker’s page lists the same places', async () => {
  const page = (await product.app.inject('/co-so/hop-tac-xa-suoi-xanh')).body;
  assert.match(page, /<h2>Địa điểm<\/h2>/);
  assert.match(page, /Nhà sơ chế Đồng Mây/);
  assert.doesNotMatch(page, /Xe tải/);
  assert.doesNotMatch((await product.app.inject('/co-so/kin-tieng')).body, /Vườn Đồng Mây kín/);
});

test('papers are found by number however it is typed, and tell whether they stand', async () => {
  for (const query of ['VG-0193/2026', 'vg 0193 2026', 'VG01932026', 'vg0193']) {
    const page = await find(query);
    assert.match(page, /Giấy chứng nhận, kết quả kiểm nghiệm \(1\)/, query);
    assert.match(page, /href="\/san-pham\/mang-cau"(?:.|\n)*Còn hiệu lực/, query);
  }
  assert.match(await find('vg-0193/2025'), /VietGAP/, 'one digit wrong');
  assert.match(await find('cu7788'), /Hết hạn 01\/02\/2026/);
  assert.match(await find('rut 4455'), /Đã bị rút/);
  assert.match(await find('kq-0032'), new RegExp(`href="/xem/01/${gtin(1)}/10/L7"(?:.|\\n)*✓ Đạt`));
  assert.match(await find('iso9911'), /href="\/co-so\/hop-tac-xa-suoi-xanh"/);
  assert.doesNotMatch(await find('kin-6677'), /Giấy kín/, 'of a product that is not published');
});

test('a failed test has its mark on the product page, not its words alone', async () => {
  const page = (await product.app.inject('/san-pham/mang-cau')).body;
  assert.match(page, /Vi sinh: E\. coli <span class="tag stop">✕ Không đạt<\/span>/);
});

test('a standard that the maker declares says who stands behind it, on the product page and the scan page', async () => {
  const read = async (path: string): Promise<string> => (await product.app.inject(path)).body;
  assert.match(await read('/san-pham/mang-cau'), /VietGAP <span class="tag">✓ Có chứng nhận còn hiệu lực/);
  assert.match(await read('/san-pham/oi'), /VietGAP <span class="tag plain">Cơ sở tự khai/);
  assert.match(await read(`/xem/01/${gtin(1)}`), /VietGAP<small>✓ Có chứng nhận còn hiệu lực/);
  assert.match(await read(`/xem/01/${gtin(3)}`), /VietGAP<small>Cơ sở tự khai/);
});

test('beside names that hold the very words, those that only resemble them are left out', async () => {
  await addPlace(open, 'Vườn Đồng Bay');
  assert.doesNotMatch(await find('dong may'), /Đồng Bay/);
  assert.match(await find('dong bai'), /Đồng Bay/, 'alone, what resembles is found');
});

test('nothing typed and nothing found both say what can be looked for', async () => {
  for (const path of ['/tim-kiem', '/tim-kiem?q=zzzzqq', '/tim-kiem?q=zzzzqq&lang=en']) {
    const page = (await product.app.inject(path)).body;
    assert.match(page, path.includes('en') ? /What you can look for/ : /Tìm được gì/, path);
    assert.equal(page.match(/<dt><b>/g)?.length, 5, path);
  }
});

test('digits under a bar code with one wrong are told what is wrong with them', async () => {
  const wrong = gtin(1).slice(1, -1) + String((Number(gtin(1).at(-1)) + 1) % 10);
  assert.match(await find(wrong), /chỉ gần giống(?:.|\n)*Số kiểm tra/);
});

test('SQL folds letters as the program does', async () => {
  const texts = ['Đường  số 7, ĐÔNG Thạnh', 'Ấp Bà Đen', 'ABC-123/QĐ', 'ư̛ơ'.normalize('NFD'), 'Ộ ỡ ữ ỵ Ẵ'];
  const { rows } = await system.query<{ folded: string }>({
    text: 'select nguon_fold(t) as folded from unnest($1::text[]) with ordinality as x (t, n) order by n',
    values: [texts],
  });
  assert.deepEqual(
    rows.map(({ folded }) => folded),
    texts.map(foldText),
  );
});

test('search stays fast with 20,000 places and 100,000 papers', async () => {
  await system.query(`insert into places (org_id, thing, kind, name, address)
    select ${open}, '414/x' || n, 'field', 'Vườn số ' || n, 'Ấp ' || md5(n::text) from generate_series(1, 20000) n`);
  await system.query(`insert into certificates (thing, org_id, kind, name, number, issuer_name, vouched_by, issued_on, created_at)
    select '01/${gtin(1)}', ${open}, 'certificate', 'Giấy', 'G-' || n || '/' || substr(md5(n::text), 1, 5), 'Nơi cấp', 'state', '2026-01-01', now() from generate_series(1, 100000) n`);
  await system.query('vacuum analyze places');
  await system.query('vacuum analyze certificates');
  for (const query of ['dong may', 'nhasochedongmay', 'vg 0193 2026', 'khong co gi', 'G-777/']) {
    const times: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const search = async (): Promise<void> =>
        assert.ok((await product.app.inject(`/tim-kiem?q=${encodeURIComponent(query)}`)).statusCode < 400);
      times.push(await processorTimeOfBoth_ms(system, search));
    }
    assert.ok(Math.min(...times) < 500, `${query}: ${times.map((time) => time.toFixed(0)).join(', ')} ms of processor`);
    if (process.env['TEST_LOG']) console.log(query, times.map((time) => time.toFixed(0)).join(' '));
  }
});
