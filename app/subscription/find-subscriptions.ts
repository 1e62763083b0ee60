// What the SOAP interface asks of named queries and subscriptions: names, ids, and which one an id means (EPCIS 2.0 §8.2.5).
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { getNamedQuery } from './manage-subscriptions.ts';
import { findSubscriptionByAnyId, listNamedQueries, listSubscriptions } from './store.ts';

/** More than an organisation may have (manage-subscriptions.ts). */
const names_max = 1_000;

export async function listQueryNames(context: Context, orgId: number): Promise<string[]> {
  return (await listNamedQueries(context.database.system, orgId, names_max)).map(({ name }) => name);
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
