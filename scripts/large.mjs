// `npm run large -- --mb 100 [--form xml] [--beside]`: captures documents of that size in a product of its own: time, rate, memory, others' waits.
import './require-node.mjs';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildProduct, nodeBundle } from './build.mjs';

const out = path.join(import.meta.dirname, '..', 'dist', `large-${process.pid}`);
await buildProduct();
await build({ ...nodeBundle, entryPoints: ['test/large/run-large.ts'], outdir: out, splitting: false });
try {
  await import(path.join(out, 'run-large.js'));
} finally {
  rmSync(out, { recursive: true, force: true });
}
