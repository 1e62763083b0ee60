// The set gs1: identifiers held against other people's vectors, on the package alone; needs no running product.
import type { ConformanceResult } from './conformance-result.ts';
import { checkCompressedLinks } from './gs1-compressed.ts';
import { differences, differencesMax } from './gs1-differences.ts';
import { checkDictionary } from './gs1-dictionary.ts';
import { checkElements } from './gs1-elements.ts';
import { checkEpc } from './gs1-epc.ts';
import { checkLinks } from './gs1-links.ts';
import { checkScanData } from './gs1-scan-data.ts';
import { observeSolidsoft } from './gs1-solidsoft.ts';
import type { RunOptions } from './run-options.ts';

/** Fewest vectors of each set that must have been looked at, deliberate differences apart. */
const leastOf: Readonly<Record<string, number>> = {
  dictionary: 2 * 541,
  'dictionary, unreleased': 2 * 541 - 60,
  'dl-parse': 52,
  'dl-generate': 11,
  'dl-path-sequences': 24,
  'dl-path-sequences, all there are': 10_000,
  'dl-parse-structural': 20,
  'bwipp-gs1processdl': 40,
  'uri-escape': 15,
  'vn-codes': 20,
  'ai-bracketed': 14,
  'ai-unbracketed': 43,
  'ai-associations': 33,
  'ai-linters': 45,
  'bwipp-gs1process': 440,
  linters: 2781,
  'scandata-process': 27,
  'scandata-generate': 21,
  'urn-to-dl-agreed-by-two': 34,
  'dl-to-urn-with-gcp-length': 25,
  'ralphtro-normaliser': 35,
  'gs1-mo-prefixes': 300,
  'epc-binary': 3,
  'epc-binary, and back': 3,
  'older compression': 14,
};

export function checkGs1(options: Pick<RunOptions, 'corpus'>, result: ConformanceResult): Promise<void> {
  const run = { corpus: options.corpus, result };
  const parts = [checkDictionary, checkLinks, checkElements, checkScanData, checkEpc, checkCompressedLinks, observeSolidsoft];
  for (const part of parts) {
    try {
      part(run);
    } catch (error) {
      result.count(part.name, error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
  for (const [check, least] of Object.entries(leastOf)) result.expectAtLeast(check, least);
  const tooMany = differences.length > differencesMax ? `${differences.length} are listed, ${differencesMax} allowed` : undefined;
  result.count('few deliberate differences', tooMany);
  return Promise.resolve();
}
