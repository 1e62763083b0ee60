// Too many traces at once: a caller is told to wait for its own, everybody when the process is full; then it goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemUri } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { at_once_max, of_one_caller_max, of_one_caller_waiting_max, traceGateOf, waiting_max } from './trace-gate.ts';

const product = await startTestProduct();
const gate = traceGateOf(product.context);
const stranger = { name: 'public' };
const code = encodeURIComponent(itemUri(1, 'A'));
const ask = (path: string, headers = {}) => product.app.inject({ url: `${path}?code=${code}`, headers });

/** Takes so many places and places to wait; resolves with what gives all of them back. */
async function crowd(addresses: readonly string[]): Promise<() => Promise<void>> {
  const entries = addresses.map((address) => gate.enter(stranger, address));
  await new Promise((resolve) => setImmediate(resolve));
  return async () => {
    for (const entry of entries) (await entry)();
  };
}

test('a caller with too many traces under way gets 429 and when to come back, in both languages', async () => {
  const leave = await crowd(Array.from({ length: of_one_caller_max + of_one_caller_waiting_max }, () => '127.0.0.1'));
  const refused = await ask('/api/v1/trace');
  assert.deepEqual([refused.statusCode, refused.headers['retry-after']], [429, '5']);
  const { code: name, title, title_vi } = refused.json() as Record<string, string>;
  assert.deepEqual([name, /traces running/.test(title!), /truy vết chạy/.test(title_vi!)], ['too_many_traces', true, true]);
  for (const [query, words] of [
    ['', 'Bạn đang có quá nhiều lượt truy vết'],
    ['&lang=en', 'You have too many traces'],
  ] as const) {
    const page = await product.app.inject({ url: `/truy-vet?code=${code}${query}`, headers: { accept: 'text/html' } });
    assert.ok(page.statusCode === 429 && page.body.includes(words), page.body.slice(0, 500));
  }
  assert.equal((await product.app.inject('/truy-vet')).statusCode, 200, 'the empty form asks for nothing');
  await leave();
  assert.equal((await ask('/api/v1/trace')).statusCode, 200);
});

test('a full process answers 503 with Retry-After; partners keep their own places', async () => {
  const leave = await crowd(Array.from({ length: at_once_max + waiting_max }, (_, index) => `192.0.2.${index}`));
  const refused = await ask('/truy-vet', { accept: 'text/html' });
  assert.deepEqual([refused.statusCode, refused.headers['retry-after']], [503, '3']);
  assert.ok(refused.body.includes('quá nhiều yêu cầu'));
  const partner = await gate.enter({ name: 'key:1' }, '127.0.0.1');
  partner();
  await leave();
  assert.equal((await ask('/truy-vet', { accept: 'text/html' })).statusCode, 200);
});

test('whoever waits is let in when another leaves, and refusals give their place back', async () => {
  const leave = await crowd(Array.from({ length: at_once_max }, (_, index) => `192.0.2.${index}`));
  let isIn = false;
  const waiting = ask('/api/v1/trace').then((answer) => {
    isIn = true;
    return answer.statusCode;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(isIn, false);
  await leave();
  assert.equal(await waiting, 200);
  for (let round = 0; round < of_one_caller_max + of_one_caller_waiting_max + 1; round++)
    assert.equal((await product.app.inject('/api/v1/trace?code=nonsense')).statusCode, 400);
});
