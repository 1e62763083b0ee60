// Captures events for a test through the product's own door, as one document that must be taken whole.
import assert from 'node:assert/strict';
import { captureDocument } from '../../app/capture/capture-document.ts';
import { makeDocument } from './sample-events.ts';
import type { JsonEvent } from './sample-events.ts';
import type { TestProduct } from './test-product.ts';

export async function captureEvents({ context }: Pick<TestProduct, 'context'>, orgId: number, events: readonly JsonEvent[]): Promise<void> {
  const job = await captureDocument(context, {
    orgId,
    actor: 'test',
    source: 'document',
    mediaType: 'application/ld+json',
    body: makeDocument(events),
    errorBehaviour: 'rollback',
  });
  assert.equal(job.success, true);
}
