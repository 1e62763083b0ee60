// The turnstile: order, bounds, and whoever leaves before its work has ended.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { Turnstile } from './turnstile.ts';

test('who leaves early lets exactly one in, and does not leave again when its work ends', async () => {
  const turnstile = new Turnstile({ atOnce_max: 1, waiting_max: 10 });
  const entered: string[] = [];
  const ends = new Map<string, () => void>();
  const leaves = new Map<string, () => void>();
  const enter = (name: string): Promise<void> =>
    turnstile.run((leave) => {
      entered.push(name);
      leaves.set(name, leave);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const first = enter('first');
  const others = [enter('second'), enter('third')];
  await turn();
  assert.deepEqual(entered, ['first']);
  leaves.get('first')!();
  leaves.get('first')!();
  await turn();
  assert.deepEqual(entered, ['first', 'second']);
  ends.get('first')!();
  await first;
  await turn();
  assert.deepEqual(entered, ['first', 'second'], 'its end is no second leaving');
  ends.get('second')!();
  await turn();
  assert.deepEqual(entered, ['first', 'second', 'third']);
  ends.get('third')!();
  await Promise.all(others);
  assert(turnstile.isEmpty);
});
