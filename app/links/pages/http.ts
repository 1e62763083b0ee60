// Requests of the pages where an organisation sees and manages the links of its identifiers.
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../../access/person-view.ts';
import { readForm } from '../../access/read-form.ts';
import { asReader } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Fault } from '../../errors.ts';
import type { Call, Route } from '../../http.ts';
import { linksWords } from '../../ui/words/links.ts';
import { formatDateVi } from '@nguon/vn';
import { orgIdOf } from '../../access/reader.ts';
import { actorOfCall, checkMayWrite } from '../actor-of-call.ts';
import { changeLink, getManagedLink, restoreLink, withdrawLink } from '../change-link.ts';
import type { StoredLink } from '../link.ts';
import { emptyLink, own_type, renderLinkFormPage } from './link-form-page.tsx';
import type { LinkFormView, TypedLink } from './link-form-page.tsx';
import { renderLinkPage, renderWithdrawPage } from './link-page.tsx';
import { linksHome, renderLinksPage } from './links-page.tsx';
import { listOwnLinks, tellLinkHistory } from '../list-links.ts';
import type { LinkList } from '../list-links.ts';
import { listOwnPrefixes } from '../owner-store.ts';
import type { LinkFields } from '../read-link.ts';
import { registerLink } from '../register-link.ts';
import { limitLinkWrites, writeInTurn } from '../write-limits.ts';

const page_rows = 50;
const prefixes_shown_max = 20;
const id_pattern = /^[1-9]\d{0,9}$/;

export const linkRoutes: readonly Route[] = [
  { method: 'GET', path: linksHome, who: 'member', answer: 'page', handle: showLinks },
  {
    method: 'GET',
    path: `${linksHome}/them`,
    who: 'member',
    answer: 'page',
    handle: (call) => showForm(call, { typed: typedFrom(call) }, 200),
  },
  { method: 'POST', path: `${linksHome}/them`, who: 'member', answer: 'page', handle: takeNew },
  { method: 'GET', path: `${linksHome}/:linkId`, who: 'member', answer: 'page', handle: showLink },
  { method: 'GET', path: `${linksHome}/:linkId/sua`, who: 'member', answer: 'page', handle: askChange },
  { method: 'POST', path: `${linksHome}/:linkId/sua`, who: 'member', answer: 'page', handle: takeChange },
  { method: 'GET', path: `${linksHome}/:linkId/go`, who: 'member', answer: 'page', handle: askWithdrawal },
  { method: 'POST', path: `${linksHome}/:linkId/go`, who: 'member', answer: 'page', handle: takeWithdrawal },
  { method: 'POST', path: `${linksHome}/:linkId/khoi-phuc`, who: 'member', answer: 'page', handle: takeRestoration },
];

const byOf = ({ context, caller }: Call) => ({ at: context.now(), actor: caller.name });

function doneOf({ request }: Call, lang: 'vi' | 'en'): string | undefined {
  const { xong, so } = request.query as { xong?: unknown; so?: unknown };
  if (xong === 'imported' && typeof so === 'string') {
    const [created, changed, same] = so.split('-').map((part) => (/^\d{1,6}$/.test(part) ? part : '0'));
    return linksWords[lang].doneImport(created ?? '0', changed ?? '0', same ?? '0');
  }
  const { done } = linksWords[lang];
  return typeof xong === 'string' && Object.hasOwn(done, xong) ? done[xong as keyof typeof done] : undefined;
}

async function showLinks(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const person = viewPerson(call);
  const query = request.query as Readonly<Record<string, unknown>>;
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name].slice(0, 500) : '');
  const state = (['live', 'withdrawn', 'all'] as const).find((one) => one === text('tinh_trang')) ?? ('live' as const);
  const filter = { q: text('q'), ma: text('ma').trim(), tinh_trang: state };
  const before = id_pattern.test(text('truoc')) ? Math.min(Number(text('truoc')), 2_147_483_647) : undefined;
  const search = { state, text: filter.q, before, code: filter.ma === '' ? undefined : filter.ma };
  const found = await listOwnLinks(context.database.system, orgIdOf(caller), search, page_rows, context.now()).catch(codeFault);
  const hasFault = 'vi' in found;
  const list: LinkList = hasFault ? { links: [], total: 0, next: undefined } : found;
  const next = new URLSearchParams({ ...filter, truoc: String(list.next) });
  return sendPrivatePage(
    reply,
    renderLinksPage({
      person,
      ...list,
      filter,
      now: context.now(),
      mayWrite: caller.scopes.includes('links'),
      error: hasFault ? found[person.lang] : undefined,
      done: doneOf(call, person.lang),
      nextHref: list.next === undefined ? undefined : `${linksHome}?${next}`,
      isFirstPage: before === undefined,
    }),
    hasFault ? 400 : 200,
  );
}

function codeFault(error: unknown): Fault {
  const fault = error instanceof AppError ? error.details.faults?.[0] : undefined;
  if (fault === undefined) throw error;
  return fault;
}

/** `?ma=` comes from a product's page. */
function typedFrom({ request }: Call): TypedLink {
  const { ma } = request.query as { ma?: unknown };
  return { ...emptyLink, thing: typeof ma === 'string' ? ma.slice(0, 500) : '' };
}

