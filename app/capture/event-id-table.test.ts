// Ids remembered in words: as a map of texts would, through growth and for ids that meet in one slot.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { EventIdTable } from './event-id-table.ts';

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

test('new, same and other ids are told apart as by a map', () => {
  const table = new EventIdTable();
  const known = new Map<string, string>();
  const counts = { new: 0, same: 0, other: 0 };
  for (let number = 0; number < 40_000; number++) {
    const key = hex(`id ${(number * 7) % 25_000}`).slice(0, 32);
    const hash = hex(`content ${number % 3 === 0 ? number : key}`);
    const held = known.get(key);
    const expected = held === undefined ? 'new' : held === hash ? 'same' : 'other';
    if (held === undefined) known.set(key, hash);
    assert.equal(table.note(key, hash), expected, String(number));
    counts[expected]++;
  }
  assert.equal(counts.new, 25_000);
  assert.ok(counts.same > 1_000 && counts.other > 1_000, JSON.stringify(counts));
});

test('ids that meet in one slot stay apart, also with a hash of zeros', () => {
  const table = new EventIdTable();
  const zeros = '0'.repeat(64);
  const keys = ['1', '2', '3'].map((last) => `0000000${'0'.repeat(24)}${last}`);
  for (const key of keys) assert.equal(table.note(key, zeros), 'new');
  for (const key of keys) assert.deepEqual([table.note(key, zeros), table.note(key, hex('x'))], ['same', 'other']);
});
