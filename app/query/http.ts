// EPCIS queries over HTTP (EPCIS 2.0 §12): events by parameters, one event by its id.
import type { FastifyReply } from 'fastify';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { readAnswerFormat } from './answer-format.ts';
import { answerEventQuery } from './event-answer.ts';
import { openAnswer } from './open-answer.ts';
import { getEventsById } from './query-events.ts';

export const queryRoutes: readonly Route[] = [
  { method: 'GET', path: '/epcis/events', who: 'query', answer: 'epcis', handle: (call) => answerEventQuery(call) },
  { method: 'GET', path: '/epcis/events/:eventId', who: 'query', answer: 'epcis', handle: getEvent },
];

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
