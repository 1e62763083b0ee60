// `GET /epcis/queries/{name}/events`: a named query run once, page by page (EPCIS 2.0 §12.6).
import { readQueryParameters } from '@nguon/epcis';
import type { FastifyReply } from 'fastify';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call } from '../http.ts';
import { readAnswerFormat } from '../query/answer-format.ts';
import { openAnswer } from '../query/open-answer.ts';
import { queryEvents } from '../query/query-events.ts';
import { getNamedQuery } from './manage-subscriptions.ts';
import { orgOf } from './owning-organisation.ts';
import type { Parameters } from './read-query-body.ts';

/** Of the request itself; all others belong to the query. */
const paging = ['perPage', 'nextPageToken'];

export async function getQueryEvents({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const format = readAnswerFormat(request);
  const named = await getNamedQuery(context, orgOf(caller.orgId), (request.params as { name: string }).name);
  const url = new URL(request.url, 'http://nguon');
  const { query, faults } = readQueryParameters([...Object.entries(named.parameters as Parameters), ...url.searchParams], {
    extensions: named.extensions,
  });
  const foreign = [...url.searchParams.keys()].filter((name) => !paging.includes(name));
  if (query === undefined || foreign.length > 0)
    throw new AppError('invalid', 'query_parameters', {
      vi: `Truy vấn đặt tên chỉ nhận thêm ${paging.join(' và ')}; mở kết nối nhận sự kiện thì gửi kèm Upgrade: websocket.`,
      en: `A named query takes ${paging.join(' and ')} only; to subscribe over a line, send Upgrade: websocket.`,
      faults,
      epcisException: 'QueryParameterException',
    });
  const { page, text } = await openAnswer(context, reply, format, (write) => queryEvents(context, caller.reader, query, write), named.name);
  if (page.next !== undefined) {
    url.search = new URLSearchParams({ perPage: String(page.perPage), nextPageToken: page.next.token }).toString();
    reply.header('link', `<${originOf(context, request)}${url.pathname}${url.search}>; rel="next"`);
    reply.header('gs1-next-page-token-expires', page.next.expiresAt.toISOString());
  }
  return reply.send(text);
}
