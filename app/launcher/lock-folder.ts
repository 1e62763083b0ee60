// Keeps a second Nguồn off the same data folder, with a lock that the system drops when the process dies in any way.
import { chmodSync, chownSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LauncherRefusal } from './launcher-refusal.ts';

/** Locks are held as long as their handle lives, so the handles must not be collected. */
const heldLocks = new Set<DatabaseSync>();

export interface FolderLock {
  /** False once the folder was deleted or moved: whoever starts there anew holds another lock, and we may touch nothing. */
  isHeld(): boolean;
  release(): void;
}

/**
 * Node.js has no call for a file lock; SQLite, which is part of it, takes one (fcntl on POSIX, LockFileEx on Windows).
 * Unlike a file with a process number it needs no guess about dead, reused or (in containers) invisible numbers.
 * Nothing is ever stored in the lock file.
 */
export function lockFolder(home: string): FolderLock {
  const file = path.join(home, 'nguon.lock');
  const holderFile = path.join(home, 'nguon.lock.holder');
  const lock = openLock(file);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw secondInstance(home, readHolder(holderFile));
  }
  heldLocks.add(lock);
  const locked = identify(file);
  const isHeld = (): boolean => heldLocks.has(lock) && identify(file) === locked;
  rmSync(holderFile, { force: true });
  writeFileSync(holderFile, `${process.pid}\n`);
  return {
    isHeld,
    release() {
      if (isHeld()) rmSync(holderFile, { force: true });
      if (heldLocks.delete(lock)) lock.close();
    },
  };
}

/** Which file stands at this path, whatever its name was before. */
function identify(file: string): string {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? 'none' : `${found.dev} ${found.ino}`;
}

function openLock(file: string): DatabaseSync {
  try {
    const lock = new DatabaseSync(file, { timeout: 0 });
    chmodSync(file, 0o600);
    // Root may have been let in once: the folder's owner must still be able to open the lock afterwards.
    const { uid, gid } = statSync(path.dirname(file));
    if (process.getuid?.() === 0) chownSync(file, uid, gid);
    return lock;
  } catch {
    throw new LauncherRefusal('data-not-ours', {
      vi: `Không ghi được vào ${path.dirname(file)}: thư mục dữ liệu thuộc về người dùng khác hoặc chỉ cho đọc. Hãy chạy Nguồn bằng người dùng đã tạo ra nó, hoặc đặt DATA_DIR sang thư mục khác.`,
      en: `${path.dirname(file)} cannot be written: the data folder belongs to another user or is read-only. Run Nguồn as the user who made it, or point DATA_DIR elsewhere.`,
    });
  }
}

function readHolder(holderFile: string): string {
  try {
    return readFileSync(holderFile, 'utf8').trim() || '?';
  } catch {
    return '?';
  }
}

function secondInstance(home: string, holder: string): LauncherRefusal {
  return new LauncherRefusal('second-instance', {
    vi: `Một Nguồn khác (tiến trình ${holder}) đang dùng thư mục dữ liệu ${home}. Hãy dừng tiến trình ấy (Ctrl-C hoặc kill ${holder}) trước, hoặc chạy với DATA_DIR khác.`,
    en: `Another Nguồn (process ${holder}) is using the data folder ${home}. Stop it first (Ctrl-C or kill ${holder}), or run with another DATA_DIR.`,
  });
}
