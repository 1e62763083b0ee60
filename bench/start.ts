// Measure `start`: `npm start` from an empty folder, with the demo, and again when all is there.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchPostgres } from '../app/launcher/launch-postgres.ts';
import { plainFigure, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { startProduct } from './product-process.ts';

const demo_start_ms = 600_000;

export async function run(options: BenchOptions): Promise<BenchResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-bench-'));
  // The database's user must be able to pass, else the data would lie elsewhere and stay behind.
  chmodSync(folder, 0o711);
  const seconds: Record<'bare' | 'empty' | 'warm' | 'demo' | 'demoWarm', number[]> = {
    bare: [],
    empty: [],
    warm: [],
    demo: [],
    demoWarm: [],
  };
  try {
    for (let round = 0; round < options.runs; round++) {
      const at = (name: string): string => path.join(folder, `${name}-${round}`);
      seconds.bare.push(await timeBare(at('bare')));
      seconds.empty.push(await timeStart(at('empty'), false));
      seconds.warm.push(await timeStart(at('empty'), false));
      seconds.demo.push(await timeStart(at('demo'), true));
      seconds.demoWarm.push(await timeStart(at('demo'), true));
      for (const name of ['bare', 'empty', 'demo']) rmSync(at(name), { recursive: true, force: true });
      options.note(
        `run ${round + 1}: ${Object.entries(seconds)
          .map(([name, values]) => `${name} ${values.at(-1)!.toFixed(2)} s`)
          .join(', ')}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const figure = (name: string, values: readonly number[]): BenchResult => plainFigure(name, 's', values, { events: 0 });
  return {
    ...figure('start', seconds.empty),
    yardstick: { name: 'initdb and the start of the database alone', value: quantile(seconds.bare, 0.5), runs: seconds.bare },
    also: [
      figure('start: warm', seconds.warm),
      figure('start: empty folder, with the demo', seconds.demo),
      figure('start: warm, with the demo', seconds.demoWarm),
    ],
  };
}

/** `npm start` to the first answer of /health, in seconds. The build is there already, as after the first start. */
async function timeStart(dataDir: string, demo: boolean): Promise<number> {
  const product = await startProduct({ dataDir, demo, command: 'npm', start_ms: demo_start_ms });
  await product.stop();
  return product.started_ms / 1_000;
}

async function timeBare(dataDir: string): Promise<number> {
  const began = performance.now();
  const server = await launchPostgres({ dataDir, log: () => undefined });
  const elapsed_ms = performance.now() - began;
  await server.stop();
  return elapsed_ms / 1_000;
}
