// Numbers in the three languages of the screens.
import assert from 'node:assert/strict';
import test from 'node:test';
import { formatNumber } from './format-number.ts';

test('each language has its own marks; digits are never lost; what is no number stays', () => {
  for (const [value, vi, en] of [
    [1_234_567, '1.234.567', '1,234,567'],
    ['1234.50', '1.234,50', '1,234.50'],
    ['12345678901234567890.1', '12.345.678.901.234.567.890,1', '12,345,678,901,234,567,890.1'],
    [-0.5, '-0,5', '-0.5'],
    ['1.2.3', '1.2.3', '1.2.3'],
  ] as const) {
    assert.equal(formatNumber('vi', value), vi);
    assert.equal(formatNumber('en', value), en);
    assert.equal(formatNumber('zh', value), en);
  }
});
