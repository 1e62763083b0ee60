// `npm run bench -- <measure>`: the table of measures, their settings, and how a result is shown.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { servePages, serveRedirects, serveSink } from './bare-server.ts';
import { roleOption, serveRole } from './bench-process.ts';
import type { Role } from './bench-process.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import * as capture from './capture.ts';
import * as captureSingle from './capture-single.ts';
import * as captureXml from './capture-xml.ts';
import { formatSize, readSize } from './data-set.ts';
import * as epcisRead from './epcis-read.ts';
import * as growth from './growth.ts';
import * as gs1Parse from './gs1-parse.ts';
import { prepareDataSet } from './prepare.ts';
import * as queryEpc from './query-epc.ts';
import * as queryFamilies from './query-families.ts';
import * as memory from './memory.ts';
import * as resolve from './resolve.ts';
import * as scan from './scan.ts';
import * as start from './start.ts';
import { sendLoad } from './send-load.ts';
import { showResult } from './show-result.ts';
import * as traceBack from './trace-back.ts';
import * as traceForward from './trace-forward.ts';

interface Measure {
  readonly summary: string;
  /** In words; the figures of record are held against it in bench/RESULTS.md. */
  readonly goal: string;
  readonly defaults: { readonly seconds: number; readonly runs: number; readonly events: number };
  /** What --size counts, where it is not events. */
  readonly sizeOf?: string;
  run(options: BenchOptions): Promise<BenchResult>;
}

const measures: Readonly<Record<string, Measure>> = {
  capture: {
    summary: 'documents of 500 events over HTTP',
    goal: '≥ 0.6 of COPY',
    defaults: { seconds: 8, runs: 5, events: 0 },
    run: capture.run,
  },
  'capture-xml': {
    summary: 'the same documents as XML 2.0',
    goal: '≥ 0.45 of COPY',
    defaults: { seconds: 8, runs: 5, events: 0 },
    run: captureXml.run,
  },
  'capture-single': {
    summary: 'single events, each answered after its commit',
    goal: '≥ 1.5 of one transaction each',
    defaults: { seconds: 6, runs: 5, events: 0 },
    run: captureSingle.run,
  },
  'query-epc': {
    summary: 'latest 30 events of a thing',
    goal: '≥ 0.5 of the bare statement',
    defaults: { seconds: 8, runs: 5, events: 1_000_000 },
    run: queryEpc.run,
  },
  'query-families': {
    summary: 'each family of query parameters, one client',
    goal: 'none; a bound that is reached says what to add',
    defaults: { seconds: 1, runs: 1, events: 1_000_000 },
    run: queryFamilies.run,
  },
  'trace-back': {
    summary: 'the whole history of a finished item, five levels',
    goal: '≤ 1.5 × the statement, p99 ≤ 100 ms',
    defaults: { seconds: 6, runs: 5, events: 1_000_000 },
    run: traceBack.run,
  },
  'trace-forward': {
    summary: 'one raw lot to 100,000 items',
    goal: '≤ 2 × the statement, ≤ 1 s',
    defaults: { seconds: 6, runs: 5, events: 1_000_000 },
    run: traceForward.run,
  },
  scan: {
    summary: 'scan page of 10,000 live codes, 64 connections',
    goal: '≥ 0.7 of node:http warm, ≥ 0.5 of the statement cold, p99 ≤ 50 ms, recall ≤ 1 s',
    defaults: { seconds: 5, runs: 5, events: 100_000 },
    run: scan.run,
  },
  resolve: {
    summary: 'redirects of 100,000 registered identifiers, warm and cold; cold at 1,000 and 1,000,000 too; memory under load',
    goal: '≥ 0.6 of node:http from a Map warm, ≥ 0.5 of the statement cold',
    defaults: { seconds: 5, runs: 5, events: 100_000 },
    sizeOf: 'identifiers',
    run: resolve.run,
  },
  memory: {
    summary: 'resident memory of the product after each kind of load',
    goal: '≤ 400 MB',
    defaults: { seconds: 1, runs: 1, events: 100_000 },
    run: memory.run,
  },
  growth: {
    summary: 'each database measure at 100k, 1m and (with --size 5m) 5m events',
    goal: 'not faster than n log n',
    defaults: { seconds: 4, runs: 3, events: 1_000_000 },
    run: growth.run,
  },
  start: {
    summary: 'npm start to the first answer',
    goal: 'empty ≤ 5 s, with the demo ≤ 60 s, warm ≤ 3 s',
    defaults: { seconds: 1, runs: 5, events: 0 },
    run: start.run,
  },
  'epcis-read': {
    summary: 'EPCIS XML and JSON read, validated and hashed, no database',
    goal: '≥ 0.06 of the bare parser; XML ≥ 12 MB/s',
    defaults: { seconds: 4, runs: 5, events: 0 },
    run: epcisRead.run,
  },
  'gs1-parse': {
    summary: 'Digital Links read strictly',
    goal: '≥ 300,000/s',
    defaults: { seconds: 2, runs: 5, events: 0 },
    run: gs1Parse.run,
  },
};

