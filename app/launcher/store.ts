// All SQL of the launcher: the application's role, its database and the extensions, made by the superuser.
import pg from 'pg';

export const applicationName = 'nguon';
const extensions = ['pg_trgm', 'unaccent'] as const;

/** The mark that the server was started with (server-settings.ts) and the data folder it serves. */
export async function getServerIdentity(db: pg.Client): Promise<{ mark: string; dataFolder: string }> {
  const { rows } = await db.query<{ mark: string | null; data_folder: string }>(
    `select current_setting('nguon.launch', true) as mark, current_setting('data_directory') as data_folder`,
  );
  const row = rows[0];
  return { mark: row?.mark ?? '', dataFolder: row?.data_folder ?? '' };
}

/** Ends what a killed application left behind: its sessions may still hold locks or run statements. */
export async function endOtherSessions(db: pg.Client): Promise<number> {
  const { rowCount } = await db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  return rowCount ?? 0;
}

/**
 * The role owns its database and nothing else. It is no superuser and cannot bypass row-level security: row-level
 * security with FORCE is the second lock on who sees what, and it binds an owner only under these two conditions.
 */
export async function ensureRoleAndDatabase(db: pg.Client, password: string): Promise<void> {
  const role = await db.query(`select from pg_roles where rolname = $1`, [applicationName]);
  const attributes = 'login nosuperuser nobypassrls nocreaterole nocreatedb noreplication';
  await db.query(
    `${role.rowCount === 0 ? 'create' : 'alter'} role ${applicationName} with ${attributes} password ${pg.escapeLiteral(password)}`,
  );
  const database = await db.query(`select from pg_database where datname = $1`, [applicationName]);
  if (database.rowCount === 0) await db.query(`create database ${applicationName} owner ${applicationName}`);
}

/** `db` is a superuser's connection to the application's own database. */
export async function ensureExtensions(db: pg.Client): Promise<void> {
  const present = await db.query<{ extname: string }>(`select extname from pg_extension`);
  const names = new Set(present.rows.map((row) => row.extname));
  for (const extension of extensions) {
    if (!names.has(extension)) await db.query(`create extension if not exists ${extension}`);
  }
}

/** For single-user mode: gives the superuser a new password when the file that held the old one is lost. */
export function statementToSetSuperuserPassword(password: string): string {
  return `alter role postgres with password ${pg.escapeLiteral(password)};\n`;
}
