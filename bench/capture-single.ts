// Measure `capture-single`: one event a request, each answered after its commit, against one transaction an event.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pairRuns, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { generateLoad, startBareServer } from './bench-process.ts';
import { voidWhenSlow } from './capture.ts';
import { captureCosts } from './capture-costs.ts';
import { costOf, readCpuTime } from './cpu-time.ts';
import type { CpuTime } from './cpu-time.ts';
import { findLastSeq } from './final-rows.ts';
import { sampleBareEvent, story_events } from './sample-events.ts';
import type { LoadReport, LoadTask } from './send-load.ts';
import { readSingleRows, writeSingleRows } from './single-rows.ts';
import { onStage } from './stage.ts';
import type { Stage } from './stage.ts';

const clients = 64;
const yardstick_connections = 4;
const warm_events = 1_000;

export async function run(options: BenchOptions): Promise<BenchResult> {
  return onStage(options, (stage) => measure(stage, options));
}

async function measure(stage: Stage, options: BenchOptions): Promise<BenchResult> {
  const ours = await stage.connect('product');
  const theirs = await Promise.all(Array.from({ length: yardstick_connections }, () => stage.connect('yardstick')));
  let number = 0;
  const task = (count: number): LoadTask => {
    const file = path.join(stage.folder, 'events');
    writeFileSync(file, Array.from({ length: count }, (_, index) => sampleBareEvent(number + index)).join('\n'));
    number += count;
    return {
      host: '127.0.0.1',
      port: stage.product.port,
      connections: clients,
      method: 'POST',
      path: '/epcis/events',
      file,
      headers: { authorization: `Bearer ${stage.key}`, 'content-type': 'application/ld+json' },
    };
  };
  let after = await findLastSeq(ours);
  await post(task(warm_events));
  const { elapsed_ms } = await post(task(warm_events));
  await writeSingleRows(theirs, await readSingleRows(ours, after));
  // Whole stories: what one run's last story leaves must not be changed by the next, whose yardstick only inserts.
  const stories = Math.round((options.seconds * 1_000 * warm_events) / elapsed_ms / story_events);
  const events = Math.max(warm_events, stories * story_events);

  const rates: number[] = [];
  const bareRates: number[] = [];
  const reports: LoadReport[] = [];
  const cpu: CpuTime[] = [];
  const bareCpu: CpuTime[] = [];
  for (let round = 0; round < options.runs; round++) {
    after = await findLastSeq(ours);
    const load = task(events);
    await ours.query('checkpoint');
    const before = await readCpuTime(stage);
    reports.push(await post(load));
    cpu.push(...costOf(before, await readCpuTime(stage), events));
    rates.push((events / reports[round]!.elapsed_ms) * 1_000);
    const rows = await readSingleRows(ours, after);
    await ours.query('checkpoint');
    const bareBefore = await readCpuTime(stage);
    bareRates.push((events / (await writeSingleRows(theirs, rows))) * 1_000);
    bareCpu.push(...costOf(bareBefore, await readCpuTime(stage), events));
    options.note(
      `run ${round + 1}: capture-single ${Math.round(rates[round]!)} events/s, one transaction each ${Math.round(bareRates[round]!)} events/s`,
    );
  }
  const sink = await startBareServer('sink');
  const alone = await generateLoad({ ...task(events), port: sink.port });
  sink.stop();
  const generator = (events / alone.elapsed_ms) * 1_000;
  const result = pairRuns({
    measure: 'capture-single',
    unit: 'events/s',
    kind: 'rate',
    ours: rates,
    theirs: bareRates,
    yardstickName: 'all rows of one event a transaction, prepared statements, 4 connections',
    p50_ms: quantile(
      reports.map(({ p50_ms }) => p50_ms),
      0.5,
    ),
    p99_ms: quantile(
      reports.map(({ p99_ms }) => p99_ms),
      0.5,
    ),
    size: { events: options.events, posted: events, clients },
  });
  return {
    ...result,
    also: captureCosts(result, stage, { ours: cpu, yardstick: bareCpu, generator_per_s: generator }),
    ...voidWhenSlow(generator, result.yardstick?.value ?? 0, 'events/s'),
  };
}

async function post(task: LoadTask): Promise<LoadReport> {
  const report = await generateLoad(task);
  if (Object.keys(report.statuses).join() !== '201') throw new Error(`events were refused: ${JSON.stringify(report.statuses)}`);
  return report;
}
