// What `doctor` asks the database about itself.
import type pg from 'pg';

export interface DatabaseFacts {
  readonly version: number;
  readonly role: string;
  readonly is_superuser: boolean;
  readonly bypasses_rls: boolean;
  readonly synchronous_commit: string;
  readonly fsync: string;
  /** Times the number of connections: how many tables and indexes all of them may hold at once. */
  readonly locks_per_transaction: number;
  readonly migrations: readonly string[];
  /** Tables with policies, and whether the lock is on and binds their owner too. */
  readonly tables: readonly { readonly name: string; readonly is_enabled: boolean; readonly is_forced: boolean }[];
  /** Events that come back where the connection says nothing about who reads: must be none. */
  readonly seen_without_reader: number;
}

export async function findDatabaseFacts(pool: pg.Pool): Promise<DatabaseFacts> {
  const client = await pool.connect();
  try {
    const {
      rows: [facts],
    } = await client.query<Omit<DatabaseFacts, 'migrations' | 'tables' | 'seen_without_reader'>>(
      `select current_setting('server_version_num')::int as version, rolname as role, rolsuper as is_superuser, rolbypassrls as bypasses_rls,
        current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync,
        current_setting('max_locks_per_transaction')::int as locks_per_transaction
       from pg_roles where rolname = current_user`,
    );
    const { rows: tables } = await client.query<{ name: string; is_enabled: boolean; is_forced: boolean }>(
      `select distinct c.relname as name, c.relrowsecurity as is_enabled, c.relforcerowsecurity as is_forced
       from pg_policy p join pg_class c on c.oid = p.polrelid order by 1`,
    );
    const {
      rows: [known],
    } = await client.query<{ there: boolean }>(`select to_regclass('migrations') is not null as there`);
    const { rows: migrations } =
      known?.there === true ? await client.query<{ name: string }>('select name from migrations order by name') : { rows: [] };
    const seen = tables.some((table) => table.name === 'events') ? await countUnasked(client) : 0;
    if (facts === undefined) throw new Error('the role of this connection is not in pg_roles');
    return { ...facts, tables, migrations: migrations.map((row) => row.name), seen_without_reader: seen };
  } finally {
    client.release();
  }
}

async function countUnasked(client: pg.PoolClient): Promise<number> {
  await client.query(`begin read only; set local nguon.reader = ''`);
  const { rows } = await client.query('select 1 from events limit 1');
  await client.query('rollback');
  return rows.length;
}
