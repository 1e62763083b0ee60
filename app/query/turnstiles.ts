// Lets a few queries in at once, the public's and the others' apart: scan pages and traces need connections too.
import type { Reader } from '../access/reader.ts';
import type { Database } from '../db.ts';
import { Turnstile } from '../turnstile.ts';

/** Half of the public's pool, three quarters of the others' (app/db.ts). */
const queries_at_once_max = { public: 8, known: 6 } as const;
/** With this many before it, a query would wait longer than a client does. */
const queries_waiting_max = 100;

const turnstiles = new WeakMap<Database, { readonly public: Turnstile; readonly known: Turnstile }>();

export function atTheTurnstile<Result>(database: Database, reader: Reader, work: () => Promise<Result>): Promise<Result> {
  let pair = turnstiles.get(database);
  if (pair === undefined) {
    const make = (atOnce_max: number): Turnstile => new Turnstile({ atOnce_max, waiting_max: queries_waiting_max });
    pair = { public: make(queries_at_once_max.public), known: make(queries_at_once_max.known) };
    turnstiles.set(database, pair);
  }
  return (reader.kind === 'public' ? pair.public : pair.known).run(work);
}
