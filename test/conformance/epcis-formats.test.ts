// Runs the part of the conformance set epcis-formats that needs no running product: reading, hashing, converting, official schemas.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { ConformanceResult } from './conformance-result.ts';
import { checkFormats } from './epcis-formats-pure.ts';

const corpus = process.env['NGUON_CORPUS'] ?? path.resolve('../shared/corpus');
const missing = !existsSync(corpus);
if (missing && process.env['CI'] === 'true') throw new Error(`No test corpus at ${corpus}`);

test('every document of the corpus is read, hashed and converted as it must be', missing ? { skip: 'no test corpus' } : {}, () => {
  const result = new ConformanceResult();
  checkFormats(corpus, result);
  assert.deepEqual(result.failures, []);
  assert.ok(result.holds);
});
