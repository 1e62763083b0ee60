// Instants are written as the clock writes them, before and after 1970 and at the ends of days.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeInstant } from './instant.ts';

test('an instant reads as the clock writes it', () => {
  const day_ms = 86_400_000;
  const around = [
    0,
    -1,
    1,
    day_ms,
    day_ms - 1,
    -day_ms,
    Date.UTC(2026, 1, 28, 23, 59, 59, 999),
    Date.UTC(9999, 11, 31),
    Date.UTC(12_026, 0, 1),
  ];
  const spread = Array.from({ length: 2_000 }, (_, index) => index * 7_919_777_777 - 3_000_000_000_000);
  for (const ms of [...around, ...spread]) assert.equal(writeInstant(ms), new Date(ms).toISOString());
});
