// Chance that is the same on every machine: numbers, serials and event ids derived from a text.

/** 32 bits of FNV-1a with a final mix: spreads well enough for serials and jitter. `basis` makes independent ones. */
export function hash32(text: string, basis = 0x811c9dc5): number {
  let hash = basis;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Whole number from `low` to `high`, both included. */
export function numberFrom(seed: string, low: number, high: number): number {
  return low + (hash32(seed) % (high - low + 1));
}

/** Starting values of which none follows from another, so that texts that meet under one still differ under the next. */
const bases = [0x811c9dc5, 0x2f6e2b1d, 0x9c4d7a3f, 0x51ed270b] as const;

// Without I, L, O and U, which people misread.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Serial of nine characters, not to be guessed from its neighbour's. */
export function serialFrom(seed: string): string {
  const first = hash32(seed);
  const second = hash32(seed, bases[1]);
  let serial = '';
  for (let index = 0; index < 5; index++) serial += letters[(first >>> (index * 5)) & 31]!;
  for (let index = 0; index < 4; index++) serial += letters[(second >>> (index * 5)) & 31]!;
  return serial;
}

/** `count` serials of one lot, all different. */
export function serialsOf(lot: string, count: number): string[] {
  const serials = new Set<string>();
  for (let index = 0; serials.size < count; index++) serials.add(serialFrom(`${lot}#${index}`));
  return [...serials];
}

/** UUID (version 8, RFC 9562 §5.8) for an event. */
export function uuidFrom(seed: string): string {
  const hex = bases.map((basis) => hash32(seed, basis).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
