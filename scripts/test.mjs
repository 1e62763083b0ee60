// `npm test [-- <part of a path> …]`: bundles the tests once, starts one PostgreSQL for all of them, runs node --test.
import './require-node.mjs';
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildProduct, nodeBundle } from './build.mjs';

const root = path.join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);

const tests = ['packages', 'app', 'cli', 'demo', 'test', 'bench']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  )
  .filter((file) => !file.includes('node_modules'))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort();
if (tests.length === 0) {
  console.error(`No test file's path contains: ${wanted.join(', ')}`);
  process.exit(1);
}

// A folder of its own for each run, so that two runs at once do not step on each other.
const out = `dist/test-${process.pid}`;
process.on('exit', () => rmSync(path.join(root, out), { recursive: true, force: true }));
await buildProduct();
await build({
  ...nodeBundle,
  entryPoints: [...tests, 'test/support/test-cluster.ts'],
  outbase: '.',
  outdir: out,
  chunkNames: 'chunks/[name]-[hash]',
});

const { startTestCluster } = await import(path.join(root, out, 'test/support/test-cluster.js'));
const cluster = await startTestCluster();
const files = tests.map((file) => path.join(out, file.replace(/\.tsx?$/, '.js')));
const child = spawn(process.execPath, ['--enable-source-maps', '--test', '--test-concurrency=2', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'test', ...cluster.environment },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
const code = await new Promise((resolve) => child.on('exit', (exitCode) => resolve(exitCode ?? 1)));
await cluster.stop();
process.exit(code);
