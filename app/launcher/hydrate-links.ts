// Makes the library links that the package's install script would have made (`npm install --ignore-scripts` skips it).
import { lstat, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { systemErrorCode } from './launcher-refusal.ts';

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Reads `native/pg-symlinks.json` of the package and makes the links that are absent.
 * False when they cannot be made here (read-only folder, file system without links): the programs must be copied then.
 */
export async function hydrateLinks(packageFolder: string): Promise<boolean> {
  for (const { source, target } of await readLinks(packageFolder)) {
    const link = path.join(packageFolder, target);
    if (await lstat(link).catch(() => undefined)) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') return false; // EEXIST: another process made it just now
    }
  }
  return true;
}

async function readLinks(packageFolder: string): Promise<Link[]> {
  const text = await readFile(path.join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list.filter(isLink) : [];
}

function isLink(entry: unknown): entry is Link {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'source' in entry &&
    'target' in entry &&
    isInside(entry.source) &&
    isInside(entry.target)
  );
}

function isInside(name: unknown): name is string {
  return typeof name === 'string' && name.startsWith('native/') && !name.split('/').includes('..');
}
