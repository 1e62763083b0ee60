// All SQL that writes events and what is derived from them: one statement a table, whole batches in binary arrays.
// `select unnest(a), unnest(b)` walks the arrays side by side; `from unnest(a, b)` would first write each out as a table.
import { Int4Column, Int8Column, TextColumn, TimestampColumn, UuidColumn, textArray } from '../binary-array.ts';
import type { Db } from '../db.ts';
import { runTogether } from '../run-together.ts';
import type { WireResult, WireStatement } from '../run-together.ts';
import { own_hub } from './prepared-event.ts';
import { edgeLevelColumn, seqColumn, smallColumn } from './event-columns.ts';
import type { EdgeColumns, EventColumns, StateColumns, TableColumns } from './event-columns.ts';

export async function takeCounterBlock(db: Db): Promise<bigint> {
  const { rows } = await db.query<{ block: string }>({
    name: 'capture_counter',
    text: `select nextval('event_counter_seq')::text as block`,
  });
  return BigInt(rows[0]!.block);
}

/**
 * Opens the capture inside its transaction: the shared lock whose key is the clock makes the watermark (see
 * ARCHITECTURE.md), the second keeps declarations of errors apart from other captures.
 */
const openStatement = (holdsDeclaration: boolean): WireStatement => ({
  name: holdsDeclaration ? 'capture_open_alone' : 'capture_open',
  text: `select pg_advisory_xact_lock_shared((7303::bigint << 48) | floor(extract(epoch from clock_timestamp()) * 1000)::bigint),
    ${holdsDeclaration ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared'}(7304),
    floor(extract(epoch from clock_timestamp()) * 1000)::bigint::text as record_time_ms`,
  values: [],
});
const begin: WireStatement = { name: 'begin', text: 'begin', values: [] };
const commit: WireStatement = { name: 'commit', text: 'commit', values: [] };

/** An event id within the organisation that captured the event: ids of different organisations never meet. */
export interface OwnedKey {
  /** 32 hexadecimal digits. */
  readonly key: string;
  readonly orgId: number;
}

/** Names an event id of an organisation, for sets and maps. */
export const nameOfKey = ({ key, orgId }: OwnedKey): string => `${key} ${orgId}`;

function ownedKeyColumns(keys: readonly OwnedKey[]): Buffer[] {
  const ids = new UuidColumn();
  const orgIds = new Int4Column();
  for (const { key, orgId } of keys) {
    ids.add(key);
    orgIds.add(orgId);
  }
  return [ids.finish(), orgIds.finish()];
}

function seqsOf(seqs: readonly bigint[]): Buffer {
  const column = new Int8Column();
  for (const seq of seqs) column.add(seq);
  return column.finish();
}

/** What the database says of a batch before anything of it is written. */
export interface Opening {
  readonly recordTime_ms: number;
  /** Names of keys that a declaration of the same organisation calls erroneous. */
  readonly declared: ReadonlySet<string>;
  readonly disclosures: ReadonlyMap<number, number>;
  readonly organisations: ReadonlyMap<string, readonly number[]>;
}

export interface BatchNames {
  readonly keys: readonly OwnedKey[];
  readonly partyThings: readonly string[];
  readonly holdsDeclaration: boolean;
}

/** @param begins whether the transaction begins here, in the same message. */
export async function openCapture(db: Db, { keys, partyThings, holdsDeclaration }: BatchNames, begins: boolean): Promise<Opening> {
  const orgIds = new Int4Column();
  for (const orgId of new Set(keys.map((key) => key.orgId))) orgIds.add(orgId);
  const results = await runTogether(db, [
    ...(begins ? [begin] : []),
    openStatement(holdsDeclaration),
    declaredStatement(ownedKeyColumns(keys)),
    {
      name: 'capture_disclosures',
      text: 'select id, disclosure from organisations where id = any ($1::int[])',
      values: [orgIds.finish()],
    },
    {
      // Organisations behind places and parties: a place's owner, or the holder of the GLN itself.
      name: 'capture_parties',
      text: `select thing, org_id from places where thing = any ($1::text[])
        union select t, o.id from unnest($1::text[]) t join organisations o on o.gln = split_part(t, '/', 2) and split_part(t, '/', 1) in ('414', '417')`,
      values: [textArray(partyThings)],
    },
  ]);
  const [opened, declared, disclosures, parties] = results.slice(-4) as [WireResult, WireResult, WireResult, WireResult];
  const organisations = new Map<string, number[]>();
  for (const [thing, orgId] of parties.rows) organisations.set(thing!, [...(organisations.get(thing!) ?? []), Number(orgId)]);
  return {
    recordTime_ms: Number(opened.rows[0]!.at(-1)),
    declared: namesOf(declared),
    disclosures: new Map(disclosures.rows.map(([id, disclosure]) => [Number(id), Number(disclosure)])),
    organisations,
  };
}

