// Schedules: which texts are understood, and when they fall due next.
import assert from 'node:assert/strict';
import test from 'node:test';
import { findNextTime, readSchedule } from './schedule.ts';
import type { ScheduleText } from './schedule.ts';

const next = (text: ScheduleText, after: string): string | undefined => {
  const { schedule, faults } = readSchedule(text, '$.schedule');
  assert.deepEqual(faults, []);
  return findNextTime(schedule, new Date(after))?.toISOString();
};

test('fields: numbers, ranges and lists within their bounds', () => {
  const { schedule, faults } = readSchedule({ second: '0', minute: '0,15,[30-32]', dayOfWeek: '[1-5]' }, '$.schedule');
  assert.deepEqual(faults, []);
  assert.deepEqual(schedule.minute, [0, 15, 30, 31, 32]);
  assert.deepEqual(schedule.dayOfWeek, [1, 2, 3, 4, 5]);
  assert.equal(schedule.hour.length, 24, 'a field left out matches every value');
});

test('fields that no schedule has are faults that name the field', () => {
  const wrong: readonly ScheduleText[] = [
    { second: '61' },
    { hour: '24' },
    { minute: 'a' },
    { month: 'x' },
    { minute: '0/30' },
    { dayOfWeek: '0' },
    { dayOfMonth: '[5-1]' },
    { month: '' },
    { second: '1,,2' },
  ];
  for (const text of wrong) {
    const { faults } = readSchedule(text, '$.schedule');
    assert.equal(faults.length, 1, JSON.stringify(text));
    assert.equal(faults[0]!.path, `$.schedule.${Object.keys(text)[0]}`);
  }
});

test('the next time, by the clock of Vietnam', () => {
  assert.equal(next({ second: '0', minute: '30' }, '2026-11-22T03:29:59.500Z'), '2026-11-22T03:30:00.000Z');
  assert.equal(next({ second: '0', minute: '30' }, '2026-11-22T03:30:00Z'), '2026-11-22T04:30:00.000Z');
  // 01:00 in Vietnam is 18:00 UTC of the day before.
  assert.equal(next({ second: '0', minute: '0', hour: '1' }, '2026-11-22T17:00:00Z'), '2026-11-22T18:00:00.000Z');
  // The next Monday is 23 November 2026.
  assert.equal(next({ second: '0', minute: '0', hour: '8', dayOfWeek: '1' }, '2026-11-22T03:00:00Z'), '2026-11-23T01:00:00.000Z');
  assert.equal(
    next({ second: '0', minute: '0', hour: '0', dayOfMonth: '29', month: '2' }, '2026-11-22T03:00:00Z'),
    '2028-02-28T17:00:00.000Z',
  );
  assert.equal(next({ dayOfMonth: '30', month: '2' }, '2026-11-22T03:00:00Z'), undefined);
  assert.equal(next({}, '2026-12-31T16:59:59Z'), '2026-12-31T17:00:00.000Z');
});
