// Sends several prepared statements in one go and waits once: a capture's ten inserts cost one round trip, not ten.
import type pg from 'pg';
import type { Db } from './db.ts';

/** As of `Db.query`, but prepared always, with values in their wire form: binary arrays as bytes, all else as text. */
export interface WireStatement {
  /** Prepared once on each connection; '' = for this time only. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly (Uint8Array | string | null)[];
}

/** Columns come as text; `count` = rows written or read. */
export interface WireResult {
  readonly rows: (string | null)[][];
  readonly count: number;
}

/** Larger values go to the socket from where they lie; smaller ones are gathered. */
const gathered_max_bytes = 2_048;

/** Runs the statements in order; after a failure the server skips the rest. Outside a transaction they are one of their own. */
export function runTogether(db: Db, statements: readonly WireStatement[]): Promise<WireResult[]> {
  return new Promise((resolve, reject) => {
    const batch = new StatementBatch(statements, (error, results) => (error === null ? resolve(results) : reject(error)));
    // A pool answers with a promise that also fails where it has no connection to give.
    const answer: unknown = (db as pg.PoolClient).query(batch);
    if (answer instanceof Promise) answer.catch(reject);
  });
}

type Connection = pg.Connection & { readonly parsedStatements: Record<string, string>; readonly stream: NodeJS.WritableStream & Corkable };

interface Corkable {
  cork(): void;
  uncork(): void;
}

/** What `pg` asks of a query object of one's own (its `Submittable`): write the messages, take the answers. */
class StatementBatch implements pg.Submittable {
  readonly #statements: readonly WireStatement[];
  readonly #results: WireResult[] = [];
  readonly #settle: (error: Error | null, results: WireResult[]) => void;
  /** A pool puts its own here, to take the connection back. */
  callback?: (error: Error | null, results: WireResult[]) => void;
  #rows: (string | null)[][] = [];
  #failure: Error | null = null;

  constructor(statements: readonly WireStatement[], settle: (error: Error | null, results: WireResult[]) => void) {
    this.#statements = statements;
    this.#settle = settle;
  }

  submit(connection: pg.Connection): void {
    const { stream, parsedStatements } = connection as Connection;
    const chunks: Uint8Array[] = [];
    for (const { name, text, values } of this.#statements) {
      if (parsedStatements[name] === undefined) {
        // Closing a name that does not exist is no error; one left by a batch that failed would be in the way.
        chunks.push(message('C', Buffer.from(`S${name}\0`)), message('P', Buffer.from(`${name}\0${text}\0\0\0`)));
      }
      chunks.push(...bindMessage(name, values), execute);
    }
    chunks.push(sync);
    const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
    // A question is one small write; what a capture writes goes from where it lies.
    if (bytes <= gathered_max_bytes) return void stream.write(Buffer.concat(chunks, bytes));
    stream.cork();
    for (const chunk of chunks) stream.write(chunk);
    stream.uncork();
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#results.push({ rows: this.#rows, count: Number(text.slice(text.lastIndexOf(' ') + 1)) });
    this.#rows = [];
  }

  handleError(error: Error): void {
    // A broken connection tells here too, and no ReadyForQuery follows then.
    if (this.#failure !== null) return;
    this.#failure = error;
    this.#settle(error, []);
    this.callback?.(error, []);
  }

  handleReadyForQuery(connection: pg.Connection): void {
    if (this.#failure !== null) return;
    for (const { name, text } of this.#statements) if (name !== '') (connection as Connection).parsedStatements[name] = text;
    this.#settle(null, this.#results);
    this.callback?.(null, this.#results);
  }
}

/** A message of the extended query protocol (PostgreSQL 18, 54.7): type, length that counts itself, content. */
function message(type: string, content: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(5 + content.length);
  bytes.write(type, 0, 'latin1');
  bytes.writeInt32BE(4 + content.length, 1);
  bytes.set(content, 5);
  return bytes;
}

const execute = message('E', Buffer.from([0, 0, 0, 0, 0]));
const sync = message('S', Buffer.alloc(0));

/** Bind to the nameless portal, bytes as binary and strings as text, results as text. */
function bindMessage(name: string, values: readonly (Uint8Array | string | null)[]): Uint8Array[] {
  const raw = values.map((value) => (typeof value === 'string' ? Buffer.from(value) : value));
  const statement = Buffer.from(`\0${name}\0`);
  const gathered_bytes = raw.reduce(
    (sum, value) => sum + 4 + (value !== null && value.length <= gathered_max_bytes ? value.length : 0),
    5 + statement.length + 2 + values.length * 2 + 2 + 2,
  );
  const total_bytes = raw.reduce(
    (sum, value) => sum + (value !== null && value.length > gathered_max_bytes ? value.length : 0),
    gathered_bytes,
  );
  const head = Buffer.allocUnsafe(gathered_bytes);
  const chunks: Uint8Array[] = [];
  head.write('B', 0, 'latin1');
  head.writeInt32BE(total_bytes - 1, 1);
  head.set(statement, 5);
  let offset = head.writeInt16BE(values.length, 5 + statement.length);
  for (const value of values) offset = head.writeInt16BE(typeof value === 'string' || value === null ? 0 : 1, offset);
  offset = head.writeInt16BE(values.length, offset);
  let from = 0;
  for (const value of raw) {
    offset = head.writeInt32BE(value === null ? -1 : value.length, offset);
    if (value === null) continue;
    if (value.length <= gathered_max_bytes) {
      head.set(value, offset);
      offset += value.length;
      continue;
    }
    chunks.push(head.subarray(from, offset), value);
    from = offset;
  }
  offset = head.writeInt16BE(0, offset);
  chunks.push(head.subarray(from, offset));
  return chunks;
}
