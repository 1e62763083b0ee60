// Resident memory of the product while redirects are asked for: it must not grow with time.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { plainFigure } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { resolve_connections, resolveHeaders } from './resolve-load.ts';
import { sendGets } from './run-wrk.ts';
import type { Stage } from './stage.ts';

const short_minutes = 0.5;
const slices = 10;

/** The load repeats all paths, and as many that differ from them: what is cached changes all the time. */
export async function measureMemory(stage: Stage, options: BenchOptions, paths: readonly string[]): Promise<BenchResult[]> {
  if (stage.product.memory() === undefined) return [];
  const minutes = options.minutes ?? short_minutes;
  const file = path.join(stage.folder, 'paths-memory');
  writeFileSync(file, [...paths, ...paths.map((known, index) => `${known}/21/S${index}`)].join('\n') + '\n');
  const held_mb: number[] = [];
  let answers = 0;
  for (let slice = 0; slice < slices; slice++) {
    const report = await sendGets({
      port: stage.product.port,
      connections: resolve_connections,
      seconds: (minutes * 60) / slices,
      file,
      headers: resolveHeaders,
      folder: stage.folder,
      status: 307,
    });
    answers += report.answers;
    held_mb.push(stage.product.memory()?.now_mb ?? Number.NaN);
    options.note(
      `memory after ${((minutes * (slice + 1)) / slices).toFixed(2)} minutes: ${held_mb.at(-1)} MB, ${Math.round(report.per_s)} redirects/s`,
    );
  }
  const most_mb = stage.product.memory()?.most_mb ?? Number.NaN;
  const size = { identifiers: paths.length * 2, seconds: Math.round(minutes * 60), answers };
  return [
    plainFigure('resolve: resident memory under load', 'MB', held_mb, size),
    plainFigure('resolve: resident memory, at most', 'MB', [most_mb], size),
    // The caches fill in the first half.
    plainFigure('resolve: memory grown in the second half', 'MB', [held_mb.at(-1)! - held_mb[slices / 2 - 1]!], size),
  ];
}
