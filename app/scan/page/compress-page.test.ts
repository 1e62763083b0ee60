// Joined pieces are one gzip document: every reader gets the page back, whatever its text and length.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { compressPage } from './compress-page.ts';

const beginnings = ['<!doctype html><style>a{color:red}b{color:red}</style>', 'x', '', 'đường '.repeat(7_000)];
const rests = ['', '<title>a{color:red}</title>', 'Bà Đen 🍎 '.repeat(500), Array.from({ length: 20_000 }, (_, i) => i * 7919).join()];

test('beginning and rest come back as one text', () => {
  for (const beginning of beginnings)
    for (const rest of rests)
      for (let again = 0; again < 2; again++) assert.equal(gunzipSync(compressPage(beginning, rest)).toString(), beginning + rest);
});

test('the rest leans on the beginning', () => {
  const common = Array.from({ length: 500 }, (_, index) => (index * 2_654_435_761) % 4_294_967_296).join();
  assert.ok(compressPage(common, common).length - compressPage(common, '').length < 100);
});

test('another program reads it', { skip: process.platform === 'win32' }, () => {
  const bytes = compressPage(beginnings[0]!, rests[2]!);
  assert.equal(execFileSync('gzip', ['-dc'], { input: bytes }).toString(), beginnings[0]! + rests[2]!);
});
