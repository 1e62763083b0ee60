// One open WebSocket: sends its client what is new as documents, one at a time, and never more than the client takes.
import type { EventQuery } from '@nguon/epcis';
import type { WebSocket } from 'ws';
import type { Reader } from '../../access/reader.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { RecordPosition } from '../../query/new-events.ts';
import type { Turnstile } from '../../turnstile.ts';
import { closeCodes, endLine } from '../../web-sockets.ts';
import { writeProblemMessage } from '../delivery/problem-message.ts';
import { readNewDocument } from '../new-document.ts';
import type { DocumentKind, NewDocument } from '../new-document.ts';
import { findNextTime } from '../schedule.ts';
import type { Schedule } from '../schedule.ts';
import { TooManyEvents, refuseTooMany } from '../too-many-events.ts';

export interface LineSettings {
  readonly reader: Exclude<Reader, { kind: 'public' }>;
  readonly query: EventQuery;
  /** What messages look like; its subscription id is the line's own. */
  readonly kind: DocumentKind;
  /** Undefined: as events are committed. */
  readonly schedule: Schedule | undefined;
  readonly reportIfEmpty: boolean;
  readonly initialRecordTime: Date;
  /** A client that has not taken a message by then is let go; it comes back with the record time of the last event it had. */
  readonly takeMax_ms: number;
}

/** In one message: what a slow client keeps in our memory is one document. */
const message_events_max = 100;
/** Captures come in hundreds a second: one reading serves all of them. */
const gather_ms = 200;
const rest_ms = 1_000;
/** Without a notice too: the listener may be lost. */
const idle_ms = 5_000;
const timer_max_ms = 3_600_000;

export class EventLine {
  readonly #context: Context;
  readonly #socket: WebSocket;
  readonly #settings: LineSettings;
  readonly #turnstile: Turnstile;
  #cursor: RecordPosition;
  #timer: NodeJS.Timeout | undefined;
  #dueAt: Date | undefined;
  #isRunning = false;
  #hasNews = false;
  #isOver = false;
  #ranAt_ms = Number.NEGATIVE_INFINITY;

  /** @param turnstile lets few lines read at once. */
  constructor(context: Context, socket: WebSocket, settings: LineSettings, turnstile: Turnstile) {
    this.#context = context;
    this.#socket = socket;
    this.#settings = settings;
    this.#turnstile = turnstile;
    this.#cursor = { recordTime: settings.initialRecordTime.toISOString(), seq: '-1' };
    socket.once('close', () => {
      this.#isOver = true;
      clearTimeout(this.#timer);
    });
    if (settings.schedule === undefined) this.#plan(0);
    else this.#planByClock();
  }

  /** Events were committed. */
  wake(): void {
    if (this.#settings.schedule !== undefined || this.#hasNews) return;
    this.#hasNews = true;
    if (!this.#isRunning) this.#plan(Math.max(gather_ms, this.#ranAt_ms + rest_ms - performance.now()));
  }

  /** Says why, then closes. */
  refuse(error: AppError): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#socket.send(this.#writeProblem(error), () => undefined);
    endLine(this.#socket, closeCodes.refused, error.code);
  }

  #plan(wait_ms: number): void {
    if (this.#isOver) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), Math.min(wait_ms, timer_max_ms)).unref();
  }

  #planByClock(): void {
    const now = this.#context.now();
    this.#dueAt = findNextTime(this.#settings.schedule!, now);
    if (this.#dueAt !== undefined) this.#plan(Math.max(0, this.#dueAt.getTime() - now.getTime()));
  }

  async #run(): Promise<void> {
    const { schedule } = this.#settings;
    // Timers hold less than a schedule may ask for.
    if (schedule !== undefined && this.#dueAt !== undefined && this.#context.now() < this.#dueAt) return this.#planByClock();
    this.#isRunning = true;
    this.#hasNews = false;
    try {
      await this.#sendNew();
    } catch (error) {
      this.#meet(error);
    }
    this.#isRunning = false;
    this.#ranAt_ms = performance.now();
    if (schedule === undefined) this.#plan(this.#hasNews ? rest_ms : idle_ms);
    else this.#planByClock();
  }

  async #sendNew(): Promise<void> {
    if (await this.#tellTooMany()) return;
    let isEmpty = true;
    for (let found: NewDocument | undefined; !this.#isOver && found?.hasMore !== false;) {
      found = await this.#turnstile.run(() => this.#read());
      isEmpty &&= found.events === 0;
      if (found.events > 0 || (isEmpty && !found.hasMore && this.#settings.reportIfEmpty)) await this.#send(found.body);
      this.#cursor = found.reached;
    }
  }

  /** More than maxEventCount: the client is told in place of documents, and the line goes on behind them. */
  async #tellTooMany(): Promise<boolean> {
    const { reader, query } = this.#settings;
    try {
      await this.#turnstile.run(() => refuseTooMany(this.#context, reader, query, this.#cursor));
      return false;
    } catch (error) {
      if (!(error instanceof TooManyEvents)) throw error;
      await this.#send(this.#writeProblem(error));
      this.#cursor = error.reached;
      return true;
    }
  }

  #writeProblem(error: AppError): string {
    const { subscriptionId, bodyForm } = this.#settings.kind;
    return writeProblemMessage(error, subscriptionId, bodyForm);
  }

  #read(): Promise<NewDocument> {
    const { reader, query, kind } = this.#settings;
    return readNewDocument(this.#context, reader, query, kind, { from: this.#cursor, limit: message_events_max });
  }

  /** Resolves when the system has taken the whole message from us. */
  #send(text: string): Promise<void> {
    const { takeMax_ms } = this.#settings;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new SlowClient()), takeMax_ms).unref();
      this.#socket.send(text, (error) => {
        clearTimeout(late);
        if (error instanceof Error) reject(error);
        else resolve();
      });
    });
  }

  #meet(error: unknown): void {
    if (this.#isOver) return;
    if (error instanceof SlowClient) endLine(this.#socket, closeCodes.tooSlow, 'messages were not taken in time');
    else if (error instanceof AppError && error.kind !== 'unavailable') this.refuse(error);
    // The database is away, or a read was in the way of another: the cursor stands, the next turn reads again.
    else this.#context.log.warn({ err: error, line: this.#settings.kind.subscriptionId }, 'an open line waits for its next turn');
  }
}

class SlowClient extends Error {}
