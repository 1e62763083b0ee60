// Reads the identifiers that an event names: EPCs, classes with quantities, parent, places, parties.
import type { CanonicalId } from '@nguon/gs1';
import { addDecimals, isPositive, isWhole } from './decimal.ts';
import type { PartyInEvent, ThingInEvent, ThingRole } from './event.ts';
import { thingRoles } from './event.ts';
import { JsonObject, findMember } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { readExtension } from './read-extension.ts';
import type { ReadScope } from './read-scope.ts';

/** A list of EPCs. `unique`: the standard allows each member once (EPCIS 2.0.1 JSON Schema `uniqueItems`). */
export function readEpcList(
  scope: ReadScope,
  value: JsonValue | undefined,
  field: string,
  role: ThingRole,
  unique: boolean,
  things: ThingInEvent[],
): void {
  const items = scope.array(value, field);
  if (items === undefined) return;
  scope.path.push(field);
  const seen = new Map<string, string>();
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] ?? null;
    if (item === '') scope.fault('value_empty', index);
    const id = scope.identifier(item, index);
    if (id === undefined || typeof item !== 'string') continue;
    const before = seen.get(id.thing);
    if (before === undefined) {
      seen.set(id.thing, item);
      things.push({ text: item, id, role, quantity: undefined, uom: undefined });
    } else if (unique && before === item) scope.fault('list_repeats', index, { got: item });
  }
  scope.path.pop();
}

/** A list of classes with quantities. Entries of one class in one unit are added up; an unknown amount stays unknown. */
export function readQuantityList(
  scope: ReadScope,
  value: JsonValue | undefined,
  field: string,
  role: ThingRole,
  things: ThingInEvent[],
): void {
  const items = scope.array(value, field);
  if (items === undefined) return;
  scope.path.push(field);
  const places = new Map<string, number>();
  for (let index = 0; index < items.length; index += 1) {
    const thing = readQuantityElement(scope, items[index] ?? null, index, role);
    if (thing === undefined) continue;
    const key = `${thing.id.thing} ${thing.uom ?? ''}`;
    const place = places.get(key);
    const before = place === undefined ? undefined : things[place];
    if (place === undefined || before === undefined) {
      places.set(key, things.length);
      things.push(thing);
    } else {
      const known = before.quantity !== undefined && thing.quantity !== undefined;
      things[place] = { ...before, quantity: known ? addDecimals(before.quantity, thing.quantity) : undefined };
    }
  }
  scope.path.pop();
}

function readQuantityElement(scope: ReadScope, item: JsonValue, index: number, role: ThingRole): ThingInEvent | undefined {
  const element = scope.object(item, index);
  if (element === undefined) return undefined;
  scope.path.push(index);
  let epcClass: JsonValue | undefined;
  let amount: JsonValue | undefined;
  let unit: JsonValue | undefined;
  for (let at = 0; at < element.keys.length; at += 1) {
    const key = element.keys[at];
    if (key === 'epcClass') epcClass = element.values[at];
    else if (key === 'quantity') amount = element.values[at];
    else if (key === 'uom') unit = element.values[at];
    else scope.fault('field_closed', key, { got: key ?? '' });
  }
  if (epcClass === undefined || epcClass === '') scope.fault('field_missing', undefined, { want: 'epcClass' });
  const id = scope.identifier(epcClass, 'epcClass');
  const uom = readUom(scope, unit);
  const quantity = scope.number(amount, 'quantity');
  checkQuantity(scope, quantity, amount === undefined, uom);
  scope.path.pop();
  return id === undefined || typeof epcClass !== 'string' ? undefined : { text: epcClass, id, role, quantity, uom };
}

function readUom(scope: ReadScope, value: JsonValue | undefined): string | undefined {
  const uom = scope.text(value, 'uom');
  if (uom === undefined || /^[A-Z0-9]{2,3}$/.test(uom)) return uom;
  return scope.fault('not_a_uom', 'uom', { got: uom });
}

/** EPCIS 2.0 §7.3.3.3: a count is a positive whole number, an amount with a unit is positive, a unit needs an amount. */
function checkQuantity(scope: ReadScope, quantity: string | undefined, missing: boolean, uom: string | undefined): void {
  if (missing) {
    if (uom !== undefined) scope.fault('quantity_uom_alone', 'uom');
  } else if (quantity !== undefined) {
    if (!isPositive(quantity)) scope.fault('quantity_not_positive', 'quantity', { got: quantity });
    else if (uom === undefined && !isWhole(quantity)) scope.fault('quantity_not_whole', 'quantity', { got: quantity });
  }
}

/** `readPoint` or `bizLocation`: an object with an id, open for extensions. */
export function readPlace(
  scope: ReadScope,
  value: JsonValue | undefined,
  field: 'readPoint' | 'bizLocation',
  things: ThingInEvent[],
): CanonicalId | undefined {
  const place = scope.object(value, field);
  if (place === undefined) return undefined;
  scope.path.push(field);
  const text = findMember(place, 'id');
  if (text === undefined || text === '') scope.fault('field_missing', undefined, { want: 'id' });
  const id = scope.identifier(text, 'id');
  for (let index = 0; index < place.keys.length; index += 1) {
    const key = place.keys[index] ?? '';
    if (key.includes(':')) readExtension(scope, key, place.values[index] ?? null, () => []);
  }
  scope.path.pop();
  if (id !== undefined && typeof text === 'string') {
    things.push({ text, id, role: thingRoles[field], quantity: undefined, uom: undefined });
  }
  return id;
}

/** `sourceList` or `destinationList`; an entry without a type cannot be told from another and is refused (§7.3.5.4). */
export function readParties(
  scope: ReadScope,
  value: JsonValue | undefined,
  side: 'source' | 'destination',
  parties: PartyInEvent[],
  things: ThingInEvent[],
): void {
  const items = scope.array(value, `${side}List`);
  if (items === undefined) return;
  scope.path.push(`${side}List`);
  const seen = new Set<string>();
  for (let index = 0; index < items.length; index += 1) {
    const item = scope.object(items[index], index);
    if (item === undefined) continue;
    scope.path.push(index);
    const text = readPair(scope, item, side, true);
    const type = scope.cbv('sourceDestinationType', findMember(item, 'type'), 'type');
    const id = scope.identifier(text, side);
    scope.path.pop();
    if (id === undefined || typeof text !== 'string') continue;
    if (type !== undefined) parties.push({ side, type, id });
    if (seen.has(id.thing)) continue;
    seen.add(id.thing);
    things.push({ text, id, role: thingRoles[side], quantity: undefined, uom: undefined });
  }
  scope.path.pop();
}

/** Checks the keys of a closed pair of `type` and `member`, and gives the member's value. */
export function readPair(scope: ReadScope, item: JsonObject, member: string, typed: boolean): JsonValue | undefined {
  let value: JsonValue | undefined;
  let type: JsonValue | undefined;
  for (let index = 0; index < item.keys.length; index += 1) {
    const key = item.keys[index] ?? '';
    if (key === member) value = item.values[index];
    else if (key === 'type') type = item.values[index];
    else scope.fault('field_closed', key, { got: key });
  }
  if (value === undefined || value === '') scope.fault('field_missing', undefined, { want: member });
  if (typed && (type === undefined || type === '')) scope.fault('field_missing', undefined, { want: 'type' });
  return value;
}
