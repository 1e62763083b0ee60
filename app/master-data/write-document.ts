// Vocabulary elements as an EPCISQueryDocument of SimpleMasterDataQuery, in JSON (EPCIS 2.0 §9.5). Pure.
import type { MasterDataElement } from '@nguon/epcis';

const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** @param elements in order of their vocabulary. */
export function writeMasterDataDocument(elements: readonly MasterDataElement[], creationDate: string): string {
  const vocabularies = Map.groupBy(elements, ({ type }) => type);
  return JSON.stringify({
    '@context': context,
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate,
    epcisBody: {
      queryResults: {
        queryName: 'SimpleMasterDataQuery',
        resultsBody: {
          vocabularyList: [...vocabularies].map(([type, members]) => ({ type, vocabularyElementList: members.map(writeElement) })),
        },
      },
    },
  });
}

function writeElement({ id, attributes, children }: MasterDataElement): object {
  return {
    id,
    ...(attributes.length > 0 ? { attributes: attributes.map(({ id: name, value }) => ({ id: name, attribute: value })) } : {}),
    ...(children.length > 0 ? { children } : {}),
  };
}
