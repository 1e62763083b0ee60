// The journey of one thing as a line: stations in order of time, and the places where the chain breaks.
import { findStays } from './containment.ts';
import type { ContainmentFact, Moment } from './containment.ts';
import { isClassThing } from './class-thing.ts';
import { compareMoments } from './fact.ts';
import { endOfTime, intersect, isBefore, startOfTime, uniteWindows } from './walk-state.ts';
import type { Window } from './walk-state.ts';

/** An event as a journey needs it. `thing` = through what it touches the goods: itself, a container or its lot. */
export interface JourneyEvent {
  readonly seq: string;
  readonly time_ms: number;
  readonly thing: string;
  /** Index key of the place; undefined = none named, or not to be shown. */
  readonly place: string | undefined;
  /** True where the reader may know that the event exists but not where it was. */
  readonly isPlaceHidden: boolean;
  /** Organisation that recorded it; undefined = not to be shown. */
  readonly orgId: number | undefined;
  readonly bizStep: string | null;
}

export interface Station<Event extends JourneyEvent = JourneyEvent> {
  readonly place: string | undefined;
  readonly isPlaceHidden: boolean;
  readonly from_ms: number;
  readonly until_ms: number;
  /** In order of time. */
  readonly events: readonly Event[];
}

/** The chain breaks after a shipping event: nobody recorded the receipt before the goods went on, or until now. */
export interface JourneyGap {
  /** Number of the station that shipped. */
  readonly afterStation: number;
  readonly shippedSeq: string;
  readonly since_ms: number;
  /** True where later events show the goods elsewhere; false where nothing is known after the shipping. */
  readonly goesOn: boolean;
}

export interface Journey<Event extends JourneyEvent = JourneyEvent> {
  readonly stations: readonly Station<Event>[];
  readonly gaps: readonly JourneyGap[];
}

/** CBV 2.0 §7.1: the steps by which goods leave and reach a party. */
const shippingSteps: ReadonlySet<string> = new Set(['shipping', 'departing']);
const receivingSteps: ReadonlySet<string> = new Set(['receiving', 'arriving', 'accepting']);

/** Containers within containers that are looked through. */
const nesting_max = 10;

/**
 * When a thing was in which container, also through other containers. `facts`: kinds 3 to 6 of the thing and of its
 * containers, with the rows of thing '' of those; any order, more than needed is harmless.
 */
export function findContainerWindows(thing: string, facts: readonly ContainmentFact[]): Map<string, Window[]> {
  const windows = new Map<string, Window[]>();
  const climb = (child: string, within: Window, depth: number): void => {
    const own = facts.filter((fact) => fact.thing === child);
    const parents = new Set(own.map(({ hub }) => hub));
    const isClass = isClassThing(child) || own.some(({ quantity }) => quantity !== null);
    for (const stay of findStays([...own, ...facts.filter((fact) => fact.thing === '' && parents.has(fact.hub))], isClass)) {
      const inside = intersect(within, { from: stay.from, until: stay.until ?? endOfTime });
      const united = inside === undefined ? undefined : uniteWindows(windows.get(stay.parent) ?? [], inside);
      if (inside === undefined || united === undefined) continue;
      windows.set(stay.parent, united);
      if (depth > 0) climb(stay.parent, inside, depth - 1);
    }
  };
  climb(thing, { from: startOfTime, until: endOfTime }, nesting_max);
  return windows;
}

/**
 * Stations and gaps from rows that are already loaded. `events`: of the thing, its containers and its lots (each with
 * its `thing`), in any order; those of a container outside its window, and of things not named here, are left out. A
 * piece keeps from its lot what happened before its own first event: the rest of the lot goes its own ways.
 */
export function journeyOf<Event extends JourneyEvent>(input: {
  readonly thing: string;
  readonly lots: readonly string[];
  readonly facts: readonly ContainmentFact[];
  readonly events: readonly Event[];
}): Journey<Event> {
  const windows = findContainerWindows(input.thing, input.facts);
  const lots = new Set(input.lots);
  const bornAt = input.events
    .filter(({ thing }) => thing === input.thing)
    .reduce<Moment>((first, event) => (isBefore(event, first) ? event : first), endOfTime);
  const seen = new Set<string>();
  const events = input.events
    .filter(
      (event) =>
        event.thing === input.thing ||
        (lots.has(event.thing) && !isBefore(bornAt, event)) ||
        windows.get(event.thing)?.some(({ from, until }) => !isBefore(event, from) && !isBefore(until, event)) === true,
    )
    .toSorted(
      (a, b) => compareMoments(a.time_ms, a.seq, b.time_ms, b.seq) || Number(b.thing === input.thing) - Number(a.thing === input.thing),
    )
    .filter((event) => !seen.has(event.seq) && seen.add(event.seq));
  const stations = joinStations(events);
  return { stations, gaps: findGaps(stations) };
}

function joinStations<Event extends JourneyEvent>(events: readonly Event[]): Station<Event>[] {
  const stations: { place: string | undefined; isPlaceHidden: boolean; from_ms: number; until_ms: number; events: Event[] }[] = [];
  for (const event of events) {
    const last = stations.at(-1);
    const isSame =
      last !== undefined &&
      last.place === event.place &&
      last.isPlaceHidden === event.isPlaceHidden &&
      (event.place !== undefined || last.events[0]?.orgId === event.orgId);
    if (!isSame)
      stations.push({
        place: event.place,
        isPlaceHidden: event.isPlaceHidden,
        from_ms: event.time_ms,
        until_ms: event.time_ms,
        events: [event],
      });
    else {
      last.events.push(event);
      last.until_ms = event.time_ms;
    }
  }
  return stations;
}

function findGaps(stations: readonly Station[]): JourneyGap[] {
  const gaps: JourneyGap[] = [];
  let shipped: { station: number; event: JourneyEvent } | undefined;
  const close = (goesOn: boolean): void => {
    if (shipped !== undefined)
      gaps.push({ afterStation: shipped.station, shippedSeq: shipped.event.seq, since_ms: shipped.event.time_ms, goesOn });
    shipped = undefined;
  };
  stations.forEach(({ events }, station) => {
    for (const event of events) {
      if (event.bizStep !== null && receivingSteps.has(event.bizStep)) shipped = undefined;
      else if (event.bizStep !== null && shippingSteps.has(event.bizStep)) {
        // The same party may record shipping and then departing; another party had to receive first.
        if (shipped !== undefined && shipped.event.orgId !== event.orgId) close(true);
        shipped = { station, event };
      }
    }
  });
  if (shipped !== undefined) close(shipped.station < stations.length - 1);
  return gaps;
}
