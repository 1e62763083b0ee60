// The top-level resources (EPCIS 2.0 §12.6): what there is of event types, EPCs, steps, places and dispositions that a reader may see.
import { CBV_LISTS, EVENT_TYPES, readQueryParameters } from '@nguon/epcis';
import type { QueryCondition } from '@nguon/epcis';
import type { Reader } from '../access/reader.ts';
import { listedResources } from '../capture/listed-values.ts';
import type { Context } from '../context.ts';
import { asReader } from '../db.ts';
import type { Fault } from '../errors.ts';
import { isThingSeen, isAnyValueListed, listListedValues, listThings } from './listed-store.ts';
import { atTheTurnstile } from './turnstiles.ts';

export type TopLevelName = 'eventTypes' | 'epcs' | 'bizSteps' | 'bizLocations' | 'readPoints' | 'dispositions';

/** The query parameter that the path below each resource stands for. */
export const parameterOf: Readonly<Record<TopLevelName, string>> = {
  eventTypes: 'eventType',
  epcs: 'MATCH_anyEPC',
  bizSteps: 'EQ_bizStep',
  bizLocations: 'EQ_bizLocation',
  readPoints: 'EQ_readPoint',
  dispositions: 'EQ_disposition',
};

const wordsOf: Readonly<Partial<Record<TopLevelName, readonly string[]>>> = {
  eventTypes: [...EVENT_TYPES],
  bizSteps: CBV_LISTS.bizStep.rows.map(([word]) => word),
  dispositions: CBV_LISTS.disposition.rows.map(([word]) => word),
};

/** Things looked at for one page of EPCs: where the reader may see few of many, a page is short and the next goes on. */
const things_looked_max = 20_000;
const things_at_once_max = 2_000;
/** As long as one look takes less than this, the next is at twice as many. */
const quick_look_ms = 50;
/** Inside hidden things a page is empty after this, and the next goes on: nobody waits for long. */
const looking_max_ms = 250;

export interface MemberPage {
  /** Words, URIs, or index keys of places and EPCs, in byte order. */
  readonly members: readonly string[];
  /** Where the next page begins; undefined on the last. */
  readonly last: string | undefined;
}

export function listMembers(context: Context, reader: Reader, name: TopLevelName, after: string, limit: number): Promise<MemberPage> {
  return atTheTurnstile(context.database, reader, () =>
    name === 'epcs' ? listEpcs(context, reader, after, limit) : listValues(context, reader, name, after, limit),
  );
}

async function listValues(
  context: Context,
  reader: Reader,
  name: Exclude<TopLevelName, 'epcs'>,
  after: string,
  limit: number,
): Promise<MemberPage> {
  const own = await asReader(context.database, reader, (db) => listListedValues(db, reader, listedResources[name], after, limit + 1));
  return cutPage([...wordsAfter(name, after), ...own].sort(compareBytes), limit);
}

/** As the database compares: `collate "C"`. */
const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const wordsAfter = (name: TopLevelName, after: string): string[] =>
  (wordsOf[name] ?? []).filter((word) => compareBytes(word, after) > 0).sort(compareBytes);

function cutPage(found: readonly string[], limit: number): MemberPage {
  const members = found.slice(0, limit);
  return { members, last: found.length > limit ? members.at(-1) : undefined };
}

async function listEpcs(context: Context, reader: Reader, after: string, limit: number): Promise<MemberPage> {
  const members: string[] = [];
  const begin_ms = context.now().getTime();
  let [last, looked, count, at_ms] = [after, 0, limit + 1, begin_ms];
  while (looked < things_looked_max && at_ms - begin_ms < looking_max_ms) {
    const [from, most] = [last, count];
    const things = await asReader(context.database, reader, (db) => listThings(db, from, most));
    for (const { thing, seen } of things) {
      if (seen && members.length === limit) return { members, last: members.at(-1) };
      if (seen) members.push(thing);
      last = thing;
    }
    if (things.length < count) return { members, last: undefined };
    looked += things.length;
    const now_ms = context.now().getTime();
    if (now_ms - at_ms < quick_look_ms) count = Math.min(count * 2, things_at_once_max);
    at_ms = now_ms;
  }
  return { members, last };
}

export type MemberReading =
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown' }
  /** No identifier at all: said with what is wrong with it. */
  | { readonly kind: 'malformed'; readonly faults: readonly Fault[] };

/** Whether the value of a path is one of the resource's members, as far as the reader may know. */
export async function readMember(
  context: Context,
  reader: Reader,
  name: TopLevelName,
  value: string,
  extensions: Readonly<Record<string, string>>,
): Promise<MemberReading> {
  const { query, faults } = readQueryParameters([[parameterOf[name], [value]]], { extensions });
  const condition = query?.conditions[0];
  if (condition === undefined) return wordsOf[name] === undefined ? { kind: 'malformed', faults } : { kind: 'unknown' };
  return { kind: (await isMember(context, reader, name, condition)) ? 'known' : 'unknown' };
}

async function isMember(context: Context, reader: Reader, name: TopLevelName, condition: QueryCondition): Promise<boolean> {
  const key = keyOf(condition);
  if (key === undefined) return false;
  if (wordsOf[name]?.includes(key) === true) return true;
  return asReader(context.database, reader, (db) =>
    name === 'epcs' ? isThingSeen(db, key) : isAnyValueListed(db, reader, [listedResources[name]], [key]),
  );
}

/** A pattern is no EPC: it is asked for with MATCH_anyEPC. */
function keyOf(condition: QueryCondition): string | undefined {
  if (condition.kind === 'words') return condition.values[0];
  if (condition.kind === 'places') return condition.things[0];
  const match = condition.kind === 'match' ? condition.matches[0] : undefined;
  return match?.kind === 'exact' ? match.thing : undefined;
}
