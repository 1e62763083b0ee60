// Traces a code: walks back, forward or both, then learns what the events and places it met are, as this reader may see them.
import { findCbvWord } from '@nguon/epcis';
import { balanceMasses, findLastKnown, findShipments } from '@nguon/trace';
import type { WalkedNode, WalkLimits } from '@nguon/trace';
import type { Reader } from '../access/reader.ts';
import { asReader } from '../db.ts';
import type { Database, Db } from '../db.ts';
import { viewEvent } from './event-view.ts';
import type { EventView } from './event-view.ts';
import { findJourney } from './find-journey.ts';
import { findNames } from './find-names.ts';
import { listCorrections, listEventInfos, listRecalled, listTransformationTotals, listVisiblePlaceEvents } from './store.ts';
import type { Correction, Directions, Trace, TracedWalk } from './trace-model.ts';
import { walkChain } from './walk-chain.ts';
import type { WalkedChain } from './walk-chain.ts';

/** Things whose latest place is kept back and for which an earlier one is looked up. */
const earlier_places_max = 2_000;
/** Things of one walk that are looked up among the recalls. */
const recalls_looked_for_max = 2_000;
const corrections_max = 50;

export async function traceCode(
  database: Database,
  reader: Reader,
  thing: string,
  directions: Directions,
  limits: Partial<WalkLimits>,
  now: Date,
): Promise<Trace> {
  // The public has a pool of its own: what does not wait for one another is asked side by side.
  const isPool = reader.kind === 'public';
  return asReader(database, reader, async (db) => {
    const events = new Map<string, EventView>();
    const walks: TracedWalk[] = [];
    const searching = findJourney(db, reader, thing);
    searching.catch(() => undefined);
    if (!isPool) await searching;
    for (const direction of ['back', 'forward'] as const)
      if (directions === direction || directions === 'both')
        walks.push(await traceOneWay(db, isPool, reader, await walkChain(db, isPool, thing, direction, limits), events));
    const journey = await searching;
    for (const { events: seen } of journey.stations) for (const event of seen) events.set(event.seq, event);
    const recalling = listRecalled(db, listForRecalls(thing, journey.lots, walks));
    recalling.catch(() => undefined);
    if (!isPool) await recalling;
    const corrections = await findCorrections(db, reader, [thing, ...journey.lots]);
    const recalls = await recalling;
    for (const { event } of corrections) events.set(event.seq, event);
    return { thing, asOf: now, walks, journey, recalls, corrections, events, names: await findNames(db, [thing], walks, events) };
  });
}

async function findCorrections(db: Db, reader: Reader, things: readonly string[]): Promise<Correction[]> {
  const infos = await listCorrections(db, things, corrections_max);
  return infos.flatMap((info): Correction[] => {
    const event = viewEvent(info, reader);
    const reason = info.reason === null ? undefined : (findCbvWord('errorReason', info.reason) ?? info.reason);
    return event === undefined ? [] : [{ thing: info.thing, event, declared_ms: info.declared_ms, reason }];
  });
}

/** The thing and its lots first: of a chain of 100,000 pieces not each is asked for. */
function listForRecalls(thing: string, lots: readonly string[], walks: readonly TracedWalk[]): string[] {
  const things = new Set([thing, ...lots]);
  for (const { result } of walks) for (const node of result.nodes.slice(0, recalls_looked_for_max)) things.add(node.thing);
  return [...things];
}

async function traceOneWay(
  db: Db,
  isPool: boolean,
  reader: Reader,
  { result, placeSeqs }: WalkedChain,
  events: Map<string, EventView>,
): Promise<TracedWalk> {
  const hubs = new Set<string>();
  const seqs = new Set<string>();
  for (const seq of placeSeqs) if (seq !== undefined) seqs.add(seq);
  for (const step of result.steps) {
    if (step.kind === 'input' || step.kind === 'output') {
      hubs.add(step.fact.hub);
      seqs.add(step.fact.seq);
    } else if (step.kind === 'stay') {
      seqs.add(step.stay.from.seq);
      if (step.stay.until !== undefined) seqs.add(step.stay.until.seq);
    }
  }
  for (const fact of result.handOvers) seqs.add(fact.seq);
  const summing = listTransformationTotals(db, [...hubs]);
  summing.catch(() => undefined);
  if (!isPool) await summing;
  await addViews(
    db,
    reader,
    [...seqs].filter((seq) => !events.has(seq)),
    events,
  );
  const totals = await summing;
  // A transformationID may stand for events that the walk did not touch.
  await addViews(
    db,
    reader,
    [...new Set(totals.map(({ seq }) => seq))].filter((seq) => !events.has(seq)),
    events,
  );
  const earlier = await findEarlierSightings(db, reader, result.nodes, placeSeqs, events);
  return {
    result,
    lastKnown: findLastKnown(
      result.nodes,
      ({ thing, index }) => seeing(events.get(placeSeqs[index] ?? '')) ?? earlier.get(thing),
      (seq) => seeing(events.get(seq)),
    ),
    shipments: findShipments(result),
    balances: balanceMasses(
      totals.map((total) => (events.get(total.seq)?.showsQuantity === true ? total : { ...total, quantity: null, with_quantity: 0 })),
    ),
  };
}

async function addViews(db: Db, reader: Reader, seqs: readonly string[], events: Map<string, EventView>): Promise<void> {
  for (const info of await listEventInfos(db, seqs)) {
    const view = viewEvent(info, reader);
    if (view !== undefined) events.set(view.seq, view);
  }
}

/** An event that says where, or at least that the where is kept back. */
function seeing(event: EventView | undefined): EventView | undefined {
  return event !== undefined && (event.place !== undefined || event.isPlaceHidden) ? event : undefined;
}

/** The latest sighting that exists for the reader, of things whose latest does not. */
async function findEarlierSightings(
  db: Db,
  reader: Reader,
  nodes: readonly WalkedNode[],
  placeSeqs: readonly (string | undefined)[],
  events: Map<string, EventView>,
): Promise<Map<string, EventView>> {
  const sightings = new Map<string, EventView>();
  const kept: string[] = [];
  for (const { thing, index } of nodes) {
    const seq = placeSeqs[index];
    if (seq !== undefined && kept.length < earlier_places_max && seeing(events.get(seq)) === undefined) kept.push(thing);
  }
  for (const info of await listVisiblePlaceEvents(db, kept)) {
    const view = seeing(viewEvent(info, reader));
    if (view === undefined) continue;
    events.set(view.seq, view);
    sightings.set(info.thing, view);
  }
  return sightings;
}
