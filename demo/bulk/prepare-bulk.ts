// Makes what capture prepares of an event straight from the fields of bulk-event.ts, which are canonical: no JSON is read back.
import { hash } from 'node:crypto';
import { canonicalId } from '@nguon/gs1';
import type { CanonicalId } from '@nguon/gs1';
import { JsonObject, listEventTerms, readDocument, thingRoles } from '@nguon/epcis';
import type { EpcisEvent, JsonValue, PartyInEvent, ThingInEvent, ThingRole } from '@nguon/epcis';
import { factKinds } from '@nguon/trace';
import { eventKeyOf, own_hub } from '../../app/capture/prepared-event.ts';
import type { PreparedEdge, PreparedEvent } from '../../app/capture/prepared-event.ts';
import type { EventFields, Json } from '../story/story.ts';
import { prehashBulk } from './bulk-prehash.ts';

/** What all events of a load share: the beginning of their bodies and, for the type's sake, the tree of one read event. */
export interface BulkFrame {
  readonly bodyStart: string;
  readonly tree: EpcisEvent['tree'];
}

/** Reads one event as capture does and keeps what does not differ from event to event. */
export function readFrame(document: string): BulkFrame {
  const event = readDocument(document, { eventsMax: 10_000, depthMax: 64, faultsMax: 5 }).events[0]?.event;
  if (event === undefined) throw new Error('the generated document does not read');
  return { bodyStart: event.body.slice(0, event.body.indexOf('"type"')), tree: event.tree };
}

const origin_chars = 'https://id.gs1.org/'.length;
/** Places and parties are few and come again; items and lots are many and do not. */
const known = new Map<string, CanonicalId>();

function identify(uri: string): CanonicalId {
  const thing = uri.slice(origin_chars);
  const serial = thing.indexOf('/21/');
  if (serial > 0) return { uri, thing, key: '01', level: 'instance', parents: [thing.slice(0, serial)] };
  const lot = thing.indexOf('/10/');
  if (lot > 0) return { uri, thing, key: '01', level: 'lot', parents: [thing.slice(0, lot)] };
  let id = known.get(uri);
  if (id !== undefined) return id;
  const read = canonicalId(uri);
  if (!read.ok) throw new Error(`not canonical: ${uri}`);
  id = read.value;
  // Cases are many too: only places and parties are kept.
  if (id.level === 'place' || id.level === 'party') known.set(uri, id);
  return id;
}

const list = (value: Json | undefined): readonly EventFields[] => (value ?? []) as unknown as readonly EventFields[];
const thingIn = (text: string, role: ThingRole): ThingInEvent => ({ text, id: identify(text), role, quantity: undefined, uom: undefined });

function thingsOf(fields: EventFields): ThingInEvent[] {
  const things: ThingInEvent[] = [];
  const epcs = (name: string, role: ThingRole): void =>
    void things.push(...((fields[name] ?? []) as readonly string[]).map((epc) => thingIn(epc, role)));
  const quantities = (name: string, role: ThingRole): void => {
    for (const { epcClass, quantity, uom } of list(fields[name]) as readonly { epcClass: string; quantity: number; uom?: string }[])
      things.push({ text: epcClass, id: identify(epcClass), role, quantity: String(quantity), uom });
  };
  if (fields['parentID'] !== undefined) things.push(thingIn(fields['parentID'] as string, thingRoles.parent));
  epcs('epcList', thingRoles.epc);
  epcs('childEPCs', thingRoles.childEpc);
  quantities('quantityList', thingRoles.quantityClass);
  quantities('inputQuantityList', thingRoles.inputClass);
  quantities('outputQuantityList', thingRoles.outputClass);
  for (const name of ['readPoint', 'bizLocation'] as const) {
    const place = fields[name] as EventFields | undefined;
    if (place !== undefined) things.push(thingIn(place['id'] as string, thingRoles[name]));
  }
  for (const side of ['source', 'destination'] as const)
    for (const party of list(fields[`${side}List`])) things.push(thingIn(party[side] as string, thingRoles[side]));
  return things;
}

