// The frame of an XML document: which standard elements lead from the root to events and master data (XSD 2.0 and 1.2).

/** Where in a document an element stands whose children come one by one. */
export type Room =
  | 'document'
  | 'header'
  | 'masterData'
  | 'vocabularyList'
  | 'vocabulary'
  | 'vocabularyElementList'
  | 'body'
  | 'queryResults'
  | 'resultsBody'
  | 'eventList';

/** The standard elements that lead from a room to the next; `extension` wrappers stay in the room. */
export const DOORS: Readonly<Record<Room, Readonly<Record<string, Room>>>> = {
  document: { EPCISHeader: 'header', EPCISBody: 'body', extension: 'document' },
  header: { EPCISMasterData: 'masterData', extension: 'header' },
  masterData: { VocabularyList: 'vocabularyList' },
  vocabularyList: { Vocabulary: 'vocabulary' },
  vocabulary: { VocabularyElementList: 'vocabularyElementList' },
  vocabularyElementList: {},
  body: { EventList: 'eventList', QueryResults: 'queryResults', VocabularyList: 'vocabularyList' },
  queryResults: { resultsBody: 'resultsBody' },
  resultsBody: { EventList: 'eventList', VocabularyList: 'vocabularyList' },
  eventList: { extension: 'eventList' },
};
