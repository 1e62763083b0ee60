// Redirects of identifiers that nobody asked for before, against the bare statement that finds their links.
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { askedOf, readResolverPath } from '../app/resolver/resolve-path.ts';
import { findLinks } from '../app/resolver/store.ts';
import { pairRuns, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { formatSize } from './data-set.ts';
import { dropCaches } from './links-store.ts';
import { askForRedirects, resolve_connections } from './resolve-load.ts';
import { sampleLink } from './sample-links.ts';
import type { Stage } from './stage.ts';

/** As many as the product's pool for the public. */
const bare_connections = 16;
/** Requests of one run; where fewer identifiers are registered they are asked for again after the caches were dropped. */
const requests = 5_000;
/** A notice reaches the product within this time. */
const settle_ms = 100;

/** Every run takes identifiers of its own, spread over all `links` that are registered. */
export async function measureColdRedirects(stage: Stage, options: BenchOptions, links: number): Promise<BenchResult> {
  const database = await stage.connect('product');
  const connections = await Promise.all(Array.from({ length: bare_connections }, () => stage.connect('product')));
  for (const connection of connections) await connection.query(`set nguon.reader = 'public'`);
  const share = Math.min(requests, links);
  const ours: number[] = [];
  const theirs: number[] = [];
  const p50s: number[] = [];
  const p99s: number[] = [];
  // The first round warms code and plans on both sides.
  for (let round = 0; round <= options.runs; round++) {
    const paths = spread(links, share, round).map((number) => sampleLink(number).path);
    let [elapsed_ms, bare_ms] = [0, 0];
    for (let asked = 0; asked < requests; asked += share) {
      await dropCaches(database);
      await wait(settle_ms);
      const report = await askForRedirects(stage, paths);
      elapsed_ms += report.elapsed_ms;
      if (round > 0) p50s.push(report.p50_ms);
      if (round > 0) p99s.push(report.p99_ms);
      bare_ms += await askBare(connections, paths);
    }
    if (round === 0) continue;
    const answered = Math.ceil(requests / share) * share;
    ours.push((answered / elapsed_ms) * 1_000);
    theirs.push((answered / bare_ms) * 1_000);
    options.note(
      `cold at ${formatSize(links)}, run ${round}: ${Math.round(ours.at(-1)!)} redirects/s, bare statement ${Math.round(theirs.at(-1)!)}/s`,
    );
  }
  for (const connection of connections) await connection.end();
  return pairRuns({
    measure: `resolve: cold at ${formatSize(links)}`,
    unit: 'redirects/s',
    kind: 'rate',
    ours,
    theirs,
    yardstickName: `the statement of the resolver by itself, ${bare_connections} connections`,
    p50_ms: quantile(p50s, 0.5),
    p99_ms: quantile(p99s, 0.5),
    size: { links, requests, connections: resolve_connections },
  });
}

/** `share` different numbers below `links`, others in each round as far as there are others. */
function spread(links: number, share: number, round: number): number[] {
  const step = Math.floor(links / share);
  return Array.from({ length: share }, (_, index) => index * step + (round % step));
}

/** Milliseconds that the statements took. */
async function askBare(connections: readonly pg.Client[], paths: readonly string[]): Promise<number> {
  const levels = paths.map((path) => {
    const reading = readResolverPath(path, '');
    if (reading.kind !== 'identifier') throw new Error(`not an identifier: ${path}`);
    return askedOf(reading);
  });
  let next = 0;
  const now = new Date();
  const began = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (let asked = levels[next++]; asked !== undefined; asked = levels[next++]) await findLinks(connection, [asked], now);
    }),
  );
  return performance.now() - began;
}
