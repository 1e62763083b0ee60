// Gives a folder and all in it to the database's OS user.
import { chmod, lchown, lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { LauncherRefusal } from './launcher-refusal.ts';
import type { OsUser } from './run-command.ts';

/**
 * PostgreSQL refuses a data folder that is another user's or open to others, as a copy or an unpacked backup can be.
 * Links are given away as links and never followed.
 */
export async function ownFolder(folder: string, user: OsUser | undefined): Promise<void> {
  const found = await lstat(folder);
  if (user && found.uid !== user.uid) await give(folder, user);
  else if (!user && process.getuid && found.uid !== process.getuid()) {
    throw new LauncherRefusal('data-not-ours', {
      vi: `Thư mục ${folder} thuộc về người dùng số ${found.uid}. Hãy chạy Nguồn bằng người dùng ấy (hoặc root), hoặc đặt DATA_DIR sang thư mục khác.`,
      en: `${folder} belongs to user ${found.uid}. Run Nguồn as that user (or as root), or point DATA_DIR elsewhere.`,
    });
  }
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) await chmod(folder, 0o700);
}

async function give(entry: string, user: OsUser): Promise<void> {
  await lchown(entry, user.uid, user.gid);
  if (!(await lstat(entry)).isDirectory()) return;
  for (const name of await readdir(entry)) await give(path.join(entry, name), user);
}
