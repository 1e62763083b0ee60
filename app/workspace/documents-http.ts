// Requests for the workspace's home, the documents sent, one of them and its faults.
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { orgIdOf } from '../access/reader.ts';
import { islandFilesOf } from '../assets/island-files.ts';
import { readDocumentHeader } from '../capture/document-header.ts';
import { asReader } from '../db.ts';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { intakeWords } from '../ui/words/intake.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { renderDocumentPage, renderDocumentsPage, renderWorkspaceHome } from './documents-page.tsx';
import { countIncomplete } from './intake-store.ts';
import { writeFaultsCsv } from './faults-csv.ts';
import { readUuid } from '../uuid.ts';
import { countOverview, events_counted_max, findDocument, listDocuments } from './store.ts';
import type { DocumentDetails } from './store.ts';
import { formatNumber } from '../ui/format-number.ts';

const overview_ms = 30 * 86_400_000;
const recent_rows = 5;
const page_rows = 25;

export const documentRoutes: readonly Route[] = [
  { method: 'GET', path: '/khong-gian', who: 'member', answer: 'page', handle: showHome },
  { method: 'GET', path: '/khong-gian/tai-lieu', who: 'member', answer: 'page', handle: showDocuments },
  { method: 'GET', path: '/khong-gian/tai-lieu/:captureId', who: 'member', answer: 'page', handle: showDocument },
  { method: 'GET', path: '/khong-gian/tai-lieu/:captureId/loi.csv', who: 'member', answer: 'page', handle: sendFaults },
];

async function showHome(call: Call): Promise<FastifyReply> {
  const { context, caller, reply } = call;
  const [person, orgId] = [viewPerson(call), orgIdOf(caller)];
  const words = workspaceWords[person.lang];
  const since = new Date(context.now().getTime() - overview_ms);
  const { counts, documents, incomplete } = await asReader(context.database, caller.reader, async (db) => ({
    counts: await countOverview(db, orgId, since),
    documents: await listDocuments(db, orgId, { onlyFaulty: false }, recent_rows),
    incomplete: await countIncomplete(db, orgId, events_counted_max + 1),
  }));
  const bounded = (count: number): string =>
    count > events_counted_max ? words.moreThan(formatNumber(person.lang, events_counted_max)) : formatNumber(person.lang, count);
  return sendPrivatePage(
    reply,
    renderWorkspaceHome({
      person,
      documents,
      counts: [
        { label: words.countEvents, value: bounded(counts.events), href: '/khong-gian/su-kien' },
        { label: intakeWords[person.lang].countIncomplete, value: bounded(incomplete), href: '/khong-gian/su-kien?thieu=1' },
        { label: words.countDocuments, value: formatNumber(person.lang, counts.documents), href: '/khong-gian/tai-lieu' },
        { label: words.countFaulty, value: formatNumber(person.lang, counts.faulty), href: '/khong-gian/tai-lieu?loi=1' },
        { label: words.countKeys, value: formatNumber(person.lang, counts.keys), href: '/khong-gian/khoa-api' },
      ],
    }),
  );
}

async function showDocuments(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const query = request.query as { loi?: unknown; truoc?: unknown };
  const onlyFaulty = query.loi === '1';
  const found = await asReader(context.database, caller.reader, (db) =>
    listDocuments(db, orgIdOf(caller), { onlyFaulty, before: readBefore(query.truoc) }, page_rows + 1),
  );
  const documents = found.slice(0, page_rows);
  const last = documents.at(-1);
  const nextHref =
    found.length > page_rows && last !== undefined
      ? `/khong-gian/tai-lieu?${onlyFaulty ? 'loi=1&' : ''}truoc=${last.created_at.getTime()}.${last.id}`
      : undefined;
  return sendPrivatePage(reply, renderDocumentsPage({ person: viewPerson(call), documents, onlyFaulty, nextHref }));
}

/** `milliseconds.uuid` of the last document of the page before; anything else begins at the top. */
function readBefore(value: unknown): { at: Date; id: string } | undefined {
  const [, time, id] = typeof value === 'string' ? (/^(\d{1,15})\.([0-9a-f-]{36})$/.exec(value) ?? []) : [];
  const uuid = readUuid(id);
  return time === undefined || uuid === undefined ? undefined : { at: new Date(Number(time)), id: uuid };
}

async function showDocument(call: Call): Promise<FastifyReply> {
  const { request, reply } = call;
  const document = await findAskedDocument(call);
  const person = viewPerson(call);
  const { done: words } = workspaceWords[person.lang];
  const { xong } = request.query as { xong?: unknown };
  const done = xong === 'uploaded' ? words.uploaded : xong === 'accepted' && document.finished_at === null ? words.accepted : undefined;
  const island = islandFilesOf(call.context).pathOf('progress-island');
  const header = document.document_header === null ? undefined : readDocumentHeader(document.document_header).head;
  return sendPrivatePage(reply, renderDocumentPage({ person, document, header, done, island }));
}

async function sendFaults(call: Call): Promise<FastifyReply> {
  const document = await findAskedDocument(call);
  return call.reply
    .header('cache-control', 'private, no-store')
    .header('content-disposition', `attachment; filename="loi-${document.id}.csv"`)
    .type('text/csv; charset=utf-8')
    .send(writeFaultsCsv(document.errors));
}

async function findAskedDocument({ context, caller, request }: Call): Promise<DocumentDetails> {
  const id = readUuid((request.params as { captureId: string }).captureId);
  const document =
    id === undefined ? undefined : await asReader(context.database, caller.reader, (db) => findDocument(db, orgIdOf(caller), id));
  if (document === undefined)
    throw new AppError('not_found', 'capture_not_found', {
      vi: 'Tổ chức của bạn không có lần gửi nào mang mã này.',
      en: 'Your organisation has no document with this id.',
    });
  return document;
}
