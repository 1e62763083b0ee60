// Chooses the OS user that PostgreSQL runs as, because PostgreSQL refuses to run as root.
import { lstat } from 'node:fs/promises';
import { LauncherRefusal } from './launcher-refusal.ts';
import { type OsUser, runCommand } from './run-command.ts';

/** Tried in this order; every one of them has an entry in the user table, which PostgreSQL insists on. */
const ordinaryUsers = ['postgres', '_postgres', 'nobody', 'daemon'] as const;
const maxUid = 0x7fff_ffff; // the largest that a child can be started with

/**
 * Undefined when Nguồn itself runs as an ordinary user. For root: the present owner of the data folder, so that data
 * made by an ordinary user stay usable for that user, else the first ordinary user that this machine knows.
 */
export async function chooseUser(cluster: string, candidates: readonly string[] = ordinaryUsers): Promise<OsUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await lstat(cluster).then(
    (found) => found.uid,
    () => 0,
  );
  for (const candidate of owner === 0 ? candidates : [String(owner), ...candidates]) {
    const user = await findUser(candidate);
    if (user) return user;
  }
  throw new LauncherRefusal('no-ordinary-user', {
    vi: `PostgreSQL không chạy dưới quyền root và máy này không có người dùng nào trong số: ${candidates.join(', ')}. Hãy chạy Nguồn bằng một người dùng thường, hoặc đặt DATABASE_URL trỏ tới một PostgreSQL có sẵn.`,
    en: `PostgreSQL does not run as root, and this machine has none of the users ${candidates.join(', ')}. Run Nguồn as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.`,
  });
}

/** Looks a user up by name or number, through the system's own tool so that directory services count too. */
async function findUser(nameOrUid: string): Promise<OsUser | undefined> {
  const [name, uid, gid] = await Promise.all(
    ['-un', '-u', '-g'].map(async (flag) => {
      const answer = await runCommand('id', [flag, nameOrUid], { timeout_ms: 10_000 });
      return answer.status === 0 ? answer.stdout.trim() : '';
    }),
  );
  if (!name || !uid || !gid) return undefined;
  const user = { name, uid: Number(uid), gid: Number(gid) };
  return user.uid > 0 && user.uid <= maxUid && user.gid <= maxUid ? user : undefined;
}
