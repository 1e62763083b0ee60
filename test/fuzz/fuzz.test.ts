// The short form of `npm run fuzz`: thousands of texts and items, nothing thrown, nothing wrong accepted, all comes back.

import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { findWrongChecks, rightDigit, rightPair } from './check-digit-oracle.ts';
import { readBases, runFuzz } from './run-fuzz.ts';

const INPUTS = 20_000;

test('the oracle knows right from wrong by itself', () => {
  // General Specifications 7.9: 629104150021 has check digit 3; 1987654Ad4X4bL5ttr2310c the pair 2K.
  assert.equal(rightDigit('629104150021'), '3');
  assert.equal(rightPair('1987654Ad4X4bL5ttr2310c'), '2K');
  assert.equal(findWrongChecks([{ ai: '8003', value: '095211411234545678' }]).length, 0);
  assert.equal(findWrongChecks([{ ai: '01', value: '09506000134353' }]).length, 1);
});

test('fuzzing finds nothing', (context) => {
  const bases = readBases(process.env['NGUON_CORPUS'] ?? path.resolve('../shared/corpus'));
  if (bases.length === 0 && process.env['CI'] === 'true') throw new Error('No test corpus to spoil');
  const seed = Number(process.env['NGUON_FUZZ_SEED'] ?? 20261122);
  const report = runFuzz({ inputs: INPUTS, seed, bases });
  if (report.failure !== undefined) assert.fail(`seed ${report.seed}: ${JSON.stringify(report.failure.input)}\n${report.failure.message}`);
  context.diagnostic(`${report.texts} texts (${report.accepted} accepted), ${report.items} items, ${bases.length} texts of others`);
  assert.equal(report.inputs, INPUTS);
  assert.ok(report.texts > INPUTS / 2 && report.accepted > INPUTS / 20 && report.items > INPUTS / 5 && report.withAttributes > 100);
});
