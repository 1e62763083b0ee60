// SQL of EPCIS queries: conditions become one statement, driven by the index that fits.
import { thingRoles } from '@nguon/epcis';
import { Int2Column, Int8Column, textArray } from '../binary-array.ts';
import type { Db } from '../db.ts';
import { runTogether } from '../run-together.ts';
import { writeInstant } from './instant.ts';

/** An event as a query returns it, before disclosure. */
export interface QueriedEvent {
  readonly seq: string;
  readonly event_id: string;
  readonly body: string;
  readonly event_time_ms: number;
  readonly record_time_ms: number;
  readonly org_id: number;
  readonly party_ids: readonly number[];
  readonly disclosure: number;
  readonly org_unit_id: number | null;
}

/**
 * Two columns: a head of what is short, then the body. Ten columns of thirty rows cost more to take in than to find. Of a candidate
 * that the reader may not see or that fell to a condition, the head ends after its place in the order, and there is no body.
 */
function readRow([head, body]: readonly (string | null)[]): QueriedEvent {
  const [seq, eventTime, , recordTime, orgId, disclosure, unitId, partyIds, eventId, ...more] = head!.split(' ') as [...HeadTexts];
  return {
    seq,
    event_id: more.length === 0 ? eventId : [eventId, ...more].join(' '),
    body: body!,
    event_time_ms: readStored(eventTime),
    record_time_ms: readStored(recordTime),
    org_id: Number(orgId),
    party_ids: partyIds === '{}' ? [] : partyIds.slice(1, -1).split(',').map(Number),
    disclosure: Number(disclosure),
    org_unit_id: unitId === '' ? null : Number(unitId),
  };
}

type HeadTexts = [string, string, string, string, string, string, string, string, string, ...string[]];

/** Seconds since 1970 of a time that is kept in whole milliseconds. */
const readStored = (seconds: string): number => Math.round(Number(seconds) * 1e3);
/** The same of the clock, cut and not rounded: what was recorded later than it has a later time. */
const readClock = (seconds: string): number => Math.floor(Math.round(Number(seconds) * 1e6) / 1e3);

/** One condition; all must hold. Columns are those of `events`. */
export type Condition =
  | { readonly kind: 'in'; readonly column: EventColumn; readonly values: readonly string[] }
  /** A condition on a place asks that the reader may see places of the event. */
  | { readonly kind: 'place'; readonly column: 'read_point' | 'biz_location'; readonly values: readonly string[] }
  | { readonly kind: 'eventKeys'; readonly keys: readonly string[]; readonly values: readonly string[] }
  | { readonly kind: 'time'; readonly column: 'event_time' | 'record_time'; readonly operator: '>=' | '<'; readonly at_ms: number }
  | { readonly kind: 'match'; readonly roles: readonly number[]; readonly patterns: readonly ThingPattern[] }
  /** `finds` tells whether the terms hold a value asked for, which few events have, or only that something is there. */
  | { readonly kind: 'terms'; readonly terms: readonly number[]; readonly finds: 'value' | 'presence' };

export type EventColumn = 'event_type' | 'action' | 'biz_step' | 'disposition';
export type ThingPattern = { readonly kind: 'exact' | 'prefix'; readonly thing: string };

export interface EventSelection {
  readonly conditions: readonly Condition[];
  readonly orderBy: 'event_time' | 'record_time';
  readonly descending: boolean;
  readonly limit: number;
  /** The last row of the page before: rows after it, none recorded later than the first page's clock. */
  readonly after?: { readonly at: string; readonly seq: string; readonly recordedUntil: string };
  /** Record times from here on may still be joined by a running capture: leave them out. */
  readonly recordedBefore_ms?: number;
  /** Whether rows tell the unit of the capturing organisation. */
  readonly withUnits: boolean;
}

/** As text the shortest that reads back the same: microseconds of our centuries come through (float8). */
const instant = (time: string): string => `date_part('epoch', ${time})`;
/** Only an officer's view asks where the capturing organisation is. */
const unitColumn = "coalesce((select o.unit_id from organisations o where o.id = e.org_id)::text, '')";
/** Head and body of `readRow`. @param place whose place in the order it is: of the event, or of a candidate without one */
const columnsFor = (withUnits: boolean, place = 'e'): string => {
  const order = `${place}.seq || ' ' || ${instant(`${place}.event_time`)} || ' ' || ${instant('statement_timestamp()')}`;
  const shown = `${instant('e.record_time')} || ' ' || e.org_id || ' ' || e.disclosure || ' ' || ${withUnits ? unitColumn : "''"} || ' ' || e.party_ids::text || ' ' || e.event_id`;
  return `${order} || coalesce(' ' || ${shown}, ''), e.body`;
};

