// All open WebSockets of this process: bounds of their number, their wake, and their end when the right to listen ends.
import { Gauge } from 'prom-client';
import type { WebSocket } from 'ws';
import { identifyCaller } from '../../access/identify-caller.ts';
import type { Call } from '../../http.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { Turnstile } from '../../turnstile.ts';
import { closeCodes, endLine } from '../../web-sockets.ts';
import { EventLine } from './event-line.ts';
import type { LineSettings } from './event-line.ts';
import { listQueryIds } from '../named-queries/store.ts';

export const lines_of_organisation_max = 20;
const lines_max = 200;
const readings_at_once_max = 3;
/** How long a revoked key, a closed organisation or a deleted query may still be served. */
const checked_every_ms = 5_000;
const pinged_every_checks = 6;

export interface LineOwner {
  readonly orgId: number;
  readonly queryId: number;
  /** The request that opened the line: asked again and again who sends it. */
  readonly request: Call['request'];
}

interface OpenLine extends LineOwner {
  readonly line: EventLine;
  readonly socket: WebSocket;
  readonly reader: string;
  hasAnswered: boolean;
}

class EventLines {
  readonly #context: Context;
  readonly #open = new Set<OpenLine>();
  readonly #turnstile = new Turnstile({ atOnce_max: readings_at_once_max, waiting_max: lines_max });
  #timer: NodeJS.Timeout | undefined;
  #checks = 0;

  constructor(context: Context) {
    this.#context = context;
    const count = (): number => this.#open.size;
    new Gauge({
      name: 'nguon_subscription_lines',
      help: 'WebSocket subscriptions that are open',
      registers: [context.metrics],
      collect() {
        this.set(count());
      },
    });
  }

  /** Throws `too_many` or `unavailable` where one line more would be too many. */
  checkRoom(orgId: number): void {
    const ofOrganisation = [...this.#open].filter((one) => one.orgId === orgId).length;
    if (ofOrganisation >= lines_of_organisation_max)
      throw new AppError('too_many', 'too_many_lines', {
        vi: `Tổ chức đang mở ${lines_of_organisation_max} kết nối nhận sự kiện, là mức nhiều nhất. Hãy đóng bớt.`,
        en: `Your organisation has ${lines_of_organisation_max} event lines open, the most there may be. Close some.`,
        retryAfter_s: 60,
      });
    if (this.#open.size >= lines_max)
      throw new AppError('unavailable', 'too_many_lines', {
        vi: 'Máy chủ đang giữ nhiều kết nối nhất có thể. Hãy thử lại sau, hoặc đăng ký nhận qua webhook.',
        en: 'The server keeps as many lines open as it can. Try again later, or subscribe by webhook.',
        retryAfter_s: 60,
      });
  }

  add(socket: WebSocket, owner: LineOwner, settings: LineSettings): void {
    try {
      // Others may have come in while the handshake ran.
      this.checkRoom(owner.orgId);
    } catch (error) {
      return endLine(socket, closeCodes.tooSlow, (error as Error).message);
    }
    const line = new EventLine(this.#context, socket, settings, this.#turnstile);
    const open: OpenLine = { ...owner, line, socket, reader: JSON.stringify(settings.reader), hasAnswered: true };
    this.#open.add(open);
    socket.on('pong', () => (open.hasAnswered = true));
    socket.once('close', () => {
      this.#open.delete(open);
      if (this.#open.size === 0) clearTimeout(this.#timer);
    });
    if (this.#open.size === 1) this.#planCheck();
  }

  /** Events were committed. */
  wake(): void {
    for (const { line } of this.#open) line.wake();
  }

  #planCheck(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), checked_every_ms).unref();
  }

  async #check(): Promise<void> {
    this.#checks += 1;
    if (this.#checks % pinged_every_checks === 0) this.#ping();
    try {
      const queries = new Set(
        await listQueryIds(
          this.#context.database.system,
          [...this.#open].map(({ queryId }) => queryId),
        ),
      );
      for (const open of this.#open) {
        const refusal = queries.has(open.queryId) ? await this.#findRefusal(open) : queryIsGone();
        if (refusal !== undefined) open.line.refuse(refusal);
      }
    } catch (error) {
      this.#context.log.warn({ err: error }, 'open lines wait to be checked');
    }
    if (this.#open.size > 0) this.#planCheck();
  }

  /** Why the client may not listen any more. */
  async #findRefusal({ request, orgId, reader }: OpenLine): Promise<AppError | undefined> {
    try {
      const caller = await identifyCaller(this.#context, request);
      if (caller.orgId === orgId && JSON.stringify(caller.reader) === reader && caller.scopes.includes('query')) return undefined;
      return new AppError('unauthenticated', 'signed_out', {
        vi: 'Phiên đăng nhập đã kết thúc hoặc quyền đã đổi. Hãy mở lại kết nối.',
        en: 'The session has ended, or its rights have changed. Open the line again.',
      });
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unauthenticated') return error;
      throw error;
    }
  }

  /** A line whose client is gone without a word would stay for ever: proxies and networks drop silently. */
  #ping(): void {
    for (const open of this.#open) {
      if (!open.hasAnswered) open.socket.terminate();
      else {
        open.hasAnswered = false;
        open.socket.ping();
      }
    }
  }
}

function queryIsGone(): AppError {
  return new AppError('not_found', 'query_deleted', {
    vi: 'Truy vấn của kết nối này đã bị xóa.',
    en: 'The query of this line was deleted.',
    epcisException: 'NoSuchNameException',
  });
}

const linesOf = new WeakMap<Context, EventLines>();

export function eventLinesOf(context: Context): EventLines {
  let lines = linesOf.get(context);
  if (lines === undefined) linesOf.set(context, (lines = new EventLines(context)));
  return lines;
}
