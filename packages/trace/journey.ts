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

/** CBV 2.0 §7.1: the steps by which goods leave and reach a party, and the one that says that a shipping did not happen. */
const shippingSteps: ReadonlySet<string> = new Set(['shipping', 'departing']);
const receivingSteps: ReadonlySet<string> = new Set(['receiving', 'arriving', 'accepting']);
const cancellingStep = 'void_shipping';

/** Goods may be on the road this long before a missing receipt is called a break. */
const in_transit_h = 72;

/** True while the goods of a gap may still be on their way. `now_ms` since 1970. */
export function mayStillArrive({ since_ms, goesOn }: Pick<JourneyGap, 'since_ms' | 'goesOn'>, now_ms: number): boolean {
  return !goesOn && now_ms - since_ms < in_transit_h * 3_600_000;
}

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
 * piece that is seen again after its own first event keeps from its lot only what came before that: the rest of the lot
 * goes its own ways. A piece that nobody sees again is taken to live with its lot.
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
  const isOwn = (event: Event): boolean =>
    event.thing === input.thing ||
    windows.get(event.thing)?.some(({ from, until }) => !isBefore(event, from) && !isBefore(until, event)) === true;
  const livesAlone = input.events.some((event) => isOwn(event) && isBefore(bornAt, event));
  const seen = new Set<string>();
  const events = input.events
    .filter((event) => isOwn(event) || (lots.has(event.thing) && !(livesAlone && isBefore(bornAt, event))))
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

/** Seen later elsewhere, or nobody says where. */
function goesOnAfter(stations: readonly Station[], { station, event }: Waiting): boolean {
  const here = stations[station]?.place;
  const later = stations.slice(station).flatMap(({ events }) => events);
  return later.slice(later.indexOf(event) + 1).some(({ place }) => place === undefined || place !== here);
}

interface Waiting {
  readonly station: number;
  readonly event: JourneyEvent;
}

/** Of a piece only its last shipping can be open. A lot is shipped in parts: each receipt answers the earliest that waits. */
function findGaps(stations: readonly Station[]): JourneyGap[] {
  const gaps: JourneyGap[] = [];
  const close = ({ station, event }: Waiting, goesOn: boolean): void =>
    void gaps.push({ afterStation: station, shippedSeq: event.seq, since_ms: event.time_ms, goesOn });
  let piece: Waiting | undefined;
  const parts: Waiting[] = [];
  stations.forEach(({ events }, station) => {
    for (const event of events) {
      const step = event.bizStep ?? '';
      const isPart = isClassThing(event.thing);
      if (receivingSteps.has(step)) {
        if (isPart) parts.shift();
        else piece = undefined;
      } else if (step === cancellingStep) {
        if (isPart) parts.pop();
        else piece = undefined;
      } else if (shippingSteps.has(step)) {
        // The same party may record shipping and then departing; another party had to receive first.
        if (isPart) {
          if (step === 'shipping' || parts.every((other) => other.event.orgId !== event.orgId)) parts.push({ station, event });
        } else {
          if (piece !== undefined && piece.event.orgId !== event.orgId) close(piece, true);
          piece = { station, event };
        }
      }
    }
  });
  // Of a lot that is elsewhere too nobody knows whether that was this part.
  for (const part of parts) close(part, false);
  if (piece !== undefined) close(piece, goesOnAfter(stations, piece));
  return gaps.sort((a, b) => a.since_ms - b.since_ms);
}
