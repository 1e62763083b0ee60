// The order of events by a field of the user's own: numbers, then times, then texts by code point; without the field, last.
import { compareDecimals } from '@nguon/epcis';
import type { OrderedValue } from '@nguon/epcis';

export interface FieldOrderEntry {
  readonly key: string;
  readonly seq: bigint;
}

/** A position stands in a page token: of a text as much counts as fits there. */
const text_max_characters = 400;

/** A field's values in an event, the first of which counts: `n` and a decimal, `t` and milliseconds, `x` and a text; '' = none. */
export function fieldOrderKey(values: readonly (OrderedValue | string)[]): string {
  const [value] = values;
  if (value === undefined) return '';
  if (typeof value === 'string') return `x${[...value.slice(0, 2 * text_max_characters)].slice(0, text_max_characters).join('')}`;
  return value.kind === 'number' ? `n${value.text}` : `t${value.instant_ms}`;
}

const classes = 'ntx';

/** Events without the field may stand anywhere (EPCIS 2.0 §8.2.7.1): here always last. Ties go by sequence number. */
export function compareFieldOrder(descending: boolean): (a: FieldOrderEntry, b: FieldOrderEntry) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => {
    if ((a.key === '') !== (b.key === '')) return a.key === '' ? 1 : -1;
    const order = compareKeys(a.key, b.key) || (a.seq < b.seq ? -1 : a.seq > b.seq ? 1 : 0);
    return sign * order;
  };
}

function compareKeys(a: string, b: string): number {
  const kind = classes.indexOf(a.charAt(0)) - classes.indexOf(b.charAt(0));
  if (kind !== 0 || a === b) return kind;
  if (a.startsWith('x')) return compareCodePoints(a, b);
  return compareDecimals(a.slice(1), b.slice(1));
}

/** By code point, as the standard asks: UTF-16 would put emoji before some letters. */
function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = left[at]!.codePointAt(0)! - right[at]!.codePointAt(0)!;
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
