// The figures that stand beside a rate of captures: processor time of an event on each side, memory, the generator's own rate.
import { plainFigure } from './bench-result.ts';
import type { BenchResult } from './bench-result.ts';
import type { CpuTime } from './cpu-time.ts';
import type { Stage } from './stage.ts';

export interface CaptureCosts {
  /** One reading a run; empty where the system does not tell. */
  readonly ours: readonly CpuTime[];
  readonly yardstick: readonly CpuTime[];
  readonly generator_per_s: number;
}

export function captureCosts(result: BenchResult, stage: Stage, { ours, yardstick, generator_per_s }: CaptureCosts): BenchResult[] {
  const memory = stage.product.memory();
  const figure = (name: string, unit: string, values: readonly number[]): BenchResult[] =>
    values.length === 0 ? [] : [plainFigure(`${result.measure}: ${name}`, unit, values, result.size)];
  const us = (costs: readonly CpuTime[], of: keyof CpuTime): number[] => costs.map((cost) => cost[of] * 1_000);
  return [
    ...figure('CPU of the product', 'µs/event', us(ours, 'product_ms')),
    ...figure('CPU of its database', 'µs/event', us(ours, 'database_ms')),
    ...figure('CPU of the database under the yardstick', 'µs/event', us(yardstick, 'database_ms')),
    ...figure('resident memory, at most', 'MB', memory === undefined ? [] : [memory.most_mb]),
    ...figure('load generator alone', 'events/s', [generator_per_s]),
  ];
}
