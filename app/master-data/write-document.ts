// Vocabulary elements as an EPCISQueryDocument of SimpleMasterDataQuery, in JSON (EPCIS 2.0 §9.5). Pure.
import { writeMasterData } from '@nguon/epcis';
import type { MasterDataElement } from '@nguon/epcis';

const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** @param elements in order of their vocabulary. */
export function writeMasterDataDocument(elements: readonly MasterDataElement[], creationDate: string): string {
  const head = JSON.stringify({ '@context': context, type: 'EPCISQueryDocument', schemaVersion: '2.0', creationDate }).slice(0, -1);
  const results = `{"queryName":"SimpleMasterDataQuery","resultsBody":${writeMasterData(elements, 'inside')}}`;
  return `${head},"epcisBody":{"queryResults":${results}}}`;
}
