// What a subscriber has not had yet: the events that match a query and were committed after a point, in order of record.
import type { EventQuery } from '@nguon/epcis';
import type { Reader } from '../access/reader.ts';
import type { Context } from '../context.ts';
import { asReaderOfSource } from '../db.ts';
import type { WriteStored } from './event-writer.ts';
import { findEvents } from './find-events.ts';
import type { Found } from './find-events.ts';
import { writeInstant } from './instant.ts';
import { planQuery } from './plan-query.ts';
import { discloseEvents } from './query-events.ts';

/** A place in the order of record: time in milliseconds as ISO 8601, and the sequence number. */
export interface RecordPosition {
  readonly recordTime: string;
  readonly seq: string;
}

export interface NewEvents<Written> {
  readonly events: readonly Written[];
  /** Where the next call goes on: the last event given, or the watermark where there was nothing more. */
  readonly reached: RecordPosition;
  readonly hasMore: boolean;
  /** The watermark: where a reading of everything ends. */
  readonly end: RecordPosition;
}

/**
 * Events after `after`, at most `limit`, and none after `until` where that is given. Reads below the watermark: nothing can be
 * committed later with an earlier place (EPCIS 2.0 §8.2.5.2).
 */
export async function readNewEvents<Written>(
  context: Context,
  reader: Exclude<Reader, { kind: 'public' }>,
  query: EventQuery,
  write: WriteStored<Written>,
  after: RecordPosition,
  limit: number,
  until?: RecordPosition,
): Promise<NewEvents<Written>> {
  const plan = await planQuery(context, reader, { ...query, orderBy: 'recordTime', orderDirection: 'ASC' });
  const found = await findEvents(context, reader, plan, {
    goal: limit + 1,
    after: { at: after.recordTime, seq: after.seq, recordedUntil: until?.recordTime ?? '9999-12-31T00:00:00.000Z' },
    read: (database, _, work) => asReaderOfSource(database, reader, work),
  });
  const wanted =
    until === undefined
      ? found.rows
      : found.rows.filter((row) => !isAfter({ recordTime: writeInstant(row.record_time_ms), seq: row.seq }, until));
  const page = wanted.slice(0, limit);
  const last = page.at(-1);
  const isFull = wanted.length > limit;
  const watermark_ms = plan.selection.recordedBefore_ms;
  if (watermark_ms === undefined) throw new Error('a query in the order of record has a watermark');
  const end = { recordTime: new Date(watermark_ms).toISOString(), seq: '-1' };
  return {
    events: discloseEvents(reader, page, write),
    reached: isFull && last !== undefined ? { recordTime: writeInstant(last.record_time_ms), seq: last.seq } : reachedBy(found, after, end),
    hasMore: isFull || found.stopped,
    end,
  };
}

/** A search that a bound ended goes on from the last candidate it looked at. */
function reachedBy(found: Found, after: RecordPosition, end: RecordPosition): RecordPosition {
  if (found.stopped && found.end !== undefined) return { recordTime: found.end.at, seq: found.end.seq };
  return isAfter(after, end) ? after : end;
}

/** ISO 8601 in one form sorts as text. */
function isAfter(a: RecordPosition, b: RecordPosition): boolean {
  return a.recordTime === b.recordTime ? BigInt(a.seq) > BigInt(b.seq) : a.recordTime > b.recordTime;
}
