// Measure `memory`: resident memory of the product after each kind of load, in one life of the process.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { generateLoad } from './bench-process.ts';
import { plainFigure } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { readSamples } from './prepare.ts';
import { sampleBareEvent, sampleDocument } from './sample-events.ts';
import type { LoadTask } from './send-load.ts';
import { onStage } from './stage.ts';
import type { Stage } from './stage.ts';

const documents = 100;
const document_events = 500;
const single_events = 10_000;
const samples = 10_000;
/** A page made an instant ago is no measure of what stays. */
const settle_ms = 1_000;

export async function run(options: BenchOptions): Promise<BenchResult> {
  return onStage(options, async (stage) => {
    if (stage.product.memory() === undefined) throw new Error('this system does not tell how much memory a process holds');
    const figures: BenchResult[] = [await readMemory(stage, options, 'start')];
    for (const [name, load] of Object.entries(loadsOf(stage, options))) {
      const report = await generateLoad(load);
      const refused = Object.keys(report.statuses).filter((status) => !status.startsWith('2'));
      if (refused.length > 0) throw new Error(`${name}: answers ${JSON.stringify(report.statuses)}`);
      figures.push(await readMemory(stage, options, name));
    }
    const most = stage.product.memory()?.most_mb ?? Number.NaN;
    const size = { events: options.events };
    return {
      ...plainFigure('memory', 'MB', [Math.max(...figures.map(({ value }) => value))], size),
      also: [...figures, plainFigure('memory: at most, at any moment', 'MB', [most], size)],
    };
  });
}

async function readMemory(stage: Stage, { events, note }: BenchOptions, name: string): Promise<BenchResult> {
  await wait(settle_ms);
  const { now_mb } = stage.product.memory()!;
  note(`after ${name}: ${now_mb} MB`);
  return plainFigure(`memory: after ${name}`, 'MB', [now_mb], { events });
}

function loadsOf(stage: Stage, options: BenchOptions): Record<string, LoadTask> {
  const { crates, units, labelPaths } = readSamples(options.events, samples);
  const load = (name: string, lines: readonly string[], task: Partial<LoadTask>): LoadTask => {
    const file = path.join(stage.folder, name);
    writeFileSync(file, lines.join('\n'));
    return {
      host: '127.0.0.1',
      port: stage.product.port,
      connections: 16,
      method: 'GET',
      headers: { authorization: `Bearer ${stage.key}` },
      file,
      ...task,
    };
  };
  const posted = { authorization: `Bearer ${stage.key}`, 'content-type': 'application/ld+json' };
  const uri = (thing: string): string => encodeURIComponent(`https://id.gs1.org/${thing}`);
  return {
    capture: load(
      'documents',
      Array.from({ length: documents }, (_, index) => sampleDocument(index * document_events, document_events)),
      { method: 'POST', path: '/epcis/capture', connections: 4, headers: posted },
    ),
    'capture-single': load(
      'events',
      Array.from({ length: single_events }, (_, index) => sampleBareEvent(documents * document_events + index)),
      { method: 'POST', path: '/epcis/events', connections: 64, headers: posted },
    ),
    'query-epc': load(
      'queries',
      crates.slice(0, 2_000).map((thing) => `/epcis/events?MATCH_anyEPC=${uri(thing)}&perPage=30`),
      {},
    ),
    'trace-back': load(
      'traces',
      units.slice(0, 200).map((thing) => `/api/v1/trace?code=${uri(thing)}&direction=back`),
      {},
    ),
    scan: load(
      'scans',
      labelPaths.map((label) => `/xem${label}`),
      { connections: 64, headers: { 'accept-encoding': 'gzip, deflate, br' } },
    ),
  };
}
