// The judge of the soak has teeth: each way to go wrong is a fault, and what may happen is none.
import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeWebhook } from './judge-soak.ts';
import { judgeMemory } from './memory-watch.ts';
import type { Attempt } from './webhook-receiver.ts';

const attempt = (delivery: string, at_ms: number, ids: readonly string[], taken = true): Attempt => ({
  delivery,
  at_ms,
  ids,
  taken,
  recordTime: undefined,
  isXml: false,
});
const expected = ['a', 'b', 'c', 'd'];
const faultsOf = (attempts: readonly Attempt[], kills: readonly number[] = []): readonly string[] =>
  judgeWebhook('s', attempts, expected, kills).faults;

test('what is right: each event in one delivery, in order, refused ones again, taken ones again after a death', () => {
  const first = attempt('1', 10_000, ['a', 'b']);
  assert.deepEqual(faultsOf([first, attempt('2', 20_000, ['c', 'd'])]), []);
  assert.deepEqual(faultsOf([attempt('1', 5_000, ['a', 'b'], false), first, attempt('2', 20_000, ['c', 'd'])]), []);
  assert.deepEqual(faultsOf([first, attempt('1', 30_000, ['a', 'b']), attempt('2', 40_000, ['c', 'd'])], [12_000]), []);
});

test('what is wrong is a fault: lost, foreign, out of order, twice without need, in two deliveries, changed', () => {
  const first = attempt('1', 10_000, ['a', 'b']);
  for (const [attempts, word] of [
    [[first, attempt('2', 20_000, ['c'])], /1 events lost \(d\)/],
    [[first, attempt('2', 20_000, ['c', 'd'], false)], /2 events lost/],
    [[first, attempt('2', 20_000, ['c', 'd', 'x'])], /1 that nobody captured \(x\)/],
    [[attempt('1', 10_000, ['b', 'a']), attempt('2', 20_000, ['c', 'd'])], /out of record order at event 0/],
    [[first, attempt('1', 15_000, ['a', 'b']), attempt('2', 20_000, ['c', 'd'])], /came again, and nobody was killed/],
    [[first, attempt('2', 20_000, ['b', 'c', 'd'])], /b stands in two deliveries/],
    [[attempt('1', 5_000, ['a'], false), first, attempt('2', 20_000, ['c', 'd'])], /changed between attempts/],
  ] as const)
    assert.match(faultsOf(attempts).join('\n'), word);
});

test('memory that climbs is not flat, memory that breathes is', () => {
  const climbing = Array.from({ length: 300 }, (_, index) => 150 + index * 0.3);
  const breathing = Array.from({ length: 300 }, (_, index) => 150 + 20 * Math.sin(index / 5));
  assert.equal(judgeMemory(climbing)?.isFlat, false);
  assert.equal(judgeMemory(breathing)?.isFlat, true);
});
