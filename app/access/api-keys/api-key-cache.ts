// Remembers for five seconds which keys work, so that busy programs do not ask the database about theirs at each request.
import type { LiveApiKey } from './store.ts';

const key_cache_ms = 5_000;
const key_cache_entries_max = 10_000;
const use_noted_ms = 60_000;

interface Remembered {
  readonly key: LiveApiKey;
  until_ms: number;
  useNotedAt_ms: number;
}

/** By the hash of the key in hex; keys are random, so two databases in one process cannot meet here. */
const remembered = new Map<string, Remembered>();

export function recallApiKey(hash: string, now_ms: number): LiveApiKey | undefined {
  const entry = remembered.get(hash);
  return entry !== undefined && now_ms < entry.until_ms ? entry.key : undefined;
}

export function rememberApiKey(hash: string, key: LiveApiKey, now_ms: number): void {
  const before = remembered.get(hash);
  remembered.delete(hash);
  if (remembered.size >= key_cache_entries_max) remembered.delete(remembered.keys().next().value ?? '');
  remembered.set(hash, { key, until_ms: now_ms + key_cache_ms, useNotedAt_ms: before?.useNotedAt_ms ?? Number.NEGATIVE_INFINITY });
}

/** True once a minute for each key: then its use is written down. */
export function isUseDue(hash: string, now_ms: number): boolean {
  const entry = remembered.get(hash);
  if (entry === undefined || now_ms < entry.useNotedAt_ms + use_noted_ms) return false;
  entry.useNotedAt_ms = now_ms;
  return true;
}

/** A revoked key stops working in this process at once; in other processes within five seconds. */
export function forgetApiKey(hash: Buffer): void {
  remembered.delete(hash.toString('hex'));
}