/** `event_things.role` of places. */
const place_roles = { read_point: thingRoles.readPoint, biz_location: thingRoles.bizLocation } as const;

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

function bigArray(numbers: readonly number[]): Buffer {
  const column = new Int8Column();
  for (const number of numbers) column.addNumber(number);
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
    case 'terms':
      return `exists (select 1 from event_terms x where x.term = any (${values.add(bigArray(condition.terms), '::bigint[]')}) and x.event_time = e.event_time and x.seq = e.seq)`;
  }
}

/** Rows that meet every condition, and how far the statement looked. */
export interface SelectedEvents {
  readonly rows: readonly QueriedEvent[];
  /** Candidates looked at: rows, and those that the conditions or the reader's policies left out. */
  readonly looked: number;
  /** Sort value and number of the last candidate; undefined where there was none. */
  readonly end: { readonly at: string; readonly seq: string } | undefined;
  /** Whether nothing can follow. */
  readonly isLast: boolean;
  /** When the statement read; undefined where it found no candidate. */
  readonly readAt: string | undefined;
}

/** The next events in order, from at most `limit` candidates. Run it under the reader's row policies. */
export async function selectEvents(db: Db, selection: EventSelection): Promise<SelectedEvents> {
  const values = new Values();
  const driver = chooseDriver(selection);
  const isBatch = driver?.kind === 'batch';
  const text =
    driver?.kind === 'batch'
      ? batchText(driver.condition, selection, values)
      : plainText(driver?.condition, selection, values, columnsFor(selection.withUnits));
  const [answer] = await runTogether(db, [{ name: statementName(text), text, values: values.list }]);
  const found = answer!.rows;
  const last = found.at(-1);
  const [seq = '', eventTime = '', readAt = '', recordTime = ''] = last?.[0]?.split(' ', 4) ?? [];
  return {
    // Of a batch, candidates that fell to a condition have no body.
    rows: found.filter((row) => !isBatch || row[1] !== null).map(readRow),
    looked: found.length,
    end:
      last === undefined ? undefined : { at: writeInstant(readStored(selection.orderBy === 'event_time' ? eventTime : recordTime)), seq },
    isLast: found.length < selection.limit,
    readAt: last === undefined ? undefined : writeInstant(readClock(readAt)),
  };
}

/** How many events satisfy every condition, counted up to `selection.limit`. */
export async function countEvents(db: Db, selection: EventSelection): Promise<number> {
  const values = new Values();
  const driver = chooseDriver(selection);
  const joined = driver?.condition.kind === 'match' || driver?.condition.kind === 'eventKeys' ? driver.condition : undefined;
  const text = `select count(*) from (${plainText(joined, selection, values, 'e.seq')}) counted`;
  const [answer] = await runTogether(db, [{ name: '', text, values: values.list }]);
  return Number(answer!.rows[0]![0]);
}

type ThingMatch = Extract<Condition, { kind: 'match' }>;
type Terms = Extract<Condition, { kind: 'terms' }>;

type Place = Extract<Condition, { kind: 'place' }>;

type Driver =
  /** Candidates come batch by batch from an index ordered by event time, all other conditions are asked of each. */
  | { readonly kind: 'batch'; readonly condition: ThingMatch | Place | Terms }
  /** Candidates are all events of several things, or those of ids; undefined = all events in order. */
  | { readonly kind: 'join'; readonly condition: ThingMatch | Extract<Condition, { kind: 'eventKeys' }> };

/** With more things than this, reading a batch of each would cost more than reading all of them once. */
const batch_things_max = 100;

const isEventTime = (condition: Condition): condition is Extract<Condition, { kind: 'time' }> =>
  condition.kind === 'time' && condition.column === 'event_time';

/** Whether nothing but the reader's policies can make a candidate fall: then as many candidates as rows wanted are enough. */
export function isEveryCandidateARow(selection: Pick<EventSelection, 'conditions' | 'orderBy'>): boolean {
  const driver = chooseDriver(selection);
  return driver?.kind !== 'batch' || selection.conditions.every((condition) => condition === driver.condition || isEventTime(condition));
}

