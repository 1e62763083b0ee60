// `node scripts/crash.mjs --rounds 50 [--seed n] [--answer-early]`: kills app and database under capture load, again and again.
import './require-node.mjs';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildProduct, nodeBundle } from './build.mjs';

const out = path.join(import.meta.dirname, '..', 'dist', `crash-${process.pid}`);
await buildProduct();
await build({ ...nodeBundle, entryPoints: ['test/crash/run-crash.ts'], outdir: out, splitting: false });
try {
  await import(path.join(out, 'run-crash.js'));
} finally {
  rmSync(out, { recursive: true, force: true });
}
