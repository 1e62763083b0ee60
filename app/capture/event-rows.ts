// The rows that a batch of prepared events becomes: events, things, edges, and its own fold of states. Pure.
import type { DispositionRow } from './store.ts';
import { listMovedThings, own_hub } from './prepared-event.ts';
import type { PreparedEvent } from './prepared-event.ts';

export interface EventRow {
  readonly seq: string;
  readonly eventId: string;
  readonly hash: Uint8Array;
  readonly eventType: string;
  readonly action: string | null;
  readonly eventTime_ms: number;
  readonly recordTime_ms: number;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly readPoint: string | null;
  readonly bizLocation: string | null;
  readonly transformationId: string | null;
  readonly declarationTime_ms: number | null;
  readonly orgId: number;
  readonly partyIds: readonly number[];
  readonly captureId: string | null;
  readonly disclosure: number;
  readonly body: string;
}

export interface ThingRow {
  readonly thing: string;
  readonly eventTime_ms: number;
  readonly seq: string;
  readonly role: number;
  readonly whatLevel: number;
  readonly quantity: string | null;
  readonly uom: string | null;
}

export interface EdgeRow extends Omit<ThingRow, 'role'> {
  readonly hub: string;
  readonly kind: number;
}

/** A value that is "latest by (event time, seq)". */
export interface Register {
  readonly value: string;
  readonly time_ms: number;
  readonly seq: string;
}

export interface StateRow {
  readonly thing: string;
  first_ms: number;
  last_ms: number;
  lastSeq: string;
  count: number;
  disposition: Register | undefined;
  bizStep: Register | undefined;
  place: Register | undefined;
  activated_ms: number | null;
  orgId: number;
}

/** A prepared event with what the capture decided about it. */
export interface PlacedEvent {
  readonly prepared: PreparedEvent;
  readonly seq: string;
  readonly recordTime_ms: number;
  readonly orgId: number;
  readonly partyIds: readonly number[];
  readonly captureId: string | null;
  readonly disclosure: number;
  /** Declared erroneous before it arrived: stored, but neither edges nor states. */
  readonly declaredErroneous: boolean;
}

export interface Batch {
  readonly events: EventRow[];
  readonly things: ThingRow[];
  readonly edges: EdgeRow[];
  readonly states: StateRow[];
  readonly dispositions: DispositionRow[];
}

const what_level_mask = 3;

export function makeBatch(placed: readonly PlacedEvent[]): Batch {
  const batch: Batch = { events: [], things: [], edges: [], states: [], dispositions: [] };
  const states = new Map<string, StateRow>();
  const dispositions = new Map<string, DispositionRow>();
  for (const item of placed) {
    const {
      prepared: { event, edges },
      seq,
    } = item;
    const whatLevel = item.disclosure & what_level_mask;
    batch.events.push(eventRow(item));
    for (const { id, role, quantity, uom } of event.things)
      batch.things.push({
        thing: id.thing,
        eventTime_ms: event.eventTime_ms,
        seq,
        role,
        whatLevel,
        quantity: quantity ?? null,
        uom: uom ?? null,
      });
    if (item.declaredErroneous || event.errorDeclaration !== undefined) continue;
    for (const edge of edges)
      batch.edges.push({ ...edge, hub: edge.hub === own_hub ? own_hub + seq : edge.hub, eventTime_ms: event.eventTime_ms, seq, whatLevel });
    foldStates(states, dispositions, item);
  }
  // Sorted, so that concurrent captures lock rows in one order.
  batch.states.push(...[...states.values()].sort((a, b) => (a.thing < b.thing ? -1 : 1)));
  batch.dispositions.push(...[...dispositions.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)));
  return batch;
}

function eventRow({ prepared, seq, recordTime_ms, orgId, partyIds, captureId, disclosure }: PlacedEvent): EventRow {
  const { event, eventId, hash } = prepared;
  return {
    seq,
    eventId,
    hash,
    eventType: event.type,
    action: event.action ?? null,
    eventTime_ms: event.eventTime_ms,
    recordTime_ms,
    bizStep: event.bizStep ?? null,
    disposition: event.disposition ?? null,
    readPoint: event.readPoint?.thing ?? null,
    bizLocation: event.bizLocation?.thing ?? null,
    transformationId: event.transformationId ?? null,
    declarationTime_ms: event.errorDeclaration?.declarationTime_ms ?? null,
    orgId,
    partyIds,
    captureId,
    disclosure,
    body: event.body,
  };
}

const keyOf = ({ thing, disposition, orgId }: DispositionRow): string => `${thing}\n${disposition}\n${orgId}`;

/** Compares two moments: event time first, then order of capture. */
export function isLater(time_ms: number, seq: string, than: Pick<Register, 'time_ms' | 'seq'>): boolean {
  if (time_ms !== than.time_ms) return time_ms > than.time_ms;
  return seq.length !== than.seq.length ? seq.length > than.seq.length : seq > than.seq;
}

function foldStates(
  states: Map<string, StateRow>,
  dispositions: Map<string, DispositionRow>,
  { prepared: { event, stateThings }, seq, orgId }: PlacedEvent,
): void {
  const time_ms = event.eventTime_ms;
  const next = (held: Register | undefined, value: string | undefined): Register | undefined =>
    value === undefined || (held !== undefined && !isLater(time_ms, seq, held)) ? held : { value, time_ms, seq };
  const activates =
    event.bizStep === 'commissioning' ||
    event.type === 'TransformationEvent' ||
    (event.type === 'ObjectEvent' && event.action === 'ADD' && event.bizStep !== 'encoding');
  const moved = listMovedThings(event);
  for (const thing of stateThings) {
    let state = states.get(thing);
    if (state === undefined) {
      state = {
        thing,
        first_ms: time_ms,
        last_ms: time_ms,
        lastSeq: seq,
        count: 0,
        disposition: undefined,
        bizStep: undefined,
        place: undefined,
        activated_ms: null,
        orgId,
      };
      states.set(thing, state);
    }
    state.count++;
    state.first_ms = Math.min(state.first_ms, time_ms);
    if (isLater(time_ms, seq, { time_ms: state.last_ms, seq: state.lastSeq })) {
      state.last_ms = time_ms;
      state.lastSeq = seq;
      state.orgId = orgId;
    }
    // What only went into a transformation is gone: the event's disposition and place are those of its outputs.
    if (!moved.has(thing)) continue;
    state.disposition = next(state.disposition, event.disposition);
    state.bizStep = next(state.bizStep, event.bizStep);
    state.place = next(state.place, event.bizLocation?.thing ?? event.readPoint?.thing);
    if (activates && (state.activated_ms === null || time_ms < state.activated_ms)) state.activated_ms = time_ms;
    // A recall stays until the organisation that declared it lifts it: goods handled later do not end it.
    const recalled = event.disposition === 'recalled' ? ['recalled'] : [];
    for (const [list, isSet] of [
      [[...recalled, ...(event.persistentDisposition?.set ?? [])], true],
      [event.persistentDisposition?.unset, false],
    ] as const)
      for (const disposition of list ?? []) {
        const key = `${thing}\n${disposition}\n${orgId}`;
        const held = dispositions.get(key);
        if (held === undefined || isLater(time_ms, seq, held)) dispositions.set(key, { thing, disposition, orgId, isSet, time_ms, seq });
      }
  }
}
