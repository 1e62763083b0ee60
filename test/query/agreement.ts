// Asks one random query of the database, through the verb, page by page, and of the naive evaluator, and tells how they differ.
import { readQueryParameters } from '@nguon/epcis';
import type { QueryReading } from '@nguon/epcis';
import type { Reader } from '../../app/access/reader.ts';
import type { Context } from '../../app/context.ts';
import { openJsonWriter } from '../../app/query/event-writer.ts';
import type { PagePosition } from '../../app/query/page-position.ts';
import { queryEvents } from '../../app/query/query-events.ts';
import { readQuery, readQueryBody } from '../../app/subscription/named-queries/read-query-body.ts';
import { columnAsks } from './ask-columns.ts';
import { fieldAsks } from './ask-fields.ts';
import type { CapturedWorld } from './captured-world.ts';
import { disclosures } from './captured-world.ts';
import { naiveValue } from './naive-values.ts';
import { viewOf } from './naive-view.ts';
import type { CapturedEvent, NaiveReader } from './naive-view.ts';
import type { Question, Seen } from './question.ts';
import type { Seeded } from './seeded.ts';
import { extension_namespace } from './world.ts';

export interface Outcome {
  readonly difference: string | undefined;
  readonly matches: number;
  readonly pages: number;
  readonly families: readonly string[];
}

const extensions = { ex: extension_namespace };
const orders = ['eventTime', 'recordTime', 'ex:size', `${extension_namespace}#colour`] as const;

interface Order {
  readonly by: (typeof orders)[number];
  readonly direction: 'ASC' | 'DESC';
  readonly limit: number | undefined;
}

export async function checkOneQuery(context: Context, world: CapturedWorld, random: Seeded): Promise<Outcome> {
  const [naive, reader] = random.pick(world.readers);
  const questions = askSome(random, world);
  const order: Order = {
    by: random.chance(0.8) ? 'eventTime' : random.pick(orders),
    direction: random.pick(['ASC', 'DESC'] as const),
    limit: random.chance(0.15) ? 1 + random.int(40) : undefined,
  };
  const reading = readQuestions(random, questions, order);
  const families = questions.map(({ name }) => name);
  if (reading.query === undefined)
    return { difference: `refused: ${JSON.stringify(reading.faults)} of ${JSON.stringify(questions)}`, matches: 0, pages: 0, families };
  const expected = listSeen(world, naive).filter(({ seen }) => questions.every((question) => question.meets(seen)));
  const { ids, pages } = await askDatabase(context, reader, {
    ...reading.query,
    perPage: random.pick(expected.length > 200 ? [200, 1_000] : [7, 100, 1_000]),
  });
  const difference = findDifference(expected, ids, order);
  const told =
    difference === undefined ? undefined : `${difference}\n  asked as ${JSON.stringify(naive)}: ${JSON.stringify([questions, order])}`;
  return { difference: told, matches: expected.length, pages, families };
}

function askSome(random: Seeded, { events }: CapturedWorld): Question[] {
  const questions = new Map<string, Question>();
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  while (questions.size < count) {
    const question = askOne(random, events);
    questions.set(question.name, question);
  }
  return [...questions.values()];
}

function askOne(random: Seeded, events: readonly CapturedEvent[]): Question {
  if (random.chance(0.03)) return askRecordTime(random, events);
  if (random.chance(0.04)) return askEventId(random, events);
  return random.pick(random.chance(0.5) ? columnAsks : fieldAsks)(random);
}

const unknown_id = 'urn:uuid:00000000-0000-4000-9000-000000000000';

/** Ids of one, two or three events, half of them of several organisations, and sometimes one that nobody has. */
function askEventId(random: Seeded, events: readonly CapturedEvent[]): Question {
  const shared = sharedIds(events);
  const from = random.chance(0.5) && shared.length > 0 ? shared : events.map(idOf);
  const value = [...random.some(from, 1, 3), ...(random.chance(0.2) ? [unknown_id] : [])];
  return { name: 'EQ_eventID', value, meets: ({ view }) => value.includes(view['eventID'] as string) };
}

const idOf = ({ event }: CapturedEvent): string => event['eventID'] as string;

const sharedIn = new WeakMap<readonly CapturedEvent[], readonly string[]>();

/** Ids that several organisations have given. */
export function sharedIds(events: readonly CapturedEvent[]): readonly string[] {
  let shared = sharedIn.get(events);
  if (shared === undefined) {
    const times = new Map<string, number>();
    for (const event of events) times.set(idOf(event), (times.get(idOf(event)) ?? 0) + 1);
    shared = [...times].filter(([, count]) => count > 1).map(([id]) => id);
    sharedIn.set(events, shared);
  }
  return shared;
}

/** Which event it is: two organisations may give one id, but never captured a document in the same millisecond here. */
const nameOfEvent = (id: string, recordTime_ms: number): string => `${id} of ${recordTime_ms}`;

function askRecordTime(random: Seeded, events: readonly CapturedEvent[]): Question {
  const operator = random.pick(['GE', 'LT']);
  const bound = random.pick(events).recordTime_ms;
  return {
    name: `${operator}_recordTime`,
    value: new Date(bound).toISOString(),
    meets: ({ recordTime_ms }) => (operator === 'GE' ? recordTime_ms >= bound : recordTime_ms < bound),
  };
}

