// `npm run soak -- --minutes 20 [--json]`: load, subscribers and restarts over time; nothing may be lost, nothing may grow.
import './require-node.mjs';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildProduct, nodeBundle } from './build.mjs';

const out = path.join(import.meta.dirname, '..', 'dist', `soak-${process.pid}`);
await buildProduct();
await build({ ...nodeBundle, entryPoints: ['test/soak/run-soak.ts'], outdir: out, splitting: false });
try {
  await import(path.join(out, 'run-soak.js'));
} finally {
  rmSync(out, { recursive: true, force: true });
}
