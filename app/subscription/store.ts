// SQL of subscriptions: named queries, who is due, what is being delivered.
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';
import type { ScheduleText } from './schedule.ts';

export interface NamedQuery {
  readonly id: number;
  readonly org_id: number;
  readonly name: string;
  /** As given: parameter name → text, number, boolean or list. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, string>>;
  readonly created_at: Date;
}

export interface Subscription {
  readonly id: string;
  /** The id that a SOAP client chose; null: known by `id` alone. */
  readonly client_id: string | null;
  /** Null: a SimpleEventQuery with `parameters` of its own. */
  readonly query_id: number | null;
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly org_id: number;
  readonly dest: string;
  readonly signature_token_sealed: string | null;
  readonly schedule: ScheduleText | null;
  readonly report_if_empty: boolean;
  readonly epc_format: string;
  readonly body_form: 'json' | 'xml-2.0' | 'xml-1.2';
  readonly initial_record_time: Date;
  readonly cursor_record_time: Date;
  readonly cursor_seq: string;
  readonly batch_events: number;
  readonly state: 'active' | 'stopped';
  /** Null while active; of old ones too: a delivery that was not taken. */
  readonly stopped_why: StoppedWhy | null;
  readonly due_at: Date;
  /** Of whoever works on it, or worked on it last. */
  readonly lease: string | null;
  /** A query that could not be answered is left alone until then. */
  readonly rests_until: Date | null;
  readonly last_run_at: Date | null;
  readonly last_notified_at: Date | null;
  readonly created_by: string;
  /** Who put it back to work; null: who made it. */
  readonly vouched_by: string | null;
  readonly created_at: Date;
}

/** A delivery ran out of attempts; the key that made it was revoked; its organisation was closed. */
export type StoppedWhy = 'not_taken' | 'key_revoked' | 'organisation_closed';

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

const queries = sqlBuilder.selectFrom('named_queries').select(['id', 'org_id', 'name', 'parameters', 'extensions', 'created_at']);

export async function findNamedQuery(db: Db, orgId: number, name: string): Promise<NamedQuery | undefined> {
  return (await runOne(db, queries.where('org_id', '=', orgId).where('name', '=', name))) as NamedQuery | undefined;
}

export async function findQueryById(db: Db, id: number): Promise<NamedQuery | undefined> {
  return (await runOne(db, queries.where('id', '=', id))) as NamedQuery | undefined;
}

/** Those of the ids that are still there. */
export async function listQueryIds(db: Db, ids: readonly number[]): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    name: 'subscription_query_ids',
    text: 'select id from named_queries where id = any ($1::int[])',
    values: [ids],
  });
  return rows.map(({ id }) => id);
}

/** By name; `after` = the last name of the page before. */
export async function listNamedQueries(db: Db, orgId: number, limit: number, after = ''): Promise<NamedQuery[]> {
  return (await run(db, queries.where('org_id', '=', orgId).where('name', '>', after).orderBy('name').limit(limit))) as NamedQuery[];
}

export async function countNamedQueries(db: Db, orgId: number): Promise<number> {
  const row = await runOne(
    db,
    sqlBuilder
      .selectFrom('named_queries')
      .select(({ fn }) => fn.countAll().as('n'))
      .where('org_id', '=', orgId),
  );
  return Number(row?.n ?? 0);
}

/** False when the organisation has a query of that name already. */
export async function insertNamedQuery(
  db: Db,
  query: Pick<NamedQuery, 'org_id' | 'name' | 'parameters' | 'extensions' | 'created_at'> & { readonly created_by: string },
): Promise<boolean> {
  const rows = await run(
    db,
    sqlBuilder
      .insertInto('named_queries')
      .values({ ...query, parameters: JSON.stringify(query.parameters), extensions: JSON.stringify(query.extensions) })
      .onConflict((conflict) => conflict.columns(['org_id', 'name']).doNothing())
      .returning('id'),
  );
  return rows.length === 1;
}

/** Its subscriptions go with it (EPCIS 2.0 §12). */
export async function deleteNamedQuery(db: Db, orgId: number, name: string): Promise<boolean> {
  const rows = await run(db, sqlBuilder.deleteFrom('named_queries').where('org_id', '=', orgId).where('name', '=', name).returning('id'));
  return rows.length === 1;
}

const subscriptions = sqlBuilder.selectFrom('subscriptions').selectAll();

export async function findSubscription(db: Db, orgId: number, id: string): Promise<Subscription | undefined> {
  return (await runOne(db, subscriptions.where('org_id', '=', orgId).where('id', '=', id))) as Subscription | undefined;
}

/** All of an organisation, those to a named query, or (null) those with parameters of their own. */
export async function listSubscriptions(db: Db, orgId: number, queryId?: number | null): Promise<Subscription[]> {
  const all = subscriptions.where('org_id', '=', orgId);
  const some = queryId === undefined ? all : queryId === null ? all.where('query_id', 'is', null) : all.where('query_id', '=', queryId);
  return (await run(db, some.orderBy('created_at').orderBy('id'))) as Subscription[];
}

export async function countSubscriptions(db: Db, orgId: number): Promise<number> {
  const row = await runOne(
    db,
    sqlBuilder
      .selectFrom('subscriptions')
      .select(({ fn }) => fn.countAll().as('n'))
      .where('org_id', '=', orgId),
  );
  return Number(row?.n ?? 0);
}

/** By the id that its client chose, or its own. */
export async function findSubscriptionByAnyId(db: Db, orgId: number, id: string): Promise<Subscription | undefined> {
  const { rows } = await db.query<Subscription>({
    name: 'subscription_by_any_id',
    text: `select * from subscriptions where org_id = $1 and (client_id = $2 or id::text = lower($2)) order by client_id nulls last limit 1`,
    values: [orgId, id],
  });
  return rows[0];
}

/** False when the organisation has a subscription of that client's id already. */
export async function insertSubscription(db: Db, given: Subscription): Promise<boolean> {
  const asJson = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  const rows = await run(
    db,
    sqlBuilder
      .insertInto('subscriptions')
      .values({ ...given, schedule: asJson(given.schedule), parameters: asJson(given.parameters) })
      .onConflict((conflict) => conflict.columns(['org_id', 'client_id']).where('client_id', 'is not', null).doNothing())
      .returning('id'),
  );
  return rows.length === 1;
}

export async function deleteSubscription(db: Db, orgId: number, id: string): Promise<boolean> {
  const rows = await run(db, sqlBuilder.deleteFrom('subscriptions').where('org_id', '=', orgId).where('id', '=', id).returning('id'));
  return rows.length === 1;
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