/** Ids of a batch, sorted, so that two captures cannot deadlock. */
export interface IdsToRegister {
  readonly keys: readonly OwnedKey[];
  readonly seqs: readonly bigint[];
}

const idsStatement = ({ keys, seqs }: IdsToRegister, onConflict: 'fail' | 'skip'): WireStatement => ({
  name: onConflict === 'fail' ? 'capture_ids' : 'capture_ids_new',
  text: `insert into event_ids (event_key, org_id, seq) select unnest($1::uuid[]), unnest($2::int[]), unnest($3::bigint[])
    ${onConflict === 'fail' ? '' : 'on conflict do nothing'}`,
  values: [...ownedKeyColumns(keys), seqsOf(seqs)],
});

/** Registers those ids that are new and tells how many they were. */
export async function registerNewIds(db: Db, ids: IdsToRegister): Promise<number> {
  const [written] = await runTogether(db, [idsStatement(ids, 'skip')]);
  return written!.count;
}

/** Whether the error says that an id of the batch was taken: nothing of the batch is written then. */
export const isIdTaken = (error: unknown): boolean => (error as { constraint?: unknown }).constraint === 'event_ids_pkey';

export interface StoredEvent {
  readonly event_key: string;
  readonly seq: string;
  readonly event_hash: string;
  readonly event_id: string;
  readonly org_id: number;
}

export async function listStoredEvents(db: Db, keys: readonly OwnedKey[]): Promise<StoredEvent[]> {
  const { rows } = await db.query<StoredEvent>({
    name: 'capture_stored',
    text: `select replace(i.event_key::text, '-', '') as event_key, i.seq, encode(e.event_hash, 'hex') as event_hash, e.event_id, e.org_id
      from unnest($1::uuid[], $2::int[]) as k (event_key, org_id)
      cross join lateral (select * from event_ids where event_key = k.event_key and org_id = k.org_id) i
      cross join lateral (select event_hash, event_id, org_id from events where seq = i.seq) e`,
    values: ownedKeyColumns(keys),
  });
  return rows;
}

const declaredStatement = (keys: readonly Buffer[]): WireStatement => ({
  name: 'capture_declared',
  // One look into the index for each key: with a join or 'in' the planner seeks all keys, once for each of them.
  text: `select distinct replace(k.event_key::text, '-', '') || ' ' || k.org_id as name from unnest($1::uuid[], $2::int[]) as k (event_key, org_id)
    cross join lateral (select from event_declarations where event_key = k.event_key and org_id = k.org_id limit 1) d`,
  values: keys,
});
const namesOf = ({ rows }: WireResult): Set<string> => new Set(rows.map(([name]) => name!));

/** Names of the keys among those given that a declaration of the same organisation calls erroneous. */
export async function listDeclaredKeys(db: Db, keys: readonly OwnedKey[]): Promise<Set<string>> {
  const [declared] = await runTogether(db, [declaredStatement(ownedKeyColumns(keys))]);
  return namesOf(declared!);
}

export interface DeclarationRow extends OwnedKey {
  readonly seq: bigint;
  readonly declaredAt_ms: number;
  readonly reason: string | null;
}

export async function insertEventDeclarations(db: Db, rows: readonly DeclarationRow[]): Promise<void> {
  const times = new TimestampColumn();
  const reasons = new TextColumn();
  for (const row of rows) {
    times.add(row.declaredAt_ms);
    reasons.add(row.reason);
  }
  await db.query({
    text: `insert into event_declarations (event_key, org_id, declaration_seq, declared_at, reason)
      select * from unnest($1::uuid[], $2::int[], $3::bigint[], $4::timestamptz[], $5::text[])`,
    values: [...ownedKeyColumns(rows), seqsOf(rows.map(({ seq }) => seq)), times.finish(), reasons.finish()],
  });
}

/** What the capture decided about its events; lists are by ordinal, the event's place in the batch. */
export interface Placement {
  readonly seqs: readonly bigint[];
  readonly recordTime_ms: number;
  readonly captureId: string | null;
  readonly orgIds: readonly number[];
  readonly partyIds: readonly (readonly number[])[];
  readonly disclosures: readonly number[];
}

/** A disclosure holds two bits for each field group; those of "what" come first. */
const what_level_mask = 3;

/** Writes a batch with all that is derived from it, and tells listeners which things changed. */
export async function insertBatch(db: Db, batch: EventColumns, placement: Placement, notices: readonly string[]): Promise<void> {
  await runTogether(db, batchStatements(batch, placement, notices));
}

