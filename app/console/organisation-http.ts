// Requests for one organisation in the console: its page, its approval, its GS1 company prefixes.
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { readForm } from '../access/read-form.ts';
import { asReader, inTransaction } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { addCompanyPrefix } from '../party/add-company-prefix.ts';
import { approveOrganisation } from '../party/approve-organisation.ts';
import { endCompanyPrefix } from '../party/end-company-prefix.ts';
import { consoleWords } from '../ui/words/console.ts';
import { renderEndPrefixPage } from './end-prefix-page.tsx';
import { renderOrganisationPage } from './organisations-page.tsx';
import { listPrefixes } from './prefix-store.ts';
import type { PrefixesView } from './prefixes-part.tsx';
import { getOrganisation, readOrgId, territoryOf } from './territory.ts';

const prefixes_max = 200;
const home = '/dieu-hanh/co-so/:orgId';

export const organisationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: home,
    who: 'officer',
    answer: 'page',
    handle: (call) => showOrganisation(call, { faults: [], typed: '' }, 200),
  },
  { method: 'POST', path: `${home}/phe-duyet`, who: 'officer', answer: 'page', handle: takeApproval },
  { method: 'POST', path: `${home}/tien-to`, who: 'officer', answer: 'page', handle: takePrefix },
  { method: 'GET', path: `${home}/tien-to/:prefix/ket-thuc`, who: 'officer', answer: 'page', handle: askEnd },
  { method: 'POST', path: `${home}/tien-to/:prefix/ket-thuc`, who: 'officer', answer: 'page', handle: endPrefix },
];

async function showOrganisation(call: Call, typed: Pick<PrefixesView, 'faults' | 'typed'>, status: number): Promise<FastifyReply> {
  const { context, request, reply } = call;
  const organisation = await getOrganisation(call);
  const prefixes = await asReader(context.database, { kind: 'administrator' }, (db) => listPrefixes(db, organisation.id, prefixes_max));
  const person = viewPerson(call);
  const { done } = consoleWords[person.lang];
  const { xong } = request.query as { xong?: unknown };
  const told = (['approved', 'prefix_added', 'prefix_ended'] as const).find((one) => one === xong);
  return sendPrivatePage(
    reply,
    renderOrganisationPage({ person, organisation, prefixes: { prefixes, ...typed }, done: told === undefined ? undefined : done[told] }),
    status,
  );
}

async function takeApproval(call: Call): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const id = readOrgId(call);
  await inTransaction(context.database.system, (db) =>
    approveOrganisation(db, id, { at: context.now(), actor: caller.name }, territoryOf(caller)),
  );
  return reply.redirect(`/dieu-hanh/co-so/${id}?xong=approved`, 303);
}

async function takePrefix(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const { id } = await getOrganisation(call);
  const typed = (await readForm(request)).fields.get('prefix') ?? '';
  try {
    await inTransaction(context.database.system, (db) =>
      addCompanyPrefix(db, { orgId: id, prefix: typed }, { at: context.now(), actor: caller.name }),
    );
  } catch (error) {
    if (error instanceof AppError && error.details.faults !== undefined)
      return showOrganisation(call, { faults: error.details.faults, typed: typed.slice(0, 40) }, 400);
    throw error;
  }
  return reply.redirect(`/dieu-hanh/co-so/${id}?xong=prefix_added`, 303);
}

const prefixOf = ({ request }: Call): string => (request.params as { prefix: string }).prefix;

async function askEnd(call: Call): Promise<FastifyReply> {
  const { context, reply } = call;
  const organisation = await getOrganisation(call);
  const prefixes = await asReader(context.database, { kind: 'administrator' }, (db) => listPrefixes(db, organisation.id, prefixes_max));
  const found = prefixes.find(({ prefix, ended_at }) => prefix === prefixOf(call) && ended_at === null);
  if (found === undefined) return reply.redirect(`/dieu-hanh/co-so/${organisation.id}`, 303);
  return sendPrivatePage(reply, renderEndPrefixPage(viewPerson(call), organisation, found.prefix));
}

async function endPrefix(call: Call): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const { id } = await getOrganisation(call);
  await inTransaction(context.database.system, (db) =>
    endCompanyPrefix(db, { prefix: prefixOf(call), orgId: id }, { at: context.now(), actor: caller.name }),
  );
  return reply.redirect(`/dieu-hanh/co-so/${id}?xong=prefix_ended`, 303);
}
