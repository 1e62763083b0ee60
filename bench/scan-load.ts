// How scan pages are asked for in every part of the measure `scan`.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateLoad } from './bench-process.ts';
import type { LoadReport } from './send-load.ts';
import type { Stage } from './stage.ts';

export const scan_connections = 64;
/** Different live codes. */
export const codes_max = 10_000;
/** What phones send. */
export const scanHeaders: Readonly<Record<string, string>> = { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' };

/** Asks for each page once, over all connections; every one must be there. */
export async function askForPages(stage: Stage, paths: readonly string[]): Promise<LoadReport> {
  const file = path.join(stage.folder, 'paths-once');
  writeFileSync(file, paths.join('\n'));
  const report = await generateLoad({
    host: '127.0.0.1',
    port: stage.product.port,
    connections: scan_connections,
    method: 'GET',
    file,
    headers: scanHeaders,
  });
  if (Object.keys(report.statuses).join() !== '200') throw new Error(`scan pages were refused: ${JSON.stringify(report.statuses)}`);
  return report;
}
