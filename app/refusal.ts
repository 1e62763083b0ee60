// Turns every error into HTTP: one problem+json form (RFC 9457) for programs, one page for people.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { captureLimits } from './capture-limits.ts';
import type { Context } from './context.ts';
import { isCollision } from './db.ts';
import { chooseAnswerForm, prefersPage } from './answer-form.ts';
import { AppError, refusalStatuses } from './errors.ts';
import { otherLanguageHref } from './ui/other-language.ts';
import { detailOf, writeProblemXml } from './problem.ts';
import type { Problem } from './problem.ts';
import { renderErrorPage } from './ui/error-page.tsx';
import { readPortalLang } from './ui/words/lang.ts';
import { refusalWords } from './ui/words/refusals.ts';

/** EPCIS 2.0 §12.8: the exception name that belongs to a status, where the verb did not name one. */
const epcisExceptionOf: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  401: 'SecurityException',
  403: 'SecurityException',
  404: 'NoSuchNameException',
  406: 'NotAcceptableException',
  409: 'ResourceAlreadyExistsException',
  413: 'CaptureLimitExceededException',
  414: 'URITooLongException',
  415: 'UnsupportedMediaTypeException',
  429: 'SecurityException',
};

/** What the reader of multipart forms says of a body that is none; its errors carry no status. */
const brokenForm = /^(Multipart: |Malformed |Unexpected end of |Unsupported content type|Part terminated early|Missing Content-Type)/;

/** Errors of the framework and of the database, as refusals; undefined = a fault of ours. */
export function asRefusal(error: unknown): AppError | undefined {
  if (error === undefined) return new AppError('not_found', 'not_found');
  if (error instanceof AppError) return error;
  const { statusCode, code } = error as FastifyError;
  if (statusCode === 413) return new AppError('too_large', 'body_too_large');
  if (statusCode === 415) return new AppError('unsupported_media_type', 'unsupported_media_type');
  if (statusCode === 414) return new AppError('uri_too_long', 'uri_too_long');
  if (statusCode === 406) return new AppError('not_acceptable', 'not_acceptable');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new AppError('invalid', 'bad_request');
  if (brokenForm.test((error as Error).message ?? '')) return new AppError('invalid', 'bad_request');
  // Connection refused, admin shutdown, too many connections, time-outs of the pool: the database is away, not the thing.
  if (
    /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT|EPIPE|ETIMEDOUT|57P0\d|53\d{3}|08\d{3}|25006)$/.test(
      code ?? '',
    ) ||
    /Query read timeout|timeout exceeded when trying to connect|timeout expired|Connection terminated|connection error and is not queryable|not queryable|after calling end on the pool/.test(
      (error as Error).message ?? '',
    )
  )
    return new AppError('unavailable', 'database_unavailable', { retryAfter_s: 5 });
  // A NUL somewhere in an address: PostgreSQL's text holds none, so nothing is called by it.
  if (code === '22021') return new AppError('invalid', 'bad_request');
  if (isCollision(error)) return new AppError('unavailable', 'database_unavailable', { retryAfter_s: 1 });
  if (code === '57014')
    return new AppError('unavailable', 'query_too_long', { retryAfter_s: 30, epcisException: 'QueryTooComplexException' });
  return undefined;
}

export function writeRefusal(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  answer: 'page' | 'json' | 'epcis',
): FastifyReply {
  const refusal = asRefusal(error);
  if (refusal === undefined)
    context.log.error({ err: error, request_id: request.id, method: request.method, route: request.routeOptions?.url }, 'request failed');
  const told: Told = {
    status: refusal === undefined ? 500 : refusalStatuses[refusal.kind],
    code: refusal?.code ?? 'internal',
    details: refusal?.details ?? {},
    answer,
  };
  reply.code(told.status).header('cache-control', 'no-store');
  addRefusalHeaders(context, reply, told);
  // A person who opens a page of somebody signed in is asked to sign in, and comes back to it.
  if (told.status === 401 && answer === 'page' && request.method === 'GET' && prefersPage(request.headers.accept))
    return reply.redirect(`/dang-nhap?tiep=${encodeURIComponent(request.url)}`, 303);
  // A program that asks for JSON at a page's address gets problem+json.
  if (answer === 'page' && prefersPage(request.headers.accept)) return sendErrorPage(context, request, reply, told);
  const problem = makeProblem(request, told);
  if (answer === 'epcis' && chooseAnswerForm(request) === 'xml')
    return reply.type('application/problem+xml').send(writeProblemXml(problem));
  return reply.type('application/problem+json').send(JSON.stringify(problem));
}

/** What is told of a refusal, whatever its form. */
interface Told {
  readonly status: number;
  readonly code: string;
  readonly details: AppError['details'];
  readonly answer: 'page' | 'json' | 'epcis';
}

function addRefusalHeaders({ config }: Context, reply: FastifyReply, { status, details, answer }: Told): void {
  if (details.retryAfter_s !== undefined) reply.header('retry-after', details.retryAfter_s);
  if (details.location !== undefined) reply.header('location', details.location);
  if (details.allow !== undefined) reply.header('allow', details.allow);
  // EPCIS 2.0 §12.6: a refusal for size tells the sizes that are taken.
  if (
    status === 413 &&
    answer === 'epcis' &&
    (details.epcisException ?? 'CaptureLimitExceededException') === 'CaptureLimitExceededException'
  ) {
    const { events, bytes } = captureLimits(config);
    reply.header('gs1-epcis-capture-limit', events).header('gs1-epcis-capture-file-size-limit', bytes);
  }
  if (status === 401 && answer !== 'page') reply.header('www-authenticate', 'Bearer realm="nguon"');
}

function sendErrorPage(context: Context, request: FastifyRequest, reply: FastifyReply, { status, code, details }: Told): FastifyReply {
  const lang = readPortalLang((request.query as { lang?: string } | undefined)?.lang);
  return reply.type('text/html; charset=utf-8').send(
    renderErrorPage({
      status,
      code,
      requestId: request.id,
      site: context.config.province,
      lang,
      ...(request.method === 'GET' ? { otherLanguageHref: otherLanguageHref(request.raw.url ?? '/', lang) } : {}),
      ...(details.faults === undefined ? {} : { faults: details.faults }),
      ...(details.vi === undefined ? {} : { vi: details.vi, en: details.en ?? details.vi }),
    }),
  );
}

function makeProblem(request: FastifyRequest, { status, code, details, answer }: Told): Problem {
  const words = refusalWords[code] ?? refusalWords['internal']!;
  const type =
    answer === 'epcis'
      ? `epcisException:${details.epcisException ?? epcisExceptionOf[status] ?? 'ImplementationException'}`
      : `urn:nguon:error:${code}`;
  return {
    type,
    title: details.en ?? words.en,
    title_vi: details.vi ?? words.vi,
    status,
    detail: detailOf(details),
    code,
    instance: `urn:nguon:request:${request.id}`,
    faults: details.faults,
    faults_total: details.faultsTotal ?? details.faults?.length,
  };
}
