// SQL of subscriptions: what was subscribed, by whom, to what.
import { run, runOne, sqlBuilder } from '../db.ts';
import type { Db } from '../db.ts';
import type { ScheduleText } from './schedule.ts';

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
