// Builds what runs: the server, the command line and the islands, each bundled once by esbuild.
import './require-node.mjs';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildIslands } from './build-islands.mjs';

const root = path.join(import.meta.dirname, '..');

/** Every source file that a bundle could contain, with its time of change. */
function newestSource_ms() {
  let newest = statSync(path.join(root, 'package.json')).mtimeMs;
  for (const folder of ['packages', 'app', 'cli', 'demo', 'bench', 'test', 'scripts']) {
    if (!existsSync(path.join(root, folder))) continue;
    for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) newest = Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs);
    }
  }
  return newest;
}

/** Options common to everything that runs in Node.js: packages of npm stay outside, our own go in. */
export const nodeBundle = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  splitting: true,
  sourcemap: 'linked',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  packages: 'bundle',
  logLevel: 'warning',
  plugins: [
    {
      name: 'npm-packages-stay-outside',
      setup(context) {
        context.onResolve({ filter: /^[^./]/ }, (args) =>
          args.kind === 'entry-point' || args.path.startsWith('@nguon/') ? undefined : { path: args.path, external: true },
        );
      },
    },
  ],
};

/** Builds `dist/` when a source is newer than the last build; `force` builds always. */
export async function buildProduct({ force = false } = {}) {
  const stamp = path.join(root, 'dist', 'main.js');
  if (!force && existsSync(stamp) && statSync(stamp).mtimeMs > newestSource_ms()) return false;
  const entries = [
    'app/main.ts',
    'app/large-thread.ts',
    'app/reading-thread.ts',
    'cli/cli.ts',
    'bench/bench.ts',
    'test/conformance/conformance.ts',
  ].filter((file) => existsSync(path.join(root, file)));
  await Promise.all([
    build({
      ...nodeBundle,
      entryPoints: Object.fromEntries(entries.map((file) => [path.basename(file).replace(/\.ts$/, ''), file])),
      outdir: 'dist',
      chunkNames: 'chunks/[name]-[hash]',
    }),
    buildIslands(),
  ]);
  return true;
}

if (process.argv[1] === import.meta.filename) await buildProduct({ force: true });
