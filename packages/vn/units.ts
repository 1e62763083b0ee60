// Administrative units over time: which unit a code meant on a day, what it came from and what became of it.

import { foldText } from './fold-text.ts';
import { sortKeyVi } from './sort-key.ts';

export type UnitKind = 'tỉnh' | 'thành phố' | 'xã' | 'phường' | 'thị trấn' | 'đặc khu';

/**
 * One unit during its life. Codes are re-used (80 was Long An and is Tây Ninh), so only `id` identifies a unit; days are
 * `YYYY-MM-DD` in Vietnam.
 */
export interface Unit {
  readonly id: string;
  /** Official code at its time. */
  readonly code: string;
  readonly level: 'province' | 'commune';
  readonly kind: UnitKind;
  /** Name without its kind. */
  readonly name: string;
  readonly provinceCode: string;
  /** District as it stood in addresses until 30 June 2025. */
  readonly districtName?: string;
  /** First day; missing when it began before the data. */
  readonly validFrom?: string;
  /** First day on which it no longer exists; missing while it is in force. */
  readonly validTo?: string;
  /** Ids of the units it came from, wholly or in part. */
  readonly predecessors: readonly string[];
}

/** Whether the unit existed on that day. */
export function isInForce(unit: Unit, day: string): boolean {
  return (unit.validFrom === undefined || unit.validFrom <= day) && (unit.validTo === undefined || day < unit.validTo);
}

/** The unit that bore the code on that day, or undefined; province and commune codes have different lengths. */
export function unitAt(units: readonly Unit[], code: string, day: string): Unit | undefined {
  return units.find((unit) => unit.code === code && isInForce(unit, day));
}

/** Units of a level in force on that day, in Vietnamese order of their names. */
export function listUnitsAt(units: readonly Unit[], level: Unit['level'], day: string): Unit[] {
  return units
    .filter((unit) => unit.level === level && isInForce(unit, day))
    .map((unit) => ({ unit, key: sortKeyVi(unit.name) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ unit }) => unit);
}

/** Units that came from this one directly; several when it was split. */
export function listSuccessors(units: readonly Unit[], unit: Unit): Unit[] {
  return units.filter((other) => other.predecessors.includes(unit.id));
}

/** Most steps followed from a unit to its successors: far above the reforms of one lifetime. */
const CHAIN_MAX_STEPS = 20;

/**
 * The units in force on that day which this unit became, through all reforms between: itself when it is in force, one
 * after a merger, several after a split, none when the data does not know.
 */
export function resolveUnit(units: readonly Unit[], unit: Unit, day: string): Unit[] {
  let now = [unit];
  const reached: Unit[] = [];
  for (let step = 0; step < CHAIN_MAX_STEPS && now.length > 0; step++) {
    const next: Unit[] = [];
    for (const one of now) {
      if (isInForce(one, day)) reached.push(one);
      else next.push(...listSuccessors(units, one));
    }
    now = [...new Set(next)].filter((one) => !reached.includes(one));
  }
  return [...new Set(reached)];
}

/** Name with its kind: `Phường Tân Ninh`. */
export function nameUnit(unit: Unit): string {
  return unit.kind.charAt(0).toUpperCase() + unit.kind.slice(1) + ' ' + unit.name;
}

const ENGLISH_KINDS: Readonly<Record<UnitKind, string>> = {
  tỉnh: 'Province',
  'thành phố': 'City',
  xã: 'Commune',
  phường: 'Ward',
  'thị trấn': 'Township',
  'đặc khu': 'Special Zone',
};

/** English name without marks: `Tan Ninh Ward`. */
export function nameUnitEn(unit: Unit): string {
  const plain = foldText(unit.name).replace(/(^|[\s-])[a-z]/g, (start) => start.toUpperCase());
  return `${plain} ${ENGLISH_KINDS[unit.kind]}`;
}
