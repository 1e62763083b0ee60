// Reads one event from its JSON tree: every field checked, every fault with its path (EPCIS 2.0 §7.4, JSON Schema 2.0.1).
import type { Action, EpcisEvent, EventTree, PartyInEvent, ThingInEvent } from './event.ts';
import { thingRoles } from './event.ts';
import { EVENT_TYPES, FIELD_COUNT, FIELD_NUMBERS as F, belongsTo, findField, listFieldNames } from './event-fields.ts';
import { checkEventRules } from './event-rules.ts';
import { checkEventSense } from './event-sense.ts';
import { findNearest } from './cbv.ts';
import { comparableText } from './field-value.ts';
import { JsonObject, findMember } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { readContext } from './namespaces.ts';
import { readBizTransactions, readErrorDeclaration, readIlmd, readPersistentDisposition, readUris } from './read-details.ts';
import { readBelow, readExtension } from './read-extension.ts';
import type { ReadScope } from './read-scope.ts';
import { readSensorElements } from './read-sensor.ts';
import { readEpcList, readParties, readPlace, readQuantityList } from './read-things.ts';
import { readZoneOffset } from './time.ts';
import { isUri } from './uri.ts';
import { quote, writeJson } from './write-json.ts';

/**
 * Reads the event at the scope's place. Undefined when the value is no object or anything in it is wrong; the faults are
 * then in `scope.list`.
 */
export function readEvent(scope: ReadScope, value: JsonValue): EpcisEvent | undefined {
  scope.tree = undefined;
  if (!(value instanceof JsonObject)) return scope.wrongType('value_not_object', undefined, value);
  const faultsBefore = scope.list.total;
  const outer = scope.namespaces;
  scope.used = undefined;
  const context = findMember(value, '@context');
  if (context !== undefined) {
    scope.namespaces = readContext(context, outer, { list: scope.list, warnings: scope.warnings, path: [...scope.path, '@context'] });
  }
  const type = readType(scope, findMember(value, 'type'));
  const tree = sortFields(scope, value, type ?? 'ObjectEvent', type === undefined);
  scope.tree = tree;
  const event = readFields(scope, tree, type ?? '');
  const sound = scope.list.total === faultsBefore && event !== undefined;
  if (sound) checkEventSense(scope, event);
  const whole = sound ? { ...event, body: writeBody(scope, value, context !== undefined) } : undefined;
  scope.namespaces = outer;
  return whole;
}

/** Standard types may also come as `epcis:ObjectEvent` or as the web URI of the ontology. */
function readType(scope: ReadScope, value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === '') return scope.fault('field_missing', undefined, { want: 'type' });
  const text = scope.text(value, 'type');
  if (text === undefined) return undefined;
  const bare = text.replace(/^(?:epcis:|https:\/\/ref\.gs1\.org\/epcis\/)/, '');
  if ((EVENT_TYPES as readonly string[]).includes(bare)) return bare;
  if (isUri(text)) return scope.expand(text);
  const near = scope.list.isFull ? undefined : findNearest(text, EVENT_TYPES);
  return near === undefined
    ? scope.fault('event_type_unknown', 'type', { got: text })
    : scope.fault('event_type_unknown_near', 'type', { got: text, want: near });
}

/** Puts the standard fields at their numbers and checks the others. An empty text is an omitted field. */
function sortFields(scope: ReadScope, object: JsonObject, type: string, open: boolean): EventTree {
  const fields: (JsonValue | undefined)[] = new Array<JsonValue | undefined>(FIELD_COUNT).fill(undefined);
  const extensions: number[] = [];
  const own = open || !(EVENT_TYPES as readonly string[]).includes(type);
  for (let index = 0; index < object.keys.length; index += 1) {
    const key = object.keys[index] ?? '';
    const value = object.values[index] ?? null;
    const field = findField(key);
    if (field === undefined) {
      extensions.push(index);
      if (own && !key.includes(':')) readBelow(scope, value, key);
      else readExtension(scope, key, value, () => listFieldNames(type));
    } else if (!own && !belongsTo(field, type)) scope.fault('field_not_of_type', key, { got: key, want: type });
    else if (value !== '') fields[field] = value;
  }
  return { type, object, fields, extensions, namespaces: scope.namespaces, identifiers: scope.identifiers };
}

/** In comparable form: the parts of one transformation may name it as URN here and as Digital Link there. */
function readTransformationId(scope: ReadScope, value: JsonValue | undefined): string | undefined {
  const uri = scope.uri(value, 'transformationID');
  return uri === undefined ? undefined : comparableText(uri, () => undefined);
}

