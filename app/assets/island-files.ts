// The scripts, workers and the wasm that the build made for browsers, as bytes in the forms in which they are sent.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../context.ts';

export interface IslandFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

export interface IslandFiles {
  /** Address of an entry, e.g. of `camera-island`: a name that changes when its content does. */
  pathOf(entry: string): string;
  find(name: string): IslandFile | undefined;
}

/** Where islands are served; scripts/build-islands.mjs writes the same into the addresses between them. */
export const island_stem = '/kich-ban';

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript; charset=utf-8', '.wasm': 'application/wasm' };
const known = new WeakMap<Context, IslandFiles>();

/** Read at first use and kept: about 2 MB in all. */
export function islandFilesOf(context: Context): IslandFiles {
  const files = known.get(context) ?? readIslandFiles(path.join(context.config.rootDir, 'dist/islands'));
  known.set(context, files);
  return files;
}

function readIslandFiles(folder: string): IslandFiles {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as {
    readonly entries: Readonly<Record<string, string>>;
    readonly files: readonly string[];
  };
  const read = (name: string): Buffer => readFileSync(path.join(folder, name));
  const files = new Map(
    manifest.files.map((name) => [
      name,
      {
        type: types[path.extname(name)] ?? 'application/octet-stream',
        plain: read(name),
        br: read(`${name}.br`),
        gzip: read(`${name}.gz`),
      },
    ]),
  );
  return {
    pathOf(entry) {
      const name = manifest.entries[entry];
      if (name === undefined) throw new Error(`no island ${entry} was built`);
      return `${island_stem}/${name}`;
    },
    find: (name) => files.get(name),
  };
}
