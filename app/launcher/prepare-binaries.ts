// Makes sure that the database's OS user can run PostgreSQL's programs: links, reachability, copy.
import path from 'node:path';
import { copyBinaries, copyFolderFor, isTrusted } from './copy-binaries.ts';
import { holdCopy } from './hold-copy.ts';
import { hydrateLinks } from './hydrate-links.ts';
import { LauncherRefusal } from './launcher-refusal.ts';
import { type OsUser, runCommand } from './run-command.ts';

export interface Binaries {
  /** Folder of `initdb`, `postgres` and `pg_ctl`. */
  readonly folder: string;
  /** For instance `18.4`. */
  readonly version: string;
}

export interface PreparedBinaries {
  readonly binaries: Binaries;
  /** The copy that they lie in; undefined where the package itself is used. */
  readonly copy: string | undefined;
  /** Says that they are no longer used. */
  release(): void;
}

type Trial = Binaries | { readonly fault: string };

/** Uses the package where it lies if that works for `user`, else a copy under the first of `copyRoots` that works. */
export async function prepareBinaries(
  packageFolder: string,
  user: OsUser | undefined,
  copyRoots: readonly string[],
  log: (message: string) => void,
): Promise<PreparedBinaries> {
  const linked = await hydrateLinks(packageFolder);
  const inPlace = linked ? await tryBinaries(packageFolder, user) : { fault: 'library links are missing and cannot be made' };
  if ('version' in inPlace) return { binaries: inPlace, copy: undefined, release: () => undefined };
  // A copy cures folders that are closed or read-only; it cannot cure programs that do not run on this system.
  if (linked && !user) throw unusable(inPlace.fault);
  for (const root of copyRoots) {
    const copy = await copyFolderFor(packageFolder, root);
    const made = await tryCopy(copy, user);
    if (made) return made;
    log(`Chép chương trình PostgreSQL sang ${copy} · copying PostgreSQL's programs there (once), because: ${inPlace.fault}`);
    if (!(await copyBinaries(packageFolder, copy))) continue;
    const fresh = await tryCopy(copy, user);
    if (fresh) return fresh;
  }
  throw unusable(inPlace.fault);
}

/** Held before the trial, so that nobody takes it away between the two. */
async function tryCopy(copy: string, user: OsUser | undefined): Promise<PreparedBinaries | undefined> {
  if (!(await isTrusted(copy)) || !(await hydrateLinks(copy))) return undefined;
  const release = holdCopy(copy);
  if (release === undefined) return undefined;
  const trial = await tryBinaries(copy, user);
  if ('version' in trial) return { binaries: trial, copy, release };
  release();
  return undefined;
}

/** Runs `postgres --version` as the user it will run as, and looks whether that user can read the shared files. */
async function tryBinaries(packageFolder: string, user: OsUser | undefined): Promise<Trial> {
  const native = path.join(packageFolder, 'native');
  const folder = path.join(native, 'bin');
  const answer = await runCommand(path.join(folder, 'postgres'), ['--version'], { user, timeout_ms: 30_000 });
  const version = /\b(\d+\.\d+)/.exec(answer.stdout)?.[1];
  if (answer.status !== 0 || version === undefined) {
    if (answer.startFault === 'ENOENT') return { fault: 'the system has no loader for glibc programs (ENOENT)' };
    return { fault: answer.startFault ?? (answer.stderr.trim() || `exit status ${answer.status}`) };
  }
  if (!user) return { folder, version };
  const files = [path.join(folder, 'initdb'), path.join(native, 'share', 'postgresql', 'postgres.bki')];
  const readable = await runCommand('/bin/sh', ['-c', 'for file do test -r "$file" || exit 1; done', 'sh', ...files], {
    user,
    timeout_ms: 10_000,
  });
  return readable.status === 0 ? { folder, version } : { fault: `user ${user.name} cannot read ${native}` };
}

function unusable(fault: string): LauncherRefusal {
  return new LauncherRefusal('binaries-unusable', {
    vi: `Không chạy được PostgreSQL dựng sẵn trên máy này (${fault}). Bản dựng sẵn cần glibc (không chạy trên Alpine/musl). Hãy đặt DATABASE_URL trỏ tới một PostgreSQL từ bản 15.`,
    en: `The bundled PostgreSQL does not run on this machine (${fault}). It is built for glibc (not Alpine/musl). Set DATABASE_URL to a PostgreSQL of version 15 or later.`,
  });
}
