// Scanning on and on: puts readings on the list, asks for their answers, again when the network is back, and keeps the list.
import { scannerWords } from '../ui/words/scanner.ts';
import type { ScannerWords } from '../ui/words/scanner.ts';
import { lookUp } from './look-up.ts';
import type { LookUpResult } from './look-up.ts';
import type { Reading } from './read-symbol.ts';
import { addScan, isGrave, mergeLists, readStored, settle, writeCsv } from './scan-list.ts';
import type { Entry, ScanList } from './scan-list.ts';
import type { ScannerState } from './scanner-state.ts';
import { signal } from './signals.ts';

/** The same name stands in camera-island.ts, which looks for a list before anything else is fetched. */
const stored_name = 'nguon-quet-danh-sach';
const retry_every_ms = 15_000;
/** A list cleared by mistake can be taken back that long, while scanning goes on. */
const undo_within_ms = 60_000;

export class Market {
  readonly #read: () => ScannerState;
  readonly #change: (change: Partial<ScannerState>) => void;
  readonly #asking = new Set<string>();

  constructor(read: () => ScannerState, change: (change: Partial<ScannerState>) => void) {
    this.#read = read;
    this.#change = change;
    window.addEventListener('online', () => this.retryAway());
    setInterval(() => {
      if (!document.hidden) this.retryAway();
    }, retry_every_ms);
  }

  get words(): ScannerWords {
    return scannerWords[this.#read().lang];
  }

  /** The list as it was before another page was opened. */
  restore(): void {
    if (this.#read().list.length > 0) return;
    try {
      this.#set(readStored(sessionStorage.getItem(stored_name)), {});
    } catch {
      return;
    }
    for (const entry of this.#read().list) if (entry.state === 'waiting') this.#ask(entry);
    this.retryAway();
  }

  add(readings: readonly Reading[], now_ms: number): void {
    for (const reading of readings) {
      const { list, isNew, entry } = addScan(this.#read().list, reading, now_ms);
      if (!isNew) {
        this.#change({ list });
        continue;
      }
      this.#set(list, {});
      if (entry.path === undefined) {
        signal('read', this.#read().settings);
        this.#change({ spoken: `${this.words.notProduct}: ${entry.text}` });
      } else this.#ask(entry);
    }
  }

  retryAway(): void {
    for (const entry of this.#read().list) if (entry.state === 'away') this.#ask(entry);
  }

  #ask({ key, path }: Entry): void {
    if (path === undefined || this.#asking.has(key)) return;
    this.#asking.add(key);
    void lookUp(path, this.#read().lang).then((result) => {
      this.#asking.delete(key);
      this.#settle(key, result);
    });
  }

  #settle(key: string, result: LookUpResult): void {
    const before = this.#read().list.find((one) => one.key === key);
    // Cleared meanwhile.
    if (before === undefined) return;
    this.#set(settle(this.#read().list, key, result), {});
    if (result.kind === 'away' && before.state === 'away') return;
    const after = this.#read().list.find((one) => one.key === key)!;
    signal(result.kind !== 'answered' ? 'read' : isGrave(after) ? 'bad' : 'good', this.#read().settings);
    const said = result.kind === 'refused' ? result.words : result.kind === 'away' ? this.words.away : '';
    this.#change({ spoken: after.answer === undefined ? said : `${after.answer.title}: ${after.answer.name}` });
  }

  clear(): void {
    const { list } = this.#read();
    this.#set([], { cleared: list });
    setTimeout(() => {
      if (this.#read().cleared === list) this.#change({ cleared: [] });
    }, undo_within_ms);
  }

  /** What was scanned since stays on top. */
  undo(): void {
    const { list, cleared } = this.#read();
    this.#set(mergeLists(list, cleared), { cleared: [] });
    for (const entry of this.#read().list) if (entry.state === 'waiting') this.#ask(entry);
    this.retryAway();
  }

  exportCsv(): void {
    const { list } = this.#read();
    const file = new Blob([writeCsv(list, this.words, location.origin)], { type: 'text/csv;charset=utf-8' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${this.words.csvName}-${new Date().toISOString().slice(0, 10)}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  #set(list: ScanList, change: Partial<ScannerState>): void {
    this.#change({ ...change, list });
    try {
      if (list.length === 0) sessionStorage.removeItem(stored_name);
      else sessionStorage.setItem(stored_name, JSON.stringify(list));
    } catch {
      // Without storage the list lives as long as the page.
    }
  }
}
