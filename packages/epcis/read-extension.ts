// Checks fields of the user's own: each needs a prefix that the document declares (EPCIS 2.0 §10, JSON binding).
import { isBeyondComparison } from './decimal.ts';
import type { PathStep } from './fault.ts';
import { JsonObject, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import type { ReadScope } from './read-scope.ts';
import { findNearest } from './cbv.ts';
import { isUri } from './uri.ts';

/** Checks a key that is not standard, and everything below it. `standard` lists the names it could be a slip of. */
export function readExtension(scope: ReadScope, key: string, value: JsonValue, standard: () => readonly string[]): void {
  if (key.includes(':')) checkKey(scope, key);
  else {
    const near = scope.list.isFull ? undefined : findNearest(key, standard());
    if (near === undefined) scope.fault('field_unknown', key, { got: key });
    else scope.fault('field_unknown_near', key, { got: key, want: near });
  }
  readBelow(scope, value, key);
}

/** Inside an extension every key is free; those with a prefix need it declared. */
export function readBelow(scope: ReadScope, value: JsonValue, step: PathStep): void {
  if (typeof value === 'string') noteCurie(scope, value);
  if (typeof value !== 'object' || value === null) return;
  if (isArray(value)) {
    scope.path.push(step);
    for (let index = 0; index < value.length; index += 1) readBelow(scope, value[index] ?? null, index);
    scope.path.pop();
  } else if (value instanceof JsonObject) {
    scope.path.push(step);
    for (let index = 0; index < value.keys.length; index += 1) {
      const key = value.keys[index] ?? '';
      if (key.includes(':') && isUri(key)) checkPrefix(scope, key);
      readBelow(scope, value.values[index] ?? null, key);
    }
    scope.path.pop();
  } else if (isBeyondComparison(value.text)) scope.fault('number_out_of_range', step, { got: value.text });
}

function checkKey(scope: ReadScope, key: string): void {
  if (isUri(key)) checkPrefix(scope, key);
  else scope.fault('not_a_uri', key, { got: key });
}

function checkPrefix(scope: ReadScope, key: string): void {
  const colon = key.indexOf(':');
  const prefix = key.slice(0, colon);
  if (scope.namespaces.find(prefix) !== undefined) scope.use(prefix);
  else if (!isWholeUri(key, colon)) scope.fault('prefix_unknown', key, { got: prefix });
}

/** `https://ns.example/field`, `urn:example:field`: a name that needs no prefix. */
export function isWholeUri(key: string, colon: number): boolean {
  return key.startsWith('//', colon + 1) || key.startsWith('urn:') || key.startsWith('tag:');
}

/** A value like `example:red` may be a CURIE of an own term: its prefix then goes with the event. */
function noteCurie(scope: ReadScope, text: string): void {
  const colon = text.indexOf(':');
  if (colon > 0 && !text.startsWith('//', colon + 1)) scope.use(text.slice(0, colon));
}
