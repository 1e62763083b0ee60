// Tests of Vietnamese text, order, days, numbers and tax codes, by vectors and by properties.

import assert from 'node:assert/strict';
import test from 'node:test';
import { growthOf } from '../../test/support/processor-time.ts';
import * as fc from 'fast-check';
import {
  addDays,
  composeText,
  foldText,
  formatDateTimeVi,
  formatDateVi,
  formatNumberVi,
  formatTaxCode,
  isDay,
  isTaxCode,
  makeSlug,
  parseDateVi,
  sortKeyVi,
  taxCodeKind,
  vietnamDay,
  vietnamDayRange,
} from '@nguon/vn';

test('folding strips every Vietnamese mark', () => {
  assert.equal(foldText('  Mãng cầu\u00a0 Bà Đen\n'), 'mang cau ba den');
  assert.equal(foldText('Bánh tráng phơi sương TRẢNG BÀNG'), 'banh trang phoi suong trang bang');
  assert.equal(foldText('Ba\u0300 Đe\u0302\u0301'), 'ba de');
  assert.equal(foldText('ẰẴẶỂỆỖỘỚỜỮỰÝỴ đĐ'), 'aaaeeoooouuyy dd');
  assert.equal(foldText('plain ASCII 1'), 'plain ascii 1');
  assert.equal(foldText(''), '');
  assert.equal(makeSlug('HTX Nông nghiệp Bà Đen (Tây Ninh)'), 'htx-nong-nghiep-ba-den-tay-ninh');
  assert.equal(makeSlug('Đặc sản muối tôm', 8), 'dac-san');
});

test('composing and folding take time with the length of a text, not with its square', () => {
  assert.equal(composeText('Ba\u0300 Đe\u0302\u0301'), 'Bà Đế');
  assert.equal(composeText(`a${'\u0301'.repeat(40)}`), `a${'\u0301'.repeat(30)}`.normalize('NFC'));
  const marks = (length: number): string => `a${'\u0301'.repeat(length / 2)}${'\u0316'.repeat(length / 2)}`;
  const texts = new Map([100_000, 800_000].map((length) => [length, marks(length)]));
  for (const read of [composeText, foldText]) {
    const growth = growthOf(100_000, 800_000, (length) => void read(texts.get(length)!));
    assert.ok(growth < 3, `${read.name}: eight times the length takes ${growth.toFixed(1)} times as long for each`);
  }
});

test('folding twice changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
      const folded = foldText(text);
      assert.equal(foldText(folded), folded);
      assert.equal(folded, foldText(text.normalize('NFD')));
    }),
  );
});

/** Texts in the order of their keys. */
const sortVi = (texts: readonly string[]): string[] =>
  texts.toSorted((a, b) => (sortKeyVi(a) < sortKeyVi(b) ? -1 : Number(sortKeyVi(a) > sortKeyVi(b))));

test('Vietnamese order: letters, then tones, numbers by value', () => {
  const sorted = [
    'ăn',
    'ba',
    'bà',
    'bả',
    'bã',
    'bá',
    'bạ',
    'ba ba',
    'bạ ba',
    'bă',
    'bâ',
    'da',
    'đa',
    'e',
    'ê',
    'o',
    'ô',
    'ơ',
    'u',
    'ư',
    'y',
  ];
  assert.deepEqual(sortVi(sorted.toReversed()), sorted);
  assert.deepEqual(sortVi(['Phường 10', 'Phường 2', 'Phường 02a', 'An']), ['An', 'Phường 2', 'Phường 02a', 'Phường 10']);
  assert.deepEqual(
    ['Ba\u0300', 'Bà'].map((text) => sortKeyVi(text)),
    [sortKeyVi('Bà'), sortKeyVi('Bà')],
  );
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => sortKeyVi(text.normalize('NFD')) === sortKeyVi(text)));
});

