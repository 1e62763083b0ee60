// Keeps event queries from taking every connection of a pool: scan pages and traces of the same readers need some too.
import type { Reader } from '../access/reader.ts';
import type { Database } from '../db.ts';
import { AppError } from '../errors.ts';

/** Half of the public's pool, three quarters of the pool of organisations and agencies (app/db.ts). */
const at_once_max = { public: 8, known: 6 } as const;
/** With this many before it, a query would wait longer than a client does. */
const waiting_max = 100;

class Gate {
  readonly #atOnce_max: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(atOnce_max: number) {
    this.#atOnce_max = atOnce_max;
  }

  async enter(): Promise<void> {
    if (this.#running < this.#atOnce_max) {
      this.#running++;
      return;
    }
    if (this.#waiting.length >= waiting_max)
      throw new AppError('unavailable', 'queries_busy', {
        vi: 'Đang có quá nhiều truy vấn cùng lúc. Hãy gửi lại sau vài giây.',
        en: 'Too many queries are running. Send it again in a few seconds.',
        retryAfter_s: 3,
      });
    // Who leaves hands its place over: the count stays.
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running--;
    else next();
  }
}

const gates = new WeakMap<Database, { readonly public: Gate; readonly known: Gate }>();

/** Runs a query of this reader as soon as there is room; refuses with `unavailable` when the queue is full. */
export async function inTurn<Result>(database: Database, reader: Reader, work: () => Promise<Result>): Promise<Result> {
  let pair = gates.get(database);
  if (pair === undefined) {
    pair = { public: new Gate(at_once_max.public), known: new Gate(at_once_max.known) };
    gates.set(database, pair);
  }
  const gate = reader.kind === 'public' ? pair.public : pair.known;
  await gate.enter();
  try {
    return await work();
  } finally {
    gate.leave();
  }
}
