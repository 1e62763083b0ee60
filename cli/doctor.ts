// `doctor`: looks whether configuration, database and the second lock on visibility are in order.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findServingFaults } from '../app/config.ts';
import type { Config } from '../app/config.ts';
import type { Database } from '../app/db.ts';
import type { Command } from './command.ts';
import { findDatabaseFacts } from './doctor-store.ts';
import type { DatabaseFacts } from './doctor-store.ts';

/** bad = Nguồn does not work or is not safe like this; warn = worth knowing. */
interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warn' | 'bad';
  readonly says: string;
}

const version_min = 150_000;
const secret_min_chars = 32;
/** A month and its primary key for each of ten years, with some to spare (docs/operations/database.md). */
const locks_min = 256;

export const doctor: Command = {
  name: 'doctor',
  summary: 'Kiểm tra cấu hình, cơ sở dữ liệu và khóa hiển thị / check configuration, database and row security',
  options: {},
  async run(call) {
    const findings = [...checkConfiguration(call.config)];
    const asked = await askDatabase(() => call.openDatabase());
    findings.push(
      ...(typeof asked === 'string'
        ? [{ check: 'database', state: 'bad' as const, says: asked }]
        : checkDatabase(asked, listMigrations(call.config))),
    );
    if (call.json) call.print(JSON.stringify({ ok: findings.every((finding) => finding.state !== 'bad'), findings }));
    else for (const finding of findings) call.print(`${{ ok: '✓', warn: '!', bad: '✗' }[finding.state]} ${finding.check}: ${finding.says}`);
    return findings.some((finding) => finding.state === 'bad') ? 1 : 0;
  },
};

async function askDatabase(open: () => Promise<Database>): Promise<DatabaseFacts | string> {
  try {
    return await findDatabaseFacts((await open()).system);
  } catch (error) {
    return error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error);
  }
}

/** Exported for its tests. */
export function checkConfiguration(config: Config): Finding[] {
  const findings: Finding[] = [
    {
      check: 'configuration',
      state: 'ok',
      says: `DATA_DIR=${config.dataDir}; ${config.databaseUrl === undefined ? 'PostgreSQL from npm' : 'DATABASE_URL'}`,
    },
  ];
  findings.push(
    config.secret.length < secret_min_chars
      ? { check: 'secret', state: 'bad', says: `NGUON_SECRET has fewer than ${secret_min_chars} characters` }
      : { check: 'secret', state: 'ok', says: `${config.secret.length} characters` },
  );
  const [unsafe] = findServingFaults(config);
  if (unsafe !== undefined) findings.push({ check: 'origin', state: 'bad', says: unsafe });
  else if (config.origin === undefined)
    findings.push({
      check: 'origin',
      state: 'warn',
      says: 'NGUON_ORIGIN is not set: links on printed codes follow the address of each request',
    });
  else findings.push({ check: 'origin', state: config.origin.startsWith('https://') ? 'ok' : 'warn', says: config.origin });
  return findings;
}

/** Exported for its tests. */
export function checkDatabase(facts: DatabaseFacts, migrations: readonly string[]): Finding[] {
  const missing = migrations.filter((name) => !facts.migrations.includes(name));
  const unlocked = facts.tables.filter((table) => !table.is_enabled || !table.is_forced).map((table) => table.name);
  return [
    {
      check: 'version',
      state: facts.version >= version_min ? 'ok' : 'bad',
      says: `PostgreSQL ${Math.floor(facts.version / 10_000)}.${facts.version % 10_000}`,
    },
    missing.length === 0
      ? { check: 'migrations', state: 'ok', says: `${facts.migrations.length} applied` }
      : { check: 'migrations', state: 'bad', says: `missing: ${missing.join(', ')}` },
    facts.is_superuser || facts.bypasses_rls
      ? {
          check: 'role',
          state: 'bad',
          says: `role ${facts.role} is ${facts.is_superuser ? 'a superuser' : 'BYPASSRLS'}: row security does not bind it`,
        }
      : { check: 'role', state: 'ok', says: `${facts.role}, bound by row security` },
    facts.tables.length === 0 || unlocked.length > 0
      ? { check: 'row security', state: 'bad', says: unlocked.length > 0 ? `not forced on ${unlocked.join(', ')}` : 'no table found' }
      : { check: 'row security', state: 'ok', says: `forced on ${facts.tables.map((table) => table.name).join(', ')}` },
    facts.seen_without_reader === 0
      ? { check: 'row security tried', state: 'ok', says: 'a connection that names no reader sees no event' }
      : { check: 'row security tried', state: 'bad', says: 'a connection that names no reader sees events' },
    facts.synchronous_commit === 'off' || facts.fsync === 'off'
      ? {
          check: 'durability',
          state: 'bad',
          says: `synchronous_commit=${facts.synchronous_commit}, fsync=${facts.fsync}: acknowledged events can be lost`,
        }
      : { check: 'durability', state: 'ok', says: `synchronous_commit=${facts.synchronous_commit}, fsync=${facts.fsync}` },
    {
      check: 'locks',
      state: facts.locks_per_transaction >= locks_min ? 'ok' : 'warn',
      says: `max_locks_per_transaction=${facts.locks_per_transaction}${facts.locks_per_transaction >= locks_min ? '' : `: with years of months a query needs ${locks_min} or more`}`,
    },
  ];
}

function listMigrations(config: Config): string[] {
  return readdirSync(path.join(config.rootDir, 'db', 'migrations'))
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort();
}
