// The addresses that `npm start` prints lead where they say, from this machine and from a phone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Config } from './config.ts';
import { printAddresses } from './print-addresses.ts';
import type { Running } from './start-nguon.ts';

function linesOf(config: Partial<Config>): string {
  const lines: string[] = [];
  const running = { address: 'http://127.0.0.1:8080', started_ms: 1, showsDemo: true } as Running;
  printAddresses(config as Config, running, (line) => lines.push(line), '192.0.2.7');
  return lines.join('\n');
}

test('the sheet of codes is printed at the address that a phone reaches, for its codes carry that address', () => {
  assert.match(linesOf({ host: '0.0.0.0' }), /http:\/\/192\.0\.2\.7:8080\/ma-demo /);
  assert.match(linesOf({ host: '0.0.0.0', origin: 'https://n.example' }), /https:\/\/n\.example\/ma-demo /);
});

test('no address for phones is printed where none is listened at', () => {
  const printed = linesOf({ host: '127.0.0.1' });
  assert.doesNotMatch(printed, /192\.0\.2\.7/);
  assert.match(printed, /http:\/\/localhost:8080\/ma-demo /);
});

test('who connects a program is led to the page that explains the interface, and a password is called one', () => {
  const printed = linesOf({ host: '127.0.0.1' });
  assert.match(printed, / http:\/\/localhost:8080\/tai-lieu-api$/m);
  assert.match(printed, /mật khẩu \/ demo sign-ins: name, password$/m);
});
