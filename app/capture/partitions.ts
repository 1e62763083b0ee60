// Sequence numbers and the month partitions that they fall into.
import type { Db } from '../db.ts';
import { createMonthTable, listMonthTables } from './month-store.ts';
import { takeCounterBlock } from './store.ts';

const counter_bits = 20n;
const counter_block = 4_096;
/** Partitions exist from the month before now to this many months after it. */
const months_ahead = 3;

/** The smallest sequence number of an instant. */
export function firstSeqOf(instant_ms: number): bigint {
  return BigInt(instant_ms) << counter_bits;
}

export interface SequenceAllocator {
  /** `count` ascending numbers for a capture at `now_ms`. */
  take(db: Db, now_ms: number, count: number): Promise<bigint[]>;
}

/**
 * Hands out sequence numbers from blocks of counters: unique across processes, because no two hold the same block and
 * a million counters do not pass within one millisecond.
 */
export function createSequenceAllocator(): SequenceAllocator {
  let next = 0;
  let end = 0;
  return {
    async take(db, now_ms, count) {
      const base = firstSeqOf(now_ms);
      const numbers: bigint[] = [];
      while (numbers.length < count) {
        if (next === end) {
          const block = await takeCounterBlock(db);
          // Another caller may have refilled while this one waited: its rest is dropped, numbers may have holes.
          next = Number(block & 0xf_ffffn);
          end = next + counter_block;
        }
        numbers.push(base | BigInt(next++ & 0xf_ffff));
      }
      // The counter may wrap inside a document: its events still get ascending numbers.
      return numbers.sort((a, b) => (a < b ? -1 : 1));
    },
  };
}

/** Makes the partitions that are missing around `now`, and gives their months; harmless when they are there. */
export async function makeEventPartitions(db: Db, now: Date): Promise<string[]> {
  const existing = new Set((await listMonthTables(db)).map(({ month }) => month));
  const made: string[] = [];
  for (let offset = -1; offset <= months_ahead; offset++) {
    const from = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1);
    const until = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset + 1, 1);
    const month = new Date(from).toISOString().slice(0, 7);
    if (existing.has(month)) continue;
    await createMonthTable(db, month, firstSeqOf(from), firstSeqOf(until));
    made.push(month);
  }
  return made;
}
