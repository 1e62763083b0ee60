// EPCIS queries over HTTP (EPCIS 2.0 §12): events by parameters, one event by its id.
import { readQueryParameters, writeQueryDocument } from '@nguon/epcis';
import type { EpcFormat } from '@nguon/epcis';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readExtensionsHeader } from '../capture/extensions-header.ts';
import { readEpcFormat } from '../epcis-headers.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { endPageToken } from './page-tokens.ts';
import { getEventsById, queryEvents } from './query-events.ts';

export const queryRoutes: readonly Route[] = [
  { method: 'GET', path: '/epcis/events', who: 'query', answer: 'epcis', handle: getEvents },
  { method: 'GET', path: '/epcis/events/:eventId', who: 'query', answer: 'epcis', handle: getEvent },
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
  return reply.header('gs1-epc-format', epcFormat).type(mediaTypeFor(reply.request.headers.accept));
}

/** Refuses a form or format that is not written here. */
function readFormat(request: FastifyRequest): EpcFormat {
  const accept = request.headers.accept ?? '*/*';
  if (!/\*\/\*|application\/(\*|json|ld\+json)/.test(accept))
    throw new AppError('not_acceptable', 'json_only', {
      vi: 'Chỉ trả lời dạng application/ld+json hoặc application/json.',
      en: 'Answers are application/ld+json or application/json.',
    });
  return readEpcFormat(request);
}
