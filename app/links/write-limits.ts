// Limits on how often links are written: for one caller, and for tables in all. In memory, one process.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { inTransaction } from '../db.ts';
import type { Database, Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { Turnstile } from '../turnstile.ts';

/** A program that has more to write sends a table. */
const writes_max = 600;
const writes_window_s = 60;
const perCaller = new RateLimiterMemory({ keyPrefix: 'links', points: writes_max, duration: writes_window_s });
/** A table of 50,000 rows takes seconds of the database. */
const tables = new Turnstile({ atOnce_max: 1, waiting_max: 10 });
/** While a table is written single writes wait, each on a connection of the pool that captures need too: a quarter of it at most. */
const singles = new Turnstile({ atOnce_max: 4, waiting_max: 200 });

export async function limitLinkWrites(caller: string): Promise<void> {
  try {
    await perCaller.consume(caller);
  } catch (refused) {
    const wait_s = Math.ceil(((refused as { msBeforeNext?: number }).msBeforeNext ?? writes_window_s * 1_000) / 1_000);
    throw new AppError('too_many', 'too_many_link_writes', {
      vi: `Mỗi phút ghi được ${writes_max} liên kết từng cái một. Hãy đợi ${wait_s} giây, hoặc gửi cả bảng CSV.`,
      en: `One by one ${writes_max} links can be written in a minute. Wait ${wait_s} seconds, or send a CSV table.`,
      retryAfter_s: wait_s,
    });
  }
}

export function inTableTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  return tables.run(work);
}

/** A transaction that writes one link. */
export function writeInTurn<Result>(system: Database['system'], work: (db: Db) => Promise<Result>): Promise<Result> {
  return singles.run(() => inTransaction(system, work));
}