function readFields(scope: ReadScope, tree: EventTree, type: string): Omit<EpcisEvent, 'body'> | undefined {
  const { fields } = tree;
  const things: ThingInEvent[] = [];
  const parties: PartyInEvent[] = [];
  const eventTime_ms = required(scope, fields[F.eventTime], 'eventTime', (value) => scope.time(value, 'eventTime'));
  const offset = required(scope, fields[F.eventTimeZoneOffset], 'eventTimeZoneOffset', (value) => readOffset(scope, value));
  readUris(scope, fields[F.certificationInfo], 'certificationInfo', true);
  readEpcLists(scope, fields, type, things);
  const eventId = scope.uri(fields[F.eventID], 'eventID');
  const action = readAction(scope, fields[F.action]);
  const transformationId = readTransformationId(scope, fields[F.transformationID]);
  const bizStep = scope.cbv('bizStep', fields[F.bizStep], 'bizStep');
  const disposition = scope.cbv('disposition', fields[F.disposition], 'disposition');
  const persistentDisposition = readPersistentDisposition(scope, fields[F.persistentDisposition]);
  const readPoint = readPlace(scope, fields[F.readPoint], 'readPoint', things);
  const bizLocation = readPlace(scope, fields[F.bizLocation], 'bizLocation', things);
  readSensorElements(scope, fields[F.sensorElementList]);
  const bizTransactions = readBizTransactions(scope, fields[F.bizTransactionList]);
  readParties(scope, fields[F.sourceList], 'source', parties, things);
  readParties(scope, fields[F.destinationList], 'destination', parties, things);
  const lotNumber = readIlmd(scope, fields[F.ilmd]);
  const errorDeclaration = readErrorDeclaration(scope, fields[F.errorDeclaration]);
  checkEventRules(scope, tree, type, eventTime_ms);
  if (eventTime_ms === undefined || offset === undefined) return undefined;
  return {
    type,
    eventId,
    eventTime_ms,
    action,
    bizStep,
    disposition,
    persistentDisposition,
    readPoint,
    bizLocation,
    transformationId,
    things,
    parties,
    bizTransactions,
    lotNumber,
    errorDeclaration,
    tree,
  };
}

function required<T>(
  scope: ReadScope,
  value: JsonValue | undefined,
  name: string,
  read: (value: JsonValue) => T | undefined,
): T | undefined {
  return value === undefined ? scope.fault('field_missing', undefined, { want: name }) : read(value);
}

function readEpcLists(scope: ReadScope, fields: EventTree['fields'], type: string, things: ThingInEvent[]): void {
  const parent = fields[F.parentID];
  const parentId = scope.identifier(parent, 'parentID');
  if (parentId !== undefined && typeof parent === 'string') {
    things.push({ text: parent, id: parentId, role: thingRoles.parent, quantity: undefined, uom: undefined });
  }
  readEpcList(scope, fields[F.epcList], 'epcList', thingRoles.epc, type === 'ObjectEvent', things);
  readEpcList(scope, fields[F.childEPCs], 'childEPCs', thingRoles.childEpc, false, things);
  readEpcList(scope, fields[F.inputEPCList], 'inputEPCList', thingRoles.inputEpc, true, things);
  readEpcList(scope, fields[F.outputEPCList], 'outputEPCList', thingRoles.outputEpc, true, things);
  readQuantityList(scope, fields[F.quantityList], 'quantityList', thingRoles.quantityClass, things);
  readQuantityList(scope, fields[F.childQuantityList], 'childQuantityList', thingRoles.childClass, things);
  readQuantityList(scope, fields[F.inputQuantityList], 'inputQuantityList', thingRoles.inputClass, things);
  readQuantityList(scope, fields[F.outputQuantityList], 'outputQuantityList', thingRoles.outputClass, things);
}

function readOffset(scope: ReadScope, value: JsonValue): string | undefined {
  const text = scope.text(value, 'eventTimeZoneOffset');
  if (text === undefined || readZoneOffset(text) !== undefined) return text;
  return scope.fault('offset_malformed', 'eventTimeZoneOffset', { got: text });
}

function readAction(scope: ReadScope, value: JsonValue | undefined): Action | undefined {
  if (value === 'ADD' || value === 'OBSERVE' || value === 'DELETE' || value === undefined) return value;
  return typeof value === 'string'
    ? scope.fault('action_unknown', 'action', { got: value })
    : scope.wrongType('value_not_string', 'action', value);
}

/** The event's own text with the @context entries it needs in front; one with its own @context, or from XML, is written anew. */
function writeBody(scope: ReadScope, object: JsonObject, hasContext: boolean): string {
  const context = scope.namespaces.writeContext(scope.used ?? NONE);
  if (!hasContext && scope.source !== undefined) return `{"@context":${context},${scope.source.slice(object.start + 1, object.end)}`;
  const members = object.keys.map((key, index) => (key === '@context' ? '' : `,${quote(key)}:${writeJson(object.values[index] ?? null)}`));
  return `{"@context":${context}${members.join('')}}`;
}

const NONE: ReadonlySet<string> = new Set();
