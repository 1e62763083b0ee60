// Reading of request paths: levels of registration, one spelling, what is mended, offered and refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gln, gtin } from '../../test/support/sample-events.ts';
import { readResolverPath } from './resolve-path.ts';

const G = gtin(1);

test('levels of registration follow the standard', () => {
  const levels = (text: string): readonly string[] => {
    const reading = readResolverPath(text, '');
    return reading.kind === 'identifier' ? reading.levels.map(({ thing }) => thing) : [];
  };
  assert.deepEqual(levels(`/01/${G}/22/V/10/L/21/S`), [`01/${G}/21/S`, `01/${G}/22/V/10/L`, `01/${G}/10/L`, `01/${G}/22/V`, `01/${G}`]);
  assert.deepEqual(levels(`/01/${G}/235/T`), [`01/${G}/235/T`, `01/${G}`]);
  assert.deepEqual(levels(`/414/${gln(1)}/254/A`), [`414/${gln(1)}/254/A`, `414/${gln(1)}`]);
  assert.deepEqual(levels(`/414/${gln(1)}/7040/1ABC`), [`414/${gln(1)}/7040/1ABC`, `414/${gln(1)}`]);
  assert.deepEqual(levels(`/01/${G}/10/A%27B%21`), [`01/${G}/10/A'B%21`, `01/${G}`], 'keys are spelt as things of events are');
});

test('a link that was mended is read as it stands the next time', () => {
  let looked = 0;
  for (const given of [`/01/${G}/10/%4d`, `/GTIN/${G.slice(1)}`, `/01/${G}/10/a%2fb/`, `/01/${G}//`])
    for (const query of ['', 'a=1;b=2', '8000=1', '99999=1', '17=999999', '%zz']) {
      looked++;
      const reading = readResolverPath(given, query);
      if (reading.kind !== 'mended') {
        assert.equal(reading.kind, 'identifier', given);
        continue;
      }
      const again = readResolverPath(reading.path, reading.query);
      assert.equal(again.kind === 'identifier' && again.path, reading.path, `${given}?${query}`);
    }
  assert.equal(looked, 24);
});

test('nothing may stand before the key: our root has no stem', () => {
  for (const path of [`/414/${gln(1)}/01/${G}`, `/10/L/01/${G}`, `/01/${G}/01/${G}/10/L`]) {
    const reading = readResolverPath(path, '');
    assert.deepEqual([reading.kind, reading.kind === 'refused' && reading.meant?.path.startsWith(`/01/${G}`)], ['refused', true], path);
  }
});
