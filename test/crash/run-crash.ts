// `node scripts/crash.mjs --rounds 50`: the crash test in its full form, with a report.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findRootDir } from '../../app/config.ts';
import { runCrashRounds } from './crash-rounds.ts';
import { buildWithEarlyAnswer } from './early-answer.ts';

/** Of fifty kills at least this many must fall into a transaction. */
const inside_share = 0.2;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    seed: { type: 'string' },
    clients: { type: 'string' },
    'answer-early': { type: 'boolean' },
    keep: { type: 'boolean' },
  },
});
const rounds = Number(values.rounds ?? 50);
const clients = Number(values.clients ?? 12);
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const dataDir = mkdtempSync(path.join(tmpdir(), 'nguon-crash-'));
const buildFolder = path.join(findRootDir(), 'dist', `early-answer-${process.pid}`);
say(`${rounds} rounds, ${clients} clients, seed ${seed}, data in ${dataDir}`);
try {
  const fault = values['answer-early'] === true ? { mainFile: await buildWithEarlyAnswer(buildFolder) } : {};
  const report = await runCrashRounds({ dataDir, rounds, seed, clients, recomputeEvery: 5, log: say, ...fault });
  say(
    `${report.acknowledged} events acknowledged, ${report.retried} requests sent again, ${report.rowsCompared} rows compared with a recomputation`,
  );
  say(`${report.insideTransaction} kills met a transaction that had written`);
  for (const line of [...report.lost.slice(0, 10).map((id) => `LOST ${id}`), ...report.faults.map((fault) => `FAULT ${fault}`)]) say(line);
  const enough = report.insideTransaction >= inside_share * rounds;
  if (!enough) say(`too few kills inside a transaction: ${inside_share * rounds} are wanted`);
  const sound = report.lost.length === 0 && report.faults.length === 0 && enough;
  say(
    sound
      ? 'no acknowledged event lost, whole documents only, derived rows equal'
      : `${report.lost.length} acknowledged events lost, ${report.faults.length} faults`,
  );
  process.exitCode = sound ? 0 : 1;
} finally {
  rmSync(buildFolder, { recursive: true, force: true });
  if (values.keep !== true) rmSync(dataDir, { recursive: true, force: true });
}
