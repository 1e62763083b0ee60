// The connection that hears of changed things: the channel on which capture, products, certificates and links tell of them.
import type { Db } from './db.ts';

/** Payloads are things separated by spaces, `*` for all. */
export async function listenForThings(db: Db): Promise<void> {
  await db.query({ text: 'listen nguon_things' });
}

export async function pingListener(db: Db): Promise<void> {
  await db.query({ text: 'select 1' });
}
