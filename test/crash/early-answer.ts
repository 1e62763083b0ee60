// Builds the product with one fault put in: the answer goes out before the commit. The crash test must notice.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { findRootDir } from '../../app/config.ts';

/** How long the commit lags behind the answer: a program that queues its commits would look like this. */
const late_ms = 40;

const sound = "await runTogether(db, [idsStatement(ids, 'fail'), ...batchStatements(batch, placement, notices), ...also, commit]);";
const faulty = `await runTogether(db, [idsStatement(ids, 'fail'), ...batchStatements(batch, placement, notices), ...also]);
  setTimeout(() => void runTogether(db, [commit]).catch(() => undefined), ${late_ms});`;

/** Puts the fault into the text of app/capture/store.ts; fails when the place is no longer found, so that the test cannot go blind. */
export function answerBeforeCommit(source: string): string {
  assert.equal(source.split(sound).length, 2, 'the commit of insertAndCommit was not found in app/capture/store.ts: mend the pattern');
  return source.replace(sound, () => faulty);
}

/** Returns the file to run in the place of dist/main.js. */
export async function buildWithEarlyAnswer(folder: string): Promise<string> {
  const root = findRootDir();
  const { nodeBundle } = (await import(pathToFileURL(path.join(root, 'scripts/build.mjs')).href)) as { nodeBundle: BuildOptions };
  const patched: string[] = [];
  await build({
    ...nodeBundle,
    entryPoints: { main: path.join(root, 'app/main.ts') },
    outdir: folder,
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [
      ...(nodeBundle.plugins ?? []),
      {
        name: 'answer-before-commit',
        setup(context) {
          context.onLoad({ filter: /[\\/]app[\\/]capture[\\/]store\.ts$/ }, ({ path: file }) => {
            patched.push(file);
            return { contents: answerBeforeCommit(readFileSync(file, 'utf8')), loader: 'ts' };
          });
        },
      },
    ],
  });
  assert.equal(patched.length, 1, 'app/capture/store.ts was not in the bundle');
  return path.join(folder, 'main.js');
}
