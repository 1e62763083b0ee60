// How redirects are asked for in every part of the measure `resolve`.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateLoad } from './bench-process.ts';
import type { LoadReport } from './send-load.ts';
import type { Stage } from './stage.ts';

export const resolve_connections = 64;
/** What phones send. */
export const resolveHeaders: Readonly<Record<string, string>> = { accept: 'text/html', 'accept-language': 'vi-VN,vi;q=0.9,en;q=0.8' };

/** Asks for each path once, over all connections; every one must lead on. */
export async function askForRedirects(stage: Stage, paths: readonly string[]): Promise<LoadReport> {
  const file = path.join(stage.folder, 'paths-once');
  writeFileSync(file, paths.join('\n'));
  const report = await generateLoad({
    host: '127.0.0.1',
    port: stage.product.port,
    connections: resolve_connections,
    method: 'GET',
    file,
    headers: resolveHeaders,
  });
  if (Object.keys(report.statuses).join() !== '307') throw new Error(`not redirected: ${JSON.stringify(report.statuses)}`);
  return report;
}