test('days and times stand on the Vietnamese clock', () => {
  assert.equal(formatDateVi('2026-11-22'), '22/11/2026');
  assert.equal(formatDateVi('2026-11-21T17:00:00Z'), '22/11/2026');
  assert.equal(formatDateVi(new Date('2026-11-21T16:59:59.999Z')), '21/11/2026');
  assert.equal(formatDateTimeVi('2026-12-31T23:05:00+07:00'), '31/12/2026 23:05');
  assert.equal(formatDateTimeVi('2026-12-31T23:05:00.123-05:00'), '01/01/2027 11:05');
  for (const bad of ['', 'hôm nay', '2026-02-30', '2026-11-22T10:00:00', new Date(Number.NaN)]) {
    assert.deepEqual([formatDateVi(bad), formatDateTimeVi(bad), vietnamDay(bad)], ['', '', '']);
  }
  assert.equal(vietnamDay('2026-11-21T17:00:00Z'), '2026-11-22');
  assert.deepEqual(vietnamDayRange('2026-11-22'), {
    from: new Date('2026-11-21T17:00:00Z'),
    to: new Date('2026-11-22T17:00:00Z'),
  });
  assert.equal(vietnamDayRange('22/11/2026'), undefined);
  assert.equal(addDays('2026-02-27', 2), '2026-03-01');
  assert.equal(addDays('2026-03-01', -1), '2026-02-28');
  assert.equal(addDays('x', 1), '');
  assert.equal(isDay('2024-02-29') && !isDay('2026-02-29') && !isDay('2026-00-10'), true);
});

test('days typed by people', () => {
  const rows: [string, string | undefined][] = [
    ['22/11/2026', '2026-11-22'],
    [' 2/1/2026 ', '2026-01-02'],
    ['22-11-2026', '2026-11-22'],
    ['22.11.2026', '2026-11-22'],
    ['2026-11-22', '2026-11-22'],
    ['30/02/2026', undefined],
    ['11/22/2026', undefined],
    ['22/11/26', undefined],
    ['22/11-2026', undefined],
    ['', undefined],
  ];
  for (const [text, day] of rows) assert.equal(parseDateVi(text), day, text);
  const day = fc.date({ min: new Date('0001-01-01'), max: new Date('9998-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const own = vietnamDay(date);
      assert.equal(parseDateVi(formatDateVi(date)), own);
      const range = vietnamDayRange(own)!;
      assert.ok(range.from <= date && date < range.to);
    }),
  );
});

test('numbers in Vietnamese dress', () => {
  const rows: [string | number | bigint, number | undefined, string][] = [
    ['1234.5', undefined, '1.234,5'],
    ['-1234567', undefined, '-1.234.567'],
    ['123', undefined, '123'],
    ['0001234.50', undefined, '1.234,50'],
    ['12345678901234567890.123', undefined, '12.345.678.901.234.567.890,123'],
    ['-0.004', 2, '0,00'],
    ['0.005', 2, '0,01'],
    ['999.95', 1, '1.000,0'],
    ['1234.5', 0, '1.235'],
    ['5', 2, '5,00'],
    [1e21, undefined, '1.000.000.000.000.000.000.000'],
    [0.5, undefined, '0,5'],
    [1e-7, undefined, '0,0000001'],
    [12n, undefined, '12'],
    ['nhiều', undefined, 'nhiều'],
  ];
  for (const [value, decimals, text] of rows) assert.equal(formatNumberVi(value, decimals), text);
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (number) => {
      assert.equal(formatNumberVi(number).replaceAll('.', ''), String(number));
    }),
  );
});

test('tax codes', () => {
  assert.equal(taxCodeKind('9900000008'), undefined);
  const nine = '990000001';
  const right = Array.from({ length: 10 }, (_, i) => nine + i).filter((code) => isTaxCode(code));
  assert.equal(right.length, 1);
  assert.equal(taxCodeKind(right[0]!), 'organisation');
  assert.equal(taxCodeKind(`${right[0]}-001`), 'branch');
  assert.equal(taxCodeKind(`${right[0]}001`), 'branch');
  assert.equal(taxCodeKind(`${right[0]}-000`), undefined);
  assert.equal(taxCodeKind('072190000001'), 'person');
  assert.equal(taxCodeKind('000190000001'), undefined);
  assert.equal(taxCodeKind('997190000001'), undefined);
  for (const bad of ['', '123', '99000000018', 'abcdefghij', '99 0000 0018']) assert.equal(isTaxCode(bad), false, bad);
  assert.equal(formatTaxCode(`${right[0]}001`), `${right[0]}-001`);
  fc.assert(
    fc.property(fc.nat(8), fc.integer({ min: 1, max: 9 }), (at, add) => {
      const digit = (Number(right[0]!.charAt(at)) + add) % 10;
      assert.equal(isTaxCode(right[0]!.slice(0, at) + digit + right[0]!.slice(at + 1)), false);
    }),
  );
});
