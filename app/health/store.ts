// Asks the database whether it is there.
import type { Db } from '../db.ts';

export async function pingDatabase(db: Db): Promise<boolean> {
  return db.query({ text: 'select 1' }).then(
    () => true,
    () => false,
  );
}
