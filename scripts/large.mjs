// `npm run large -- --mb 100 [--form xml] [--beside]`: captures documents of that size in a product of its own: time, rate, memory, others' waits.
import './require-node.mjs';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildProduct, nodeBundle } from './build.mjs';
import { readOptions, refuseOptions } from './read-options.mjs';

const usage = `npm run large -- [--mb N] [--form xml|json] [--beside]

  --mb N      size of the document in megabytes, 1 to 256 (default 100)
  --form F    xml or json; both where it is not given
  --beside    others scan and send small documents meanwhile, and their waits are told`;
const values = readOptions(usage, { mb: { type: 'string', default: '100' }, form: { type: 'string' }, beside: { type: 'boolean' } });
const mb = Number(values.mb);
if (!(mb >= 1 && mb <= 256)) refuseOptions(usage, `--mb ${values.mb}: a number from 1 to 256 is wanted`);
if (![undefined, 'xml', 'json'].includes(values.form)) refuseOptions(usage, `--form ${values.form}: xml or json is wanted`);

const out = path.join(import.meta.dirname, '..', 'dist', `large-${process.pid}`);
await buildProduct();
await build({ ...nodeBundle, entryPoints: ['test/large/run-large.ts'], outdir: out, splitting: false });
try {
  const { runLarge } = await import(path.join(out, 'run-large.js'));
  process.exitCode = (await runLarge(mb, values.form === undefined ? ['xml', 'json'] : [values.form], values.beside === true)) ? 0 : 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
