// Results of tests as laboratories write them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTestResult } from './test-result.ts';

test('passed, failed, or neither, with what else is said', () => {
  const cases: readonly (readonly [string, 'passed' | 'failed' | undefined, string])[] = [
    ['Đạt', 'passed', ''],
    ['ĐẠT YÊU CẦU', 'passed', ''],
    ['Đạt, 42 chỉ tiêu', 'passed', '42 chỉ tiêu'],
    ['Phù hợp QCVN 8-2:2011/BYT', 'passed', 'Phù hợp QCVN 8-2:2011/BYT'],
    ['Không đạt: aflatoxin B1 vượt mức', 'failed', 'aflatoxin B1 vượt mức'],
    ['không đạt', 'failed', ''],
    ['Chưa đạt yêu cầu', 'failed', ''],
    ['Không phù hợp', 'failed', 'Không phù hợp'],
    ['Aflatoxin B1 vượt ngưỡng 5 µg/kg', 'failed', 'Aflatoxin B1 vượt ngưỡng 5 µg/kg'],
    ['Đạt 41 chỉ tiêu, 1 chỉ tiêu không đạt', 'failed', '41 chỉ tiêu, 1 chỉ tiêu không đạt'],
    ['Passed', 'passed', ''],
    ['Failed: lead', 'failed', 'lead'],
    ['20 mg/kg', undefined, '20 mg/kg'],
    ['Đạtt', undefined, 'Đạtt'],
    ['', undefined, ''],
  ];
  for (const [text, outcome, rest] of cases) assert.deepEqual(readTestResult(text), { outcome, rest }, text);
});

test('letters apart from their marks read the same; the length of a text does no harm', () => {
  assert.equal(readTestResult('Không đạt'.normalize('NFD')).outcome, 'failed');
  assert.equal(readTestResult('a '.repeat(100_000)).outcome, undefined);
});
