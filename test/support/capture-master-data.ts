// Captures master data for a test over HTTP, in the header of a document without events.
import assert from 'node:assert/strict';
import type { TestProduct } from './test-product.ts';

/** @param vocabularyList as JSON form has it (EPCIS 2.0 §9.4) */
export async function captureMasterData({ app }: Pick<TestProduct, 'app'>, key: string, vocabularyList: readonly object[]): Promise<void> {
  const answer = await app.inject({
    method: 'POST',
    url: '/epcis/capture',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/ld+json' },
    payload: JSON.stringify({
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-11-20T08:00:00+07:00',
      epcisHeader: { epcisMasterData: { vocabularyList } },
      epcisBody: { eventList: [] },
    }),
  });
  assert.equal(answer.statusCode, 202, answer.body);
}