const note = (line: string): void => void process.stderr.write(`${line}\n`);

const [first, second] = process.argv.slice(2);
const roles = { load: sendLoad, sink: serveSink, pages: servePages, redirects: serveRedirects };
if (first === roleOption) serveRole(roles[second as Role]);
else process.exitCode = await main(process.argv.slice(2));

async function main(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      size: { type: 'string' },
      seconds: { type: 'string' },
      runs: { type: 'string' },
      minutes: { type: 'string' },
      months: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const name = positionals[0] ?? '';
  if (name === 'prepare') return prepare(values.size, values.months);
  const measure = measures[name];
  if (measure === undefined || values.help === true) {
    process.stderr.write(describe());
    return values.help === true ? 0 : 2;
  }
  const events = values.size === undefined ? measure.defaults.events : readSize(values.size);
  const seconds = Number(values.seconds ?? measure.defaults.seconds);
  const runs = Number(values.runs ?? measure.defaults.runs);
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  if (events === undefined || !(seconds > 0) || !Number.isInteger(runs) || runs < 1 || !((minutes ?? 1) > 0)) {
    process.stderr.write('--size 100k, --seconds 5, --runs 5, --minutes 10\n');
    return 2;
  }
  note(
    `${name}: ${measure.summary}; base ${formatSize(events)} ${measure.sizeOf ?? 'events'}, ${runs} runs of about ${seconds} s; goal ${measure.goal}`,
  );
  const result = await measure.run({
    seconds,
    runs,
    events,
    note,
    ...(minutes === undefined ? {} : { minutes }),
    ...(values.profile === undefined ? {} : { profileDir: path.resolve(values.profile) }),
  });
  process.stdout.write(values.json === true ? JSON.stringify(result) + '\n' : showResult(result, measure.goal));
  return result.void === undefined ? 0 : 1;
}

async function prepare(size = '1m', months = '1'): Promise<number> {
  const events = readSize(size);
  const count = Number(months);
  if (events === undefined || !Number.isInteger(count) || count < 1) throw new Error('--size 100k, 1m or 5m, --months 60');
  process.stdout.write((await prepareDataSet(events, note, count)) + '\n');
  return 0;
}

function describe(): string {
  const width = Math.max(...Object.keys(measures).map((name) => name.length));
  return [
    'npm run bench -- prepare --size 1m [--months 60]      makes the data set of a size, once, outside the project',
    'npm run bench -- <measure> [--json] [--size 100k|1m|5m] [--seconds n] [--runs n] [--minutes n] [--profile folder]',
    '',
    ...Object.entries(measures).map(([name, { summary, goal }]) => `  ${name.padEnd(width)}  ${summary} (goal ${goal})`),
    '',
  ].join('\n');
}
