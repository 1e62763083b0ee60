// From a read event to what the store writes for it: keys, edges, states. Pure: no database, no clock.
import { hash } from 'node:crypto';
import { hashEventId, listEventTerms, prehashEvent, thingRoles } from '@nguon/epcis';
import type { EpcisEvent, ThingInEvent } from '@nguon/epcis';
import { canonicalId } from '@nguon/gs1';
import { factKinds } from '@nguon/trace';

export interface PreparedEdge {
  readonly thing: string;
  /** '' stands for the transformation hub of the event itself, `t:<seq>`, known when the number is given. */
  readonly hub: string;
  readonly kind: number;
  readonly quantity: string | null;
  readonly uom: string | null;
  /** Told by the ilmd alone: whoever may not see that must not be shown it. */
  readonly isOfIlmd?: true;
}

export interface PreparedEvent {
  readonly event: EpcisEvent;
  readonly eventId: string;
  /** 32 hexadecimal digits. */
  readonly eventKey: string;
  /** Key of the event that this one declares erroneous. */
  readonly declaredKey: string | undefined;
  /** SHA-256 of the pre-hash string, 64 hexadecimal digits. */
  readonly hash: string;
  /** What queries may ask for that has no column (packages/epcis/event-terms.ts). */
  readonly terms: readonly number[];
  readonly edges: readonly PreparedEdge[];
  /** Things whose state this event moves, each once. */
  readonly stateThings: readonly string[];
}

/** Where the hub of a transformation without transformationID is filled in. */
export const own_hub = 't:';

const sha256Hex = (text: string): string => hash('sha256', text, 'hex');

export function prepareEvent(event: EpcisEvent): PreparedEvent {
  const ownId = hashEventId(prehashEvent(event), sha256Hex);
  const eventId = event.eventId ?? ownId;
  const declaration = event.errorDeclaration;
  const erroneousKey = eventKeyOf(eventId);
  return {
    event,
    eventId,
    // A declaration carries the eventID of the event it corrects (EPCIS 2.0 §7.4.1.2), so its key takes its own content in.
    eventKey:
      declaration === undefined
        ? erroneousKey
        : eventKeyOf(
            `${eventId}\n${declaration.declarationTime_ms}\n${declaration.reason ?? ''}\n${declaration.correctiveEventIds.join('\n')}`,
          ),
    declaredKey: declaration === undefined ? undefined : erroneousKey,
    // 'ni:///sha-256;' is 14 characters long.
    hash: ownId.slice(14, 78),
    terms: listEventTerms(event.tree),
    edges: declaration === undefined ? edgesOf(event) : [],
    stateThings: declaration === undefined ? stateThingsOf(event) : [],
  };
}

/**
 * First 16 bytes of SHA-256 of an eventID, in hexadecimal: the key that keeps ids unique across partitions. Statements
 * compute it too (`sha256(convert_to(event_id, 'UTF8'))` in app/scan/store.ts and others).
 */
export function eventKeyOf(eventId: string): string {
  return sha256Hex(eventId).slice(0, 32);
}

/** Roles of the things that an event moves. */
export const stateRoles: ReadonlySet<number> = new Set([
  thingRoles.epc,
  thingRoles.childEpc,
  thingRoles.parent,
  thingRoles.inputEpc,
  thingRoles.outputEpc,
  thingRoles.quantityClass,
  thingRoles.childClass,
  thingRoles.inputClass,
  thingRoles.outputClass,
]);
const inputRoles: ReadonlySet<number> = new Set([thingRoles.inputEpc, thingRoles.inputClass]);

/** Places and parties keep no state: one row touched by every capture would make captures wait for each other. */
function stateThingsOf(event: EpcisEvent): string[] {
  const things = new Set<string>();
  for (const { id, role } of event.things) if (stateRoles.has(role)) things.add(id.thing);
  return [...things];
}

/** Things to which the event's disposition, step and place apply, undefined = all: what only went into a transformation is gone. */
export function listMovedThings(event: EpcisEvent): ReadonlySet<string> | undefined {
  if (!event.things.some(({ role }) => inputRoles.has(role))) return undefined;
  const moved = new Set<string>();
  for (const { id, role } of event.things) if (stateRoles.has(role) && !inputRoles.has(role)) moved.add(id.thing);
  return moved;
}

