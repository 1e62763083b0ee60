// Where the large data sets of the bench lie: outside the project, one data folder for each size, made once.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** A folder of the user's own, or NGUON_BENCH_DIR. */
export function dataSetFolder(events: number): string {
  const base = process.env['NGUON_BENCH_DIR'] || path.join(homedir(), '.cache', 'nguon-bench');
  return path.join(base, `events-${events}`);
}

/** Throws when it was not made yet. */
export function findDataSet(events: number): string {
  const folder = dataSetFolder(events);
  if (existsSync(path.join(folder, 'ready'))) return folder;
  throw new Error(`There is no data set of ${events} events. Make it once: npm run bench -- prepare --size ${formatSize(events)}`);
}

/** `100k`, `1m`, `2.5m` or a plain number. Undefined for anything else. */
export function readSize(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)([km]?)$/i.exec(text.trim()) ?? [];
  const size = Number(digits) * (unit.toLowerCase() === 'm' ? 1_000_000 : unit.toLowerCase() === 'k' ? 1_000 : 1);
  return digits === '' || !Number.isInteger(size) ? undefined : size;
}

export function formatSize(events: number): string {
  if (events >= 1_000_000 && events % 100_000 === 0) return `${events / 1_000_000}m`;
  return events >= 1_000 && events % 100 === 0 ? `${events / 1_000}k` : String(events);
}
