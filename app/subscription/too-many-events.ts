// Holds what is new for a subscriber against maxEventCount of his query: more are not sent, he is told so (EPCIS 2.0 §8.2.7.1).
import type { EventQuery } from '@nguon/epcis';
import type { Reader } from '../access/reader.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { readNewEvents } from '../query/new-events.ts';
import type { RecordPosition } from '../query/new-events.ts';

const counted_at_once = 1_000;

/** The QueryTooLargeException of a standing query; its next execution begins at `reached`, as after every other. */
export class TooManyEvents extends AppError {
  readonly reached: RecordPosition;
  constructor(max: number, from: RecordPosition, reached: RecordPosition) {
    super('too_large', 'query_too_large', {
      vi: `Từ ${from.recordTime} đến ${reached.recordTime} có hơn ${max} sự kiện mới (maxEventCount) nên không gửi sự kiện nào. Hãy hỏi từng phần bằng GE_recordTime và LT_recordTime.`,
      en: `More events are new from ${from.recordTime} to ${reached.recordTime} than maxEventCount allows (${max}), so none is sent. Ask for them in parts by GE_recordTime and LT_recordTime.`,
      epcisException: 'QueryTooLargeException',
    });
    this.reached = reached;
  }
}

/** Throws TooManyEvents where more are new since `from` than the query allows. */
export async function refuseTooMany(
  context: Context,
  reader: Exclude<Reader, { kind: 'public' }>,
  query: EventQuery,
  from: RecordPosition,
): Promise<void> {
  const max = query.maxEventCount;
  if (max === undefined) return;
  let [count, position] = [0, from];
  for (;;) {
    const { events, reached, hasMore, end } = await readNewEvents(context, reader, query, () => 0, position, counted_at_once);
    count += events.length;
    if (count > max) throw new TooManyEvents(max, from, end);
    if (!hasMore) return;
    position = reached;
  }
}
