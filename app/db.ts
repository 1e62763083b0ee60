// PostgreSQL: pools for writers and for each kind of reader, transactions, migrations. Stores get a `Db` from here.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { Compilable } from 'kysely';
import pg from 'pg';
import type { Reader } from './access/reader.ts';
import type { Tables } from './db-types.ts';

// int8 is read as bigint only where a store asks for it by ::text; counts and seq travel as strings otherwise.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => text);

export interface Statement {
  /** Named statements are prepared once per connection; name every statement of a hot path. */
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
  /** Milliseconds after which the question fails on our side, for a server that has fallen silent. */
  readonly query_timeout?: number;
}

/** What a store function gets: a pool, or the client of a running transaction. */
export interface Db {
  query<Row extends object = Record<string, unknown>>(statement: Statement): Promise<{ rows: Row[]; rowCount: number | null }>;
}

/** The pools: `system` writes and sees all; `readers` sees what the row policies of the public allow. */
export interface Database {
  readonly system: pg.Pool;
  readonly public: pg.Pool;
  readonly replica: pg.Pool;
  close(): Promise<void>;
}

export type Connection = string | pg.PoolConfig;

const statement_timeout_ms = 30_000;
/** Anybody may ask as the public: one question must not hold a connection for long. */
const public_statement_timeout_ms = 10_000;
/** A server that froze, or a line that went dead, ends no statement: who asks as the public is told after this. */
const public_answer_timeout_ms = 12_000;

/** The role that the product acts as where it was given a superuser, whom row-level security would not bind. */
const ordinary_role = 'nguon_app';

/**
 * Undefined where the connection's own role is bound by row-level security. A superuser gets an ordinary role to act as,
 * made on first use, with the right to create in this database and nothing more.
 */
export async function chooseRole(connection: Connection): Promise<string | undefined> {
  const client = new pg.Client(typeof connection === 'string' ? { connectionString: connection } : connection);
  await client.connect().catch((error: unknown) => {
    throw typeof connection === 'string' ? unreachable(client, error) : error;
  });
  try {
    const { rows } = await client.query<{ bound: boolean; known: boolean; database: string }>(
      `select not (rolsuper or rolbypassrls) as bound, exists (select 1 from pg_roles where rolname = '${ordinary_role}') as known,
        quote_ident(current_database()) as database from pg_roles where rolname = current_user`,
    );
    const { bound, known, database } = rows[0]!;
    if (bound) return undefined;
    if (!known) await client.query(`create role ${ordinary_role} nologin nosuperuser nobypassrls`);
    await client.query(`grant create on database ${database} to ${ordinary_role}; grant all on schema public to ${ordinary_role}`);
    return ordinary_role;
  } finally {
    await client.end();
  }
}

/** Names the server without its password. An address with several numbers fails with several faults and no message of its own. */
function unreachable(client: pg.Client, error: unknown): Error {
  const faults: unknown[] = error instanceof AggregateError ? error.errors : [error];
  const why = faults.map((fault) => (fault instanceof Error ? fault.message : String(fault))).join('; ');
  const what = `${client.user ?? ''}@${client.host}:${client.port}/${client.database ?? ''} (${why})`;
  return new Error(
    `DATABASE_URL: không vào được cơ sở dữ liệu ${what}. Hãy kiểm tra PostgreSQL có chạy ở đó không, tên, mật khẩu và tên cơ sở dữ liệu có đúng không.\n` +
      `DATABASE_URL: the database ${what} cannot be opened. Check that PostgreSQL runs there and that user, password and database are right: docs/operations/database.md`,
    { cause: error },
  );
}

function openPool(
  connection: Connection,
  reader: string,
  max: number,
  role: string | undefined,
  timeout_ms = statement_timeout_ms,
  answer_timeout_ms?: number,
): pg.Pool {
  const readOnly = reader === 'system' ? '' : ' -c default_transaction_read_only=on';
  const acting = role === undefined ? '' : ` -c role=${role}`;
  const base: pg.PoolConfig = typeof connection === 'string' ? { connectionString: connection } : connection;
  const pool = new pg.Pool({
    ...base,
    max,
    application_name: `nguon-${reader}`,
    // The row policies read nguon.reader; a connection that lacks it sees no event at all.
    options: `-c nguon.reader=${reader} -c statement_timeout=${timeout_ms} -c timezone=UTC -c jit=off${readOnly}${acting}`,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    // A connection that gives no answer in time is thrown away by the pool.
    ...(answer_timeout_ms === undefined ? {} : { query_timeout: answer_timeout_ms }),
  });
  // A broken idle connection is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same while a client is checked out: its query fails and tells.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** @param role see `chooseRole`. */
export function openDatabase(connection: Connection, readConnection: Connection = connection, role?: string): Database {
  const system = openPool(connection, 'system', 16, role);
  const publicPool = openPool(readConnection, 'public', 16, role, public_statement_timeout_ms, public_answer_timeout_ms);
  const replica = openPool(readConnection, 'none', 8, role);
  return {
    system,
    public: publicPool,
    replica,
    async close() {
      await Promise.all([system.end(), publicPool.end(), replica.end()]);
    },
  };
}

const transaction_tries_max = 4;
const retry_pause_ms = 20;

/** PostgreSQL ended one of two transactions that could not both go on: the same work succeeds when it is done again. */
export function isCollision(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '40P01' || code === '40001';
}

/**
 * Runs `work` in one transaction: commits when it resolves, rolls back when it throws. After a deadlock or a failed
 * serialization the work runs again, so it changes nothing but the database.
 */
export function inTransaction<Result>(db: pg.Pool, work: (db: Db) => Promise<Result>): Promise<Result> {
  return onConnection(db, async (client) => {
    await client.query({ text: 'begin' });
    const result = await work(client);
    await client.query({ text: 'commit' });
    return result;
  });
}

/** As `inTransaction`, for work whose own messages carry `begin` and `commit` (app/run-together.ts). */
export async function onConnection<Result>(db: pg.Pool, work: (db: Db) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++)
    try {
      return await onOneConnection(db, work);
    } catch (error) {
      if (!isCollision(error) || attempt >= transaction_tries_max) throw error;
      // Of different length for each try of each transaction, so that the same two do not meet again.
      await new Promise((resolve) => setTimeout(resolve, attempt * retry_pause_ms * (1 + Math.random())));
    }
}

