// Columns grow as they fill: what PostgreSQL reads back is what was added, for every type, with nulls and long texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestDatabase } from '../test/support/test-database.ts';
import { ByteaColumn, Int2Column, Int4Column, Int8Column, TextColumn, TimestampColumn, UuidColumn } from './binary-array.ts';

const { system: db } = await openTestDatabase();
const rows = 3_000;
const numbers = Array.from({ length: rows }, (_, index) => index);

test('three thousand rows of every type come back as they were added', async () => {
  const [texts, shorts, integers, longs, times, uuids, bytes] = [
    new TextColumn(),
    new Int2Column(),
    new Int4Column(),
    new Int8Column(),
    new TimestampColumn(),
    new UuidColumn(),
    new ByteaColumn(),
  ] as const;
  const textOf = (n: number): string | null => (n % 7 === 0 ? null : n % 5 === 0 ? `Bà Đen ${'x'.repeat(n)}` : `lot-${n}`);
  const timeOf = (n: number): number | null => (n % 11 === 0 ? null : Date.UTC(1900 + (n % 300), n % 12, 1 + (n % 28), 3, 4, 5, n % 1_000));
  const longOf = (n: number): bigint | null => (n % 13 === 0 ? null : (n % 2 === 0 ? 1n : -1n) * (BigInt(n) << 48n));
  for (const n of numbers) {
    texts.add(textOf(n));
    shorts.add(n - 1_500);
    integers.add((n - 1_500) * 1_000_003);
    longs.add(longOf(n));
    times.add(timeOf(n));
    uuids.add(n.toString(16).padStart(32, 'a'));
    bytes.add(n.toString(16).padStart(64, '0'));
  }
  const { rows: read } = await db.query<Record<string, unknown>>({
    text: `select t, s, i, l, extract(epoch from at) * 1000 as at, replace(u::text, '-', '') as u, encode(b, 'hex') as b
      from unnest($1::text[], $2::smallint[], $3::int[], $4::bigint[], $5::timestamptz[], $6::uuid[], $7::bytea[]) as r (t, s, i, l, at, u, b)`,
    values: [texts, shorts, integers, longs, times, uuids, bytes].map((column) => column.finish()),
  });
  assert.equal(read.length, rows);
  for (const n of numbers)
    assert.deepEqual(
      { ...read[n], at: read[n]!['at'] === null ? null : Number(read[n]!['at']) },
      {
        t: textOf(n),
        s: n - 1_500,
        i: (n - 1_500) * 1_000_003,
        l: longOf(n) === null ? null : String(longOf(n)),
        at: timeOf(n),
        u: n.toString(16).padStart(32, 'a'),
        b: n.toString(16).padStart(64, '0'),
      },
    );
});
