// Folds the states of some things again from their events: after an error declaration, and to check what capture kept.
import { readDocument } from '@nguon/epcis';
import type { Db } from '../db.ts';
import { makeBatch } from './event-rows.ts';
import type { Batch, PlacedEvent } from './event-rows.ts';
import { prepareEvent } from './prepared-event.ts';
import { deleteEdgesOfEvent, deleteStatesOf, listEventsOfThings, listStateThings } from './refold-store.ts';
import type { EventToFold } from './refold-store.ts';
import { listDeclaredKeys, mergeThingDispositions, mergeThingStates, nameOfKey } from './store.ts';

const events_per_read = 2_000;
const stored_event_limits = { eventsMax: 1, depthMax: 64, faultsMax: 1 };

/** Takes an event that was declared erroneous out of edges and states. Runs inside the declaring capture's transaction. */
export async function withdrawErroneousEvent(db: Db, seq: string): Promise<void> {
  await deleteEdgesOfEvent(db, seq);
  const things = await listStateThings(db, seq);
  if (things.length === 0) return;
  await deleteStatesOf(db, things);
  // Part by part, the database folding them together: a thing with a million events must not fill the memory.
  for await (const part of foldParts(db, things)) {
    await mergeThingStates(db, part.states);
    await mergeThingDispositions(db, part.dispositions);
  }
}

async function* foldParts(db: Db, things: readonly string[]): AsyncGenerator<Pick<Batch, 'states' | 'dispositions'>> {
  const wanted = new Set(things);
  let after = '0';
  for (;;) {
    const rows = await listEventsOfThings(db, things, after, events_per_read);
    const batch = makeBatch(await placeStoredEvents(db, rows));
    yield {
      states: batch.states.filter((row) => wanted.has(row.thing)),
      dispositions: batch.dispositions.filter((row) => wanted.has(row.thing)),
    };
    if (rows.length < events_per_read) return;
    after = rows.at(-1)!.seq;
  }
}

/** States and dispositions of the given things, from every event that names them and counts. */
export async function foldEventsOf(db: Db, things: readonly string[]): Promise<Pick<Batch, 'states' | 'dispositions'>> {
  const wanted = new Set(things);
  const placed: PlacedEvent[] = [];
  let after = '0';
  for (;;) {
    const rows = await listEventsOfThings(db, things, after, events_per_read);
    placed.push(...(await placeStoredEvents(db, rows)));
    if (rows.length < events_per_read) break;
    after = rows.at(-1)!.seq;
  }
  const batch = makeBatch(placed);
  return {
    states: batch.states.filter((row) => wanted.has(row.thing)),
    dispositions: batch.dispositions.filter((row) => wanted.has(row.thing)),
  };
}

/** Stored events as capture placed them, read again from their bodies. */
export async function placeStoredEvents(db: Db, rows: readonly EventToFold[]): Promise<PlacedEvent[]> {
  const prepared = rows.map((row) => {
    const { events } = readDocument(row.body, stored_event_limits);
    const event = events[0]?.event;
    if (event === undefined) throw new Error(`stored event ${row.seq} does not read back: ${JSON.stringify(events[0]?.faults)}`);
    return prepareEvent({ ...event, eventId: row.event_id });
  });
  const declared = await listDeclaredKeys(
    db,
    prepared.map(({ eventKey }, index) => ({ key: eventKey, orgId: rows[index]!.org_id })),
  );
  return rows.map((row, index) => ({
    prepared: prepared[index]!,
    seq: row.seq,
    recordTime_ms: row.record_time.getTime(),
    orgId: row.org_id,
    partyIds: row.party_ids,
    captureId: row.capture_id,
    disclosure: row.disclosure,
    declaredErroneous: declared.has(nameOfKey({ key: prepared[index]!.eventKey, orgId: row.org_id })),
  }));
}
