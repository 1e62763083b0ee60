// Writes a batch of events in the caller's transaction: ids, events, things, edges, states, ledger queue, notice.
import type { Db } from '../db.ts';
import type { EventBatch, EventHead } from './event-batch.ts';
import type { SequenceAllocator } from './partitions.ts';
import { withdrawErroneousEvent } from './refold-states.ts';
import { admitKeys, beginCapture, insertBatch, insertEventDeclarations, listStoredEvents, nameOfKey, sendNotices } from './store.ts';
import type { AdmissionReading, OwnedKey } from './store.ts';
import { writeNotices } from './write-notices.ts';

/** An event whose id is taken. `same`: the stored event says exactly the same. */
export interface Duplicate {
  readonly index: number;
  readonly eventId: string;
  readonly same: boolean;
}

export interface Admission {
  readonly recordTime_ms: number;
  /** By ordinal. */
  readonly seqs: readonly bigint[];
  readonly duplicates: readonly Duplicate[];
  readonly registers: AdmissionReading;
}

const ownedKeyOf = ({ eventKey, orgId }: EventHead): OwnedKey => ({ key: eventKey, orgId });

/** Gives each new event its record time and number and finds the ids that are taken, inside the batch or before it. */
export async function admitEvents(db: Db, allocator: SequenceAllocator, { heads }: EventBatch): Promise<Admission> {
  const recordTime_ms = await beginCapture(
    db,
    heads.some(({ declaration }) => declaration !== undefined),
  );
  const seqs = await allocator.take(db, recordTime_ms, heads.length);
  const duplicates: Duplicate[] = [];
  const firstByKey = new Map<string, number>();
  heads.forEach((head, index) => {
    const key = nameOfKey(ownedKeyOf(head));
    const first = firstByKey.get(key);
    if (first === undefined) firstByKey.set(key, index);
    else duplicates.push({ index, eventId: head.eventId, same: heads[first]!.hash === head.hash });
  });
  const sorted = [...firstByKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, index]) => index);
  const registers = await admitKeys(
    db,
    sorted.map((index) => ownedKeyOf(heads[index]!)),
    sorted.map((index) => seqs[index]!),
    [...new Set(heads.flatMap(({ partyThings }) => partyThings))],
  );
  if (registers.inserted < sorted.length) duplicates.push(...(await findStored(db, heads, seqs, sorted)));
  return { recordTime_ms, seqs, duplicates, registers };
}

/** Those of the batch whose id was registered before. */
async function findStored(db: Db, heads: readonly EventHead[], seqs: readonly bigint[], ordinals: readonly number[]): Promise<Duplicate[]> {
  const keys = ordinals.map((index) => ownedKeyOf(heads[index]!));
  const stored = new Map(
    (await listStoredEvents(db, keys)).map((row) => [nameOfKey({ key: row.event_key, orgId: row.org_id }), row] as const),
  );
  return ordinals.flatMap((index): Duplicate[] => {
    const head = heads[index]!;
    const held = stored.get(nameOfKey(ownedKeyOf(head)));
    // Our own registration has no event yet, so what is found was stored before.
    return held === undefined || held.seq === String(seqs[index])
      ? []
      : [{ index, eventId: head.eventId, same: held.event_hash === head.hash }];
  });
}

/** Writes the admitted events with all that is derived from them. `recordedAt_ms` overrides the record time (demo only). */
export async function writeAdmitted(
  db: Db,
  batch: EventBatch,
  { seqs, duplicates, registers, recordTime_ms }: Admission,
  recordedAt_ms: number = recordTime_ms,
): Promise<number> {
  const { heads } = batch;
  const stored = new Set(duplicates.map(({ index }) => index));
  if (stored.size === heads.length) return 0;
  const erroneous = new Set(
    registers.declared.size === 0
      ? []
      : heads.flatMap((head, index) => (registers.declared.has(nameOfKey(ownedKeyOf(head))) ? [index] : [])),
  );
  const columns = stored.size + erroneous.size === 0 ? batch.columns : batch.without({ stored, erroneous });
  await insertBatch(
    db,
    columns,
    {
      seqs,
      recordTime_ms: recordedAt_ms,
      captureId: batch.captureId,
      orgIds: heads.map(({ orgId }) => orgId),
      partyIds: heads.map((head) => partyIdsOf(head, registers.organisations)),
      disclosures: heads.map(({ orgId }) => registers.disclosures.get(orgId) ?? 0),
    },
    writeNotices(columns.changedThings),
  );
  await applyDeclarations(db, heads, seqs, stored);
  return heads.length - stored.size;
}

/** The capturing organisation first, then those behind the event's places and parties, each once. */
function partyIdsOf({ orgId, partyThings }: EventHead, organisations: AdmissionReading['organisations']): number[] {
  const ids = [orgId];
  for (const thing of partyThings) for (const id of organisations.get(thing) ?? []) if (!ids.includes(id)) ids.push(id);
  return ids;
}

/** Only the organisation that captured an event may call it erroneous: keys are sought among its own. */
async function applyDeclarations(db: Db, heads: readonly EventHead[], seqs: readonly bigint[], stored: ReadonlySet<number>): Promise<void> {
  const declarations = heads.flatMap(({ declaration, orgId }, index) =>
    declaration === undefined || stored.has(index) ? [] : [{ ...declaration, orgId, seq: seqs[index]! }],
  );
  if (declarations.length === 0) return;
  await insertEventDeclarations(db, declarations);
  const erroneous = await listStoredEvents(db, declarations);
  const changed = new Set<string>();
  for (const { seq } of erroneous) for (const thing of await withdrawErroneousEvent(db, seq)) changed.add(thing);
  await sendNotices(db, writeNotices([...changed]));
}
