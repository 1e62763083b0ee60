// Measure `scan`: the scan page of 10,000 live codes, cold against its statement, warm against node:http and nginx; recall; counting.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startBareServer } from './bench-process.ts';
import { pairRuns, plainFigure, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { voidWhenSlow } from './capture.ts';
import { readSamples } from './prepare.ts';
import { hasNginx, startNginx } from './run-nginx.ts';
import { hasWrk, sendGets } from './run-wrk.ts';
import type { GetReport } from './run-wrk.ts';
import { measureCold } from './scan-cold.ts';
import { measureCounting } from './scan-counting.ts';
import { askForPages, codes_max, scan_connections, scanHeaders } from './scan-load.ts';
import { measureRecall } from './scan-recall.ts';
import { onStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { storePages } from './store-pages.ts';

export async function run(options: BenchOptions): Promise<BenchResult> {
  return onStage(options, async (stage) => {
    const paths = readSamples(options.events, codes_max).labelPaths.map((label) => `/xem${label}`);
    const cold = await measureCold(stage, options, paths);
    const warm = await measureWarm(stage, options, paths);
    const counting = await measureCounting(stage, options, paths);
    const recall = await measureRecall(stage, options, paths);
    const memory = stage.product.memory();
    return {
      ...warm[0]!,
      also: [
        ...warm.slice(1),
        cold,
        ...recall,
        ...counting,
        ...(memory === undefined ? [] : [plainFigure('scan: resident memory, at most', 'MB', [memory.most_mb], warm[0]!.size)]),
      ],
    };
  });
}

async function measureWarm(stage: Stage, options: BenchOptions, paths: readonly string[]): Promise<BenchResult[]> {
  const folder = path.join(stage.folder, 'pages');
  mkdirSync(folder);
  const file = path.join(folder, 'paths');
  writeFileSync(file, paths.join('\n') + '\n');
  const headers = await storePages(stage.product.port, paths, scanHeaders, folder);
  const bare = await startBareServer('pages', folder);
  const nginx = hasNginx() ? await startNginx(folder, headers) : undefined;
  options.note(
    `load by ${hasWrk() ? 'wrk' : 'our own generator: wrk is not installed'}; ${nginx === undefined ? 'nginx is not installed' : 'nginx serves the same bytes from disk'}`,
  );
  const ask = (port: number): Promise<GetReport> =>
    sendGets({ port, connections: scan_connections, seconds: options.seconds, file, headers: scanHeaders, folder });
  const database = await stage.connect('product');
  const reports: Record<'ours' | 'bare' | 'nginx', GetReport[]> = { ours: [], bare: [], nginx: [] };
  for (let round = 0; round < options.runs; round++) {
    // All pages are made anew: a page is made again after a minute, which must not fall into the run.
    await database.query(`notify nguon_things, '*'`);
    await askForPages(stage, paths);
    reports.ours.push(await ask(stage.product.port));
    reports.bare.push(await ask(bare.port));
    if (nginx !== undefined) reports.nginx.push(await ask(nginx.port));
    options.note(
      `warm, run ${round + 1}: ${Object.entries(reports)
        .map(([name, list]) => `${name} ${Math.round(list.at(-1)?.per_s ?? 0)}/s`)
        .join(', ')}`,
    );
  }
  bare.stop();
  // Without nginx the generator is our own, and a server that only takes is its measure.
  const idle = nginx === undefined ? await startBareServer('sink') : undefined;
  const generator = await ask(nginx?.idlePort ?? idle?.port ?? 0);
  idle?.stop();
  await nginx?.stop();
  const rates = (list: readonly GetReport[]): number[] => list.map(({ per_s }) => per_s);
  const paired = {
    unit: 'pages/s',
    kind: 'rate',
    ours: rates(reports.ours),
    p50_ms: quantile(
      reports.ours.map(({ p50_ms }) => p50_ms),
      0.5,
    ),
    p99_ms: quantile(
      reports.ours.map(({ p99_ms }) => p99_ms),
      0.5,
    ),
    size: {
      events: options.events,
      codes: paths.length,
      connections: scan_connections,
      page_bytes: Number(headers['content-length'] ?? 0),
    },
  } as const;
  const warm = pairRuns({
    ...paired,
    measure: 'scan',
    yardstickName: 'bare node:http with the same bytes in memory',
    theirs: rates(reports.bare),
  });
  return [
    { ...warm, ...voidWhenSlow(generator.per_s, warm.yardstick?.value ?? 0, 'pages/s') },
    ...(nginx === undefined
      ? []
      : [
          pairRuns({
            ...paired,
            measure: 'scan: against nginx',
            yardstickName: 'nginx, one worker, the same bytes from disk',
            theirs: rates(reports.nginx),
          }),
        ]),
    plainFigure('scan: load generator alone', 'pages/s', [generator.per_s], paired.size),
  ];
}
