// Makes the EPCISQueryDocument of an answer in the form asked for, and says in its headers which form that is.
import { writeQueryDocument } from '@nguon/epcis';
import type { WrittenEvent } from '@nguon/epcis';
import { writeXmlQueryDocument } from '@nguon/epcis/xml';
import type { FastifyReply } from 'fastify';
import { jsonTypeFor, xmlTypeFor } from '../answer-form.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import type { AnswerFormat } from './answer-format.ts';
import { openJsonWriter, openXmlWriter } from './event-writer.ts';
import type { IdentifiedXmlEvent, WriteStored } from './event-writer.ts';

/** The query that every repository has (EPCIS 2.0 §8.2.7). */
export const simple_event_query = 'SimpleEventQuery';
/** Events named that XML 1.2 cannot express; all are counted. */
const losses_max = 200;

/** Answers have events, and what else the query tells of them. */
interface Events<Written> {
  readonly events: readonly Written[];
}

/** What a query gave, and the text of the answer. */
export interface Answer<Page> {
  readonly page: Page;
  readonly text: string;
}

/** Runs a query with the writer of the form; `find` is called once. Throws `not_acceptable` where XML 1.2 would lose something. */
export async function openAnswer<Page extends Events<unknown>>(
  context: Context,
  reply: FastifyReply,
  format: AnswerFormat,
  find: <Written>(write: WriteStored<Written>) => Promise<Page & Events<Written>>,
  queryName = simple_event_query,
): Promise<Answer<Page>> {
  const options = { queryName, creationDate: context.now().toISOString() };
  if (format.kind === 'json') {
    const page = await find<WrittenEvent>(await openJsonWriter(context, format.epcFormat));
    withHeaders(reply, format).type(jsonTypeFor(reply.request.headers.accept));
    return { page, text: writeQueryDocument(page.events, options) };
  }
  const page = await find<IdentifiedXmlEvent>(await openXmlWriter(context, format));
  refuseLosses(page.events);
  withHeaders(reply, format).type(xmlTypeFor(reply.request.headers.accept));
  return { page, text: writeXmlQueryDocument(page.events, { ...options, version: format.version }) };
}

/** What all answers carry is set for all (app/epcis-headers.ts); here stands what this one has of its own. */
function withHeaders(reply: FastifyReply, format: AnswerFormat): FastifyReply {
  if (format.kind === 'xml') reply.header('gs1-cbv-xml-format', format.cbvFormat);
  if (format.kind === 'xml' && format.version === '1.2') reply.header('gs1-epcis-version', '1.2.0').header('gs1-cbv-version', '1.2.0');
  return reply.header('gs1-epc-format', format.epcFormat);
}

/** XML 1.2 has no sensors, no AssociationEvent and others more: an answer that leaves them out in silence would mislead. */
function refuseLosses(events: readonly IdentifiedXmlEvent[]): void {
  const lossy = events.filter(({ losses }) => losses.length > 0);
  if (lossy.length === 0) return;
  throw new AppError('not_acceptable', 'xml_1_2_would_lose', {
    vi: `EPCIS 1.2 không ghi được ${lossy.length} sự kiện của câu trả lời. Hãy xin EPCIS 2.0, hoặc lọc bớt các sự kiện nêu dưới đây.`,
    en: `EPCIS 1.2 cannot express ${lossy.length} event(s) of the answer. Ask for EPCIS 2.0, or filter those listed.`,
    faults: lossy.slice(0, losses_max).map(({ eventId, losses }) => ({
      code: 'xml_1_2_would_lose',
      path: eventId ?? '',
      vi: `Sẽ mất: ${losses.join(', ')}.`,
      en: `Would be lost: ${losses.join(', ')}.`,
    })),
    faultsTotal: lossy.length,
  });
}
