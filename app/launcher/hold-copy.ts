// Marks a copy of PostgreSQL's programs as used by this process, with a lock that the system drops when it dies in any way.
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const fileName = 'nguon-uses-this.lock';

/**
 * A shared lock, because several products may use one copy. SQLite is the file lock here as in lock-folder.ts; nothing is ever stored.
 * @returns how to let go; undefined while somebody is taking the copy away.
 */
export function holdCopy(copy: string): (() => void) | undefined {
  const file = path.join(copy, fileName);
  for (const readOnly of [false, true]) {
    let lock: DatabaseSync;
    try {
      lock = new DatabaseSync(file, { timeout: 0, readOnly });
      lock.exec('BEGIN');
    } catch {
      continue; // another user's copy, with or without the file: then processes alone tell that it is used
    }
    try {
      // The first read takes the shared lock, the transaction keeps it.
      lock.exec('PRAGMA user_version');
      return () => lock.close();
    } catch {
      lock.close();
      return undefined;
    }
  }
  return () => undefined;
}

/** Runs `work` while nobody holds the copy; false when somebody does. */
export async function whileUnheld(copy: string, work: () => Promise<void>): Promise<boolean> {
  const lock = new DatabaseSync(path.join(copy, fileName), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    return false;
  }
  try {
    await work();
    return true;
  } finally {
    lock.close();
  }
}
