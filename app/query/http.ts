// EPCIS queries over HTTP (EPCIS 2.0 §12): events by parameters, one event by its id.
import { EPC_FORMATS, readQueryParameters, writeQueryDocument } from '@nguon/epcis';
import type { EpcFormat } from '@nguon/epcis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readExtensionsHeader } from '../capture/extensions-header.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { endPageToken } from './page-tokens.ts';
import { getEventsById, queryEvents } from './query-events.ts';

const epcis_version = '2.0.0';
const url_max_characters = 8_192;

export const queryRoutes: readonly Route[] = [
  { method: 'GET', path: '/epcis/events', who: 'query', answer: 'epcis', handle: getEvents },
  {
    method: 'OPTIONS',
    path: '/epcis/events',
    who: 'public',
    answer: 'epcis',
    handle: ({ reply }) => describe(reply, 'OPTIONS, GET, POST'),
  },
  { method: 'GET', path: '/epcis/events/:eventId', who: 'query', answer: 'epcis', handle: getEvent },
  {
    method: 'OPTIONS',
    path: '/epcis/events/:eventId',
    who: 'public',
    answer: 'epcis',
    handle: ({ reply }) => describe(reply, 'OPTIONS, GET'),
  },
  { method: 'DELETE', path: '/epcis/nextPageToken/:token', who: 'query', answer: 'epcis', handle: deletePageToken },
];

async function getEvents({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const epcFormat = readFormat(request);
  const url = new URL(request.url, 'http://nguon');
  const { query, faults } = readQueryParameters(url.searchParams, { extensions: readExtensionsHeader(request.headers['gs1-extensions']) });
  if (query === undefined)
    throw new AppError('invalid', 'query_parameters', {
      vi: 'Tham số truy vấn có chỗ sai. Hãy sửa các tham số nêu dưới đây.',
      en: 'The query has faulty parameters. Mend those listed.',
      faults,
      epcisException: 'QueryParameterException',
    });
  const page = await queryEvents(context, caller.reader, query, epcFormat);
  if (page.next !== undefined) {
    url.searchParams.set('perPage', String(page.perPage));
    url.searchParams.set('nextPageToken', page.next.token);
    reply.header('link', `<${originOf(context, request)}${url.pathname}${url.search}>; rel="next"`);
    reply.header('gs1-next-page-token-expires', page.next.expiresAt.toISOString());
  }
  return withHeaders(reply, epcFormat).send(
    writeQueryDocument(page.events, { queryName: 'SimpleEventQuery', creationDate: context.now().toISOString() }),
  );
}

async function getEvent({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const epcFormat = readFormat(request);
  const { eventId } = request.params as { eventId: string };
  const events = await getEventsById(context, caller.reader, eventId, epcFormat);
  if (events.length === 0)
    throw new AppError('not_found', 'event_not_found', {
      vi: 'Không có sự kiện nào mang mã này mà bạn được xem.',
      en: 'No event with this id that you may see.',
      epcisException: 'NoSuchNameException',
    });
  return withHeaders(reply, epcFormat).send(
    writeQueryDocument(events, { queryName: 'SimpleEventQuery', creationDate: context.now().toISOString() }),
  );
}

async function deletePageToken({ context, request, reply }: Call): Promise<FastifyReply> {
  await endPageToken(context, (request.params as { token: string }).token);
  return reply.code(204).send();
}

/** JSON-LD unless only plain JSON was asked for: the bytes are the same. */
function mediaTypeFor(accept: string | undefined): string {
  return accept !== undefined && /application\/json/.test(accept) && !/ld\+json/.test(accept) ? 'application/json' : 'application/ld+json';
}

function withHeaders(reply: FastifyReply, epcFormat: EpcFormat): FastifyReply {
  return (
    reply
      .header('gs1-epcis-version', epcis_version)
      .header('gs1-cbv-version', epcis_version)
      .header('gs1-epc-format', epcFormat)
      .header('vary', 'accept, authorization, cookie, gs1-epc-format')
      // What one reader sees must not be kept for another.
      .header('cache-control', 'private, no-store')
      .type(mediaTypeFor(reply.request.headers.accept))
  );
}

function describe(reply: FastifyReply, allow: string): FastifyReply {
  return reply
    .code(204)
    .headers({
      allow,
      'gs1-epcis-version': epcis_version,
      'gs1-epcis-min': epcis_version,
      'gs1-epcis-max': epcis_version,
      'gs1-cbv-version': epcis_version,
      'gs1-cbv-min': epcis_version,
      'gs1-cbv-max': epcis_version,
      'gs1-epc-format': EPC_FORMATS.join(', '),
    })
    .send();
}

/** Refuses what cannot be answered before any work: too long an address, a form or format that is not written here. */
function readFormat(request: FastifyRequest): EpcFormat {
  if (request.url.length > url_max_characters)
    throw new AppError('uri_too_long', 'query_too_long', {
      vi: `Địa chỉ dài quá ${url_max_characters} ký tự. Hãy chia truy vấn nhỏ hơn.`,
      en: `The address is longer than ${url_max_characters} characters. Split the query.`,
    });
  const accept = request.headers.accept ?? '*/*';
  if (!/\*\/\*|application\/(\*|json|ld\+json)/.test(accept))
    throw new AppError('not_acceptable', 'json_only', {
      vi: 'Chỉ trả lời dạng application/ld+json hoặc application/json.',
      en: 'Answers are application/ld+json or application/json.',
    });
  const given = request.headers['gs1-epc-format'] ?? 'Always_GS1_Digital_Link';
  const format = EPC_FORMATS.find((name) => name === given);
  if (format === undefined)
    throw new AppError('not_acceptable', 'bad_epc_format', {
      vi: `GS1-EPC-Format chỉ nhận: ${EPC_FORMATS.join(', ')}.`,
      en: `GS1-EPC-Format takes: ${EPC_FORMATS.join(', ')}.`,
    });
  return format;
}
