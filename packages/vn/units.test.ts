// Tests of administrative units over time on the data of the demo province.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {
  PROVINCES,
  listSuccessors,
  listUnitsAt,
  nameUnit,
  nameUnitEn,
  provinceNameEn,
  resolveUnit,
  tayNinhUnits as units,
  unitAt,
} from '@nguon/vn';

test('the same code means different units on different days', () => {
  assert.equal(nameUnit(unitAt(units, '80', '2025-06-30')!), 'Tỉnh Long An');
  assert.equal(nameUnit(unitAt(units, '80', '2025-07-01')!), 'Tỉnh Tây Ninh');
  assert.equal(nameUnit(unitAt(units, '72', '2025-06-30')!), 'Tỉnh Tây Ninh');
  assert.equal(unitAt(units, '72', '2025-07-01'), undefined);
  assert.equal(nameUnit(unitAt(units, '25459', '2025-06-30')!), 'Phường 3');
  assert.equal(nameUnit(unitAt(units, '25459', '2026-11-22')!), 'Phường Tân Ninh');
  assert.equal(nameUnitEn(unitAt(units, '25459', '2026-11-22')!), 'Tan Ninh Ward');
});

test('96 communes in force, 82 xã and 14 phường, in Vietnamese order', () => {
  const communes = listUnitsAt(units, 'commune', '2026-11-22');
  assert.equal(communes.length, 96);
  assert.equal(communes.filter(({ kind }) => kind === 'xã').length, 82);
  assert.equal(communes.filter(({ kind }) => kind === 'phường').length, 14);
  assert.ok(communes.every(({ provinceCode }) => provinceCode === '80'));
  assert.equal(listUnitsAt(units, 'commune', '2025-06-30').length, 280);
  assert.equal(new Set(units.map(({ id }) => id)).size, units.length);
});

test('every former commune has a successor, every present one its predecessors', () => {
  const day = '2026-11-22';
  let split = 0;
  for (const former of listUnitsAt(units, 'commune', '2025-06-30')) {
    const now = resolveUnit(units, former, day);
    assert.ok(now.length > 0, nameUnit(former));
    if (now.length > 1) split++;
    for (const unit of now) assert.ok(unit.predecessors.includes(former.id));
  }
  assert.equal(split, 22);
  for (const unit of listUnitsAt(units, 'commune', day)) {
    assert.ok(unit.predecessors.length > 0);
    assert.ok(unit.predecessors.every((id) => units.some((other) => other.id === id)));
    assert.deepEqual(resolveUnit(units, unit, day), [unit]);
  }
});

test('a chain over two reforms, a split and a circle end', () => {
  const unit = (id: string, from: string | undefined, to: string | undefined, predecessors: string[]) => ({
    id,
    code: id,
    level: 'commune' as const,
    kind: 'xã' as const,
    name: id,
    provinceCode: '1',
    ...(from === undefined ? {} : { validFrom: from }),
    ...(to === undefined ? {} : { validTo: to }),
    predecessors,
  });
  const chain = [
    unit('a', undefined, '2020-01-01', ['d']),
    unit('b', '2020-01-01', '2025-07-01', ['a']),
    unit('c', '2025-07-01', undefined, ['b']),
    unit('d', '2025-07-01', '2026-01-01', ['b']),
  ];
  assert.deepEqual(
    resolveUnit(chain, chain[0]!, '2025-08-01').map(({ id }) => id),
    ['c', 'd'],
  );
  assert.deepEqual(
    resolveUnit(chain, chain[0]!, '2026-08-01').map(({ id }) => id),
    ['c'],
  );
  assert.deepEqual(listSuccessors(chain, chain[1]!).length, 2);
});

test('the data agrees with its source', () => {
  const source = process.env['NGUON_UNITS'] ?? path.resolve('../shared/data/vn_units_34_2026-07-25.json');
  if (!existsSync(source)) {
    assert.notEqual(process.env['CI'], 'true', `No unit list at ${source}`);
    console.log('skipped: no unit list');
    return;
  }
  type Row = { Code: string; FullName: string; FullNameEn: string; Wards: { Code: string; FullName: string; FullNameEn: string }[] };
  const province = (JSON.parse(readFileSync(source, 'utf8')) as Row[]).find(({ Code }) => Code === '80')!;
  for (const { Code, FullName } of [province, ...province.Wards]) {
    assert.equal(nameUnit(unitAt(units, Code, '2026-07-25')!), FullName);
  }
  assert.equal(province.Wards.length, 96);
});

test('34 provinces and cities, each with a code and a name of its own', () => {
  assert.equal(PROVINCES.size, 34);
  assert.equal(new Set(PROVINCES.values()).size, 34);
  const tayNinh = units.find(({ level, validTo }) => level === 'province' && validTo === undefined);
  assert.deepEqual(PROVINCES.get(tayNinh?.code ?? ''), tayNinh?.name);
  for (const [code, name] of PROVINCES) {
    assert.match(code, /^\d\d$/);
    assert.match(provinceNameEn(name), /^[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)*$/);
  }
});