/** The same with its ids, which must all be new, and what else belongs to the capture; ends the transaction. */
export async function insertAndCommit(
  db: Db,
  ids: IdsToRegister,
  batch: EventColumns,
  placement: Placement,
  notices: readonly string[],
  also: readonly WireStatement[],
): Promise<void> {
  await runTogether(db, [idsStatement(ids, 'fail'), ...batchStatements(batch, placement, notices), ...also, commit]);
}

function batchStatements(batch: EventColumns, placement: Placement, notices: readonly string[]): WireStatement[] {
  const whatLevels = placement.disclosures.map((disclosure) => disclosure & what_level_mask);
  return [
    eventsStatement(batch.events, placement),
    thingsStatement(batch.things, placement.seqs, whatLevels),
    ...(batch.terms.ordinals.length === 0 ? [] : [termsStatement(batch.terms, placement.seqs)]),
    ...(batch.edges.ordinals.length === 0 ? [] : [edgesStatement(batch.edges, placement)]),
    ...(batch.states.rows === 0 ? [] : [statesStatement(batch.states, placement.seqs)]),
    ...(batch.dispositions.ordinals.length === 0 ? [] : [dispositionsStatement(batch.dispositions, placement.seqs)]),
    ledgerStatement(batch, placement),
    ...(notices.length === 0 ? [] : [noticeStatement(notices)]),
  ];
}

function orgColumn(ordinals: Int32Array, orgIds: readonly number[]): Buffer {
  const column = new Int4Column();
  for (const ordinal of ordinals) column.add(orgIds[ordinal]!);
  return column.finish();
}

function eventsStatement({ ordinals, columns }: TableColumns, placement: Placement): WireStatement {
  const parties = new TextColumn();
  for (const ordinal of ordinals) parties.add(`{${placement.partyIds[ordinal]!.join(',')}}`);
  return {
    name: 'capture_events',
    text: `insert into events (event_id, event_hash, event_type, action, event_time, biz_step, disposition, read_point, biz_location,
        transformation_id, declaration_time, body, seq, org_id, party_ids, disclosure, record_time, capture_id)
      select unnest($1::text[]), unnest($2::bytea[]), unnest($3::text[]), unnest($4::text[]), unnest($5::timestamptz[]), unnest($6::text[]),
        unnest($7::text[]), unnest($8::text[]), unnest($9::text[]), unnest($10::text[]), unnest($11::timestamptz[]), unnest($12::text[]),
        unnest($13::bigint[]), unnest($14::int[]), unnest($15::text[])::int[], unnest($16::smallint[]), $17::timestamptz, $18::uuid`,
    values: [
      ...columns,
      seqColumn(ordinals, placement.seqs),
      orgColumn(ordinals, placement.orgIds),
      parties.finish(),
      smallColumn(ordinals, placement.disclosures),
      new Date(placement.recordTime_ms).toISOString(),
      placement.captureId,
    ],
  };
}

const thingsStatement = ({ ordinals, columns }: TableColumns, seqs: readonly bigint[], whatLevels: readonly number[]): WireStatement => ({
  name: 'capture_things',
  text: `insert into event_things (thing, event_time, role, quantity, uom, seq, what_level)
    select unnest($1::text[]), unnest($2::timestamptz[]), unnest($3::smallint[]), unnest($4::text[])::numeric, unnest($5::text[]),
      unnest($6::bigint[]), unnest($7::smallint[])`,
  values: [...columns, seqColumn(ordinals, seqs), smallColumn(ordinals, whatLevels)],
});

const termsStatement = ({ ordinals, columns }: TableColumns, seqs: readonly bigint[]): WireStatement => ({
  name: 'capture_terms',
  text: `insert into event_terms (term, event_time, seq) select unnest($1::bigint[]), unnest($2::timestamptz[]), unnest($3::bigint[])`,
  values: [...columns, seqColumn(ordinals, seqs)],
});

const edgesStatement = (edges: EdgeColumns, { seqs, disclosures }: Placement): WireStatement => ({
  name: 'capture_edges',
  // The hub of a transformation without a transformationID is the event itself, whose number is known only now.
  text: `insert into edges (thing, hub, kind, event_time, quantity, uom, seq, what_level)
    select thing, case hub when '${own_hub}' then '${own_hub}' || seq else hub end, kind, event_time, quantity::numeric, uom, seq, what_level
    from (select unnest($1::text[]) as thing, unnest($2::text[]) as hub, unnest($3::smallint[]) as kind, unnest($4::timestamptz[]) as event_time,
      unnest($5::text[]) as quantity, unnest($6::text[]) as uom, unnest($7::bigint[]) as seq, unnest($8::smallint[]) as what_level) r`,
  values: [...edges.columns, seqColumn(edges.ordinals, seqs), edgeLevelColumn(edges, disclosures)],
});

