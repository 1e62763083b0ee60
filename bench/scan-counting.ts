// Every request for a known code is a scan in the database in the end: counted here one against the other.
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { plainFigure } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { askForPages } from './scan-load.ts';
import type { Stage } from './stage.ts';

const requests = 50_000;
/** Counts are written every 20 seconds. */
const settle_ms = 25_000;
const give_up_ms = 60_000;

/** Throws when a scan is lost or counted twice. */
export async function measureCounting(stage: Stage, options: BenchOptions, paths: readonly string[]): Promise<BenchResult[]> {
  const database = await stage.connect('product');
  const before = await settledTotal(database);
  const report = await askForPages(
    stage,
    Array.from({ length: requests }, (_, index) => paths[index % paths.length]!),
  );
  const answered = report.statuses['200'] ?? 0;
  const began = performance.now();
  let counted = (await totalScans(database)) - before;
  while (counted < answered && performance.now() - began < give_up_ms) {
    await wait(250);
    counted = (await totalScans(database)) - before;
  }
  options.note(
    `counting: ${answered} pages answered, ${counted} scans in the database ${((performance.now() - began) / 1_000).toFixed(1)} s later`,
  );
  if (counted !== answered) throw new Error(`${answered} pages were answered, ${counted} scans counted`);
  return [plainFigure('scan: counted after', 's', [(performance.now() - began) / 1_000], { requests: answered })];
}

/** The total once nothing more comes in. */
async function settledTotal(database: pg.Client): Promise<number> {
  let total = await totalScans(database);
  for (let since = performance.now(); performance.now() - since < settle_ms;) {
    await wait(500);
    const now = await totalScans(database);
    if (now !== total) since = performance.now();
    total = now;
  }
  return total;
}

async function totalScans(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ total: string }>('select coalesce(sum(total), 0)::text as total from scan_totals');
  return Number(rows[0]?.total ?? 0);
}
