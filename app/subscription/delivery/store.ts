// SQL of delivery: who is due, whose turn it is, how far each has come, what is being sent.
import { run, runOne, sqlBuilder } from '../../db.ts';
import type { Db } from '../../db.ts';
import type { StoppedWhy, Subscription } from '../store.ts';

export interface Delivery {
  readonly id: string;
  readonly subscription_id: string;
  readonly from_record_time: Date;
  readonly from_seq: string;
  readonly to_record_time: Date;
  readonly to_seq: string;
  readonly events: number;
  readonly state: 'pending' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly last_status: number | null;
  readonly last_error: string | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

/** Receivers that never answer hold up the subscriptions of their own organisation, not of all. */
const turns_per_organisation_max = 2;

/**
 * Takes the subscription that is most overdue, for `lease_ms`: no other process works on it meanwhile. A stream is due again after
 * `streamIdle_ms` at the latest; set now and not at the end of the turn, so that news of a commit during the turn is not lost.
 */
export async function claimSubscription(
  db: Db,
  now: Date,
  claim: { readonly lease: string; readonly lease_ms: number; readonly streamIdle_ms: number },
): Promise<Subscription | undefined> {
  const { rows } = await db.query<Subscription>({
    name: 'subscription_claim',
    text: `update subscriptions set lease = $4, leased_until = $1::timestamptz + $2 * interval '1 millisecond', last_run_at = $1,
        due_at = case when schedule is null then $1::timestamptz + $3 * interval '1 millisecond' else due_at end
      where id = (select id from subscriptions s where state = 'active' and due_at <= $1 and (leased_until is null or leased_until <= $1)
          and (select count(*) from subscriptions other where other.org_id = s.org_id and other.leased_until > $1) < ${turns_per_organisation_max}
        order by due_at limit 1 for update skip locked) returning *`,
    values: [now, claim.lease_ms, claim.streamIdle_ms, claim.lease],
  });
  return rows[0];
}

/** Turns that are still under way keep their subscriptions. */
export async function renewLeases(db: Db, leases: readonly string[], until: Date): Promise<void> {
  await db.query({
    name: 'subscription_renew',
    text: 'update subscriptions set leased_until = $2 where lease = any ($1::uuid[]) and leased_until is not null',
    values: [leases, until],
  });
}

/** Whether the turn is still its own, and stays so until the transaction ends. */
export async function lockLease(db: Db, id: string, lease: string): Promise<boolean> {
  const { rows } = await db.query({
    name: 'subscription_lock',
    text: 'select id from subscriptions where id = $1 and lease = $2 and leased_until is not null for update',
    values: [id, lease],
  });
  return rows.length === 1;
}

/** Whether anybody still answers for a subscription: its organisation is open, and the key that made it is not revoked. */
export async function findObjection(db: Db, id: string): Promise<Extract<StoppedWhy, 'key_revoked' | 'organisation_closed'> | undefined> {
  const { rows } = await db.query<{ is_closed: boolean; is_revoked: boolean | null }>({
    name: 'subscription_objection',
    text: `select o.closed_at is not null as is_closed,
        case when coalesce(s.vouched_by, s.created_by) like 'key:%'
          then (select k.revoked_at is not null from api_keys k where k.id = substr(coalesce(s.vouched_by, s.created_by), 5)::uuid) end as is_revoked
      from subscriptions s join organisations o on o.id = s.org_id where s.id = $1`,
    values: [id],
  });
  if (rows[0]?.is_closed === true) return 'organisation_closed';
  return rows[0]?.is_revoked === true ? 'key_revoked' : undefined;
}

/** Of streams: how many seconds the slowest is behind, and how many subscriptions have stopped. */
export async function measureSubscriptions(db: Db, now: Date): Promise<{ readonly lag_s: number; readonly stopped: number }> {
  const { rows } = await db.query<{ lag_s: number; stopped: number }>({
    name: 'subscription_measure',
    text: `select coalesce(max(extract(epoch from $1::timestamptz - cursor_record_time)) filter (where state = 'active' and schedule is null), 0)::float8 as lag_s,
        (count(*) filter (where state = 'stopped'))::int as stopped from subscriptions`,
    values: [now],
  });
  return rows[0]!;
}

/** Events were committed: who waits for events is due, save those that wait after a failure or rest. One never answered is its dead sender's. */
export async function markStreamsDue(db: Db, now: Date): Promise<void> {
  await db.query({
    name: 'subscription_streams_due',
    text: `update subscriptions s set due_at = $1 where state = 'active' and schedule is null and due_at > $1 and (rests_until is null or rests_until <= $1)
      and not exists (select 1 from deliveries d where d.subscription_id = s.id and d.state = 'pending' and d.attempts > 0)`,
    values: [now],
  });
}

/** When the next one is due that nobody works on; undefined where none waits. */
export async function findNextDue(db: Db, now: Date): Promise<Date | undefined> {
  const row = await runOne(
    db,
    sqlBuilder
      .selectFrom('subscriptions')
      .select(({ fn }) => fn.min('due_at').as('due_at'))
      .where('state', '=', 'active')
      .where(({ eb, or }) => or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)])),
  );
  return row?.due_at ?? undefined;
}

export interface Progress {
  readonly cursor_record_time?: Date;
  readonly cursor_seq?: string;
  readonly due_at?: Date;
  readonly state?: 'active' | 'stopped';
  readonly stopped_why?: StoppedWhy | null;
  readonly vouched_by?: string;
  readonly rests_until?: Date;
  readonly last_notified_at?: Date;
  readonly batch_events?: number;
}

/** Ends the lease and writes what changed. */
export async function markProgress(db: Db, id: string, progress: Progress): Promise<void> {
  await run(
    db,
    sqlBuilder
      .updateTable('subscriptions')
      .set({ ...progress, leased_until: null })
      .where('id', '=', id),
  );
}

const deliveries = sqlBuilder.selectFrom('deliveries').selectAll();

/** The batch that was not taken yet, if any: waiting for its next attempt, or dead. */
export async function findOpenDelivery(db: Db, subscriptionId: string): Promise<Delivery | undefined> {
  return (await runOne(db, deliveries.where('subscription_id', '=', subscriptionId).where('state', '<>', 'delivered'))) as
    Delivery | undefined;
}

/** Newest first. */
export async function listDeliveries(db: Db, subscriptionId: string, limit: number): Promise<Delivery[]> {
  return (await run(
    db,
    deliveries.where('subscription_id', '=', subscriptionId).orderBy('created_at', 'desc').orderBy('id').limit(limit),
  )) as Delivery[];
}

export async function insertDelivery(db: Db, delivery: Delivery): Promise<void> {
  await run(db, sqlBuilder.insertInto('deliveries').values(delivery));
}

export async function markDelivery(db: Db, id: string, change: Partial<Omit<Delivery, 'id' | 'subscription_id'>>): Promise<void> {
  await run(db, sqlBuilder.updateTable('deliveries').set(change).where('id', '=', id));
}

export async function deleteDelivery(db: Db, id: string): Promise<void> {
  await run(db, sqlBuilder.deleteFrom('deliveries').where('id', '=', id));
}

/** What was taken long ago is forgotten. */
export async function deleteDeliveriesBefore(db: Db, before: Date): Promise<void> {
  await run(db, sqlBuilder.deleteFrom('deliveries').where('state', '=', 'delivered').where('finished_at', '<', before));
}
