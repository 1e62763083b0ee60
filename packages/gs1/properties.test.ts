// Properties that hold for any input: nothing throws, no wrong check digit passes, writing and reading are inverse.

import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import {
  buildDigitalLink,
  buildNationalLink,
  canonicalId,
  CANONICAL_ROOT,
  checkDigit,
  checkKey,
  formatBracketed,
  formatSeparated,
  internalCode,
  matchPattern,
  parseDigitalLink,
  parseDigitalLinkPath,
  parseElementString,
  readPortalPage,
  readScanData,
  toEpcUrn,
  writeScanData,
} from '@nguon/gs1';
import type { Element } from '@nguon/gs1';

const SET_82 = [...'!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'];

const digits = (count: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
const gtin = digits(12)
  .map((rest) => `0${rest}`)
  .map((text) => text + checkDigit(text));
const text82 = (max: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...SET_82), minLength: 1, maxLength: max });

/** Text made of the pieces that matter, so that readers get past their first look. */
const pieces = fc
  .array(
    fc.oneof(
      fc.constantFrom('https://', 'http://', 'id.gs1.org', '/', '01', '10', '21', '414', '8003', '8010', 'gtin', '?', '#'),
      fc.constantFrom(
        '&',
        '=',
        ';',
        '%',
        '%4',
        '%2F',
        '(',
        ')',
        '\\(',
        '^',
        '\u001d',
        ']d2',
        ']Q1',
        ']E0',
        ']E4',
        ']I1',
        '|]e0',
        '|',
        '.',
        '*',
        '17=261231',
        '8000=',
      ),
      fc.constantFrom('urn:epc:id:', 'urn:epc:idpat:', 'urn:epc:class:', 'sgtin:', 'sgln:', 'lgtin:', 'itip:', '9520001.'),
      gtin,
      fc.string({ unit: 'binary', maxLength: 5 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), pieces);

test('nothing throws, and every refusal has words and a place', () => {
  let counted = 0;
  fc.assert(
    fc.property(anyText, anyText, (text, other) => {
      const results = [
        parseDigitalLink(text, 'strict'),
        parseDigitalLink(text, 'lenient'),
        parseDigitalLinkPath(text, other, 'strict'),
        parseDigitalLinkPath(text, other, 'lenient'),
        parseElementString(text),
        readScanData(text),
        readScanData(text, 'lenient'),
        writeScanData('QR', text),
        writeScanData('EAN-13', text),
        writeScanData('GS1-128', text),
        canonicalId(text),
        checkKey(text),
        checkKey(`(8013)${text}`),
        readPortalPage(`https://txng.gov.vn/portal/product/${text}/${other}`) ?? canonicalId(other),
        buildNationalLink([{ ai: '01', value: text }], { taxCode: other }),
        toEpcUrn(text, (head) => head.length),
        matchPattern(text),
        internalCode('nguon.example.vn', 'htx-a', text),
        buildDigitalLink([
          { ai: text, value: other },
          { ai: '01', value: text },
        ]),
      ];
      for (const result of results) {
        counted++;
        if (result.ok) continue;
        assert.ok(result.faults.length > 0);
        for (const { vi, en, position } of result.faults) assert.ok(vi && en && position >= 0);
      }
    }),
    { numRuns: 4000 },
  );
  assert.equal(counted, 76_000);
});

test('one changed digit of a key is always refused', () => {
  fc.assert(
    fc.property(gtin, fc.nat(13), fc.integer({ min: 1, max: 9 }), text82(20), (right, at, add, serial) => {
      const digit = (Number(right.charAt(at)) + add) % 10;
      const wrong = right.slice(0, at) + digit + right.slice(at + 1);
      const tail = `/21/${encodeURIComponent(serial)}`;
      assert.equal(parseDigitalLink(`https://a/01/${wrong}${tail}`, 'strict').ok, false);
      assert.equal(canonicalId(`https://a/01/${wrong}${tail}`).ok, false);
      assert.equal(parseElementString(`(01)${wrong}`).ok, false);
      assert.equal(buildDigitalLink([{ ai: '01', value: wrong }]).ok, false);
      const lenient = parseDigitalLink(`https://a/01/${wrong}${tail}`, 'lenient');
      assert.ok(lenient.ok && lenient.value.faults.length === 1);
    }),
  );
});

const item: fc.Arbitrary<Element[]> = fc
  .tuple(gtin, fc.option(text82(20)), fc.option(text82(20)), fc.option(text82(20)), fc.option(text82(30)))
  .map(([key, variant, lot, serial, note]) => {
    const elements: Element[] = [{ ai: '01', value: key }];
    if (variant !== null) elements.push({ ai: '22', value: variant });
    if (lot !== null) elements.push({ ai: '10', value: lot });
    if (serial !== null) elements.push({ ai: '21', value: serial });
    if (note !== null) elements.push({ ai: '17', value: '261231' }, { ai: '240', value: note });
    return elements;
  });

test('reading what was written gives it back', () => {
  fc.assert(
    fc.property(item, (elements) => {
      const built = buildDigitalLink(elements, { stem: 'https://a.example/x' });
      assert.ok(built.ok);
      const parsed = parseDigitalLink(built.value, 'strict');
      assert.ok(parsed.ok);
      assert.deepEqual(parsed.value.elements, elements);
      const bracketed = parseElementString(formatBracketed(elements));
      const hasEscape = elements.some(({ value }) => value.includes('\\('));
      if (!hasEscape) assert.deepEqual(bracketed.ok && bracketed.value, elements);
      const separated = parseElementString(formatSeparated(elements));
      assert.deepEqual(separated.ok && separated.value, elements);
      const lenient = parseDigitalLink(built.value, 'lenient');
      assert.ok(lenient.ok);
      assert.deepEqual([lenient.value.elements, lenient.value.repairs], [elements, []]);
    }),
  );
});

test('the canonical form is stable, the same from every spelling, and its parents are canonical', () => {
  fc.assert(
    fc.property(item, fc.integer({ min: 6, max: 12 }), (elements, length) => {
      const built = buildDigitalLink(elements);
      const id = canonicalId(built.ok ? built.value : '');
      assert.ok(id.ok);
      const again = canonicalId(id.value.uri);
      assert.ok(again.ok);
      assert.equal(again.value.uri, id.value.uri);
      assert.equal(again.value.uri, CANONICAL_ROOT + again.value.thing);
      const parsed = parseDigitalLink(id.value.uri, 'strict');
      assert.ok(parsed.ok);
      assert.equal(parsed.value.canonical, id.value.uri);
      const urn = toEpcUrn(id.value.uri, () => length);
      assert.ok(urn.ok);
      const back = canonicalId(urn.value);
      assert.ok(back.ok);
      assert.equal(back.value.uri, id.value.uri);
      for (const parent of id.value.parents) {
        const above = canonicalId(CANONICAL_ROOT + parent);
        assert.ok(above.ok);
        assert.equal(above.value.thing, parent);
      }
    }),
  );
});
