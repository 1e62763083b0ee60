// EPCIS queries over HTTP (EPCIS 2.0 §12): events by parameters, one event by its id.
import { readQueryParameters } from '@nguon/epcis';
import type { FastifyReply } from 'fastify';
import { readExtensionsHeader } from '../capture/extensions-header.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { readAnswerFormat } from './answer-format.ts';
import { openAnswer } from './open-answer.ts';
import { endPageToken } from './page-tokens.ts';
import { getEventsById, queryEvents } from './query-events.ts';

export const queryRoutes: readonly Route[] = [
  { method: 'GET', path: '/epcis/events', who: 'query', answer: 'epcis', handle: getEvents },
  { method: 'GET', path: '/epcis/events/:eventId', who: 'query', answer: 'epcis', handle: getEvent },
  { method: 'DELETE', path: '/epcis/nextPageToken/:token', who: 'query', answer: 'epcis', handle: deletePageToken },
];

async function getEvents({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const format = readAnswerFormat(request);
  const url = new URL(request.url, 'http://nguon');
  const { query, faults } = readQueryParameters(url.searchParams, { extensions: readExtensionsHeader(request.headers['gs1-extensions']) });
  if (query === undefined)
    throw new AppError('invalid', 'query_parameters', {
      vi: 'Tham số truy vấn có chỗ sai. Hãy sửa các tham số nêu dưới đây.',
      en: 'The query has faulty parameters. Mend those listed.',
      faults,
      epcisException: 'QueryParameterException',
    });
  const { page, text } = await openAnswer(context, reply, format, (write) => queryEvents(context, caller.reader, query, write));
  if (page.next !== undefined) {
    url.searchParams.set('perPage', String(page.perPage));
    url.searchParams.set('nextPageToken', page.next.token);
    reply.header('link', `<${originOf(context, request)}${url.pathname}${url.search}>; rel="next"`);
    reply.header('gs1-next-page-token-expires', page.next.expiresAt.toISOString());
  }
  return reply.send(text);
}

async function getEvent({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const format = readAnswerFormat(request);
  const { eventId } = request.params as { eventId: string };
  const { page, text } = await openAnswer(context, reply, format, async (write) => ({
    events: await getEventsById(context, caller.reader, eventId, write),
  }));
  if (page.events.length === 0)
    throw new AppError('not_found', 'event_not_found', {
      vi: 'Không có sự kiện nào mang mã này mà bạn được xem.',
      en: 'No event with this id that you may see.',
      epcisException: 'NoSuchNameException',
    });
  return reply.send(text);
}

async function deletePageToken({ context, request, reply }: Call): Promise<FastifyReply> {
  await endPageToken(context, (request.params as { token: string }).token);
  return reply.code(204).send();
}
