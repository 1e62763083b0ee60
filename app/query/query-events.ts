// Answers an event query for a reader: candidates by index, disclosure, matching, a page of events and where it ended.
import type { EventQuery } from '@nguon/epcis';
import type { Reader } from '../access/reader.ts';
import { eventKeyOf } from '../capture/prepared-event.ts';
import type { Context } from '../context.ts';
import { asReader } from '../db.ts';
import type { WriteStored } from './event-writer.ts';
import { findEvents } from './find-events.ts';
import { writeInstant } from './instant.ts';
import type { FoundPage } from './find-events.ts';
import { shownId, withheldGroups } from './match-rows.ts';
import type { PagePosition } from './page-position.ts';
import { pageByField } from './page-by-field.ts';
import { planQuery } from './plan-query.ts';
import type { QueryPlan } from './plan-query.ts';
import { tooComplex, tooLarge } from './query-refusals.ts';
import { countEvents, listEventsById } from './store.ts';
import type { QueriedEvent } from './store.ts';
import { atTheTurnstile } from './turnstiles.ts';
import { asksForUnusedWords } from './unused-words.ts';

const per_page_default = 30;
const per_page_max = 1_000;
const declarations_max = 100;

export interface EventPage<Written> {
  readonly events: readonly Written[];
  readonly perPage: number;
  /** Undefined on the last page. */
  readonly next: PagePosition | undefined;
}

/**
 * Throws `too_large` when more events match than maxEventCount allows (QueryTooLargeException) or when the answer takes too much
 * looking (QueryTooComplexException).
 * @param after where the page before ended; undefined on the first.
 */
export async function queryEvents<Written>(
  context: Context,
  reader: Reader,
  query: EventQuery,
  write: WriteStored<Written>,
  after?: PagePosition,
): Promise<EventPage<Written>> {
  const perPage = Math.min(query.perPage ?? per_page_default, per_page_max);
  const left = after?.left ?? query.eventCountLimit;
  const goal = Math.min(perPage, left ?? perPage);
  const plan = await planQuery(context, reader, query);
  if (await asksForUnusedWords(context, reader, plan)) return { events: [], perPage, next: undefined };
  if (query.maxEventCount !== undefined && after === undefined) await checkCount(context, reader, plan, query.maxEventCount);
  const found =
    typeof query.orderBy === 'object'
      ? await pageByField(context, reader, plan, query.orderBy.field, goal, after)
      : await findPage(context, reader, plan, goal, after);
  const rest = left === undefined ? undefined : left - found.rows.length;
  const isMore = found.next !== undefined && rest !== 0;
  return {
    events: discloseEvents(reader, found.rows, write),
    perPage,
    next: isMore ? { ...found.next!, left: rest } : undefined,
  };
}

async function findPage(
  context: Context,
  reader: Reader,
  plan: QueryPlan,
  goal: number,
  after: PagePosition | undefined,
): Promise<FoundPage> {
  const found = await findEvents(context, reader, plan, { goal: goal + 1, after });
  // What was found in time is a page, though a short one: the next one goes on from there.
  if (found.stopped && found.rows.length === 0) throw tooComplex();
  const rows = found.rows.slice(0, goal);
  const last = rows.at(-1);
  const isMore = found.rows.length > goal || found.stopped;
  return {
    rows,
    next:
      isMore && last !== undefined
        ? {
            at: writeInstant(plan.selection.orderBy === 'event_time' ? last.event_time_ms : last.record_time_ms),
            seq: last.seq,
            // Where there are rows, a statement found candidates.
            recordedUntil: after?.recordedUntil ?? found.readAt!,
            key: '',
          }
        : undefined,
  };
}

async function checkCount(context: Context, reader: Reader, plan: QueryPlan, max: number): Promise<void> {
  let count: number;
  if (plan.toMatch.length === 0) {
    const selection = { ...plan.selection, limit: max + 1 };
    count = await atTheTurnstile(context.database, reader, () => asReader(context.database, reader, (db) => countEvents(db, selection)));
  } else {
    const found = await findEvents(context, reader, plan, { goal: max + 1, after: undefined, keep: 0 });
    if (found.stopped && found.count <= max) throw tooComplex();
    count = found.count;
  }
  if (count > max) throw tooLarge(max);
}

/** The event and its error declarations (EPCIS 2.0 §8.2.8); empty when the reader may see none. */
export async function getEventsById<Written>(
  context: Context,
  reader: Reader,
  eventId: string,
  write: WriteStored<Written>,
): Promise<Written[]> {
  const lookUp = {
    eventKey: eventKeyOf(eventId),
    eventId,
    readerOrgId: reader.kind === 'organisation' || reader.kind === 'agency' ? reader.orgId : 0,
    withUnits: reader.kind === 'agency',
    limit: declarations_max,
  };
  const rows = await asReader(context.database, reader, (db) => listEventsById(db, lookUp));
  return discloseEvents(reader, rows, write);
}

/**
 * The rows as the reader may see them, without those that do not exist for the reader. The first lock: row policies have let a row
 * through, here its field groups are cut to what the reader may see.
 */
export function discloseEvents<Written>(reader: Reader, rows: readonly QueriedEvent[], write: WriteStored<Written>): Written[] {
  return rows.flatMap((row) => {
    const withheld = withheldGroups(row, reader);
    if (withheld === 'everything') return [];
    return [
      write(row.body, {
        eventId: shownId(row, withheld),
        recordTime: writeInstant(row.record_time_ms),
        ...(withheld.length > 0 ? { withheld } : {}),
      }),
    ];
  });
}
