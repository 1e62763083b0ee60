// Tests of looking at one key: what it can be, its check digit and the one it would need, its GS1 prefix.

import assert from 'node:assert/strict';
import test from 'node:test';
import { checkKey, gs1Prefix } from '@nguon/gs1';
import type { KeyReading } from '@nguon/gs1';

function readings(text: string): readonly KeyReading[] {
  const read = checkKey(text);
  assert.ok(read.ok, text);
  return read.value;
}

test('digits alone are every key of that length', () => {
  const cases: [string, string[]][] = [
    ['02345673', ['GTIN-8']],
    ['416000336108', ['GTIN-12']],
    ['8934680036832', ['GTIN-13', 'GLN']],
    [' 893-4680-03683.2 ', ['GTIN-13', 'GLN']],
    ['18934680036839', ['GTIN-14']],
    ['12345678901234560', ['GSIN']],
    ['123456789012345675', ['SSCC', 'GSRN']],
  ];
  for (const [text, kinds] of cases) {
    const found = readings(text);
    assert.deepEqual(
      found.map(({ kind }) => kind),
      kinds,
      text,
    );
    if (kinds[0] !== 'GSIN')
      assert.ok(
        found.every(({ faults, check }) => faults.length === 0 && check?.got === check?.want),
        text,
      );
  }
});

test('a wrong check digit is told with the right one', () => {
  const [gtin, gln] = readings('8934680036831');
  assert.deepEqual(gtin!.check, { got: '1', want: '2' });
  assert.deepEqual([gtin!.mended, gln!.mended], ['08934680036832', '8934680036832']);
  assert.deepEqual(
    gtin!.faults.map(({ code }) => code),
    ['incorrect_check_digit'],
  );
  const [grai] = readings('(8003)08934680036831S/1');
  assert.deepEqual([grai!.kind, grai!.check, grai!.mended], ['GRAI', { got: '1', want: '2' }, '08934680036832S/1']);
  const [model] = readings('8013=1987654Ad4X4bL5ttr2310cxx');
  assert.deepEqual([model!.check, model!.mended], [{ got: 'xx', want: '2K' }, '1987654Ad4X4bL5ttr2310c2K']);
});

test('keys without check digit, and values wrong in another way', () => {
  const [asset] = readings('(8004)8934680A1');
  assert.deepEqual([asset!.kind, asset!.check, asset!.faults.length], ['GIAI', undefined, 0]);
  const [serial] = readings('(01)8934680036832');
  assert.equal(serial!.element.value, '08934680036832');
  const [part] = readings('(8010)8934680a');
  assert.deepEqual(
    part!.faults.map(({ code }) => code),
    ['invalid_cset39_character'],
  );
  const [piece] = readings('(8006)189346800368390302');
  assert.deepEqual([piece!.faults.map(({ code }) => code), piece!.mended], [['piece_number_exceeds_total'], undefined]);
});

test('the prefix says who gave it out', () => {
  const cases: [string, string][] = [
    ['8934680036832', 'GS1 Vietnam'],
    ['18934680036839', 'GS1 Vietnam'],
    ['(00)089346800000000013', 'GS1 Vietnam'],
    ['(8003)08934680036832', 'GS1 Vietnam'],
    ['9520001000010', 'demonstrations and examples, no real goods'],
    ['2112345678900', 'for use within one company or region only'],
    ['4006381333931', 'another GS1 member organisation'],
  ];
  for (const [text, en] of cases) assert.equal(readings(text)[0]!.prefix?.en, en, text);
  assert.equal(gs1Prefix({ ai: '01', value: '00000089300018' })?.en, 'GS1 Vietnam');
  assert.equal(gs1Prefix({ ai: '01', value: '18930000000016' })?.en, 'GS1 Vietnam');
  // Indicator 8 before a prefix 93x of another country is no 893.
  assert.equal(gs1Prefix({ ai: '01', value: '89312345678906' })?.digits, '931');
  assert.equal(gs1Prefix({ ai: '8004', value: '12' }), undefined);
});

test('what is no key is refused', () => {
  for (const [text, code] of [
    ['', 'empty'],
    ['12345', 'not_a_key'],
    ['xin chào', 'not_a_key'],
    ['(01)09520001000010(10)L1', 'not_a_key'],
    ['(89)1', 'unknown_ai'],
    ['89=1', 'unknown_ai'],
  ] as const) {
    const read = checkKey(text);
    assert.equal(read.ok ? '' : read.faults[0]!.code, code, text);
  }
});
