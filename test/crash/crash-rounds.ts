// Rounds of load, kill and recovery on one data folder, with what each found.
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { administratorOf, findPostmaster, productDatabase } from '../../bench/database-of-product.ts';
import { runCommandLine, startProduct } from '../../bench/product-process.ts';
import type { ProductProcess } from '../../bench/product-process.ts';
import { prepareRegister } from '../../bench/stage.ts';
import { checkStore } from './check-store.ts';
import type { Findings } from './check-store.ts';
import { makeRandom } from './crash-events.ts';
import { post, startLoad } from './crash-load.ts';
import type { Account } from './crash-load.ts';
import { killFamilies } from './kill-processes.ts';

export interface CrashSettings {
  readonly dataDir: string;
  readonly rounds: number;
  readonly seed: number;
  /** Half of them post documents, half single events. */
  readonly clients: number;
  /** Recompute all derived rows after every so many rounds, and after the last. */
  readonly recomputeEvery: number;
  /** The build under test; absent = the product's own. */
  readonly mainFile?: string;
  log(line: string): void;
}

export interface CrashReport {
  readonly rounds: number;
  /** Kills at a moment when pg_stat_activity showed a transaction that had written. */
  readonly insideTransaction: number;
  readonly acknowledged: number;
  readonly retried: number;
  readonly lost: readonly string[];
  readonly faults: readonly string[];
  readonly rowsCompared: number;
}

/** The load runs this long before the kill, at least and at most. */
const load_ms = [150, 1_200] as const;

export async function runCrashRounds(settings: CrashSettings): Promise<CrashReport> {
  const random = makeRandom(settings.seed);
  const account: Account = { postings: [], nextNumber: 1 };
  const lost: string[] = [];
  const faults: string[] = [];
  let insideTransaction = 0;
  let retried = 0;
  let rowsCompared = 0;
  let key: string | undefined;
  await prepareRegister(settings.dataDir);
  for (let round = 1; round <= settings.rounds; round++) {
    const product = await startUnder(settings);
    key ??= runCommandLine(settings.dataDir, ['key', 'create', '--org', 'demo', '--scope', 'capture,query']);
    const before = account.postings.length;
    const wrote = await killUnderLoad(settings, product, key, account, random);
    if (wrote > 0) insideTransaction++;
    const recompute = round % settings.recomputeEvery === 0 || round === settings.rounds;
    const recovered = await startUnder(settings);
    const found = await inspect(settings, account, recompute);
    retried += await retryUnanswered(recovered, key, account, before);
    const afterRetry = await inspect(settings, account, recompute);
    await recovered.stop();
    lost.push(...found.lost, ...afterRetry.lost);
    faults.push(...found.faults, ...afterRetry.faults);
    rowsCompared += found.rows + afterRetry.rows;
    settings.log(
      `round ${round}: ${account.postings.length - before} requests, ${wrote} transactions had written at the kill, ${afterRetry.events} events stored, ${found.rows + afterRetry.rows} rows compared, ${found.lost.length} lost`,
    );
    if (lost.length > 0 || faults.length > 0) break;
  }
  const acknowledged = account.postings.filter((posting) => posting.acknowledged).reduce((sum, { events }) => sum + events.length, 0);
  return { rounds: settings.rounds, insideTransaction, acknowledged, retried, lost: [...new Set(lost)], faults, rowsCompared };
}

function startUnder({ dataDir, mainFile }: CrashSettings): Promise<ProductProcess> {
  return startProduct({ dataDir, ...(mainFile === undefined ? {} : { mainFile }) });
}

/** Returns how many transactions had written something, a moment before the kill. */
async function killUnderLoad(
  settings: CrashSettings,
  product: ProductProcess,
  key: string,
  account: Account,
  random: () => number,
): Promise<number> {
  const watcher = await connect(settings.dataDir);
  const postmaster = await findPostmaster(settings.dataDir);
  const load = startLoad({ port: product.port, key }, account, settings.clients, random);
  await wait(load_ms[0] + random() * (load_ms[1] - load_ms[0]));
  const { rows } = await watcher.query<{ wrote: number }>(
    `select count(*)::int as wrote from pg_stat_activity where datname = $1 and backend_xid is not null and pid <> pg_backend_pid()`,
    [productDatabase],
  );
  await killFamilies(random() < 0.5 ? [product.pid, postmaster] : [postmaster, product.pid]);
  load.stop();
  await load.over;
  await watcher.end().catch(() => undefined);
  // The application may have started a new server in the instant in which it outlived the old one.
  const again = await findPostmaster(settings.dataDir);
  if (again !== 0 && again !== postmaster) await killFamilies([again]);
  return rows[0]?.wrote ?? 0;
}

async function inspect(settings: CrashSettings, account: Account, recompute: boolean): Promise<Findings> {
  const client = await connect(settings.dataDir);
  try {
    return await checkStore(client, account, recompute);
  } finally {
    await client.end();
  }
}

/** A client that got no answer sends again: harmless, and afterwards everything is there. */
async function retryUnanswered(product: ProductProcess, key: string, account: Account, from: number): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const open = account.postings.slice(from).filter(({ acknowledged, refused }) => !acknowledged && !refused);
  for (const posting of open) {
    await post(agent, { port: product.port, key }, posting);
    // 409 says that the event is there already: as good as an acknowledgement.
    if (posting.refused && posting.kind === 'event') posting.acknowledged = true;
  }
  agent.destroy();
  return open.length;
}

async function connect(dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({
    ...(await administratorOf(dataDir)),
    database: productDatabase,
    options: '-c nguon.reader=system -c timezone=UTC',
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
