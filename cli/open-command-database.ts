// Opens the database for a command: the configured one, the running server's, or one launched for this command alone.
import type { Config } from '../app/config.ts';
import { chooseRole, migrate, openDatabase } from '../app/db.ts';
import type { Database } from '../app/db.ts';
import { findRunningPostgres } from '../app/launcher/find-running-postgres.ts';
import { launchPostgres } from '../app/launcher/launch-postgres.ts';

export interface CommandDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/** Beside a running server nothing is migrated: that is the server's work, or the work of the command `migrate`. */
export async function openCommandDatabase(config: Config, note: (line: string) => void): Promise<CommandDatabase> {
  const connection = config.databaseUrl ?? (await findRunningPostgres(config.dataDir));
  if (connection !== undefined) {
    const database = openDatabase(connection, connection, await chooseRole(connection));
    return { database, close: () => database.close() };
  }
  const server = await launchPostgres({ dataDir: config.dataDir, log: note });
  const database = openDatabase(server.connection);
  const close = async (): Promise<void> => {
    await database.close();
    await server.stop();
  };
  try {
    await migrate(database.system, config.rootDir, note);
  } catch (error) {
    await close();
    throw error;
  }
  return { database, close };
}
