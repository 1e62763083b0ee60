// Runs other people's test vectors through the package and counts them.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {
  buildDigitalLink,
  canonicalId,
  checkAssociations,
  formatBracketed,
  parseDigitalLink,
  parseElementString,
  prefixLengthFromTable,
  toEpcUrn,
} from '@nguon/gs1';
import type { Element } from '@nguon/gs1';
import { findAi } from './ai.ts';
import { findMisplaced } from './digital-link-path.ts';
import { escapeInPath, escapeInQuery, unescapeValue } from './escape.ts';
import { findLinter } from './linters.ts';

const corpus = process.env['NGUON_CORPUS'] ?? path.resolve('../shared/corpus');
const missing = !existsSync(corpus);
if (missing && process.env['CI'] === 'true') throw new Error(`No test corpus at ${corpus}`);
const options = missing ? { skip: 'no test corpus' } : {};

function read<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(corpus, file), 'utf8')) as T;
}

interface Vectors<T> {
  readonly vectors: readonly T[];
}

/** The `^` form of the engine: a separator before every element that does not follow one of predefined length. */
function withCarets(elements: readonly Element[]): string {
  let text = '';
  elements.forEach(({ ai, value }, i) => {
    const before = i === 0 ? undefined : findAi(elements[i - 1]!.ai);
    text += (before?.predefined ? '' : '^') + ai + value;
  });
  return text;
}

interface LinkVector {
  readonly uri: string;
  readonly ok: boolean;
  readonly expect_unbracketed: string;
  readonly opts: Readonly<Record<string, boolean>>;
}

test('Digital Links are read as the engine reads them', options, () => {
  const { vectors } = read<Vectors<LinkVector>>('gs1/dl-parse.json');
  const counted = { strict: 0, lenient: 0 };
  for (const { uri, ok, expect_unbracketed: expected, opts } of vectors) {
    const lenient = opts['PermitZeroSuppressedGTINinDLuris'] || opts['ConvenienceAlphas'];
    const parsed = parseDigitalLink(uri, lenient ? 'lenient' : 'strict');
    assert.equal(parsed.ok, ok, uri);
    if (parsed.ok) assert.equal(withCarets(parsed.value.elements), expected, uri);
    counted[lenient ? 'lenient' : 'strict']++;
  }
  assert.deepEqual(counted, { strict: 42, lenient: 10 });
});

test('Digital Links of a second implementation', options, () => {
  const { vectors } = read<Vectors<{ data: string; ok: boolean }>>('gs1/bwipp-gs1processdl.json');
  let counted = 0;
  for (const { data, ok } of vectors) {
    // That implementation accepts GTINs of 8, 12 and 13 digits.
    const short = ok && /\/01\/(\d{8}|\d{12}|\d{13})([/?]|$)/.test(data);
    const parsed = parseDigitalLink(data, short ? 'lenient' : 'strict');
    assert.equal(parsed.ok, ok, data);
    counted++;
  }
  assert.equal(counted, 40);
});

test('the structure of links that a lenient reader meets', options, () => {
  const { vectors } = read<Vectors<{ uri: string; ok: boolean; bracketed: string }>>('gs1/dl-parse-structural.json');
  let counted = 0;
  for (const { uri, ok, bracketed } of vectors) {
    // Deliberately otherwise: a numeric parameter unknown to GS1 is kept (as `8000` is), an unknown AI in the path is no key.
    const differs = uri.includes('?99999=') || uri.includes('/89/');
    const parsed = parseDigitalLink(uri, 'lenient');
    assert.equal(parsed.ok, differs ? !ok : ok, uri);
    if (parsed.ok && !differs) assert.equal(formatBracketed(parsed.value.elements), bracketed, uri);
    counted++;
  }
  assert.equal(counted, 22);
});

test('element strings become Digital Links', options, () => {
  const file = read<Vectors<{ ok: boolean; stem: string; ai: string; expect: string }>>('gs1/dl-generate.json');
  let counted = 0;
  for (const { ok, stem, ai, expect } of file.vectors) {
    const elements = parseElementString(ai, { associations: false });
    const built = elements.ok ? buildDigitalLink(elements.value, { stem }) : elements;
    assert.equal(built.ok, ok, ai);
    if (built.ok) assert.equal(built.value, expect, ai);
    counted++;
  }
  assert.equal(counted, 11);
});

