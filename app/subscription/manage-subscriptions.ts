// Makes, finds and ends the subscriptions of an organisation, and sends dead deliveries again.
import type { EpcFormat } from '@nguon/epcis';
import { recordAct } from '../access/record-act.ts';
import { sealText } from '../access/seal.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../db.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { deleteDelivery, findOpenDelivery, markDelivery, markProgress } from './delivery/store.ts';
import { getNamedQuery, noSuchQuery } from './named-queries/manage-named-queries.ts';
import type { Parameters } from './named-queries/read-query-body.ts';
import { findNamedQuery } from './named-queries/store.ts';
import type { Owner } from './owning-organisation.ts';
import type { SubscriptionBody } from './read-subscription-body.ts';
import { findNextTime, readSchedule } from './schedule.ts';
import {
  countSubscriptions,
  deleteSubscription,
  findSubscription,
  findSubscriptionByAnyId,
  insertSubscription,
  listSubscriptions,
} from './store.ts';
import type { Subscription } from './store.ts';

const subscriptions_max = 100;
const batch_events_default = 500;

/** What a subscription asks: a named query, or a SimpleEventQuery with parameters of its own (SOAP). */
export type Subscribed = { readonly queryName: string } | { readonly parameters: Parameters };

export interface SubscriptionIds {
  readonly id: string;
  /** Chosen by the client, unique within its organisation (SOAP). */
  readonly clientId?: string;
  readonly random: Uint8Array;
}

export async function subscribe(
  context: Context,
  owner: Owner,
  subscribed: Subscribed,
  body: SubscriptionBody & { readonly bodyForm?: Subscription['body_form'] },
  ids: SubscriptionIds,
): Promise<Subscription> {
  return inTransaction(context.database.system, async (db) => {
    const queryId = 'queryName' in subscribed ? await findQueryId(db, owner.orgId, subscribed.queryName) : null;
    if (ids.clientId !== undefined && (await findSubscriptionByAnyId(db, owner.orgId, ids.clientId)) !== undefined)
      throw sameSubscription(ids.clientId);
    if ((await countSubscriptions(db, owner.orgId)) >= subscriptions_max) throw tooManySubscriptions();
    const subscription: Subscription = {
      id: ids.id,
      client_id: ids.clientId ?? null,
      query_id: queryId,
      parameters: 'parameters' in subscribed ? subscribed.parameters : null,
      org_id: owner.orgId,
      dest: body.dest,
      signature_token_sealed:
        body.signatureToken === undefined
          ? null
          : sealText(context.config.secret, `subscription ${ids.id}`, body.signatureToken, ids.random),
      schedule: body.schedule ?? null,
      report_if_empty: body.reportIfEmpty,
      epc_format: body.epcFormat satisfies EpcFormat,
      body_form: body.bodyForm ?? 'json',
      initial_record_time: body.initialRecordTime,
      cursor_record_time: body.initialRecordTime,
      cursor_seq: '-1',
      batch_events: batch_events_default,
      state: 'active',
      stopped_why: null,
      lease: null,
      vouched_by: null,
      rests_until: null,
      created_by: owner.actor,
      due_at: body.schedule === undefined ? owner.at : findNextTime(readSchedule(body.schedule, '').schedule, owner.at)!,
      last_run_at: null,
      last_notified_at: null,
      created_at: owner.at,
    };
    const isNew = await insertSubscription(db, subscription);
    if (!isNew) throw sameSubscription(ids.clientId ?? ids.id);
    const query = 'queryName' in subscribed ? subscribed.queryName : 'SimpleEventQuery';
    await recordAct(db, owner, { act: 'subscribe', subject: `subscription:${ids.id}`, orgId: owner.orgId, details: { query } });
    return subscription;
  });
}

async function findQueryId(db: Db, orgId: number, name: string): Promise<number> {
  const query = await findNamedQuery(db, orgId, name);
  if (query === undefined) throw noSuchQuery(name);
  return query.id;
}

/** EPCIS 2.0 §8.2.5.4: the client chooses the id, and may not choose one twice. */
function sameSubscription(clientId: string): AppError {
  return new AppError('conflict', 'subscription_id_taken', {
    vi: `Tổ chức đã có đăng ký nhận mang mã "${clientId.slice(0, 80)}". Hãy chọn mã khác hoặc chấm dứt đăng ký cũ.`,
    en: `Your organisation has a subscription "${clientId.slice(0, 80)}" already. Choose another id or end that one.`,
    epcisException: 'DuplicateSubscriptionException',
  });
}

