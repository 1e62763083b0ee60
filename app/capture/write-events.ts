// Writes a batch of events, ids to notice: all new in a transaction of its own, else the long way in the caller's.
import type pg from 'pg';
import { onConnection } from '../db.ts';
import type { Db } from '../db.ts';
import { runTogether } from '../run-together.ts';
import type { WireStatement } from '../run-together.ts';
import type { EventBatch, EventHead } from './event-batch.ts';
import { listedValuesStatement } from './listed-value-store.ts';
import { ListedBefore, listValues, nameOfListed } from './listed-values.ts';
import type { ListedEvent } from './listed-values.ts';
import { incompleteStatements } from './intake-store.ts';
import type { SequenceAllocator } from './partitions.ts';
import { withdrawErroneousEvents } from './refold-states.ts';
import {
  insertAndCommit,
  insertBatch,
  insertEventDeclarations,
  isIdTaken,
  listStoredEvents,
  nameOfKey,
  openCapture,
  registerNewIds,
  sendNotices,
} from './store.ts';
import type { IdsToRegister, Opening, OwnedKey, Placement } from './store.ts';
import { writeNotices } from './write-notices.ts';

/** An event that is not written: its id is taken, or it is a declaration that does not repeat what it calls erroneous. */
export interface Duplicate {
  readonly index: number;
  readonly eventId: string;
  /** `same`: the stored event says exactly the same. */
  readonly kind: 'same' | 'taken' | 'declaration_differs';
}

/** Those of a batch that were stored before or stand in it twice. */
export const countDuplicates = (duplicates: readonly Duplicate[]): number =>
  duplicates.filter(({ kind }) => kind !== 'declaration_differs').length;

export interface Admission {
  readonly opening: Opening;
  /** By ordinal. */
  readonly seqs: readonly bigint[];
  readonly duplicates: readonly Duplicate[];
}

const ownedKeyOf = ({ eventKey, orgId }: EventHead): OwnedKey => ({ key: eventKey, orgId });

/** Gives the events of a batch their record time and numbers. */
async function openBatch(
  db: Db,
  allocator: SequenceAllocator,
  { heads }: EventBatch,
  begins: boolean,
): Promise<{ opening: Opening; seqs: readonly bigint[] }> {
  const names = {
    keys: heads.map(ownedKeyOf),
    partyThings: [...new Set(heads.flatMap(({ partyThings }) => partyThings))],
    holdsDeclaration: heads.some(({ declaration }) => declaration !== undefined),
  };
  const opening = await openCapture(db, names, begins);
  return { opening, seqs: await allocator.take(db, opening.recordTime_ms, heads.length) };
}

/** Ordinals of the first event of each id, sorted by id, and the further ones, which repeat it; without those of `leftOut`. */
function sortIds(
  heads: readonly EventHead[],
  leftOut: ReadonlySet<number> = nothing_left_out,
): { ordinals: number[]; repeated: Duplicate[] } {
  const repeated: Duplicate[] = [];
  const firstByName = new Map<string, number>();
  heads.forEach((head, index) => {
    if (leftOut.has(index)) return;
    const name = nameOfKey(ownedKeyOf(head));
    const first = firstByName.get(name);
    if (first === undefined) firstByName.set(name, index);
    else repeated.push({ index, eventId: head.eventId, kind: heads[first]!.hash === head.hash ? 'same' : 'taken' });
  });
  return { ordinals: [...firstByName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, index]) => index), repeated };
}

const idsOf = (ordinals: readonly number[], heads: readonly EventHead[], seqs: readonly bigint[]): IdsToRegister => ({
  keys: ordinals.map((index) => ownedKeyOf(heads[index]!)),
  seqs: ordinals.map((index) => seqs[index]!),
});

export interface StoreOptions {
  /** Record time to put instead of the capture's own (demo only). */
  readonly recordedAt_ms?: number | undefined;
  /** Called when all rows are on their way and nothing is left to do but wait. */
  readonly onSent?: (() => void) | undefined;
}

/**
 * Stores a batch of which every event is new, in two messages to the database: the usual case. Undefined where that turns out not to
 * be so, or where errors are declared: nothing is written then, and the batch goes the long way.
 * @param also what belongs to the capture beside its events, told its record time in milliseconds.
 */
