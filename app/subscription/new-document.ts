// What is new for a subscriber as one document, in the form that he reads: JSON, or XML of either version.
import { writeQueryDocument } from '@nguon/epcis';
import type { EpcFormat, EventQuery } from '@nguon/epcis';
import { writeXmlEventResults, writeXmlQueryMessage } from '@nguon/epcis/xml';
import type { Reader } from '../access/reader.ts';
import type { Context } from '../context.ts';
import type { AnswerFormat } from '../query/answer-format.ts';
import { openJsonWriter, openXmlWriter } from '../query/event-writer.ts';
import { readNewEvents } from '../query/new-events.ts';
import type { NewEvents, RecordPosition } from '../query/new-events.ts';
import type { Subscription } from './store.ts';

export type BodyForm = Subscription['body_form'];

/** What `Accept` asks of a subscription's own answer or handshake holds for what is sent later (EPCIS 2.0 §12.7 names no other way to choose). */
export function bodyFormOf(format: AnswerFormat): BodyForm {
  return format.kind === 'json' ? 'json' : `xml-${format.version}`;
}

export interface NewDocument extends Pick<NewEvents<unknown>, 'reached' | 'hasMore'> {
  readonly body: string;
  /** How many the range holds; XML 1.2 may leave some out, which it names. */
  readonly events: number;
}

export interface DocumentKind {
  readonly bodyForm: BodyForm;
  readonly epcFormat: EpcFormat;
  readonly queryName: string;
  readonly subscriptionId: string;
}

export interface NewRange {
  readonly from: RecordPosition;
  readonly limit: number;
  readonly until?: RecordPosition;
}

export async function readNewDocument(
  context: Context,
  reader: Exclude<Reader, { kind: 'public' }>,
  query: EventQuery,
  { bodyForm, epcFormat, queryName, subscriptionId }: DocumentKind,
  { from, limit, until }: NewRange,
): Promise<NewDocument> {
  const creationDate = context.now().toISOString();
  if (bodyForm === 'json') {
    const write = await openJsonWriter(context, epcFormat);
    const { events, reached, hasMore } = await readNewEvents(context, reader, query, write, from, limit, until);
    return { reached, hasMore, events: events.length, body: writeQueryDocument(events, { queryName, subscriptionId, creationDate }) };
  }
  const version = bodyForm === 'xml-1.2' ? '1.2' : '2.0';
  const write = await openXmlWriter(context, { version, epcFormat, cbvFormat: 'No_Preference' });
  const { events, reached, hasMore } = await readNewEvents(context, reader, query, write, from, limit, until);
  const lossy = events.filter(({ losses }) => losses.length > 0);
  const results = writeXmlEventResults(events, { version, queryName, subscriptionId }, lossy);
  return { reached, hasMore, events: events.length, body: writeXmlQueryMessage(results, version, creationDate) };
}
