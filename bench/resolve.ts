// Measure `resolve`: redirects of registered identifiers, warm against node:http from a Map, cold against the statement; memory.
import { writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import path from 'node:path';
import type { StoredRedirects } from './bare-server.ts';
import { startBareServer } from './bench-process.ts';
import { pairRuns, plainFigure, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { voidWhenSlow } from './capture.ts';
import { insertSampleLinks, tidyLinks } from './links-store.ts';
import { measureColdRedirects } from './resolve-cold.ts';
import { askForRedirects, resolve_connections, resolveHeaders } from './resolve-load.ts';
import { measureMemory } from './resolve-memory.ts';
import { hasNginx, startNginx } from './run-nginx.ts';
import { hasWrk, sendGets } from './run-wrk.ts';
import type { GetReport } from './run-wrk.ts';
import { sampleLinks } from './sample-links.ts';
import { benchSlug, onStage } from './stage.ts';
import type { Stage } from './stage.ts';

const few = 1_000;
/** Rows of one statement. */
const rows_max = 50_000;

/** `options.events`: registered identifiers of the warm part; the cold part also looks at few and at ten times as many. */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const size = options.events;
  return onStage({ ...options, events: 0, readsOnly: true }, async (stage) => {
    const cold: BenchResult[] = [];
    let registered = 0;
    const grow = async (links: number): Promise<void> => {
      await register(stage, options, registered, links);
      registered = Math.max(registered, links);
      cold.push(await measureColdRedirects(stage, options, registered));
    };
    if (few < size) await grow(few);
    await grow(size);
    const warm = await measureWarm(stage, options, size);
    const memory = await measureMemory(
      stage,
      options,
      sampleLinks(0, size).map((link) => link.path),
    );
    await grow(size * 10);
    const values = cold.map(({ value }) => value);
    const slowdown = plainFigure('resolve: cold, fewest links over most', 'times', [values[0]! / values.at(-1)!], { links: size * 10 });
    return { ...warm[0]!, also: [...warm.slice(1), ...cold, slowdown, ...memory] };
  });
}

async function register(stage: Stage, options: BenchOptions, from: number, to: number): Promise<void> {
  if (to <= from) return;
  options.note(`registering ${to - from} links`);
  const database = await stage.connect('product');
  await database.query('set statement_timeout = 0');
  const at = new Date();
  for (let first = from; first < to; first += rows_max) {
    await insertSampleLinks(database, benchSlug, sampleLinks(first, Math.min(to, first + rows_max)), at);
  }
  await tidyLinks(database);
  await database.end();
}

async function measureWarm(stage: Stage, options: BenchOptions, size: number): Promise<BenchResult[]> {
  const links = sampleLinks(0, size);
  const paths = links.map((link) => link.path);
  const file = path.join(stage.folder, 'paths');
  writeFileSync(file, paths.join('\n') + '\n');
  const stored: StoredRedirects = {
    headers: await fetchHeaders(stage, links[0]!),
    targets: links.map((link) => [link.path, link.href]),
  };
  writeFileSync(path.join(stage.folder, 'redirects.json'), JSON.stringify(stored));
  const bare = await startBareServer('redirects', stage.folder);
  options.note(`load by ${hasWrk() ? 'wrk' : 'our own generator: wrk is not installed'}`);
  const ask = (port: number, status: number): Promise<GetReport> =>
    sendGets({
      port,
      connections: resolve_connections,
      seconds: options.seconds,
      file,
      headers: resolveHeaders,
      folder: stage.folder,
      status,
    });
  // Every identifier once: what the product keeps is there, and each is known to lead on.
  await askForRedirects(stage, paths);
  const ours: GetReport[] = [];
  const theirs: GetReport[] = [];
  for (let round = 0; round < options.runs; round++) {
    ours.push(await ask(stage.product.port, 307));
    theirs.push(await ask(bare.port, 307));
    options.note(
      `warm, run ${round + 1}: ${Math.round(ours.at(-1)!.per_s)} redirects/s, node:http from a Map ${Math.round(theirs.at(-1)!.per_s)}/s`,
    );
  }
  bare.stop();
  const generator = await measureGenerator(stage, ask);
  const dimensions = { identifiers: size, connections: resolve_connections };
  const rates = (reports: readonly GetReport[]): number[] => reports.map(({ per_s }) => per_s);
  const middle = (of: 'p50_ms' | 'p99_ms'): number =>
    quantile(
      ours.map((report) => report[of]),
      0.5,
    );
  const warm = pairRuns({
    measure: 'resolve',
    unit: 'redirects/s',
    kind: 'rate',
    ours: rates(ours),
    theirs: rates(theirs),
    yardstickName: 'bare node:http that redirects from a Map, with the same headers',
    p50_ms: middle('p50_ms'),
    p99_ms: middle('p99_ms'),
    size: dimensions,
  });
  return [
    { ...warm, ...voidWhenSlow(generator.per_s, warm.yardstick?.value ?? 0, 'redirects/s') },
    plainFigure('resolve: load generator alone', 'redirects/s', [generator.per_s], dimensions),
  ];
}

/** What the generator reaches where nothing is asked of the server. */
async function measureGenerator(stage: Stage, ask: (port: number, status: number) => Promise<GetReport>): Promise<GetReport> {
  if (hasNginx()) {
    const nginx = await startNginx(stage.folder, {});
    const report = await ask(nginx.idlePort, 200);
    await nginx.stop();
    return report;
  }
  const sink = await startBareServer('sink');
  const report = await ask(sink.port, 200);
  sink.stop();
  return report;
}

/** Written by node:http itself for each answer, or of this answer alone. */
const perAnswer = new Set(['date', 'connection', 'keep-alive', 'location']);

/** The headers with which the product redirects, so that both send as much. */
function fetchHeaders(stage: Stage, link: { readonly path: string; readonly href: string }): Promise<Record<string, string>> {
  const agent = new Agent();
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: stage.product.port, path: link.path, agent, headers: resolveHeaders }, (response) => {
      response.resume();
      if (response.statusCode !== 307 || response.headers.location !== link.href)
        return reject(new Error(`${link.path} leads to ${response.statusCode} ${response.headers.location}`));
      const shared = Object.entries(response.headers).filter(([name]) => !perAnswer.has(name));
      resolve(Object.fromEntries(shared.map(([name, value]) => [name, String(value)])));
    }).on('error', reject);
  });
}
