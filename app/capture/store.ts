// All SQL that writes events and what is derived from them: one statement a table, whole batches in binary arrays.
import { byteaArray, int2Array, int4Array, int8Array, textArray, timestampArray, uuidArray } from '../binary-array.ts';
import type { Db } from '../db.ts';
import type { EdgeRow, EventRow, StateRow, ThingRow } from './event-rows.ts';

export async function takeCounterBlock(db: Db): Promise<bigint> {
  const { rows } = await db.query<{ block: string }>({
    name: 'capture_counter',
    text: `select nextval('event_counter_seq')::text as block`,
  });
  return BigInt(rows[0]!.block);
}

export async function listEventPartitions(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>({
    text: `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'events'::regclass order by 1 limit 1200`,
  });
  return rows.map((row) => row.name);
}

export async function createEventPartition(db: Db, name: string, from: bigint, until: bigint): Promise<void> {
  // Names and bounds are ours: utility statements take no parameters.
  if (!/^events_\d{4}_\d{2}$/.test(name)) throw new Error(`not a partition name: ${name}`);
  await db.query({ text: `create table if not exists ${name} partition of events for values from (${from}) to (${until})` });
}

/**
 * Opens the capture inside its transaction: the shared lock whose key is the clock makes the watermark (see
 * ARCHITECTURE.md), the second keeps declarations of errors apart from other captures.
 */
export async function beginCapture(db: Db, holdsDeclaration: boolean): Promise<number> {
  const { rows } = await db.query<{ record_time_ms: string }>({
    name: holdsDeclaration ? 'capture_begin_alone' : 'capture_begin',
    text: `select pg_advisory_xact_lock_shared((7303::bigint << 48) | floor(extract(epoch from clock_timestamp()) * 1000)::bigint),
      ${holdsDeclaration ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared'}(7304),
      floor(extract(epoch from clock_timestamp()) * 1000)::bigint::text as record_time_ms`,
  });
  return Number(rows[0]!.record_time_ms);
}

/** An event id within the organisation that captured the event: ids of different organisations never meet. */
export interface OwnedKey {
  readonly key: Uint8Array;
  readonly orgId: number;
}

const ownedKeyArrays = (keys: readonly OwnedKey[]): Buffer[] => [
  uuidArray(keys.map(({ key }) => key)),
  int4Array(keys.map(({ orgId }) => orgId)),
];

/** Registers event ids; returns the numbers of those that were new. The caller gives them sorted, so that two captures cannot deadlock. */
export async function insertEventIds(db: Db, keys: readonly OwnedKey[], seqs: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ seq: string }>({
    name: 'capture_ids',
    text: `insert into event_ids (event_key, org_id, seq) select * from unnest($1::uuid[], $2::int[], $3::bigint[]) on conflict do nothing returning seq`,
    values: [...ownedKeyArrays(keys), int8Array(seqs)],
  });
  return new Set(rows.map((row) => row.seq));
}

export interface StoredEvent {
  readonly event_key: string;
  readonly seq: string;
  readonly event_hash: Buffer;
  readonly event_id: string;
  readonly org_id: number;
}

export async function listStoredEvents(db: Db, keys: readonly OwnedKey[]): Promise<StoredEvent[]> {
  const { rows } = await db.query<StoredEvent>({
    name: 'capture_stored',
    text: `select replace(i.event_key::text, '-', '') as event_key, i.seq, e.event_hash, e.event_id, e.org_id
      from unnest($1::uuid[], $2::int[]) as k (event_key, org_id)
      cross join lateral (select * from event_ids where event_key = k.event_key and org_id = k.org_id) i
      cross join lateral (select event_hash, event_id, org_id from events where seq = i.seq) e`,
    values: ownedKeyArrays(keys),
  });
  return rows;
}

/** Names an event id of an organisation, for sets and maps. */
export const nameOfKey = ({ key, orgId }: OwnedKey): string =>
  `${Buffer.from(key.buffer, key.byteOffset, key.length).toString('hex')} ${orgId}`;

/** Names of the keys among those given that a declaration of the same organisation calls erroneous. */
export async function listDeclaredKeys(db: Db, keys: readonly OwnedKey[]): Promise<Set<string>> {
  const { rows } = await db.query<{ name: string }>({
    name: 'capture_declared',
    // One look into the index for each key: with a join or 'in' the planner seeks all keys, once for each of them.
    text: `select distinct replace(k.event_key::text, '-', '') || ' ' || k.org_id as name from unnest($1::uuid[], $2::int[]) as k (event_key, org_id)
      cross join lateral (select from event_declarations where event_key = k.event_key and org_id = k.org_id limit 1) d`,
    values: ownedKeyArrays(keys),
  });
  return new Set(rows.map((row) => row.name));
}

