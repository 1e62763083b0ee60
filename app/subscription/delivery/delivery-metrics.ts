// Figures of subscriptions for Prometheus: what was sent and what came of it, how far behind, how many wait for people.
import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Context } from '../../context.ts';
import { measureSubscriptions } from './store.ts';

/** taken: 2xx; refused: will be tried again; dead: out of attempts; problem: the query could not be answered. */
export type DeliveryOutcome = 'taken' | 'refused' | 'dead' | 'problem';

const counters = new WeakMap<Registry, Counter<'outcome'>>();

export function countDelivery({ metrics }: Pick<Context, 'metrics'>, outcome: DeliveryOutcome): void {
  let counter = counters.get(metrics);
  if (counter === undefined) {
    counter = new Counter({
      name: 'nguon_subscription_deliveries_total',
      help: 'Attempts to deliver events to webhooks, by what came of them',
      labelNames: ['outcome'],
      registers: [metrics],
    });
    counters.set(metrics, counter);
  }
  counter.inc({ outcome });
}

/** Asked of the database when the figures are asked for; call it once. */
export function registerSubscriptionGauges(context: Context): void {
  const stopped = new Gauge({
    name: 'nguon_subscriptions_stopped',
    help: 'Subscriptions that wait for a decision',
    registers: [context.metrics],
  });
  const registers = [context.metrics];
  new Gauge({
    name: 'nguon_subscription_lag_seconds',
    help: 'How far the slowest stream is behind; up to 60 while nothing is captured',
    registers,
    async collect() {
      try {
        const measured = await measureSubscriptions(context.database.system, context.now());
        this.set(Math.max(0, measured.lag_s));
        stopped.set(measured.stopped);
      } catch (error) {
        context.log.warn({ err: error }, 'subscriptions could not be measured');
      }
    },
  });
}
