// Builds what runs in browsers: islands and their workers under names of their content, compressed once, with a list of them.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');
const sources = path.join(root, 'app/islands');
const out = path.join(root, 'dist/islands');
const compress_br = promisify(brotliCompress);
const compress_gzip = promisify(gzip);

/** Writes `dist/islands/` and in it `manifest.json`: name of each entry → its file. Needless files of earlier builds go. */
export async function buildIslands() {
  const entries = readdirSync(sources).filter((name) => /-(?:island|worker)\.tsx?$/.test(name));
  const { metafile } = await build({
    absWorkingDir: root,
    bundle: true,
    platform: 'browser',
    // Browsers whose workers can be modules; to older ones the page is as without script.
    target: ['chrome91', 'safari15', 'firefox114'],
    format: 'esm',
    splitting: true,
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
    entryPoints: entries.map((name) => `app/islands/${name}`),
    outdir: 'dist/islands',
    publicPath: '/kich-ban',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.wasm': 'file' },
    metafile: true,
  });
  const files = Object.keys(metafile.outputs).map((file) => path.basename(file));
  const known = new Set(readdirSync(out));
  // A name holds the hash of its content: what is compressed already stays.
  await Promise.all(files.filter((name) => !known.has(`${name}.br`) || !known.has(`${name}.gz`)).map(compressFile));
  const kept = new Set(['manifest.json', ...files.flatMap((name) => [name, `${name}.br`, `${name}.gz`])]);
  for (const name of known) if (!kept.has(name)) rmSync(path.join(out, name), { force: true });
  const manifest = Object.entries(metafile.outputs).flatMap(([file, { entryPoint }]) =>
    entryPoint === undefined || !entries.includes(path.basename(entryPoint))
      ? []
      : [[path.basename(entryPoint).replace(/\.tsx?$/, ''), path.basename(file)]],
  );
  writeWhole('manifest.json', JSON.stringify({ entries: Object.fromEntries(manifest), files: files.sort() }, undefined, 2));
}

async function compressFile(name) {
  const bytes = readFileSync(path.join(out, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, gz] = await Promise.all([compress_br(bytes, { params }), compress_gzip(bytes, { level: 9 })]);
  writeWhole(`${name}.br`, br);
  writeWhole(`${name}.gz`, gz);
}

/** Another build or a starting server never sees half a file. */
function writeWhole(name, content) {
  mkdirSync(out, { recursive: true });
  const draft = path.join(out, `.${name}.${process.pid}`);
  writeFileSync(draft, content);
  renameSync(draft, path.join(out, name));
}
