// Requests of the console: home, the list of organisations, doubts and their answers, the audit trail.
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { readForm } from '../access/read-form.ts';
import { blobTypes, readBlob } from '../blobs.ts';
import type { BlobKind } from '../blobs.ts';
import { asReader, inTransaction } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { answerDoubt } from '../scan/doubts/answer-doubt.ts';
import { consoleWords } from '../ui/words/console.ts';
import { renderAuditPage } from './audit-page.tsx';
import { listAuditEntries } from './audit-store.ts';
import { countOpenDoubts, findDoubt, listDoubts } from './doubt-store.ts';
import type { DoubtRow } from './doubt-store.ts';
import { renderDoubtPage, renderDoubtsPage } from './doubts-page.tsx';
import { organisationRoutes } from './organisation-http.ts';
import { renderConsoleHome, renderOrganisationsPage } from './organisations-page.tsx';
import { territoryOf } from './territory.ts';
import { countTerritory, listOrganisations, listUnitNames } from './store.ts';

const overview_ms = 30 * 86_400_000;
const home_rows = 5;
const page_rows = 50;
const pages_max = 2_000;

export const consoleRoutes: readonly Route[] = [
  { method: 'GET', path: '/dieu-hanh', who: 'officer', answer: 'page', handle: showHome },
  { method: 'GET', path: '/dieu-hanh/co-so', who: 'officer', answer: 'page', handle: showOrganisations },
  ...organisationRoutes,
  { method: 'GET', path: '/dieu-hanh/phan-anh', who: 'officer', answer: 'page', handle: showDoubts },
  {
    method: 'GET',
    path: '/dieu-hanh/phan-anh/:ticket',
    who: 'officer',
    answer: 'page',
    handle: async (call) => showDoubt(call, await getDoubt(call), [], '', 200),
  },
  { method: 'GET', path: '/dieu-hanh/phan-anh/:ticket/anh', who: 'officer', answer: 'page', handle: sendPhoto },
  { method: 'POST', path: '/dieu-hanh/phan-anh/:ticket/tra-loi', who: 'officer', answer: 'page', handle: takeAnswer },
  { method: 'GET', path: '/dieu-hanh/nhat-ky', who: 'officer', answer: 'page', handle: showAudit },
];

function readPage(call: Call): { number: number; offset: number; limit: number } {
  const { trang } = call.request.query as { trang?: unknown };
  const number = typeof trang === 'string' && /^[1-9]\d{0,3}$/.test(trang) ? Math.min(Number(trang), pages_max) : 1;
  return { number, offset: (number - 1) * page_rows, limit: page_rows + 1 };
}

function pageHrefs(path: string, number: number, isMore: boolean): { previousHref: string | undefined; nextHref: string | undefined } {
  const at = (page: number): string => `${path}${path.includes('?') ? '&' : '?'}trang=${page}`;
  return { previousHref: number > 1 ? at(number - 1) : undefined, nextHref: isMore ? at(number + 1) : undefined };
}

function doneOf(call: Call, lang: 'vi' | 'en', key: keyof typeof consoleWords.vi.done): string | undefined {
  return (call.request.query as { xong?: unknown }).xong === key ? consoleWords[lang].done[key] : undefined;
}

async function showHome(call: Call): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const [person, territory] = [viewPerson(call), territoryOf(caller)];
  const words = consoleWords[person.lang];
  const first = { offset: 0, limit: home_rows };
  const found = await asReader(context.database, { kind: 'administrator' }, async (db) => ({
    counts: await countTerritory(db, territory, new Date(context.now().getTime() - overview_ms)),
    openDoubts: await countOpenDoubts(db, territory),
    units: territory === undefined ? [] : await listUnitNames(db, territory),
    waiting: await listOrganisations(db, territory, { onlyWaiting: true }, first),
    doubts: await listDoubts(db, territory, { onlyOpen: true }, first),
  }));
  return sendPrivatePage(
    reply,
    renderConsoleHome({
      person,
      territory: territory === undefined ? words.wholeSystem : found.units.join(', '),
      counts: [
        { label: words.organisations, value: found.counts.organisations, href: '/dieu-hanh/co-so' },
        { label: words.waiting, value: found.counts.waiting, href: '/dieu-hanh/co-so?cho=1' },
        { label: words.openDoubts, value: found.openDoubts, href: '/dieu-hanh/phan-anh?mo=1' },
        { label: words.documents, value: found.counts.documents, href: '/dieu-hanh/co-so' },
        { label: words.silent, value: found.counts.silent, href: '/dieu-hanh/co-so' },
      ],
      waiting: found.waiting,
      doubts: found.doubts,
    }),
  );
}

