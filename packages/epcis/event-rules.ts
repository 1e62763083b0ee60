// Rules between the fields of an event: what each event type needs and excludes (EPCIS 2.0 §7.4, TCR-54).
import type { EventTree } from './event.ts';
import { FIELD_NUMBERS as F } from './event-fields.ts';
import type { PathStep } from './fault.ts';
import { JsonObject, findMember, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import type { ReadScope } from './read-scope.ts';
import { readTime } from './time.ts';

type Fields = EventTree['fields'];

export function checkEventRules(scope: ReadScope, tree: EventTree, type: string, eventTime_ms: number | undefined): void {
  const { fields } = tree;
  const needsAction = type === 'ObjectEvent' || type === 'AggregationEvent' || type === 'TransactionEvent' || type === 'AssociationEvent';
  if (needsAction && fields[F.action] === undefined) scope.fault('field_missing', undefined, { want: 'action' });
  if (type === 'ObjectEvent') checkObject(scope, fields);
  else if (type === 'AggregationEvent' || type === 'AssociationEvent') checkContainer(scope, fields, type);
  else if (type === 'TransactionEvent') checkTransaction(scope, fields);
  else if (type === 'TransformationEvent') checkTransformation(scope, fields);
  if (eventTime_ms !== undefined && fields[F.sensorElementList] !== undefined) checkSensorTimes(scope, fields, eventTime_ms);
}

function hasMembers(value: JsonValue | undefined): boolean {
  return isArray(value) && value.length > 0;
}

/** A value of the wrong kind has its own fault already and counts as given. */
function isGiven(value: JsonValue | undefined): boolean {
  return value !== undefined && (!isArray(value) || value.length > 0);
}

function checkObject(scope: ReadScope, fields: Fields): void {
  const byTime = isGiven(fields[F.sensorElementList]) && fields[F.readPoint] !== undefined;
  if (fields[F.epcList] === undefined && !isGiven(fields[F.quantityList]) && !byTime) scope.fault('event_without_things', undefined);
  if (fields[F.ilmd] !== undefined && fields[F.action] !== 'ADD') scope.fault('ilmd_not_allowed', 'ilmd');
}

function checkContainer(scope: ReadScope, fields: Fields, type: string): void {
  const action = fields[F.action];
  const parentOptional = type === 'AggregationEvent' && action === 'OBSERVE';
  if (fields[F.parentID] === undefined && !parentOptional) scope.fault('parent_missing', undefined, { want: type });
  if (action !== 'DELETE' && !isGiven(fields[F.childEPCs]) && !isGiven(fields[F.childQuantityList])) {
    scope.fault('event_without_children', undefined, { want: type });
  }
}

function checkTransaction(scope: ReadScope, fields: Fields): void {
  if (fields[F.bizTransactionList] === undefined) scope.fault('field_missing', undefined, { want: 'bizTransactionList' });
  else if (!isGiven(fields[F.bizTransactionList])) scope.fault('list_empty', 'bizTransactionList');
  const named = fields[F.epcList] !== undefined || isGiven(fields[F.quantityList]);
  if (!named && fields[F.action] !== 'DELETE') scope.fault('event_without_transaction_things', undefined);
}

function checkTransformation(scope: ReadScope, fields: Fields): void {
  const input = isGiven(fields[F.inputEPCList]) || isGiven(fields[F.inputQuantityList]);
  const output = isGiven(fields[F.outputEPCList]) || isGiven(fields[F.outputQuantityList]);
  const complete = fields[F.transformationID] === undefined ? input && output : input || output;
  if (!complete) scope.fault('transformation_incomplete', undefined);
}

/** EPCIS 2.0 §7.3.7.1: sensor data are not later than the event that reports them. A warning, as in read-sensor.ts. */
function checkSensorTimes(scope: ReadScope, fields: Fields, eventTime_ms: number): void {
  const elements = fields[F.sensorElementList];
  if (!hasMembers(elements) || !isArray(elements)) return;
  for (const [index, element] of elements.entries()) {
    if (!(element instanceof JsonObject)) continue;
    const metadata = findMember(element, 'sensorMetadata');
    const place = ['sensorElementList', index];
    if (metadata instanceof JsonObject) {
      for (const key of ['time', 'startTime', 'endTime']) checkNotLater(scope, metadata, key, eventTime_ms, [...place, 'sensorMetadata']);
    }
    const reports = findMember(element, 'sensorReport');
    if (!isArray(reports)) continue;
    for (const [at, report] of reports.entries()) {
      if (report instanceof JsonObject) checkNotLater(scope, report, 'time', eventTime_ms, [...place, 'sensorReport', at]);
    }
  }
}

function checkNotLater(scope: ReadScope, object: JsonObject, key: string, eventTime_ms: number, place: readonly PathStep[]): void {
  const value = findMember(object, key);
  const instant = typeof value === 'string' ? readTime(value) : undefined;
  if (typeof instant !== 'number' || instant <= eventTime_ms) return;
  const depth = scope.path.length;
  scope.path.push(...place);
  scope.warn('sensor_time_late', key);
  scope.path.length = depth;
}