/** As a URL writes it, or as the JSON of a named query does. */
function readQuestions(random: Seeded, questions: readonly Question[], { by, direction, limit }: Order): QueryReading {
  const controls: (readonly [string, string | number])[] = [
    ['orderBy', by],
    ['orderDirection', direction],
    ...(limit === undefined ? [] : [['eventCountLimit', limit] as const]),
  ];
  if (random.chance(0.5)) {
    const query = Object.fromEntries([...questions.map(({ name, value }) => [name, value]), ...controls]);
    const { body, faults } = readQueryBody(JSON.stringify({ '@context': [extensions], name: 'q', query }), {});
    return body === undefined ? { query: undefined, faults } : readQuery(body);
  }
  const flat = (value: Question['value']): string => (Array.isArray(value) ? value.join('|') : value === null ? '' : String(value));
  return readQueryParameters(
    [
      ...questions.map(({ name, value }) => [name, flat(value)] as const),
      ...controls.map(([name, value]) => [name, String(value)] as const),
    ],
    { extensions },
  );
}

interface SeenEvent {
  readonly captured: CapturedEvent;
  readonly seen: Seen;
}

const seenBy = new WeakMap<NaiveReader, readonly SeenEvent[]>();

/** All events as a reader sees them, worked out once for each reader. */
function listSeen(world: CapturedWorld, naive: NaiveReader): readonly SeenEvent[] {
  let list = seenBy.get(naive);
  if (list === undefined) {
    list = world.events.flatMap((captured) => {
      const seen = seeAs(captured, naive, world);
      return seen === undefined ? [] : [{ captured, seen }];
    });
    seenBy.set(naive, list);
  }
  return list;
}

function seeAs(captured: CapturedEvent, naive: NaiveReader, { masterData }: CapturedWorld): Seen | undefined {
  const view = viewOf(captured, naive, disclosures);
  if (view === undefined) return undefined;
  // Master data of whoever captured the event and of whoever asks.
  const owners = [captured.owner, ...(naive.kind === 'organisation' && naive.organisation !== captured.owner ? [naive.organisation] : [])];
  const known = owners.map((owner) => masterData[owner]!);
  return {
    view,
    recordTime_ms: captured.recordTime_ms,
    below: (place) => new Set(known.flatMap(({ children }) => listBelow(place, children))),
    attributesOf: (place) => {
      const merged = new Map<string, string[]>();
      for (const { attributes } of known)
        for (const [name, value] of attributes.get(place) ?? []) merged.set(name, [...(merged.get(name) ?? []), value]);
      return merged;
    },
  };
}

function listBelow(place: string, children: ReadonlyMap<string, readonly string[]>): string[] {
  return (children.get(place) ?? []).flatMap((child) => [child, ...listBelow(child, children)]);
}

async function askDatabase(
  context: Context,
  reader: Reader,
  query: NonNullable<QueryReading['query']>,
): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = [];
  let after: PagePosition | undefined;
  for (let pages = 1; ; pages++) {
    const page = await queryEvents(context, reader, query, await openJsonWriter(context, 'Never_Translates'), after);
    const events = page.events.map(({ json }) => JSON.parse(json) as { readonly eventID: string; readonly recordTime: string });
    ids.push(...events.map(({ eventID, recordTime }) => nameOfEvent(eventID, Date.parse(recordTime))));
    after = page.next;
    if (after === undefined) return { ids, pages };
  }
}

/** Sets must be equal, or, under a limit, be the first so many; and the order must be the one asked for. */
function findDifference(expected: readonly SeenEvent[], ids: readonly string[], order: Order): string | undefined {
  const wanted = new Map(expected.map((one) => [nameOfEvent(idOf(one.captured), one.captured.recordTime_ms), sortKey(one, order)]));
  const strange = ids.filter((id) => !wanted.has(id));
  if (strange.length > 0) return `${strange.length} events too many, such as ${strange[0]}`;
  if (new Set(ids).size !== ids.length) return 'an event comes twice';
  const count = Math.min(order.limit ?? expected.length, expected.length);
  if (ids.length !== count)
    return `${ids.length} events instead of ${count}; missing ${[...wanted.keys()].find((id) => !ids.includes(id))}`;
  const keys = ids.map((id) => wanted.get(id));
  for (let at = 1; at < keys.length; at++) if (compareKeys(keys[at - 1], keys[at], order) > 0) return `not in order at ${at}`;
  const left = [...wanted].filter(([id]) => !ids.includes(id));
  const ahead = left.find(([, key]) => compareKeys(key, keys.at(-1), order) < 0);
  return ahead === undefined ? undefined : `${ahead[0]} should have come before the last`;
}

type Key = readonly [number, number | string] | undefined;

function sortKey({ captured, seen }: SeenEvent, { by }: Order): Key {
  if (by === 'eventTime') return [0, Date.parse(captured.event['eventTime'] as string)];
  if (by === 'recordTime') return [0, captured.recordTime_ms];
  const value = [seen.view[by === 'ex:size' ? 'ex:size' : 'ex:colour']].flat().find((one) => naiveValue(one) !== undefined);
  const read = naiveValue(value);
  return read === undefined ? undefined : [['number', 'time', 'text'].indexOf(read[0]), read[1]];
}

/** Events without the field come last, whatever the direction. */
function compareKeys(a: Key, b: Key, { direction }: Order): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  const order = a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
  return direction === 'ASC' ? order : -order;
}
