// Who gets a place for a large body, in which order, who is refused, and which slow body is cut when others wait.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BodyPlaces } from './body-places.ts';
import { AppError } from './errors.ts';

class World {
  clock_ms = 0;
  readonly cut: string[] = [];
  readonly gone = new Set<string>();
  readonly inside: string[] = [];
  readonly refused: string[] = [];
  readonly #leaves = new Map<string, () => void>();
  readonly received = new Map<string, number | undefined>();
  readonly places = new BodyPlaces(
    {
      atOnce_max: 3,
      ofOneCaller_max: 2,
      waiting_max: 5,
      ofOneCaller_waiting_max: 3,
      wait_max_ms: 40_000,
      patience_ms: 5_000,
      rate_min_bytes_per_s: 1_000,
    },
    () => this.clock_ms,
  );

  /** Names are `<caller><number>`. */
  async come(...names: string[]): Promise<void> {
    for (const name of names) {
      this.received.set(name, 0);
      const body = {
        caller: name[0]!,
        receivedBytes: () => this.received.get(name),
        isGone: () => this.gone.has(name),
        cut: () => void (this.cut.push(name), this.leave(name)),
      };
      this.places.enter(body).then(
        (leave) => void (this.inside.push(name), this.#leaves.set(name, leave)),
        (error: unknown) => {
          assert.ok(error instanceof AppError && error.details.retryAfter_s === 3);
          this.refused.push(name);
        },
      );
      await settle();
    }
  }

  leave(name: string): void {
    this.#leaves.get(name)?.();
    this.#leaves.get(name)?.();
  }

  async pass(ms: number): Promise<void> {
    this.clock_ms += ms;
    this.places.look();
    await settle();
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('places go by arrival, but nobody holds more than their share, and each leaves once', async () => {
  const world = new World();
  await world.come('a1', 'a2', 'a3', 'b1', 'b2', 'c1');
  assert.deepEqual(world.inside, ['a1', 'a2', 'b1'], 'a3 waits for its own, others pass');
  world.leave('b1');
  await settle();
  assert.deepEqual(world.inside.slice(3), ['b2'], 'a has its share still');
  world.leave('a1');
  await settle();
  assert.deepEqual(world.inside.slice(4), ['a3']);
  world.leave('a2');
  await settle();
  assert.deepEqual(world.inside.slice(5), ['c1']);
  for (const name of ['b2', 'a3', 'c1']) world.leave(name);
  await world.come('d1', 'd2', 'e1');
  assert.deepEqual(world.inside.slice(6), ['d1', 'd2', 'e1'], 'all places are free again');
});

test('too many of one caller, and too many in all, are refused at once; too long a wait is refused later', async () => {
  const world = new World();
  await world.come('a1', 'a2', 'b1', 'a3', 'a4', 'a5', 'a6');
  assert.deepEqual(world.refused, ['a6']);
  await world.come('c1', 'd1', 'e1');
  assert.deepEqual(world.refused, ['a6', 'e1']);
  for (const name of ['a1', 'a2', 'b1']) world.received.set(name, undefined);
  await world.pass(39_000);
  assert.deepEqual(world.refused.length, 2);
  await world.pass(1_000);
  assert.deepEqual(world.refused.slice(2), ['a3', 'a4', 'a5', 'c1', 'd1']);
  assert.deepEqual(world.cut, [], 'bodies that are complete are being worked on: they stay');
});

test('a body that drips is cut once others have waited for some time, the slowest first', async () => {
  const world = new World();
  await world.come('a1', 'b1', 'c1', 'd1', 'e1');
  world.received.set('a1', 3_000);
  world.received.set('b1', 2_000);
  world.received.set('c1', 50_000);
  await world.pass(4_000);
  assert.deepEqual(world.cut, []);
  await world.pass(1_000);
  assert.deepEqual([world.cut, world.inside.slice(3)], [['b1'], ['d1']]);
  await world.pass(0);
  assert.deepEqual(
    [world.cut, world.inside.slice(3)],
    [
      ['b1', 'a1'],
      ['d1', 'e1'],
    ],
    'c1 is fast enough',
  );
  await world.pass(60_000);
  assert.deepEqual(world.cut, ['b1', 'a1'], 'where nobody waits a slow body may take its time');
});

test('whoever holds several places gives one to somebody who holds none, however fast; one place is never taken', async () => {
  const world = new World();
  await world.come('a1', 'a2', 'b1', 'c1', 'd1');
  for (const name of ['a1', 'a2', 'b1']) world.received.set(name, name === 'a1' ? 60_000 : 50_000);
  await world.pass(5_000);
  assert.deepEqual([world.cut, world.inside.slice(3)], [['a2'], ['c1']]);
  for (const [name, bytes] of [
    ['a1', 600_000],
    ['b1', 600_000],
    ['c1', 600_000],
  ] as const)
    world.received.set(name, bytes);
  await world.pass(10_000);
  assert.deepEqual(world.cut, ['a2'], 'three callers, one place each: d waits');
});

test('who has gone while waiting is forgotten, and no body is cut for its sake', async () => {
  const world = new World();
  await world.come('a1', 'b1', 'c1', 'd1');
  world.gone.add('d1');
  await world.pass(5_000);
  assert.deepEqual([world.cut, world.refused], [[], ['d1']]);
});

test('two places given back in one turn are taken by two, and by nobody between', async () => {
  const world = new World();
  await world.come('a1', 'b1', 'c1', 'd1', 'e1');
  world.leave('a1');
  const newcomer = world.come('f1');
  world.leave('b1');
  await newcomer;
  assert.deepEqual(world.inside, ['a1', 'b1', 'c1', 'd1', 'e1'], 'f1 waits');
});
