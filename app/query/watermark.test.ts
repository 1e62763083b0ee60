// The watermark: a reader by record time never passes a capture that is still running.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQueryParameters } from '@nguon/epcis';
import { insertTestOrganisation, itemUri, makeDocument, makeEvent } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { captureDocument } from '../capture/capture-document.ts';
import { openCapture } from '../capture/store.ts';
import { openJsonWriter } from './event-writer.ts';
import { queryEvents } from './query-events.ts';
import { findWatermark } from './store.ts';

const { context } = await startTestProduct();
const orgId = await insertTestOrganisation(context.database.system, 'watermark');

const capture = (serial: string) =>
  captureDocument(context, {
    orgId,
    actor: 'test',
    source: 'document',
    mediaType: 'application/ld+json',
    errorBehaviour: 'rollback',
    body: makeDocument([makeEvent('ObjectEvent', '2026-11-18T06:20:00+07:00', { action: 'OBSERVE', epcList: [itemUri(31, serial)] })]),
  });

async function countByRecordTime(): Promise<number> {
  const { query } = readQueryParameters([['GE_recordTime', '2020-01-01T00:00:00Z']]);
  return (await queryEvents(context, { kind: 'organisation', orgId }, query!, await openJsonWriter(context, 'Never_Translates'))).events
    .length;
}

async function countByEventTime(): Promise<number> {
  const { query } = readQueryParameters([['GE_eventTime', '2020-01-01T00:00:00Z']]);
  return (await queryEvents(context, { kind: 'organisation', orgId }, query!, await openJsonWriter(context, 'Never_Translates'))).events
    .length;
}

test('an event recorded after a running capture began waits for it in queries by record time only', async (t) => {
  await capture('before');
  // The clock of record times has whole milliseconds.
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(await countByRecordTime(), 1);
  const slow = await context.database.system.connect();
  t.after(() => slow.release(true));
  const { recordTime_ms: began_ms } = await openCapture(slow, { keys: [], partyThings: [], holdsDeclaration: false }, true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await capture('after');
  assert.ok((await findWatermark(context.database.system)) <= began_ms);
  assert.equal(await countByRecordTime(), 1, 'the later event must wait');
  assert.equal(await countByEventTime(), 2, 'an acknowledged event is found at once otherwise');
  await slow.query('commit');
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(await countByRecordTime(), 2);
});
