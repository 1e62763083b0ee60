// The register: organisations, places, units; what is refused and why; every act in the audit trail, which only grows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDigit } from '@nguon/gs1';
import { tayNinhUnits } from '@nguon/vn';
import { openTestDatabase } from '../../test/support/test-database.ts';
import { defaultDisclosure } from '../access/disclosure.ts';
import { AppError } from '../errors.ts';
import { approveOrganisation } from './approve-organisation.ts';
import { importUnits } from './import-units.ts';
import { registerOrganisation } from './register-organisation.ts';
import { registerPlace } from './register-place.ts';
import { findOrganisation, findOrganisationByGln } from './store.ts';
import { findUnitByCode } from './unit-store.ts';

const database = await openTestDatabase();
const db = database.system;
const by = { at: new Date('2026-11-22T03:00:00Z'), actor: 'test' };
const gln = '952010100000' + checkDigit('952010100000');

const refusal = async (work: Promise<unknown>): Promise<AppError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was not refused');
};

test('units come in with their days; a code means the unit of its day', async () => {
  const count = await importUnits(db, tayNinhUnits, by);
  assert.equal(count, tayNinhUnits.length);
  assert.equal(await importUnits(db, tayNinhUnits, by), count, 'again: no second row');
  const { rows } = await db.query<{ total: string }>({ text: 'select count(*) as total from units' });
  assert.equal(Number(rows[0]?.total), count);
  const [longAn, tayNinh] = [await findUnitByCode(db, '80', '2025-06-30'), await findUnitByCode(db, '80', '2025-07-01')];
  assert.deepEqual([longAn?.name, tayNinh?.name], ['Tỉnh Long An', 'Tỉnh Tây Ninh']);
  const ward = await findUnitByCode(db, '25480', '2026-11-22');
  assert.deepEqual([ward?.name, ward?.kind, ward?.parent_id], ['Phường Bình Minh', 'ward', tayNinh?.id]);
  const communes = tayNinhUnits.filter((unit) => unit.level === 'commune' && unit.validTo === undefined).length;
  const below = await db.query({ text: 'select id from units where parent_id = $1', values: [tayNinh?.id] });
  assert.equal(below.rows.length, communes);
  assert.ok(communes > 90);
});

test('an organisation is registered with what it is, and waits', async () => {
  const unit = await findUnitByCode(db, '25480', '2026-11-22');
  const { id, slug } = await registerOrganisation(
    db,
    {
      legalKind: 'organisation',
      name: ' Hợp tác xã Mãng cầu Suối Xanh ',
      taxCode: '0100109106',
      gln: ` ${gln.slice(0, 7)} ${gln.slice(7)} `,
      unitId: unit?.id,
      website: 'https://example.vn',
    },
    by,
  );
  assert.equal(slug, 'hop-tac-xa-mang-cau-suoi-xanh');
  const row = await findOrganisation(db, id);
  assert.deepEqual(
    [row?.name, row?.gln, row?.approved_at, row?.disclosure],
    ['Hợp tác xã Mãng cầu Suối Xanh', gln, null, defaultDisclosure],
  );
  assert.match(row?.search_text ?? '', /mang cau suoi xanh.*0100109106.*phuong binh minh/);
  assert.equal((await findOrganisationByGln(db, gln))?.id, id);
  const again = await registerOrganisation(db, { legalKind: 'individual', name: 'Hợp tác xã Mãng cầu Suối Xanh' }, by);
  assert.equal(again.slug, 'hop-tac-xa-mang-cau-suoi-xanh-2');
});

test('faults come all at once, each with its field and both languages', async () => {
  const error = await refusal(
    registerOrganisation(
      db,
      {
        legalKind: 'club' as 'individual',
        name: ' ',
        taxCode: '0100109107',
        gln: gln.slice(0, 12) + 'x',
        website: 'example.vn',
        phone: 'gọi tôi',
        slug: 'Có Dấu',
      },
      by,
    ),
  );
  assert.equal(error.kind, 'invalid');
  assert.deepEqual(
    error.details.faults?.map((fault) => fault.path),
    ['name', 'legal_kind', 'tax_code', 'gln', 'website', 'phone', 'slug'],
  );
  assert.ok(error.details.faults?.every((fault) => fault.vi.length > 20 && fault.en.length > 20));
});

test('a GLN or a chosen slug belongs to one organisation', async () => {
  const first = await refusal(registerOrganisation(db, { legalKind: 'enterprise', name: 'Khác', gln }, by));
  assert.deepEqual([first.kind, first.code], ['conflict', 'gln_taken']);
  const second = await refusal(
    registerOrganisation(db, { legalKind: 'enterprise', name: 'Khác', slug: 'hop-tac-xa-mang-cau-suoi-xanh' }, by),
  );
  assert.deepEqual([second.kind, second.code], ['conflict', 'slug_taken']);
});

test('approval: once, and only within the territory', async () => {
  const unit = await findUnitByCode(db, '25480', '2026-11-22');
  const { id } = await registerOrganisation(db, { legalKind: 'enterprise', name: 'Cơ sở chờ duyệt', unitId: unit?.id }, by);
  assert.equal((await refusal(approveOrganisation(db, id, by, [1_000_000]))).kind, 'not_found');
  await approveOrganisation(db, id, by, [unit?.id ?? 0]);
  assert.equal((await findOrganisation(db, id))?.approved_at?.getTime(), by.at.getTime());
  assert.equal((await refusal(approveOrganisation(db, id, by))).code, 'approved_already');
  assert.equal((await refusal(approveOrganisation(db, 999_999, by))).kind, 'not_found');
});

test('a place takes one key in any spelling', async () => {
  const { id: orgId } = await registerOrganisation(db, { legalKind: 'enterprise', name: 'Có địa điểm' }, by);
  const place = { orgId, kind: 'field', name: 'Vườn số 1' } as const;
  const { thing } = await registerPlace(db, { ...place, code: `https://nguon.example/414/${gln}/254/V1` }, by);
  assert.equal(thing, `414/${gln}/254/V1`);
  assert.equal((await refusal(registerPlace(db, { ...place, code: `414/${gln}/254/V1` }, by))).code, 'place_taken');
  assert.equal((await registerPlace(db, { ...place, code: `414/${gln}` }, by)).thing, `414/${gln}`);
  assert.equal(
    (await registerPlace(db, { ...place, code: 'urn:uuid:3f1c6a5e-0000-4000-8000-000000000001' }, by)).thing,
    'urn:uuid:3f1c6a5e-0000-4000-8000-000000000001',
  );
  for (const code of ['414/9520101000001', '', 'vườn', `https://id.gs1.org/01/0${gln}`])
    assert.equal((await refusal(registerPlace(db, { ...place, code }, by))).kind, 'invalid', code);
  const error = await refusal(
    registerPlace(db, { ...place, code: `414/${gln}/254/V2`, name: '', kind: 'moon' as 'field', latitude: 91, longitude: 0 }, by),
  );
  assert.deepEqual(
    error.details.faults?.map((fault) => fault.path),
    ['name', 'kind', 'latitude'],
  );
});

test('every act stands in the audit trail, and nothing there can be changed', async () => {
  const { rows } = await db.query<{ act: string }>({ text: 'select act from audit_entries' });
  const acts = new Set(rows.map((entry) => entry.act));
  for (const act of ['import_units', 'register_organisation', 'approve_organisation', 'register_place']) assert.ok(acts.has(act), act);
  for (const text of [`update audit_entries set actor = 'nobody'`, 'delete from audit_entries', 'truncate audit_entries'])
    await assert.rejects(db.query({ text }), /only grows/, text);
});
