// Folds the states of some things again from their events: after an error declaration, and to check what capture kept.
import { readDocument } from '@nguon/epcis';
import type { Db } from '../db.ts';
import { encodeDispositions, encodeStates } from './event-columns.ts';
import { StateFold } from './fold-states.ts';
import type { FoldedStates } from './fold-states.ts';
import { prepareEvent } from './prepared-event.ts';
import type { PreparedEvent } from './prepared-event.ts';
import { deleteEdgesOfEvent, deleteStatesOf, listEventsOfThings, listStateThings } from './refold-store.ts';
import type { EventToFold } from './refold-store.ts';
import { listDeclaredKeys, mergeStates, nameOfKey } from './store.ts';

const events_per_read = 2_000;
const stored_event_limits = { eventsMax: 1, depthMax: 64, faultsMax: 1 };

/** Things folded again together; more are done in turns. */
const things_at_once = 20_000;

/**
 * Takes events that were declared erroneous out of edges and states, and gives the things whose states that changed.
 * Runs inside the declaring capture's transaction, when all its declarations are written. Their things are folded again
 * together: one after another, a document of a thousand declarations about one lot would read the lot's events a
 * thousand times, and every other capture waits for it.
 */
export async function withdrawErroneousEvents(db: Db, seqs: readonly string[]): Promise<Set<string>> {
  const changed = new Set<string>();
  let waiting: string[] = [];
  for (const [index, seq] of seqs.entries()) {
    await deleteEdgesOfEvent(db, seq);
    for (const thing of await listStateThings(db, seq))
      if (!changed.has(thing)) {
        changed.add(thing);
        waiting.push(thing);
      }
    if (waiting.length < things_at_once && index < seqs.length - 1) continue;
    if (waiting.length > 0) await foldAgain(db, waiting);
    waiting = [];
  }
  return changed;
}

async function foldAgain(db: Db, things: readonly string[]): Promise<void> {
  await deleteStatesOf(db, things);
  const wanted = new Set(things);
  // Part by part, the database folding them together: a thing with a million events must not fill the memory.
  for (let after = '0'; ;) {
    const rows = await listEventsOfThings(db, things, after, events_per_read);
    const { states, dispositions } = foldStoredEvents(await readStoredEvents(db, rows));
    await mergeStates(
      db,
      encodeStates(states.filter(({ thing }) => wanted.has(thing))),
      encodeDispositions(dispositions.filter(({ thing }) => wanted.has(thing))),
      rows.map((row) => BigInt(row.seq)),
    );
    if (rows.length < events_per_read) return;
    after = rows.at(-1)!.seq;
  }
}

export interface StoredEventToFold {
  readonly row: EventToFold;
  readonly prepared: PreparedEvent;
  /** Declarations of errors, and what one of them calls erroneous, leave neither edges nor states. */
  readonly counts: boolean;
}

/** States of everything that the events name; ordinals are places in the list, which comes in order of capture. */
export function foldStoredEvents(events: readonly StoredEventToFold[]): FoldedStates {
  const fold = new StateFold();
  events.forEach(({ row, prepared, counts }, ordinal) => {
    if (counts) fold.add(prepared, ordinal, row.org_id);
  });
  return fold.rows();
}

/** Stored events as capture prepared them, read again from their bodies. */
export async function readStoredEvents(db: Db, rows: readonly EventToFold[]): Promise<StoredEventToFold[]> {
  const prepared = rows.map((row) => {
    const { events } = readDocument(row.body, stored_event_limits);
    const event = events[0]?.event;
    if (event === undefined) throw new Error(`stored event ${row.seq} does not read back: ${JSON.stringify(events[0]?.faults)}`);
    return prepareEvent({ ...event, eventId: row.event_id });
  });
  const keyOf = (index: number) => ({ key: prepared[index]!.eventKey, orgId: rows[index]!.org_id });
  const declared = await listDeclaredKeys(
    db,
    rows.map((_row, index) => keyOf(index)),
  );
  return rows.map((row, index) => ({
    row,
    prepared: prepared[index]!,
    counts: prepared[index]!.event.errorDeclaration === undefined && !declared.has(nameOfKey(keyOf(index))),
  }));
}
