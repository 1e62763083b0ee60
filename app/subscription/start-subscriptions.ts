// Keeps subscriptions moving while the program runs: wakes at commits and at due times, works on a few at once.
import type { Context } from '../context.ts';
import { eventLinesOf } from './event-lines.ts';
import { runSubscription } from './run-subscription.ts';
import { claimSubscription, deleteDeliveriesBefore, findNextDue, markStreamsDue } from './store.ts';

const at_once_max = 4;
/** Longer than the slowest turn: reading, and a receiver that uses all its time. */
const lease_ms = 120_000;
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
  const running = new Set<Promise<void>>();
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
      while (running.size < at_once_max && !isStopped) {
        const subscription = await claimSubscription(system, context.now(), lease_ms, stream_idle_ms);
        if (subscription === undefined) break;
        const turn = runSubscription(context, subscription)
          .catch((error: unknown) =>
            context.log.warn({ err: error, subscription: subscription.id }, 'a subscription waits for its next turn'),
          )
          .finally(() => {
            running.delete(turn);
            plan(0);
          });
        running.add(turn);
      }
      const due = running.size < at_once_max ? await findNextDue(system, context.now()) : undefined;
      if (due !== undefined) next_ms = Math.min(idle_ms, Math.max(gather_ms, due.getTime() - context.now().getTime()));
      await tidy();
    } catch (error) {
      context.log.warn({ err: error }, 'subscriptions wait for the database');
    } finally {
      isLooking = false;
      plan(hasNews ? gather_ms : next_ms);
    }
  };

  const tidy = async (): Promise<void> => {
    const now_ms = context.now().getTime();
    if (now_ms - tidiedAt_ms < tidy_every_ms) return;
    tidiedAt_ms = now_ms;
    await deleteDeliveriesBefore(system, new Date(now_ms - delivered_kept_days * 86_400_000));
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
      await Promise.allSettled([...running]);
    },
  };
}
