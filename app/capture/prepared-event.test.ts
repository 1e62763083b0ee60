// The key of an event id: one for each id, and another for a declaration about it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventKeyOf } from './prepared-event.ts';

const hex = '0123456789abcdef0123456789abcdef';

test('a UUID is its own key, in either case', () => {
  const key = eventKeyOf('urn:uuid:01234567-89ab-cdef-0123-456789abcdef');
  assert.equal(key, hex);
  assert.equal(eventKeyOf('urn:uuid:01234567-89AB-CDEF-0123-456789ABCDEF'), key);
});

test('a hash id gives the first half of its hash', () => {
  assert.equal(eventKeyOf(`ni:///sha-256;${hex}${'f'.repeat(32)}?ver=CBV2.0`), hex);
});

test('whatever else follows or stands before makes another key', () => {
  const id = `ni:///sha-256;${hex}${'f'.repeat(32)}?ver=CBV2.0`;
  const others = [`${id}\n1790000000000\n\n`, `${id} `, `x${id}`, 'urn:uuid:01234567-89ab-cdef-0123-456789abcdef\n1', 'https://example.org/1', ''];
  const keys = others.map(eventKeyOf);
  for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/);
  assert.equal(new Set([...keys, hex]).size, others.length + 1);
});