/** CBV 2.0 §7.1: the steps by which goods leave and reach a party. */
const shippingSteps: ReadonlySet<string> = new Set(['shipping', 'departing']);
const receivingSteps: ReadonlySet<string> = new Set(['receiving', 'arriving', 'accepting']);

function edgesOf(event: EpcisEvent): PreparedEdge[] {
  const edges: PreparedEdge[] = [];
  const put = (kind: number, hub: string, { id, quantity, uom }: Pick<ThingInEvent, 'id' | 'quantity' | 'uom'>): void =>
    void edges.push({ thing: id.thing, hub, kind, quantity: quantity ?? null, uom: uom ?? null });
  const parent = event.things.find(({ role }) => role === thingRoles.parent)?.id.thing;
  const transformationHub = event.transformationId === undefined ? own_hub : `T:${event.transformationId}`;
  const children = event.things.filter(({ role }) => role === thingRoles.childEpc || role === thingRoles.childClass);
  for (const thing of event.things) {
    if (inputRoles.has(thing.role)) put(factKinds.input, transformationHub, thing);
    else if (thing.role === thingRoles.outputEpc || thing.role === thingRoles.outputClass) put(factKinds.output, transformationHub, thing);
    if (thing.id.lot !== undefined) put(factKinds.ofLot, thing.id.lot, { id: thing.id, quantity: undefined, uom: undefined });
  }
  if (parent !== undefined && event.action !== 'OBSERVE' && event.action !== undefined) {
    const containment =
      event.type === 'AggregationEvent' ? factKinds.packed : event.type === 'AssociationEvent' ? factKinds.associated : undefined;
    if (containment !== undefined) {
      const kind = event.action === 'ADD' ? containment : containment + 1;
      for (const child of children) put(kind, parent, child);
      // DELETE without children takes everything out (EPCIS 2.0 §7.4.3).
      if (children.length === 0 && event.action === 'DELETE') edges.push({ thing: '', hub: parent, kind, quantity: null, uom: null });
    }
  }
  putLotOfIlmd(event, edges);
  putHandOver(event, put);
  return edges;
}

type PutEdge = (kind: number, hub: string, thing: Pick<ThingInEvent, 'id' | 'quantity' | 'uom'>) => void;

/** cbvmda:lotNumber of the commissioning says which lot each serial belongs to. */
function putLotOfIlmd(event: EpcisEvent, edges: PreparedEdge[]): void {
  if (event.lotNumber === undefined) return;
  for (const thing of event.things) {
    if ((thing.role !== thingRoles.epc && thing.role !== thingRoles.outputEpc) || thing.id.lot !== undefined || thing.id.key !== '01')
      continue;
    const lot = canonicalId(`https://id.gs1.org/${thing.id.parents.at(-1) ?? ''}/10/${encodeURIComponent(event.lotNumber)}`);
    if (lot.ok)
      edges.push({ thing: thing.id.thing, hub: lot.value.thing, kind: factKinds.ofLot, quantity: null, uom: null, isOfIlmd: true });
  }
}

/** What left a party and what reached one: the two ends that completion and gaps compare. */
function putHandOver(event: EpcisEvent, put: PutEdge): void {
  const isShipping = event.bizStep !== undefined && shippingSteps.has(event.bizStep);
  const isReceiving = event.bizStep !== undefined && receivingSteps.has(event.bizStep);
  if (!isShipping && !isReceiving) return;
  const side = isShipping ? 'destination' : 'source';
  const others = event.parties.filter((party) => party.side === side);
  const other =
    (others.find(({ type }) => type === 'possessing_party') ?? others.find(({ type }) => type === 'owning_party') ?? others[0])?.id.thing ??
    '';
  for (const thing of event.things) {
    const carriesGoods = thing.role === thingRoles.epc || thing.role === thingRoles.quantityClass || thing.role === thingRoles.parent;
    if (carriesGoods) put(isShipping ? factKinds.shipped : factKinds.received, other, thing);
  }
}
