// Measure `growth`: each database measure at several sizes of the data set, so that time can be seen against size.
import { plainFigure } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import * as capture from './capture.ts';
import * as captureSingle from './capture-single.ts';
import { formatSize } from './data-set.ts';
import * as queryEpc from './query-epc.ts';
import * as scanColdOnly from './scan-cold.ts';
import * as traceBack from './trace-back.ts';
import * as traceForward from './trace-forward.ts';

/** The largest comes from --size; these come before it. */
const steps = [100_000, 1_000_000, 5_000_000];
const measures: Readonly<Record<string, (options: BenchOptions) => Promise<BenchResult>>> = {
  capture: capture.run,
  'capture-single': captureSingle.run,
  'query-epc': queryEpc.run,
  'trace-back': traceBack.run,
  'trace-forward': traceForward.run,
  'scan: cold': scanColdOnly.run,
};

/** `value`: of the measure that grows most, time at the largest size over time at the smallest. */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const sizes = steps.filter((events) => events <= options.events);
  const also: BenchResult[] = [];
  const slowdowns: number[] = [];
  for (const [name, measure] of Object.entries(measures)) {
    const values: number[] = [];
    for (const events of sizes) {
      const result = await measure({ ...options, events });
      values.push(result.value);
      also.push({ ...result, measure: `${name} at ${formatSize(events)}` });
      options.note(`${name} at ${formatSize(events)}: ${result.value} ${result.unit}`);
    }
    const [first, last] = [values[0]!, values.at(-1)!];
    slowdowns.push(also.at(-1)!.unit.endsWith('/s') ? first / last : last / first);
  }
  return {
    ...plainFigure('growth: most time at the largest size over the smallest', 'times', [Math.max(...slowdowns)], {
      events: sizes.at(-1) ?? 0,
    }),
    also,
  };
}
