// Chance that is the same on every machine: numbers, serials and event ids derived from a text.

/** 32 bits of FNV-1a with a final mix: spreads well enough for serials and jitter. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Whole number from `low` to `high`, both included. */
export function numberFrom(seed: string, low: number, high: number): number {
  return low + (hash32(seed) % (high - low + 1));
}

// Without I, L, O and U, which people misread.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Serial of nine characters, not to be guessed from its neighbour's. */
export function serialFrom(seed: string): string {
  const first = hash32(`${seed}|a`);
  const second = hash32(`${seed}|b`);
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
  const hex = [1, 2, 3, 4].map((part) => hash32(`${seed}|${part}`).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
