// Sending to receivers that answer as no receiver should: every turn ends, whatever comes back.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendWebhook } from './send-webhook.ts';
import type { Outcome, Webhook } from './send-webhook.ts';

/** What comes of sending to a receiver that writes this; undefined = nothing within two seconds. */
async function sendTo(write: (socket: Socket) => void): Promise<Outcome | undefined> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('data', () => write(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const webhook: Webhook = {
    dest: `http://127.0.0.1:${port}/`,
    body: '{}',
    signatureToken: undefined,
    epcFormat: 'Never_Translates',
    deliveryId: 'd',
    bodyForm: 'json',
  };
  try {
    return await Promise.race([sendWebhook(webhook, { ownHosts: ['127.0.0.1'] }), sleep(2_000, undefined)]);
  } finally {
    server.close();
  }
}

test('a receiver that changes the protocol has not taken anything, and holds nobody up', async () => {
  const switching = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
  for (const write of [(socket: Socket) => socket.write(switching), (socket: Socket) => socket.end(switching)])
    assert.deepEqual(await sendTo(write), { kind: 'refused', status: 101, why: '' });
});

test('an answer that is no HTTP, or none, is a refusal; a redirect is not followed', async () => {
  assert.equal((await sendTo((socket) => socket.end('hello\r\n\r\n')))?.kind, 'refused');
  assert.equal((await sendTo((socket) => socket.destroy()))?.kind, 'refused');
  const away = 'HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n';
  assert.deepEqual(await sendTo((socket) => socket.end(away)), { kind: 'refused', status: 307, why: '' });
  assert.deepEqual(await sendTo((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n')), { kind: 'taken' });
});
