// The retired short names of keys and qualifiers (`gtin`, `lot`), which old links still carry.

/** Short names of URI Syntax 1.0 and 1.1 (withdrawn in 1.2), lower case. */
const SHORT_NAMES = new Map([
  ['sscc', '00'],
  ['gtin', '01'],
  ['gdti', '253'],
  ['gcn', '255'],
  ['ginc', '401'],
  ['gsin', '402'],
  ['gln', '414'],
  ['payto', '415'],
  ['party', '417'],
  ['grai', '8003'],
  ['giai', '8004'],
  ['itip', '8006'],
  ['cpid', '8010'],
  ['gmn', '8013'],
  ['gsrnp', '8017'],
  ['gsrn', '8018'],
  ['cpv', '22'],
  ['lot', '10'],
  ['ser', '21'],
  ['tpx', '235'],
  ['glnx', '254'],
  ['refno', '8020'],
  ['cpsn', '8011'],
  ['srin', '8019'],
]);

/** Longest short name, in characters. */
const SHORT_NAME_MAX_CHARS = 5;

/** The application identifier behind a short name in any case, for example `GTIN` → `01`. */
export function findShortName(text: string, from: number, to: number): string | undefined {
  const length = to - from;
  if (length < 3 || length > SHORT_NAME_MAX_CHARS) return undefined;
  return SHORT_NAMES.get(text.slice(from, to).toLowerCase());
}