export interface DeclarationRow extends OwnedKey {
  readonly seq: string;
  readonly declaredAt_ms: number;
  readonly reason: string | null;
}

export async function insertEventDeclarations(db: Db, rows: readonly DeclarationRow[]): Promise<void> {
  await db.query({
    text: `insert into event_declarations (event_key, org_id, declaration_seq, declared_at, reason)
      select * from unnest($1::uuid[], $2::int[], $3::bigint[], $4::timestamptz[], $5::text[])`,
    values: [
      ...ownedKeyArrays(rows),
      int8Array(rows.map((row) => row.seq)),
      timestampArray(rows.map((row) => row.declaredAt_ms)),
      textArray(rows.map((row) => row.reason)),
    ],
  });
}

export async function insertEvents(db: Db, rows: readonly EventRow[]): Promise<void> {
  await db.query({
    name: 'capture_events',
    text: `insert into events (seq, event_id, event_hash, event_type, action, event_time, record_time, biz_step, disposition, read_point,
        biz_location, transformation_id, declaration_time, org_id, party_ids, capture_id, disclosure, body)
      select seq, event_id, event_hash, event_type, action, event_time, record_time, biz_step, disposition, read_point,
        biz_location, transformation_id, declaration_time, org_id, party_ids::int[], capture_id::uuid, disclosure, body
      from unnest($1::bigint[], $2::text[], $3::bytea[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[],
        $10::text[], $11::text[], $12::text[], $13::timestamptz[], $14::int[], $15::text[], $16::text[], $17::smallint[], $18::text[])
        as r (seq, event_id, event_hash, event_type, action, event_time, record_time, biz_step, disposition, read_point,
        biz_location, transformation_id, declaration_time, org_id, party_ids, capture_id, disclosure, body)`,
    values: [
      int8Array(rows.map((row) => row.seq)),
      textArray(rows.map((row) => row.eventId)),
      byteaArray(rows.map((row) => row.hash)),
      textArray(rows.map((row) => row.eventType)),
      textArray(rows.map((row) => row.action)),
      timestampArray(rows.map((row) => row.eventTime_ms)),
      timestampArray(rows.map((row) => row.recordTime_ms)),
      textArray(rows.map((row) => row.bizStep)),
      textArray(rows.map((row) => row.disposition)),
      textArray(rows.map((row) => row.readPoint)),
      textArray(rows.map((row) => row.bizLocation)),
      textArray(rows.map((row) => row.transformationId)),
      timestampArray(rows.map((row) => row.declarationTime_ms)),
      int4Array(rows.map((row) => row.orgId)),
      textArray(rows.map((row) => `{${row.partyIds.join(',')}}`)),
      textArray(rows.map((row) => row.captureId)),
      int2Array(rows.map((row) => row.disclosure)),
      textArray(rows.map((row) => row.body)),
    ],
  });
}

export async function insertEventThings(db: Db, rows: readonly ThingRow[]): Promise<void> {
  await db.query({
    name: 'capture_things',
    text: `insert into event_things (thing, event_time, seq, role, what_level, quantity, uom)
      select thing, event_time, seq, role, what_level, quantity::numeric, uom
      from unnest($1::text[], $2::timestamptz[], $3::bigint[], $4::smallint[], $5::smallint[], $6::text[], $7::text[])
        as r (thing, event_time, seq, role, what_level, quantity, uom)`,
    values: [
      textArray(rows.map((row) => row.thing)),
      timestampArray(rows.map((row) => row.eventTime_ms)),
      int8Array(rows.map((row) => row.seq)),
      int2Array(rows.map((row) => row.role)),
      int2Array(rows.map((row) => row.whatLevel)),
      textArray(rows.map((row) => row.quantity)),
      textArray(rows.map((row) => row.uom)),
    ],
  });
}

export async function insertEdges(db: Db, rows: readonly EdgeRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query({
    name: 'capture_edges',
    text: `insert into edges (thing, hub, kind, what_level, event_time, seq, quantity, uom)
      select thing, hub, kind, what_level, event_time, seq, quantity::numeric, uom
      from unnest($1::text[], $2::text[], $3::smallint[], $4::smallint[], $5::timestamptz[], $6::bigint[], $7::text[], $8::text[])
        as r (thing, hub, kind, what_level, event_time, seq, quantity, uom)`,
    values: [
      textArray(rows.map((row) => row.thing)),
      textArray(rows.map((row) => row.hub)),
      int2Array(rows.map((row) => row.kind)),
      int2Array(rows.map((row) => row.whatLevel)),
      timestampArray(rows.map((row) => row.eventTime_ms)),
      int8Array(rows.map((row) => row.seq)),
      textArray(rows.map((row) => row.quantity)),
      textArray(rows.map((row) => row.uom)),
    ],
  });
}

