// Codes as pages write them: every GS1 key by what people call it, in each language.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { primaryKeys } from '@nguon/gs1';
import { bracketed, shortCode, shortCodeWithin, spellCode, spellNumber } from './show-code.ts';
import { codeNameWords } from './words/code-names.ts';
import { languages } from './words/lang.ts';

test('each of the sixteen GS1 keys has a name in each language, and no page shows its number in brackets', () => {
  let looked = 0;
  for (const { ai } of primaryKeys)
    for (const lang of languages) {
      const name = codeNameWords[lang].kinds[ai];
      assert.ok(name !== undefined && name !== '', `${ai} in ${lang}`);
      for (const text of [shortCode(`${ai}/952010100009`, lang), spellCode(`${ai}/952010100009`, lang)]) {
        assert.doesNotMatch(text, /[()/]/, `${ai} in ${lang}`);
        assert.match(text, /\p{Letter}/u, `${ai} in ${lang}`);
      }
      looked++;
    }
  assert.equal(looked, 48);
});

test('the short form is what tells a thing from its like', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['01/09520101000101/10/MC-125', 'Lô MC-125'],
    ['01/09520101000101/21/JG8T', 'Số JG8T'],
    ['01/09520101000101/10/A%2F1', 'Lô A/1'],
    ['00/395201010000012716', 'Kiện …0012716'],
    ['8003/09520101009005T13', 'Sọt, khay quay vòng T13'],
    ['8003/09520101009005', 'Sọt, khay quay vòng 09520101009005'],
    ['253/9520101000002HD7', 'Tài liệu HD7'],
    ['414/9520101000019/254/V1', 'Địa điểm 9520101000019, khu V1'],
    ['417/9520101000002', 'Tổ chức 9520101000002'],
    ['https://vuon.example/thua/12', 'https://vuon.example/thua/12'],
    ['urn:example:a-very-long-name-of-its-own', '…a-very-long-name-of-its-own'],
  ];
  for (const [thing, text] of cases) assert.equal(shortCode(thing, 'vi'), text);
  assert.equal(shortCodeWithin('01/09520101000101/10/MC-125', 'vi'), 'lô MC-125');
});

test('the whole code in words, in each language', () => {
  assert.equal(spellCode('01/09520101000101/10/MC-125/21/JG8T', 'vi'), 'Sản phẩm 9520101000101, lô MC-125, số JG8T');
  assert.equal(spellCode('01/09520101000101/10/MC-125', 'en'), 'Product 9520101000101, lot MC-125');
  assert.equal(spellCode('8003/09520101009005T13', 'vi'), 'Sọt, khay quay vòng 09520101009005, số T13');
  assert.equal(spellCode('414/9520101000019/254/V1', 'en'), 'Place 9520101000019, part V1');
  assert.equal(spellCode('01/09520101000101/10/MC-125', 'zh'), '产品 9520101000101, 批次 MC-125');
  assert.equal(spellCode('urn:example:7', 'vi'), 'urn:example:7');
  assert.equal(spellNumber('414/9520101000019/254/V1', 'vi'), '9520101000019, khu V1');
  assert.equal(spellNumber('01/09520101000101', 'vi'), '9520101000101');
});

test('what is broken is shown as it is', () => {
  for (const text of ['', '01', '01/', '01//10', '%E0%A4%A', '01/0952/10', 'x'.repeat(2_000)]) {
    assert.equal(typeof shortCode(text, 'vi'), 'string');
    assert.equal(typeof spellCode(text, 'vi'), 'string');
    assert.equal(typeof bracketed(text), 'string');
  }
  assert.equal(shortCode('01/09520101000101/10/%E0%A4%A', 'vi'), 'Lô %E0%A4%A');
  assert.equal(bracketed('01/09520101000101/10/A%2F1'), '(01)09520101000101(10)A/1');
});
