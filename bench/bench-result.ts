// The one form in which every measure reports, printed as a JSON line by the bench runner.

import { arch, cpus, platform, totalmem } from 'node:os';

export interface BenchHost {
  readonly cpu: string;
  readonly cores: number;
  readonly memory_mb: number;
  readonly platform: string;
  readonly node: string;
}

export interface BenchResult {
  readonly measure: string;
  /** Median over the runs, in `unit`. */
  readonly value: number;
  readonly unit: string;
  /** What the same machine did in the same run on the bare work; null where the measure has none. */
  readonly yardstick: { readonly name: string; readonly value: number } | null;
  /** Our rate ÷ the yardstick's; larger is better. */
  readonly ratio: number | null;
  /** Our time ÷ the yardstick's; smaller is better. */
  readonly time_ratio: number | null;
  readonly p50_ms: number | null;
  readonly p99_ms: number | null;
  /** The value of every run, in the order they ran. */
  readonly runs: readonly number[];
  readonly size: Readonly<Record<string, number>>;
  readonly host: BenchHost;
}

export interface BenchOptions {
  /** Length of one run. */
  readonly seconds: number;
  readonly runs: number;
}

export function describeHost(): BenchHost {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory_mb: Math.round(totalmem() / 1024 / 1024),
    platform: `${platform()}-${arch()}`,
    node: process.version,
  };
}

/** Value below which the share `part` (0 to 1) of the values lies; NaN for none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