export async function unsubscribe(context: Context, owner: Owner, id: string): Promise<void> {
  await inTransaction(context.database.system, async (db) => {
    if (!(await deleteSubscription(db, owner.orgId, id))) throw noSuchSubscription(id);
    await recordAct(db, owner, { act: 'unsubscribe', subject: `subscription:${id}`, orgId: owner.orgId });
  });
}

/**
 * `resend`: a stopped subscription goes on, with its dead batch where there is one. `skip`: that batch is given up, and what came
 * after it is sent. Throws `conflict` where nothing is dead; one that goes on already is left alone: a turn may be under way.
 */
export async function reviveSubscription(context: Context, owner: Owner, id: string, how: 'resend' | 'skip'): Promise<void> {
  await inTransaction(context.database.system, async (db) => {
    const subscription = await findSubscription(db, owner.orgId, id);
    if (subscription === undefined) throw noSuchSubscription(id);
    const delivery = await findOpenDelivery(db, id);
    const skipped = how === 'skip' && delivery?.state === 'dead' ? delivery : undefined;
    if (how === 'skip' && skipped === undefined) throw nothingDead();
    if (subscription.state === 'active') return;
    if (skipped !== undefined) await deleteDelivery(db, skipped.id);
    else if (delivery !== undefined) await markDelivery(db, delivery.id, { state: 'pending', attempts: 0 });
    await markProgress(db, id, {
      state: 'active',
      stopped_why: null,
      vouched_by: owner.actor,
      due_at: owner.at,
      ...(skipped === undefined ? {} : { cursor_record_time: skipped.to_record_time, cursor_seq: skipped.to_seq }),
    });
    await recordAct(db, owner, { act: `${how}_delivery`, subject: `subscription:${id}`, orgId: owner.orgId });
  });
}

function nothingDead(): AppError {
  return new AppError('conflict', 'nothing_to_skip', {
    vi: 'Không có đợt gửi nào đã hết lượt thử để bỏ qua: có thể đã có người quyết định rồi.',
    en: 'No delivery is out of attempts, so there is nothing to give up: somebody may have decided already.',
  });
}

export function noSuchSubscription(id: string): AppError {
  return new AppError('not_found', 'subscription_not_found', {
    vi: `Tổ chức không có đăng ký nhận mang mã ${id.slice(0, 60)}.`,
    en: `Your organisation has no subscription ${id.slice(0, 60)}.`,
    epcisException: 'NoSuchNameException',
  });
}

/** Ids of the subscriptions to a query, the client's own where it chose one; those of SimpleEventQuery have parameters of their own. */
export async function listSubscriptionIds(context: Context, orgId: number, queryName: string): Promise<string[]> {
  if (queryName === 'SimpleMasterDataQuery') return [];
  const queryId = queryName === 'SimpleEventQuery' ? null : (await getNamedQuery(context, orgId, queryName)).id;
  return (await listSubscriptions(context.database.system, orgId, queryId)).map(({ id, client_id }) => client_id ?? id);
}

/** Our own id of the subscription that the client knows by `anyId`. */
export async function getSubscriptionId(context: Context, orgId: number, anyId: string): Promise<string> {
  const found = await findSubscriptionByAnyId(context.database.system, orgId, anyId);
  if (found !== undefined) return found.id;
  throw new AppError('not_found', 'subscription_not_found', {
    vi: `Tổ chức không có đăng ký nhận mang mã "${anyId.slice(0, 80)}".`,
    en: `Your organisation has no subscription "${anyId.slice(0, 80)}".`,
    epcisException: 'NoSuchSubscriptionException',
  });
}

function tooManySubscriptions(): AppError {
  return new AppError('conflict', 'too_many_subscriptions', {
    vi: `Tổ chức đã có ${subscriptions_max} đăng ký nhận, là mức nhiều nhất. Hãy xóa những đăng ký nhận không còn dùng.`,
    en: `Your organisation has ${subscriptions_max} subscriptions, the most there may be. Delete those no longer used.`,
  });
}
