// The set epcis-hash: event hashes of every edition against the vectors of the reference tool, on the package alone.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { HashEdition } from '@nguon/epcis';
import type { ConformanceResult } from './conformance-result.ts';
import { listHashes } from './epcis-formats-documents.ts';
import { EDITION_VECTORS } from './epcis-hash-vectors.ts';
import type { EditionVectors } from './epcis-hash-vectors.ts';
import type { RunOptions } from './run-options.ts';

/** Their hashes leave out fields that a private extension of the reference tool names. */
const needs_private_extension = 'IgnoreFields';
const forms = [
  ['JSON', '.jsonld'],
  ['JSON', '.json'],
  ['XML', '.xml'],
] as const;

const released = 'CBV 2.0 as released';
const byTable = 'CBV 2.0 by the table';
const draft = 'draft CBV 2.1';

export function checkEpcisHash({ corpus }: Pick<RunOptions, 'corpus'>, result: ConformanceResult): Promise<void> {
  const folder = path.join(corpus, 'epcis');
  for (const file of readdirSync(path.join(folder, 'hash-vectors'))) {
    if (!file.endsWith('.hashes') || file.includes(needs_private_extension)) continue;
    const wanted = readFileSync(path.join(folder, 'hash-vectors', file), 'utf8')
      .trim()
      .split('\n');
    const hashes = wanted.map((line) => line.trim());
    checkDocument(folder, `hash-vectors/${file.replace('.hashes', '')}`, '2.0', hashes, result, released);
  }
  for (const row of EDITION_VECTORS) checkEditions(folder, row, result);
  result.expectAtLeast(`${released}, JSON`, 30);
  result.expectAtLeast(`${released}, XML`, 22);
  for (const check of [byTable, draft]) {
    result.expectAtLeast(`${check}, JSON`, 31);
    result.expectAtLeast(`${check}, XML`, 22);
  }
  return Promise.resolve();
}

function checkEditions(folder: string, row: EditionVectors, result: ConformanceResult): void {
  const name = (digest: string, version: string): string => `ni:///sha-256;${digest}?ver=${version}`;
  const table = row.table.map((digest) => name(digest, 'CBV2.0'));
  const newest = row.draft.map((digest) => name(digest, 'CBV2.1'));
  checkDocument(folder, row.document, '2.0-table', table, result, byTable);
  checkDocument(folder, row.document, '2.1', newest, result, draft);
}

function checkDocument(
  folder: string,
  document: string,
  edition: HashEdition,
  wanted: readonly string[],
  result: ConformanceResult,
  check: string,
): void {
  let looked = 0;
  for (const [form, ending] of forms) {
    const file = `${document.replace('{form}', form)}${ending}`;
    if (!existsSync(path.join(folder, file))) continue;
    looked += 1;
    const found = listHashes(readFileSync(path.join(folder, file), 'utf8'), edition);
    for (const [index, want] of wanted.entries())
      result.count(`${check}, ${form}`, found[index] === want ? undefined : `${file} event ${index + 1}: ${found[index] ?? 'none'}`);
  }
  if (looked === 0) result.count(`${check}, JSON`, `${document}: no such document`);
}
