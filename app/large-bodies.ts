// Bounds the memory that large bodies take: few at once in all and fewer for each caller; the others wait unread.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './access/reader.ts';
import { Turnstile } from './turnstile.ts';

/** Smaller bodies come by the hundred (single events) and cost little. */
const large_min_bytes = 524_288;
/** Strangers must not take the places of partners. */
const at_once_max = { public: 6, known: 12 } as const;
const of_one_caller_max = 4;
const waiting_max = 300;

export class LargeBodies {
  readonly #all = {
    public: new Turnstile({ atOnce_max: at_once_max.public, waiting_max }),
    known: new Turnstile({ atOnce_max: at_once_max.known, waiting_max }),
  };
  readonly #ofCallers = new Map<string, Turnstile>();

  /** Waits for a place before the body is read, and gives it back when the answer is out or the connection gone. */
  async admit(request: FastifyRequest, reply: FastifyReply, caller: Caller): Promise<void> {
    if (!mayBeLarge(request)) return;
    const isPublic = caller.name === 'public';
    const name = isPublic ? request.ip : caller.name;
    let own = this.#ofCallers.get(name);
    if (own === undefined) this.#ofCallers.set(name, (own = new Turnstile({ atOnce_max: of_one_caller_max, waiting_max })));
    const all = isPublic ? this.#all.public : this.#all.known;
    await own.enter();
    const leaveOwn = (): void => {
      own.leave();
      if (own.isEmpty && this.#ofCallers.get(name) === own) this.#ofCallers.delete(name);
    };
    await all.enter().catch((error: unknown) => {
      leaveOwn();
      throw error;
    });
    let hasLeft = false;
    const leave = (): void => {
      if (hasLeft) return;
      hasLeft = true;
      all.leave();
      leaveOwn();
    };
    reply.raw.once('finish', leave).once('close', leave);
    // The connection may have gone while the request waited: then no event comes any more.
    if (reply.raw.destroyed || request.raw.destroyed) leave();
  }
}

function mayBeLarge({ headers }: FastifyRequest): boolean {
  // Without a length (chunked) or packed it may grow to the route's limit.
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) return true;
  return Number(headers['content-length'] ?? 0) > large_min_bytes;
}
