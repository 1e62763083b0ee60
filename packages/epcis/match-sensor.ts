// Conditions on sensor data: what metadata and reports say is one (TCR-53), values compare after conversion of units.
import type { QueryCondition, SensorText } from './event-query.ts';
import { compareExact, readExact, readMeasure } from './exact-number.ts';
import { JsonObject, findMember, isNumber, numberText } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { holds } from './compare.ts';
import { objectsOf } from './stored-event.ts';
import type { StoredEvent } from './stored-event.ts';
import { readTime } from './time.ts';

/** Metadata and reports of all sensor elements. */
function* levelsOf(event: StoredEvent): Generator<JsonObject> {
  for (const element of event.parts('sensorElementList')) {
    const metadata = findMember(element, 'sensorMetadata');
    if (metadata instanceof JsonObject) yield metadata;
    yield* objectsOf(findMember(element, 'sensorReport'));
  }
}

/** The values of an attribute at either level: TCR-53 lets queries make no difference. */
function valuesOf(event: StoredEvent, attribute: string): JsonValue[] {
  const values: JsonValue[] = [];
  for (const level of levelsOf(event)) {
    const value = findMember(level, attribute);
    if (value !== undefined && value !== '') values.push(value);
  }
  return values;
}

export function matchSensorTime(event: StoredEvent, condition: Extract<QueryCondition, { kind: 'sensorTime' }>): boolean {
  return valuesOf(event, condition.attribute).some((value) => {
    const instant = typeof value === 'string' ? readTime(value) : undefined;
    return typeof instant === 'number' && condition.instants_ms.some((bound) => holds(condition.comparison, instant - bound));
  });
}

export function matchSensorText(event: StoredEvent, condition: Extract<QueryCondition, { kind: 'sensorText' }>): boolean {
  return sensorTextsOf(event, condition.attribute).some((text) => condition.values.includes(text));
}

/** The values of an attribute in comparable form. */
export function sensorTextsOf(event: StoredEvent, attribute: SensorText): string[] {
  return valuesOf(event, attribute).flatMap((value) => {
    if (typeof value === 'boolean') return attribute === 'booleanValue' ? [String(value)] : [];
    if (typeof value !== 'string') return [];
    if (attribute === 'type') return [event.word('measurementType', value) ?? value];
    if (attribute === 'stringValue') return [value.trim()];
    return [attribute === 'hexBinaryValue' ? value.toUpperCase() : event.comparable(value)];
  });
}

export function matchSensorNumber(event: StoredEvent, condition: Extract<QueryCondition, { kind: 'sensorNumber' }>): boolean {
  for (const report of levelsOf(event)) {
    const value = findMember(report, condition.attribute);
    if (isNumber(value) && meetsReport(report, numberText(value), condition)) return true;
  }
  return false;
}

function meetsReport(report: JsonObject, value: string, condition: Extract<QueryCondition, { kind: 'sensorNumber' }>): boolean {
  const { attribute, comparison, values, uom } = condition;
  if (uom === undefined) {
    const left = readExact(value);
    return left !== undefined && values.some((bound) => holds(comparison, compareExact(left, readExact(bound) ?? left)));
  }
  const unit = findMember(report, 'uom');
  if (typeof unit !== 'string') return false;
  // A standard deviation is a difference: of a scale with another zero only the steps count.
  const isSpread = attribute === 'sDev';
  const left = readMeasure(value, unit, isSpread);
  return values.some((bound) => {
    const right = readMeasure(bound, uom, isSpread);
    return (
      left !== undefined && right !== undefined && left.kind === right.kind && holds(comparison, compareExact(left.amount, right.amount))
    );
  });
}
