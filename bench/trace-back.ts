// Measure `trace-back`: the whole history of a finished item, five levels, over HTTP, against one recursive statement.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { generateLoad } from './bench-process.ts';
import { pairRuns, plainFigure, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { readSamples } from './prepare.ts';
import { onStage } from './stage.ts';
import { backStatement } from './trace-statements.ts';

const units_max = 500;

export async function run(options: BenchOptions): Promise<BenchResult> {
  return onStage({ ...options, readsOnly: true }, async (stage) => {
    const { units } = readSamples(options.events, units_max);
    const file = path.join(stage.folder, 'paths');
    writeFileSync(file, units.map((unit) => `/api/v1/trace?direction=back&code=${encodeURIComponent(unit)}`).join('\n'));
    const ask = (seconds: number, headers: Record<string, string> = {}) =>
      generateLoad({ host: '127.0.0.1', port: stage.product.port, connections: 1, method: 'GET', file, seconds, headers });
    const connection = await stage.connect('product');
    // Both sides warm: plans made, pages of the data set in memory.
    await ask(options.seconds / 2);
    await timeStatement(connection, units, options.seconds / 2);
    const ours: number[] = [];
    const theirs: number[] = [];
    const slowest: number[] = [];
    for (let round = 0; round < options.runs; round++) {
      const report = await ask(options.seconds / 2);
      if (Object.keys(report.statuses).join() !== '200') throw new Error(`traces were refused: ${JSON.stringify(report.statuses)}`);
      ours.push(report.p50_ms);
      slowest.push(report.p99_ms);
      theirs.push(await timeStatement(connection, units, options.seconds / 2));
      options.note(
        `run ${round + 1}: trace ${ours[round]!.toFixed(1)} ms (p99 ${report.p99_ms.toFixed(1)}), recursive statement ${theirs[round]!.toFixed(1)} ms`,
      );
    }
    const size = { events: options.events, units: units.length };
    const member = await ask(options.seconds / 2, { authorization: `Bearer ${stage.key}` });
    const memory = stage.product.memory();
    const result = pairRuns({
      measure: 'trace-back',
      unit: 'ms',
      kind: 'time',
      ours,
      theirs,
      size,
      yardstickName: 'one recursive statement from the driver: the same things with amounts, events and last places',
      p50_ms: quantile(ours, 0.5),
      p99_ms: quantile(slowest, 0.5),
    });
    return {
      ...result,
      also: [
        plainFigure('trace-back, as a member of an organisation', 'ms', [member.p50_ms], size),
        ...(memory === undefined ? [] : [plainFigure('trace-back: resident memory, at most', 'MB', [memory.most_mb], size)]),
      ],
    };
  });
}

/** Median of the statement over the units, for some seconds. */
async function timeStatement(connection: pg.Client, units: readonly string[], seconds: number): Promise<number> {
  const times: number[] = [];
  const began = performance.now();
  for (let next = 0; performance.now() - began < seconds * 1_000; next++) {
    const sent = performance.now();
    const { rows } = await connection.query({ name: 'trace_back_yardstick', text: backStatement, values: [units[next % units.length]] });
    times.push(performance.now() - sent);
    if (rows.length < 10) throw new Error(`only ${rows.length} rows of history for ${units[next % units.length]}`);
  }
  return quantile(times, 0.5);
}
