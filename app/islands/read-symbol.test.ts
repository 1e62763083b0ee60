// What scanned texts are: each symbology's content, links of ours and of others, misread bars, several codes at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFrame } from './read-frame.ts';
import type { Sighting } from './read-frame.ts';
import { chooseReadings, readSymbol } from './read-symbol.ts';
import type { Reading } from './read-symbol.ts';

const origin = 'https://nguon.example';

const codes: readonly (readonly [scanned: string, path: string])[] = [
  [']Q1https://nguon.example/01/09520101000101/10/MC-125', '/01/09520101000101/10/MC-125'],
  [']Q1https://other.example/some/stem/01/09520101000101/21/X9?17=270101', '/01/09520101000101/21/X9'],
  [']Q19520101000101', '/01/09520101000101'],
  [']Q3010952010100010110A1\u001d17270101', '/01/09520101000101/10/A1'],
  [']d1https://example.com/01/09520101000101', '/01/09520101000101'],
  [']d2010952010100010110A1\u001d21X9', '/01/09520101000101/10/A1/21/X9'],
  [']C1010952010100010110A1\u001d21X/9', '/01/09520101000101/10/A1/21/X%2F9'],
  [']C100095201010000000019', '/00/095201010000000019'],
  [']E09520101000101', '/01/09520101000101'],
  [']E495200002', '/01/00000095200002'],
  [']E00012345000065', '/01/00012345000065'],
  [']I119520101000108', '/01/19520101000108'],
  ['9520101000101', '/01/09520101000101'],
  // As browsers tell UPC-E: eight digits, which are no EAN-8.
  [']E001234565', '/01/00012345000065'],
  // With an ECI before the content.
  [']Q4010952010100010110A1\u001d17270101', '/01/09520101000101/10/A1'],
  [']d5010952010100010110A1\u001d21X9', '/01/09520101000101/10/A1/21/X9'],
  [']Q2https://nguon.example/01/09520101000101/21/X9', '/01/09520101000101/21/X9'],
  // Compressed, and the ways in which Vietnamese labels are written.
  [']Q1https://other.example/ex9wCVIBAQABAWJf0', '/01/09520101000101/21/X9'],
  [']Q1https://id.gs1.org/AQnYUc1gmg', '/01/05412345000013'],
  [']Q1https://qr.txng.gov.vn/01/9520101000101/10/MC-125?8000=0301234567', '/01/09520101000101/10/MC-125'],
  [']Q1https://txng.gov.vn/portal/product/9520101000101/MC-125', '/01/09520101000101/10/MC-125'],
];

test('codes of every symbology lead to their path', () => {
  for (const [scanned, path] of codes) {
    const reading = readSymbol(scanned, origin);
    assert.equal(reading?.kind === 'code' ? reading.path : JSON.stringify(reading), path, scanned);
  }
});

test('what is no code is told apart: foreign links, our own pages, other texts', () => {
  const kindOf = (scanned: string): string | undefined => readSymbol(scanned, origin)?.kind;
  assert.deepEqual(readSymbol(']Q1https://bad.example/login?x=1', origin), {
    kind: 'link',
    text: 'https://bad.example/login?x=1',
    host: 'bad.example',
  });
  assert.deepEqual(readSymbol(']Q1https://nguon.example/san-pham/mang-cau', origin), {
    kind: 'ours',
    text: 'https://nguon.example/san-pham/mang-cau',
    href: '/san-pham/mang-cau',
  });
  for (const text of ['WIFI:S:quan;T:WPA;P:mat-khau;;', 'javascript:alert(1)', 'tel:0912345678', 'xin chào', 'https://', ''])
    assert.equal(kindOf(`]Q1${text}`), 'text', text);
  assert.equal(kindOf(']C0HELLO-1'), 'text');
  // Any short link could be of the older compression: on a stranger's host it is taken for what it most likely is.
  assert.equal(kindOf(']Q1https://short.example/AQnYUc1gmg'), 'link');
});

test('a wrong check digit is told for a printed link, and taken for misread in bars', () => {
  const faulty = readSymbol(']Q1https://nguon.example/01/09520101000102/10/A', origin);
  assert.equal(faulty?.kind, 'faulty');
  assert.equal(readSymbol(']E09520101000102', origin), undefined);
  // Part of an ITF-14 reads as a shorter ITF.
  assert.equal(readSymbol(']I0952010', origin), undefined);
});

const reading = (scanned: string): Reading => readSymbol(scanned, origin)!;

test('of one package’s codes the one that says most; of several packages all, nearest to the middle first', () => {
  const [bare, lot, item, other, web] = [
    ']E09520101000101',
    ']Q1https://x.example/01/09520101000101/10/MC-125',
    ']Q1https://x.example/01/09520101000101/10/MC-125/21/A',
    ']E09520112000107',
    ']Q1https://maker.example/',
  ].map(reading) as [Reading, Reading, Reading, Reading, Reading];
  const choose = (...list: Reading[]): Reading[] => chooseReadings(list.map((one, offCentre) => ({ reading: one, offCentre })));
  assert.deepEqual(choose(bare, lot), [lot]);
  assert.deepEqual(choose(web, bare, lot, item), [item]);
  assert.deepEqual(choose(bare, other), [bare, other]);
  assert.deepEqual(choose(item, item), [item]);
  assert.deepEqual(choose(web), [web]);
  assert.deepEqual(choose(), []);
  assert.deepEqual(
    chooseReadings([
      { reading: bare, offCentre: 0.4 },
      { reading: other, offCentre: 0.1 },
    ]),
    [other, bare],
  );
});

test('bars count when seen twice within a moment, squares at once', () => {
  const sightings = new Map<string, Sighting>();
  const see = (text: string, isLinear: boolean, now_ms: number): number =>
    readFrame([{ text, isLinear, offCentre: 0 }], sightings, now_ms, origin).length;
  assert.equal(see(']E09520101000101', true, 1_000), 0);
  assert.equal(see(']E09520112000107', true, 1_200), 0);
  assert.equal(see(']E09520101000101', true, 1_400), 1);
  assert.equal(see(']E09520112000107', true, 9_000), 0);
  assert.equal(see(']Q1https://x.example/01/09520101000101', false, 9_000), 1);
});
