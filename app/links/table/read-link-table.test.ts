// Tables made to be slow do not hold up others, and every delimiter is told from the head.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLinkTable, table_bytes_max } from './read-link-table.ts';

const head = 'thing,link_type,href,title\n';
const row = '01/09521010001011,gs1:pip,https://example.vn/,';

/** Processor time of the longest piece of work between two turns of other requests. */
async function longestPiece(bytes: Buffer): Promise<number> {
  let longest_us = 0;
  let isOver = false;
  let from = process.cpuUsage();
  const look = (): void => {
    longest_us = Math.max(longest_us, process.cpuUsage(from).user);
    from = process.cpuUsage();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await new Promise((resolve) => setImmediate(resolve));
  await readLinkTable(bytes);
  isOver = true;
  await new Promise((resolve) => setImmediate(resolve));
  return longest_us / 1_000;
}

test('a table of nothing but delimiters, marks or quotes lets others have their turn', async () => {
  const fill = (start: string, sign: string): Buffer =>
    Buffer.from(start + sign.repeat(Math.floor((table_bytes_max - 200) / Buffer.byteLength(sign))));
  for (const [name, bytes] of [
    ['delimiters', fill('', ',')],
    ['delimiters below the head', fill(head, ',')],
    ['marks', fill(`${head}${row}`, '\u0301\u0316')],
    ['a quote that stays open', fill('"', 'x')],
  ] as const) {
    const longest_ms = await longestPiece(bytes);
    assert.ok(longest_ms < 1_000, `${name}: ${longest_ms} ms`);
  }
});

test('the head is told from its first line, whatever delimiter it has', async () => {
  for (const sign of [',', ';', '\t']) {
    const table = await readLinkTable(Buffer.from(`${head}${row}Trang\n`.replaceAll(',', sign)));
    assert.ok('rows' in table && table.rows.length === 1);
    assert.equal(table.rows[0]?.cells[3], 'Trang');
  }
});
