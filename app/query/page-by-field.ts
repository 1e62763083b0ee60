// Pages in the order of a field of the user's own: all matches are found, sorted by the field as the reader sees it, and cut.
import { ownFieldValues } from '@nguon/epcis';
import type { Reader } from '../access/reader.ts';
import type { Context } from '../context.ts';
import { findEvents } from './find-events.ts';
import type { FoundPage } from './find-events.ts';
import { fieldOrderKey, compareFieldOrder } from './field-order.ts';
import { writeInstant } from './instant.ts';
import { openRow } from './match-rows.ts';
import type { PagePosition } from './page-position.ts';
import type { QueryPlan } from './plan-query.ts';
import { tooComplex } from './query-refusals.ts';

/** Events that one request sorts: the order stands in no index. */
const sorted_max = 5_000;

/** Throws `too_large` (QueryTooComplexException) when more events match than can be sorted for one request. */
export async function pageByField(
  context: Context,
  reader: Reader,
  plan: QueryPlan,
  field: string,
  goal: number,
  after: PagePosition | undefined,
): Promise<FoundPage> {
  const found = await findEvents(context, reader, plan, { goal: sorted_max + 1, after: undefined });
  if (found.stopped || found.rows.length > sorted_max) throw tooComplex();
  const recordedUntil = after?.recordedUntil ?? found.readAt ?? context.now().toISOString();
  const recordedUntil_ms = Date.parse(recordedUntil);
  const compare = compareFieldOrder(plan.selection.descending);
  const sorted = found.rows
    .filter((row) => row.record_time_ms <= recordedUntil_ms)
    .flatMap((row) => {
      const event = openRow(row, reader);
      return event === undefined ? [] : [{ row, key: fieldOrderKey(ownFieldValues(event, field)), seq: BigInt(row.seq) }];
    })
    .sort(compare);
  const position = after === undefined ? undefined : { key: after.key, seq: BigInt(after.seq) };
  const start = position === undefined ? 0 : sorted.findIndex((entry) => compare(entry, position) > 0);
  const page = start < 0 ? [] : sorted.slice(start, start + goal);
  const last = page.at(-1);
  return {
    rows: page.map(({ row }) => row),
    next:
      last !== undefined && start + goal < sorted.length
        ? { at: writeInstant(last.row.event_time_ms), seq: last.row.seq, recordedUntil, key: last.key }
        : undefined,
  };
}
