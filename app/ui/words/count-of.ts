// A number with its English noun, in the singular after one.

/** `1 code`, `2 codes`; a count that is written already is taken as it is. */
export function countOf(count: number | string, one: string, many: string): string {
  return `${count} ${String(count) === '1' ? one : many}`;
}
