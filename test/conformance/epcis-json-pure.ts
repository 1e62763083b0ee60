// Part 1 of the set epcis-json: verdicts, causes of refusal and event hashes, on the package alone.
import { hash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { hashEventId, prehashEvent, readDocument } from '@nguon/epcis';
import type { DocumentReading } from '@nguon/epcis';
import type { ConformanceResult } from './conformance-result.ts';
import { causesOfRefusal, listWithVerdict } from './epcis-documents.ts';

const limits = { eventsMax: 2_000, depthMax: 64, faultsMax: 200 };
/** The first event of this document needs a private extension of the reference tool: a list of fields to leave out. */
const needs_private_extension = 'epcisDocHavingEventWithIgnoreFields';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

export function checkPure(corpus: string, result: ConformanceResult): void {
  checkVerdicts(corpus, result);
  checkHashVectors(corpus, result);
  checkEqualSpellings(corpus, result);
  checkTwins(corpus, result);
  result.expectAtLeast('verdict of the schema table', 90);
  result.expectAtLeast('must-reject document names its cause', 10);
  result.expectAtLeast('event hash of the vectors', 30);
  result.expectAtLeast('spellings of one event have one hash', 1);
  result.expectAtLeast('event hash of the JSON twins', 15);
}

function listCodes({ faults, events }: DocumentReading): string[] {
  return [...faults, ...events.flatMap((event) => event.faults)].map(({ code }) => code);
}

function hashes(text: string): string[] {
  return readDocument(text, limits).events.map(({ event }) => (event === undefined ? 'faults' : hashEventId(prehashEvent(event), sha256)));
}

function checkVerdicts(corpus: string, result: ConformanceResult): void {
  for (const { file, text, valid } of listWithVerdict(corpus)) {
    const codes = listCodes(readDocument(text, limits));
    result.count(
      'verdict of the schema table',
      (codes.length === 0) === valid ? undefined : `${file}: expected ${valid ? 'valid' : 'invalid'}, faults: ${codes.join()}`,
    );
    const cause = causesOfRefusal[path.basename(file)];
    if (cause !== undefined && valid === false) {
      result.count(
        'must-reject document names its cause',
        codes.includes(cause) ? undefined : `${file}: ${cause} is not among ${codes.join()}`,
      );
    }
  }
}

function checkHashVectors(corpus: string, result: ConformanceResult): void {
  const folder = path.join(corpus, 'epcis/hash-vectors');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.hashes'))) {
    const document = path.join(folder, name.replace('.hashes', '.jsonld'));
    if (!existsSync(document)) continue;
    const found = hashes(readFileSync(document, 'utf8'));
    const wanted = readFileSync(path.join(folder, name), 'utf8').trim().split('\n');
    for (const [index, want] of wanted.entries()) {
      if (index === 0 && name.startsWith(needs_private_extension)) continue;
      result.count('event hash of the vectors', found[index] === want.trim() ? undefined : `${name} line ${index + 1}: ${found[index]}`);
    }
  }
}

function checkEqualSpellings(corpus: string, result: ConformanceResult): void {
  const folder = path.join(corpus, 'epcis/hash-expected-equal');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const found = hashes(readFileSync(path.join(folder, file), 'utf8'));
    const right = found.length > 1 && new Set(found).size === 1 && found[0] !== 'faults';
    result.count('spellings of one event have one hash', right ? undefined : `${file}: ${found.join()}`);
  }
}

function checkTwins(corpus: string, result: ConformanceResult): void {
  const folder = path.join(corpus, 'epcis');
  const list = JSON.parse(readFileSync(path.join(folder, 'hash-computed/openepcis-xml-json-pairs.json'), 'utf8')) as {
    pairs: { json: string; hashes: string[] }[];
  };
  for (const pair of list.pairs) {
    const found = hashes(readFileSync(path.join(folder, pair.json), 'utf8'));
    for (const [index, want] of pair.hashes.entries()) {
      result.count('event hash of the JSON twins', found[index] === want ? undefined : `${pair.json} event ${index}: ${found[index]}`);
    }
  }
}
