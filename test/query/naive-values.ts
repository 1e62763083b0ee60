// Values as the naive evaluator compares them: numbers in thousandths, times in milliseconds, texts as they stand.

export type NaiveValue = readonly ['number' | 'time' | 'text', number | string];

/** What a value of the user's own is, by how it reads; undefined for objects and null. */
export function naiveValue(value: unknown): NaiveValue | undefined {
  if (typeof value === 'number') return ['number', Math.round(value * 1_000)];
  if (typeof value === 'boolean') return ['text', String(value)];
  if (typeof value !== 'string') return undefined;
  if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(value)) return ['number', Math.round(Number(value) * 1_000)];
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return ['time', Date.parse(`${value}T00:00:00Z`)];
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return ['time', Date.parse(value)];
  return ['text', value];
}

export const sameValue = (left: unknown, right: unknown): boolean =>
  naiveValue(left) !== undefined && JSON.stringify(naiveValue(left)) === JSON.stringify(naiveValue(right));

export type Operator = 'EQ' | 'GT' | 'GE' | 'LT' | 'LE';

export function inOrder(operator: Operator, left: number, right: number): boolean {
  if (operator === 'EQ') return left === right;
  if (operator === 'GT') return left > right;
  if (operator === 'GE') return left >= right;
  return operator === 'LT' ? left < right : left <= right;
}

/** Whether two values of one kind, number or time, stand in the order. */
export function compares(operator: Operator, left: unknown, right: unknown): boolean {
  const [a, b] = [naiveValue(left), naiveValue(right)];
  return a !== undefined && b !== undefined && a[0] === b[0] && a[0] !== 'text' && inOrder(operator, Number(a[1]), Number(b[1]));
}

/** Ninths of hundredths of a kelvin, milligrams, or percent in thousandths: whole numbers for every reading of the generator. */
export function inBaseUnit(value: number, uom: string, isSpread: boolean): readonly [string, number] {
  const hundredths = Math.round(value * 100);
  switch (uom) {
    case 'KEL':
      return ['temperature', hundredths * 9];
    case 'CEL':
      return ['temperature', (hundredths + (isSpread ? 0 : 27_315)) * 9];
    case 'FAH':
      return ['temperature', (hundredths + (isSpread ? 0 : 45_967)) * 5];
    case 'KGM':
      return ['mass', hundredths * 1_000_000];
    case 'GRM':
      return ['mass', hundredths * 1_000];
    case 'MGM':
      return ['mass', hundredths];
    default:
      return [uom, hundredths];
  }
}
