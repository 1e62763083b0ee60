// Tests of the package as others get it: small enough for a scan page, and leaning on nothing.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const folder = path.resolve('packages/gs1');

/** Bytes over the wire, gzip, of a script that uses these functions. */
async function measure(names: readonly string[]): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names.join()} } from './index.ts';`, resolveDir: folder, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2020',
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}

const limit = 20_000;

test('the parser with its whole table and all its words is at most 20 kB', async () => {
  const parser = ['parseDigitalLink', 'parseDigitalLinkPath', 'parseElementString', 'readScanData', 'buildDigitalLink', 'formatHri'];
  const bytes = await measure(parser);
  assert.ok(bytes > 10_000, `only ${bytes} bytes: the table is not in it`);
  assert.ok(bytes <= limit, `${bytes} bytes`);
});

test('it imports nothing', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.ts$/.test(name));
  assert.ok(files.length > 40, `only ${files.length} files`);
  let counted = 0;
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    for (const [, from] of text.matchAll(/\bfrom\s+'([^']+)'|\bimport\s*\(/g)) {
      counted++;
      const inside = from?.startsWith('.') === true && path.resolve(folder, path.dirname(file), from).startsWith(folder + path.sep);
      assert.ok(inside, `${file} imports ${from}`);
    }
  }
  assert.ok(counted > 100);
  const { dependencies } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { dependencies?: unknown };
  assert.equal(dependencies, undefined);
});
