// Tells the province of an address from the operator's own file of ranges (`cidr,province name`), where there is one.
import { readAddress } from '../../read-address.ts';

interface Range {
  readonly from: string;
  readonly until: string;
  readonly province: string;
}

export type FindProvince = (address: string) => string;

/** Ranges that one file may hold. */
const ranges_max = 2_000_000;
/** Nested ranges looked at before an address counts as outside all. */
const nesting_max = 64;
const province_max_chars = 60;

/** Lines that are no range are counted in `faulty`. A smaller range inside a larger one wins. */
export function readAddressRanges(csv: string): { readonly findProvince: FindProvince; readonly ranges: number; readonly faulty: number } {
  const ranges: Range[] = [];
  let faulty = 0;
  for (const line of csv.split(/\r?\n/)) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const range = readRange(line);
    if (range === undefined || ranges.length >= ranges_max) faulty++;
    else ranges.push(range);
  }
  ranges.sort((a, b) => (a.from === b.from ? (a.until < b.until ? 1 : -1) : a.from < b.from ? -1 : 1));
  return { findProvince: (address) => lookUp(ranges, address), ranges: ranges.length, faulty };
}

function readRange(line: string): Range | undefined {
  const comma = line.indexOf(',');
  const [address, length] = line.slice(0, comma).trim().split('/');
  const province = line
    .slice(comma + 1)
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .normalize('NFC');
  const bits = address === undefined ? undefined : readAddress(address);
  if (comma < 0 || bits === undefined || province === '' || province.length > province_max_chars) return undefined;
  const width = address!.includes(':') ? 128 : 32;
  const kept = length === undefined ? width : Number(length);
  if (!Number.isInteger(kept) || kept < 0 || kept > width) return undefined;
  const free = BigInt(width - kept);
  const from = (BigInt('0x' + bits) >> free) << free;
  const until = from | ((1n << free) - 1n);
  return { from: from.toString(16).padStart(32, '0'), until: until.toString(16).padStart(32, '0'), province };
}

/** The last range that begins at or before the address and reaches it; '' outside all. */
function lookUp(ranges: readonly Range[], address: string): string {
  const bits = readAddress(address);
  if (bits === undefined) return '';
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.from <= bits) low = middle + 1;
    else high = middle;
  }
  for (let i = low - 1; i >= 0 && i >= low - nesting_max; i--) if (ranges[i]!.until >= bits) return ranges[i]!.province;
  return '';
}
