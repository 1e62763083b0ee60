// The cache answers nothing that may be untrue: changes, age, lost listener, changes during rendering, bounds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ThingCache } from './thing-cache.ts';
import type { CachedAnswer } from './thing-cache.ts';

const bytes_max = 100_663_296;
const age_max_ms = 60_000;

const pageOf = (path: string, things: string[], madeAt_ms = 1_000): CachedAnswer => ({
  path,
  things,
  madeAt_ms,
  bytes: 1_200,
  wasUsed: false,
});

function started(): ThingCache<CachedAnswer> {
  const cache = new ThingCache<CachedAnswer>({ bytes_max, age_max_ms });
  cache.turnOn(0);
  return cache;
}

test('a kept page is found until a thing under it changes', () => {
  const cache = started();
  cache.keep(pageOf('/xem/a', ['a', 'lot']), 1_000, 0);
  cache.keep(pageOf('/xem/b', ['b', 'lot']), 1_000, 0);
  cache.keep(pageOf('/xem/c', ['c']), 1_000, 0);
  assert.ok(cache.find('/xem/a', 1_001));
  cache.drop('lot', 1_002);
  assert.equal(cache.find('/xem/a', 1_003), undefined);
  assert.equal(cache.find('/xem/b', 1_003), undefined);
  assert.ok(cache.find('/xem/c', 1_003));
});

test('"*" drops everything', () => {
  const cache = started();
  cache.keep(pageOf('/xem/a', ['a']), 1_000, 0);
  cache.drop('x *', 1_001);
  assert.equal(cache.find('/xem/a', 1_002), undefined);
  assert.equal(cache.bytes, 0);
});

test('"*" is a word of its own, wherever it stands', () => {
  for (const [things, isAll] of [
    ['*', true],
    ['* x', true],
    ['x * y', true],
    ['x*', false],
    ['*x y', false],
  ] as const) {
    const cache = started();
    cache.keep(pageOf('/xem/a', ['a']), 1_000, 0);
    cache.drop(things, 1_001);
    assert.equal(cache.find('/xem/a', 1_002) === undefined, isAll, things);
  }
});

test('every thing of a change is remembered while nothing is cached: the first, the last, none by its beginning or end', () => {
  for (const [thing, isKept] of [
    ['first', false],
    ['mid', false],
    ['last', false],
    ['fir', true],
    ['ast', true],
    ['rst mi', true],
  ] as const) {
    const cache = started();
    cache.drop('first mid last', 1_500);
    cache.keep(pageOf('/xem/a', [thing]), 1_400, 0);
    assert.equal(cache.find('/xem/a', 1_600) !== undefined, isKept, thing);
  }
});

test('a page whose facts are older than a change is not kept', () => {
  const cache = started();
  cache.drop('a', 1_500);
  cache.keep(pageOf('/xem/a', ['a']), 1_400, 0);
  assert.equal(cache.find('/xem/a', 1_600), undefined);
  cache.keep(pageOf('/xem/a', ['a']), 1_501, 0);
  assert.ok(cache.find('/xem/a', 1_600));
});

test('facts from a replica are not kept while it may be behind a change', () => {
  const cache = started();
  cache.drop('a', 10_000);
  cache.keep(pageOf('/xem/a', ['a'], 12_000), 12_000, 5_000);
  assert.equal(cache.find('/xem/a', 12_001), undefined);
  cache.keep(pageOf('/xem/a', ['a'], 15_001), 15_001, 5_000);
  assert.ok(cache.find('/xem/a', 15_002));
});

test('a page grows old', () => {
  const cache = started();
  cache.keep(pageOf('/xem/a', ['a']), 1_000, 0);
  assert.ok(cache.find('/xem/a', 1_000 + age_max_ms));
  assert.equal(cache.find('/xem/a', 1_001 + age_max_ms), undefined);
});

test('off: nothing found, nothing kept; on again: empty', () => {
  const cache = started();
  cache.keep(pageOf('/xem/a', ['a']), 1_000, 0);
  cache.turnOff(1_001);
  assert.equal(cache.find('/xem/a', 1_002), undefined);
  cache.keep(pageOf('/xem/a', ['a']), 1_003, 0);
  cache.turnOn(1_004);
  assert.equal(cache.find('/xem/a', 1_005), undefined);
});

test('the least used pages make room, and every byte is given back', () => {
  const cache = started();
  const large = (path: string, thing: string) => ({ ...pageOf(path, [thing]), bytes: 1_001_200 });
  const fitting = Math.floor(bytes_max / 1_001_200);
  for (let i = 0; i < fitting; i++) cache.keep(large(`/xem/${i}`, `${i}`), 1_000, 0);
  assert.ok(cache.find('/xem/0', 1_001), 'used now, so it stays');
  cache.keep(large('/xem/new', 'new'), 1_000, 0);
  assert.ok(cache.bytes <= bytes_max);
  assert.equal(cache.find('/xem/new', 1_002), undefined, 'turned away: asked for once');
  cache.keep(large('/xem/new', 'new'), 1_000, 0);
  assert.ok(cache.bytes <= bytes_max);
  assert.ok(cache.find('/xem/new', 1_002), 'asked for again');
  assert.ok(cache.find('/xem/0', 1_002));
  assert.equal(cache.find('/xem/1', 1_002), undefined);
  for (let i = 0; i < fitting; i++) cache.drop(`${i}`, 1_003);
  cache.drop('new', 1_003);
  assert.equal(cache.bytes, 0);
});

test('codes asked for once in passing push nothing out, however many', () => {
  const cache = started();
  const large = (path: string) => ({ ...pageOf(path, [path]), bytes: 1_001_200 });
  const fitting = Math.floor(bytes_max / 1_001_200);
  for (let i = 0; i < fitting; i++) cache.keep(large(`/xem/${i}`), 1_000, 0);
  for (let i = 0; i < 10_000; i++) cache.keep(large(`/xem/passing-${i}`), 1_000, 0);
  let kept = 0;
  for (let i = 0; i < fitting; i++) if (cache.find(`/xem/${i}`, 1_001) !== undefined) kept++;
  assert.equal(kept, fitting);
});

test('what changed long ago is forgotten, and counts as a change of everything', () => {
  const cache = started();
  const many = Array.from({ length: 60_000 }, (_, index) => `thing-${index}`).join(' ');
  for (let at_ms = 1_000; at_ms < 1_020; at_ms++) cache.drop(many, at_ms);
  cache.keep(pageOf('/xem/a', ['a']), 1_001, 0);
  assert.equal(cache.find('/xem/a', 1_021), undefined, 'older than what is remembered');
  cache.keep(pageOf('/xem/a', ['a']), 1_019, 0);
  assert.ok(cache.find('/xem/a', 1_021));
  cache.keep(pageOf('/xem/b', ['thing-7']), 1_019, 0);
  assert.equal(cache.find('/xem/b', 1_021), undefined);
  cache.keep(pageOf('/xem/c', ['thing-70', 'thing-99999']), 1_020, 0);
  assert.ok(cache.find('/xem/c', 1_021), 'a name that only begins like a changed one');
});
