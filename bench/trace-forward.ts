// Measure `trace-forward`: one raw lot to 100,000 items, holders and quantities, over HTTP, against one recursive statement.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateLoad } from './bench-process.ts';
import { pairRuns, plainFigure, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { readSamples } from './prepare.ts';
import { onStage } from './stage.ts';
import { forwardStatement } from './trace-statements.ts';

/** Traces of a run: each takes up to a second. */
const traces_per_run = 3;

export async function run(options: BenchOptions): Promise<BenchResult> {
  return onStage({ ...options, readsOnly: true }, async (stage) => {
    const { recallLot, recallUnits } = readSamples(options.events, 1);
    const askFor = (name: string, more: string) => {
      const file = path.join(stage.folder, name);
      writeFileSync(
        file,
        Array.from({ length: traces_per_run }, () => `/api/v1/trace?direction=forward&code=${encodeURIComponent(recallLot)}${more}`).join(
          '\n',
        ),
      );
      return async (headers: Record<string, string> = {}): Promise<number> => {
        const report = await generateLoad({ host: '127.0.0.1', port: stage.product.port, connections: 1, method: 'GET', file, headers });
        if (Object.keys(report.statuses).join() !== '200') throw new Error(`traces were refused: ${JSON.stringify(report.statuses)}`);
        return report.p50_ms;
      };
    };
    const ask = askFor('summary', '');
    const askAll = askFor('all', '&items=all');
    const connection = await stage.connect('product');
    const timeStatement = async (): Promise<number> => {
      const times: number[] = [];
      for (let trace = 0; trace < traces_per_run; trace++) {
        const sent = performance.now();
        const { rows } = await connection.query({ name: 'trace_forward_yardstick', text: forwardStatement, values: [recallLot] });
        times.push(performance.now() - sent);
        if (rows.length < recallUnits) throw new Error(`the statement found ${rows.length} things, expected ${recallUnits} items and more`);
      }
      return quantile(times, 0.5);
    };
    // Both sides warm: plans made, pages of the data set in memory.
    await ask();
    await timeStatement();
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < options.runs; round++) {
      ours.push(await ask());
      theirs.push(await timeStatement());
      options.note(`run ${round + 1}: trace ${Math.round(ours[round]!)} ms, recursive statement ${Math.round(theirs[round]!)} ms`);
    }
    const size = { events: options.events, items: recallUnits };
    const memory = stage.product.memory();
    const result = pairRuns({
      measure: 'trace-forward',
      unit: 'ms',
      kind: 'time',
      ours,
      theirs,
      size,
      p50_ms: quantile(ours, 0.5),
      p99_ms: quantile(ours, 1),
      yardstickName: 'one recursive statement from the driver: the same things with their last places and holders',
    });
    return {
      ...result,
      also: [
        plainFigure('trace-forward, every item written out', 'ms', [await askAll()], size),
        plainFigure('trace-forward, as a member of an organisation', 'ms', [await ask({ authorization: `Bearer ${stage.key}` })], size),
        ...(memory === undefined ? [] : [plainFigure('trace-forward: resident memory, at most', 'MB', [memory.most_mb], size)]),
      ],
    };
  });
}
