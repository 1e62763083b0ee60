// A trace as JSON for programs: written piece by piece, so that 100,000 things are never one text in memory.
import type { Amount, Step } from '@nguon/trace';
import type { EventView } from './event-view.ts';
import type { KnownLots } from './find-lots.ts';
import { listHoldings, orgOfPlace } from './holders.ts';
import { completionOf, kindOf, linkOf, listBrokenHandOvers, nameOfParty, sumQuantities, uriOf } from './trace-rows.ts';
import type { Trace, TracedWalk } from './trace-model.ts';
import type { PlaceTrace } from './place/trace-place.ts';

/** Which of the things are listed; all are always counted. */
export interface Listing {
  readonly offset: number;
  /** Infinity = all. */
  readonly items: number;
}

const at = (time_ms: number | undefined): string | null => (time_ms === undefined ? null : new Date(time_ms).toISOString());
const amountsOf = (amounts: readonly Amount[]): object[] => amounts.map(({ value, uom }) => ({ value, uom }));

/** Texts that together are the answer. `known`: of a kind of goods, the lots to choose from. */
export function* writeTraceJson(trace: Trace, listing: Listing, known?: KnownLots): Generator<string> {
  const head = {
    code: trace.thing,
    uri: uriOf(trace.thing),
    as_of: trace.asOf.toISOString(),
    ...(known === undefined ? {} : { class_level_only: true, lots: known.lots, lots_next_before: known.next ?? null }),
    recalls: trace.recalls.map(({ thing, since_ms }) => ({ thing, since: at(since_ms) })),
    corrections: trace.corrections.map(({ thing, event, declared_ms, reason }) => ({
      thing,
      event_id: event.event_id,
      event_time: at(event.time_ms),
      biz_step: event.bizStep,
      declared: at(declared_ms),
      reason: reason ?? null,
      organisation: event.orgId === undefined ? null : (trace.names.organisations.get(event.orgId)?.name ?? null),
    })),
    journey: journeyJson(trace),
  };
  yield JSON.stringify(head).slice(0, -1);
  for (const walk of trace.walks) {
    yield `,"${walk.result.direction}":`;
    yield* writeWalk(trace, walk, listing);
  }
  yield '}';
}

function* writeWalk(trace: Trace, walk: TracedWalk, listing: Listing): Generator<string> {
  const { result } = walk;
  yield JSON.stringify(walkSummary(trace, walk, listing)).slice(0, -1) + ',"things":[';
  const listed = result.nodes.slice(listing.offset, listing.offset + listing.items);
  const quantities = sumQuantities(trace, walk);
  yield* join(listed, (node) => {
    const { thing, level, role, isEnd, first_ms, last_ms } = node;
    const seen = walk.lastKnown(node);
    return JSON.stringify({
      thing,
      kind: kindOf(thing),
      level,
      role,
      is_end: isEnd,
      quantities: amountsOf(quantities.get(thing) ?? []),
      first_seen: at(first_ms),
      last_seen: at(latestOf(last_ms, seen?.time_ms)),
      ...seenJson(trace, seen),
    });
  });
  yield '],"links":[';
  const isAll = listed.length === result.nodes.length;
  const names = new Set(isAll ? [] : listed.map(({ thing }) => thing));
  const steps = isAll
    ? result.steps
    : result.steps.filter((step) => names.has(step.kind === 'ofLot' ? step.item : step.kind === 'stay' ? step.child : step.fact.thing));
  yield* join(steps, (step) => JSON.stringify(linkJson(trace, step)));
  yield ']}';
}

/** What stands before the lists: counts, and what was concluded of the walk as a whole. */
function walkSummary(trace: Trace, walk: TracedWalk, listing: Listing): object {
  const { result } = walk;
  return {
    things_total: result.nodes.length,
    ends_total: result.nodes.reduce((count, node) => count + Number(node.isEnd), 0),
    levels: result.levels,
    facts: result.facts,
    limits: result.limits,
    ...(result.direction === 'forward' ? { holders: listHoldings(trace, walk).map((holding) => holdingJson(trace, holding)) } : {}),
    gaps: gapsJson(trace, walk),
    completion: completionOf(trace, [walk]).map((row) => ({
      ...row,
      from_name: nameOfParty(trace, row.from) ?? null,
      to_name: nameOfParty(trace, row.to) ?? null,
    })),
    balances: walk.balances.map(({ hub, inputs, outputs, difference, uom, verdict }) => ({
      transformation: hub,
      inputs: amountsOf(inputs),
      outputs: amountsOf(outputs),
      difference,
      uom,
      verdict,
    })),
    next_offset: listing.offset + listing.items < result.nodes.length ? listing.offset + listing.items : null,
  };
}

