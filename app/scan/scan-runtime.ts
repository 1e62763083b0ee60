// What the scan page keeps in memory while the program runs: page cache and counter; started and stopped once.
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Context } from '../context.ts';
import { inTransaction } from '../db.ts';
import type { FastPath } from '../http.ts';
import { readingLag_ms } from '../listen-things.ts';
import { countCachedPages } from '../metrics.ts';
import { ThingCache } from '../thing-cache.ts';
import { readAddressRanges } from './counts/address-ranges.ts';
import { addScanCounts, counts_per_statement_max, deleteOldVisitors } from './counts/store.ts';
import type { RenderedPage } from './page/rendered-page.ts';
import { ScanCounter } from './counts/scan-counter.ts';
import type { ScanCount } from './counts/scan-counter.ts';
import { sendPage } from './page/send-page.ts';
import { dayOf } from './page/show.ts';
import { makeVisitorReader } from './counts/visitor.ts';
import type { ReadVisitor } from './counts/visitor.ts';

/** Scans reach the database at most this late. */
const flush_every_ms = 20_000;
/** Bytes of all pages together; a page is about 4 kB, compressed. */
const pages_max_bytes = 100_663_296;
/** A page is made again after this, so that dates, scan counts and "on the way" stay true. */
const page_max_age_ms = 60_000;

const doubts_per_address_max = 6;
const doubts_window_s = 600;

export interface ScanRuntime {
  readonly pages: ThingCache<RenderedPage>;
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

/** The running parts that belong to a context, made at first use; the cache is off until somebody listens. */
export function scanRuntimeOf(context: Context): ScanRuntime {
  const known = runtimes.get(context);
  if (known !== undefined) return known;
  const { config } = context;
  const file = config.addressRangesFile;
  const ranges = file === undefined ? undefined : readAddressRanges(readFileSync(file, 'utf8'));
  if (ranges !== undefined) context.log.info({ ranges: ranges.ranges, faulty: ranges.faulty }, 'address ranges read');
  const counter = new ScanCounter();
  const runtime: ScanRuntime = {
    pages: new ThingCache({ bytes_max: pages_max_bytes, age_max_ms: page_max_age_ms }),
    counter,
    readVisitor: makeVisitorReader(config.secret, ranges?.findProvince),
    hasRanges: ranges !== undefined,
    lag_ms: readingLag_ms(config),
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
  /** Writes the last counts; call it after the server has closed and before the database does. */
  stop(): Promise<void>;
}

export function startScan(context: Context): RunningScan {
  const runtime = scanRuntimeOf(context);
  const now = (): Date => context.now();
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
