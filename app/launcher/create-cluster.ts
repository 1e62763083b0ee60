// Creates PostgreSQL's data folder with initdb, whole or not at all.
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { diskFull, LauncherRefusal, systemErrorCode } from './launcher-refusal.ts';
import type { Place } from './place-cluster.ts';
import { type Binaries } from './prepare-binaries.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const leastFree_bytes = 200 * 1024 * 1024; // a fresh cluster takes 40 MB, its first log files 16 MB each
const initdb_ms = 300_000;
/** Databases that users make are numbered from here on (PostgreSQL's FirstNormalObjectId). */
const firstUserObjectId = 16_384;
/** Letters must be letters to the trigram index: with the locale C every Vietnamese letter with a mark would be lost. */
const characterTypes = process.platform === 'win32' ? ['C'] : ['C.UTF-8', 'en_US.UTF-8', 'vi_VN.UTF-8', 'C'];

/** True when the data folder holds a whole cluster of the programs' major version; false when one must be created. */
export async function hasCluster(place: Place, binaries: Binaries, log: (message: string) => void): Promise<boolean> {
  const entries = await readdir(place.cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length === 0) return false;
  const version = await readFile(path.join(place.cluster, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
  const control = await readFile(path.join(place.cluster, 'global', 'pg_control')).then(
    (bytes) => bytes.length,
    () => 0,
  );
  if (version === '' || control === 0) {
    await setHalfMadeAside(place.cluster, entries, log);
    return false;
  }
  if (version === binaries.version.split('.')[0]) return true;
  throw new LauncherRefusal('data-other-major', {
    vi: `Dữ liệu ở ${place.cluster} thuộc PostgreSQL ${version}, còn chương trình là bản ${binaries.version}. Hãy dùng lại bản Nguồn cũ để xuất dữ liệu, hoặc nâng cấp theo docs/operations/database.md.`,
    en: `The data in ${place.cluster} are of PostgreSQL ${version}, the programs are ${binaries.version}. Go back to the earlier Nguồn to export them, or upgrade as docs/operations/database.md says.`,
  });
}

/** A folder that cannot be a cluster is moved away, never deleted, and only when no database of ours was ever in it. */
async function setHalfMadeAside(cluster: string, entries: readonly string[], log: (message: string) => void): Promise<void> {
  const databases = await readdir(path.join(cluster, 'base')).catch(() => []);
  if (
    databases.some((name) => Number(name) >= firstUserObjectId) ||
    !entries.some((name) => /^(PG_VERSION|base|global|pg_.*|postgresql.*)$/.test(name))
  ) {
    throw new LauncherRefusal('data-damaged', {
      vi: `Thư mục ${cluster} không phải là dữ liệu PostgreSQL nguyên vẹn (thiếu PG_VERSION hoặc global/pg_control). Hãy khôi phục từ bản sao lưu, hoặc chuyển thư mục ấy đi nơi khác để bắt đầu với dữ liệu trống.`,
      en: `${cluster} is no whole PostgreSQL data folder (PG_VERSION or global/pg_control is missing). Restore it from a backup, or move it away to begin with empty data.`,
    });
  }
  let aside = `${cluster}.incomplete`;
  for (
    let n = 2;
    await readdir(aside).then(
      () => true,
      () => false,
    );
    n++
  )
    aside = `${cluster}.incomplete-${n}`;
  await rename(cluster, aside);
  log(`Thư mục dữ liệu tạo dở được chuyển sang ${aside} · a half-made data folder was moved there`);
}

/**
 * initdb works in a folder of another name, renamed when complete: an interrupted one is simply redone. The name is new
 * each time, because the initdb of a killed Nguồn goes on writing for a moment.
 */
export async function createCluster(place: Place, binaries: Binaries, password: string, log: (message: string) => void): Promise<void> {
  const unfinished = `${place.cluster}.new-${randomBytes(4).toString('hex')}`;
  const passwordFile = path.join(place.home, 'postgres.initial-password');
  await removeUnfinished(place.cluster);
  const disk = await statfs(place.home);
  if (disk.bavail * disk.bsize < leastFree_bytes) throw diskFull(place.home);
  log(`Tạo cơ sở dữ liệu PostgreSQL ${binaries.version} lần đầu · creating the PostgreSQL database for the first time`);
  try {
    await rm(passwordFile, { force: true });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (place.user) await chown(passwordFile, place.user.uid, place.user.gid);
    await runInitdb(place, binaries, unfinished, passwordFile, log);
    await rename(unfinished, place.cluster).catch((error: unknown) => {
      throw createFailed(place, `rename: ${systemErrorCode(error)}`);
    });
    await flushFolder(place.home);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** What an earlier initdb left; one that still writes is left for the next time. */
async function removeUnfinished(cluster: string): Promise<void> {
  for (const name of await readdir(path.dirname(cluster))) {
    if (!name.startsWith(`${path.basename(cluster)}.new-`)) continue;
    await rm(path.join(path.dirname(cluster), name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

async function runInitdb(
  place: Place,
  binaries: Binaries,
  folder: string,
  passwordFile: string,
  log: (message: string) => void,
): Promise<void> {
  let answer: CommandResult | undefined;
  for (const characterType of characterTypes) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 });
    await chmod(folder, 0o700);
    if (place.user) await chown(folder, place.user.uid, place.user.gid);
    const args = [
      '-D',
      folder,
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--data-checksums',
      // PostgreSQL's own C.UTF-8: the same order and case on every system, so that indexes survive a move.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${characterType}`,
    ];
    const onLine = (line: string): void => {
      if (line.includes('... ')) log(`initdb: ${line.trim()}`);
    };
    answer = await runCommand(path.join(binaries.folder, 'initdb'), args, { user: place.user, timeout_ms: initdb_ms, onLine });
    if (answer.status === 0) return;
    if (!/invalid locale/.test(answer.stderr)) break;
  }
  const said = `${answer?.stderr ?? ''}${answer?.startFault ?? ''}`.trim();
  if (/No space left on device|Disk quota exceeded/.test(said)) throw diskFull(place.home);
  throw createFailed(place, said);
}

function createFailed(place: Place, said: string): LauncherRefusal {
  return new LauncherRefusal('create-failed', {
    vi: `Không tạo được cơ sở dữ liệu ở ${place.cluster}. Lời báo: ${said}`,
    en: `The database in ${place.cluster} could not be created. What was said: ${said}`,
  });
}

/** Makes the rename itself survive a power cut; Windows cannot open folders and does not need it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
