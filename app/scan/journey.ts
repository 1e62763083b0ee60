// The public events of a code as the page shows them: in order, each with what its hand-over became. Pure.
import { journeyOf, mayStillArrive } from '@nguon/trace';
import type { JourneyEvent } from '@nguon/trace';
import type { EventFact, ScanFacts } from './facts.ts';
import type { ScannedCode } from './scanned-code.ts';

/** An entry made this long after it happened counts as late. */
const late_entry_h = 48;

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

/** The order, what belongs to the code, and where the chain breaks are those of the trace; the page shows each event by itself. */
export function makeJourney(facts: ScanFacts, code: ScannedCode, now_ms: number): Journey {
  const { stations: found, gaps } = journeyOf({
    thing: code.thing,
    // Of a piece that nobody assigned to a lot, the lot that its label names.
    lots: facts.lots.length === 0 && code.lot !== undefined ? [code.lot] : facts.lots,
    facts: facts.containment,
    events: facts.events.filter(({ role }) => role !== 0).map(asJourneyEvent),
  });
  const gapOf = new Map(gaps.map((gap) => [gap.shippedSeq, mayStillArrive(gap, now_ms) ? 'on_the_way' : 'broken'] as const));
  const events = found.flatMap((station) => station.events.map(({ fact }) => fact));
  const containers = new Set(facts.containers);
  const stations = events.map((event): Station => ({
    event,
    late: event.record_ms - event.time_ms > late_entry_h * 3_600_000,
    container: containers.has(event.via) ? event.via : undefined,
    handOver: gapOf.get(event.seq),
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

function asJourneyEvent(fact: EventFact): JourneyEvent & { readonly fact: EventFact } {
  const { seq, time_ms, via, place, org_id, biz_step } = fact;
  return { fact, seq, time_ms, thing: via, place: place ?? undefined, isPlaceHidden: false, orgId: org_id ?? undefined, bizStep: biz_step };
}
