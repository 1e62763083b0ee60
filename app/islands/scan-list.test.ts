// The list of scanning on and on: counted once while held, newest first, answers, groups, CSV, what was stored.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scannerWords } from '../ui/words/scanner.ts';
import type { Answer } from './look-up.ts';
import type { Reading } from './read-symbol.ts';
import { addScan, countGroups, entries_max, isGrave, mergeLists, readStored, same_scan_ms, settle, writeCsv } from './scan-list.ts';
import type { ScanList } from './scan-list.ts';

const code = (n: number): Reading => ({ kind: 'code', text: `code ${n}`, path: `/01/${n}`, top: `01/${n}` });
const answer = (look: string, more: Partial<Answer> = {}): Answer => ({
  verdict: look,
  look,
  title: `Title ${look}`,
  warnings: [],
  name: 'Muối tôm, "ngon"',
  maker: null,
  lot: null,
  serial: null,
  path: '/xem/01/1',
  asks_lot: false,
  ...more,
});
const scan = (list: ScanList, n: number, now_ms: number): ScanList => addScan(list, code(n), now_ms).list;

test('a code held before the camera is one scan; brought back later, one more, on top', () => {
  let added = addScan([], code(1), 0);
  assert.equal(added.isNew, true);
  for (let now_ms = 200; now_ms < 20_000; now_ms += 200) {
    added = addScan(added.list, code(1), now_ms);
    assert.equal(added.isNew, false, String(now_ms));
  }
  assert.equal(added.list[0]!.times, 1);
  const two = scan(added.list, 2, 20_000);
  assert.deepEqual(
    two.map(({ path }) => path),
    ['/01/2', '/01/1'],
  );
  const again = addScan(two, code(1), 20_000 + same_scan_ms);
  assert.equal(again.isNew, true);
  assert.deepEqual(
    again.list.map(({ path, times }) => [path, times]),
    [
      ['/01/1', 2],
      ['/01/2', 1],
    ],
  );
});

test('answers settle; a portal that is away is no verdict and takes none back; groups are counted gravest first', () => {
  let list = [1, 2, 3, 4].reduce((made, n) => scan(made, n, n), [] as ScanList);
  list = addScan(list, { kind: 'link', text: 'https://x.example/', host: 'x.example' }, 9).list;
  list = settle(list, '/01/1', { kind: 'answered', answer: answer('right') });
  list = settle(list, '/01/2', { kind: 'answered', answer: answer('stop') });
  list = settle(list, '/01/3', { kind: 'away' });
  list = settle(list, '/01/1', { kind: 'away' });
  list = settle(list, '/01/4', { kind: 'refused', words: 'no' });
  list = settle(scan(list, 5, 10), '/01/5', { kind: 'answered', answer: answer('wait', { verdict: 'not_activated' }) });
  list = settle(scan(list, 6, 11), '/01/6', { kind: 'answered', answer: answer('wait', { verdict: 'caution' }) });
  assert.deepEqual(countGroups(list), [
    ['stop', 1],
    ['not_activated', 1],
    ['wait', 1],
    ['right', 1],
    ['other', 2],
    ['away', 1],
  ]);
  assert.equal(list.find(({ key }) => key === '/01/4')!.note, 'no');
  assert.deepEqual(
    list.filter(isGrave).map(({ key }) => key),
    ['/01/5', '/01/2'],
  );
});

test('the list keeps the newest', () => {
  let list: ScanList = [];
  for (let n = 0; n < entries_max + 5; n++) list = scan(list, n, n);
  assert.equal(list.length, entries_max);
  assert.equal(list[0]!.path, `/01/${entries_max + 4}`);
});

test('a cleared list is taken back under what was scanned since', () => {
  const cleared = scan(scan([], 1, 1), 2, 2);
  const since = scan(scan([], 3, 10), 2, 11);
  assert.deepEqual(
    mergeLists(since, cleared).map(({ path, times }) => [path, times]),
    [
      ['/01/2', 2],
      ['/01/3', 1],
      ['/01/1', 1],
    ],
  );
});

test('CSV: one row for each code, quoted, without formulas, in the time of Việt Nam', () => {
  let list = scan([], 1, Date.parse('2026-11-22T17:30:00Z'));
  list = settle(list, '/01/1', { kind: 'answered', answer: answer('stop', { warnings: ['a', 'b'], lot: 'MT-210' }) });
  list = addScan(list, { kind: 'text', text: '=HYPERLINK("x")' }, Date.parse('2026-11-22T17:31:00Z')).list;
  const lines = writeCsv(list, scannerWords.vi, 'https://nguon.example').split('\r\n');
  assert.equal(lines[0], `\ufeff${scannerWords.vi.csvColumns.join(',')}`);
  assert.equal(lines[1], `2026-11-23 00:31:00,"'=HYPERLINK(""x"")",${scannerWords.vi.groups['other']},,,,,,1,`);
  assert.equal(lines[2], '2026-11-23 00:30:00,code 1,Title stop,a b,"Muối tôm, ""ngon""",,MT-210,,1,https://nguon.example/01/1');
  assert.deepEqual(lines.slice(3), ['']);
});

test('a stored list comes back; anything else is none', () => {
  const list = scan([], 1, 5);
  assert.deepEqual(readStored(JSON.stringify(list)), list);
  for (const text of [null, '', '{', '7', '{"a":1}', '[null,3,{"key":1}]']) assert.deepEqual(readStored(text), [], String(text));
});
