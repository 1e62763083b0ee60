// Streams candidates batch by batch until enough of them match, within bounds of rows and of time.
import type { Reader } from '../access/reader.ts';
import type { Context } from '../context.ts';
import { asReader } from '../db.ts';
import { matchRows } from './match-rows.ts';
import type { QueryPlan } from './plan-query.ts';
import type { PagePosition } from './page-position.ts';
import { isStatementTimeout, tooComplex } from './query-refusals.ts';
import { selectEvents } from './store.ts';
import type { EventSelection, QueriedEvent, SelectedEvents } from './store.ts';
import { atTheTurnstile } from './turnstiles.ts';

/** Events opened and matched for one request: half a second of the thread for those with a name, less for anybody else. */
const matched_max = { public: 20_000, known: 50_000 } as const;
/** Candidates looked at by the database alone. */
const looked_max = 200_000;
/** How long a request goes on looking. A single statement has bounds of its own (app/db.ts). */
const looking_max_ms = 5_000;
const first_batch = 100;
/** Matching holds the thread: a batch is a few hundredths of a second of it. */
const batch_max = 1_000;
/** Where SQL decides alone, a page is one statement. */
const page_max = 2_000;

export interface Finding {
  /** As many matches are enough. */
  readonly goal: number;
  readonly after: Pick<PagePosition, 'at' | 'seq' | 'recordedUntil'> | undefined;
  /** Rows to keep, where the goal is only a count. */
  readonly keep?: number;
  /** How connections are handed out; the readers' own way where absent. */
  readonly read?: typeof asReader;
}

export interface Found {
  readonly rows: readonly QueriedEvent[];
  readonly count: number;
  /** Whether a bound ended the looking before the goal or the last candidate. */
  readonly stopped: boolean;
  /** The last candidate looked at, with the sort value of the plan's order. */
  readonly end: { readonly at: string; readonly seq: string } | undefined;
  /** The database's clock at the first batch; undefined where there was no candidate. */
  readonly readAt: string | undefined;
}

export interface FoundPage {
  readonly rows: readonly QueriedEvent[];
  /** Where the next page begins; undefined where nothing follows. */
  readonly next: Omit<PagePosition, 'left'> | undefined;
}

/** Matches in the order of the plan. Throws `too_large` (QueryTooComplexException) when a single statement takes too long. */
export async function findEvents(context: Context, reader: Reader, plan: QueryPlan, finding: Finding): Promise<Found> {
  const began_ms = performance.now();
  const rows: QueriedEvent[] = [];
  const keep = finding.keep ?? finding.goal;
  let readAt: string | undefined;
  let count = 0;
  let looked = 0;
  let matched = 0;
  // Where SQL decides alone, the first batch is the page.
  let limit = plan.isDecidedBySql ? Math.min(finding.goal, page_max) : Math.max(first_batch, Math.min(finding.goal, batch_max));
  let { after } = finding;
  for (;;) {
    const batch = await selectBatch(context, reader, plan, finding.read ?? asReader, {
      ...plan.selection,
      limit,
      ...(after === undefined ? {} : { after }),
    });
    readAt ??= batch.selected.readAt;
    for (const row of batch.matches) {
      if (count >= finding.goal) break;
      count += 1;
      if (rows.length < keep) rows.push(row);
    }
    const { end } = batch.selected;
    if (count >= finding.goal || batch.selected.isLast) return { rows, count, stopped: false, end, readAt };
    looked += batch.selected.looked;
    matched += plan.toMatch.length === 0 ? 0 : batch.selected.rows.length;
    if (
      looked >= looked_max ||
      matched >= matched_max[reader.kind === 'public' ? 'public' : 'known'] ||
      performance.now() - began_ms > looking_max_ms
    )
      return { rows, count, stopped: true, end, readAt };
    // isLast is false, so there was a candidate.
    after = { ...end!, recordedUntil: finding.after?.recordedUntil ?? readAt! };
    limit = Math.min(Math.max(limit, first_batch) * 2, batch_max);
  }
}

async function selectBatch(
  context: Context,
  reader: Reader,
  plan: QueryPlan,
  read: typeof asReader,
  selection: EventSelection,
): Promise<{ readonly selected: SelectedEvents; readonly matches: readonly QueriedEvent[] }> {
  try {
    return await atTheTurnstile(context.database, reader, () =>
      read(context.database, reader, async (db) => {
        const selected = await selectEvents(db, selection);
        return { selected, matches: await matchRows(db, selected.rows, reader, plan.toMatch, plan.masterData) };
      }),
    );
  } catch (error) {
    throw isStatementTimeout(error) ? tooComplex() : error;
  }
}
