// `npm run fuzz -- [--inputs N] [--seed N] [--corpus DIR] [--json]`: fuzzes the readers of identifiers; the same seed, the same inputs.
import './require-node.mjs';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { nodeBundle } from './build.mjs';
import { readOptions, refuseOptions } from './read-options.mjs';

const root = path.join(import.meta.dirname, '..');
const usage = `npm run fuzz -- [--inputs N] [--seed N] [--corpus DIR] [--json]

  --inputs N     how many (default 1,000,000)
  --seed N       the same seed makes the same inputs
  --corpus DIR   a folder with texts of others
  --json         print one JSON value`;
const values = readOptions(usage, {
  inputs: { type: 'string', default: '1000000' },
  seed: { type: 'string' },
  corpus: { type: 'string', default: process.env.NGUON_CORPUS ?? path.join(root, '../shared/corpus') },
  json: { type: 'boolean', default: false },
});
const inputs = Number(values.inputs);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isInteger(inputs) || inputs < 1 || !Number.isInteger(seed)) refuseOptions(usage, '--inputs and --seed take whole numbers');

if (!existsSync(values.corpus)) console.error(`There is no folder ${values.corpus}: only generated inputs are tried, no texts of others.`);

const out = path.join(root, `dist/fuzz-${process.pid}`);
process.on('exit', () => rmSync(out, { recursive: true, force: true }));
await build({ ...nodeBundle, entryPoints: ['test/fuzz/fuzz-worker.ts'], outdir: out });

// An input that does not end within this time is a hang: the thread is stopped and the input shown.
const hang_ms = 20_000;
const at = new Int32Array(new SharedArrayBuffer(8));
const text = new Uint16Array(new SharedArrayBuffer(2 * 16_384));
const from = performance.now();
const seconds = () => Math.round((performance.now() - from) / 1000);
const worker = new Worker(path.join(out, 'fuzz-worker.js'), { workerData: { inputs, seed, corpus: values.corpus, at, text } });
let [last, lastChange] = [-1, performance.now()];
const watch = setInterval(() => {
  const now = Atomics.load(at, 0);
  if (now !== last) [last, lastChange] = [now, performance.now()];
  else if (performance.now() - lastChange > hang_ms) {
    const input = String.fromCharCode(...text.subarray(0, at[1]));
    finish({ inputs: now, seed, failure: { input, message: `no answer within ${hang_ms} ms` } });
  }
}, 1000);
worker.on('message', ({ done, report }) => {
  if (report !== undefined) finish(report);
  else if (!values.json && process.stdout.isTTY) process.stdout.write(`\r${done} of ${inputs} inputs, ${seconds()} s`);
  else if (!values.json && done % 100_000 === 0) console.log(`${done} of ${inputs} inputs, ${seconds()} s`);
});
worker.on('error', (error) => finish({ inputs: last, seed, failure: { input: '', message: error.stack ?? String(error) } }));

function finish(report) {
  clearInterval(watch);
  if (values.json) console.log(JSON.stringify({ ...report, seconds: seconds() }));
  else {
    const { failure, ...figures } = report;
    console.log(`\n${JSON.stringify(figures)} in ${seconds()} s`);
    if (failure !== undefined) console.error(`found: ${JSON.stringify(failure.input)}\n${failure.message}`);
    else console.log('nothing found');
  }
  process.exit(report.failure === undefined ? 0 : 1);
}
