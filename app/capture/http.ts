// EPCIS capture over HTTP (EPCIS 2.0 §12.5): documents as jobs, single events, and the jobs themselves.
import { isUtf8 } from 'node:buffer';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { writeEvent } from '@nguon/epcis';
import { writeBareXmlEvent, writeXmlEvent } from '@nguon/epcis/xml';
import { chooseAnswerForm, isXmlType, jsonTypeFor, xmlTypeFor } from '../answer-form.ts';
import type { AnswerForm } from '../answer-form.ts';
import type { Config } from '../config.ts';
import { textOf } from '../decode-utf8.ts';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import { originOf } from '../http.ts';
import { releaseMemory } from '../release-memory.ts';
import type { Call, Route } from '../http.ts';
import { addNextListPage, readListPage } from '../paging/list-page.ts';
import { isUuid } from '../uuid.ts';
import { captureEvent } from './capture-event.ts';
import { readExtensionsHeader } from './extensions-header.ts';
import { findCapture, listCaptures } from './job-store.ts';
import { acceptLarge } from './large-accept.ts';
import { spoolLargeBody, takeLargeFile } from './large-body.ts';
import { takeDocument } from './take-document.ts';
import { writeJob, writeJobJson, writeJobXml, writeJobsXml } from './write-job.ts';

/** A job may hold hundreds of faults. */
const jobs_per_page_max = 200;
const idempotency_key_max_characters = 200;

const captureBodyMax = (config: Config): number => config.captureBytesMax;
/** One event with ten thousand identifiers is a quarter of it; more goes as a document, which is read in turn. */
const event_max_bytes = 2_097_152;
const eventBodyMax = (config: Config): number => Math.min(config.captureBytesMax, event_max_bytes);

export const captureRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/epcis/capture',
    who: 'capture',
    answer: 'epcis',
    bodyMax_bytes: captureBodyMax,
    takeBody: (call, payload) => spoolLargeBody(call, payload, () => readCaptureHead(call.request)),
    handle: postCapture,
  },
  { method: 'GET', path: '/epcis/capture', who: 'capture', answer: 'epcis', handle: getCaptures },
  { method: 'GET', path: '/epcis/capture/:captureId', who: 'capture', answer: 'epcis', handle: getCapture },
  { method: 'POST', path: '/epcis/events', who: 'capture', answer: 'epcis', bodyMax_bytes: eventBodyMax, handle: postEvent },
];