function linkJson(trace: Trace, step: Step): object {
  const { from, to, kind, from_ms, until_ms, seq, quantity, uom } = linkOf(trace, step);
  return {
    from,
    to,
    kind,
    from_time: at(from_ms),
    until_time: at(until_ms),
    event_id: seq === undefined ? null : (trace.events.get(seq)?.event_id ?? null),
    quantity,
    uom,
  };
}

/** The later of two times, of which either may be unknown. */
export function latestOf(a_ms: number | undefined, b_ms: number | undefined): number | undefined {
  return a_ms === undefined || b_ms === undefined ? (a_ms ?? b_ms) : Math.max(a_ms, b_ms);
}

const rows_per_chunk = 500;

function* join<Row>(rows: readonly Row[], write: (row: Row) => string): Generator<string> {
  for (let start = 0; start < rows.length; start += rows_per_chunk)
    yield (
      (start === 0 ? '' : ',') +
      rows
        .slice(start, start + rows_per_chunk)
        .map(write)
        .join(',')
    );
}

function seenJson(trace: Trace, seen: EventView | undefined): object {
  const orgId = seen === undefined ? undefined : (orgOfPlace(trace.names, seen.place) ?? seen.orgId);
  return {
    place: seen?.place ?? null,
    place_name: seen?.place === undefined ? null : (trace.names.places.get(seen.place)?.name ?? null),
    place_is_hidden: seen?.isPlaceHidden ?? false,
    organisation: orgId === undefined ? null : (trace.names.organisations.get(orgId)?.name ?? null),
  };
}

function holdingJson(trace: Trace, holding: ReturnType<typeof listHoldings>[number]): object {
  const { status, place, isPlaceHidden, orgId, to, pieces, lots, amounts, last_ms, things } = holding;
  return {
    status,
    pieces,
    lots,
    quantities: amountsOf(amounts),
    place: place ?? null,
    place_name: place === undefined ? null : (trace.names.places.get(place)?.name ?? null),
    place_is_hidden: isPlaceHidden,
    organisation: orgId === undefined ? null : (trace.names.organisations.get(orgId)?.name ?? null),
    to: to === '' ? null : to,
    to_name: nameOfParty(trace, to) ?? null,
    last_seen: at(last_ms),
    examples: things,
  };
}

function gapsJson(trace: Trace, walk: TracedWalk): object[] {
  const broken = listBrokenHandOvers(trace, walk).map(({ seq, since_ms, to, things, missing, isPart }) => ({
    kind: isPart ? 'received_in_part' : 'no_receiving_event',
    since: at(since_ms),
    event_id: trace.events.get(seq)?.event_id ?? null,
    ...seenJson(trace, trace.events.get(seq)),
    to: to === '' ? null : to,
    to_name: nameOfParty(trace, to) ?? null,
    things_total: things.length,
    things: things.slice(0, things_per_gap_max),
    missing: amountsOf(missing),
  }));
  const origins = walk.balances
    .filter(({ verdict }) => verdict === 'no_input')
    .map(({ hub, outputs }) => ({ kind: 'unknown_origin', transformation: hub, outputs: amountsOf(outputs) }));
  return [...broken, ...origins];
}

const things_per_gap_max = 20;

function journeyJson(trace: Trace): object {
  const { stations, gaps, lots, isCut } = trace.journey;
  return {
    lots,
    is_cut: isCut,
    stations: stations.map(({ from_ms, until_ms, events }) => ({
      ...seenJson(trace, events[0]),
      from: at(from_ms),
      until: at(until_ms),
      events: events.map(({ event_id, time_ms, type, action, bizStep, disposition, thing, isUnconfirmed }) => ({
        event_id,
        event_time: at(time_ms),
        type,
        action,
        biz_step: bizStep,
        disposition,
        via: thing,
        unconfirmed: isUnconfirmed,
      })),
    })),
    gaps: gaps.map(({ afterStation, since_ms, goesOn, shippedSeq }) => ({
      after_station: afterStation,
      since: at(since_ms),
      goes_on: goesOn,
      event_id: trace.events.get(shippedSeq)?.event_id ?? null,
    })),
  };
}

/** What was at a place: small, one text. */
export function writePlaceJson({ asked, subPlaces, asOf, visits, next, isCut, names }: PlaceTrace): string {
  return JSON.stringify({
    code: asked.place,
    uri: uriOf(asked.place),
    place_name: names.places.get(asked.place)?.name ?? null,
    sub_places: subPlaces,
    as_of: asOf.toISOString(),
    from: asked.from.toISOString(),
    until: asked.until.toISOString(),
    is_cut: isCut,
    things: visits.map(({ thing, isHere, bizStep, first_ms, last_ms }) => ({
      thing,
      is_here: isHere,
      biz_step: bizStep,
      first_seen: at(first_ms),
      last_seen: at(last_ms),
    })),
    next_before: next === undefined ? null : `${next.time_ms}-${next.seq}`,
  });
}
