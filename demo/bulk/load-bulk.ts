// Loads a large data set: events prepared without a detour through JSON, written by capture's own code, many documents at once.
import { insertCapture, newJob } from '../../app/capture/job-store.ts';
import type { SequenceAllocator } from '../../app/capture/partitions.ts';
import { makeEventBatch } from '../../app/capture/event-batch.ts';
import type { EventToStore } from '../../app/capture/event-columns.ts';
import { admitEvents, writeAdmitted } from '../../app/capture/write-events.ts';
import { inTransaction } from '../../app/db.ts';
import type { Database } from '../../app/db.ts';
import { vietnamTime } from '../story/story.ts';
import type { EventFields } from '../story/story.ts';
import type { BulkPlan } from './bulk-plan.ts';
import { bundleEvents } from './bundle-events.ts';
import { deferLogFlush, flushLog, refreshStatistics } from './bulk-store.ts';
import { prepareBulk, readFrame } from './prepare-bulk.ts';
import type { BulkFrame } from './prepare-bulk.ts';
import { recallLotEvents, recallUnitEvents, restEvents } from './recall-events.ts';
import { alreadyLoaded, registerBulk } from './register-bulk.ts';

/** Events of one document and transaction; more at a time was slower, for the memory it holds. */
const document_events = 500;
/** Documents being written at once: the database works on some while the next are read. */
const writers = 3;

export interface BulkLoad {
  readonly orgId: number;
  readonly plan: BulkPlan;
  readonly allocator: SequenceAllocator;
  now(): Date;
  newId(): string;
  /** Called after each document with the events stored so far. */
  progress(stored: number): void;
}

/** All events of the plan as documents of five hundred or a little more, each as its list of events. */
export function* bulkDocuments(plan: BulkPlan): Generator<readonly EventFields[]> {
  let held: EventFields[] = [];
  for (const part of bulkParts(plan)) {
    held.push(...part);
    if (held.length < document_events) continue;
    yield held;
    held = [];
  }
  if (held.length > 0) yield held;
}

function* bulkParts(plan: BulkPlan): Generator<EventFields[]> {
  yield recallLotEvents(plan);
  for (let lot = 0; lot < 100; lot++) yield recallUnitEvents(plan, lot);
  for (let lot = 0; lot < plan.bundles; lot++) yield bundleEvents(plan, lot);
  yield restEvents(plan);
}

/** The document that a partner would send with these events. */
export function writeBulkDocument(events: readonly EventFields[], now_ms: number): string {
  const document: EventFields = {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: vietnamTime(now_ms),
    epcisBody: { eventList: [...events] },
  };
  return JSON.stringify(document);
}

/** Writes the plan; returns the number of events stored. @throws AppError conflict where this seed was loaded before. */
export async function loadBulk(database: Database, load: BulkLoad): Promise<number> {
  await inTransaction(database.system, (db) => registerBulk(db, load.plan, load.orgId, { at: load.now(), actor: 'cli' }));
  const documents = bulkDocuments(load.plan);
  const sample = recallLotEvents(load.plan).slice(0, 1);
  const frame = readFrame(writeBulkDocument(sample, load.plan.now_ms));
  const frame_bytes = writeBulkDocument([], load.plan.now_ms).length;
  let stored = 0;
  const writer = async (): Promise<void> => {
    for (let next = documents.next(); next.done !== true; next = documents.next()) {
      // Two statements: the sum must be read after the wait, when other writers may have added theirs.
      const written = await loadDocument(database, load, next.value, frame, frame_bytes);
      stored += written;
      load.progress(stored);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  await flushLog(database.system);
  await refreshStatistics(database.system);
  return stored;
}

async function loadDocument(
  database: Database,
  load: BulkLoad,
  events: readonly EventFields[],
  frame: BulkFrame,
  frame_bytes: number,
): Promise<number> {
  const captureId = load.newId();
  const prepareAll = (): EventToStore[] => events.map((fields) => ({ prepared: prepareBulk(fields, frame), orgId: load.orgId }));
  const prepared = prepareAll();
  // Everything in these documents is ASCII: a character is a byte. Each event stands without the context of its body, but with its brace.
  const events_bytes = prepared.reduce((sum, { prepared: { event } }) => sum + event.body.length - frame.bodyStart.length + 1, 0);
  const batch = makeEventBatch(prepared, captureId, prepareAll);
  return inTransaction(database.system, async (db) => {
    await deferLogFlush(db);
    const admission = await admitEvents(db, load.allocator, batch);
    if (admission.duplicates.length > 0) throw alreadyLoaded(load.plan.seed);
    const written = await writeAdmitted(db, batch, admission);
    const at = load.now();
    await insertCapture(db, {
      ...newJob(
        { id: captureId, at, bytes: frame_bytes + events_bytes + events.length - 1 },
        { orgId: load.orgId, actor: 'cli', source: 'load', mediaType: 'application/ld+json', errorBehaviour: 'rollback' },
      ),
      finished_at: at,
      events_given: events.length,
      events_stored: written,
    });
    return written;
  });
}
