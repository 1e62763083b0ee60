// `npm run soak -- --minutes 20 [--json]`: the product under even load, restarts and subscribers, and what came of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runSoak } from './soak.ts';
import { showSoak } from './show-soak.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '20' }, json: { type: 'boolean' }, keep: { type: 'boolean' } },
});
const minutes = Number(values.minutes);
if (!(minutes >= 0.5 && minutes <= 1_440)) throw new Error('--minutes: from 0.5 to 1440');
const say = (line: string): void => void (values.json === true ? process.stderr : process.stdout).write(`${line}\n`);
const dataDir = mkdtempSync(path.join(tmpdir(), 'nguon-soak-'));
try {
  const report = await runSoak({ dataDir, minutes, say });
  if (values.json === true) process.stdout.write(`${JSON.stringify(report)}\n`);
  else say(showSoak(report));
  process.exitCode = report.faults.length === 0 ? 0 : 1;
} finally {
  if (values.keep !== true) rmSync(dataDir, { recursive: true, force: true });
}
