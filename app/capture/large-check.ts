// First pass over a large document: all of it is read and judged, nothing is stored. After it a document is refused or stored.
import type { DocumentReading, Fault } from '@nguon/epcis';
import type { Context } from '../context.ts';
import { differingFault, duplicateFault } from './capture-document.ts';
import { EventIdTable } from './event-id-table.ts';
import { judgeEvents } from './judge-events.ts';
import type { CaptureJob } from './job-store.ts';
import { readLargeDocument } from './large-document.ts';
import type { LargeDocumentOptions, LargeFrame } from './large-document.ts';
import { prepareEvent } from './prepared-event.ts';
import type { PreparedEvent } from './prepared-event.ts';
import { faults_max, placeOf } from './read-capture.ts';
import { listStoredEvents } from './store.ts';
import type { Duplicate } from './write-events.ts';

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
  const seen: SeenIds = { ids: new EventIdTable(), declared: new EventIdTable() };
  const frame = await readLargeDocument(file, options, async (reading) => {
    found.events += reading.events.length;
    if (job.error_behaviour === 'rollback') await checkPart(context, job, reading, seen, found);
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

/** Of the document so far: ids of its events, and of those that its declarations call erroneous, with the content that they repeat. */
interface SeenIds {
  readonly ids: EventIdTable;
  readonly declared: EventIdTable;
}

async function checkPart(context: Context, job: CaptureJob, part: DocumentReading, seen: SeenIds, found: FoundFaults): Promise<void> {
  const { reading } = await judgeEvents(context, { orgId: job.org_id, actor: job.created_by }, part);
  for (const { faults } of reading.events) found.add(faults);
  const events = reading.events.flatMap(({ event, path }) => (event === undefined ? [] : [{ path, prepared: prepareEvent(event) }]));
  const keys = events.flatMap(({ prepared: { eventKey, declaredKey } }) =>
    [eventKey, ...(declaredKey === undefined ? [] : [declaredKey])].map((key) => ({ key, orgId: job.org_id })),
  );
  const stored = new Map((await listStoredEvents(context.database.system, keys)).map((row) => [row.event_key, row.event_hash] as const));
  for (const { prepared, path } of events) {
    const { eventId, declaredKey } = prepared;
    const kind = findContradiction(prepared, stored, seen);
    // Where the declaration came before its event, the fault stands at the event.
    if (kind === 'declaration_differs' && declaredKey === undefined) found.add([differingFault(eventId, placeOf(path, '.eventID'))]);
    else if (kind !== undefined) found.add([duplicateFault({ index: 0, eventId, kind }, path)]);
  }
}

/** Notes the ids. A declaration is held against its event wherever in the document that stands: parts know nothing of each other. */
function findContradiction(
  { eventKey, declaredKey, hash }: PreparedEvent,
  stored: ReadonlyMap<string, string>,
  { ids, declared }: SeenIds,
): Duplicate['kind'] | undefined {
  if (ids.note(eventKey, hash) === 'other' || (stored.get(eventKey) ?? hash) !== hash) return 'taken';
  if (stored.has(eventKey)) return undefined;
  if (declaredKey === undefined) return declared.contradicts(eventKey, hash) ? 'declaration_differs' : undefined;
  declared.note(declaredKey, hash);
  return (stored.get(declaredKey) ?? hash) !== hash || ids.contradicts(declaredKey, hash) ? 'declaration_differs' : undefined;
}
