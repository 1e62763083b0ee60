// Answers kept by address, bounded in bytes, dropped when a thing they rest on changes: scan pages and redirects.

/** Newcomers remembered while there is no room: a power of two. */
const newcomers_remembered = 65_536;

/** Characters of changes remembered, to tell whether one came while an answer was being made. */
const changes_max_characters = 4_194_304;

export interface CachedAnswer {
  /** Path and query that it answers: its key. */
  readonly path: string;
  readonly madeAt_ms: number;
  /** Every thing whose change makes this answer untrue. */
  readonly things: readonly string[];
  /** What it costs in memory, keys and objects included. */
  readonly bytes: number;
  /** Asked for since the cache last looked. */
  wasUsed: boolean;
}

export interface CacheLimits {
  /** Of all answers together. */
  readonly bytes_max: number;
  /** An answer is made again after this. */
  readonly age_max_ms: number;
}

interface Change {
  readonly at_ms: number;
  /** As the database told them: the very text that other caches remember too, looked into only when an answer is kept. */
  readonly things: string;
}

export class ThingCache<Answer extends CachedAnswer> {
  readonly #limits: CacheLimits;
  readonly #answers = new Map<string, Answer>();
  #hand = this.#answers.values();
  readonly #newcomers = new Uint32Array(newcomers_remembered);
  /** Most things stand under one address: a set for each would cost more than the answers. */
  readonly #pathsByThing = new Map<string, string | Set<string>>();
  #changes: Change[] = [];
  #changesCharacters = 0;
  #everythingChangedAt = 0;
  #bytes = 0;
  #isOn = false;

  constructor(limits: CacheLimits) {
    this.#limits = limits;
  }

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

  find(path: string, now_ms: number): Answer | undefined {
    if (!this.#isOn) return undefined;
    const answer = this.#answers.get(path);
    if (answer === undefined) return undefined;
    if (now_ms - answer.madeAt_ms > this.#limits.age_max_ms || now_ms < answer.madeAt_ms) {
      this.#remove(answer);
      return undefined;
    }
    answer.wasUsed = true;
    return answer;
  }

  /**
   * Keeps an answer whose facts were read at `loadedAt_ms`, unless something under it changed since. `lag_ms` = how far the
   * database read from may be behind the one that told of the change.
   */
  keep(answer: Answer, loadedAt_ms: number, lag_ms: number): void {
    if (!this.#isOn || this.#everythingChangedAt + lag_ms >= loadedAt_ms) return;
    if (this.#hasChanged(answer.things, loadedAt_ms - lag_ms)) return;
    const old = this.#answers.get(answer.path);
    if (old !== undefined) this.#remove(old);
    if (!this.#makeRoom(answer)) return;
    this.#answers.set(answer.path, answer);
    this.#bytes += answer.bytes;
    for (const thing of answer.things) this.#addPath(thing, answer.path);
  }

  /** @param things separated by spaces, as the database tells them; `*` among them = everything. */
  drop(things: string, now_ms: number): void {
    if (things.includes('*') && ` ${things} `.includes(' * ')) {
      this.clear(now_ms);
      return;
    }
    this.#remember({ at_ms: now_ms, things });
    // A capture names thousands of things: they are looked at one by one only where there are answers to drop.
    if (this.#answers.size === 0) return;
    for (const thing of things.split(' ')) {
      const paths = this.#pathsByThing.get(thing);
      if (typeof paths === 'string') this.#remove(this.#answers.get(paths)!);
      else if (paths !== undefined) for (const path of [...paths]) this.#remove(this.#answers.get(path)!);
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
    for (let index = this.#changes.length - 1; index >= 0 && this.#changes[index]!.at_ms >= since_ms; index--) {
      const changed = ` ${this.#changes[index]!.things} `;
      if (spaced.some((thing) => changed.includes(thing))) return true;
    }
    return false;
  }

  clear(now_ms: number): void {
    this.#answers.clear();
    this.#hand = this.#answers.values();
    this.#pathsByThing.clear();
    this.#changes = [];
    this.#changesCharacters = 0;
    this.#everythingChangedAt = now_ms;
    this.#bytes = 0;
  }

  /**
   * Where there is no room, only who comes a second time is let in, in place of the next that was not used since the hand last came by:
   * codes asked for once in passing, however many, neither push out what is kept nor churn memory.
   */
  #makeRoom({ path, bytes }: Answer): boolean {
    if (this.#bytes + bytes <= this.#limits.bytes_max) return true;
    const mark = hashOf(path);
    const slot = mark & (newcomers_remembered - 1);
    if (this.#newcomers[slot] !== mark) {
      this.#newcomers[slot] = mark;
      return false;
    }
    while (this.#answers.size > 0 && this.#bytes + bytes > this.#limits.bytes_max) {
      const next = this.#hand.next();
      if (next.done === true) this.#hand = this.#answers.values();
      else if (next.value.wasUsed) next.value.wasUsed = false;
      else this.#remove(next.value);
    }
    return this.#bytes + bytes <= this.#limits.bytes_max;
  }

  #addPath(thing: string, path: string): void {
    const paths = this.#pathsByThing.get(thing);
    if (paths === undefined) this.#pathsByThing.set(thing, path);
    else if (typeof paths === 'string') this.#pathsByThing.set(thing, new Set([paths, path]));
    else paths.add(path);
  }

  #remove(answer: Answer): void {
    this.#answers.delete(answer.path);
    this.#bytes -= answer.bytes;
    for (const thing of answer.things) {
      const paths = this.#pathsByThing.get(thing);
      if (paths === answer.path) this.#pathsByThing.delete(thing);
      else if (paths instanceof Set && paths.delete(answer.path) && paths.size === 0) this.#pathsByThing.delete(thing);
    }
  }
}

/** FNV-1a, 32 bits: two paths with one mark cost a place in the cache, never a wrong answer. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