const partiesOf = (fields: EventFields): PartyInEvent[] =>
  (['source', 'destination'] as const).flatMap((side) =>
    list(fields[`${side}List`]).map((party) => ({ side, type: party['type'] as string, id: identify(party[side] as string) })),
  );

/** The fields as the tree that reading their JSON would give. */
function treeOf(fields: EventFields): JsonObject {
  return new JsonObject(Object.keys(fields), Object.values(fields).map(treeValue));
}

function treeValue(value: Json): JsonValue {
  if (Array.isArray(value)) return (value as readonly Json[]).map(treeValue);
  return typeof value === 'object' && value !== null ? treeOf(value as EventFields) : (value as JsonValue);
}

function edgesOf({ action, bizStep, things, parties, lotNumber }: EpcisEvent): PreparedEdge[] {
  const edges: PreparedEdge[] = [];
  const put = (kind: number, hub: string, { id, quantity, uom }: ThingInEvent): void =>
    void edges.push({ thing: id.thing, hub, kind, quantity: quantity ?? null, uom: uom ?? null });
  const parent = things.find(({ role }) => role === thingRoles.parent)?.id.thing;
  const side = bizStep === 'shipping' ? 'destination' : 'source';
  const other = parties.find((party) => party.side === side)?.id.thing ?? '';
  for (const thing of things) {
    const isItem = thing.role === thingRoles.epc;
    if (thing.role === thingRoles.inputClass) put(factKinds.input, own_hub, thing);
    else if (thing.role === thingRoles.outputClass) put(factKinds.output, own_hub, thing);
    else if (thing.role === thingRoles.childEpc) put(factKinds.packed, parent!, thing);
    else if (isItem && lotNumber !== undefined) {
      const hub = `${thing.id.parents[0]!}/10/${lotNumber}`;
      edges.push({ thing: thing.id.thing, hub, kind: factKinds.ofLot, quantity: null, uom: null, isOfIlmd: true });
    } else if (isItem && bizStep === 'shipping') put(factKinds.shipped, other, thing);
    else if (isItem && bizStep === 'receiving') put(factKinds.received, other, thing);
  }
  if (parent !== undefined && action === 'DELETE')
    edges.push({ thing: '', hub: parent, kind: factKinds.unpacked, quantity: null, uom: null });
  return edges;
}

/** The same as reading the event from its document and preparing it; the test of this folder holds the two against each other. */
export function prepareBulk(fields: EventFields, { bodyStart, tree }: BulkFrame): PreparedEvent {
  const things = thingsOf(fields);
  const placeOf = (name: 'readPoint' | 'bizLocation'): CanonicalId | undefined => things.find(({ role }) => role === thingRoles[name])?.id;
  const eventId = fields['eventID'] as string;
  const event: EpcisEvent = {
    type: fields['type'] as string,
    eventId,
    eventTime_ms: Date.parse(fields['eventTime'] as string),
    action: fields['action'] as EpcisEvent['action'],
    bizStep: fields['bizStep'] as string,
    disposition: fields['disposition'] as string,
    persistentDisposition: undefined,
    readPoint: placeOf('readPoint'),
    bizLocation: placeOf('bizLocation'),
    transformationId: undefined,
    things,
    parties: partiesOf(fields),
    bizTransactions: [],
    lotNumber: (fields['ilmd'] as EventFields | undefined)?.['cbvmda:lotNumber'] as string | undefined,
    errorDeclaration: undefined,
    body: bodyStart + JSON.stringify(fields).slice(1),
    tree,
  };
  const firstPlace = things.findIndex(({ role }) => role >= thingRoles.readPoint);
  return {
    event,
    eventId,
    eventKey: eventKeyOf(eventId),
    declaredKey: undefined,
    hash: hash('sha256', prehashBulk(fields), 'hex'),
    terms: listEventTerms({ object: treeOf(fields), namespaces: tree.namespaces }),
    edges: edgesOf(event),
    // Items, lots and units stand before places; each once.
    stateThings: [...new Set(things.slice(0, firstPlace).map(({ id }) => id.thing))],
  };
}
