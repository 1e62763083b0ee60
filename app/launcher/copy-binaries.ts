// Copies PostgreSQL's programs once to a folder that the database's OS user can reach.
import { randomBytes } from 'node:crypto';
import { chmod, copyFile, lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { diskFull, systemErrorCode } from './launcher-refusal.ts';

/** Where the copy of this package lies (or would lie) under `root`; one folder for each version. */
export async function copyFolderFor(packageFolder: string, root: string): Promise<string> {
  const text = await readFile(path.join(packageFolder, 'package.json'), 'utf8');
  const version = /"version":\s*"([\w.+-]+)"/.exec(text)?.[1] ?? 'unknown';
  return path.join(root, `postgres-${version}-${process.platform}-${process.arch}`);
}

/**
 * Copies under a name of its own and renames when complete, so that a broken copy is never taken for a whole one.
 * False when the folder cannot be made there, or when someone else could write in it.
 */
export async function copyBinaries(packageFolder: string, target: string): Promise<boolean> {
  const partial = `${target}.partial-${randomBytes(6).toString('hex')}`;
  try {
    await makeFolder(path.dirname(target));
    await rm(target, { recursive: true, force: true }); // a copy that failed its trial
    await copyTree(packageFolder, partial, ['package.json', 'native']);
    await rename(partial, target);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOSPC') throw diskFull(target);
    return isTrusted(target); // another process may have been faster
  } finally {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** A program may be run from a folder only when nobody but root and ourselves can write in it. */
export async function isTrusted(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return false;
  return (found.uid === 0 || found.uid === process.getuid?.()) && (found.mode & 0o022) === 0;
}

async function makeFolder(folder: string): Promise<void> {
  if ((await mkdir(folder, { recursive: true })) !== undefined) await chmod(folder, 0o755);
}

/** Rights are set anew: the source may have been unpacked under a umask that hides it from other users. */
async function copyTree(from: string, to: string, only?: readonly string[]): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (only ? !only.includes(entry.name) : isForCompilersOnly(entry.name)) continue;
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target);
      await chmod(target, (await lstat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

function isForCompilersOnly(name: string): boolean {
  return name.endsWith('.a') || name === 'pkgconfig';
}
