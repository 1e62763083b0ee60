// Takes the field groups that a reader may not see out of an event, and says in the event which ones are missing.
import { findCbvWord } from './cbv.ts';
import { findField } from './event-fields.ts';
import { JsonNumber, JsonObject, findMember, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';

/** The groups of fields whose visibility an organisation decides, in the order they are listed. */
export const FIELD_GROUPS = ['what', 'where', 'who', 'quantity', 'documents', 'ilmd'] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** Extension field that names the groups left out, and its namespace. */
export const WITHHELD_FIELD = 'nguon:withheld';
export const NGUON_NAMESPACE = 'urn:nguon:epcis:';

const THINGS = ['epcList', 'childEPCs', 'parentID', 'inputEPCList', 'outputEPCList', 'transformationID'];
const QUANTITY_LISTS = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'];

/** The group of each standard field that goes as a whole. */
const GROUP_OF_FIELD: ReadonlyMap<string, FieldGroup> = new Map([
  ...[...THINGS, ...QUANTITY_LISTS].map((name) => [name, 'what'] as const),
  ['readPoint', 'where'],
  ['bizLocation', 'where'],
  ['bizTransactionList', 'documents'],
  ['certificationInfo', 'documents'],
  ['ilmd', 'ilmd'],
  ['sensorElementList', 'ilmd'],
]);

/**
 * The event without the withheld groups. It stays an event: an ObjectEvent or TransactionEvent without its things keeps
 * an empty epcList, and `nguon:withheld` lists the groups. `ilmd` covers ilmd, extensions at every level and sensor data;
 * `where` covers sources and destinations of type location, `who` all others.
 */
export function discloseBody(event: JsonObject, withheld: readonly FieldGroup[]): JsonObject {
  const hidden = new Set(FIELD_GROUPS.filter((group) => withheld.includes(group)));
  if (hidden.size === 0) return event;
  const open = new JsonObject();
  for (const [index, key] of event.keys.entries()) {
    const value = discloseMember(key, event.values[index] ?? null, hidden);
    if (value !== undefined) add(open, key, value);
  }
  const type = findMember(event, 'type');
  if (hidden.has('what') && (type === 'ObjectEvent' || type === 'TransactionEvent')) add(open, 'epcList', []);
  add(open, WITHHELD_FIELD, [...hidden]);
  return open;
}

function add(object: JsonObject, key: string, value: JsonValue): void {
  object.keys.push(key);
  object.values.push(value);
}

function discloseMember(key: string, value: JsonValue, hidden: ReadonlySet<FieldGroup>): JsonValue | undefined {
  const group = GROUP_OF_FIELD.get(key);
  if (group !== undefined && hidden.has(group)) return undefined;
  // An event type of the user's own may have fields of bare names.
  if (findField(key) === undefined) return hidden.has('ilmd') ? undefined : value;
  if (key === 'sourceList' || key === 'destinationList') return discloseParties(value, hidden);
  if (QUANTITY_LISTS.includes(key) && hidden.has('quantity')) return withoutMembers(value, ['quantity', 'uom']);
  if ((key === 'readPoint' || key === 'bizLocation' || key === 'errorDeclaration') && hidden.has('ilmd')) return withoutExtensions(value);
  return value;
}

function discloseParties(value: JsonValue, hidden: ReadonlySet<FieldGroup>): JsonValue | undefined {
  if (!isArray(value)) return value;
  const open = value.filter((item) => {
    const type = item instanceof JsonObject ? findMember(item, 'type') : undefined;
    const isPlace = typeof type === 'string' && findCbvWord('sourceDestinationType', type) === 'location';
    return !hidden.has(isPlace ? 'where' : 'who');
  });
  return open.length === 0 ? undefined : open;
}

function withoutMembers(value: JsonValue, names: readonly string[]): JsonValue {
  return isArray(value) ? value.map((item) => keepMembers(item, (key) => !names.includes(key))) : value;
}

function withoutExtensions(value: JsonValue): JsonValue {
  return keepMembers(value, (key) => ['id', 'declarationTime', 'reason', 'correctiveEventIDs'].includes(key));
}

function keepMembers(value: JsonValue, keep: (key: string) => boolean): JsonValue {
  if (!(value instanceof JsonObject) || value instanceof JsonNumber) return value;
  const open = new JsonObject();
  for (const [index, key] of value.keys.entries()) if (keep(key)) add(open, key, value.values[index] ?? null);
  return open;
}
