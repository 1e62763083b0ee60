// A small table of strings already seen, so that repeated field names of a document share one string.

const SLOTS = 256;

/** Direct-mapped: a slot holds the last string whose hash fell on it. */
export class KeyTable {
  private readonly slots: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined);

  /** The string `text.slice(start, end)`, taken from the table when it is there. */
  take(text: string, start: number, end: number, hash: number): string {
    const slot = hash & (SLOTS - 1);
    const known = this.slots[slot];
    if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known;
    const fresh = text.slice(start, end);
    this.slots[slot] = fresh;
    return fresh;
  }
}
