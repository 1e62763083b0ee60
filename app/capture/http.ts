// EPCIS capture over HTTP (EPCIS 2.0 §12.5): documents as jobs, single events, and the jobs themselves.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeEvent } from '@nguon/epcis';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { captureDocument } from './capture-document.ts';
import { captureEvent } from './capture-event.ts';
import { readExtensionsHeader } from './extensions-header.ts';
import { findCapture, listCaptures } from './job-store.ts';
import type { CaptureJob } from './job-store.ts';

const per_page_default = 30;
const per_page_max = 200;
const idempotency_key_max_characters = 200;
const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const captureBodyMax = (config: Config): number => config.captureBytesMax;
/** One event with ten thousand identifiers is a quarter of it; more goes as a document, which is read in turn. */
const event_max_bytes = 2_097_152;
const eventBodyMax = (config: Config): number => Math.min(config.captureBytesMax, event_max_bytes);

export const captureRoutes: readonly Route[] = [
  { method: 'POST', path: '/epcis/capture', who: 'capture', answer: 'epcis', bodyMax_bytes: captureBodyMax, handle: postCapture },
  { method: 'GET', path: '/epcis/capture', who: 'capture', answer: 'epcis', handle: getCaptures },
  { method: 'GET', path: '/epcis/capture/:captureId', who: 'capture', answer: 'epcis', handle: getCapture },
  { method: 'POST', path: '/epcis/events', who: 'capture', answer: 'epcis', bodyMax_bytes: eventBodyMax, handle: postEvent },
];

