// Measure `capture`: documents of 500 events over HTTP, against COPY of the very rows that they became.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pairRuns, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { generateLoad, startBareServer } from './bench-process.ts';
import { captureCosts } from './capture-costs.ts';
import { costOf, readCpuTime } from './cpu-time.ts';
import type { CpuTime } from './cpu-time.ts';
import { copyBatches, encodeFinalRows, findLastSeq } from './final-rows.ts';
import { sampleDocument } from './sample-events.ts';
import type { LoadReport, LoadTask } from './send-load.ts';
import { onStage } from './stage.ts';
import type { Stage } from './stage.ts';

const clients = 4;
const document_events = 500;
const warm_documents = 12;
/** The load generator alone must do this many times the yardstick. */
export const generator_margin = 1.5;

/** In which form the documents are posted. */
export interface CaptureForm {
  readonly measure: string;
  readonly mediaType: string;
  /** A document of `count` events from number `from` on, on one line. */
  document(from: number, count: number): string;
}

export async function run(options: BenchOptions): Promise<BenchResult> {
  return captureAs(options, { measure: 'capture', mediaType: 'application/ld+json', document: sampleDocument });
}

export async function captureAs(options: BenchOptions, form: CaptureForm): Promise<BenchResult> {
  return onStage(options, (stage) => measure(stage, options, form));
}

async function measure(stage: Stage, options: BenchOptions, form: CaptureForm): Promise<BenchResult> {
  const ours = await stage.connect('product');
  const theirs = await Promise.all(Array.from({ length: clients }, () => stage.connect('yardstick')));
  let number = 0;
  const write = (documents: number): string => {
    const file = path.join(stage.folder, 'documents');
    writeFileSync(
      file,
      Array.from({ length: documents }, (_, index) => form.document(number + index * document_events, document_events)).join('\n'),
    );
    number += documents * document_events;
    return file;
  };
  const task = (file: string): LoadTask => ({
    host: '127.0.0.1',
    port: stage.product.port,
    connections: clients,
    method: 'POST',
    path: '/epcis/capture',
    file,
    headers: { authorization: `Bearer ${stage.key}`, 'content-type': form.mediaType },
  });
  const encode = async (after: string) => encodeFinalRows(ours, after, document_events, true);

  // Warms code, prepared statements and caches on both sides; tells how many documents fill a run.
  let after = await findLastSeq(ours);
  await post(task(write(warm_documents)));
  const { elapsed_ms } = await post(task(write(warm_documents)));
  await copyBatches(theirs, await encode(after));
  const documents = Math.max(warm_documents, Math.round((options.seconds * 1_000 * warm_documents) / elapsed_ms));
  options.note(`${documents} documents of ${document_events} events a run`);

  const rates: number[] = [];
  const copyRates: number[] = [];
  const reports: LoadReport[] = [];
  const cpu: CpuTime[] = [];
  const copyCpu: CpuTime[] = [];
  for (let round = 0; round < options.runs; round++) {
    after = await findLastSeq(ours);
    const file = write(documents);
    const events = documents * document_events;
    await ours.query('checkpoint');
    const before = await readCpuTime(stage);
    const report = await post(task(file));
    cpu.push(...costOf(before, await readCpuTime(stage), events));
    const batches = await encode(after);
    await ours.query('checkpoint');
    const copyBefore = await readCpuTime(stage);
    const copy_ms = await copyBatches(theirs, batches);
    copyCpu.push(...costOf(copyBefore, await readCpuTime(stage), events));
    reports.push(report);
    rates.push((events / report.elapsed_ms) * 1_000);
    copyRates.push((events / copy_ms) * 1_000);
    options.note(`run ${round + 1}: capture ${Math.round(rates[round]!)} events/s, COPY ${Math.round(copyRates[round]!)} events/s`);
  }
  const generator = await generatorRate(task(write(documents)), documents * document_events);
  const result = pairRuns({
    measure: form.measure,
    unit: 'events/s',
    kind: 'rate',
    ours: rates,
    theirs: copyRates,
    yardstickName: 'COPY of the final rows, binary, 500 events a transaction, 4 connections',
    p50_ms: quantile(
      reports.map(({ p50_ms }) => p50_ms),
      0.5,
    ),
    p99_ms: quantile(
      reports.map(({ p99_ms }) => p99_ms),
      0.5,
    ),
    size: { events: options.events, documents, document_events, clients },
  });
  return {
    ...result,
    also: captureCosts(result, stage, { ours: cpu, yardstick: copyCpu, generator_per_s: generator }),
    ...voidWhenSlow(generator, result.yardstick?.value ?? 0, 'events/s'),
  };
}

async function post(task: LoadTask): Promise<LoadReport> {
  const report = await generateLoad(task);
  if (Object.keys(report.statuses).join() !== '202') throw new Error(`documents were refused: ${JSON.stringify(report.statuses)}`);
  return report;
}

/** What the generator sends to a server that only takes it. */
async function generatorRate(task: LoadTask, events: number): Promise<number> {
  const sink = await startBareServer('sink');
  const report = await generateLoad({ ...task, port: sink.port });
  sink.stop();
  return (events / report.elapsed_ms) * 1_000;
}

/** A slow generator would measure itself. */
export function voidWhenSlow(generator: number, yardstick: number, unit: string): { void?: string } {
  if (generator >= generator_margin * yardstick) return {};
  return {
    void: `the load generator alone does ${Math.round(generator)} ${unit}, less than ${generator_margin} × the yardstick's ${Math.round(yardstick)}`,
  };
}
