// `npm run soak -- --minutes 20 [--json]`: load, subscribers and restarts over time; nothing may be lost, nothing may grow.
import './require-node.mjs';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildProduct, nodeBundle } from './build.mjs';
import { readOptions, refuseOptions } from './read-options.mjs';

const usage = `npm run soak -- [--minutes N] [--json] [--keep]

  --minutes N   how long, 0.5 to 1440 (default 20)
  --json        print one JSON value
  --keep        leave the data folder behind`;
const values = readOptions(usage, { minutes: { type: 'string', default: '20' }, json: { type: 'boolean' }, keep: { type: 'boolean' } });
const minutes = Number(values.minutes);
if (!(minutes >= 0.5 && minutes <= 1_440)) refuseOptions(usage, `--minutes ${values.minutes}: a number from 0.5 to 1440 is wanted`);

const out = path.join(import.meta.dirname, '..', 'dist', `soak-${process.pid}`);
await buildProduct();
await build({ ...nodeBundle, entryPoints: ['test/soak/run-soak.ts'], outdir: out, splitting: false });
try {
  const { soak } = await import(path.join(out, 'run-soak.js'));
  process.exitCode = (await soak(minutes, values.json === true, values.keep === true)) ? 0 : 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