/** Whether an index finds the candidates; else all events are looked through in order. */
export const hasIndexOfItsOwn = (selection: Pick<EventSelection, 'conditions' | 'orderBy'>): boolean =>
  chooseDriver(selection) !== undefined;

const isSingleThing = ({ patterns }: ThingMatch): boolean => patterns.length === 1 && patterns[0]!.kind === 'exact';
const isExact = ({ patterns }: ThingMatch): boolean => patterns.every(({ kind }) => kind === 'exact');

/** The condition whose index finds the candidates: ids, then things, then values, then places, then what is only there. */
function chooseDriver({ conditions, orderBy }: Pick<EventSelection, 'conditions' | 'orderBy'>): Driver | undefined {
  const keys = conditions.find((condition) => condition.kind === 'eventKeys');
  if (keys !== undefined) return { kind: 'join', condition: keys };
  const things = conditions.filter((condition) => condition.kind === 'match');
  const match = things.find(isSingleThing) ?? things.find(isExact) ?? things[0];
  if (orderBy !== 'event_time') return match === undefined ? undefined : { kind: 'join', condition: match };
  const terms = conditions.filter((condition) => condition.kind === 'terms');
  const value = terms.find(({ finds }) => finds === 'value');
  const place = conditions.filter((condition) => condition.kind === 'place').find(({ values }) => values.length <= batch_things_max);
  const isFew = match !== undefined && isExact(match) && match.patterns.length <= batch_things_max;
  if (isFew && (isSingleThing(match) || value === undefined)) return { kind: 'batch', condition: match };
  if (match !== undefined && value === undefined) return { kind: 'join', condition: match };
  const condition = value ?? place ?? terms[0];
  return condition === undefined ? undefined : { kind: 'batch', condition };
}

/** Conditions of all but the driver, of the watermark and of the first page's clock. */
function otherConditions(driver: Condition | undefined, selection: EventSelection, values: Values): string[] {
  const { conditions, recordedBefore_ms, after } = selection;
  const texts = conditions.filter((condition) => condition !== driver).map((condition) => eventCondition(condition, values));
  if (driver?.kind === 'eventKeys') texts.push(eventCondition(driver, values));
  if (recordedBefore_ms !== undefined)
    texts.push(`e.record_time < to_timestamp(${values.add(recordedBefore_ms / 1000, '::double precision')})`);
  if (after !== undefined) texts.push(`e.record_time <= ${values.add(after.recordedUntil, '::timestamptz')}`);
  return texts;
}

/** `and (time, seq) < (…)` for a source that is ordered by them. */
function positionText(column: string, alias: string, { after, descending }: EventSelection, values: Values): string {
  if (after === undefined) return '';
  return ` and (${alias}.${column}, ${alias}.seq) ${descending ? '<' : '>'} (${values.add(after.at, '::timestamptz')}, ${values.add(after.seq, '::bigint')})`;
}

function plainText(
  driver: Extract<Condition, { kind: 'match' | 'eventKeys' }> | undefined,
  selection: EventSelection,
  values: Values,
  columns: string,
): string {
  const { orderBy, descending } = selection;
  const direction = descending ? 'desc' : 'asc';
  const conditions = otherConditions(driver, selection, values);
  const where = `where ${conditions.length === 0 ? 'true' : conditions.join(' and ')}${positionText(orderBy, 'e', selection, values)}`;
  const order = `order by e.${orderBy} ${direction}, e.seq ${direction} limit ${values.add(selection.limit)}`;
  if (driver?.kind === 'match')
    return `select ${columns} from (select distinct d.seq from event_things d where ${thingCondition('d', driver, values)}) t cross join lateral (select * from events where seq = t.seq) e ${where} ${order}`;
  if (driver?.kind === 'eventKeys') {
    const keys = values.add(`{${driver.keys.join(',')}}`, '::uuid[]');
    // A declaration has the id of its event (EPCIS 2.0 §7.4.1.2) and is found by it too.
    return `select ${columns} from (select seq from event_ids where event_key = any (${keys})
        union select declaration_seq from event_declarations where event_key = any (${keys})) i
      cross join lateral (select * from events where seq = i.seq) e ${where} ${order}`;
  }
  return `select ${columns} from events e ${where} ${order}`;
}

/**
 * The latest candidates of a thing or of terms, each with its event where that is there, may be seen and meets the other
 * conditions: "latest 30 events of a thing" reads 30 rows of the index and no more.
 */
