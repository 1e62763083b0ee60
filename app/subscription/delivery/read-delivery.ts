// Reads what is new for a subscription and writes the document that is sent: JSON, or XML of the version that its client speaks.
import { writeQueryDocument } from '@nguon/epcis';
import type { EpcFormat } from '@nguon/epcis';
import { writeXmlEventResults, writeXmlQueryMessage } from '@nguon/epcis/xml';
import type { Context } from '../../context.ts';
import { openJsonWriter, openXmlWriter } from '../../query/event-writer.ts';
import { readNewEvents } from '../../query/new-events.ts';
import type { NewEvents, RecordPosition } from '../../query/new-events.ts';
import { readQuery } from '../named-queries/read-query-body.ts';
import type { Parameters } from '../named-queries/read-query-body.ts';
import { findQueryById } from '../named-queries/store.ts';
import type { Subscription } from '../store.ts';

export interface DeliveryDocument extends Pick<NewEvents<unknown>, 'reached' | 'hasMore'> {
  readonly body: string;
  /** How many the range holds; XML 1.2 may leave some out, which it names. */
  readonly events: number;
}

/** What a subscription asks; undefined where its query has been deleted meanwhile. */
export interface Asked {
  readonly queryName: string;
  readonly parameters: Parameters;
  readonly extensions: Readonly<Record<string, string>>;
}

export async function findAsked(context: Context, { query_id, parameters }: Subscription): Promise<Asked | undefined> {
  if (query_id === null) return { queryName: 'SimpleEventQuery', parameters: (parameters ?? {}) as Parameters, extensions: {} };
  const named = await findQueryById(context.database.system, query_id);
  return named && { queryName: named.name, parameters: named.parameters as Parameters, extensions: named.extensions };
}

export async function readDelivery(
  context: Context,
  subscription: Subscription,
  asked: Asked,
  from: RecordPosition,
  limit: number,
  until?: RecordPosition,
): Promise<DeliveryDocument> {
  const { query, faults } = readQuery(asked);
  // It was read when it was stored: only a change of ours could make it unreadable.
  if (query === undefined) throw new Error(`the query of subscription ${subscription.id} cannot be read any more: ${faults[0]?.en ?? ''}`);
  const reader = { kind: 'organisation', orgId: subscription.org_id } as const;
  const epcFormat = subscription.epc_format as EpcFormat;
  const { queryName } = asked;
  const subscriptionId = subscription.client_id ?? subscription.id;
  const creationDate = context.now().toISOString();
  if (subscription.body_form === 'json') {
    const write = await openJsonWriter(context, epcFormat);
    const { events, reached, hasMore } = await readNewEvents(context, reader, query, write, from, limit, until);
    return { reached, hasMore, events: events.length, body: writeQueryDocument(events, { queryName, subscriptionId, creationDate }) };
  }
  const version = subscription.body_form === 'xml-1.2' ? '1.2' : '2.0';
  const write = await openXmlWriter(context, { version, epcFormat, cbvFormat: 'No_Preference' });
  const { events, reached, hasMore } = await readNewEvents(context, reader, query, write, from, limit, until);
  const lossy = events.filter(({ losses }) => losses.length > 0);
  const results = writeXmlEventResults(events, { version, queryName, subscriptionId }, lossy);
  return { reached, hasMore, events: events.length, body: writeXmlQueryMessage(results, version, creationDate) };
}
