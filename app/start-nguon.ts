// Starts the whole product in this process and returns how to stop it: main, tests and benchmarks use the same start.
import { loadDemo } from '../demo/load-demo.ts';
import { hasAdministrator } from './access/people/people-store.ts';
import { hasDemoPeople } from './access/people/user-store.ts';
import { makeEventPartitions } from './capture/partitions.ts';
import { checkPort } from './check-port.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { chooseRole, migrate, openDatabase } from './db.ts';
import type { Connection } from './db.ts';
import { clearHalfMadeDemo, makeDemoOnce } from './demo-once.ts';
import { buildServer } from './http.ts';
import { startJobs } from './jobs.ts';
import { launchPostgres } from './launcher/launch-postgres.ts';
import { listenToThings } from './listen-things.ts';
import { makeContext } from './make-context.ts';
import { observeRequests, serveMetrics } from './metrics.ts';
import { makeResolverFastPath, resolverRuntimeOf } from './resolver/resolver-runtime.ts';
import { routes } from './routes.ts';
import { scanRuntimeOf, startScan } from './scan/scan-runtime.ts';
import { startLargeWork } from './start-large-work.ts';
import { startSubscriptions } from './subscription/start-subscriptions.ts';

export interface Running {
  readonly context: Context;
  /** Where this machine reaches it, e.g. `http://127.0.0.1:8080`. */
  readonly address: string;
  /** Milliseconds from the start to the first answer. */
  readonly started_ms: number;
  /** Undefined where the default port was taken. */
  readonly metricsAddress: string | undefined;
  /** Whether this database holds the demo province. */
  readonly showsDemo: boolean;
  /** Answers what is under way, then lets everything go. Harmless when called twice. */
  stop(): Promise<void>;
}

/** Requests under way get this long to end before their connections are cut. */
const drain_ms = 10_000;

/** `say` gets progress for people; everything already opened is closed again when a step fails. */
export async function startNguon(config: Config, say: (message: string) => void): Promise<Running> {
  const began = performance.now();
  const closing: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= closeAll(closing));
  try {
    await checkPort(config.port, config.host);
    const { context, connection, role, metricsAddress, showsDemo } = await openContext(config, say, closing);
    const largeWork = startLargeWork(context, { config, connection, role });
    closing.push(() => largeWork.stop());
    const subscriptions = startSubscriptions(context);
    closing.push(() => subscriptions.stop());
    const caches = [scanRuntimeOf(context).pages, resolverRuntimeOf(context).redirects];
    const listener = await listenToThings(context.database.system, caches, context.log, () => context.now(), subscriptions.wake);
    closing.push(() => listener.stop());
    const scan = startScan(context);
    closing.push(() => scan.stop());
    const redirect = makeResolverFastPath(context);
    const app = await buildServer(
      context,
      routes,
      (request, response, goOn) => scan.fastPath(request, response, goOn) || redirect(request, response, goOn),
    );
    observeRequests(app, context);
    closing.push(async () => {
      const cut = setTimeout(() => app.server.closeAllConnections(), drain_ms);
      app.server.closeIdleConnections();
      await app.close();
      clearTimeout(cut);
      await context.capture.groupCommit.drain();
    });
    await app.listen({ port: config.port, host: config.host });
    const { port } = app.server.address() as { port: number };
    return {
      context,
      address: `http://127.0.0.1:${port}`,
      started_ms: Math.round(performance.now() - began),
      metricsAddress,
      showsDemo,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Opened extends Pick<Running, 'metricsAddress' | 'showsDemo'> {
  readonly context: Context;
  readonly connection: Connection;
  readonly role: string | undefined;
}

/** Database, schema, demo province, jobs, metrics: everything beneath HTTP. */
async function openContext(config: Config, say: (message: string) => void, closing: (() => Promise<unknown>)[]): Promise<Opened> {
  const server = config.databaseUrl === undefined ? await launchPostgres({ dataDir: config.dataDir, log: say }) : undefined;
  if (server !== undefined) {
    closing.push(() => server.stop());
    say(`Dữ liệu nằm ở ${server.home} · the data lie there`);
  }
  const connection = config.databaseUrl ?? server!.connection;
  const role = config.databaseUrl === undefined ? undefined : await chooseRole(connection);
  if (role !== undefined)
    say(`DATABASE_URL là siêu người dùng: Nguồn làm việc bằng vai trò ${role} / a superuser was given: acting as ${role}`);
  const database = openDatabase(connection, config.databaseReadUrl ?? connection, role);
  closing.push(() => database.close());
  await clearHalfMadeDemo(config, database);
  await migrate(database.system, config.rootDir, say);
  await makeEventPartitions(database.system, new Date());
  const context = makeContext(config, database);
  closing.push(() => context.capture.reading.stop());
  await makeDemoOnce(config, database, () => loadDemo(context, say));
  if (!(await hasAdministrator(database.system)))
    say('Chưa có quản trị viên. Tạo: npm run -s nguon -- user create --login admin --admin · there is no administrator yet');
  const metricsServer = await serveMetrics(context.metrics, config);
  if (metricsServer !== undefined) closing.push(async () => void metricsServer.close());
  const metricsAddress =
    metricsServer === undefined ? undefined : `http://${config.metricsHost}:${(metricsServer.address() as { port: number }).port}`;
  const jobs = await startJobs(context);
  closing.push(() => jobs.stop());
  return { context, connection, role, metricsAddress, showsDemo: config.demo && (await hasDemoPeople(database.system)) };
}

/** Last opened, first closed; one that fails does not keep the others open. */
async function closeAll(closing: (() => Promise<unknown>)[]): Promise<void> {
  for (const close of closing.reverse()) await close().catch((error: unknown) => console.error(error));
}
