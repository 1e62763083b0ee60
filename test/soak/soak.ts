// The soak: load and subscribers, restarts in the first part, an untouched process in the second, then the reckoning.
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { administratorOf, productDatabase } from '../../bench/database-of-product.ts';
import { runCommandLine } from '../../bench/product-process.ts';
import { prepareRegister } from '../../bench/stage.ts';
import { compareOrder, judgeWebhook, percentile } from './judge-soak.ts';
import type { SubscriberReport } from './judge-soak.ts';
import { startLineClient } from './line-client.ts';
import { judgeMemory, watchMemory } from './memory-watch.ts';
import type { MemoryReport } from './memory-watch.ts';
import { restart, startForSoak, stopWays } from './restart-product.ts';
import { subscribedQuery } from './soak-events.ts';
import { startLoad } from './soak-load.ts';
import type { Figures, LoadKind, Target } from './soak-load.ts';
import { startReceiver } from './webhook-receiver.ts';
import type { Attempt, WebhookReceiver } from './webhook-receiver.ts';

export interface SoakSettings {
  readonly dataDir: string;
  readonly minutes: number;
  say(line: string): void;
}

export interface SoakReport {
  readonly minutes: number;
  readonly acknowledged: number;
  readonly stored: number;
  readonly restarts: Readonly<Record<string, number>>;
  readonly requests: Readonly<
    Record<
      LoadKind,
      {
        readonly answered: number;
        readonly interrupted: number;
        readonly askedToWait: number;
        readonly p50_ms: number;
        readonly p99_ms: number;
      }
    >
  >;
  readonly subscribers: readonly SubscriberReport[];
  readonly memory: MemoryReport | undefined;
  readonly faults: readonly string[];
}

/** Part of the time in which the product is restarted; after it one process is watched. */
const restless_share = 0.4;
const restart_every_ms = 60_000;
const restarts_min = 3;
/** After the load: the longest wait of a delivery that is refused twice is 30 seconds. */
const drain_max_ms = 180_000;
/** Requests of one kind that may be answered 503 with Retry-After. */
const busy_share_max = 0.005;
const query_name = 'soak';

export async function runSoak({ dataDir, minutes, say }: SoakSettings): Promise<SoakReport> {
  await prepareRegister(dataDir);
  let product = await startForSoak(dataDir);
  const key = runCommandLine(dataDir, ['key', 'create', '--org', 'demo', '--scope', 'capture,query']);
  const target: Target = { origin: product.origin, isUp: true, key };
  const webhooks = await subscribeAll(target);
  const line = startLineClient(target, query_name, new Date(Date.now() - 1_000));
  const load = startLoad(target);
  const kills: number[] = [];
  const restarts: Record<string, number> = {};
  const restless_ms = minutes * 60_000 * restless_share;
  const count = Math.max(restarts_min, Math.floor(restless_ms / restart_every_ms));
  const again = async (index: number): Promise<void> => {
    const way = stopWays[index % stopWays.length]!;
    product = await restart(dataDir, product, target, way, kills);
    restarts[way] = (restarts[way] ?? 0) + 1;
    say(`${way}: back after ${Math.round(product.started_ms)} ms, ${load.report.acknowledged.size} events acknowledged so far`);
  };
  for (let index = 0; index < count; index++) {
    await wait(restless_ms / (count + 1));
    await again(index);
  }
  const memory = await watchMemory(product, minutes * 60_000 * (1 - restless_share));
  await load.stop();
  // What is under way when the load ends must outlive one more death.
  await again(1);
  const expected = await drain(dataDir, webhooks, line, say);
  line.close();
  for (const { close } of webhooks) close();
  const faults = findLost(expected.stored, load.report.acknowledged);
  const subscribers = [
    ...webhooks.map(({ name, attempts }) => judgeWebhook(name, attempts, expected.matching, kills)),
    judgeLine(line, expected.matching),
  ];
  await product.stop();
  const memoryReport = judgeMemory(memory);
  return {
    minutes,
    acknowledged: load.report.acknowledged.size,
    stored: expected.stored.size,
    restarts,
    requests: Object.fromEntries(
      Object.entries(load.report.figures).map(([kind, { answered, interrupted, askedToWait, latencies_ms }]) => [
        kind,
        { answered, interrupted, askedToWait, p50_ms: percentile(latencies_ms, 0.5), p99_ms: percentile(latencies_ms, 0.99) },
      ]),
    ) as SoakReport['requests'],
    subscribers,
    memory: memoryReport,
    faults: [
      ...faults,
      ...findBusy(load.report.figures),
      ...load.report.errors.slice(0, 10).map((error) => `error: ${error}`),
      ...webhooks.flatMap((webhook) => webhook.faults.slice(0, 5)),
      ...line.faults.slice(0, 5),
      ...subscribers.flatMap((subscriber) => subscriber.faults),
      ...(memoryReport?.isFlat === false ? [`memory grew from ${memoryReport.first_mb} to ${memoryReport.last_mb} MB`] : []),
    ],
  };
}

