// Counting, provinces, hashes that change daily, and what happens when the database does not take the counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddressRanges } from './address-ranges.ts';
import { readAddress } from '../../read-address.ts';
import { ScanCounter } from './scan-counter.ts';
import type { ScanCount } from './scan-counter.ts';
import { makeVisitorReader } from './visitor.ts';

const visitor = { hash: 'aaaa', province: 'Tây Ninh' };
const at_ms = Date.parse('2026-11-22T03:15:00Z');

test('scans of an hour and province add up; pending tells what is not written', async () => {
  const counter = new ScanCounter();
  counter.count('a', visitor, at_ms);
  counter.count('a', { hash: 'bbbb', province: '' }, at_ms + 1_000);
  counter.count('a', visitor, at_ms + 3_600_000);
  assert.deepEqual(counter.pending('a'), { total: 3, first_ms: at_ms });
  let written: readonly ScanCount[] = [];
  await counter.flush(async (counts) => void (written = counts));
  const [count] = written;
  assert.equal(count!.total, 3);
  const hour = Date.parse('2026-11-22T03:00:00Z');
  assert.deepEqual(
    [...count!.hours],
    [
      [`${hour}|Tây Ninh`, 1],
      [`${hour}|`, 1],
      [`${hour + 3_600_000}|Tây Ninh`, 1],
    ],
  );
  assert.equal(count!.visitors.size, 2);
  assert.equal(counter.pending('a').total, 0);
});

test('what could not be written is written with the next batch, and scans meanwhile are not lost', async () => {
  const counter = new ScanCounter();
  counter.count('a', visitor, at_ms);
  await assert.rejects(
    counter.flush(async () => {
      counter.count('a', visitor, at_ms + 5);
      counter.count('b', visitor, at_ms + 6);
      throw new Error('away');
    }),
  );
  const totals = new Map<string, number>();
  await counter.flush(async (counts) => counts.forEach((count) => totals.set(count.thing, count.total)));
  assert.deepEqual(
    [...totals],
    [
      ['a', 2],
      ['b', 1],
    ],
  );
});

test('the hash of an address changes every day of Việt Nam and never holds the address', () => {
  const read = makeVisitorReader('secret', undefined);
  const monday = Date.parse('2026-11-23T16:59:00Z');
  const one = read('203.0.113.7', monday);
  assert.equal(read('203.0.113.7', monday).hash, one.hash);
  assert.notEqual(read('203.0.113.8', monday).hash, one.hash);
  assert.notEqual(read('203.0.113.7', monday + 120_000).hash, one.hash, '17:00 UTC is midnight');
  assert.equal(makeVisitorReader('secret', undefined)('203.0.113.7', monday).hash, one.hash, 'the same in every process');
  assert.notEqual(makeVisitorReader('other', undefined)('203.0.113.7', monday).hash, one.hash);
  assert.equal(Buffer.from(one.hash, 'base64url').length, 12);
  assert.equal(read('2001:db8::1', monday).hash, read('2001:db8::2', monday).hash, 'one home, one visitor');
});

test('provinces from a file of ranges: both families, the smaller range wins, faulty lines counted', () => {
  const { findProvince, ranges, faulty } = readAddressRanges(
    '# chú thích\n203.0.113.0/24,Tây Ninh\n203.0.113.64/26,Long An\n2001:db8::/32,Tây Ninh\n198.51.100.7,Hà Nội\nkhông,phải\n300.0.0.0/8,X\n10.0.0.0/33,Y\n',
  );
  assert.deepEqual([ranges, faulty], [4, 3]);
  assert.equal(findProvince('203.0.113.1'), 'Tây Ninh');
  assert.equal(findProvince('203.0.113.70'), 'Long An');
  assert.equal(findProvince('203.0.113.200'), 'Tây Ninh');
  assert.equal(findProvince('::ffff:203.0.113.70'), 'Long An');
  assert.equal(findProvince('2001:db8:1::5'), 'Tây Ninh');
  assert.equal(findProvince('198.51.100.7'), 'Hà Nội');
  assert.equal(findProvince('198.51.100.8'), '');
  assert.equal(findProvince('not an address'), '');
});

test('addresses become 32 hexadecimal digits', () => {
  assert.equal(readAddress('1.2.3.4'), '00000000000000000000ffff01020304');
  assert.equal(readAddress('::'), '0'.repeat(32));
  assert.equal(readAddress('2001:DB8::1'), '20010db8000000000000000000000001');
  assert.equal(readAddress('fe80::1%eth0'), 'fe800000000000000000000000000001');
  assert.equal(readAddress('1.2.3'), undefined);
});