async function postCapture({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const form = formOf(request);
  const input = {
    orgId: orgOf(caller.orgId),
    actor: caller.name,
    source: 'document' as const,
    mediaType: mediaTypeOf(request),
    errorBehaviour: readErrorBehaviour(request),
    extensions: readExtensionsHeader(request.headers['gs1-extensions']),
    ...idempotencyOf(request),
  };
  // Last: from here on nobody else clears the file away.
  const file = takeLargeFile(request);
  const job = await (file === undefined
    ? takeDocument(context, { ...input, body: checkUtf8(request.body as Buffer) })
    : acceptLarge(context, { ...input, file }));
  releaseMemory(request.body as Buffer);
  reply.code(202).header('location', `${originOf(context, request)}/epcis/capture/${job.id}`);
  return sendJobs(reply, form, { json: () => writeJobJson(job), xml: () => writeJobXml(job) });
}

async function postEvent({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const form = formOf(request);
  const captured = await captureEvent(context, {
    orgId: orgOf(caller.orgId),
    actor: caller.name,
    mediaType: mediaTypeOf(request),
    body: textOf(checkUtf8(request.body as Buffer)),
    extensions: readExtensionsHeader(request.headers['gs1-extensions']),
    ...idempotencyOf(request),
  }).catch((error: unknown) => {
    // A Location is an address: the verb knows the event's id, the request knows the host.
    if (error instanceof AppError && error.details.location !== undefined)
      throw new AppError(error.kind, error.code, { ...error.details, location: originOf(context, request) + error.details.location });
    throw error;
  });
  const stored = { eventId: captured.eventId, recordTime: captured.recordTime.toISOString() };
  // The body is the event itself: what it lacks is told beside it, by paths (ASCII), as many as fit.
  if (captured.missing.length > 0) reply.header('nguon-incomplete', writeLacks(captured.missing));
  reply.code(201).header('location', `${originOf(context, request)}/epcis/events/${encodeURIComponent(captured.eventId)}`);
  if (form === 'json')
    return reply.type(jsonTypeFor(request.headers.accept)).send(writeEvent(captured.body, { ...as_captured, ...stored }).json);
  const event = writeXmlEvent(captured.body, { ...as_captured, ...stored, cbvFormat: 'Never_Translates', version: '2.0' });
  return reply.type(xmlTypeFor(request.headers.accept)).send(writeBareXmlEvent(event, '2.0'));
}

const lacks_told_max = 20;
const writeLacks = (missing: readonly Fault[]): string =>
  missing
    .slice(0, lacks_told_max)
    .map(({ path }) => encodeURI(path))
    .join(', ');

/** An answer to a capture gives the event back as it came. */
const as_captured = { epcFormat: 'Never_Translates', prefixLength: () => undefined } as const;

async function getCapture({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const form = formOf(request);
  const { captureId } = request.params as { captureId: string };
  const job = isUuid(captureId) ? await findCapture(context.database.system, orgOf(caller.orgId), captureId) : undefined;
  if (job === undefined)
    throw new AppError('not_found', 'capture_not_found', {
      vi: 'Không có lần ghi nhận nào mang mã này trong tổ chức của bạn.',
      en: 'No capture job of your organisation has this id.',
      epcisException: 'NoSuchNameException',
    });
  return sendJobs(reply, form, { json: () => writeJobJson(job), xml: () => writeJobXml(job) });
}

async function getCaptures(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const form = formOf(request);
  const asked = await readListPage(call, jobs_per_page_max);
  const jobs = await listCaptures(context.database.system, orgOf(caller.orgId), asked.perPage + 1, positionOf(asked.after));
  const page = jobs.slice(0, asked.perPage);
  const last = page.at(-1);
  if (last !== undefined && jobs.length > page.length) addNextListPage(call, asked, `${last.created_at.toISOString()} ${last.id}`);
  return sendJobs(reply, form, { json: () => JSON.stringify(page.map(writeJob)), xml: () => writeJobsXml(page) });
}

/** A job or a list of them, in the form that the client accepts. */
function sendJobs(
  reply: FastifyReply,
  form: AnswerForm,
  answer: { readonly json: () => string; readonly xml: () => string },
): FastifyReply {
  return form === 'xml'
    ? reply.type(xmlTypeFor(reply.request.headers.accept)).send(answer.xml())
    : reply.type(jsonTypeFor(reply.request.headers.accept, 'application/json')).send(answer.json());
}

/** To be asked before anything is stored: a refusal must not follow a commit. */
function formOf(request: FastifyRequest): AnswerForm {
  const form = chooseAnswerForm(request);
  if (form !== undefined) return form;
  throw new AppError('not_acceptable', 'json_or_xml', {
    vi: 'Chỉ trả lời dạng application/json, application/ld+json hoặc application/xml.',
    en: 'Answers are application/json, application/ld+json or application/xml.',
  });
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

/** What may be refused before a large body is taken in; returns what its hash begins with (`hashRequest` of captureDocument). */
function readCaptureHead(request: FastifyRequest): string {
  formOf(request);
  checkMediaType(request);
  readExtensionsHeader(request.headers['gs1-extensions']);
  idempotencyOf(request);
  return readErrorBehaviour(request);
}

function mediaTypeOf(request: FastifyRequest): string {
  if (!Buffer.isBuffer(request.body)) throw wrongMediaType();
  return checkMediaType(request);
}

function checkMediaType(request: FastifyRequest): string {
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  if (!(/^application\/(ld\+)?json$/.test(type) || isXmlType(type))) throw wrongMediaType();
  return type;
}

const wrongMediaType = (): AppError =>
  new AppError('unsupported_media_type', 'json_or_xml_wanted', {
    vi: 'Hãy gửi EPCIS dạng JSON với Content-Type: application/ld+json (hoặc application/json), hoặc dạng XML với application/xml.',
    en: 'Send EPCIS as JSON with Content-Type: application/ld+json (or application/json), or as XML with application/xml.',
  });

function checkUtf8(body: Buffer): Buffer {
  if (isUtf8(body)) return body;
  throw new AppError('invalid', 'not_utf8', {
    vi: 'Nội dung không phải UTF-8. Hãy lưu tệp dạng UTF-8 rồi gửi lại.',
    en: 'The body is not UTF-8. Save it as UTF-8 and send it again.',
  });
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

/** The last job of the page before, as the sealed token holds it. */
function positionOf(after: string | undefined): { created_at: Date; id: string } | undefined {
  const [time = '', id = ''] = after?.split(' ') ?? [];
  return after === undefined ? undefined : { created_at: new Date(time), id };
}
