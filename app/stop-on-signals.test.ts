// Ctrl-C before, during and after the start.
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { stopOnSignals } from './stop-on-signals.ts';

class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];
  exit(status: number): void {
    this.exits.push(status);
  }
}

test('while starting a signal ends the process in order, so that its exit event takes the database along', () => {
  const own = new FakeProcess();
  stopOnSignals(own, assert.fail);
  own.emit('SIGINT');
  own.emit('SIGTERM');
  own.emit('SIGHUP');
  assert.deepEqual(own.exits, [130, 143, 129]);
});

test('a running product drains first; a second signal does not wait', async () => {
  const own = new FakeProcess();
  const said: string[] = [];
  let clock_ms = 0;
  const started = stopOnSignals(
    own,
    (message) => said.push(message),
    () => clock_ms,
  );
  let drained = (): void => assert.fail();
  started(() => new Promise((resolve) => (drained = resolve)));
  own.emit('SIGTERM');
  assert.deepEqual(own.exits, [], 'requests under way are answered first');
  assert.equal(said.length, 1);
  clock_ms = 900;
  own.emit('SIGTERM');
  assert.deepEqual(own.exits, [], 'npm passes the same signal on: that is no second one');
  clock_ms = 1_000;
  own.emit('SIGINT');
  assert.deepEqual(own.exits, [130]);
  drained();
  await new Promise(setImmediate);
  assert.deepEqual(own.exits, [130, 0]);
});
