// Requests of an organisation's members about its subscriptions: look, send again, give up, end.
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { readForm } from '../access/read-form.ts';
import { orgIdOf } from '../access/reader.ts';
import type { Call, Route } from '../http.ts';
import { readUuid } from '../uuid.ts';
import { subscriptionWords } from '../ui/words/subscription.ts';
import { noSuchSubscription, reviveSubscription, unsubscribe } from './manage-subscriptions.ts';
import type { Owner } from './owning-organisation.ts';
import { findSubscription, listSubscriptions } from './store.ts';
import { findOpenDelivery, listDeliveries } from './delivery/store.ts';
import { findQueryById } from './named-queries/store.ts';
import type { Subscription } from './store.ts';
import { renderEndPage, renderSubscriptionPage, renderSubscriptionsPage } from './subscriptions-page.tsx';
import type { SubscriptionView } from './subscriptions-page.tsx';

const root = '/khong-gian/dang-ky-nhan';
const deliveries_shown_max = 50;

export const subscriptionPageRoutes: readonly Route[] = [
  { method: 'GET', path: root, who: 'member', answer: 'page', handle: showList },
  { method: 'GET', path: `${root}/:id`, who: 'member', answer: 'page', handle: showOne },
  { method: 'POST', path: `${root}/:id/gui-lai`, who: 'owner', answer: 'page', handle: (call) => revive(call, 'resend') },
  { method: 'POST', path: `${root}/:id/bo-qua`, who: 'owner', answer: 'page', handle: (call) => revive(call, 'skip') },
  { method: 'GET', path: `${root}/:id/ket-thuc`, who: 'owner', answer: 'page', handle: askEnd },
  { method: 'POST', path: `${root}/:id/ket-thuc`, who: 'owner', answer: 'page', handle: takeEnd },
];

async function showList(call: Call): Promise<FastifyReply> {
  const found = await listSubscriptions(call.context.database.system, orgIdOf(call.caller));
  return sendPrivatePage(
    call.reply,
    renderSubscriptionsPage(viewPerson(call), await Promise.all(found.map((one) => viewOf(call, one))), doneOf(call)),
  );
}

async function showOne(call: Call): Promise<FastifyReply> {
  const subscription = await load(call);
  const deliveries = await listDeliveries(call.context.database.system, subscription.id, deliveries_shown_max);
  return sendPrivatePage(call.reply, renderSubscriptionPage(viewPerson(call), await viewOf(call, subscription), deliveries, doneOf(call)));
}

async function revive(call: Call, how: 'resend' | 'skip'): Promise<FastifyReply> {
  await readForm(call.request);
  const { id } = await load(call);
  await reviveSubscription(call.context, ownerOf(call), id, how);
  return call.reply.redirect(`${root}/${id}?xong=${how}`, 303);
}

async function askEnd(call: Call): Promise<FastifyReply> {
  return sendPrivatePage(call.reply, renderEndPage(viewPerson(call), await viewOf(call, await load(call))));
}

async function takeEnd(call: Call): Promise<FastifyReply> {
  await readForm(call.request);
  const { id } = await load(call);
  await unsubscribe(call.context, ownerOf(call), id);
  return call.reply.redirect(`${root}?xong=end`, 303);
}

async function load(call: Call): Promise<Subscription> {
  const { id } = call.request.params as { id: string };
  const uuid = readUuid(id);
  const found = uuid === undefined ? undefined : await findSubscription(call.context.database.system, orgIdOf(call.caller), uuid);
  if (found === undefined) throw noSuchSubscription(id);
  return found;
}

async function viewOf({ context }: Call, subscription: Subscription): Promise<SubscriptionView> {
  const { system } = context.database;
  const [name, open] = await Promise.all([nameOf(context, subscription), findOpenDelivery(system, subscription.id)]);
  return { ...subscription, queryName: name, open };
}

/** A query of a subscription's own has the standard's name; the client's id tells such subscriptions apart. */
async function nameOf({ database }: Call['context'], { query_id, client_id }: Subscription): Promise<string> {
  const name = query_id === null ? 'SimpleEventQuery' : ((await findQueryById(database.system, query_id))?.name ?? '');
  return client_id === null ? name : `${name} (${client_id})`;
}

function doneOf(call: Call): string | undefined {
  const { xong } = call.request.query as { xong?: unknown };
  const words: Readonly<Record<string, string>> = subscriptionWords[viewPerson(call).lang].done;
  return typeof xong === 'string' && Object.hasOwn(words, xong) ? words[xong] : undefined;
}

function ownerOf(call: Call): Owner {
  return { orgId: orgIdOf(call.caller), actor: call.caller.name, at: call.context.now() };
}
