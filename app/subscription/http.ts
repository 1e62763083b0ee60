// Named queries and their subscriptions over HTTP (EPCIS 2.0 §12.6, §12.7).
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { seal_random_bytes } from '../access/seal.ts';
import { readExtensionsHeader } from '../capture/extensions-header.ts';
import { jsonTypeFor } from '../answer-form.ts';
import { readJsonType } from '../epcis-headers.ts';
import { answerOptions } from '../epcis-options.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import { readAnswerFormat } from '../query/answer-format.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { addNextListPage, readListPage } from '../paging/list-page.ts';
import { isUuid } from '../uuid.ts';
import { noSuchSubscription, subscribe, unsubscribe } from './manage-subscriptions.ts';
import { createNamedQuery, getNamedQuery, removeNamedQuery } from './named-queries/manage-named-queries.ts';
import type { Owner } from './owning-organisation.ts';
import { bodyFormOf } from './new-document.ts';
import { readQueryBody, writeParameters } from './named-queries/read-query-body.ts';
import type { Parameters } from './named-queries/read-query-body.ts';
import { orgOf, refuseOfficers } from './owning-organisation.ts';
import { readSubscriptionBody } from './read-subscription-body.ts';
import { getQueryEvents } from './named-queries/query-events-http.ts';
import { findSubscription, listSubscriptions } from './store.ts';
import { listNamedQueries } from './named-queries/store.ts';
import type { NamedQuery } from './named-queries/store.ts';
import type { Subscription } from './store.ts';
import { openEventLine } from './websocket/http.ts';

const row = { who: 'query', answer: 'epcis' } as const;

export const subscriptionRoutes: readonly Route[] = [
  { ...row, method: 'GET', path: '/epcis/queries', handle: getQueries },
  { ...row, method: 'POST', path: '/epcis/queries', handle: postQuery },
  { ...row, method: 'GET', path: '/epcis/queries/:name', handle: getQuery },
  { ...row, method: 'DELETE', path: '/epcis/queries/:name', handle: deleteQuery },
  { ...row, method: 'GET', path: '/epcis/queries/:name/events', handle: getQueryEvents, upgrade: openEventLine },
  { ...row, method: 'GET', path: '/epcis/queries/:name/subscriptions', handle: getSubscriptions },
  { ...row, method: 'POST', path: '/epcis/queries/:name/subscriptions', handle: postSubscription },
  { ...row, method: 'GET', path: '/epcis/queries/:name/subscriptions/:id', handle: getSubscription },
  { ...row, method: 'DELETE', path: '/epcis/queries/:name/subscriptions/:id', handle: deleteOneSubscription },
  { ...row, method: 'OPTIONS', path: '/epcis/queries/:name/subscriptions/:id', who: 'public', handle: describeSubscription },
];

async function getQueries(call: Call): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const asked = await readListPage(call);
  const queries = await listNamedQueries(context.database.system, orgOf(caller.orgId), asked.perPage + 1, asked.after);
  const page = queries.slice(0, asked.perPage);
  if (queries.length > page.length) addNextListPage(call, asked, page.at(-1)!.name);
  return sendText(reply, `[${page.map(writeQuery).join()}]`);
}