type NamedReceiver = WebhookReceiver & { readonly name: string };

/** As `Nguon-Delivery` is random, so is who is refused once, who twice. */
const refuseOften = (delivery: string): number => (delivery.charCodeAt(0) % 10 === 0 ? 2 : 1);

async function subscribeAll(target: Target): Promise<NamedReceiver[]> {
  await post(target, '/epcis/queries', { name: query_name, query: subscribedQuery });
  const kinds = [
    { name: 'stream', refuse: () => 0, controls: { stream: true } },
    { name: 'schedule', refuse: () => 0, controls: { schedule: { second: '0,10,20,30,40,50' } }, accept: 'application/xml' },
    { name: 'failing', refuse: refuseOften, controls: { stream: true } },
  ];
  const receivers: NamedReceiver[] = [];
  for (const { name, refuse, controls, accept = 'application/json' } of kinds) {
    const receiver = await startReceiver(name, refuse);
    await post(target, `/epcis/queries/${query_name}/subscriptions`, { dest: receiver.dest, signatureToken: 'soak', ...controls }, accept);
    receivers.push({ ...receiver, name });
  }
  return receivers;
}

async function post({ origin, key }: Target, address: string, body: object, accept = 'application/json'): Promise<void> {
  const answer = await fetch(origin + address, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
}

interface Expected {
  readonly stored: ReadonlySet<string>;
  /** Of the subscriptions' query, in record order. */
  readonly matching: readonly string[];
}

/** Waits until every subscriber has everything, or until it should have. */
async function drain(
  dataDir: string,
  webhooks: readonly { readonly attempts: readonly Attempt[] }[],
  line: { readonly ids: readonly string[] },
  say: (text: string) => void,
): Promise<Expected> {
  const expected = await readStored(dataDir);
  const deadline = performance.now() + drain_max_ms;
  const isMissing = (): boolean =>
    line.ids.length < expected.matching.length ||
    webhooks.some(({ attempts }) => new Set(attempts.flatMap(({ taken, ids }) => (taken ? ids : []))).size < expected.matching.length);
  while (isMissing() && performance.now() < deadline) await wait(500);
  say(`everything was taken ${Math.round((performance.now() - deadline + drain_max_ms) / 1_000)} s after the last restart`);
  return expected;
}

async function readStored(dataDir: string): Promise<Expected> {
  const client = new pg.Client({
    ...(await administratorOf(dataDir)),
    database: productDatabase,
    options: '-c nguon.reader=system -c timezone=UTC',
  });
  await client.connect();
  const { rows } = await client.query<{ event_id: string; matches: boolean }>(
    `select event_id, event_type = $1 and biz_step = any ($2) as matches from events order by record_time, seq`,
    [subscribedQuery.eventType[0], subscribedQuery.EQ_bizStep],
  );
  await client.end();
  return {
    stored: new Set(rows.map(({ event_id }) => event_id)),
    matching: rows.flatMap(({ event_id, matches }) => (matches ? [event_id] : [])),
  };
}

/** A machine that others use may be busy for a moment; that it is so often is a fault. */
function findBusy(figures: Readonly<Record<LoadKind, Figures>>): string[] {
  return Object.entries(figures).flatMap(([kind, { answered, askedToWait }]) =>
    askedToWait > Math.max(2, answered * busy_share_max) ? [`${kind}: ${askedToWait} of ${answered} requests were asked to wait`] : [],
  );
}

function findLost(stored: ReadonlySet<string>, acknowledged: ReadonlySet<string>): string[] {
  const lost = [...acknowledged].filter((id) => !stored.has(id));
  return lost.length === 0 ? [] : [`${lost.length} acknowledged events are not stored, such as ${lost[0]}`];
}

function judgeLine(line: ReturnType<typeof startLineClient>, expected: readonly string[]): SubscriberReport {
  return {
    name: 'line (WebSocket)',
    events: line.ids.length,
    deliveries: line.connections(),
    retries: line.repeated(),
    lag_p50_ms: percentile(line.lags_ms, 0.5),
    lag_p99_ms: percentile(line.lags_ms, 0.99),
    faults: compareOrder('line', line.ids, expected),
  };
}
