// What the scan page keeps in memory while the program runs: page cache, counter, listener; started and stopped once.
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Context } from '../context.ts';
import { inTransaction } from '../db.ts';
import type { FastPath } from '../http.ts';
import { countCachedPages } from '../metrics.ts';
import { readAddressRanges } from './address-ranges.ts';
import { addScanCounts, counts_per_statement_max, deleteOldVisitors } from './count-store.ts';
import { listenToThings } from './listen-things.ts';
import { PageCache } from './page-cache.ts';
import { ScanCounter } from './scan-counter.ts';
import type { ScanCount } from './scan-counter.ts';
import { sendPage } from './send-page.ts';
import { dayOf } from './show.ts';
import { makeVisitorReader } from './visitor.ts';
import type { ReadVisitor } from './visitor.ts';

/** Scans reach the database at most this late. */
export const flush_every_ms = 20_000;
/** Where pages are read from a replica, it may be this far behind the news of a change. */
const replica_lag_ms = 5_000;

const doubts_per_address_max = 6;
const doubts_window_s = 600;

export interface ScanRuntime {
  readonly pages: PageCache;
  readonly counter: ScanCounter;
  readonly readVisitor: ReadVisitor;
  readonly hasRanges: boolean;
  readonly lag_ms: number;
  /** Doubts that one address may report. */
  readonly doubtLimiter: RateLimiterMemory;
  /** Writes what was counted so far. */
  flush(): Promise<void>;
}

const runtimes = new WeakMap<Context, ScanRuntime>();

/** The running parts that belong to a context, made at first use; the cache is off until `startScan` listens. */
export function scanRuntimeOf(context: Context): ScanRuntime {
  const known = runtimes.get(context);
  if (known !== undefined) return known;
  const { config } = context;
  const file = config.addressRangesFile;
  const ranges = file === undefined ? undefined : readAddressRanges(readFileSync(file, 'utf8'));
  if (ranges !== undefined) context.log.info({ ranges: ranges.ranges, faulty: ranges.faulty }, 'address ranges read');
  const counter = new ScanCounter();
  const runtime: ScanRuntime = {
    pages: new PageCache(),
    counter,
    readVisitor: makeVisitorReader(config.secret, ranges?.findProvince),
    hasRanges: ranges !== undefined,
    lag_ms: config.databaseReadUrl === undefined ? 0 : replica_lag_ms,
    doubtLimiter: new RateLimiterMemory({ points: doubts_per_address_max, duration: doubts_window_s }),
    flush: () => counter.flush((counts) => writeCounts(context, counts, ranges !== undefined)),
  };
  runtimes.set(context, runtime);
  return runtime;
}

async function writeCounts(context: Context, counts: readonly ScanCount[], withProvinces: boolean): Promise<void> {
  await inTransaction(context.database.system, async (db) => {
    for (let from = 0; from < counts.length; from += counts_per_statement_max)
      await addScanCounts(db, counts.slice(from, from + counts_per_statement_max), withProvinces);
  });
}

export interface RunningScan {
  readonly fastPath: FastPath;
  /** Stops listening and writes the last counts; call it after the server has closed and before the database does. */
  stop(): Promise<void>;
}

export async function startScan(context: Context): Promise<RunningScan> {
  const runtime = scanRuntimeOf(context);
  const now = (): Date => context.now();
  const listener = await listenToThings(context.database.system, runtime.pages, context.log, now);
  let cleanedOn = '';
  const timer = setInterval(() => {
    runtime.flush().catch((error: unknown) => context.log.warn({ err: error }, 'scan counts wait for the database'));
    const today = dayOf(now().getTime());
    if (today === cleanedOn) return;
    cleanedOn = today;
    deleteOldVisitors(context.database.system, today).catch((error: unknown) =>
      context.log.warn({ err: error }, 'old visitor hashes stay for now'),
    );
  }, flush_every_ms).unref();
  return {
    fastPath: makeFastPath(context, runtime),
    async stop() {
      clearInterval(timer);
      await listener.stop();
      await runtime.flush();
    },
  };
}

/** Answers `GET /xem/…` from the cache before the router sees it; everything else goes on. */
function makeFastPath(context: Context, { pages, counter, readVisitor }: ScanRuntime): FastPath {
  const behindProxy = context.config.trustProxy !== '';
  const countCached = countCachedPages(context.metrics);
  return (request, response) => {
    const { url, method } = request;
    if (url === undefined || !url.startsWith('/xem/') || (method !== 'GET' && method !== 'HEAD')) return false;
    const now_ms = context.now().getTime();
    const page = pages.find(url, now_ms);
    if (page === undefined) return false;
    if (page.counts !== undefined && method === 'GET')
      counter.count(page.counts, readVisitor(addressOf(request, behindProxy), now_ms), now_ms);
    countCached();
    sendPage(request, response, page);
    return true;
  };
}

/** Behind a trusted proxy the address that the nearest proxy saw. */
export function addressOf(request: IncomingMessage, behindProxy: boolean): string {
  const forwarded = behindProxy ? request.headers['x-forwarded-for'] : undefined;
  if (forwarded !== undefined) return String(forwarded).split(',').at(-1)!.trim();
  return request.socket.remoteAddress ?? '';
}