async function postQuery({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  readJsonType(request);
  const { body, faults } = readQueryBody(readJsonText(request), readExtensionsHeader(request.headers['gs1-extensions']));
  if (body === undefined)
    throw refuseBody(faults, faults.some(({ path }) => path.startsWith('$.query.')) ? 'QueryParameterException' : 'ValidationException');
  const query = await createNamedQuery(context, ownerOf(context, caller.orgId, caller.name), body);
  reply.code(201).header('location', `${originOf(context, request)}/epcis/queries/${encodeURIComponent(query.name)}`);
  return sendText(reply, writeQuery(query));
}

async function getQuery({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  return sendText(reply, writeQuery(await getNamedQuery(context, orgOf(caller.orgId), nameOf(request))));
}

async function deleteQuery({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  await removeNamedQuery(context, ownerOf(context, caller.orgId, caller.name), nameOf(request));
  return reply.code(204).send();
}

/** An organisation has a hundred at most: pages are cut from the whole list. */
async function getSubscriptions(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const asked = await readListPage(call);
  const orgId = orgOf(caller.orgId);
  const query = await getNamedQuery(context, orgId, nameOf(request));
  const all = await listSubscriptions(context.database.system, orgId, query.id);
  const rest = all.filter((one) => positionOf(one) > (asked.after ?? ''));
  const page = rest.slice(0, asked.perPage);
  if (rest.length > page.length) addNextListPage(call, asked, positionOf(page.at(-1)!));
  return send(reply, page.map(viewSubscription));
}

/** As the store orders them. */
const positionOf = ({ created_at, id }: Subscription): string => `${created_at.toISOString()} ${id}`;

async function postSubscription({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  refuseOfficers(caller);
  const owner = ownerOf(context, caller.orgId, caller.name);
  const name = nameOf(request);
  await getNamedQuery(context, owner.orgId, name);
  const format = readAnswerFormat(request);
  const { body, faults } = readSubscriptionBody(
    readJsonText(request),
    format.epcFormat,
    { ownHosts: context.config.webhookHosts },
    owner.at,
  );
  if (body === undefined)
    throw refuseBody(
      faults,
      faults.some(({ path }) => path.startsWith('$.schedule')) ? 'SubscriptionControlsException' : 'ValidationException',
    );
  const subscription = await subscribe(
    context,
    owner,
    { queryName: name },
    { ...body, bodyForm: bodyFormOf(format) },
    {
      id: context.newId(),
      random: randomBytes(seal_random_bytes),
    },
  );
  reply
    .code(201)
    .header('location', `${originOf(context, request)}/epcis/queries/${encodeURIComponent(name)}/subscriptions/${subscription.id}`);
  // `Accept: application/xml` chooses the form of what will be sent, and there is no other form of a subscription than this.
  return reply.type(jsonTypeFor(request.headers.accept, 'application/json')).send(JSON.stringify(viewSubscription(subscription)));
}

async function getSubscription({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  return send(reply, viewSubscription(await loadSubscription(context, orgOf(caller.orgId), request)));
}

/** EPCIS 2.0 §12.7: tells its members from when on the subscription reports next; everybody else learns what the address takes. */
async function describeSubscription(call: Call): Promise<FastifyReply> {
  const { context, caller, request } = call;
  const found = caller.orgId === undefined ? undefined : await loadSubscription(context, caller.orgId, request).catch(noneOfTheirs);
  const own =
    found === undefined
      ? {}
      : { 'gs1-query-min-record-time': found.cursor_record_time.toISOString(), 'cache-control': 'private, no-store' };
  return answerOptions(call, '/epcis/queries/:name/subscriptions/:id', 'OPTIONS, GET, DELETE', own);
}

function noneOfTheirs(error: unknown): undefined {
  if (!(error instanceof AppError)) throw error;
}

async function deleteOneSubscription({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const owner = ownerOf(context, caller.orgId, caller.name);
  const { id } = await loadSubscription(context, owner.orgId, request);
  await unsubscribe(context, owner, id);
  return reply.code(204).send();
}

async function loadSubscription(context: Call['context'], orgId: number, request: FastifyRequest): Promise<Subscription> {
  const query = await getNamedQuery(context, orgId, nameOf(request));
  const { id } = request.params as { id: string };
  const found = isUuid(id) ? await findSubscription(context.database.system, orgId, id) : undefined;
  if (found === undefined || found.query_id !== query.id) throw noSuchSubscription(id);
  return found;
}

function writeQuery({ name, parameters, extensions }: NamedQuery): string {
  const context = Object.keys(extensions).length > 0 ? `"@context":[${JSON.stringify(extensions)}],` : '';
  return `{${context}"name":${JSON.stringify(name)},"query":${writeParameters(parameters as Parameters)}}`;
}

/** EPCIS 2.0 §12.7: the token that signs is never shown again. */
function viewSubscription(subscription: Subscription): Record<string, unknown> {
  return {
    subscriptionID: subscription.id,
    dest: subscription.dest,
    createdAt: subscription.created_at.toISOString(),
    ...(subscription.last_notified_at === null ? {} : { lastNotifiedAt: subscription.last_notified_at.toISOString() }),
    initialRecordTime: subscription.initial_record_time.toISOString(),
    minRecordTime: subscription.cursor_record_time.toISOString(),
    epcFormat: subscription.epc_format,
    ...(subscription.schedule === null
      ? { stream: true }
      : { schedule: subscription.schedule, reportIfEmpty: subscription.report_if_empty }),
    state: subscription.state,
  };
}

function ownerOf(context: Call['context'], orgId: number | undefined, actor: string): Owner {
  return { orgId: orgOf(orgId), actor, at: context.now() };
}

function nameOf(request: FastifyRequest): string {
  return (request.params as { name: string }).name;
}

const json_type = /^application\/(?:[\w.-]+\+)?json\b/i;

function readJsonText(request: FastifyRequest): string {
  if (!Buffer.isBuffer(request.body) || !json_type.test(request.headers['content-type'] ?? ''))
    throw new AppError('unsupported_media_type', 'json_wanted', {
      vi: 'Hãy gửi JSON với Content-Type: application/json.',
      en: 'Send JSON with Content-Type: application/json.',
    });
  return request.body.toString('utf8');
}

function refuseBody(faults: readonly Fault[], epcisException: string): AppError {
  return new AppError('invalid', 'bad_body', {
    vi: 'Nội dung gửi lên có chỗ sai. Hãy sửa các chỗ nêu dưới đây.',
    en: 'The body has faults. Mend those listed.',
    faults,
    epcisException,
  });
}

function send(reply: FastifyReply, value: unknown): FastifyReply {
  return sendText(reply, JSON.stringify(value));
}

/** Queries and subscriptions have no XML form: who takes no JSON is refused, before anything is made. */
function sendText(reply: FastifyReply, json: string): FastifyReply {
  return reply.type(readJsonType(reply.request, 'application/json')).send(json);
}