export async function storeNewBatch(
  pool: pg.Pool,
  allocator: SequenceAllocator,
  batch: EventBatch,
  also: (recordTime_ms: number) => readonly WireStatement[],
  { recordedAt_ms, onSent }: StoreOptions = {},
): Promise<{ readonly recordTime_ms: number } | undefined> {
  const { heads } = batch;
  const { ordinals, repeated } = sortIds(heads);
  if (heads.length === 0 || repeated.length > 0 || heads.some(({ declaration }) => declaration !== undefined)) return undefined;
  try {
    return await onConnection(pool, async (db) => {
      const { opening, seqs } = await openBatch(db, allocator, batch, true);
      if (opening.declared.size > 0) throw new NotAllNew();
      const recordTime_ms = recordedAt_ms ?? opening.recordTime_ms;
      const { columns } = batch;
      const placement = placementOf(batch, opening, seqs, recordTime_ms);
      const { names, statements } = listNew(pool, heads, placement);
      const written = insertAndCommit(db, idsOf(ordinals, heads, seqs), columns, placement, columns.notices, [
        ...statements,
        ...incompleteStatements(heads, seqs, nothing_left_out),
        ...also(recordTime_ms),
      ]);
      onSent?.();
      await written;
      listedBefore(pool).add(names);
      return { recordTime_ms };
    });
  } catch (error) {
    if (error instanceof NotAllNew || isIdTaken(error)) return undefined;
    throw error;
  }
}

const nothing_left_out: ReadonlySet<number> = new Set();

/** Ends the transaction of a batch that must go the long way. */
class NotAllNew extends Error {}

/** The long way, in the caller's transaction: finds the ids that are taken, inside the batch or before it. */
export async function admitEvents(db: Db, allocator: SequenceAllocator, batch: EventBatch): Promise<Admission> {
  const { heads } = batch;
  const { opening, seqs } = await openBatch(db, allocator, batch, false);
  const differing = await findDiffering(db, heads);
  const { ordinals, repeated } = sortIds(heads, new Set(differing.map(({ index }) => index)));
  const inserted = await registerNewIds(db, idsOf(ordinals, heads, seqs));
  return {
    opening,
    seqs,
    duplicates: [...differing, ...(inserted < ordinals.length ? await findStored(db, heads, ordinals, repeated) : repeated)],
  };
}

/**
 * Declarations that say something else than the event they call erroneous, stored or in this batch: all but eventID, recordTime and the
 * declaration itself must be the same (EPCIS 2.0 §7.4.1.2), and those three are what the event hash leaves out. A declaration whose
 * event is not there yet, or that is stored itself, is not held against anything.
 */
async function findDiffering(db: Db, heads: readonly EventHead[]): Promise<Duplicate[]> {
  const declaring = heads.filter(({ declaration }) => declaration !== undefined);
  if (declaring.length === 0) return [];
  const declaredKeyOf = ({ declaration, orgId }: EventHead): OwnedKey => ({ key: declaration!.key, orgId });
  const known = new Map(
    heads.flatMap((head) => (head.declaration === undefined ? [[nameOfKey(ownedKeyOf(head)), head.hash] as const] : [])).toReversed(),
  );
  const stored = await listStoredEvents(db, [...declaring.map(declaredKeyOf), ...declaring.map(ownedKeyOf)]);
  for (const row of stored) known.set(nameOfKey({ key: row.event_key, orgId: row.org_id }), row.event_hash);
  return heads.flatMap((head, index): Duplicate[] => {
    if (head.declaration === undefined || known.has(nameOfKey(ownedKeyOf(head)))) return [];
    const held = known.get(nameOfKey(declaredKeyOf(head)));
    return held === undefined || held === head.hash ? [] : [{ index, eventId: head.eventId, kind: 'declaration_differs' }];
  });
}

