// Measures work by processor time: a loaded machine stretches the clock by as much as it likes, this hardly at all.
import { readFileSync } from 'node:fs';
import type { Db } from '../../app/db.ts';

const runs = 3;
const measured_min_ms = 20;

/** Milliseconds of processor that this process took for `work`: the least of three runs. */
export function processorTime_ms(work: () => void): number {
  return Math.min(
    ...Array.from({ length: runs }, () => {
      const before = process.cpuUsage();
      work();
      return spent_ms(process.cpuUsage(before));
    }),
  );
}

/**
 * How the time for a unit grows from `small` units to `large` ones: about 1 where time grows with the length, `large / small` where it
 * grows with its square. 0 where the large one takes too little to be measured, which is little enough.
 */
export function growthOf(small: number, large: number, work: (size: number) => void): number {
  // Once before, so that neither size pays for the compiler.
  work(small);
  const large_ms = processorTime_ms(() => work(large));
  return large_ms < measured_min_ms ? 0 : large_ms / large / (processorTime_ms(() => work(small)) / small);
}

/** Milliseconds of processor that this process and the database's own took for `work`. Where the system does not tell of theirs, ours. */
export async function processorTimeOfBoth_ms(db: Db, work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  const theirs = await listBackendTimes(db);
  await work();
  let sum_ms = spent_ms(process.cpuUsage(before));
  for (const [pid, time_ms] of await listBackendTimes(db)) sum_ms += time_ms - (theirs.get(pid) ?? 0);
  return sum_ms;
}

const spent_ms = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000;

/** Of the processes that serve this database: Linux tells each one's time on a processor in nanoseconds. */
async function listBackendTimes(db: Db): Promise<Map<number, number>> {
  const { rows } = await db.query<{ pid: number }>({ text: 'select pid from pg_stat_activity where datname = current_database()' });
  return new Map(rows.map(({ pid }) => [pid, readTime_ms(pid)]));
}

function readTime_ms(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1_000_000;
  } catch {
    return 0;
  }
}
