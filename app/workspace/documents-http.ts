// Requests for the workspace's home, the documents sent, one of them, and a file sent by form.
import { formatNumberVi } from '@nguon/vn';
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { readForm } from '../access/read-form.ts';
import { islandFilesOf } from '../assets/island-files.ts';
import { captureDocument } from '../capture/capture-document.ts';
import { checkDocument } from '../capture/check-document.ts';
import { asReader } from '../db.ts';
import { decodeUtf8 } from '../decode-utf8.ts';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { intakeWords } from '../ui/words/intake.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { renderDocumentPage, renderDocumentsPage, renderWorkspaceHome } from './documents-page.tsx';
import { countIncomplete } from './intake-store.ts';
import { orgIdOf } from '../access/reader.ts';
import { readUuid } from './read-request.ts';
import { renderUploadPage } from './upload-page.tsx';
import type { UploadView } from './upload-page.tsx';
import { countOverview, events_counted_max, findDocument, listDocuments } from './store.ts';

const overview_ms = 30 * 86_400_000;
const recent_rows = 5;
const page_rows = 25;
/** A form's own fields and part heads around the file. */
const form_bytes = 65_536;

export const documentRoutes: readonly Route[] = [
  { method: 'GET', path: '/khong-gian', who: 'member', answer: 'page', handle: showHome },
  { method: 'GET', path: '/khong-gian/tai-lieu', who: 'member', answer: 'page', handle: showDocuments },
  { method: 'GET', path: '/khong-gian/tai-lieu/:captureId', who: 'member', answer: 'page', handle: showDocument },
  { method: 'GET', path: '/khong-gian/gui-tai-lieu', who: 'member', answer: 'page', handle: (call) => showUpload(call, {}, 200) },
  {
    method: 'POST',
    path: '/khong-gian/gui-tai-lieu',
    who: 'member',
    answer: 'page',
    bodyMax_bytes: (config) => config.captureBytesMax + form_bytes,
    handle: takeUpload,
  },
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
    count > events_counted_max ? words.moreThan(formatNumberVi(events_counted_max)) : formatNumberVi(count);
  return sendPrivatePage(
    reply,
    renderWorkspaceHome({
      person,
      documents,
      counts: [
        { label: words.countEvents, value: bounded(counts.events), href: '/khong-gian/su-kien' },
        { label: intakeWords[person.lang].countIncomplete, value: bounded(incomplete), href: '/khong-gian/su-kien?thieu=1' },
        { label: words.countDocuments, value: formatNumberVi(counts.documents), href: '/khong-gian/tai-lieu' },
        { label: words.countFaulty, value: formatNumberVi(counts.faulty), href: '/khong-gian/tai-lieu?loi=1' },
        { label: words.countKeys, value: formatNumberVi(counts.keys), href: '/khong-gian/khoa-api' },
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
  const { context, caller, request, reply } = call;
  const id = readUuid((request.params as { captureId: string }).captureId);
  const document =
    id === undefined ? undefined : await asReader(context.database, caller.reader, (db) => findDocument(db, orgIdOf(caller), id));
  if (document === undefined)
    throw new AppError('not_found', 'capture_not_found', {
      vi: 'Tổ chức của bạn không có lần gửi nào mang mã này.',
      en: 'Your organisation has no document with this id.',
    });
  const person = viewPerson(call);
  const done = (request.query as { xong?: unknown }).xong === 'uploaded' ? workspaceWords[person.lang].done.uploaded : undefined;
  return sendPrivatePage(reply, renderDocumentPage({ person, document, done }));
}

function showUpload(
  call: Call,
  problem: Partial<Pick<UploadView, 'error' | 'faults' | 'faultsTotal' | 'checked'>>,
  status: number,
): FastifyReply {
  const { config } = call.context;
  return sendPrivatePage(
    call.reply,
    renderUploadPage({
      person: viewPerson(call),
      megabytes_max: formatNumberVi(Math.floor(config.captureBytesMax / 1_048_576)),
      events_max: formatNumberVi(config.captureEventsMax),
      island: islandFilesOf(call.context).pathOf('upload-island'),
      faults: [],
      faultsTotal: 0,
      ...problem,
    }),
    status,
  );
}

async function takeUpload(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const { lang } = viewPerson(call);
  if (!caller.scopes.includes('capture'))
    throw new AppError('forbidden', 'organisation_not_approved', {
      vi: 'Tổ chức của bạn đang chờ cơ quan quản lý phê duyệt nên chưa gửi được dữ liệu.',
      en: 'Your organisation waits for the agency to approve it and cannot hand in data yet.',
    });
  const { file, fields } = await readForm(request);
  if (file === undefined || file.bytes.length === 0) return showUpload(call, { error: workspaceWords[lang].fileMissing }, 400);
  try {
    const body = readUtf8(file.bytes);
    // Browsers name the types of such files as they please: the first sign tells.
    const mediaType = /^\ufeff?\s*</.test(body) ? 'application/xml' : 'application/json';
    if (fields.get('act') === 'check') return showUpload(call, { checked: await checkDocument(context, { body, mediaType }) }, 200);
    const job = await captureDocument(context, {
      orgId: orgIdOf(caller),
      actor: caller.name,
      source: 'form',
      mediaType,
      body,
      errorBehaviour: fields.get('behaviour') === 'proceed' ? 'proceed' : 'rollback',
    });
    return reply.redirect(`/khong-gian/tai-lieu/${job.id}${job.errors_total === 0 ? '?xong=uploaded' : ''}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'too_large', 'conflict'].includes(error.kind)) throw error;
    const { details } = error;
    return showUpload(
      call,
      { error: details[lang] ?? error.code, faults: details.faults ?? [], faultsTotal: details.faultsTotal ?? details.faults?.length ?? 0 },
      error.kind === 'too_large' ? 413 : 400,
    );
  }
}

/** Old Windows programs save JSON in other encodings: said so, instead of storing broken letters. */
function readUtf8(bytes: Buffer): string {
  const text = decodeUtf8(bytes);
  if (text !== undefined) return text;
  throw new AppError('invalid', 'not_utf8', {
    vi: 'Tệp không phải UTF-8 nên chữ tiếng Việt sẽ hỏng. Hãy lưu lại tệp với bảng mã UTF-8 rồi gửi lại.',
    en: 'The file is not UTF-8, so its letters would be broken. Save it as UTF-8 and send it again.',
  });
}