function batchText(driver: ThingMatch | Place | Terms, selection: EventSelection, values: Values): string {
  const direction = selection.descending ? 'desc' : 'asc';
  const others = { ...selection, conditions: selection.conditions.filter((condition) => !isEventTime(condition)) };
  // A place is asked of the event again: whether the reader may see places of it stands there.
  const source = candidatesText(driver, selection, values);
  const conditions = otherConditions(driver.kind === 'place' ? undefined : driver, others, values);
  if (conditions.length > 0)
    return `select ${columnsFor(selection.withUnits, 't')} from (${source}) t left join lateral (select e.* from (select * from events where seq = t.seq limit 1) e where ${conditions.join(' and ')}) e on true order by t.event_time ${direction}, t.seq ${direction}`;
  return `select r.head, r.body from (select array_agg(event_time order by event_time ${direction}, seq ${direction}) times,
      array_agg(seq order by event_time ${direction}, seq ${direction}) seqs, min(seq) first_seq, max(seq) last_seq from (${source}) s) c
    cross join lateral nguon_event_rows(c.times, c.seqs, c.first_seq, c.last_seq, ${selection.withUnits}) r`;
}

/** Event time and number of the next candidates, at most `limit`. */
function candidatesText(driver: ThingMatch | Place | Terms, selection: EventSelection, values: Values): string {
  const direction = selection.descending ? 'desc' : 'asc';
  const limit = values.add(selection.limit);
  const bounds =
    selection.conditions
      .filter(isEventTime)
      .map(({ operator, at_ms }) => ` and x.event_time ${operator} to_timestamp(${values.add(at_ms / 1000, '::double precision')})`)
      .join('') + positionText('event_time', 'x', selection, values);
  // A thing may stand in an event under two roles, an event under two things or terms; seq decides within one instant.
  const next = (alias: string, from: string): string =>
    `select distinct on (${alias}.event_time, ${alias}.seq) ${alias}.event_time, ${alias}.seq from ${from} order by ${alias}.event_time ${direction}, ${alias}.seq ${direction} limit ${limit}`;
  if (driver.kind === 'match' && isSingleThing(driver))
    return next('x', `event_things x where ${thingCondition('x', driver, values)}${bounds}`);
  const ofEach = (list: string, found: string): string =>
    next('f', `unnest((select ${list})) w (found) cross join lateral (${next('x', found)}) f`);
  if (driver.kind === 'terms')
    return ofEach(values.add(bigArray(driver.terms), '::bigint[]'), `event_terms x where x.term = w.found${bounds}`);
  const things = driver.kind === 'match' ? driver.patterns.map(({ thing }) => thing) : driver.values;
  const roles = values.add(smallArray(driver.kind === 'match' ? driver.roles : [place_roles[driver.column]]), '::smallint[]');
  return ofEach(values.add(textArray(things), '::text[]'), `event_things x where x.thing = w.found and x.role = any (${roles})${bounds}`);
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

export interface IdLookUp {
  readonly eventKey: string;
  readonly eventId: string;
  /** 0 for the public. */
  readonly readerOrgId: number;
  readonly withUnits: boolean;
  readonly limit: number;
}

/**
 * The event with this eventID and its error declarations, oldest first: of the organisation that captured it and of the reader's own;
 * of others only where the reader sees no event. Whether a hidden event is there changes nothing of what is found.
 */
export async function listEventsById(db: Db, { eventKey, eventId, readerOrgId, withUnits, limit }: IdLookUp): Promise<QueriedEvent[]> {
  const [answer] = await runTogether(db, [
    {
      name: withUnits ? 'query_by_id_units' : 'query_by_id',
      text: `select ${columnsFor(withUnits)} from (select seq from event_ids where event_key = $1::uuid
          union all select declaration_seq from event_declarations d where event_key = $1::uuid and (d.org_id = $4::integer
            or exists (select 1 from event_ids where event_key = $1::uuid and org_id = d.org_id)
            or not exists (select 1 from event_ids n cross join lateral nguon_event(n.seq) e where n.event_key = $1::uuid and ${mayLookUpId}))) i
        cross join lateral nguon_event(i.seq) e where e.event_id = $2 and ${mayLookUpId} order by e.seq limit $3`,
      values: [eventKey, eventId, String(limit), String(readerOrgId)],
    },
  ]);
  return answer!.rows.map(readRow);
}
