// The form of an API key, `nguon_<9 letters and digits>_<33 letters and digits>`, and its hash. Knows no database.
import { createHash } from 'node:crypto';

/** What a key may do: hand in events, ask for events, manage the links of identifiers. */
export type Scope = 'capture' | 'query' | 'links';
export const scopes: readonly Scope[] = ['capture', 'query', 'links'];

/** Random bytes that one key needs: 6 for the part that is shown, 24 (192 bits) for the secret. */
export const key_random_bytes = 30;

const id_bytes = 6;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const form = /^nguon_[0-9A-Za-z]{9}_[0-9A-Za-z]{33}$/;

/** `key` is shown once and never kept; `prefix` tells keys apart in lists; `hash` is what the database holds. */
export interface NewApiKey {
  readonly key: string;
  readonly prefix: string;
  readonly hash: Buffer;
}

export function makeApiKey(random: Uint8Array): NewApiKey {
  if (random.length !== key_random_bytes) throw new Error(`an API key needs ${key_random_bytes} random bytes`);
  const prefix = `nguon_${toBase62(random.subarray(0, id_bytes), 9)}`;
  const key = `${prefix}_${toBase62(random.subarray(id_bytes), 33)}`;
  return { key, prefix, hash: hashApiKey(key) };
}

/** SHA-256 is enough here: the secret is random, so there is nothing to guess as there is with a password. */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** True when the text could be a key at all; the others need no look-up. */
export function hasKeyForm(text: string): boolean {
  return form.test(text);
}

function toBase62(bytes: Uint8Array, length: number): string {
  let number = BigInt('0x' + Buffer.from(bytes).toString('hex'));
  let text = '';
  while (text.length < length) {
    text = alphabet[Number(number % 62n)] + text;
    number /= 62n;
  }
  return text;
}
