// Watches the resident memory of one process and says whether it is flat: the last third against the first.
import { setTimeout as wait } from 'node:timers/promises';
import type { ProductProcess } from '../../bench/product-process.ts';

export interface MemoryReport {
  /** Medians of the first and of the last third of the time. */
  readonly first_mb: number;
  readonly last_mb: number;
  readonly most_mb: number;
  /** What the last third may be. */
  readonly limit_mb: number;
  readonly isFlat: boolean;
}

const sampled_every_ms = 1_000;
/** A process that has just started compiles and fills its caches. */
const warm_up_share = 0.1;
/** The heap's own breathing between collections, and what the first minutes of a process add: compiled code, prepared statements. */
const growth_max = 1.2;
const growth_max_mb = 48;

/** Megabytes, sampled evenly; none where the system does not tell. */
export async function watchMemory(product: ProductProcess, for_ms: number): Promise<readonly number[]> {
  const samples: number[] = [];
  for (const until = performance.now() + for_ms; performance.now() < until;) {
    await wait(Math.min(sampled_every_ms, Math.max(0, until - performance.now())));
    const memory = product.memory();
    if (memory !== undefined) samples.push(memory.now_mb);
  }
  return samples;
}

export function judgeMemory(samples: readonly number[]): MemoryReport | undefined {
  const warm = samples.slice(Math.floor(samples.length * warm_up_share));
  if (warm.length < 3) return undefined;
  const third = Math.floor(warm.length / 3);
  const [first_mb, last_mb] = [median(warm.slice(0, third)), median(warm.slice(-third))];
  const limit_mb = Math.round(Math.max(first_mb * growth_max, first_mb + growth_max_mb));
  return { first_mb, last_mb, most_mb: Math.max(...warm), limit_mb, isFlat: last_mb <= limit_mb };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
