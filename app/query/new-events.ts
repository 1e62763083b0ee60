// What a subscriber has not had yet: the events that match a query and were committed after a point, in order of record.
import type { EpcFormat, EventQuery, WrittenEvent } from '@nguon/epcis';
import type { Reader } from '../access/reader.ts';
import type { Context } from '../context.ts';
import { asReaderOfSource } from '../db.ts';
import { discloseEvents, toCondition } from './query-events.ts';
import { findWatermark, selectEvents } from './store.ts';

/** A place in the order of record: time in milliseconds as ISO 8601, and the sequence number. */
export interface RecordPosition {
  readonly recordTime: string;
  readonly seq: string;
}

export interface NewEvents {
  readonly events: readonly WrittenEvent[];
  /** Where the next call goes on: the last event given, or the watermark where there was nothing more. */
  readonly reached: RecordPosition;
  readonly hasMore: boolean;
}

/**
 * Events after `after`, at most `limit`, and none after `until` where that is given. Reads below the watermark: nothing can be
 * committed later with an earlier place (EPCIS 2.0 §8.2.5.2).
 */
export async function readNewEvents(
  context: Context,
  reader: Extract<Reader, { kind: 'organisation' }>,
  query: EventQuery,
  epcFormat: EpcFormat,
  after: RecordPosition,
  limit: number,
  until?: RecordPosition,
): Promise<NewEvents> {
  const watermark_ms = await findWatermark(context.database.system);
  const rows = await asReaderOfSource(context.database, reader, (db) =>
    selectEvents(db, {
      conditions: query.conditions.map(toCondition),
      orderBy: 'record_time',
      descending: false,
      limit: limit + 1,
      withUnits: false,
      after: { at_us: after.recordTime, seq: after.seq, recordedUntil: until?.recordTime ?? '9999-12-31T00:00:00.000Z' },
      recordedBefore_ms: watermark_ms,
    }),
  );
  if (epcFormat === 'Always_EPC_URN') await context.companyPrefixes.refresh(context.now().getTime());
  const wanted = until === undefined ? rows : rows.filter((row) => !isAfter({ recordTime: row.record_time, seq: row.seq }, until));
  const page = wanted.slice(0, limit);
  const last = page.at(-1);
  const hasMore = wanted.length > limit;
  const end = { recordTime: new Date(watermark_ms).toISOString(), seq: '-1' };
  return {
    events: discloseEvents(context, reader, page, epcFormat),
    reached: hasMore && last !== undefined ? { recordTime: last.record_time, seq: last.seq } : isAfter(after, end) ? after : end,
    hasMore,
  };
}

/** ISO 8601 in one form sorts as text. */
export function isAfter(a: RecordPosition, b: RecordPosition): boolean {
  return a.recordTime === b.recordTime ? BigInt(a.seq) > BigInt(b.seq) : a.recordTime > b.recordTime;
}