async function onOneConnection<Result>(db: pg.Pool, work: (db: Db) => Promise<Result>): Promise<Result> {
  const client = await db.connect();
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      (broken: Error) => client.release(broken),
    );
    throw error;
  }
}

/** Which reader a connection of the readers' pool was last set to: the next use by the same one costs no round trip. */
const readerOf = new WeakMap<pg.PoolClient, string>();

function settingsOf(reader: Exclude<Reader, { kind: 'public' }>): string {
  const org = reader.kind === 'organisation' ? Number(reader.orgId) : '';
  const units = reader.kind === 'agency' ? reader.unitIds.map(Number).join(',') : '';
  return `set nguon.reader = '${reader.kind === 'administrator' ? 'system' : reader.kind}'; set nguon.org = '${org}'; set nguon.units = '{${units}}'`;
}

/**
 * Runs read-only `work` as the given reader: row-level security lets through only what that reader may see. The public has a
 * pool of its own; the others share one whose connections are set to a reader before they are handed out. Both pools
 * refuse to write.
 */
export async function asReader<Result>(database: Database, reader: Reader, work: (db: Db) => Promise<Result>): Promise<Result> {
  if (reader.kind === 'public') return work(database.public);
  const client = await database.replica.connect();
  try {
    const settings = settingsOf(reader);
    if (readerOf.get(client) !== settings) {
      // Half-set, a connection belongs to nobody.
      readerOf.delete(client);
      await client.query(settings);
      readerOf.set(client, settings);
    }
    return await work(client);
  } finally {
    // A broken connection is thrown away by the pool itself.
    client.release();
  }
}

/**
 * The same on the database that is written to, in a transaction of its own: for readers that must miss nothing, since a replica
 * may be behind the watermark.
 */
export function asReaderOfSource<Result>(
  database: Database,
  reader: Exclude<Reader, { kind: 'public' }>,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  return inTransaction(database.system, async (db) => {
    await db.query({ text: settingsOf(reader).replaceAll('set nguon', 'set local nguon') + '; set local transaction_read_only = on' });
    return work(db);
  });
}

/** Builds statements off the hot paths with Kysely; it holds no connection. Run them with `run` or `runOne`. */
export const sqlBuilder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

export async function run<Row extends object>(db: Db, statement: Compilable<Row>): Promise<Row[]> {
  const { sql, parameters } = statement.compile();
  const { rows } = await db.query<Row>({ text: sql, values: [...parameters] });
  return rows;
}

export async function runOne<Row extends object>(db: Db, statement: Compilable<Row>): Promise<Row | undefined> {
  return (await run(db, statement))[0];
}

/** Applies db/migrations/*.sql in order, each in its own transaction, under an advisory lock. Returns the names applied. */
export async function migrate(system: pg.Pool, rootDir: string, log: (message: string) => void): Promise<string[]> {
  const folder = path.join(rootDir, 'db', 'migrations');
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort();
  const client = await system.connect();
  const applied: string[] = [];
  try {
    // A migration may read every event of years, and another process waits for it meanwhile.
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock(7301)');
    await client.query('create table if not exists migrations (name text primary key, applied_at timestamptz not null)');
    const { rows } = await client.query<{ name: string }>('select name from migrations');
    const done = new Set(rows.map((row) => row.name));
    for (const name of files.filter((file) => !done.has(file))) {
      log(`migration ${name}`);
      await client.query('begin');
      await client.query(readFileSync(path.join(folder, name), 'utf8'));
      await client.query('insert into migrations (name, applied_at) values ($1, now())', [name]);
      await client.query('commit');
      applied.push(name);
    }
    await client.query('select pg_advisory_unlock(7301); reset statement_timeout');
    client.release();
    return applied;
  } catch (error) {
    // The lock goes with the connection.
    client.release(error as Error);
    throw error;
  }
}

/** Takes every table away. Only for a demo province whose making was cut short. */
export async function emptyDatabase(system: pg.Pool): Promise<void> {
  await system.query('drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public');
}
