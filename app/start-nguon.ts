// Starts the whole product in this process and returns how to stop it: main, tests and benchmarks use the same start.
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { createGroupCommit } from './capture/group-commit.ts';
import { createSequenceAllocator, makeEventPartitions } from './capture/partitions.ts';
import { readConfig } from './config.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { migrate, openDatabase } from './db.ts';
import type { Connection } from './db.ts';
import { buildServer } from './http.ts';
import { launchPostgres } from './launcher/launch-postgres.ts';
import { routes } from './routes.ts';

export interface Running {
  readonly context: Context;
  readonly address: string;
  stop(): Promise<void>;
}

export async function startNguon(config: Config = readConfig()): Promise<Running> {
  const say = (message: string): void => void process.stdout.write(message + '\n');
  const server = config.databaseUrl === undefined ? await launchPostgres({ dataDir: config.dataDir, log: say }) : undefined;
  const connection: Connection = config.databaseUrl ?? server!.connection;
  const database = openDatabase(connection, config.databaseReadUrl ?? connection);
  await migrate(database.system, config.rootDir, say);
  await makeEventPartitions(database.system, new Date());
  const allocator = createSequenceAllocator();
  const context: Context = {
    config,
    database,
    log: pino({ level: config.logLevel }),
    metrics: new Registry(),
    capture: { allocator, groupCommit: createGroupCommit(database, allocator) },
    now: () => new Date(),
    newId: randomUUID,
  };
  const app = await buildServer(context, routes);
  const address = await app.listen({ port: config.port, host: config.host });
  say(`Nguồn: ${address}`);
  return {
    context,
    address,
    async stop() {
      await app.close();
      await database.close();
      await server?.stop();
    },
  };
}
