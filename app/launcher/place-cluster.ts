// Decides in which folder the database lies: in DATA_DIR, or where the database's OS user can reach it.
import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chooseUser } from './choose-user.ts';
import { findBlockedFolder } from './find-blocked-folder.ts';
import { followPointer, isPointedTo, type Pointer } from './follow-pointer.ts';
import { LauncherRefusal, systemErrorCode } from './launcher-refusal.ts';
import type { OsUser } from './run-command.ts';

export interface Place {
  /** Holds everything of the database: `postgres/`, its lock, secret, configuration and socket. */
  readonly home: string;
  /** PostgreSQL's data folder: a real path, `postgres` in `home` unless an administrator linked it elsewhere. */
  readonly cluster: string;
  readonly user: OsUser | undefined;
  /** To be written once data lie outside DATA_DIR. */
  readonly pointer: Pointer | undefined;
}

export async function placeCluster(dataDir: string, sharedDir: string, log: (message: string) => void): Promise<Place> {
  const folder = await makeDataFolder(dataDir);
  const cluster = await findCluster(folder);
  const home = path.dirname(cluster);
  const user = await chooseUser(cluster);
  const blockedAt = await openWay(home, user);
  if (blockedAt === undefined || user === undefined) return { home, cluster, user, pointer: undefined };
  const exists = await stat(path.join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (exists) throw unreachable(cluster, blockedAt, user);
  const elsewhere = await placeElsewhere(folder, blockedAt, sharedDir, user);
  log(
    `Người dùng ${user.name} (chạy PostgreSQL) không vào được ${blockedAt}, nên dữ liệu nằm ở ${elsewhere.home} · ` +
      `user ${user.name}, who runs PostgreSQL, may not enter ${blockedAt}: the data lie in ${elsewhere.home} instead`,
  );
  return elsewhere;
}

/** PostgreSQL's data folder for this DATA_DIR (a real path), whether or not it exists yet. */
export async function findCluster(dataDir: string): Promise<string> {
  const inside = path.join((await followPointer(dataDir)) ?? dataDir, 'postgres');
  return realpath(inside).catch(() => inside);
}

/** The data folder, made if absent: closed to others; folders above it that had to be made may be passed, not listed. */
async function makeDataFolder(dataDir: string): Promise<string> {
  const wanted = path.resolve(dataDir);
  try {
    const firstMade = await mkdir(wanted, { recursive: true });
    if (firstMade !== undefined) {
      for (let step = path.dirname(wanted); step.startsWith(firstMade); step = path.dirname(step)) await chmod(step, 0o711);
      await chmod(wanted, 0o700);
    }
    return await realpath(wanted);
  } catch (error) {
    throw new LauncherRefusal('data-not-ours', {
      vi: `Không tạo hoặc không mở được thư mục dữ liệu ${wanted} (${systemErrorCode(error)}). Hãy đặt DATA_DIR sang một thư mục ghi được.`,
      en: `The data folder ${wanted} cannot be made or opened (${systemErrorCode(error)}). Point DATA_DIR to a folder that you may write in.`,
    });
  }
}

/**
 * Finds the folder that stops `user` on the way to `folder`. Where that is `folder` itself, root's own and closed to all
 * others, the group of the database's user (alone) gets leave to pass; folders above are not ours to open.
 */
async function openWay(folder: string, user: OsUser | undefined): Promise<string | undefined> {
  const blockedAt = await findBlockedFolder(folder, user);
  if (blockedAt !== folder || user === undefined) return blockedAt;
  const found = await stat(folder);
  if (found.uid !== 0 || (found.mode & 0o077) !== 0) return blockedAt;
  await chown(folder, found.uid, user.gid);
  await chmod(folder, (found.mode & 0o7777) | 0o010);
  return findBlockedFolder(folder, user);
}

/** Says in the folder itself whose data it holds: its name is a hash. */
const ownerFile = 'belongs-to-data-dir.txt';

/** Folders of data under `sharedDir` whose DATA_DIR has gone. Nobody but a person may decide that they can go too. */
export async function listAbandonedData(sharedDir: string): Promise<string[]> {
  const abandoned: string[] = [];
  const folder = path.join(sharedDir, 'data');
  for (const name of await readdir(folder).catch(() => [])) {
    const home = path.join(folder, name);
    const owner = (await readFile(path.join(home, ownerFile), 'utf8').catch(() => '')).trimEnd();
    if (owner !== '' && !(await isPointedTo({ home, dataDir: owner }))) abandoned.push(home);
  }
  return abandoned;
}

/** The same DATA_DIR leads to the same folder each time, also when a first start was interrupted. */
async function placeElsewhere(dataDir: string, blockedAt: string, sharedDir: string, user: OsUser): Promise<Place> {
  const home = path.join(sharedDir, 'data', createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  const made = await makeDataFolder(home).catch(() => undefined);
  if (made === undefined || (await openWay(made, user)) !== undefined) throw unreachable(dataDir, blockedAt, user);
  await writeFile(path.join(made, ownerFile), `${dataDir}\n`);
  const cluster = path.join(made, 'postgres');
  // The owner of data that already lie there counts, as in any other data folder.
  return { home: made, cluster, user: (await chooseUser(cluster)) ?? user, pointer: { home, dataDir } };
}

function unreachable(folder: string, blockedAt: string, user: OsUser): LauncherRefusal {
  return new LauncherRefusal('data-unreachable', {
    vi: `Người dùng ${user.name} (chạy PostgreSQL, vì PostgreSQL không chạy dưới quyền root) không vào được ${blockedAt}, nơi chứa ${folder}. Hãy cho phép đi qua thư mục ấy (chmod o+x), hoặc chuyển dữ liệu ra chỗ khác và đặt DATA_DIR, hoặc chạy Nguồn bằng người dùng sở hữu dữ liệu.`,
    en: `User ${user.name}, who runs PostgreSQL (it does not run as root), may not enter ${blockedAt}, which holds ${folder}. Let that folder be passed (chmod o+x), or move the data and set DATA_DIR, or run Nguồn as the user who owns the data.`,
  });
}
