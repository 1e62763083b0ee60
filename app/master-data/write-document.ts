// Vocabulary elements as an EPCISQueryDocument of SimpleMasterDataQuery (EPCIS 2.0 §9.5). Pure.
import type { VocabularyElement } from './store.ts';

const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** @param elements in order of their vocabulary. */
export function writeMasterDataDocument(elements: readonly VocabularyElement[], creationDate: string): string {
  const vocabularies = Map.groupBy(elements, ({ vocabulary }) => vocabulary);
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

function writeElement({ id, attributes, children }: VocabularyElement): object {
  const pairs = Object.entries(attributes);
  return {
    id,
    ...(pairs.length > 0 ? { attributes: pairs.map(([name, attribute]) => ({ id: name, attribute })) } : {}),
    ...(children.length > 0 ? { children } : {}),
  };
}
