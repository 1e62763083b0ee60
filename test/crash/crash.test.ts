// Kill app and database under capture load, three times here (50 times: `node scripts/crash.mjs --rounds 50`).
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { findRootDir } from '../../app/config.ts';
import { runCrashRounds } from './crash-rounds.ts';
import { buildWithEarlyAnswer } from './early-answer.ts';

const rounds = 3;
const clients = 10;
const test_ms = 120_000;
const skip = process.platform === 'win32' ? 'kills process families as POSIX systems have them' : false;

test(
  'no kill loses an acknowledged event or leaves half a document; all that is derived equals its recomputation',
  { skip, timeout: test_ms },
  async (t) => {
    const seed = Math.floor(Math.random() * 1e9);
    t.diagnostic(`seed ${seed}`);
    const dataDir = temporaryFolder();
    t.after(() => rmSync(dataDir, { recursive: true, force: true }));
    const report = await runCrashRounds({ dataDir, rounds, seed, clients, recomputeEvery: 1, log: (line) => t.diagnostic(line) });
    assert.deepEqual(report.faults, []);
    assert.deepEqual(report.lost, []);
    assert.ok(report.insideTransaction >= 1, 'no kill met a transaction that had written');
    assert.ok(report.acknowledged > 50, `only ${report.acknowledged} events were acknowledged`);
    assert.ok(report.rowsCompared > 500, `only ${report.rowsCompared} rows were compared`);
  },
);

test('the crash test notices an answer that precedes its commit', { skip, timeout: test_ms }, async (t) => {
  const dataDir = temporaryFolder();
  // Beneath the project: the build looks for the packages and migrations from where it lies.
  const folder = path.join(findRootDir(), 'dist', `early-answer-${process.pid}`);
  t.after(() => {
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });
  const mainFile = await buildWithEarlyAnswer(folder);
  const report = await runCrashRounds({
    dataDir,
    rounds,
    seed: 7,
    clients,
    recomputeEvery: rounds,
    mainFile,
    log: (line) => t.diagnostic(line),
  });
  assert.ok(report.lost.length > 0, 'answers went out before their commits and no event was missed');
});

const temporaryFolder = (): string => mkdtempSync(path.join(tmpdir(), 'nguon-crash-'));
