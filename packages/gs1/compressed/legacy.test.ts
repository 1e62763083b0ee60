// The older compression against other people's codes: what a strict reader agrees with, counted.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { parseDigitalLink } from '@nguon/gs1';
import type { Element } from '@nguon/gs1';
import { decompressLink, isLegacyCompressed } from '@nguon/gs1/compressed';
import { findShortName } from '../short-names.ts';

const corpus = process.env['NGUON_CORPUS'] ?? path.resolve('../shared/corpus');
const missing = !existsSync(corpus);
if (missing && process.env['CI'] === 'true') throw new Error(`No test corpus at ${corpus}`);
const options = missing ? { skip: 'no test corpus' } : {};

function read<T>(file: string): readonly T[] {
  return (JSON.parse(readFileSync(path.join(corpus, 'gs1', file), 'utf8')) as { vectors: T[] }).vectors;
}

test("the standard's examples of EPC binary strings", options, () => {
  const vectors = read<{ uri: string; expect: string }>('epc-binary.json');
  for (const { uri, expect } of vectors) {
    const back = decompressLink(uri);
    assert.equal(back.ok ? back.value.link : back.faults[0]!.en, expect);
  }
  assert.equal(vectors.length, 3);
});

/** Values by identifier, in no order: the port has orders of its own. */
function sorted(elements: readonly Element[]): string {
  return elements
    .map(({ ai, value }) => `(${ai})${value}`)
    .sort()
    .join('');
}

/** What a strict reader does not take: attributes without a key, an invoicing party without reference, piece 2 of 1. */
const REFUSALS = new Set(['no_primary_key', 'required_ai', 'piece_number_exceeds_total']);

function compare(code: string, expected: string): 'same' | 'refused' {
  const back = decompressLink(code);
  if (back.ok) {
    assert.equal(sorted(back.value.elements), expected, code);
    assert.equal(isLegacyCompressed(code), true, code);
    assert.ok(parseDigitalLink(back.value.link, 'strict').ok);
    return 'same';
  }
  assert.ok(REFUSALS.has(back.faults[0]!.code), `${code}: ${back.faults[0]!.en}`);
  return 'refused';
}

test('links of the older compression', options, () => {
  type Vector = { compressedDigitalLink?: string; expectedDigitalLink?: string };
  const counted = { same: 0, refused: 0 };
  for (const { compressedDigitalLink: code, expectedDigitalLink: link } of read<Vector>('solidsoft-DecompressGs1DigitalLink.json')) {
    if (code === undefined || link === undefined) continue;
    // Element by element: some of the expected links have short names, or an order of their own.
    const words = link.replace('https://id.gs1.org/', '').split('/');
    const elements = words.flatMap((name, i) => {
      const ai = findShortName(name, 0, name.length) ?? ({ glnProd: '416', shipTo: '410' }[name] || name);
      return i % 2 === 0 ? [{ ai, value: decodeURIComponent(words[i + 1]!) }] : [];
    });
    counted[compare(code, sorted(elements))]++;
  }
  assert.deepEqual(counted, { same: 27, refused: 11 });
});

test('compressed and partly compressed links as element strings', options, () => {
  type Vector = { scenario: string; digitalLink: string; elementString: string };
  const counted = { same: 0, refused: 0 };
  for (const { scenario, digitalLink, elementString } of read<Vector>('solidsoft-Gs1CompressedDigitalLinkToGs1ElementStrings.json')) {
    // The scenario holds uncompressed links too: a code has a small letter in its last part.
    if (!elementString.startsWith('(') || scenario.includes('uncompressed') || !/\/[\w-]*[a-z][\w-]*$/.test(digitalLink)) continue;
    const elements = elementString
      .split('(')
      .slice(1)
      .map((text) => text.split(')') as [string, string]);
    counted[compare(digitalLink, sorted(elements.map(([ai, value]) => ({ ai, value }))))]++;
  }
  assert.deepEqual(counted, { same: 23, refused: 11 });
});
