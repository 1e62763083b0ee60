// Connects as the superuser and tells in which state the server is.
import pg from 'pg';
import type { ServerAddress } from './read-pid-file.ts';

/** `busy` = starting, recovering or stopping; `silent` = nobody answers; `refusing` = answers with some other fault. */
export type ServerState = 'ready' | 'busy' | 'wrong-password' | 'silent' | 'refusing';

const connect_ms = 5_000;
/** For a server that is known to be there: a busy machine may take its time. */
const work_connect_ms = 60_000;

export async function askServer(address: ServerAddress, superuserPassword: string): Promise<ServerState> {
  const client = openSuperuser(address, superuserPassword, 'postgres', connect_ms);
  try {
    await client.connect();
    return 'ready';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === '57P03') return 'busy'; // cannot_connect_now
    if (code === '53300') return 'ready'; // too_many_connections: alive and at work
    if (code === '28P01' || code === '28000') return 'wrong-password';
    return error instanceof pg.DatabaseError ? 'refusing' : 'silent';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Runs `work` on one connection of the superuser and closes it. */
export async function asSuperuser<T>(
  address: ServerAddress,
  superuserPassword: string,
  database: string,
  work: (db: pg.Client) => Promise<T>,
): Promise<T> {
  const client = openSuperuser(address, superuserPassword, database, work_connect_ms);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Every field is given, so that nothing is taken from PG… variables of the environment. */
function openSuperuser(address: ServerAddress, password: string, database: string, connectionTimeoutMillis: number): pg.Client {
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    user: 'postgres',
    database,
    password,
    ssl: false,
    options: '-c statement_timeout=60s', // an empty one would be filled from PGOPTIONS
    application_name: 'nguon-launcher',
    connectionTimeoutMillis,
  });
  client.on('error', () => undefined); // the server may go away while we look at it
  return client;
}
