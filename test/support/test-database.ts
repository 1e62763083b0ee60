// A database of its own for a test file, copied from the migrated template in a tenth of a second.
import { after } from 'node:test';
import pg from 'pg';
import { openDatabase } from '../../app/db.ts';
import type { Database } from '../../app/db.ts';
import { asTestRole, templateName } from './test-cluster.ts';

let made = 0;

/** Call once at the top of a test file or suite; the database goes when the file's tests are over. */
export async function openTestDatabase(): Promise<Database & { readonly url: string }> {
  const administratorUrl = process.env['NGUON_TEST_ADMIN_URL'];
  if (administratorUrl === undefined) throw new Error('run the tests with npm test: it starts the database');
  const name = `nguon_test_${process.pid}_${++made}`;
  await withAdministrator(administratorUrl, `create database ${name} template ${templateName} owner nguon_test`);
  const url = asTestRole(administratorUrl, name);
  const database = openDatabase(url);
  after(async () => {
    await database.close();
    await withAdministrator(administratorUrl, `drop database if exists ${name} with (force)`);
  });
  return { ...database, url };
}

async function withAdministrator(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Copies of one template queue for it: `create database` refuses while another copy runs.
  await client.query('select pg_advisory_lock(7302)');
  await client.query(sql);
  await client.end();
}
