// The one way in which a query for events is answered: all events, those below a top-level resource, those of a named query.
import { readQueryParameters } from '@nguon/epcis';
import type { EventQuery } from '@nguon/epcis';
import type { FastifyReply } from 'fastify';
import { readExtensionsHeader } from '../capture/extensions-header.ts';
import type { Call } from '../http.ts';
import { addNextLink, takePageToken } from '../paging/next-page.ts';
import { readAnswerFormat } from './answer-format.ts';
import { openAnswer, simple_event_query } from './open-answer.ts';
import { questionOf, readPosition, writePosition } from './page-position.ts';
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
  const question = questionOf(query);
  const position = await takePageToken(call, question, query.nextPageToken);
  const after = position === undefined ? undefined : readPosition(position);
  const { page, text } = await openAnswer(
    context,
    reply,
    format,
    (write) => queryEvents(context, caller.reader, query, write, after),
    queryName,
  );
  if (page.next !== undefined) addNextLink(call, question, page.perPage, writePosition(page.next));
  return reply.send(text);
}
