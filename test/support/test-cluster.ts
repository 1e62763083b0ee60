// One PostgreSQL for a whole test run: embedded by default, or NGUON_TEST_DATABASE_URL (an administrator's URL).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { findRootDir } from '../../app/config.ts';
import { migrate, openDatabase } from '../../app/db.ts';
import { launchPostgres } from '../../app/launcher/launch-postgres.ts';

export const templateName = 'nguon_template';

/** Starts (or connects to) the server, migrates the template once. `environment` is for the test processes. */
export async function startTestCluster(): Promise<{ environment: Record<string, string>; stop(): Promise<void> }> {
  const given = process.env['NGUON_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    await makeTemplate(given);
    return { environment: { NGUON_TEST_ADMIN_URL: given }, stop: async () => undefined };
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-test-'));
  // fsync off: a test cluster lives for one run; the launcher's own tests and the crash test run with it on.
  const server = await launchPostgres({ dataDir: folder, log: () => undefined, settings: { fsync: 'off', max_connections: '200' } });
  await makeTemplate(server.administratorUrl);
  return {
    environment: { NGUON_TEST_ADMIN_URL: server.administratorUrl },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A fresh template database, owned by an ordinary role so that row-level security binds as in production. */
async function makeTemplate(administratorUrl: string): Promise<void> {
  const administrator = new pg.Client({ connectionString: administratorUrl });
  await administrator.connect();
  await administrator.query(`do $$ begin if not exists (select 1 from pg_roles where rolname = 'nguon_test') then
    create role nguon_test login password 'nguon_test' nosuperuser; end if; end $$`);
  await administrator.query(`drop database if exists ${templateName}`);
  await administrator.query(`create database ${templateName} owner nguon_test template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  await administrator.end();
  const database = openDatabase(asTestRole(administratorUrl, templateName));
  await migrate(database.system, findRootDir(), () => undefined);
  await database.close();
}

/** The URL of a database on the same server, as the test role. */
export function asTestRole(administratorUrl: string, databaseName: string): string {
  const url = new URL(administratorUrl);
  url.username = 'nguon_test';
  url.password = 'nguon_test';
  url.pathname = '/' + databaseName;
  return url.href;
}
