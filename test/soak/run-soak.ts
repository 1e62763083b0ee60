// `npm run soak -- --minutes 20 [--json]`: the product under even load, restarts and subscribers, and what came of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runSoak } from './soak.ts';
import { showSoak } from './show-soak.ts';

/** @returns whether all held. */
export async function soak(minutes: number, asJson: boolean, keepsData: boolean): Promise<boolean> {
  const say = (line: string): void => void (asJson ? process.stderr : process.stdout).write(`${line}\n`);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'nguon-soak-'));
  try {
    const report = await runSoak({ dataDir, minutes, say });
    if (asJson) process.stdout.write(`${JSON.stringify(report)}\n`);
    else say(showSoak(report));
    return report.faults.length === 0;
  } finally {
    if (!keepsData) rmSync(dataDir, { recursive: true, force: true });
  }
}
