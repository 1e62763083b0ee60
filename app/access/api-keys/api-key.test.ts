// The form of API keys: readable, random enough, and told apart from anything else.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { hasKeyForm, hashApiKey, key_random_bytes, makeApiKey } from './api-key.ts';

test('a key shows its prefix, keeps the given randomness and hashes to what is stored', () => {
  const made = makeApiKey(randomBytes(key_random_bytes));
  assert.match(made.key, /^nguon_[0-9A-Za-z]{9}_[0-9A-Za-z]{33}$/);
  assert.ok(made.key.startsWith(made.prefix + '_'));
  assert.equal(made.prefix.length, 15);
  assert.deepEqual(made.hash, hashApiKey(made.key));
});

test('the largest and the smallest random number fit, and differ in every bit of the secret', () => {
  const low = makeApiKey(new Uint8Array(key_random_bytes));
  const high = makeApiKey(new Uint8Array(key_random_bytes).fill(255));
  assert.equal(low.key, `nguon_${'0'.repeat(9)}_${'0'.repeat(33)}`);
  assert.ok(hasKeyForm(low.key) && hasKeyForm(high.key));
  const last = makeApiKey(new Uint8Array(key_random_bytes).fill(1, key_random_bytes - 1));
  assert.notEqual(last.key, low.key);
  assert.equal(last.prefix, low.prefix);
});

test('a wrong count of random bytes is a programmer error', () => {
  assert.throws(() => makeApiKey(new Uint8Array(key_random_bytes - 1)), /random bytes/);
});

test('texts that are no keys are told apart', () => {
  const { key } = makeApiKey(randomBytes(key_random_bytes));
  for (const text of ['', 'nguon_', key + 'x', key.slice(1), key.replace('_', '-'), `${key}\n`])
    assert.equal(hasKeyForm(text), false, text);
});
