// Judges a soak: what each subscriber got against what the database holds, in its order, and how often.
import type { Attempt } from './webhook-receiver.ts';

export interface SubscriberReport {
  readonly name: string;
  readonly events: number;
  readonly deliveries: number;
  /** Attempts beyond the first of a delivery. */
  readonly retries: number;
  readonly lag_p50_ms: number;
  readonly lag_p99_ms: number;
  readonly faults: readonly string[];
}

const faults_shown_max = 5;
/** A process that was killed after a receiver took a delivery sends that delivery again when it is back. */
const after_kill_ms = 200_000;

/** @param expected ids of the committed matching events in record order. @param kills when the product was killed, ascending. */
export function judgeWebhook(
  name: string,
  attempts: readonly Attempt[],
  expected: readonly string[],
  kills: readonly number[],
): SubscriberReport {
  const faults: string[] = [];
  const byDelivery = new Map<string, Attempt[]>();
  for (const attempt of attempts) byDelivery.set(attempt.delivery, [...(byDelivery.get(attempt.delivery) ?? []), attempt]);
  const deliveryOf = new Map<string, string>();
  for (const [delivery, tries] of byDelivery) {
    if (new Set(tries.map(({ ids }) => ids.join())).size > 1) faults.push(`${name}: delivery ${delivery} changed between attempts`);
    const firstTaken = tries.findIndex(({ taken }) => taken);
    for (const again of firstTaken < 0 ? [] : tries.slice(firstTaken + 1)) {
      const since = tries[firstTaken]!.at_ms;
      if (!kills.some((kill) => kill >= since - 1_000 && kill <= again.at_ms && again.at_ms - kill < after_kill_ms))
        faults.push(`${name}: delivery ${delivery} was taken and came again, and nobody was killed`);
    }
    for (const id of tries[0]!.ids) {
      if (deliveryOf.has(id)) faults.push(`${name}: ${id} stands in two deliveries`);
      deliveryOf.set(id, delivery);
    }
  }
  const taken = [...byDelivery.values()].flatMap((tries) => tries.find((attempt) => attempt.taken) ?? []).sort((a, b) => a.at_ms - b.at_ms);
  const ids = taken.flatMap((attempt) => attempt.ids);
  faults.push(...compareOrder(name, ids, expected));
  const lags = taken.flatMap((attempt) => (attempt.recordTime === undefined ? [] : [attempt.at_ms - Date.parse(attempt.recordTime)]));
  return {
    name,
    events: ids.length,
    deliveries: byDelivery.size,
    retries: attempts.length - byDelivery.size,
    lag_p50_ms: percentile(lags, 0.5),
    lag_p99_ms: percentile(lags, 0.99),
    faults: faults.slice(0, faults_shown_max),
  };
}

/** Exactly the expected ones, in their order. */
export function compareOrder(name: string, ids: readonly string[], expected: readonly string[]): string[] {
  const at = expected.findIndex((id, index) => ids[index] !== id);
  if (at < 0 && ids.length === expected.length) return [];
  const got = new Set(ids);
  const lost = expected.filter((id) => !got.has(id));
  const wanted = new Set(expected);
  const foreign = ids.filter((id) => !wanted.has(id));
  if (lost.length > 0 || foreign.length > 0)
    return [`${name}: ${lost.length} events lost (${lost[0] ?? ''}), ${foreign.length} that nobody captured (${foreign[0] ?? ''})`];
  return [`${name}: out of record order at event ${at}: ${ids[at]} in place of ${expected[at]}`];
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
