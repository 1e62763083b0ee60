// SQL of EPCIS queries: conditions become one statement, driven by the index that fits.
import { Int2Column, textArray } from '../binary-array.ts';
import type { Db } from '../db.ts';
import { runTogether } from '../run-together.ts';

/** An event as a query returns it, before disclosure. */
export interface QueriedEvent {
  readonly seq: string;
  readonly event_id: string;
  readonly body: string;
  /** ISO 8601 in UTC, like the two others. */
  readonly event_time: string;
  readonly record_time: string;
  readonly org_id: number;
  readonly party_ids: readonly number[];
  readonly disclosure: number;
  readonly org_unit_id: number | null;
  /** When the statement read; the same in every row. */
  readonly read_at: string;
}

/** Values come as PostgreSQL wrote them: thirty rows of dates and lists cost more to parse than to find. */
function readRow(row: readonly (string | null)[]): QueriedEvent {
  const [seq, eventId, body, eventTime, recordTime, orgId, partyIds, disclosure, readAt, unitId] = row as readonly string[];
  return {
    seq: seq!,
    event_id: eventId!,
    body: body!,
    event_time: writeInstant(eventTime!),
    record_time: writeInstant(recordTime!),
    org_id: Number(orgId),
    party_ids: partyIds === '{}' ? [] : partyIds!.slice(1, -1).split(',').map(Number),
    disclosure: Number(disclosure),
    org_unit_id: typeof unitId === 'string' ? Number(unitId) : null,
    read_at: writeInstant(readAt!),
  };
}

