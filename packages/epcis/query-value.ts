// The value of a query parameter as it comes from a URL, a JSON query or SOAP, and what of it is text, number or flag.
import { JsonNumber } from './json-value.ts';

/** A URL gives one text; JSON and SOAP give scalars or lists of them. */
export type QueryScalar = string | number | boolean | null | JsonNumber;
export type QueryValue = QueryScalar | readonly QueryScalar[];

/** The scalar as text; null is empty. */
export function textOf(value: QueryScalar): string {
  if (value === null) return '';
  return value instanceof JsonNumber ? value.text : String(value).trim();
}

/**
 * The members of a list, empty ones left out. One text that stands for a list is cut at `|`, as URLs write lists; members of a
 * real list are not.
 */
export function listMembers(value: QueryValue, isList: boolean): QueryScalar[] {
  const members = typeof value === 'string' && isList ? value.split('|') : isScalar(value) ? [value] : [...value];
  return members
    .map((member) => (typeof member === 'string' ? member.trim() : member))
    .filter((member) => member !== '' && member !== null);
}

function isScalar(value: QueryValue): value is QueryScalar {
  return !Array.isArray(value);
}

/** A flag: on where it is empty, null, true or 1; off (= omitted) for false and 0; undefined for anything else. */
export function readFlag(value: QueryValue): boolean | undefined {
  const scalar = isScalar(value) ? value : value.length === 0 ? '' : value.length === 1 ? (value[0] ?? '') : 'list';
  const text = textOf(scalar);
  if (text === '' || text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}