async function showOrganisations(call: Call): Promise<FastifyReply> {
  const page = readPage(call);
  const onlyWaiting = (call.request.query as { cho?: unknown }).cho === '1';
  const rows = await asReader(call.context.database, call.caller.reader, (db) =>
    listOrganisations(db, territoryOf(call.caller), { onlyWaiting }, page),
  );
  const hrefs = pageHrefs(onlyWaiting ? '/dieu-hanh/co-so?cho=1' : '/dieu-hanh/co-so', page.number, rows.length > page_rows);
  return sendPrivatePage(
    call.reply,
    renderOrganisationsPage({ person: viewPerson(call), organisations: rows.slice(0, page_rows), onlyWaiting, ...hrefs }),
  );
}

async function showDoubts(call: Call): Promise<FastifyReply> {
  const page = readPage(call);
  const onlyOpen = (call.request.query as { mo?: unknown }).mo === '1';
  const rows = await asReader(call.context.database, call.caller.reader, (db) =>
    listDoubts(db, territoryOf(call.caller), { onlyOpen }, page),
  );
  const hrefs = pageHrefs(onlyOpen ? '/dieu-hanh/phan-anh?mo=1' : '/dieu-hanh/phan-anh', page.number, rows.length > page_rows);
  return sendPrivatePage(call.reply, renderDoubtsPage({ person: viewPerson(call), doubts: rows.slice(0, page_rows), onlyOpen, ...hrefs }));
}

async function getDoubt({ context, caller, request }: Call): Promise<DoubtRow> {
  const { ticket } = request.params as { ticket: string };
  const doubt = await asReader(context.database, caller.reader, (db) => findDoubt(db, territoryOf(caller), ticket));
  if (doubt !== undefined) return doubt;
  throw new AppError('not_found', 'doubt_unknown', {
    vi: 'Không có phản ánh nào mang số phiếu này trong địa bàn của bạn.',
    en: 'There is no doubt with this ticket in your territory.',
  });
}

function showDoubt(call: Call, doubt: DoubtRow, faults: readonly Fault[], typed: string, status: number): FastifyReply {
  const person = viewPerson(call);
  return sendPrivatePage(
    call.reply,
    renderDoubtPage({ person, doubt, faults, typed, done: doneOf(call, person.lang, 'answered') }),
    status,
  );
}

async function sendPhoto(call: Call): Promise<FastifyReply> {
  const { photo } = await getDoubt(call);
  const bytes = photo === null ? undefined : await readBlob(call.context.config.dataDir, photo);
  if (photo === null || bytes === undefined)
    throw new AppError('not_found', 'photo_unknown', { vi: 'Phản ánh này không có ảnh.', en: 'This doubt has no photo.' });
  const kind = photo.slice(photo.lastIndexOf('.') + 1) as BlobKind;
  return call.reply.type(blobTypes[kind]).header('cache-control', 'private, no-store').send(bytes);
}

async function takeAnswer(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const doubt = await getDoubt(call);
  const answer = (await readForm(request)).fields.get('answer') ?? '';
  try {
    await inTransaction(context.database.system, (db) =>
      answerDoubt(db, { ticket: doubt.ticket, answer }, { at: context.now(), actor: caller.name }),
    );
  } catch (error) {
    if (error instanceof AppError && error.details.faults !== undefined) return showDoubt(call, doubt, error.details.faults, answer, 400);
    throw error;
  }
  return reply.redirect(`/dieu-hanh/phan-anh/${doubt.ticket}?xong=answered`, 303);
}

async function showAudit(call: Call): Promise<FastifyReply> {
  const { truoc } = call.request.query as { truoc?: unknown };
  const before = typeof truoc === 'string' && /^\d{1,18}$/.test(truoc) ? truoc : undefined;
  const rows = await asReader(call.context.database, call.caller.reader, (db) =>
    listAuditEntries(db, { territory: territoryOf(call.caller), actor: call.caller.name, before }, page_rows + 1),
  );
  const entries = rows.slice(0, page_rows);
  const nextHref = rows.length > page_rows ? `/dieu-hanh/nhat-ky?truoc=${entries.at(-1)?.id}` : undefined;
  return sendPrivatePage(call.reply, renderAuditPage({ person: viewPerson(call), entries, nextHref }));
}