export async function insertLedgerRows(db: Db, rows: readonly EventRow[]): Promise<void> {
  await db.query({
    name: 'capture_ledger',
    text: `insert into ledger_queue (seq, event_hash, org_id, record_time) select * from unnest($1::bigint[], $2::bytea[], $3::int[], $4::timestamptz[])`,
    values: [
      int8Array(rows.map((row) => row.seq)),
      byteaArray(rows.map((row) => row.hash)),
      int4Array(rows.map((row) => row.orgId)),
      timestampArray(rows.map((row) => row.recordTime_ms)),
    ],
  });
}

/** A register takes the new value when it is later by (event time, seq). */
const register = (value: string): string => {
  const later = `excluded.${value} is not null and (s.${value}_time is null or (excluded.${value}_time, excluded.${value}_seq) > (s.${value}_time, s.${value}_seq))`;
  return ['', '_time', '_seq']
    .map((suffix) => `${value}${suffix} = case when ${later} then excluded.${value}${suffix} else s.${value}${suffix} end`)
    .join(', ');
};

/** Folds the batch's own changes into the states. Rows come sorted by thing, so that two captures cannot deadlock. */
export async function mergeThingStates(db: Db, rows: readonly StateRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query({
    name: 'capture_states',
    text: `insert into thing_states as s (thing, first_event_time, last_event_time, last_seq, event_count, disposition, disposition_time,
        disposition_seq, biz_step, biz_step_time, biz_step_seq, place, place_time, place_seq, activated_time, org_id)
      select * from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::bigint[], $5::int[], $6::text[], $7::timestamptz[], $8::bigint[],
        $9::text[], $10::timestamptz[], $11::bigint[], $12::text[], $13::timestamptz[], $14::bigint[], $15::timestamptz[], $16::int[])
      on conflict (thing) do update set
        first_event_time = least(s.first_event_time, excluded.first_event_time),
        org_id = case when (excluded.last_event_time, excluded.last_seq) > (s.last_event_time, s.last_seq) then excluded.org_id else s.org_id end,
        last_seq = case when (excluded.last_event_time, excluded.last_seq) > (s.last_event_time, s.last_seq) then excluded.last_seq else s.last_seq end,
        last_event_time = greatest(s.last_event_time, excluded.last_event_time),
        event_count = s.event_count + excluded.event_count,
        ${register('disposition')}, ${register('biz_step')}, ${register('place')},
        activated_time = least(s.activated_time, excluded.activated_time)`,
    values: [
      textArray(rows.map((row) => row.thing)),
      timestampArray(rows.map((row) => row.first_ms)),
      timestampArray(rows.map((row) => row.last_ms)),
      int8Array(rows.map((row) => row.lastSeq)),
      int4Array(rows.map((row) => row.count)),
      ...(['disposition', 'bizStep', 'place'] as const).flatMap((name) => [
        textArray(rows.map((row) => row[name]?.value ?? null)),
        timestampArray(rows.map((row) => row[name]?.time_ms ?? null)),
        int8Array(rows.map((row) => row[name]?.seq ?? null)),
      ]),
      timestampArray(rows.map((row) => row.activated_ms)),
      int4Array(rows.map((row) => row.orgId)),
    ],
  });
}

export interface DispositionRow {
  readonly thing: string;
  readonly disposition: string;
  /** Who says so. */
  readonly orgId: number;
  readonly isSet: boolean;
  readonly time_ms: number;
  readonly seq: string;
}

export async function mergeThingDispositions(db: Db, rows: readonly DispositionRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db.query({
    name: 'capture_dispositions',
    text: `insert into thing_dispositions as d (thing, disposition, org_id, is_set, event_time, seq)
      select thing, disposition, org_id, is_set = 1, event_time, seq
      from unnest($1::text[], $2::text[], $3::smallint[], $4::timestamptz[], $5::bigint[], $6::int[]) as r (thing, disposition, is_set, event_time, seq, org_id)
      on conflict (thing, disposition, org_id) do update set is_set = excluded.is_set, event_time = excluded.event_time, seq = excluded.seq
      where (excluded.event_time, excluded.seq) > (d.event_time, d.seq)`,
    values: [
      textArray(rows.map((row) => row.thing)),
      textArray(rows.map((row) => row.disposition)),
      int2Array(rows.map((row) => (row.isSet ? 1 : 0))),
      timestampArray(rows.map((row) => row.time_ms)),
      int8Array(rows.map((row) => row.seq)),
      int4Array(rows.map((row) => row.orgId)),
    ],
  });
}
