// Takes away copies of PostgreSQL's programs that no product uses any more. Never data.
import { lstat, readdir, readlink, rm } from 'node:fs/promises';
import path from 'node:path';
import { isTrusted } from './copy-binaries.ts';
import { whileUnheld } from './hold-copy.ts';

/** Younger ones may be in the making. */
const age_min_ms = 600_000;
const copyName = /^postgres-\d[\w.+-]*-(?:linux|darwin)-\w+(?:\.partial-[0-9a-f]{12})?$/;

/** @param used the copy that this product runs, if it runs one. */
export async function removeUnusedCopies(root: string, used: string | undefined, log: (message: string) => void): Promise<void> {
  // Elsewhere a server that outlived its application would not be seen.
  if (process.platform !== 'linux') return;
  for (const name of await readdir(root).catch(() => [])) {
    const copy = path.join(root, name);
    if (!copyName.test(name) || copy === used || !(await isOldAndOurs(copy)) || (await isExecuted(copy))) continue;
    const isGone = await whileUnheld(copy, () => rm(copy, { recursive: true })).catch(() => false);
    if (isGone) log(`Đã xóa bản sao chương trình PostgreSQL không còn dùng ${copy} · removed an unused copy of PostgreSQL's programs`);
  }
}

async function isOldAndOurs(copy: string): Promise<boolean> {
  const found = await lstat(copy).catch(() => undefined);
  if (found === undefined || found.uid !== process.getuid?.() || !(await isTrusted(copy))) return false;
  return Date.now() - found.mtimeMs > age_min_ms;
}

/** A server whose application was killed holds no lock, but runs. */
async function isExecuted(copy: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const programs = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/exe`).catch(() => '')));
  return programs.some((program) => program.startsWith(copy + path.sep));
}
