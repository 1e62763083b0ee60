// Webhooks go to the public internet only: private, loopback and look-alike addresses are refused.
import assert from 'node:assert/strict';
import test from 'node:test';
import { checkDestination, findCallableAddress, isPublicAddress } from './public-address.ts';

const none = { ownHosts: [] };

test('addresses that lead inwards are not public', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001:0:1::1',
    'not an address',
  ])
    assert.equal(isPublicAddress(address), false, address);
  for (const address of ['8.8.8.8', '203.162.4.190', '172.32.0.1', '2405:4800::1']) assert.equal(isPublicAddress(address), true, address);
});

test('destinations: https on the public internet, or a host that the operator named', () => {
  assert.equal(checkDestination('https://partner.example.com/hook', none), undefined);
  assert.equal(checkDestination('http://partner.example.com/hook', none), 'not_https');
  assert.equal(checkDestination('ftp://partner.example.com/', none), 'not_web');
  assert.equal(checkDestination('https://user:pass@partner.example.com/', none), 'not_web');
  assert.equal(checkDestination('not a url', none), 'not_web');
  for (const host of [
    'localhost',
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '[::1]',
    'db',
    'a.internal',
    'metadata.local',
    '[::ffff:10.0.0.1]',
    'localhost.',
    'db.',
    'a.internal.',
  ])
    assert.equal(checkDestination(`https://${host}/x`, none), 'private', host);
  assert.equal(checkDestination('http://127.0.0.1:9/x', { ownHosts: ['127.0.0.1'] }), undefined);
  assert.equal(checkDestination('http://127.0.0.2:9/x', { ownHosts: ['127.0.0.1'] }), 'not_https');
});

test('a name is looked up once, and all its addresses must be public', async () => {
  assert.deepEqual(await findCallableAddress('localhost', { ownHosts: ['localhost'] }).then((found) => found?.family), 4);
  // No name server knows it: the fault is told, and nothing private comes back by way of the system's own table.
  await assert.rejects(findCallableAddress('localhost', none));
  assert.deepEqual(await findCallableAddress('127.0.0.1', { ownHosts: ['127.0.0.1'] }), { address: '127.0.0.1', family: 4 });
  assert.deepEqual(await findCallableAddress('8.8.8.8', none), { address: '8.8.8.8', family: 4 });
});
