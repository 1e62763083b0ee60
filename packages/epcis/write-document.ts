// Joins written events into one document, with one @context for all that agree (EPCIS 2.0 §8.2.5, §10).
import { quote } from './write-json.ts';
import { writeContext } from './write-event.ts';
import type { WrittenEvent } from './write-event.ts';

export interface EventListText {
  /** The @context value that the list needs above it. */
  readonly context: string;
  /** The events as a JSON list. */
  readonly list: string;
}

/**
 * Joins events written with `context: 'hoisted'`. An event whose prefix already means something else in the list keeps
 * its own @context.
 */
export function writeEventList(events: readonly WrittenEvent[]): EventListText {
  const joined = new Map<string, string>();
  const texts = events.map(({ json, context }) => {
    const conflicts = [...context].some(([term, definition]) => (joined.get(term) ?? definition) !== definition);
    if (conflicts) return `{"@context":${writeContext(context)},${json.slice(1)}`;
    for (const [term, definition] of context) joined.set(term, definition);
    return json;
  });
  return { context: writeContext(joined), list: `[${texts.join()}]` };
}

export interface QueryDocumentOptions {
  readonly queryName: string;
  /** Present in results of a subscription, absent in an answer to a query. */
  readonly subscriptionId?: string;
  /** When the answer is made, ISO 8601 with offset. */
  readonly creationDate: string;
}

/** An EPCISQueryDocument of events written with `context: 'hoisted'`. */
export function writeQueryDocument(events: readonly WrittenEvent[], options: QueryDocumentOptions): string {
  const { context, list } = writeEventList(events);
  const subscription = options.subscriptionId === undefined ? '' : `"subscriptionID":${quote(options.subscriptionId)},`;
  return (
    `{"@context":${context},"type":"EPCISQueryDocument","schemaVersion":"2.0",` +
    `"creationDate":${quote(options.creationDate)},"epcisBody":{"queryResults":{` +
    `"queryName":${quote(options.queryName)},${subscription}"resultsBody":{"eventList":${list}}}}}`
  );
}
