// First pass over a large document: all of it is read and judged, nothing is stored. After it a document is refused or stored.
import type { DocumentReading, Fault } from '@nguon/epcis';
import type { Context } from '../context.ts';
import { duplicateFault } from './capture-document.ts';
import { EventIdTable } from './event-id-table.ts';
import { judgeEvents } from './judge-events.ts';
import type { CaptureJob } from './job-store.ts';
import { readLargeDocument } from './large-document.ts';
import type { LargeDocumentOptions, LargeFrame } from './large-document.ts';
import { prepareEvent } from './prepared-event.ts';
import type { PreparedEvent } from './prepared-event.ts';
import { faults_max } from './read-capture.ts';
import { listStoredEvents } from './store.ts';

export interface LargeCheck {
  readonly eventsGiven: number;
  /** For which nothing of the document is taken; empty = it is stored. */
  readonly faults: readonly Fault[];
  readonly faultsTotal: number;
  readonly frame: LargeFrame;
}

/**
 * Under `rollback` every event is judged and its id held against the store and against the rest of the document, so that the
 * second pass meets nothing to refuse; under `proceed` only what stands around the events and the syntax count.
 */
export async function checkLarge(
  context: Context,
  job: CaptureJob,
  file: string,
  options: LargeDocumentOptions,
  tell: (eventsGiven: number) => Promise<void>,
): Promise<LargeCheck> {
  const found = new FoundFaults();
  const ids = new EventIdTable();
  const frame = await readLargeDocument(file, options, async (reading) => {
    found.events += reading.events.length;
    if (job.error_behaviour === 'rollback') await checkPart(context, job, reading, ids, found);
    await tell(found.events);
  });
  const faultsTotal = found.total + frame.faults.length;
  return { eventsGiven: found.events, faults: [...frame.faults, ...found.faults].slice(0, faults_max), faultsTotal, frame };
}

class FoundFaults {
  readonly faults: Fault[] = [];
  events = 0;
  total = 0;

  add(faults: readonly Fault[]): void {
    this.total += faults.length;
    if (this.faults.length < faults_max) this.faults.push(...faults.slice(0, faults_max - this.faults.length));
  }
}

async function checkPart(context: Context, job: CaptureJob, part: DocumentReading, ids: EventIdTable, found: FoundFaults): Promise<void> {
  const { reading } = await judgeEvents(context, { orgId: job.org_id, actor: job.created_by }, part);
  for (const { faults } of reading.events) found.add(faults);
  const events = reading.events.flatMap(({ event, path }) => (event === undefined ? [] : [{ path, prepared: prepareEvent(event) }]));
  const keys = events.flatMap(({ prepared: { eventKey, declaredKey } }) =>
    [eventKey, ...(declaredKey === undefined ? [] : [declaredKey])].map((key) => ({ key, orgId: job.org_id })),
  );
  const stored = new Map((await listStoredEvents(context.database.system, keys)).map((row) => [row.event_key, row.event_hash] as const));
  for (const { prepared, path } of events) {
    const { eventKey, declaredKey = '', eventId, hash } = prepared;
    const isKnown = stored.has(eventKey);
    if (isContradicted(prepared, stored.get(eventKey), ids)) found.add([duplicateFault({ index: 0, eventId, kind: 'taken' }, path)]);
    else if (!isKnown && (stored.get(declaredKey) ?? hash) !== hash)
      found.add([duplicateFault({ index: 0, eventId, kind: 'declaration_differs' }, path)]);
  }
}

/** Notes the id of the event. */
function isContradicted({ eventKey, hash }: PreparedEvent, stored: string | undefined, ids: EventIdTable): boolean {
  return ids.note(eventKey, hash) === 'other' || (stored !== undefined && stored !== hash);
}
