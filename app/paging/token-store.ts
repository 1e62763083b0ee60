// SQL of page tokens that their holders gave back.
import type { Db } from '../db.ts';

export async function insertDeadPageToken(db: Db, tokenHash: Buffer, expiresAt: Date): Promise<void> {
  await db.query({
    text: 'insert into dead_page_tokens (token_hash, expires_at) values ($1, $2) on conflict do nothing',
    values: [tokenHash, expiresAt],
  });
}

export async function isPageTokenDead(db: Db, tokenHash: Buffer): Promise<boolean> {
  const { rows } = await db.query({
    name: 'paging_dead_token',
    text: 'select 1 from dead_page_tokens where token_hash = $1',
    values: [tokenHash],
  });
  return rows.length > 0;
}

/** Forgets those that would not live any more. */
export async function deleteDeadPageTokensBefore(db: Db, before: Date): Promise<void> {
  await db.query({ text: 'delete from dead_page_tokens where expires_at < $1', values: [before] });
}
