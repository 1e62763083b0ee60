// `npm run large -- --mb 100 [--beside]`: a document of that size in each form, captured by a product of its own: time, rate, memory, others' waits.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runCommandLine, startProduct } from '../../bench/product-process.ts';
import { prepareRegister } from '../../bench/stage.ts';
import { writeLargeDocument } from './large-documents.ts';
import type { LargeShape } from './large-documents.ts';
import { postFile, watchJob } from './send-large.ts';
import { startSideLoad } from './side-load.ts';

/** Over a product that has done nothing yet; what others ask grows its own heap besides. */
const growth_max_mb = { alone: 150, beside: 220 } as const;
const look_ms = 500;
const alone_ms = 10_000;
const most_ms = 3_600_000;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** @returns whether every event was stored and memory stayed within its bound, in each form. */
export async function runLarge(mb: number, forms: readonly LargeShape['form'][], isBeside: boolean): Promise<boolean> {
  let isSound = true;
  for (const form of forms) {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'nguon-large-'));
    try {
      isSound = (await measure(dataDir, mb, form, isBeside)) && isSound;
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  }
  return isSound;
}

async function measure(dataDir: string, mb: number, form: LargeShape['form'], isBeside: boolean): Promise<boolean> {
  const file = path.join(dataDir, `document.${form}`);
  const events = await writeLargeDocument(file, { form, series: 'large' }, mb * 1_000_000);
  await prepareRegister(dataDir);
  const product = await startProduct({ dataDir });
  try {
    const key = runCommandLine(dataDir, ['key', 'create', '--org', 'demo', '--scope', 'capture,query']);
    const before_mb = product.memory()?.now_mb ?? 0;
    if (isBeside) {
      const alone = startSideLoad(product.origin, key, 'alone');
      await wait(alone_ms);
      say(`${form}, before: ${await alone.stop()}`);
    }
    const beside = isBeside ? startSideLoad(product.origin, key, 'beside') : undefined;
    const began = performance.now();
    const { captureID } = await postFile(product.origin, key, file, form);
    const taken = performance.now();
    await watchJob(product.origin, key, captureID, (job) => !job.running || job.eventsStored > 0, most_ms, look_ms);
    const checked = performance.now();
    const job = await watchJob(product.origin, key, captureID, ({ running }) => !running, most_ms, look_ms);
    const ended = performance.now();
    if (beside !== undefined) say(`${form}, beside it: ${await beside.stop()}`);
    const growth_mb = (product.memory()?.most_mb ?? 0) - before_mb;
    const seconds = (from: number, to: number): string => `${((to - from) / 1_000).toFixed(1)} s`;
    say(
      `${form}: ${mb} MB, ${events} events: taken in ${seconds(began, taken)}, checked in ${seconds(taken, checked)}, stored in ${seconds(checked, ended)} ` +
        `(${Math.round((events * 1_000) / (ended - checked))} events/s); memory ${Math.round(before_mb)} MB before, ${Math.round(growth_mb)} MB more at most`,
    );
    if (job.success && job.eventsStored === events && growth_mb < growth_max_mb[isBeside ? 'beside' : 'alone']) return true;
    say(JSON.stringify({ ...job, errors: job.errors.slice(0, 3), warnings: undefined }));
    return false;
  } finally {
    await product.stop();
  }
}
