// A client that sends no real request is told so in both languages, as problem+json, and is cut.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { startTestProduct } from '../test/support/test-product.ts';

const product = await startTestProduct();
const address = new URL(await product.app.listen({ port: 0, host: '127.0.0.1' }));

function say(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(address.port), '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.setEncoding('utf8').on('data', (part: string) => (heard += part));
    socket.on('close', () => resolve(heard)).on('error', reject);
  });
}

for (const [name, text, status, code] of [
  ['no HTTP at all', 'xin chào\r\n\r\n', 400, 'request_malformed'],
  ['two lengths', 'POST /epcis/capture HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 400, 'request_malformed'],
  ['a head of 100 kB', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 431, 'head_too_large'],
  ['a head of 20 kB', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'head_too_large'],
  ['a head of many fields', `GET / HTTP/1.1\r\nhost: a\r\n${'x: 123456\r\n'.repeat(1_900)}\r\n`, 431, 'head_too_large'],
  ['an address of 100 kB', `GET /tim?q=${'y'.repeat(100_000)} HTTP/1.1\r\nhost: a\r\n\r\n`, 414, 'uri_too_long'],
  ['the same to EPCIS', `GET /epcis/events?x=${'y'.repeat(100_000)} HTTP/1.1\r\nhost: a\r\n\r\n`, 414, 'uri_too_long'],
] as const)
  test(name, async () => {
    const [head, body] = (await say(text)).split('\r\n\r\n') as [string, string];
    assert.match(head, new RegExp(`^HTTP/1.1 ${status} `));
    assert.match(head, /application\/problem\+json/);
    assert.match(head, /^connection: close$/im);
    const problem = JSON.parse(body) as Record<string, unknown>;
    assert.deepEqual([problem['status'], problem['code']], [status, code]);
    const type = text.startsWith('GET /epcis') ? 'epcisException:URITooLongException' : `urn:nguon:error:${code}`;
    assert.equal(problem['type'], type);
    assert.ok(String(problem['title']).length > 20 && /[àáạảãâầấăđêếộưữ]/.test(String(problem['title_vi'])));
  });
