// Requests for the form that sends a file: small ones are stored at once, large ones go to disk and are worked off.
import type { FastifyReply } from 'fastify';
import { sendPrivatePage, viewPerson } from '../access/person-view.ts';
import { readForm } from '../access/read-form.ts';
import { orgIdOf } from '../access/reader.ts';
import { islandFilesOf } from '../assets/island-files.ts';
import { checkDocument } from '../capture/check-document.ts';
import { acceptLarge } from '../capture/large-accept.ts';
import { keepLargeForm, takeLargeFile } from '../capture/large-body.ts';
import { takeDocument } from '../capture/take-document.ts';
import { captureLimits } from '../capture-limits.ts';
import { decodeUtf8 } from '../decode-utf8.ts';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { renderUploadPage } from './upload-page.tsx';
import type { UploadView } from './upload-page.tsx';

/** A form's own fields and part heads around the file. */
const form_bytes = 65_536;

export const uploadRoutes: readonly Route[] = [
  { method: 'GET', path: '/khong-gian/gui-tai-lieu', who: 'member', answer: 'page', handle: (call) => showUpload(call, {}, 200) },
  {
    method: 'POST',
    path: '/khong-gian/gui-tai-lieu',
    who: 'member',
    answer: 'page',
    bodyMax_bytes: (config) => config.captureBytesMax + form_bytes,
    takeBody: keepLargeForm,
    handle: takeUpload,
  },
];

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
      limits: captureLimits(config),
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
  if (file?.isKept === true) return takeLargeUpload(call, fields);
  if (file === undefined || file.bytes.length === 0) return showUpload(call, { error: workspaceWords[lang].fileMissing }, 400);
  try {
    const body = readUtf8(file.bytes);
    // Browsers name the types of such files as they please: the first sign tells.
    const mediaType = /^\ufeff?\s*</.test(body) ? 'application/xml' : 'application/json';
    if (fields.get('act') === 'check') {
      const checked = await checkDocument(context, { body, mediaType });
      return checked === 'too_large'
        ? showUpload(call, { error: workspaceWords[lang].fileTooLargeToCheck }, 413)
        : showUpload(call, { checked }, 200);
    }
    const job = await takeDocument(context, {
      orgId: orgIdOf(caller),
      actor: caller.name,
      source: 'form',
      mediaType,
      body,
      errorBehaviour: fields.get('behaviour') === 'proceed' ? 'proceed' : 'rollback',
    });
    const done = job.finished_at === null ? 'accepted' : job.errors_total === 0 ? 'uploaded' : undefined;
    return reply.redirect(`/khong-gian/tai-lieu/${job.id}${done === undefined ? '' : `?xong=${done}`}`, 303);
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

/** The file is on disk: it goes again by itself unless its job is written. */
async function takeLargeUpload(call: Call, fields: ReadonlyMap<string, string>): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const { lang } = viewPerson(call);
  if (fields.get('act') === 'check') return showUpload(call, { error: workspaceWords[lang].fileTooLargeToCheck }, 413);
  const file = takeLargeFile(request);
  if (file === undefined) return showUpload(call, { error: workspaceWords[lang].fileMissing }, 400);
  const { id } = await acceptLarge(context, {
    orgId: orgIdOf(caller),
    actor: caller.name,
    source: 'form',
    mediaType: file.looksLikeXml ? 'application/xml' : 'application/json',
    file,
    errorBehaviour: fields.get('behaviour') === 'proceed' ? 'proceed' : 'rollback',
  });
  return reply.redirect(`/khong-gian/tai-lieu/${id}?xong=accepted`, 303);
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
