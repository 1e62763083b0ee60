// Tests of check digits, check character pairs and the padding of GTINs.

import assert from 'node:assert/strict';
import test from 'node:test';
import { checkDigit, checkPair, gtin14, hasValidCheckDigit, listAis, primaryKeys } from '@nguon/gs1';

test('check digits of every key length', () => {
  assert.equal(checkDigit('952000100001'), '0');
  assert.equal(checkDigit('0952000100001'), '0');
  assert.equal(checkDigit('12345678901234567'), '5');
  assert.equal(checkDigit('95A'), '');
  assert.equal(checkDigit(''), '');
  assert.equal(hasValidCheckDigit('9520001000010'), true);
  assert.equal(hasValidCheckDigit('9520001000017'), false);
  assert.equal(hasValidCheckDigit('8'), false);
  assert.equal(hasValidCheckDigit('952000100001x'), false);
});

test('GTINs of 8, 12, 13 and 14 digits become 14, others nothing', () => {
  assert.equal(gtin14('9520001000010'), '09520001000010');
  assert.equal(gtin14('02345673'), '00000002345673');
  assert.equal(gtin14('001122334455'), '00001122334455');
  assert.equal(gtin14('12312312312333'), '12312312312333');
  assert.equal(gtin14('9520001000017'), undefined);
  assert.equal(gtin14('952000100001'), undefined);
  assert.equal(gtin14('95200010000'), undefined);
  assert.equal(gtin14('952000100001８'), undefined);
});

test('check character pairs', () => {
  assert.equal(checkPair('1987654Ad4X4bL5ttr2310c'), '2K');
  assert.equal(checkPair('tiếng'), undefined);
});

test('the table is whole', () => {
  assert.equal(listAis().length, 541);
  assert.equal(new Set(listAis().map(({ ai }) => ai)).size, 541);
  assert.deepEqual(
    primaryKeys.map(({ ai }) => ai).sort(),
    listAis()
      .filter(({ qualifiers }) => qualifiers !== undefined)
      .map(({ ai }) => ai)
      .sort(),
  );
  assert.deepEqual(primaryKeys.find(({ ai }) => ai === '01')!.qualifiers, [['22', '10', '21'], ['235']]);
  assert.ok(primaryKeys.every(({ vi, en, short }) => vi !== '' && en !== '' && short !== ''));
});
