// Conditions on fields of the user's own: in the event, its ilmd, error declaration, places and sensor data, at any depth.
import type { FieldScope, FieldTest, OrderedValue, QueryCondition } from './event-query.ts';
import { compareExact, readExact } from './exact-number.ts';
import { forEachInnerField, forEachOwnField, valueKey, valueOrder } from './field-value.ts';
import { JsonObject, findMember } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { holds } from './compare.ts';
import { objectsOf } from './stored-event.ts';
import type { StoredEvent } from './stored-event.ts';

export function matchField(event: StoredEvent, condition: Extract<QueryCondition, { kind: 'field' }>): boolean {
  let isMet = false;
  const take = (name: string, value: JsonValue): void => {
    if (!isMet && name === condition.name) isMet = meetsTest(event, condition.test, value);
  };
  forEachScopeField(event, condition.scope, condition.isInner ? 'inner' : 'own', take);
  return isMet;
}

/** Calls `take` with each field of a scope that the user added: those of the scope itself, or those anywhere below them. */
function forEachScopeField(
  event: StoredEvent,
  scope: FieldScope,
  depth: 'own' | 'inner',
  take: (name: string, value: JsonValue) => void,
): void {
  for (const holder of holdersOf(event, scope)) {
    forEachOwnField(holder, event.namespaces, (name, value) => {
      if (depth === 'own') take(name, value);
      else forEachInnerField(value, event.namespaces, take);
    });
  }
}

/** The objects whose own fields are the top level of a scope. */
export function holdersOf(event: StoredEvent, scope: FieldScope): JsonObject[] {
  if (scope === 'event') return [event.object];
  if (scope === 'sensorElement') return event.parts('sensorElementList');
  if (scope === 'sensorMetadata' || scope === 'sensorReport')
    return event.parts('sensorElementList').flatMap((element) => {
      const value = findMember(element, scope);
      return value instanceof JsonObject ? [value] : objectsOf(value);
    });
  const part = event.part(scope);
  return part === undefined ? [] : [part];
}

/** The values of a field of the user's own at the event's top level: what has an order (`orderBy`), texts as they stand. */
export function ownFieldValues(event: StoredEvent, name: string): (OrderedValue | string)[] {
  const values: (OrderedValue | string)[] = [];
  forEachScopeField(event, 'event', 'own', (found, value) => {
    if (found !== name) return;
    const ordered = valueOrder(value) ?? (typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : undefined);
    if (ordered !== undefined) values.push(ordered);
  });
  return values;
}

function meetsTest(event: StoredEvent, test: FieldTest, value: JsonValue): boolean {
  if (test.kind === 'exists') return true;
  if (test.kind === 'equals') {
    const key = valueKey(value, event.find);
    return key !== undefined && test.keys.includes(key);
  }
  const order = valueOrder(value);
  if (order?.kind === 'time' && test.value.kind === 'time') return holds(test.comparison, order.instant_ms - test.value.instant_ms);
  if (order?.kind !== 'number' || test.value.kind !== 'number') return false;
  const left = readExact(order.text);
  const right = readExact(test.value.text);
  return left !== undefined && right !== undefined && holds(test.comparison, compareExact(left, right));
}
