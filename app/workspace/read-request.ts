// Values of the workspace's addresses, read with care.

const seq_max = 2n ** 63n - 1n;

/** A sequence number of an event, as the database can hold it. */
export function readSeq(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{1,19}$/.test(value) && BigInt(value) <= seq_max ? value : undefined;
}

/** Most rows that a list is paged through by number. */
const offset_max = 100_000;

/** `?trang=` from 1. */
export function readPageNumber(value: unknown, page_rows: number): number {
  const number = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 1;
  return Math.min(Math.max(number, 1), Math.floor(offset_max / page_rows));
}
