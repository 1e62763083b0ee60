// Measure `query-epc`: the latest 30 events of a thing over HTTP, against the bare statement on the driver.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { generateLoad } from './bench-process.ts';
import { pairRuns, plainFigure, quantile } from './bench-result.ts';
import type { BenchOptions, BenchResult } from './bench-result.ts';
import { costOf, readCpuTime } from './cpu-time.ts';
import type { CpuTime } from './cpu-time.ts';
import { readSamples } from './prepare.ts';
import type { LoadReport } from './send-load.ts';
import { onStage } from './stage.ts';
import type { Stage } from './stage.ts';

const client_counts = [1, 16];
const page_events = 30;
const things_max = 2_000;

export async function run(options: BenchOptions): Promise<BenchResult> {
  return onStage({ ...options, readsOnly: true }, async (stage) => {
    const database = await stage.connect('product');
    const things = await listBusyThings(database, options.events);
    options.note(`${things.length} things with ${page_events} events or more`);
    const file = path.join(stage.folder, 'paths');
    writeFileSync(
      file,
      things
        .map(
          (thing) =>
            `/epcis/events?MATCH_anyEPC=${encodeURIComponent(`https://id.gs1.org/${thing}`)}&perPage=${page_events}&orderBy=eventTime&orderDirection=DESC`,
        )
        .join('\n'),
    );
    const results: BenchResult[] = [];
    for (const clients of client_counts) results.push(...(await measure(stage, options, things, file, clients)));
    const [one, ...more] = results;
    const memory = stage.product.memory();
    return {
      ...one!,
      also: [
        ...more,
        ...(memory === undefined ? [] : [plainFigure('query-epc: resident memory, at most', 'MB', [memory.most_mb], one!.size)]),
      ],
    };
  });
}

async function measure(
  stage: Stage,
  options: BenchOptions,
  things: readonly string[],
  file: string,
  clients: number,
): Promise<BenchResult[]> {
  const connections = await Promise.all(Array.from({ length: clients }, () => stage.connect('product')));
  const ask = (seconds: number): Promise<LoadReport> =>
    generateLoad({
      host: '127.0.0.1',
      port: stage.product.port,
      connections: clients,
      method: 'GET',
      file,
      seconds,
      headers: { authorization: `Bearer ${stage.key}`, accept: 'application/ld+json' },
    });
  const seconds = options.seconds / client_counts.length;
  // Both sides warm: plans made, pages of the data set in memory.
  await ask(seconds / 2);
  await queryBare(connections, things, seconds / 2);
  const ours: number[] = [];
  const theirs: number[] = [];
  const reports: LoadReport[] = [];
  const ourCpu: CpuTime[] = [];
  const theirCpu: CpuTime[] = [];
  for (let round = 0; round < options.runs; round++) {
    const before = await readCpuTime(stage);
    const report = await ask(seconds);
    const between = await readCpuTime(stage);
    if (Object.keys(report.statuses).join() !== '200') throw new Error(`queries were refused: ${JSON.stringify(report.statuses)}`);
    reports.push(report);
    ours.push((report.answers / report.elapsed_ms) * 1_000);
    const bare = await queryBare(connections, things, seconds);
    theirs.push(bare.per_s);
    ourCpu.push(...costOf(before, between, report.answers));
    theirCpu.push(...costOf(between, await readCpuTime(stage), bare.count));
    options.note(
      `${clients} clients, run ${round + 1}: ${Math.round(ours[round]!)} queries/s, bare statement ${Math.round(theirs[round]!)}/s`,
    );
  }
  const measure = clients === 1 ? 'query-epc' : `query-epc, ${clients} clients`;
  const size = { events: options.events, clients, things: things.length, page_events };
  const cpu = (name: string, costs: readonly CpuTime[], of: keyof CpuTime): BenchResult[] =>
    costs.length === 0
      ? []
      : [
          plainFigure(
            `${measure}: CPU of ${name}`,
            'µs/query',
            costs.map((cost) => cost[of] * 1_000),
            size,
          ),
        ];
  const result = pairRuns({
    measure,
    unit: 'queries/s',
    kind: 'rate',
    ours,
    theirs,
    yardstickName: 'the bare prepared statement from the driver, as many connections',
    p50_ms: quantile(
      reports.map(({ p50_ms }) => p50_ms),
      0.5,
    ),
    p99_ms: quantile(
      reports.map(({ p99_ms }) => p99_ms),
      0.5,
    ),
    size,
  });
  return [
    result,
    ...cpu('the product', ourCpu, 'product_ms'),
    ...cpu('its database', ourCpu, 'database_ms'),
    ...cpu('the database under the bare statement', theirCpu, 'database_ms'),
  ];
}

async function queryBare(
  connections: readonly pg.Client[],
  things: readonly string[],
  seconds: number,
): Promise<{ readonly per_s: number; readonly count: number }> {
  let next = 0;
  let done = 0;
  const began = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() - began < seconds * 1_000) {
        const { rows } = await connection.query({
          name: 'bare_query_epc',
          text: `select e.seq, e.event_id, e.body, e.event_time, e.record_time, e.org_id, e.disclosure
            from (select distinct event_time, seq from event_things where thing = $1 and role = any ('{1,2,3,4,5}'::smallint[])
              order by event_time desc, seq desc limit ${page_events}) t
            cross join lateral (select * from events where seq = t.seq) e order by e.event_time desc, e.seq desc`,
          values: [things[next++ % things.length]],
        });
        if (rows.length !== page_events) throw new Error(`${rows.length} rows for one of the things`);
        done++;
      }
    }),
  );
  return { per_s: (done / (performance.now() - began)) * 1_000, count: done };
}

/** Things with a page full of events: crates that go round, spread over the data set. */
async function listBusyThings(database: pg.Client, events: number): Promise<string[]> {
  const { rows } = await database.query<{ thing: string }>('select thing from thing_states where thing = any ($1) and event_count >= $2', [
    readSamples(events, things_max).crates,
    page_events,
  ]);
  if (rows.length === 0) throw new Error('the data set holds no thing with enough events');
  return rows.map(({ thing }) => thing);
}
