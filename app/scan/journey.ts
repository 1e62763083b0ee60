// Orders the public events of a code into stations, and finds hand-overs that nobody confirmed. Pure.
import type { EventFact, ScanFacts } from './facts.ts';
import type { ScannedCode } from './scanned-code.ts';

/** An entry made this long after it happened counts as late. */
export const late_entry_h = 48;
/** Goods may be on the road this long before a missing receipt counts as a break. */
export const in_transit_h = 72;

export interface Station {
  readonly event: EventFact;
  /** Hours between what happened and its record, where that is late. */
  readonly late: boolean;
  /** Container in which the goods were, when the event is one of its own. */
  readonly container: string | undefined;
  /** A shipment with no receipt after it: `broken`, or `on_the_way` while it is young and the last thing heard. */
  readonly handOver: 'broken' | 'on_the_way' | undefined;
}

export interface Journey {
  readonly stations: readonly Station[];
  readonly places: number;
  readonly lateCount: number;
  readonly broken: readonly Station[];
  /** Events on record that the page does not show. */
  readonly more: number;
}

const receipts = new Set(['receiving', 'accepting', 'arriving']);

export function makeJourney(facts: ScanFacts, code: ScannedCode, now_ms: number): Journey {
  const events = chooseEvents(facts, code);
  const unconfirmed = findUnconfirmed(events);
  const containers = new Set(facts.containers);
  const last = events.at(-1);
  const stations = events.map((event): Station => ({
    event,
    late: event.record_ms - event.time_ms > late_entry_h * 3_600_000,
    container: containers.has(event.via) ? event.via : undefined,
    handOver: !unconfirmed.has(event)
      ? undefined
      : event === last && now_ms - event.time_ms < in_transit_h * 3_600_000
        ? 'on_the_way'
        : 'broken',
  }));
  const recorded = facts.states.find((state) => state.thing === code.thing)?.event_count ?? 0;
  return {
    stations,
    places: new Set(events.flatMap((event) => event.place_name ?? [])).size,
    lateCount: stations.filter((station) => station.late).length,
    broken: stations.filter((station) => station.handOver === 'broken'),
    more: Math.max(0, recorded - events.filter((event) => event.via === code.thing).length),
  };
}

/**
 * A single item that has a life of its own keeps from its lot only what happened before it was made: what later became of
 * the rest of the lot says nothing about it.
 */
function chooseEvents(facts: ScanFacts, code: ScannedCode): readonly EventFact[] {
  const own = facts.events.filter((event) => event.role !== 0);
  if (code.level !== 'instance' || facts.lots.length === 0) return own;
  const lots = new Set(facts.lots);
  const made_ms = facts.states.find((state) => state.thing === code.thing)?.activated_ms;
  if (made_ms === undefined || made_ms === null) return own;
  const livesAlone = own.some((event) => !lots.has(event.via) && event.time_ms > made_ms);
  return livesAlone ? own.filter((event) => !lots.has(event.via) || event.time_ms <= made_ms) : own;
}

/** Each shipment takes the earliest receipt after it; those that find none before the end are unconfirmed. */
function findUnconfirmed(events: readonly EventFact[]): ReadonlySet<EventFact> {
  const waiting: EventFact[] = [];
  for (const event of events) {
    if (event.biz_step === 'shipping') waiting.push(event);
    else if (event.biz_step === 'void_shipping') waiting.pop();
    else if (event.biz_step !== null && receipts.has(event.biz_step)) waiting.shift();
  }
  return new Set(waiting);
}
