// Decides in which folder the database lies: in DATA_DIR, or where the database's OS user can reach it.
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chooseUser } from './choose-user.ts';
import { findBlockedFolder } from './find-blocked-folder.ts';
import { LauncherRefusal, systemErrorCode } from './launcher-refusal.ts';
import type { OsUser } from './run-command.ts';

export interface Place {
  /** Holds everything of the database: `postgres/`, its lock, secret, configuration and socket. */
  readonly home: string;
  /** PostgreSQL's data folder. */
  readonly cluster: string;
  readonly user: OsUser | undefined;
}

/** Left in DATA_DIR when the data had to lie elsewhere; the next start follows it. */
const pointerName = 'postgres-location.json';

export async function placeCluster(dataDir: string, sharedDir: string, log: (message: string) => void): Promise<Place> {
  const folder = await makeDataFolder(dataDir);
  const pointed = await followPointer(folder);
  if (pointed) {
    log(`Dữ liệu PostgreSQL nằm ở ${pointed} · the database lies there, as ${pointerName} in DATA_DIR says`);
    const cluster = path.join(pointed, 'postgres');
    return { home: pointed, cluster, user: await chooseUser(cluster) };
  }
  const inside = path.join(folder, 'postgres');
  // An administrator may have linked the folder to another disk; PostgreSQL reports the real path.
  const cluster = await realpath(inside).catch(() => inside);
  const user = await chooseUser(cluster);
  const exists = await stat(path.join(cluster, 'PG_VERSION')).then(() => true, () => false);
  const blockedAt = await findBlockedFolder(exists ? path.dirname(cluster) : folder, user);
  if (blockedAt === undefined || user === undefined) return { home: folder, cluster, user };
  if (exists) throw unreachable(cluster, blockedAt, user);
  return placeElsewhere(folder, blockedAt, sharedDir, user, log);
}

/** The data folder, made if absent; for root it must let the database's user pass (not list). */
async function makeDataFolder(dataDir: string): Promise<string> {
  const wanted = path.resolve(dataDir);
  try {
    const rights = process.getuid?.() === 0 ? 0o711 : 0o700;
    const firstMade = await mkdir(wanted, { recursive: true, mode: rights });
    if (firstMade !== undefined) {
      for (let step = wanted; step.startsWith(firstMade); step = path.dirname(step)) await chmod(step, rights);
    }
    return await realpath(wanted);
  } catch (error) {
    throw new LauncherRefusal('data-not-ours', {
      vi: `Không tạo hoặc không mở được thư mục dữ liệu ${wanted} (${systemErrorCode(error)}). Hãy đặt DATA_DIR sang một thư mục ghi được.`,
      en: `The data folder ${wanted} cannot be made or opened (${systemErrorCode(error)}). Point DATA_DIR to a folder that you may write in.`,
    });
  }
}

async function followPointer(dataDir: string): Promise<string | undefined> {
  const file = path.join(dataDir, pointerName);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const home = /"home":\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
  const found: unknown = home === undefined ? undefined : JSON.parse(home);
  const version = typeof found === 'string' ? await stat(path.join(found, 'postgres', 'PG_VERSION')).catch(() => undefined) : undefined;
  if (typeof found === 'string' && version) return found;
  // An unfinished first start leaves the pointer's folder without data: that folder is ours and empty, so go on there.
  if (typeof found === 'string' && (await stat(found).catch(() => undefined))) return found;
  throw new LauncherRefusal('data-missing', {
    vi: `${file} chỉ tới ${String(found)} nhưng ở đó không còn dữ liệu. Hãy khôi phục thư mục ấy từ bản sao lưu; chỉ khi muốn bắt đầu với dữ liệu trống mới xoá ${pointerName}.`,
    en: `${file} points to ${String(found)}, but the data are gone from there. Restore that folder from a backup; delete ${pointerName} only to begin with empty data.`,
  });
}

async function placeElsewhere(
  dataDir: string,
  blockedAt: string,
  sharedDir: string,
  user: OsUser,
  log: (message: string) => void,
): Promise<Place> {
  const home = path.join(sharedDir, 'data', createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  const firstMade = await mkdir(home, { recursive: true, mode: 0o711 }).catch(() => undefined);
  for (let step = home; firstMade !== undefined && step.startsWith(firstMade); step = path.dirname(step)) await chmod(step, 0o711);
  if ((await findBlockedFolder(home, user)) !== undefined) throw unreachable(dataDir, blockedAt, user);
  const file = path.join(dataDir, pointerName);
  await writeFile(`${file}.new`, `${JSON.stringify({ home, dataDir, reason: `user ${user.name} may not enter ${blockedAt}` }, null, 2)}\n`);
  await rename(`${file}.new`, file);
  log(
    `Người dùng ${user.name} (chạy PostgreSQL) không vào được ${blockedAt}, nên dữ liệu được đặt ở ${home} (ghi trong ${file}) · ` +
      `user ${user.name}, who runs PostgreSQL, may not enter ${blockedAt}: the data lie in ${home} instead`,
  );
  return { home, cluster: path.join(home, 'postgres'), user };
}

function unreachable(folder: string, blockedAt: string, user: OsUser): LauncherRefusal {
  return new LauncherRefusal('data-unreachable', {
    vi: `Người dùng ${user.name} (chạy PostgreSQL, vì PostgreSQL không chạy dưới quyền root) không vào được ${blockedAt}, nơi chứa ${folder}. Hãy cho phép đi qua thư mục ấy (chmod o+x), hoặc chuyển dữ liệu ra chỗ khác và đặt DATA_DIR, hoặc chạy Nguồn bằng người dùng sở hữu dữ liệu.`,
    en: `User ${user.name}, who runs PostgreSQL (it does not run as root), may not enter ${blockedAt}, which holds ${folder}. Let that folder be passed (chmod o+x), or move the data and set DATA_DIR, or run Nguồn as the user who owns the data.`,
  });
}
