// Brings the administrative units of a province into the register, with the days between which each was in force.
import { addDays, isInForce, nameUnit, nameUnitEn } from '@nguon/vn';
import type { Unit, UnitKind } from '@nguon/vn';
import type { Db } from '../db.ts';
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import { upsertUnit } from './unit-store.ts';

const kinds: Readonly<Record<UnitKind, string>> = {
  tỉnh: 'province',
  'thành phố': 'city',
  xã: 'commune',
  phường: 'ward',
  'thị trấn': 'township',
  'đặc khu': 'special_zone',
};

/** For units that began before the data do: a day before which nobody looks. */
const before_the_data = '1976-01-01';

/** Repeatable: units that are there keep their ids. Returns how many units the register holds of these. */
export async function importUnits(db: Db, units: readonly Unit[], by: By): Promise<number> {
  const idOf = new Map<Unit, number>();
  const provincesFirst = [...units].sort((a, b) => Number(a.level === 'commune') - Number(b.level === 'commune'));
  for (const unit of provincesFirst) {
    const province = unit.level === 'commune' ? findProvince(units, unit) : undefined;
    const id = await upsertUnit(db, {
      code: unit.code,
      kind: kinds[unit.kind],
      name: nameUnit(unit),
      name_en: nameUnitEn(unit),
      parent_id: province === undefined ? null : (idOf.get(province) ?? null),
      valid_from: unit.validFrom ?? before_the_data,
      valid_until: unit.validTo ?? null,
    });
    idOf.set(unit, id);
  }
  await recordAct(db, by, { act: 'import_units', subject: 'units', details: { units: idOf.size } });
  return idOf.size;
}

/** The province that bore the commune's province code while the commune was in force (code 80 was Long An, then Tây Ninh). */
function findProvince(units: readonly Unit[], commune: Unit): Unit | undefined {
  const day = commune.validFrom ?? (commune.validTo === undefined ? before_the_data : addDays(commune.validTo, -1));
  return units.find((unit) => unit.level === 'province' && unit.code === commune.provinceCode && isInForce(unit, day));
}
