// What requests prefer: q-values, the most specific range, languages near to each other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitLanguage, fitMedia, isBetter, readPreferences } from './preferences.ts';

const of = (header: string) => readPreferences(header)!;

test('q-values are read, what is no q-value counts as 1, a long header is cut', () => {
  assert.deepEqual(readPreferences('en;q=0.5, vi-VN,,fr;q=0 ; x=1, de;q=7'), [
    { range: 'en', quality: 0.5 },
    { range: 'vi-vn', quality: 1 },
    { range: 'fr', quality: 0 },
    { range: 'de', quality: 1 },
  ]);
  assert.equal(readPreferences(undefined), undefined);
  assert.equal(readPreferences(' , '), undefined);
  assert.ok(of('a,'.repeat(100_000)).length <= 500);
});

test('the most specific media range counts', () => {
  const wanted = of('text/*;q=0.3, text/html;q=0.7, */*;q=0.1, image/png;q=0');
  const quality = (type: string): number => fitMedia(wanted, type).quality;
  assert.deepEqual(['text/html', 'text/plain', 'application/pdf', 'image/png'].map(quality), [0.7, 0.3, 0.1, 0]);
  assert.equal(fitMedia(undefined, 'text/html').quality, 1);
  assert.equal(fitMedia(of('text/plain'), 'text/html').quality, 0);
});

test('languages: both ways between a language and its regions, exact first, zero keeps out', () => {
  const quality = (header: string, tag: string): number => fitLanguage(of(header), tag).quality;
  assert.equal(quality('vi', 'vi-VN'), 1);
  assert.equal(quality('vi-VN', 'vi'), 1);
  assert.equal(quality('en-GB', 'en-US'), 0);
  assert.equal(quality('en', 'eng'), 0);
  assert.equal(quality('*;q=0.2, en', 'ja'), 0.2);
  assert.equal(quality('en, en-GB;q=0', 'en-GB'), 0);
  assert.ok(isBetter(fitLanguage(of('zh-Hant'), 'zh-Hant'), fitLanguage(of('zh-Hant'), 'zh')));
});
