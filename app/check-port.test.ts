// A port that is taken, one that is free, an address that is not this machine's.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { checkPort } from './check-port.ts';

test('a taken port is told in both languages; once free it may be used', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await assert.rejects(checkPort(port, '127.0.0.1'), new RegExp(`Cổng ${port} đang có[^]*Port ${port} is used`));
  await new Promise((resolve) => other.close(resolve));
  await checkPort(port, '127.0.0.1');
  await checkPort(0, '127.0.0.1');
});

test('a host that is not ours is named', async () => {
  await assert.rejects(checkPort(0, '198.51.100.7'), /HOST=198\.51\.100\.7/);
});