test('every permitted path sequence, and no other', options, () => {
  const { vectors } = read<Vectors<{ path: string[] }>>('gs1/dl-path-sequences.json');
  for (const { path: names } of vectors) {
    assert.equal(findMisplaced(names.map((ai) => ({ ai: findAi(ai)! }))), -1, names.join());
  }
  assert.equal(vectors.length, 24);
  for (const names of [
    ['01', '10', '22'],
    ['01', '21', '10'],
    ['00', '10'],
    ['01', '10', '235'],
    ['01', '10', '10'],
  ]) {
    assert.notEqual(findMisplaced(names.map((ai) => ({ ai: findAi(ai)! }))), -1, names.join());
  }
});

test('percent-encoding', options, () => {
  const { vectors } = read<Vectors<{ kind: string; args: [string, string, string] }>>('gs1/uri-escape.json');
  for (const { kind, args } of vectors) {
    const [input, inPath, inQuery] = args;
    if (kind === 'escape') {
      assert.deepEqual([escapeInPath(input), escapeInQuery(input)], [inPath, inQuery]);
      continue;
    }
    // The engine works on bytes; the file shows the byte FF as a replacement character.
    const bytes = (text: string): string => text.replaceAll('\u00ff', '\ufffd');
    assert.equal(bytes(unescapeValue(input, 0, input.length, false)), inPath);
    assert.equal(bytes(unescapeValue(input, 0, input.length, true)), inQuery);
  }
  assert.equal(vectors.length, 15);
});

