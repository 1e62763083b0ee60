// Keeps subscriptions moving while the program runs: wakes at commits and at due times, works on a few at once.
import type { Context } from '../context.ts';
import { registerSubscriptionGauges } from './delivery/delivery-metrics.ts';
import { eventLinesOf } from './websocket/event-lines.ts';
import { runSubscription } from './delivery/run-subscription.ts';
import { claimSubscription, deleteDeliveriesBefore, findNextDue, markStreamsDue, renewLeases } from './delivery/store.ts';

const at_once_max = 12;
/** After a process died, others wait this long before they take its turns over. */
export const lease_ms = 15_000;
/** A turn may take longer, with a receiver that uses all its time: its lease is renewed while it lasts. */
const renewed_every_ms = 5_000;
/** Captures come in hundreds a second: one look serves all of them. */
const gather_ms = 200;
const idle_ms = 5_000;
/** A stream looks again by itself this often, should no notice of a capture come. */
const stream_idle_ms = 60_000;
const delivered_kept_days = 30;
const tidy_every_ms = 3_600_000;

export interface RunningSubscriptions {
  /** Events were committed. */
  readonly wake: () => void;
  /** Resolves when the turns under way have ended. */
  stop(): Promise<void>;
}

export function startSubscriptions(context: Context): RunningSubscriptions {
  const { system } = context.database;
  const lines = eventLinesOf(context);
  registerSubscriptionGauges(context);
  const turns = new Turns(context, () => plan(0));
  let timer: NodeJS.Timeout | undefined;
  let hasNews = false;
  let lookedForNews_ms = 0;
  let isStopped = false;
  let isLooking = false;
  let tidiedAt_ms = 0;

  const look = async (): Promise<void> => {
    if (isLooking || isStopped) return;
    isLooking = true;
    let next_ms = idle_ms;
    try {
      // Without a notice too: the listener may be lost, and another process may have captured.
      const now_ms = context.now().getTime();
      if (hasNews || now_ms - lookedForNews_ms >= idle_ms) {
        hasNews = false;
        lookedForNews_ms = now_ms;
        await markStreamsDue(system, context.now());
      }
      await turns.takeDue();
      const due = turns.hasRoom ? await findNextDue(system, context.now()) : undefined;
      if (due !== undefined) next_ms = Math.min(idle_ms, Math.max(gather_ms, due.getTime() - context.now().getTime()));
      if (now_ms - tidiedAt_ms >= tidy_every_ms) {
        tidiedAt_ms = now_ms;
        await deleteDeliveriesBefore(system, new Date(now_ms - delivered_kept_days * 86_400_000));
      }
    } catch (error) {
      context.log.warn({ err: error }, 'subscriptions wait for the database');
    } finally {
      isLooking = false;
      plan(hasNews ? gather_ms : next_ms);
    }
  };

  const plan = (wait_ms: number): void => {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), wait_ms).unref();
  };

  plan(0);
  return {
    wake: () => {
      lines.wake();
      if (hasNews) return;
      hasNews = true;
      plan(gather_ms);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await turns.stop();
    },
  };
}

/** The turns under way in this process: a few at once, their leases renewed while they last. */
class Turns {
  readonly #context: Context;
  readonly #onEnd: () => void;
  /** By their leases. */
  readonly #running = new Map<string, Promise<void>>();
  readonly #renewal: NodeJS.Timeout;
  #isStopped = false;

  /** @param onEnd called when a turn has ended and left room for another */
  constructor(context: Context, onEnd: () => void) {
    this.#context = context;
    this.#onEnd = onEnd;
    this.#renewal = setInterval(() => this.#renew(), renewed_every_ms).unref();
  }

  get hasRoom(): boolean {
    return this.#running.size < at_once_max;
  }

  /** Begins turns until there is no more room, or nothing more is due. */
  async takeDue(): Promise<void> {
    const context = this.#context;
    while (this.hasRoom && !this.#isStopped) {
      const lease = context.newId();
      const subscription = await claimSubscription(context.database.system, context.now(), {
        lease,
        lease_ms,
        streamIdle_ms: stream_idle_ms,
      });
      if (subscription === undefined) return;
      const turn = runSubscription(context, subscription)
        .catch((error: unknown) =>
          context.log.warn({ err: error, subscription: subscription.id }, 'a subscription waits for its next turn'),
        )
        .finally(() => {
          this.#running.delete(lease);
          this.#onEnd();
        });
      this.#running.set(lease, turn);
    }
  }

  /** Resolves when the turns under way have ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.allSettled([...this.#running.values()]);
    clearInterval(this.#renewal);
  }

  #renew(): void {
    if (this.#running.size === 0) return;
    const context = this.#context;
    renewLeases(context.database.system, [...this.#running.keys()], new Date(context.now().getTime() + lease_ms)).catch((error: unknown) =>
      context.log.warn({ err: error }, 'leases of subscriptions were not renewed'),
    );
  }
}
