// SQL of page tokens that their holders gave back.
import type { Db } from '../db.ts';

/** False where as many as are remembered at once have been given back within the hour. */
export async function insertDeadPageToken(db: Db, tokenHash: Buffer, expiresAt: Date, tokens_max: number): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `insert into dead_page_tokens (token_hash, expires_at)
      select $1, $2 where not exists (select 1 from dead_page_tokens offset $3 limit 1)
      on conflict (token_hash) do update set expires_at = excluded.expires_at`,
    values: [tokenHash, expiresAt, tokens_max - 1],
  });
  return rowCount === 1;
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
