// `GET /epcis/queries/{name}/events`: a named query run once, page by page (EPCIS 2.0 §12.6).
import { readQueryParameters } from '@nguon/epcis';
import type { FastifyReply } from 'fastify';
import { AppError } from '../../errors.ts';
import type { Call } from '../../http.ts';
import { answerEventQuery, answerQuery } from '../../query/event-answer.ts';
import { simple_event_query } from '../../query/open-answer.ts';
import { getNamedQuery } from './manage-named-queries.ts';
import { orgOf } from '../owning-organisation.ts';
import { listParameters } from './read-query-body.ts';
import type { Parameters } from './read-query-body.ts';

/** Of the request itself; all others belong to the query. */
const paging = ['perPage', 'nextPageToken'];

export async function getQueryEvents(call: Call): Promise<FastifyReply> {
  const { context, caller, request } = call;
  const { name } = request.params as { name: string };
  // Every repository has it (EPCIS 2.0 §8.2.7): its parameters are those of the address.
  if (name === simple_event_query) return answerEventQuery(call);
  const named = await getNamedQuery(context, orgOf(caller.orgId), name);
  const { searchParams } = new URL(request.url, 'http://nguon');
  const { query, faults } = readQueryParameters([...listParameters(named.parameters as Parameters), ...searchParams], {
    extensions: named.extensions,
  });
  const foreign = [...searchParams.keys()].filter((parameter) => !paging.includes(parameter));
  if (query === undefined || foreign.length > 0)
    throw new AppError('invalid', 'query_parameters', {
      vi: `Truy vấn đặt tên chỉ nhận thêm ${paging.join(' và ')}; mở kết nối nhận sự kiện thì gửi kèm Upgrade: websocket.`,
      en: `A named query takes ${paging.join(' and ')} only; to subscribe over a line, send Upgrade: websocket.`,
      faults,
      epcisException: 'QueryParameterException',
    });
  return answerQuery(call, query, named.name);
}
