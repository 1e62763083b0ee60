// Counts scans in memory and writes them in batches, so that a scan costs no write; at most 20 seconds late.
import type { Visitor } from './visitor.ts';

export interface ScanCount {
  readonly thing: string;
  first_ms: number;
  firstProvince: string;
  total: number;
  /** `hour in ms|province` → scans. */
  readonly hours: Map<string, number>;
  /** Hashes of the day of `first_ms`. */
  readonly visitors: Set<string>;
}

/** Visitors remembered for one thing between two writes; beyond that they are still counted, not told apart. */
const visitors_max = 256;
const hour_ms = 3_600_000;

export class ScanCounter {
  #counts = new Map<string, ScanCount>();
  #writing: ReadonlyMap<string, ScanCount> = new Map();
  #hour_start_ms = 0;
  readonly #hourKeys = new Map<string, string>();

  count(thing: string, visitor: Visitor, now_ms: number): void {
    let count = this.#counts.get(thing);
    if (count === undefined) {
      count = { thing, first_ms: now_ms, firstProvince: visitor.province, total: 0, hours: new Map(), visitors: new Set() };
      this.#counts.set(thing, count);
    }
    count.total++;
    const hour = this.#hourKey(now_ms, visitor.province);
    count.hours.set(hour, (count.hours.get(hour) ?? 0) + 1);
    if (count.visitors.size < visitors_max) count.visitors.add(visitor.hash);
  }

  /** `hour|province`, made once an hour: a scan from the cache costs microseconds. */
  #hourKey(now_ms: number, province: string): string {
    const hour_start_ms = now_ms - (now_ms % hour_ms);
    if (hour_start_ms !== this.#hour_start_ms) {
      this.#hour_start_ms = hour_start_ms;
      this.#hourKeys.clear();
    }
    const known = this.#hourKeys.get(province);
    if (known !== undefined) return known;
    const key = `${hour_start_ms}|${province}`;
    this.#hourKeys.set(province, key);
    return key;
  }

  /** Scans of a thing that the database does not know of yet. */
  pending(thing: string): { readonly total: number; readonly first_ms: number } {
    const now = this.#counts.get(thing);
    const writing = this.#writing.get(thing);
    return {
      total: (now?.total ?? 0) + (writing?.total ?? 0),
      first_ms: Math.min(now?.first_ms ?? Number.POSITIVE_INFINITY, writing?.first_ms ?? Number.POSITIVE_INFINITY),
    };
  }

  get size(): number {
    return this.#counts.size;
  }

  /** Hands all counts to `write`; what could not be written is counted again with the next batch. */
  async flush(write: (counts: readonly ScanCount[]) => Promise<void>): Promise<void> {
    if (this.#counts.size === 0 || this.#writing.size > 0) return;
    const taken = this.#counts;
    this.#counts = new Map();
    this.#writing = taken;
    try {
      await write([...taken.values()]);
    } catch (error) {
      for (const count of taken.values()) this.#putBack(count);
      throw error;
    } finally {
      this.#writing = new Map();
    }
  }

  #putBack(count: ScanCount): void {
    const newer = this.#counts.get(count.thing);
    if (newer === undefined) {
      this.#counts.set(count.thing, count);
      return;
    }
    newer.total += count.total;
    newer.first_ms = count.first_ms;
    newer.firstProvince = count.firstProvince;
    for (const [hour, total] of count.hours) newer.hours.set(hour, (newer.hours.get(hour) ?? 0) + total);
    for (const visitor of count.visitors) if (newer.visitors.size < visitors_max) newer.visitors.add(visitor);
  }
}
