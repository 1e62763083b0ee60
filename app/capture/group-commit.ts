// Group commit: single events that arrive while a transaction runs go together into the next one.
import { inTransaction } from '../db.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';
import { idempotencyStatement, insertIdempotentRequests } from './job-store.ts';
import type { IdempotentRequest } from './job-store.ts';
import { makeEventBatch } from './event-batch.ts';
import type { EventToStore } from './event-columns.ts';
import type { SequenceAllocator } from './partitions.ts';
import { admitEvents, storeNewBatch, writeAdmitted } from './write-events.ts';
import type { Duplicate } from './write-events.ts';

/** Two transactions at a time fill the database's wait for the disk; more only make batches smaller. */
const transactions_at_once = 2;
const batch_events_max = 500;
const queued_events_max = 10_000;

export interface SingleEvent {
  readonly incoming: EventToStore;
  readonly idempotency: { readonly key: string; readonly requestHash: Buffer; readonly createdAt: Date } | undefined;
}

export type Outcome = { readonly kind: 'stored'; readonly recordTime_ms: number } | { readonly kind: Duplicate['kind'] };

export interface GroupCommit {
  /** Resolves after the commit that holds the event. */
  put(event: SingleEvent): Promise<Outcome>;
  /** Resolves when nothing is queued or running. */
  drain(): Promise<void>;
}

interface Waiting extends SingleEvent {
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

export function createGroupCommit(database: Database, allocator: SequenceAllocator): GroupCommit {
  const queue: Waiting[] = [];
  let running = 0;
  let scheduled = false;
  let drained: (() => void)[] = [];

  const flush = (): void => {
    scheduled = false;
    while (queue.length > 0 && running < transactions_at_once) {
      running++;
      void commitBatch(database, allocator, queue.splice(0, batch_events_max)).finally(() => {
        running--;
        flush();
      });
    }
    if (queue.length === 0 && running === 0) drained = drained.flatMap((done) => (done(), []));
  };

  return {
    put(event) {
      if (queue.length >= queued_events_max)
        return Promise.reject(
          new AppError('unavailable', 'capture_queue_full', {
            vi: 'Hệ thống đang nhận quá nhiều sự kiện cùng lúc. Hãy gửi lại sau vài giây.',
            en: 'Too many events are waiting. Send again in a few seconds.',
            retryAfter_s: 2,
          }),
        );
      return new Promise<Outcome>((resolve, reject) => {
        queue.push({ ...event, resolve, reject });
        if (!scheduled) {
          scheduled = true;
          // Everything that this turn of the event loop brought joins the same batch.
          setImmediate(flush);
        }
      });
    },
    drain: () => new Promise((resolve) => (queue.length === 0 && running === 0 ? resolve() : drained.push(resolve))),
  };
}

async function commitBatch(database: Database, allocator: SequenceAllocator, batch: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await writeBatch(database, allocator, batch);
    batch.forEach((waiting, index) => waiting.resolve(outcomes[index]!));
  } catch (error) {
    // One event that the database refuses must not take the others with it: each gets a transaction of its own. Where the database
    // is away or does not come to an end, trying again hundreds of times would only make everybody wait.
    if (batch.length === 1 || !isOfData(error)) for (const waiting of batch) waiting.reject(error);
    else for (const waiting of batch) await commitBatch(database, allocator, [waiting]);
  }
}

/** Classes 22 and 23 of PostgreSQL's error codes: a value that cannot be, a rule of the tables that is broken. */
const isOfData = (error: unknown): boolean => /^2[23]/.test(String((error as { code?: unknown }).code));

async function writeBatch(database: Database, allocator: SequenceAllocator, batch: readonly Waiting[]): Promise<Outcome[]> {
  const incoming = batch.map((waiting) => waiting.incoming);
  const events = makeEventBatch(incoming, null, () => incoming);
  const stored = await storeNewBatch(database.system, allocator, events, (recordTime_ms) =>
    batch.flatMap((waiting) => requestOf(waiting, recordTime_ms)).map(idempotencyStatement),
  );
  if (stored !== undefined) return batch.map(() => ({ kind: 'stored', recordTime_ms: stored.recordTime_ms }));
  return inTransaction(database.system, async (db) => {
    const admission = await admitEvents(db, allocator, events);
    await writeAdmitted(db, events, admission);
    const { recordTime_ms } = admission.opening;
    const kinds = new Map(admission.duplicates.map(({ index, kind }) => [index, kind]));
    await insertIdempotentRequests(
      db,
      batch.flatMap((waiting, index) => (kinds.has(index) ? [] : requestOf(waiting, recordTime_ms))),
    );
    return batch.map((_waiting, index): Outcome => {
      const kind = kinds.get(index);
      return kind === undefined ? { kind: 'stored', recordTime_ms } : { kind };
    });
  });
}

/** The answer to keep for a request that came with an idempotency key. */
function requestOf({ incoming, idempotency }: SingleEvent, recordTime_ms: number): IdempotentRequest[] {
  if (idempotency === undefined) return [];
  return [
    {
      orgId: incoming.orgId,
      key: idempotency.key,
      requestHash: idempotency.requestHash,
      status: 201,
      location: incoming.prepared.eventId,
      body: new Date(recordTime_ms).toISOString(),
      createdAt: idempotency.createdAt,
    },
  ];
}
