// CPU time of the product and of its database, from /proc: what an event costs, however busy the machine is.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import type { Stage } from './stage.ts';
import { findPostmaster } from './database-of-product.ts';

export interface CpuTime {
  readonly product_ms: number;
  readonly database_ms: number;
}

const ticks_per_s = 100;

/** Undefined where there is no /proc. */
export async function readCpuTime({ dataDir, product }: Pick<Stage, 'dataDir' | 'product'>): Promise<CpuTime | undefined> {
  if (!existsSync('/proc/self/stat')) return undefined;
  const postmaster = await findPostmaster(dataDir);
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(readStat)
    .filter((stat) => stat !== undefined);
  const database = all.filter(({ pid, parent }) => pid === postmaster || parent === postmaster);
  return {
    product_ms: all.find(({ pid }) => pid === product.pid)?.own_ms ?? 0,
    // Sessions that ended count in their parent.
    database_ms: database.reduce((sum, { pid, own_ms, ended_ms }) => sum + own_ms + (pid === postmaster ? ended_ms : 0), 0),
  };
}

/** CPU time per piece of work between two readings; empty where it cannot be read. */
export function costOf(before: CpuTime | undefined, after: CpuTime | undefined, pieces: number): CpuTime[] {
  if (before === undefined || after === undefined) return [];
  return [{ product_ms: (after.product_ms - before.product_ms) / pieces, database_ms: (after.database_ms - before.database_ms) / pieces }];
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly own_ms: number;
  readonly ended_ms: number;
}

/** proc(5): after the name in brackets come state, parent …; 12 to 15 are user and system time, own and of ended children. */
function readStat(pid: string): Stat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ms = (at: number): number => ((fields[at]! + fields[at + 1]!) * 1_000) / ticks_per_s;
  return { pid: Number(pid), parent: fields[1]!, own_ms: ms(11), ended_ms: ms(13) };
}
