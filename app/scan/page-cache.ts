// Rendered bytes of scan pages by code and language, bounded in bytes, dropped when a thing they rest on changes.
import type { RenderedPage } from './rendered-page.ts';

/** Bytes of all pages together; a page is about 13 kB. */
export const cache_max_bytes = 167_772_160;
/** A page is made again after this, so that dates, scan counts and "on the way" stay true. */
export const page_max_age_ms = 60_000;
/** Changes remembered, to tell whether one came while a page was being made. */
const changes_max = 50_000;
/** What a cached page costs beside its body: keys, headers, links. */
const entry_overhead_bytes = 1_200;

export class PageCache {
  readonly #pages = new Map<string, RenderedPage>();
  readonly #pathsByThing = new Map<string, Set<string>>();
  readonly #changedAt = new Map<string, number>();
  #everythingChangedAt = 0;
  #bytes = 0;
  #isOn = false;

  /** Off whenever news of changes may be missing: nothing is answered from it and nothing kept. */
  turnOn(now_ms: number): void {
    this.clear(now_ms);
    this.#isOn = true;
  }

  turnOff(now_ms: number): void {
    this.#isOn = false;
    this.clear(now_ms);
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(path: string, now_ms: number): RenderedPage | undefined {
    if (!this.#isOn) return undefined;
    const page = this.#pages.get(path);
    if (page === undefined) return undefined;
    if (now_ms - page.madeAt_ms > page_max_age_ms || now_ms < page.madeAt_ms) {
      this.#remove(page);
      return undefined;
    }
    page.wasUsed = true;
    return page;
  }

  /**
   * Keeps a page whose facts were read at `loadedAt_ms`, unless something under it changed since. `lag_ms` = how far the
   * database read from may be behind the one that told of the change.
   */
  keep(page: RenderedPage, loadedAt_ms: number, lag_ms: number): void {
    if (!this.#isOn || this.#everythingChangedAt + lag_ms >= loadedAt_ms) return;
    for (const thing of page.things) if ((this.#changedAt.get(thing) ?? 0) + lag_ms >= loadedAt_ms) return;
    const old = this.#pages.get(page.path);
    if (old !== undefined) this.#remove(old);
    this.#pages.set(page.path, page);
    this.#bytes += page.heldBytes + entry_overhead_bytes;
    for (const thing of page.things) {
      const paths = this.#pathsByThing.get(thing);
      if (paths === undefined) this.#pathsByThing.set(thing, new Set([page.path]));
      else paths.add(page.path);
    }
    this.#shrink();
  }

  /** Called when forms of a page were made or let go: `bytes` more are held, or fewer. */
  addBytes(page: RenderedPage, bytes: number): void {
    page.heldBytes += bytes;
    if (this.#pages.get(page.path) !== page) return;
    this.#bytes += bytes;
    this.#shrink();
  }

  /** `*` = everything. */
  drop(things: Iterable<string>, now_ms: number): void {
    for (const thing of things) {
      if (thing === '*') {
        this.clear(now_ms);
        return;
      }
      this.#changedAt.delete(thing);
      this.#changedAt.set(thing, now_ms);
      const paths = this.#pathsByThing.get(thing);
      if (paths !== undefined) for (const path of [...paths]) this.#remove(this.#pages.get(path)!);
    }
    while (this.#changedAt.size > changes_max) {
      const [oldest, at] = this.#changedAt.entries().next().value!;
      this.#changedAt.delete(oldest);
      // What is forgotten counts as "everything changed then".
      this.#everythingChangedAt = Math.max(this.#everythingChangedAt, at);
    }
  }

  clear(now_ms: number): void {
    this.#pages.clear();
    this.#pathsByThing.clear();
    this.#changedAt.clear();
    this.#everythingChangedAt = now_ms;
    this.#bytes = 0;
  }

  /** The oldest page goes; one used since its last turn goes to the end of the queue instead (second chance). */
  #shrink(): void {
    while (this.#bytes > cache_max_bytes) {
      const page = this.#pages.values().next().value!;
      if (page.wasUsed) {
        page.wasUsed = false;
        this.#pages.delete(page.path);
        this.#pages.set(page.path, page);
      } else this.#remove(page);
    }
  }

  #remove(page: RenderedPage): void {
    this.#pages.delete(page.path);
    this.#bytes -= page.heldBytes + entry_overhead_bytes;
    for (const thing of page.things) {
      const paths = this.#pathsByThing.get(thing);
      paths?.delete(page.path);
      if (paths?.size === 0) this.#pathsByThing.delete(thing);
    }
  }
}
