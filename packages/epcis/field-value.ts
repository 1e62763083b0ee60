// Names and values of fields of the user's own, in the one form in which a query and an event are compared.
import { canonicalId } from '@nguon/gs1';
import { canonicalDecimal } from './decimal.ts';
import type { OrderedValue } from './event-query.ts';
import { JsonObject, isArray, isNumber, numberText } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import type { Namespaces } from './namespaces.ts';
import { readTime } from './time.ts';

/**
 * The full name of a field: `namespace#local`. Namespaces are written with and without a delimiter at their end (XML
 * without, JSON-LD with), so the delimiter does not count.
 */
export function fieldName(namespace: string, local: string): string {
  return `${namespace.replace(/[#/:]+$/, '')}#${local}`;
}

/** The full name of a whole URI, cut at its last `#`, `/` or `:`. */
export function fieldNameOfUri(uri: string): string {
  const cut = uri.includes('#') ? uri.lastIndexOf('#') : Math.max(uri.lastIndexOf('/'), uri.lastIndexOf(':'));
  return fieldName(uri.slice(0, Math.max(cut, 0)), uri.slice(cut + 1));
}

/** The full name of a member of an event: `prefix:local` by the event's context, else a whole URI; a bare key names nothing. */
export function fieldNameOfKey(key: string, namespaces: Namespaces): string | undefined {
  const colon = key.indexOf(':');
  if (colon < 1) return undefined;
  const namespace = key.startsWith('//', colon + 1) ? undefined : namespaces.find(key.slice(0, colon));
  return namespace === undefined ? fieldNameOfUri(key) : fieldName(namespace, key.slice(colon + 1));
}

/** A text whose CURIE stands for its whole URI; every other text unchanged. */
export function expandCurie(text: string, find: (prefix: string) => string | undefined): string {
  const colon = text.indexOf(':');
  if (colon < 1 || text.startsWith('//', colon + 1) || text.startsWith('urn:')) return text;
  const namespace = find(text.slice(0, colon));
  return namespace === undefined ? text : namespace + text.slice(colon + 1);
}

/** A text in comparable form: CURIE expanded, GS1 identifier canonical whether it came as URN or as Digital Link. */
export function comparableText(text: string, find: (prefix: string) => string | undefined): string {
  const whole = expandCurie(text.trim(), find);
  if (!whole.startsWith('urn:epc:') && !whole.startsWith('http')) return whole;
  const id = canonicalId(whole);
  return id.ok ? id.value.uri : whole;
}

/** A number as people write it; `007` is a code, not a number. */
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** A text that is a time with an offset, or a day, which stands for its beginning in UTC. */
function readInstant(text: string): number | undefined {
  const instant = readTime(DATE.test(text) ? `${text}T00:00:00Z` : text);
  return typeof instant === 'number' ? instant : undefined;
}

/** The number or time that a text is; undefined for all other texts. */
export function orderedValue(text: string): OrderedValue | undefined {
  const first = text.charCodeAt(0);
  if (!(first >= 48 && first <= 57) && first !== 45) return undefined;
  if (PLAIN_NUMBER.test(text)) return { kind: 'number', text };
  const instant_ms = readInstant(text);
  return instant_ms === undefined ? undefined : { kind: 'time', instant_ms };
}

/**
 * What two equal values share. XML knows no types, so a text that reads as a number equals that number (`19.0` = `19`),
 * and a time equals the same instant with another offset.
 */
export function textKey(text: string, find: (prefix: string) => string | undefined): string {
  const trimmed = text.trim();
  const ordered = orderedValue(trimmed);
  if (ordered === undefined) return `s${comparableText(trimmed, find)}`;
  return ordered.kind === 'time' ? `t${ordered.instant_ms}` : numberKey(ordered.text);
}

function numberKey(text: string): string {
  return `n${canonicalDecimal(text) ?? text}`;
}

/** The key of a scalar of an event; undefined for objects, lists and null. */
export function valueKey(value: JsonValue, find: (prefix: string) => string | undefined): string | undefined {
  if (typeof value === 'string') return textKey(value, find);
  if (typeof value === 'boolean') return `s${value}`;
  return isNumber(value) ? numberKey(numberText(value)) : undefined;
}

/** The number or time that a scalar of an event is. */
export function valueOrder(value: JsonValue): OrderedValue | undefined {
  if (typeof value === 'string') return orderedValue(value.trim());
  return isNumber(value) ? { kind: 'number', text: numberText(value) } : undefined;
}

/** Calls `take` with each member of an object whose name is the user's own; lists repeat their key. */
export function forEachOwnField(object: JsonObject, namespaces: Namespaces, take: (name: string, value: JsonValue) => void): void {
  for (let index = 0; index < object.keys.length; index += 1) {
    const key = object.keys[index] ?? '';
    const name = key.includes(':') ? fieldNameOfKey(key, namespaces) : undefined;
    if (name !== undefined) forEachItem(object.values[index] ?? null, (value) => take(name, value));
  }
}

/** The same for every member at any depth below the value. */
export function forEachInnerField(value: JsonValue, namespaces: Namespaces, take: (name: string, value: JsonValue) => void): void {
  forEachItem(value, (item) => {
    if (!(item instanceof JsonObject)) return;
    forEachOwnField(item, namespaces, take);
    for (const member of item.values) forEachInnerField(member, namespaces, take);
  });
}

function forEachItem(value: JsonValue, take: (value: JsonValue) => void): void {
  if (!isArray(value)) take(value);
  else for (const item of value) forEachItem(item, take);
}
