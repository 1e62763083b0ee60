// A right item through everything that writes and back through everything that reads; wrong by one digit, it is refused.

import assert from 'node:assert/strict';
import {
  buildDigitalLink,
  canonicalId,
  formatBracketed,
  formatSeparated,
  parseDigitalLink,
  parseElementString,
  readScanData,
  toEpcUrn,
  writeScanData,
} from '@nguon/gs1';
import type { Element } from '@nguon/gs1';
import { compressLink, decompressLink } from '@nguon/gs1/compressed';
import { findWrongChecks } from './check-digit-oracle.ts';

export interface Item {
  readonly path: readonly Element[];
  readonly attributes: readonly Element[];
}

const STEM = 'https://a.example/x';

function sorted(elements: readonly Element[]): Element[] {
  return elements.toSorted((a, b) => (a.ai < b.ai ? -1 : 1));
}

/** Throws an AssertionError that says what did not come back. Gives whether an attribute could stand beside the key. */
export function checkRoundTrips({ path, attributes }: Item, prefixDigits: number): boolean {
  const elements = [...path];
  // An attribute that this key does not allow, or that excludes another, is left out.
  for (const attribute of attributes) if (buildDigitalLink([...elements, attribute]).ok) elements.push(attribute);
  const built = buildDigitalLink(elements, { stem: STEM });
  assert.ok(built.ok, `a right path is refused: ${built.ok ? '' : built.faults[0]!.en}`);
  const parsed = parseDigitalLink(built.value, 'strict');
  assert.ok(parsed.ok, 'a built link is refused');
  assert.deepEqual(parsed.value.path, path);
  assert.deepEqual(sorted(parsed.value.elements), sorted(elements));
  for (const text of [formatBracketed(elements), formatSeparated(elements)]) {
    const read = parseElementString(text);
    assert.deepEqual(read.ok ? read.value : read.faults[0]!.en, elements, text);
  }
  const sent = writeScanData('QR', built.value);
  assert.ok(sent.ok, 'a built link cannot be put into a QR code');
  const scanned = readScanData(sent.value);
  assert.deepEqual(scanned.ok && sorted(scanned.value.elements), sorted(elements));
  checkUrn(built.value, prefixDigits);
  checkCompression(built.value, elements, prefixDigits);
  checkOneDigit(path);
  return elements.length > path.length;
}

function checkUrn(link: string, prefixDigits: number): void {
  const id = canonicalId(link);
  assert.ok(id.ok, 'a built link has no canonical form');
  const urn = toEpcUrn(link, () => prefixDigits);
  if (!urn.ok || id.value.thing.endsWith('/254/0')) return;
  const back = canonicalId(urn.value);
  assert.equal(back.ok && back.value.uri, id.value.uri, urn.value);
}

function checkCompression(link: string, elements: readonly Element[], prefixDigits: number): void {
  for (const form of ['hex', 'base64'] as const) {
    for (const options of [{ form }, { form, prefixLength: () => prefixDigits, filter: prefixDigits & 7 }]) {
      const short = compressLink(`${link}${link.includes('?') ? '&' : '?'}linkType=all#top`, options);
      if (!short.ok) {
        assert.ok(['no_binary_scheme', 'restricted_number'].includes(short.faults[0]!.code), short.faults[0]!.code);
        continue;
      }
      const back = decompressLink(short.value.link);
      assert.ok(back.ok && back.value.link.endsWith('linkType=all#top'), `${short.value.link} is not read`);
      const parsed = parseDigitalLink(back.value.link, 'strict');
      assert.deepEqual(parsed.ok && sorted(parsed.value.elements), sorted(elements), short.value.link);
    }
  }
}

/** Every digit of a checked key, changed by one, must be refused everywhere. */
function checkOneDigit(path: readonly Element[]): void {
  const [key, ...qualifiers] = path;
  const at = key!.value.length >> 1;
  const digit = key!.value.charAt(at);
  if (!/[0-9]/.test(digit)) return;
  const value = key!.value.slice(0, at) + String((Number(digit) + 1) % 10) + key!.value.slice(at + 1);
  const wrong = [{ ai: key!.ai, value }, ...qualifiers];
  if (findWrongChecks(wrong).length === 0) return;
  const link = `${STEM}${wrong.map((one) => `/${one.ai}/${encodeURIComponent(one.value)}`).join('')}`;
  assert.equal(buildDigitalLink(wrong).ok, false);
  assert.equal(parseDigitalLink(link, 'strict').ok, false);
  assert.equal(canonicalId(link).ok, false);
  assert.equal(parseElementString(formatBracketed(wrong)).ok, false);
  assert.equal(compressLink(link).ok, false);
  const lenient = parseDigitalLink(link, 'lenient');
  assert.ok(!lenient.ok || lenient.value.faults.length > 0, 'lenient reading is silent about a wrong check digit');
}
