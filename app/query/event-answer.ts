// The one way in which a query for events is answered: all events, those below a top-level resource, those of a named query.
import { readQueryParameters } from '@nguon/epcis';
import type { EventQuery } from '@nguon/epcis';
import type { FastifyReply } from 'fastify';
import { readExtensionsHeader } from '../capture/extensions-header.ts';
import { originOf } from '../http.ts';
import type { Call } from '../http.ts';
import { readAnswerFormat } from './answer-format.ts';
import { openAnswer, simple_event_query } from './open-answer.ts';
import { queryEvents } from './query-events.ts';
import { refuseParameters } from './query-refusals.ts';

/** Reads the query from the address. @param fixed what the path says already. */
export async function answerEventQuery(call: Call, fixed: readonly (readonly [string, readonly string[]])[] = []): Promise<FastifyReply> {
  const { searchParams } = new URL(call.request.url, 'http://nguon');
  const extensions = readExtensionsHeader(call.request.headers['gs1-extensions']);
  const { query, faults } = readQueryParameters([...fixed, ...searchParams], { extensions });
  if (query === undefined) throw refuseParameters(faults);
  return answerQuery(call, query, simple_event_query);
}

/** A page of the query, as a document of the form that the client takes, with the way to the next page. */
export async function answerQuery(call: Call, query: EventQuery, queryName: string): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const format = readAnswerFormat(request);
  const { page, text } = await openAnswer(context, reply, format, (write) => queryEvents(context, caller.reader, query, write), queryName);
  if (page.next !== undefined) {
    const url = new URL(request.url, 'http://nguon');
    url.searchParams.set('perPage', String(page.perPage));
    url.searchParams.set('nextPageToken', page.next.token);
    reply.header('link', `<${originOf(context, request)}${url.pathname}${url.search}>; rel="next"`);
    reply.header('gs1-next-page-token-expires', page.next.expiresAt.toISOString());
  }
  return reply.send(text);
}