async function postCapture({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const job = await captureDocument(context, {
    orgId: orgOf(caller.orgId),
    actor: caller.name,
    source: 'document',
    mediaType: mediaTypeOf(request),
    body: readTextBody(request),
    errorBehaviour: readErrorBehaviour(request),
    extensions: readExtensionsHeader(request.headers['gs1-extensions']),
    ...idempotencyOf(request),
  });
  const location = `${originOf(context, request)}/epcis/capture/${job.id}`;
  return reply
    .code(202)
    .header('location', location)
    .type('application/json')
    .send(JSON.stringify(writeJob(job)));
}

async function postEvent({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  mediaTypeOf(request);
  const captured = await captureEvent(context, {
    orgId: orgOf(caller.orgId),
    body: readTextBody(request),
    extensions: readExtensionsHeader(request.headers['gs1-extensions']),
    ...idempotencyOf(request),
  }).catch((error: unknown) => {
    // A Location is an address: the verb knows the event's id, the request knows the host.
    if (error instanceof AppError && error.details.location !== undefined)
      throw new AppError(error.kind, error.code, { ...error.details, location: originOf(context, request) + error.details.location });
    throw error;
  });
  const event = writeEvent(captured.body, {
    epcFormat: 'Never_Translates',
    prefixLength: () => undefined,
    eventId: captured.eventId,
    recordTime: captured.recordTime.toISOString(),
    context: 'inline',
  });
  return reply
    .code(201)
    .header('location', `${originOf(context, request)}/epcis/events/${encodeURIComponent(captured.eventId)}`)
    .type('application/ld+json')
    .send(event.json);
}

async function getCapture({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const { captureId } = request.params as { captureId: string };
  const job = isUuid.test(captureId) ? await findCapture(context.database.system, orgOf(caller.orgId), captureId) : undefined;
  if (job === undefined)
    throw new AppError('not_found', 'capture_not_found', {
      vi: 'Không có lần ghi nhận nào mang mã này trong tổ chức của bạn.',
      en: 'No capture job of your organisation has this id.',
      epcisException: 'NoSuchNameException',
    });
  return reply.type('application/json').send(JSON.stringify(writeJob(job)));
}

async function getCaptures({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const { perPage, nextPageToken, ...unknown } = request.query as { perPage?: string; nextPageToken?: string };
  const [stray] = Object.keys(unknown);
  if (stray !== undefined)
    throw new AppError('invalid', 'unknown_parameter', {
      vi: `Không có tham số "${stray.slice(0, 80)}"; địa chỉ này nhận perPage và nextPageToken.`,
      en: `There is no parameter "${stray.slice(0, 80)}"; this address takes perPage and nextPageToken.`,
      epcisException: 'QueryParameterException',
    });
  const limit = perPage === undefined ? per_page_default : Math.min(Number(perPage), per_page_max);
  const before = readToken(nextPageToken);
  if (!Number.isInteger(limit) || limit < 1 || (nextPageToken !== undefined && before === undefined))
    throw new AppError('invalid', 'bad_paging', {
      vi: 'perPage phải là số nguyên từ 1; nextPageToken phải lấy nguyên từ câu trả lời trước.',
      en: 'perPage must be an integer from 1; nextPageToken must be the one of the answer before.',
      epcisException: 'QueryParameterException',
    });
  const jobs = await listCaptures(context.database.system, orgOf(caller.orgId), limit + 1, before);
  const page = jobs.slice(0, limit);
  if (jobs.length > limit) {
    const last = page.at(-1)!;
    const token = Buffer.from(`${last.created_at.toISOString()} ${last.id}`).toString('base64url');
    reply.header('link', `<${originOf(context, request)}/epcis/capture?perPage=${limit}&nextPageToken=${token}>; rel="next"`);
  }
  return reply.type('application/json').send(JSON.stringify(page.map(writeJob)));
}

/** Faults of an event whose id is taken, by the same event or by another. */
const isIdFault = (code: string): boolean => code === 'event_already_stored' || code === 'event_id_taken';

/** EPCIS 2.0 §8.3: the job as the standard writes it, with faults in both languages beside. */
export function writeJob(job: CaptureJob): Record<string, unknown> {
  return {
    captureID: job.id,
    createdAt: job.created_at.toISOString(),
    finishedAt: job.finished_at?.toISOString(),
    running: false,
    success: job.success,
    captureErrorBehaviour: job.error_behaviour,
    errors: job.errors.map(({ code, path, vi, en }) => ({
      type: `epcisException:${isIdFault(code) ? 'ResourceAlreadyExistsException' : 'ValidationException'}`,
      title: en,
      title_vi: vi,
      status: isIdFault(code) ? 409 : 400,
      code,
      path,
      detail: `${path}: ${en}`,
    })),
    errorsTotal: job.errors_total,
    warnings: job.warnings.map(({ code, path, vi, en }) => ({ code, path, title: en, title_vi: vi })),
    eventsGiven: job.events_given,
    eventsStored: job.events_stored,
    eventsDuplicate: job.events_duplicate,
  };
}

/** The row of the route table lets only keys and members of an organisation through. */
function orgOf(orgId: number | undefined): number {
  if (orgId === undefined)
    throw new AppError('forbidden', 'no_organisation', {
      vi: 'Tài khoản này chưa thuộc tổ chức nào.',
      en: 'This account belongs to no organisation.',
    });
  return orgId;
}

function mediaTypeOf(request: FastifyRequest): string {
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  if (!Buffer.isBuffer(request.body) || !/^application\/(ld\+)?json$/.test(type))
    throw new AppError('unsupported_media_type', 'json_wanted', {
      vi: 'Hãy gửi EPCIS dạng JSON với Content-Type: application/ld+json (hoặc application/json).',
      en: 'Send EPCIS as JSON with Content-Type: application/ld+json (or application/json).',
    });
  return type;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function readTextBody(request: FastifyRequest): string {
  try {
    return utf8.decode(request.body as Buffer);
  } catch {
    throw new AppError('invalid', 'not_utf8', {
      vi: 'Nội dung không phải UTF-8. Hãy lưu tệp dạng UTF-8 rồi gửi lại.',
      en: 'The body is not UTF-8. Save it as UTF-8 and send it again.',
    });
  }
}

function readErrorBehaviour(request: FastifyRequest): 'rollback' | 'proceed' {
  const given = request.headers['gs1-capture-error-behaviour'] ?? 'rollback';
  if (given === 'rollback' || given === 'proceed') return given;
  throw new AppError('invalid', 'bad_error_behaviour', {
    vi: 'GS1-Capture-Error-Behaviour chỉ nhận rollback hoặc proceed.',
    en: 'GS1-Capture-Error-Behaviour takes rollback or proceed.',
  });
}

function idempotencyOf(request: FastifyRequest): { idempotencyKey?: string } {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return {};
  if (typeof key !== 'string' || key.length === 0 || key.length > idempotency_key_max_characters)
    throw new AppError('invalid', 'bad_idempotency_key', {
      vi: `Idempotency-Key dài từ 1 đến ${idempotency_key_max_characters} ký tự.`,
      en: `Idempotency-Key has 1 to ${idempotency_key_max_characters} characters.`,
    });
  return { idempotencyKey: key };
}

function readToken(token: string | undefined): { created_at: Date; id: string } | undefined {
  if (token === undefined) return undefined;
  const [time = '', id = ''] = Buffer.from(token, 'base64url').toString().split(' ');
  const created_at = new Date(time);
  const isTime = /^\d{4}-[\d:.TZ-]+$/.test(time) && !Number.isNaN(created_at.getTime());
  return isTime && isUuid.test(id) ? { created_at, id } : undefined;
}
