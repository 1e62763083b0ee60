// Scan pages that nobody asked for before, against the bare statement that finds their facts.
import type pg from 'pg';
import { loadScanFacts } from '../app/scan/store.ts';
import { readScannedCode } from '../app/scan/scanned-code.ts';
import { pairRuns, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { askForPages, codes_max, scan_connections } from './scan-load.ts';
import { readSamples } from './prepare.ts';
import { onStage } from './stage.ts';
import type { Stage } from './stage.ts';

/** As many as the product's pool for the public. */
const bare_connections = 16;

export async function run(options: BenchOptions): Promise<BenchResult> {
  const paths = readSamples(options.events, codes_max).labelPaths.map((label) => `/xem${label}`);
  return onStage({ ...options, readsOnly: true }, (stage) => measureCold(stage, options, paths));
}

/** Each run takes codes of its own; statement and page touch the same ones, the statement after the page. */
export async function measureCold(stage: Stage, options: BenchOptions, paths: readonly string[]): Promise<BenchResult> {
  const connections = await Promise.all(Array.from({ length: bare_connections }, () => stage.connect('product')));
  for (const connection of connections) await connection.query(`set nguon.reader = 'public'`);
  const rounds = options.runs + 1;
  const share = Math.floor(paths.length / rounds);
  const ours: number[] = [];
  const theirs: number[] = [];
  const p50s: number[] = [];
  const p99s: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const own = paths.slice(round * share, (round + 1) * share);
    const report = await askForPages(stage, own);
    const bare = await askBare(connections, own);
    // The first round warms code and plans on both sides.
    if (round === 0) continue;
    ours.push((report.answers / report.elapsed_ms) * 1_000);
    theirs.push(bare);
    p50s.push(report.p50_ms);
    p99s.push(report.p99_ms);
    options.note(`cold, run ${round}: ${Math.round(ours.at(-1)!)} pages/s, bare statement ${Math.round(bare)}/s`);
  }
  return pairRuns({
    measure: 'scan: cold',
    unit: 'pages/s',
    kind: 'rate',
    ours,
    theirs,
    yardstickName: `the statement of the page by itself, ${bare_connections} connections`,
    p50_ms: quantile(p50s, 0.5),
    p99_ms: quantile(p99s, 0.5),
    size: { events: options.events, codes: share, connections: scan_connections },
  });
}

async function askBare(connections: readonly pg.Client[], paths: readonly string[]): Promise<number> {
  const codes = paths.map((address) => {
    const read = readScannedCode(address.slice('/xem'.length), '');
    if (!read.ok) throw new Error(`not a code: ${address}`);
    return read.code;
  });
  let next = 0;
  const began = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (let code = codes[next++]; code !== undefined; code = codes[next++])
        await loadScanFacts(connection, code.thing, code.lot, code.top, false);
    }),
  );
  return (codes.length / (performance.now() - began)) * 1_000;
}
