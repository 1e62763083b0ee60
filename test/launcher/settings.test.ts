// The launcher's small decisions that need no server: settings, quoting, lengths, the notes of a running server.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { socketPath_bytes } from '../../app/launcher/choose-address.ts';
import { urlOf } from '../../app/launcher/connection.ts';
import { readPidFile } from '../../app/launcher/read-pid-file.ts';
import { chooseSettings, writeSettings } from '../../app/launcher/server-settings.ts';

const GB = 1024 ** 3;

test('memory settings follow the machine within bounds, and durability stays on', () => {
  const sizes = [0.25, 1, 2, 8, 256].map((size) => chooseSettings(size * GB, {})['shared_buffers']);
  assert.deepEqual(sizes, ['64MB', '256MB', '512MB', '1024MB', '1024MB']);
  const settings = chooseSettings(8 * GB, { max_connections: '7' });
  assert.equal(settings['max_connections'], '7');
  assert.deepEqual([settings['fsync'], settings['synchronous_commit'], settings['full_page_writes']], ['on', 'on', 'on']);
  assert.throws(() => chooseSettings(GB, { listen_addresses: '*' }), /not allowed/);
  assert.throws(() => chooseSettings(GB, { 'a = 1\nb': 'x' }), /not allowed/);
});

test('a socket folder with quotes, commas and backslashes is written so that PostgreSQL reads one folder', () => {
  const text = writeSettings({}, { host: `/a "b", c\\d/it's`, port: 5432 }, 'mark');
  assert(text.includes(`unix_socket_directories = '"/a ""b"", c\\\\d/it''s"'`), text);
  assert(text.includes(`listen_addresses = ''`));
  const loopback = writeSettings({}, { host: '127.0.0.1', port: 7000 }, 'mark');
  assert(loopback.includes(`listen_addresses = '127.0.0.1'`) && loopback.includes(`unix_socket_directories = ''`));
});

test('a socket path is measured in bytes', () => {
  assert.equal(socketPath_bytes('/a'), '/a/.s.PGSQL.5432'.length);
  assert.equal(socketPath_bytes('/ễ') - socketPath_bytes('/a'), 2);
});

test('the URL says the same as the fields', () => {
  const fields = { host: '/tmp/dữ liệu @:/?#%', port: 5432, user: 'nguon', database: 'nguon', password: 'a/b+c@:%', ssl: false } as const;
  const client = new pg.Client({ connectionString: urlOf(fields) });
  assert.deepEqual(
    [client.host, client.port, client.user, client.database, client.password],
    [fields.host, fields.port, fields.user, fields.database, fields.password],
  );
});

test('postmaster.pid is read in every stage, and nonsense is no process', async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'nguon-pid-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const read = (text: string): ReturnType<typeof readPidFile> => {
    writeFileSync(path.join(folder, 'postmaster.pid'), text);
    return readPidFile(folder);
  };
  assert.deepEqual(await read('77\n/data\n1\n5432\n/sock et\n\n 1 2\nready   \n'), { pid: 77, address: { host: '/sock et', port: 5432 } });
  assert.deepEqual(await read('77\n/data\n1\n6000\n\n127.0.0.1\n'), { pid: 77, address: { host: '127.0.0.1', port: 6000 } });
  assert.deepEqual(await read('77\n/data\n'), { pid: 77, address: undefined });
  for (const nonsense of ['', 'x\n', '0\n', '1\n', '1.5\n']) assert.equal(await read(nonsense), undefined, nonsense);
});