/** Those of the batch whose id was registered before, and what repeats them within the batch: all held against what is stored. */
async function findStored(
  db: Db,
  heads: readonly EventHead[],
  ordinals: readonly number[],
  repeated: readonly Duplicate[],
): Promise<Duplicate[]> {
  const keys = ordinals.map((index) => ownedKeyOf(heads[index]!));
  // Our own registration has no event yet, so what is found was stored before.
  const stored = new Map(
    (await listStoredEvents(db, keys)).map((row) => [nameOfKey({ key: row.event_key, orgId: row.org_id }), row.event_hash] as const),
  );
  return [...ordinals.map((index) => ({ index, known: undefined })), ...repeated.map((known) => ({ index: known.index, known }))].flatMap(
    ({ index, known }): Duplicate[] => {
      const head = heads[index]!;
      const held = stored.get(nameOfKey(ownedKeyOf(head)));
      if (held === undefined) return known === undefined ? [] : [known];
      return [{ index, eventId: head.eventId, kind: held === head.hash ? 'same' : 'taken' }];
    },
  );
}

/** Writes the admitted events with all that is derived from them. `recordedAt_ms` overrides the record time (demo only). */
export async function writeAdmitted(
  db: Db,
  batch: EventBatch,
  { opening, seqs, duplicates }: Admission,
  recordedAt_ms: number = opening.recordTime_ms,
): Promise<number> {
  const { heads } = batch;
  const stored = new Set(duplicates.map(({ index }) => index));
  if (stored.size === heads.length) return 0;
  const erroneous = new Set(
    opening.declared.size === 0 ? [] : heads.flatMap((head, index) => (opening.declared.has(nameOfKey(ownedKeyOf(head))) ? [index] : [])),
  );
  const columns = stored.size + erroneous.size === 0 ? batch.columns : batch.without({ stored, erroneous });
  const placement = placementOf(batch, opening, seqs, recordedAt_ms);
  await insertBatch(db, columns, placement, columns.notices);
  const values = listValues(listedEvents(heads, placement).filter((_event, index) => !stored.has(index)));
  if (values.length > 0) await runTogether(db, [listedValuesStatement(values)]);
  const incomplete = incompleteStatements(heads, seqs, stored);
  if (incomplete.length > 0) await runTogether(db, incomplete);
  await applyDeclarations(db, heads, seqs, stored);
  return heads.length - stored.size;
}

function placementOf({ heads, captureId }: EventBatch, opening: Opening, seqs: readonly bigint[], recordTime_ms: number): Placement {
  return {
    seqs,
    recordTime_ms,
    captureId,
    orgIds: heads.map(({ orgId }) => orgId),
    partyIds: heads.map((head) => partyIdsOf(head, opening.organisations)),
    disclosures: heads.map(({ orgId }) => opening.disclosures.get(orgId) ?? 0),
  };
}

const knownByPool = new WeakMap<pg.Pool, ListedBefore>();

function listedBefore(pool: pg.Pool): ListedBefore {
  let known = knownByPool.get(pool);
  if (known === undefined) knownByPool.set(pool, (known = new ListedBefore()));
  return known;
}

/** What the batch adds to the top-level resources, as far as this process knows: nothing, in the long run. */
function listNew(
  pool: pg.Pool,
  heads: readonly EventHead[],
  placement: Placement,
): { readonly names: readonly string[]; readonly statements: readonly WireStatement[] } {
  const known = listedBefore(pool);
  const fresh = new Map<string, ListedEvent>();
  for (const event of listedEvents(heads, placement)) {
    const name = nameOfListed(event);
    if (!known.has(name)) fresh.set(name, event);
  }
  const values = listValues(fresh.values());
  return { names: [...fresh.keys()], statements: values.length === 0 ? [] : [listedValuesStatement(values)] };
}

const listedEvents = (heads: readonly EventHead[], { disclosures, partyIds }: Placement): ListedEvent[] =>
  heads.map(({ listed, orgId }, index) => ({ listed, orgId, disclosure: disclosures[index]!, partyIds: partyIds[index]! }));

/** The capturing organisation first, then those behind the event's places and parties, each once. */
function partyIdsOf({ orgId, partyThings }: EventHead, organisations: Opening['organisations']): number[] {
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
  const changed = await withdrawErroneousEvents(
    db,
    erroneous.map(({ seq }) => seq),
  );
  await sendNotices(db, writeNotices([...changed]));
}