test('element strings: brackets, separators, rules between elements', options, () => {
  type Vector = { ok: boolean; ai: string; expect_unbracketed?: string };
  const bracketed = read<Vectors<Vector>>('gs1/ai-bracketed.json').vectors;
  for (const { ok, ai, expect_unbracketed: expected } of bracketed) {
    const parsed = parseElementString(ai, { associations: false });
    assert.equal(parsed.ok, ok, ai);
    if (parsed.ok) assert.equal(withCarets(parsed.value), expected, ai);
  }
  const separated = read<Vectors<Vector>>('gs1/ai-unbracketed.json').vectors;
  for (const { ok, ai } of separated) {
    assert.equal(parseElementString(ai, { separator: '^', associations: false }).ok, ok, ai);
  }
  const associated = read<Vectors<Vector & { rule: string }>>('gs1/ai-associations.json').vectors;
  for (const { ok, ai, rule } of associated) {
    const elements = [...ai.matchAll(/\((\d+)\)([^(]*)/g)].map((found) => ({ ai: found[1]!, value: found[2]! }));
    const wanted: Record<string, readonly string[]> = {
      validateAIrepeats: ['repeated_ai'],
      validateAImutex: ['excluded_ai'],
      validateAIrequisites: ['required_ai'],
      validateDigSigRequiresSerialisedKey: ['serial_needed'],
    };
    const faults = checkAssociations(elements).filter(({ code }) => wanted[rule]!.includes(code));
    assert.equal(faults.length === 0, ok, ai);
  }
  assert.deepEqual([bracketed.length, separated.length, associated.length], [14, 43, 33]);
});

test('values: one identifier per check', options, () => {
  const { vectors } = read<Vectors<{ ai: string; expect: string }>>('gs1/ai-linters.json');
  let counted = 0;
  for (const { ai, expect } of vectors) {
    if (expect.includes('COUPON')) continue;
    const parsed = parseElementString(ai, { associations: false });
    assert.ok(!parsed.ok, ai);
    assert.equal(`GS1_LINTER_${parsed.faults[0]!.code.toUpperCase()}`, expect, ai);
    counted++;
  }
  assert.equal(counted, 21);
});

test('values: a second implementation of the table', options, () => {
  type Vector = { data: string; ok: boolean; err?: string; opts: Readonly<Record<string, unknown>> };
  const { vectors } = read<Vectors<Vector>>('gs1/bwipp-gs1process.json');
  // That implementation wants fewer than four digits of a company prefix.
  const differing = ['(401)12', '(8010)12CDEFGHIJKLMNOPQRSTUVWXYZ'];
  let counted = 0;
  for (const { data, ok, opts } of vectors) {
    if (data.includes('(8110)') || data.includes('(8112)')) continue; // North American coupons
    counted++;
    const parsed = parseElementString(data, { associations: opts['lintreqs'] !== false });
    assert.equal(parsed.ok, differing.includes(data) ? !ok : ok, data);
  }
  assert.equal(counted, 219);
});

test('linters: verdict, code and marked span', options, () => {
  type Vector = { linter: string; ok: boolean; data: string; err?: string; markup?: string };
  const { vectors } = read<Vectors<Vector>>('gs1/linters.json');
  let counted = 0;
  for (const { linter, ok, data, err, markup } of vectors) {
    const lint = findLinter(linter);
    // North American coupons are not checked; company prefixes need a data source outside this package.
    if (lint === undefined || err?.includes('DATASOURCE') || linter.startsWith('gcp')) continue;
    const fault = lint(data);
    assert.equal(fault === undefined, ok, `${linter} ${data}`);
    if (fault !== undefined) {
      assert.equal(`GS1_LINTER_${fault.code.toUpperCase()}`, err, `${linter} ${data}`);
      const { at, length } = fault;
      const marked = `${data.slice(0, at)}*${data.slice(at, at + length)}*${data.slice(at + length)}`;
      assert.equal(marked, markup, `${linter} ${data}`);
    }
    counted++;
  }
  assert.equal(counted, 2536);
});

test('codes on Vietnamese goods, strict and lenient', options, () => {
  type Vector = { uri: string; strict: string; lenient: Readonly<Record<string, string>> | null };
  const { vectors } = read<Vectors<Vector>>('gs1/vn-codes.json');
  for (const { uri, strict, lenient } of vectors) {
    assert.equal(parseDigitalLink(uri, 'strict').ok, strict === 'accept', uri);
    const parsed = parseDigitalLink(uri, 'lenient');
    assert.equal(parsed.ok, lenient !== null, uri);
    if (!parsed.ok) continue;
    assert.deepEqual(Object.fromEntries(parsed.value.elements.map(({ ai, value }) => [ai, value])), lenient, uri);
    assert.equal(parsed.value.faults.length > 0, strict.includes('check digit'), uri);
    assert.equal(parsed.value.taxCode, uri.includes('8000=') ? '0301234567' : undefined);
  }
  assert.equal(vectors.length, 6);
});

test('any identifier becomes its canonical Digital Link', options, () => {
  const rows = read<{ input: string; expected: string | null }[]>('epcis/dl-vectors/ralphtro-normaliser.json');
  for (const { input, expected } of rows) {
    const id = canonicalId(input);
    if (expected !== null) assert.equal(id.ok ? id.value.uri : id.faults[0]!.en, expected, input);
    else assert.ok(!id.ok || id.value.uri === input, input);
  }
  const { pairs } = read<{ pairs: { urn: string; digitalLink: string }[] }>('epcis/dl-vectors/urn-to-dl-agreed-by-two.json');
  for (const { urn, digitalLink } of pairs) {
    const id = canonicalId(urn);
    assert.equal(id.ok ? id.value.uri : id.faults[0]!.en, digitalLink, urn);
  }
  assert.deepEqual([rows.length, pairs.length], [35, 34]);
});

interface BackPair {
  readonly digitalLink: string;
  readonly gcpLength: number;
  readonly urn: string;
  readonly checkDigitOk: boolean | null;
  readonly plainCharacters: boolean;
}

test('Digital Links become EPC URNs', options, () => {
  const { pairs } = read<{ pairs: BackPair[] }>('epcis/dl-vectors/dl-to-urn-with-gcp-length.json');
  let counted = 0;
  for (const { digitalLink, gcpLength, urn, checkDigitOk, plainCharacters } of pairs) {
    if (checkDigitOk === false || !plainCharacters) continue;
    const got = toEpcUrn(digitalLink, () => gcpLength);
    counted++;
    // A company prefix with a hyphen in it, as one row has it, is none.
    if (digitalLink.endsWith('/8010/123457-57578')) assert.equal(got.ok, false);
    else assert.equal(got.ok ? got.value : got.faults[0]!.en, urn, digitalLink);
  }
  assert.equal(counted, 26);
});

test('EPC URNs survive the way to a Digital Link and back', options, () => {
  const { pairs } = read<{ pairs: { urn: string; digitalLink: string }[] }>('epcis/dl-vectors/urn-to-dl-agreed-by-two.json');
  for (const { urn, digitalLink } of pairs) {
    const company = /:([0-9]+)\./.exec(urn)![1]!;
    const back = toEpcUrn(digitalLink, prefixLengthFromTable([[company, company.length]]));
    assert.equal(back.ok ? back.value : back.faults[0]!.en, urn);
  }
  assert.equal(pairs.length, 34);
});
