// Reads what is new for a subscription: what it asks, and the document that is sent.
import type { EpcFormat } from '@nguon/epcis';
import type { Context } from '../../context.ts';
import { readQuery } from '../named-queries/read-query-body.ts';
import type { Parameters } from '../named-queries/read-query-body.ts';
import { findQueryById } from '../named-queries/store.ts';
import { readNewDocument } from '../new-document.ts';
import type { DocumentKind, NewDocument, NewRange } from '../new-document.ts';
import type { Subscription } from '../store.ts';
import { refuseTooMany } from '../too-many-events.ts';

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

/** What is new after `from`, or once more what was new up to `until`. Throws TooManyEvents for a first reading of more than maxEventCount. */
export async function readDelivery(context: Context, subscription: Subscription, asked: Asked, range: NewRange): Promise<NewDocument> {
  const { query, faults } = readQuery(asked);
  // It was read when it was stored: only a change of ours could make it unreadable.
  if (query === undefined) throw new Error(`the query of subscription ${subscription.id} cannot be read any more: ${faults[0]?.en ?? ''}`);
  const { id, client_id, org_id, epc_format, body_form } = subscription;
  const reader = { kind: 'organisation', orgId: org_id } as const;
  if (range.until === undefined) await refuseTooMany(context, reader, query, range.from);
  const kind: DocumentKind = {
    bodyForm: body_form,
    epcFormat: epc_format as EpcFormat,
    queryName: asked.queryName,
    subscriptionId: client_id ?? id,
  };
  return readNewDocument(context, reader, query, kind, range);
}
