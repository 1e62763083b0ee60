// Public face of @nguon/vn: Vietnamese text, days, numbers, tax codes and administrative units.

export { composeText } from './compose-text.ts';
export { addDays, formatDateTimeVi, formatDateVi, isDay, parseDateVi, vietnamDay, vietnamDayRange } from './dates.ts';
export type { DayOrInstant } from './dates.ts';
export { foldText, makeSlug } from './fold-text.ts';
export { formatNumberVi } from './numbers.ts';
export { PROVINCES, provinceNameEn } from './provinces.ts';
export { sortKeyVi } from './sort-key.ts';
export { formatTaxCode, isTaxCode, taxCodeKind } from './tax-code.ts';
export type { TaxCodeKind } from './tax-code.ts';
export { readTestResult } from './test-result.ts';
export type { TestResult } from './test-result.ts';
export { tayNinhUnits } from './tay-ninh-units.ts';
export { isInForce, listSuccessors, listUnitsAt, nameUnit, nameUnitEn, resolveUnit, unitAt } from './units.ts';
export type { Unit, UnitKind } from './units.ts';
