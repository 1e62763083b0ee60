// Asks for the links of many identifiers in one statement: requests that wait for the database together share a question.
import type { Context } from '../context.ts';
import { asReader } from '../db.ts';
import { findLinks } from './store.ts';
import type { Asked, Found } from './store.ts';

/** Statements under way at once: a quarter of the public's pool, the rest is for pages that ask more. */
const statements_max = 4;
const identifiers_per_statement_max = 64;
/** More wait than a client would wait for: they are refused as the pool would refuse them. */
const waiting_max = 10_000;

interface Waiting {
  readonly asked: Asked;
  resolve(found: Found): void;
  reject(error: unknown): void;
}

interface Desk {
  readonly queue: Waiting[];
  underWay: number;
  planned: boolean;
}

const desks = new WeakMap<Context['database'], Desk>();

/** What is known of one identifier; fails as the database does. */
export function askForLinks(context: Context, asked: Asked): Promise<Found> {
  const { database } = context;
  let desk = desks.get(database);
  if (desk === undefined) desks.set(database, (desk = { queue: [], underWay: 0, planned: false }));
  const { queue } = desk;
  if (queue.length >= waiting_max)
    return Promise.reject(Object.assign(new Error('timeout exceeded when trying to connect'), { code: 'ETIMEDOUT' }));
  return new Promise((resolve, reject) => {
    queue.push({ asked, resolve, reject });
    plan(context, desk);
  });
}

/** After the requests that this turn of the event loop still brings. */
function plan(context: Context, desk: Desk): void {
  if (desk.planned || desk.underWay >= statements_max || desk.queue.length === 0) return;
  desk.planned = true;
  setImmediate(() => {
    desk.planned = false;
    void ask(context, desk);
  });
}

async function ask(context: Context, desk: Desk): Promise<void> {
  const batch = desk.queue.splice(0, identifiers_per_statement_max);
  desk.underWay++;
  plan(context, desk);
  try {
    const now = context.now();
    const found = await asReader(context.database, { kind: 'public' }, (db) =>
      findLinks(
        db,
        batch.map(({ asked }) => asked),
        now,
      ),
    );
    batch.forEach(({ resolve }, index) => resolve(found[index]!));
  } catch (error) {
    for (const { reject } of batch) reject(error);
  } finally {
    desk.underWay--;
    plan(context, desk);
  }
}
