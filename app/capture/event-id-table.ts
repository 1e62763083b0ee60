// Remembers the id of each event of a large document beside a piece of its hash: 24 bytes an event, outside the collected heap.

/** Four words of the key, two of the hash; all zero = free. */
const slot_words = 6;
const first_slots = 8_192;
/** As parts of all slots that may be taken. */
const load_max = 0.6;

export class EventIdTable {
  #slots = first_slots;
  #words = new Uint32Array(first_slots * slot_words);
  #taken = 0;

  /** Notes the id, unless it is known: then tells whether it came with the same hash. Both in hexadecimal digits. */
  note(key: string, hash: string): 'new' | 'same' | 'other' {
    if (this.#taken + 1 > this.#slots * load_max) this.#grow();
    const entry = entryOf(key, hash);
    const at = this.#find(entry);
    const held = this.#compare(entry, at);
    if (held !== 'new') return held;
    this.#words.set(entry, at);
    this.#taken += 1;
    return held;
  }

  /** Whether the id is known with another hash. Notes nothing. */
  contradicts(key: string, hash: string): boolean {
    const entry = entryOf(key, hash);
    return this.#compare(entry, this.#find(entry)) === 'other';
  }

  #compare(entry: readonly number[], at: number): 'new' | 'same' | 'other' {
    if (this.#words[at + 4] === 0) return 'new';
    return this.#words[at + 4] === entry[4] && this.#words[at + 5] === entry[5] ? 'same' : 'other';
  }

  /** Where the key stands or would stand. */
  #find(entry: ArrayLike<number>): number {
    for (let slot = entry[0]! % this.#slots; ; slot = (slot + 1) % this.#slots) {
      const at = slot * slot_words;
      if (this.#words[at + 4] === 0 || [0, 1, 2, 3].every((word) => this.#words[at + word] === entry[word])) return at;
    }
  }

  #grow(): void {
    const old = this.#words;
    this.#slots *= 2;
    this.#words = new Uint32Array(this.#slots * slot_words);
    for (let at = 0; at < old.length; at += slot_words) {
      if (old[at + 4] === 0) continue;
      const entry = old.subarray(at, at + slot_words);
      this.#words.set(entry, this.#find(entry));
    }
  }
}

function entryOf(key: string, hash: string): number[] {
  const entry = [0, 8, 16, 24].map((at) => Number.parseInt(key.slice(at, at + 8), 16));
  // Never zero, so that a slot with a hash is one that is taken.
  entry.push(Number.parseInt(hash.slice(0, 8), 16) || 1, Number.parseInt(hash.slice(8, 16), 16));
  return entry;
}
