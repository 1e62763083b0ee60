// Runs the conformance set epcis-validation, which needs no running product: verdicts, refusals, answers under the official schema.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { ConformanceResult } from './conformance-result.ts';
import { checkValidation } from './epcis-validation.ts';

const corpus = process.env['NGUON_CORPUS'] ?? path.resolve('../shared/corpus');
const missing = !existsSync(corpus);
if (missing && process.env['CI'] === 'true') throw new Error(`No test corpus at ${corpus}`);

test('what is taken is valid under the official JSON Schema, what must be refused is', missing ? { skip: 'no test corpus' } : {}, () => {
  const result = new ConformanceResult();
  checkValidation(corpus, result);
  assert.deepEqual(result.failures, []);
  assert.ok(result.holds);
});
