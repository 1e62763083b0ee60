// Writes prepared events in the caller's transaction: ids, events, things, edges, states, ledger queue, notice.
import type { Db } from '../db.ts';
import { makeBatch } from './event-rows.ts';
import type { PlacedEvent } from './event-rows.ts';
import type { SequenceAllocator } from './partitions.ts';
import type { PreparedEvent } from './prepared-event.ts';
import { listDisclosures, listOrganisationsOfThings, notifyThings } from './party-store.ts';
import { withdrawErroneousEvent } from './refold-states.ts';
import {
  beginCapture,
  insertEdges,
  insertEventDeclarations,
  insertEventIds,
  insertEvents,
  insertEventThings,
  insertLedgerRows,
  listDeclaredKeys,
  listStoredEvents,
  mergeThingDispositions,
  mergeThingStates,
  nameOfKey,
} from './store.ts';
import type { OwnedKey } from './store.ts';

export interface IncomingEvent {
  readonly prepared: PreparedEvent;
  readonly orgId: number;
  readonly captureId: string | null;
}

/** An event whose id is taken. `same`: the stored event says exactly the same. */
export interface Duplicate {
  readonly index: number;
  readonly eventId: string;
  readonly same: boolean;
}

export interface Admission {
  readonly recordTime_ms: number;
  /** By place in the batch; undefined for a duplicate. */
  readonly seqs: readonly (string | undefined)[];
  readonly duplicates: readonly Duplicate[];
}

const ownedKeyOf = ({ prepared, orgId }: IncomingEvent): OwnedKey => ({ key: prepared.eventKey, orgId });

/** Gives each new event its record time and number and finds the ids that are taken, inside the batch or before it. */
export async function admitEvents(db: Db, allocator: SequenceAllocator, incoming: readonly IncomingEvent[]): Promise<Admission> {
  const recordTime_ms = await beginCapture(
    db,
    incoming.some(({ prepared }) => prepared.declaredKey !== undefined),
  );
  const numbers = await allocator.take(db, recordTime_ms, incoming.length);
  const duplicates: Duplicate[] = [];
  const firstByKey = new Map<string, number>();
  incoming.forEach((event, index) => {
    const key = nameOfKey(ownedKeyOf(event));
    const { prepared } = event;
    const first = firstByKey.get(key);
    if (first === undefined) firstByKey.set(key, index);
    else duplicates.push({ index, eventId: prepared.eventId, same: Buffer.compare(incoming[first]!.prepared.hash, prepared.hash) === 0 });
  });
  const sorted = [...firstByKey].sort(([a], [b]) => (a < b ? -1 : 1));
  const inserted = await insertEventIds(
    db,
    sorted.map(([, index]) => ownedKeyOf(incoming[index]!)),
    sorted.map(([, index]) => numbers[index]!),
  );
  const taken = sorted.filter(([, index]) => !inserted.has(numbers[index]!));
  if (taken.length > 0) {
    const stored = new Map(
      (
        await listStoredEvents(
          db,
          taken.map(([, index]) => ownedKeyOf(incoming[index]!)),
        )
      ).map((row) => [`${row.event_key} ${row.org_id}`, row]),
    );
    for (const [key, index] of taken) {
      const { prepared } = incoming[index]!;
      const held = stored.get(key);
      duplicates.push({ index, eventId: prepared.eventId, same: held !== undefined && held.event_hash.equals(prepared.hash) });
    }
  }
  const dropped = new Set(duplicates.map(({ index }) => index));
  return { recordTime_ms, seqs: numbers.map((seq, index) => (dropped.has(index) ? undefined : seq)), duplicates };
}

/** Writes the admitted events with all that is derived from them. `recordedAt_ms` overrides the record time (demo only). */
export async function writeAdmitted(
  db: Db,
  incoming: readonly IncomingEvent[],
  admission: Admission,
  recordedAt_ms: number = admission.recordTime_ms,
): Promise<number> {
  const admitted = incoming.flatMap((event, index) =>
    admission.seqs[index] === undefined ? [] : [{ ...event, seq: admission.seqs[index] }],
  );
  if (admitted.length === 0) return 0;
  const disclosures = await listDisclosures(db, [...new Set(admitted.map(({ orgId }) => orgId))]);
  const organisations = await listOrganisationsOfThings(db, [...new Set(admitted.flatMap(({ prepared }) => partyThingsOf(prepared)))]);
  const declared = await listDeclaredKeys(db, admitted.map(ownedKeyOf));
  const placed = admitted.map(({ prepared, orgId, captureId, seq }): PlacedEvent => ({
    prepared,
    seq,
    recordTime_ms: recordedAt_ms,
    orgId,
    captureId,
    partyIds: [...new Set([orgId, ...partyThingsOf(prepared).flatMap((thing) => organisations.get(thing) ?? [])])],
    disclosure: disclosures.get(orgId) ?? 0,
    declaredErroneous: declared.size > 0 && declared.has(nameOfKey({ key: prepared.eventKey, orgId })),
  }));
  const batch = makeBatch(placed);
  await insertEvents(db, batch.events);
  await insertEventThings(db, batch.things);
  await insertEdges(db, batch.edges);
  await mergeThingStates(db, batch.states);
  await mergeThingDispositions(db, batch.dispositions);
  await insertLedgerRows(db, batch.events);
  await applyDeclarations(db, placed);
  await notifyThings(
    db,
    batch.states.map(({ thing }) => thing),
  );
  return admitted.length;
}

/** Places and parties that the event names: their organisations are parties of the chain. */
function partyThingsOf({ event }: PreparedEvent): string[] {
  const things = event.parties.map(({ id }) => id.thing);
  for (const place of [event.readPoint, event.bizLocation]) if (place !== undefined) things.push(place.thing, ...place.parents);
  return things;
}

/** Only the organisation that captured an event may call it erroneous: keys are sought among its own. */
async function applyDeclarations(db: Db, placed: readonly PlacedEvent[]): Promise<void> {
  const declarations = placed.filter(({ prepared }) => prepared.declaredKey !== undefined);
  if (declarations.length === 0) return;
  await insertEventDeclarations(
    db,
    declarations.map(({ prepared, orgId, seq }) => ({
      key: prepared.declaredKey!,
      orgId,
      seq,
      declaredAt_ms: prepared.event.errorDeclaration!.declarationTime_ms,
      reason: prepared.event.errorDeclaration!.reason ?? null,
    })),
  );
  const erroneous = await listStoredEvents(
    db,
    declarations.map(({ prepared, orgId }) => ({ key: prepared.declaredKey!, orgId })),
  );
  for (const { seq } of erroneous) await withdrawErroneousEvent(db, seq);
}
