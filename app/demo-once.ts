// Loads the demo province once and wholly: a start that was killed in the middle begins anew, and nothing else is ever wiped.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hasPeople } from './access/people/people-store.ts';
import type { Config } from './config.ts';
import { emptyDatabase } from './db.ts';
import type { Database } from './db.ts';
import { countOrganisations } from './party/store.ts';

type Place = Pick<Config, 'dataDir' | 'databaseUrl' | 'demo'>;

function markOf(config: Place): string {
  return path.join(config.dataDir, 'demo-being-made');
}

/**
 * To be called before migrating. The mark stands only while the demo is being made in a database without organisations,
 * before the product serves anybody: what it marks holds nothing of anyone's. It speaks of the database in DATA_DIR alone.
 */
export async function clearHalfMadeDemo(config: Place, database: Pick<Database, 'system'>): Promise<void> {
  if (config.databaseUrl !== undefined || !existsSync(markOf(config))) return;
  await emptyDatabase(database.system);
  rmSync(markOf(config));
}

/** @param load makes the demo; called only where there are neither organisations nor people: a demo never mixes with anyone's data. */
export async function makeDemoOnce(config: Place, database: Pick<Database, 'system'>, load: () => Promise<unknown>): Promise<void> {
  if (!config.demo || (await hasPeople(database.system)) || (await countOrganisations(database.system, {})).total > 0) return;
  writeFileSync(markOf(config), '');
  await load();
  rmSync(markOf(config));
}
