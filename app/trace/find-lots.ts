// The lots known of a kind of goods, page by page: a code without a lot says nothing of the goods at hand.
import type { CanonicalId } from '@nguon/gs1';
import type { Reader } from '../access/reader.ts';
import { asReader } from '../db.ts';
import type { Database, Db } from '../db.ts';
import { listLotsOfItems, listNamedLots } from './lot-store.ts';

export interface KnownLots {
  /** Index keys, the last first. */
  readonly lots: readonly string[];
  /** The key below which the next page begins; undefined = there are no more. */
  readonly next: string | undefined;
}

export const lots_per_page = 48;
/** Statements for one page: each finds one lot or many. */
const steps_max = 60;

/** True for kinds of goods that come in lots: GTIN and ITIP without lot or serial number. */
export function hasLots({ level, thing }: CanonicalId): boolean {
  return level === 'class' && /^(?:01\/\d{14}|8006\/\d{18})$/.test(thing);
}

/** `before`: the lot number under which the page begins, as the page before gave it. */
export async function findLots(database: Database, reader: Reader, kind: string, before: string | undefined): Promise<KnownLots> {
  const from = `${kind}/10/`;
  // The sign after the slash: above every lot of this kind, below everything else.
  const until = before === undefined ? `${kind}/100` : from + before;
  return asReader(database, reader, async (db) => {
    const named = await listNamedLots(db, from, until, lots_per_page + 1);
    const ofItems = await listFirstLots(db, from, until);
    const all = [...new Set([...named, ...ofItems])].sort().reverse();
    const lots = all.slice(0, lots_per_page);
    return { lots, next: all.length > lots.length ? lots.at(-1)?.slice(from.length) : undefined };
  });
}

async function listFirstLots(db: Db, from: string, until: string): Promise<string[]> {
  const found: string[] = [];
  let below = until;
  for (let step = 0; step < steps_max && found.length <= lots_per_page; step++) {
    const { lots, isAll } = await listLotsOfItems(db, from, below);
    found.push(...lots);
    below = lots.at(-1) ?? from;
    if (isAll) break;
  }
  return found;
}
