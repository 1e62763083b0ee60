// The link to the other language stays on this site and keeps what was asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { otherLanguageHref } from './other-language.ts';

test('there and back, with the rest of the query kept', () => {
  assert.equal(otherLanguageHref('/tim-kiem?q=m%C3%A3ng+c%E1%BA%A7u', 'vi'), '/tim-kiem?q=m%C3%A3ng+c%E1%BA%A7u&lang=en');
  assert.equal(otherLanguageHref('/tim-kiem?q=a&lang=en', 'en'), '/tim-kiem?q=a');
  assert.equal(otherLanguageHref('/khong-gian/su-kien?tu=1%2F1%2F2026', 'en', true), '/khong-gian/su-kien?tu=1%2F1%2F2026&lang=vi');
});

test('never to another host', () => {
  for (const address of [
    '//evil.example/a',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'http://evil.example/',
    'javascript:alert(1)',
    '',
  ]) {
    assert.match(otherLanguageHref(address, 'vi'), /^\/(?![/\\])/, address);
    assert.equal(new URL(otherLanguageHref(address, 'vi'), 'https://nguon.example').host, 'nguon.example', address);
  }
});
