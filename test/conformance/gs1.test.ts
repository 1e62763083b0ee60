// The set gs1 on the corpus: it holds, its differences are told in docs, and a shortened corpus does not pass.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { findRootDir } from '../../app/config.ts';
import { ConformanceResult } from './conformance-result.ts';
import { differences } from './gs1-differences.ts';
import { checkGs1 } from './gs1.ts';

const corpus = process.env['NGUON_CORPUS'] ?? path.join(findRootDir(), '../shared/corpus');
const missing = !existsSync(corpus);
if (missing && process.env['CI'] === 'true') throw new Error(`No test corpus at ${corpus}`);
const options = missing ? { skip: 'no test corpus' } : {};

async function runOn(folder: string): Promise<ConformanceResult> {
  const result = new ConformanceResult();
  await checkGs1({ corpus: folder }, result);
  return result;
}

test('every vector of other implementations, deliberate differences apart', options, async () => {
  const result = await runOn(corpus);
  assert.deepEqual(result.failures.slice(0, 20), []);
  assert.ok(result.holds);
});

test('a file with fewer vectors than it had, or with a wrong one, fails', options, async () => {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'nguon-gs1-'));
  try {
    cpSync(path.join(corpus, 'gs1'), path.join(copy, 'gs1'), { recursive: true });
    cpSync(path.join(corpus, 'epcis/dl-vectors'), path.join(copy, 'epcis/dl-vectors'), { recursive: true });
    assert.ok((await runOn(copy)).holds);
    const file = path.join(copy, 'gs1/dl-parse.json');
    const whole = JSON.parse(readFileSync(file, 'utf8')) as { vectors: { uri: string; ok: boolean }[] };
    writeFileSync(file, JSON.stringify({ ...whole, vectors: whole.vectors.slice(1) }));
    assert.deepEqual(new Set((await runOn(copy)).failures.map(({ check }) => check)), new Set(['dl-parse']));
    const [first, ...rest] = whole.vectors;
    writeFileSync(file, JSON.stringify({ ...whole, vectors: [{ ...first!, ok: !first!.ok }, ...rest] }));
    assert.equal((await runOn(copy)).failures.length, 1);
    rmSync(file);
    assert.ok((await runOn(copy)).failures.some(({ what }) => what.includes('dl-parse.json')));
  } finally {
    rmSync(copy, { recursive: true });
  }
});

test('docs/divergences.md tells each deliberate difference', () => {
  const page = readFileSync(path.join(findRootDir(), 'docs/divergences.md'), 'utf8');
  assert.ok(differences.length > 0);
  for (const { name } of differences) assert.ok(page.includes(`| ${name} |`), name);
});