async function showForm(
  call: Call,
  view: Partial<Pick<LinkFormView, 'errors' | 'changes'>> & Pick<LinkFormView, 'typed'>,
  status: number,
): Promise<FastifyReply> {
  checkMayWrite(call);
  const { context, caller } = call;
  const prefixes = await asReader(context.database, caller.reader, (db) => listOwnPrefixes(db, orgIdOf(caller), prefixes_shown_max));
  return sendPrivatePage(
    call.reply,
    renderLinkFormPage({ person: viewPerson(call), prefixes, errors: [], changes: undefined, ...view }),
    status,
  );
}

async function readTyped({ request }: Call): Promise<{ typed: TypedLink; fields: LinkFields }> {
  const form = await readForm(request);
  const text = (name: string): string => (form.fields.get(name) ?? '').slice(0, 4_096);
  const names = ['thing', 'link_type', 'other_type', 'href', 'title', 'hreflang', 'media_type', 'context', 'expires_at'] as const;
  const texts = Object.fromEntries(names.map((name) => [name, text(name)])) as Omit<TypedLink, 'is_default'>;
  const typed = { ...texts, is_default: form.fields.has('is_default') };
  const { other_type, ...fields } = typed;
  return { typed, fields: { ...fields, link_type: typed.link_type === own_type ? other_type : typed.link_type } };
}

/** What can be mended in the form is shown there. */
function formFaults(error: unknown): readonly Fault[] {
  if (error instanceof AppError && error.details.faults !== undefined) return error.details.faults;
  throw error;
}

async function takeNew(call: Call): Promise<FastifyReply> {
  checkMayWrite(call);
  await limitLinkWrites(call.caller.name);
  const { typed, fields } = await readTyped(call);
  try {
    const written = await writeInTurn(call.context.database.system, (db) => registerLink(db, fields, actorOfCall(call), byOf(call)));
    const done = written.already ? 'already' : written.demoted === undefined ? 'added' : 'moved';
    return call.reply.redirect(`${linksHome}/${written.link.id}?xong=${done}`, 303);
  } catch (error) {
    return showForm(call, { typed, errors: formFaults(error) }, 400);
  }
}

async function getLink({ context, caller, request }: Call): Promise<StoredLink> {
  const { linkId } = request.params as { linkId: string };
  return getManagedLink(context.database.system, orgIdOf(caller), id_pattern.test(linkId) ? Number(linkId) : 0, context.now());
}

async function showLink(call: Call): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const { id } = await getLink(call);
  const person = viewPerson(call);
  const history = await tellLinkHistory(context.database.system, orgIdOf(caller), id, context.now());
  const mayWrite = caller.scopes.includes('links');
  return sendPrivatePage(reply, renderLinkPage({ person, now: context.now(), mayWrite, done: doneOf(call, person.lang), ...history }));
}

async function askChange(call: Call): Promise<FastifyReply> {
  const link = await getLink(call);
  if (link.withdrawn_at !== null) return call.reply.redirect(`${linksHome}/${link.id}`, 303);
  const isOwn = !link.link_type.startsWith('gs1:');
  const typed = {
    thing: link.thing,
    link_type: isOwn ? own_type : link.link_type,
    other_type: isOwn ? link.link_type : '',
    href: link.href,
    title: link.title,
    hreflang: link.hreflang.join(' '),
    media_type: link.media_type ?? '',
    context: link.context.join(' '),
    expires_at: link.expires_at === null ? '' : formatDateVi(link.expires_at),
    is_default: link.is_default,
  };
  return showForm(call, { typed, changes: link }, 200);
}

async function takeChange(call: Call): Promise<FastifyReply> {
  checkMayWrite(call);
  await limitLinkWrites(call.caller.name);
  const link = await getLink(call);
  const { typed, fields } = await readTyped(call);
  try {
    const written = await writeInTurn(call.context.database.system, (db) => changeLink(db, link.id, fields, actorOfCall(call), byOf(call)));
    const done = written.already ? 'already' : written.demoted === undefined ? 'changed' : 'moved';
    return call.reply.redirect(`${linksHome}/${written.link.id}?xong=${done}`, 303);
  } catch (error) {
    return showForm(call, { typed, changes: link, errors: formFaults(error) }, 400);
  }
}

async function askWithdrawal(call: Call): Promise<FastifyReply> {
  checkMayWrite(call);
  const link = await getLink(call);
  if (link.withdrawn_at !== null) return call.reply.redirect(`${linksHome}/${link.id}`, 303);
  return sendPrivatePage(call.reply, renderWithdrawPage(viewPerson(call), link));
}

async function takeWithdrawal(call: Call): Promise<FastifyReply> {
  checkMayWrite(call);
  await limitLinkWrites(call.caller.name);
  const { id } = await getLink(call);
  await writeInTurn(call.context.database.system, (db) => withdrawLink(db, id, orgIdOf(call.caller), byOf(call)));
  return call.reply.redirect(`${linksHome}/${id}?xong=withdrawn`, 303);
}

async function takeRestoration(call: Call): Promise<FastifyReply> {
  checkMayWrite(call);
  await limitLinkWrites(call.caller.name);
  const { id } = await getLink(call);
  const { link } = await writeInTurn(call.context.database.system, (db) => restoreLink(db, id, actorOfCall(call), byOf(call)));
  return call.reply.redirect(`${linksHome}/${link.id}?xong=restored`, 303);
}
