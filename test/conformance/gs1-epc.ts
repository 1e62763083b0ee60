// Vectors between EPC URNs and Digital Links in the set gs1, as EPCIS needs them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { canonicalId, prefixLengthFromTable, toDigitalLink, toEpcUrn } from '@nguon/gs1';
import { compare, judge } from './gs1-vectors.ts';
import type { VectorRun } from './gs1-vectors.ts';

interface UrnPair {
  readonly urn: string;
  readonly digitalLink: string;
}

interface PrefixPair extends UrnPair {
  readonly gcpLength: number;
  readonly checkDigitOk: boolean | null;
  /** False where the link holds characters that no URI may hold as they are. */
  readonly plainCharacters: boolean;
}

export function checkEpc(run: VectorRun): void {
  const agreed = 'urn-to-dl-agreed-by-two';
  for (const { urn, digitalLink } of readPairs<UrnPair>(run, agreed, 34)) {
    judge(run, agreed, urn, compare(toDigitalLink(urn), true, String, digitalLink));
    const company = /:([0-9]+)\./.exec(urn)?.[1] ?? '';
    const back = toEpcUrn(digitalLink, prefixLengthFromTable([[company, company.length]]));
    judge(run, `${agreed}, and back`, digitalLink, compare(back, true, String, urn));
    const unknown = toEpcUrn(digitalLink, () => undefined);
    const said = unknown.ok ? unknown.value : unknown.faults[0]!.code;
    judge(run, `${agreed}, length unknown`, digitalLink, said === 'gcp_length_unknown' ? undefined : said);
  }
  const withLength = 'dl-to-urn-with-gcp-length';
  for (const { digitalLink, gcpLength, urn, checkDigitOk, plainCharacters } of readPairs<PrefixPair>(run, withLength, 38)) {
    const got = toEpcUrn(digitalLink, () => gcpLength);
    const kind = checkDigitOk === false ? 'wrong check digit: ' : plainCharacters ? '' : 'not written as a URI: ';
    judge(run, withLength, kind + digitalLink, compare(got, true, String, urn));
  }
  checkNormaliser(run);
}

function readPairs<T>({ corpus, result }: VectorRun, set: string, least: number): readonly T[] {
  const { pairs } = JSON.parse(readFileSync(path.join(corpus, 'epcis/dl-vectors', `${set}.json`), 'utf8')) as { pairs: T[] };
  if (pairs.length < least) result.count(set, `the file holds ${pairs.length} pairs, ${least} expected`);
  return pairs;
}

/** Inputs of any kind to the canonical Digital Link; null where there is none to give. */
function checkNormaliser(run: VectorRun): void {
  const set = 'ralphtro-normaliser';
  const file = path.join(run.corpus, 'epcis/dl-vectors', `${set}.json`);
  const rows = JSON.parse(readFileSync(file, 'utf8')) as { input: string; expected: string | null }[];
  if (rows.length < 35) run.result.count(set, `the file holds ${rows.length} rows, 35 expected`);
  for (const { input, expected } of rows) {
    const id = canonicalId(input);
    const changed = id.ok && id.value.uri !== input ? `gave ${id.value.uri}, expected no translation` : undefined;
    judge(run, set, input, expected === null ? changed : compare(id, true, ({ uri }) => uri, expected));
  }
}
