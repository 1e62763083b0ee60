// Asks the database whether it is there.
import type { Db } from '../db.ts';

/** Who watches over the product asks every few seconds: a server that keeps silent is away. */
const answer_timeout_ms = 2_000;

export async function pingDatabase(db: Db): Promise<boolean> {
  return db.query({ text: 'select 1', query_timeout: answer_timeout_ms }).then(
    () => true,
    () => false,
  );
}
