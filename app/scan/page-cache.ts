// Rendered bytes of scan pages by code and language, bounded in bytes, dropped when a thing they rest on changes.
import type { RenderedPage } from './rendered-page.ts';

/** Bytes of all pages together; a page is about 4 kB, compressed. */
export const cache_max_bytes = 100_663_296;
/** A page is made again after this, so that dates, scan counts and "on the way" stay true. */
export const page_max_age_ms = 60_000;
/** Characters of changes remembered, to tell whether one came while a page was being made. */
const changes_max_characters = 4_194_304;
/** What a cached page costs beside its body: keys, headers, links. */
const entry_overhead_bytes = 1_200;

interface Change {
  readonly at_ms: number;
  /** Things with a space before, between and after them. */
  readonly things: string;
}

export class PageCache {
  readonly #pages = new Map<string, RenderedPage>();
  readonly #pathsByThing = new Map<string, Set<string>>();
  #changes: Change[] = [];
  #changesCharacters = 0;
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
    if (this.#hasChanged(page.things, loadedAt_ms - lag_ms)) return;
    const old = this.#pages.get(page.path);
    if (old !== undefined) this.#remove(old);
    this.#pages.set(page.path, page);
    this.#bytes += page.gzip.length + entry_overhead_bytes;
    for (const thing of page.things) {
      const paths = this.#pathsByThing.get(thing);
      if (paths === undefined) this.#pathsByThing.set(thing, new Set([page.path]));
      else paths.add(page.path);
    }
    this.#shrink();
  }

  /** @param things separated by spaces, as the database tells them; `*` among them = everything. */
  drop(things: string, now_ms: number): void {
    const change = { at_ms: now_ms, things: ` ${things} ` };
    if (change.things.includes(' * ')) {
      this.clear(now_ms);
      return;
    }
    this.#remember(change);
    // A capture names thousands of things: they are looked at one by one only where there are pages to drop.
    if (this.#pages.size === 0) return;
    for (const thing of things.split(' ')) {
      const paths = this.#pathsByThing.get(thing);
      if (paths !== undefined) for (const path of [...paths]) this.#remove(this.#pages.get(path)!);
    }
  }

  #remember(change: Change): void {
    this.#changes.push(change);
    this.#changesCharacters += change.things.length;
    if (this.#changesCharacters <= changes_max_characters) return;
    // What is forgotten counts as "everything changed then".
    const forgotten = this.#changes.splice(0, Math.ceil(this.#changes.length / 2));
    for (const { things } of forgotten) this.#changesCharacters -= things.length;
    this.#everythingChangedAt = Math.max(this.#everythingChangedAt, forgotten.at(-1)!.at_ms);
  }

  #hasChanged(things: Iterable<string>, since_ms: number): boolean {
    const spaced = Array.from(things, (thing) => ` ${thing} `);
    for (let index = this.#changes.length - 1; index >= 0 && this.#changes[index]!.at_ms >= since_ms; index--)
      if (spaced.some((thing) => this.#changes[index]!.things.includes(thing))) return true;
    return false;
  }

  clear(now_ms: number): void {
    this.#pages.clear();
    this.#pathsByThing.clear();
    this.#changes = [];
    this.#changesCharacters = 0;
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
    this.#bytes -= page.gzip.length + entry_overhead_bytes;
    for (const thing of page.things) {
      const paths = this.#pathsByThing.get(thing);
      paths?.delete(page.path);
      if (paths?.size === 0) this.#pathsByThing.delete(thing);
    }
  }
}
