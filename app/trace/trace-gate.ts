// Bounds what tracing takes: few traces at once in all and fewer for each caller; the others wait their turn or are refused.
import type { FastifyReply } from 'fastify';
import type { Caller } from '../access/reader.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { Turnstile } from '../turnstile.ts';

/** A trace asks up to three questions side by side: scan pages keep the rest of the public's connections. */
export const at_once_max = 3;
export const waiting_max = 60;
export const of_one_caller_max = 2;
export const of_one_caller_waiting_max = 10;
/** Whoever reads a long answer slowly gives its place up after this time. */
const answer_place_ms = 30_000;
const retry_after_s = 5;

type Leave = () => void;

class TraceGate {
  /** Strangers must not take the places of partners. */
  readonly #all = {
    public: new Turnstile({ atOnce_max: at_once_max, waiting_max }),
    known: new Turnstile({ atOnce_max: at_once_max, waiting_max }),
  };
  readonly #ofCallers = new Map<string, Turnstile>();

  /** Resolves when the caller's turn has come, with what gives the place back. */
  async enter(caller: Pick<Caller, 'name'>, address: string): Promise<Leave> {
    const isPublic = caller.name === 'public';
    const name = isPublic ? address : caller.name;
    let own = this.#ofCallers.get(name);
    if (own === undefined) {
      own = new Turnstile({ atOnce_max: of_one_caller_max, waiting_max: of_one_caller_waiting_max });
      this.#ofCallers.set(name, own);
    }
    await own.enter().catch(refuseCaller);
    const leaveOwn = (): void => {
      own.leave();
      if (own.isEmpty && this.#ofCallers.get(name) === own) this.#ofCallers.delete(name);
    };
    const all = isPublic ? this.#all.public : this.#all.known;
    await all.enter().catch((error: unknown) => {
      leaveOwn();
      throw error;
    });
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      all.leave();
      leaveOwn();
    };
  }
}

function refuseCaller(error: unknown): never {
  if (!(error instanceof AppError)) throw error;
  throw new AppError('too_many', 'too_many_traces', {
    vi: 'Bạn đang có quá nhiều lượt truy vết chạy cùng lúc. Hãy đợi các lượt đó xong rồi thử lại.',
    en: 'You have too many traces running at once. Wait for them to finish, then try again.',
    retryAfter_s: retry_after_s,
  });
}

const gates = new WeakMap<Context, TraceGate>();

/** One for each process. */
export function traceGateOf(context: Context): TraceGate {
  let gate = gates.get(context);
  if (gate === undefined) gates.set(context, (gate = new TraceGate()));
  return gate;
}

/** Gives the place back when the answer is out, the connection gone, or the time over. */
export function leaveWithAnswer({ raw }: FastifyReply, leave: Leave): void {
  if (raw.writableFinished || raw.destroyed) return leave();
  const timer = setTimeout(leave, answer_place_ms);
  const end = (): void => {
    clearTimeout(timer);
    leave();
  };
  raw.once('finish', end).once('close', end);
}