const ledgerStatement = ({ events: { ordinals }, hashes }: EventColumns, { seqs, orgIds, recordTime_ms }: Placement): WireStatement => ({
  name: 'capture_ledger',
  text: `insert into ledger_queue (seq, event_hash, org_id, record_time)
    select unnest($1::bigint[]), unnest($2::bytea[]), unnest($3::int[]), $4::timestamptz`,
  values: [seqColumn(ordinals, seqs), hashes, orgColumn(ordinals, orgIds), new Date(recordTime_ms).toISOString()],
});

/** Outside a batch, for what was computed again. */
export async function sendNotices(db: Db, payloads: readonly string[]): Promise<void> {
  if (payloads.length > 0) await runTogether(db, [noticeStatement(payloads)]);
}

function noticeStatement(payloads: readonly string[]): WireStatement {
  const column = new TextColumn();
  for (const payload of payloads) column.add(payload);
  return { name: 'capture_notify', text: `select pg_notify('nguon_things', p) from unnest($1::text[]) p`, values: [column.finish()] };
}

/** A register takes the new value when it is later by (event time, seq). */
const register = (value: string): string => {
  const later = `excluded.${value} is not null and (s.${value}_time is null or (excluded.${value}_time, excluded.${value}_seq) > (s.${value}_time, s.${value}_seq))`;
  return ['', '_time', '_seq']
    .map((suffix) => `${value}${suffix} = case when ${later} then excluded.${value}${suffix} else s.${value}${suffix} end`)
    .join(', ');
};

/** Folds the batch's own changes into the states. Rows come sorted by thing, so that two captures cannot deadlock. */
const statesStatement = (states: StateColumns, seqs: readonly bigint[]): WireStatement => ({
  name: 'capture_states',
  text: `insert into thing_states as s (thing, first_event_time, last_event_time, event_count, activated_time, last_seq, disposition,
      disposition_time, disposition_seq, biz_step, biz_step_time, biz_step_seq, place, place_time, place_seq, org_id)
    select unnest($1::text[]), unnest($2::timestamptz[]), unnest($3::timestamptz[]), unnest($4::int[]), unnest($5::timestamptz[]),
      unnest($6::bigint[]), unnest($7::text[]), unnest($8::timestamptz[]), unnest($9::bigint[]), unnest($10::text[]), unnest($11::timestamptz[]),
      unnest($12::bigint[]), unnest($13::text[]), unnest($14::timestamptz[]), unnest($15::bigint[]), unnest($16::int[])
    on conflict (thing) do update set
      first_event_time = least(s.first_event_time, excluded.first_event_time),
      org_id = case when (excluded.last_event_time, excluded.last_seq) > (s.last_event_time, s.last_seq) then excluded.org_id else s.org_id end,
      last_seq = case when (excluded.last_event_time, excluded.last_seq) > (s.last_event_time, s.last_seq) then excluded.last_seq else s.last_seq end,
      last_event_time = greatest(s.last_event_time, excluded.last_event_time),
      event_count = s.event_count + excluded.event_count,
      ${register('disposition')}, ${register('biz_step')}, ${register('place')},
      activated_time = least(s.activated_time, excluded.activated_time)`,
  values: [
    ...states.columns,
    seqColumn(states.lastOrdinals, seqs),
    ...states.registers.flatMap(({ columns, ordinals }) => [...columns, seqColumn(ordinals, seqs)]),
    states.orgIds,
  ],
});

const dispositionsStatement = ({ ordinals, columns }: TableColumns, seqs: readonly bigint[]): WireStatement => ({
  name: 'capture_dispositions',
  text: `insert into thing_dispositions as d (thing, disposition, is_set, event_time, org_id, seq)
    select thing, disposition, is_set = 1, event_time, org_id, seq
    from (select unnest($1::text[]) as thing, unnest($2::text[]) as disposition, unnest($3::smallint[]) as is_set,
      unnest($4::timestamptz[]) as event_time, unnest($5::int[]) as org_id, unnest($6::bigint[]) as seq) r
    on conflict (thing, disposition, org_id) do update set is_set = excluded.is_set, event_time = excluded.event_time, seq = excluded.seq
    where (excluded.event_time, excluded.seq) > (d.event_time, d.seq)`,
  values: [...columns, seqColumn(ordinals, seqs)],
});

/** Folds states that were computed again into what is there; `seqs` by ordinal. */
export async function mergeStates(db: Db, states: StateColumns, dispositions: TableColumns, seqs: readonly bigint[]): Promise<void> {
  const statements = [
    ...(states.rows === 0 ? [] : [statesStatement(states, seqs)]),
    ...(dispositions.ordinals.length === 0 ? [] : [dispositionsStatement(dispositions, seqs)]),
  ];
  if (statements.length > 0) await runTogether(db, statements);
}