/** `2026-09-01 00:00:00.5+00`, as sessions in UTC write it, as ISO 8601 in milliseconds. */
function writeInstant(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).slice(0, 3).padEnd(3, '0')}Z`;
}

/** One condition; all must hold. Columns are those of `events`. */
export type Condition =
  | { readonly kind: 'in'; readonly column: EventColumn; readonly values: readonly string[] }
  /** A condition on a place asks that the reader may see places of the event. */
  | { readonly kind: 'place'; readonly column: 'read_point' | 'biz_location'; readonly values: readonly string[] }
  | { readonly kind: 'eventKeys'; readonly keys: readonly string[]; readonly values: readonly string[] }
  | { readonly kind: 'time'; readonly column: 'event_time' | 'record_time'; readonly operator: '>=' | '<'; readonly at_ms: number }
  | { readonly kind: 'match'; readonly roles: readonly number[]; readonly patterns: readonly ThingPattern[] };

export type EventColumn = 'event_type' | 'action' | 'biz_step' | 'disposition';
export type ThingPattern = { readonly kind: 'exact' | 'prefix'; readonly thing: string };

export interface EventSelection {
  readonly conditions: readonly Condition[];
  readonly orderBy: 'event_time' | 'record_time';
  readonly descending: boolean;
  readonly limit: number;
  /** The last row of the page before: rows after it, none recorded later than the first page's clock. */
  readonly after?: { readonly at_us: string; readonly seq: string; readonly recordedUntil: string };
  /** Record times from here on may still be joined by a running capture: leave them out. */
  readonly recordedBefore_ms?: number;
  /** Whether rows tell the unit of the capturing organisation. */
  readonly withUnits: boolean;
}

const columns = 'e.seq, e.event_id, e.body, e.event_time, e.record_time, e.org_id, e.party_ids, e.disclosure, statement_timestamp()';
/** Only an officer's view asks where the capturing organisation is. */
const unitColumn = '(select o.unit_id from organisations o where o.id = e.org_id)';
const columnsFor = (withUnits: boolean): string => (withUnits ? `${columns}, ${unitColumn}` : columns);

/** Place of the group `where` in the disclosure, in bits. */
const where_shift = 2;

/**
 * An id made of the event's hash (CBV 2.0 §8.9) says whether a guess of the whole content is right, withheld groups
 * included: only who sees everything may look an event up by it.
 */
const mayLookUpId = `(e.event_id not like 'ni:%' or ${[2, 4, 6, 8, 10].map((shift) => `nguon_sees(e.disclosure, e.org_id, e.party_ids, ${shift})`).join(' and ')})`;

/** The smallest text above every text that starts with `prefix`, in byte order. */
function endOfPrefix(prefix: string): string {
  return prefix + '\u{10ffff}';
}

/** Collects values and hands out their `$n`. */
class Values {
  readonly list: (Buffer | string)[] = [];
  add(value: Buffer | string | number, cast = ''): string {
    this.list.push(typeof value === 'number' ? String(value) : value);
    return `$${this.list.length}${cast}`;
  }
}

function smallArray(numbers: readonly number[]): Buffer {
  const column = new Int2Column();
  for (const number of numbers) column.add(number);
  return column.finish();
}

function thingCondition(alias: string, { roles, patterns }: Extract<Condition, { kind: 'match' }>, values: Values): string {
  const exact = patterns.filter(({ kind }) => kind === 'exact').map(({ thing }) => thing);
  const parts = patterns
    .filter(({ kind }) => kind === 'prefix')
    .map(({ thing }) => `(${alias}.thing >= ${values.add(thing)} and ${alias}.thing < ${values.add(endOfPrefix(thing))})`);
  if (exact.length === 1) parts.push(`${alias}.thing = ${values.add(exact[0]!)}`);
  else if (exact.length > 1) parts.push(`${alias}.thing = any (${values.add(textArray(exact), '::text[]')})`);
  return `(${parts.join(' or ')}) and ${alias}.role = any (${values.add(smallArray(roles), '::smallint[]')})`;
}

function eventCondition(condition: Condition, values: Values): string {
  switch (condition.kind) {
    case 'in':
      return `e.${condition.column} = any (${values.add(textArray(condition.values), '::text[]')})`;
    case 'place':
      return `e.${condition.column} = any (${values.add(textArray(condition.values), '::text[]')}) and nguon_sees(e.disclosure, e.org_id, e.party_ids, ${where_shift})`;
    case 'eventKeys':
      return `e.event_id = any (${values.add(textArray(condition.values), '::text[]')}) and ${mayLookUpId}`;
    case 'time':
      return `e.${condition.column} ${condition.operator} to_timestamp(${values.add(condition.at_ms / 1000, '::double precision')})`;
    case 'match':
      return `exists (select 1 from event_things m where m.seq = e.seq and ${thingCondition('m', condition, values)})`;
  }
}

/** Events that satisfy every condition, in order, at most `limit`. Run it under the reader's row policies. */
export async function selectEvents(db: Db, selection: EventSelection): Promise<QueriedEvent[]> {
  const columns = columnsFor(selection.withUnits);
  const values = new Values();
  const { orderBy, descending, after } = selection;
  const direction = descending ? 'desc' : 'asc';
  // One MATCH drives when there is one: its index is ordered by event time within a thing.
  const driver = selection.conditions.find((condition) => condition.kind === 'match');
  const keys = selection.conditions.find((condition) => condition.kind === 'eventKeys');
  const conditions = selection.conditions.filter((condition) => condition !== driver).map((condition) => eventCondition(condition, values));
  if (selection.recordedBefore_ms !== undefined)
    conditions.push(`e.record_time < to_timestamp(${values.add(selection.recordedBefore_ms / 1000, '::double precision')})`);
  if (after !== undefined) {
    conditions.push(`e.record_time <= ${values.add(after.recordedUntil, '::timestamptz')}`);
    conditions.push(
      `(e.${orderBy}, e.seq) ${descending ? '<' : '>'} (${values.add(after.at_us, '::timestamptz')}, ${values.add(after.seq, '::bigint')})`,
    );
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const order = `order by e.${orderBy} ${direction}, e.seq ${direction} limit ${values.add(selection.limit)}`;
  const text =
    driver !== undefined
      ? `select ${columns} from (${drivingThings(driver, selection, values)}) t cross join lateral (select * from events where seq = t.seq) e ${where} ${order}`
      : keys !== undefined
        ? `select ${columns} from event_ids i cross join lateral (select * from events where seq = i.seq) e
           ${where} and i.event_key = any (${values.add(`{${keys.keys.join(',')}}`, '::uuid[]')}) ${order}`
        : `select ${columns} from events e ${where} ${order}`;
  const [answer] = await runTogether(db, [{ name: statementName(text), text, values: values.list }]);
  return answer!.rows.map(readRow);
}

/**
 * Sequence numbers of the events that name the thing. With no further condition and event-time order the limit is
 * put here, so that "latest 30 events of a thing" reads 30 rows of the index and no more.
 */
function drivingThings(driver: Extract<Condition, { kind: 'match' }>, selection: EventSelection, values: Values): string {
  const inner = `from event_things d where ${thingCondition('d', driver, values)}`;
  const single = driver.patterns.length === 1 && driver.patterns[0]!.kind === 'exact';
  const alone = selection.conditions.length === 1 && selection.recordedBefore_ms === undefined && selection.orderBy === 'event_time';
  if (!single || !alone) return `select distinct d.seq ${inner}`;
  const direction = selection.descending ? 'desc' : 'asc';
  const after = selection.after;
  // A thing may stand in an event under two roles: distinct keeps the order because seq decides within one instant.
  const position =
    after === undefined
      ? ''
      : `and (d.event_time, d.seq) ${selection.descending ? '<' : '>'} (${values.add(after.at_us, '::timestamptz')}, ${values.add(after.seq, '::bigint')})`;
  const spare = after === undefined ? selection.limit : selection.limit + 1_000;
  return `select distinct on (d.event_time, d.seq) d.event_time, d.seq ${inner} ${position} order by d.event_time ${direction}, d.seq ${direction} limit ${values.add(spare)}`;
}

/** Every connection keeps what it has prepared: whoever asks in ever new shapes must not fill its memory. */
const prepared_texts_max = 300;
const preparedNames = new Map<string, string>();

/** Equal texts share a prepared statement; beyond the first few hundred shapes a query goes unprepared, under no name. */
function statementName(text: string): string {
  const known = preparedNames.get(text);
  if (known !== undefined || preparedNames.size >= prepared_texts_max) return known ?? '';
  const name = `query_${preparedNames.size}`;
  preparedNames.set(text, name);
  return name;
}

/** Every running capture's record time is at or after this instant: below it nothing can still appear. */
export async function findWatermark(db: Db): Promise<number> {
  const { rows } = await db.query<{ watermark_ms: string }>({
    name: 'query_watermark',
    text: `select least(floor(extract(epoch from clock_timestamp()) * 1000)::bigint,
        min(((classid::bigint & 65535) << 32) | objid::bigint))::text as watermark_ms
      from pg_locks where locktype = 'advisory' and objsubid = 1 and (classid::bigint >> 16) = 7303
        and database = (select oid from pg_database where datname = current_database())`,
  });
  return Number(rows[0]!.watermark_ms);
}

/** The event with this eventID and the error declarations of the organisation that captured it, oldest first. */
export async function listEventsById(
  db: Db,
  eventKey: string,
  eventId: string,
  withUnits: boolean,
  limit: number,
): Promise<QueriedEvent[]> {
  const [answer] = await runTogether(db, [
    {
      name: withUnits ? 'query_by_id_units' : 'query_by_id',
      text: `select ${columnsFor(withUnits)} from (select seq from event_ids where event_key = $1::uuid
          union all select declaration_seq from event_declarations d where event_key = $1::uuid and (not exists (select 1 from event_ids where event_key = $1::uuid)
            or exists (select 1 from event_ids where event_key = $1::uuid and org_id = d.org_id))) i
        cross join lateral (select * from events where seq = i.seq) e where e.event_id = $2 and ${mayLookUpId} order by e.seq limit $3`,
      values: [eventKey, eventId, String(limit)],
    },
  ]);
  return answer!.rows.map(readRow);
}
