// The one form in which every measure reports, printed as a JSON line by the bench runner.

import { arch, cpus, platform, totalmem } from 'node:os';

export interface BenchHost {
  readonly cpu: string;
  readonly cores: number;
  readonly memory_mb: number;
  readonly platform: string;
  readonly node: string;
}

export interface Yardstick {
  readonly name: string;
  /** Median over the runs, in the unit of the measure. */
  readonly value: number;
  readonly runs?: readonly number[];
}

export interface BenchResult {
  readonly measure: string;
  /** Median over the runs, in `unit`. */
  readonly value: number;
  readonly unit: string;
  /** What the same machine did in the same run on the bare work; null where the measure has none. */
  readonly yardstick: Yardstick | null;
  /** Our rate ÷ the yardstick's; larger is better. Median of the pairs of runs. */
  readonly ratio: number | null;
  /** Our time ÷ the yardstick's; smaller is better. Median of the pairs of runs. */
  readonly time_ratio: number | null;
  readonly p50_ms: number | null;
  readonly p99_ms: number | null;
  /** The value of every run, in the order they ran. */
  readonly runs: readonly number[];
  readonly size: Readonly<Record<string, number>>;
  readonly host: BenchHost;
  /** Further figures of the same run, each in the same form: other numbers of clients, cold pages, memory. */
  readonly also?: readonly BenchResult[];
  /** Why the run counts for nothing (the load generator is too slow, for one). */
  readonly void?: string;
}

export interface BenchOptions {
  /** Length of one run. */
  readonly seconds: number;
  readonly runs: number;
  /** Events in the database before the measure begins; for `resolve` registered identifiers. */
  readonly events: number;
  /** Length of the load under which a measure watches memory; absent = half a minute. */
  readonly minutes?: number;
  /** Folder for CPU profiles of the product (node --cpu-prof); absent = none are taken. */
  readonly profileDir?: string;
  /** Progress and remarks for people, on standard error. */
  note(line: string): void;
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

export interface PairedRuns {
  readonly measure: string;
  readonly unit: string;
  readonly yardstickName: string;
  /** 'rate': larger is better and `ratio` is told; 'time': smaller is better and `time_ratio` is told. */
  readonly kind: 'rate' | 'time';
  /** Taken in turn: ours, yardstick, ours, yardstick … */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly p50_ms?: number;
  readonly p99_ms?: number;
  readonly size: Readonly<Record<string, number>>;
}

/** The result of alternating runs: each of ours against the yardstick's run that followed it. */
export function pairRuns(paired: PairedRuns): BenchResult {
  const { ours, theirs, kind } = paired;
  const ratio = quantile(
    ours.map((value, index) => value / (theirs[index] ?? Number.NaN)),
    0.5,
  );
  return {
    measure: paired.measure,
    value: round(quantile(ours, 0.5)),
    unit: paired.unit,
    yardstick: { name: paired.yardstickName, value: round(quantile(theirs, 0.5)), runs: theirs.map(round) },
    ratio: kind === 'rate' ? round(ratio) : null,
    time_ratio: kind === 'time' ? round(ratio) : null,
    p50_ms: paired.p50_ms === undefined ? null : round(paired.p50_ms),
    p99_ms: paired.p99_ms === undefined ? null : round(paired.p99_ms),
    runs: ours.map(round),
    size: paired.size,
    host: describeHost(),
  };
}

/** A figure that stands alone, without a yardstick. */
export function plainFigure(measure: string, unit: string, runs: readonly number[], size: Readonly<Record<string, number>>): BenchResult {
  return {
    measure,
    unit,
    value: round(quantile(runs, 0.5)),
    yardstick: null,
    ratio: null,
    time_ratio: null,
    p50_ms: null,
    p99_ms: null,
    runs: runs.map(round),
    size,
    host: describeHost(),
  };
}

/** Three figures that count: more would claim a precision that the runs do not have. */
export const round = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)));
