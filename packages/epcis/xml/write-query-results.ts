// Writes QueryResults, of events or of master data, to stand in a query document, a SOAP body or a delivery (EPCIS 2.0 §11, 1.2 §11).
import { NGUON_NAMESPACE } from '../disclose.ts';
import { NO_NAMESPACES } from '../namespaces.ts';
import type { MasterDataElement } from '../read-master-data.ts';
import { XmlNames } from './write-names.ts';
import { DECLARATION, NAMESPACE, QUERY_NAMESPACE, writeVocabularies } from './write-xml-document.ts';
import { finishXmlEvent } from './write-xml-event.ts';
import type { WrittenXmlEvent } from './write-xml-event.ts';
import type { XmlVersion } from './write-xml-fields.ts';
import { writeXmlAttribute, writeXmlElement } from './xml-text.ts';

export interface QueryResultsOptions {
  readonly version: XmlVersion;
  readonly queryName: string;
  readonly subscriptionId?: string;
}

/** An event that the version cannot express whole, and what of it is not in the list: field names, or its type. */
export interface LeftOutEvent {
  readonly eventId: string | undefined;
  readonly losses: readonly string[];
}

/**
 * `epcisq:QueryResults` with an event list, declaring all its namespaces. What the version could not express is named in an
 * element of our own at its end, where the schema has room for such.
 */
export function writeXmlEventResults(
  events: readonly WrittenXmlEvent[],
  options: QueryResultsOptions,
  leftOut: readonly LeftOutEvent[] = [],
): string {
  const names = new XmlNames(NO_NAMESPACES);
  for (const event of events) for (const [prefix, uri] of event.namespaces) if (!names.used.has(prefix)) names.declare(prefix, uri);
  const nguon = leftOut.length > 0 ? names.declare('nguon', NGUON_NAMESPACE) : '';
  const list = events.map((event) => finishXmlEvent(event, names.used)).join('');
  const told = leftOut.map(({ eventId, losses }) => {
    const id = eventId === undefined ? '' : writeXmlAttribute('id', eventId);
    return `<${nguon}:event${id}>${losses.join(' ')}</${nguon}:event>`;
  });
  const end = told.length === 0 ? '' : `<${nguon}:leftOut>${told.join('')}</${nguon}:leftOut>`;
  return wrap(`<EventList>${list}</EventList>`, end, names, options);
}

/** `epcisq:QueryResults` with a vocabulary list, elements of one vocabulary together in the order given. */
export function writeXmlVocabularyResults(elements: readonly MasterDataElement[], options: QueryResultsOptions): string {
  const names = new XmlNames(NO_NAMESPACES);
  const list = writeVocabularies(elements, names);
  return wrap(list, '', names, options);
}

/** The same with the vocabularies alone, whose elements are asked for apart. */
export function writeXmlVocabularyNames(types: readonly string[], options: QueryResultsOptions): string {
  const list = types.map((type) => `<Vocabulary${writeXmlAttribute('type', type)}/>`).join('');
  return wrap(`<VocabularyList>${list}</VocabularyList>`, '', new XmlNames(NO_NAMESPACES), options);
}

function wrap(body: string, end: string, names: XmlNames, { version, queryName, subscriptionId }: QueryResultsOptions): string {
  let start = `<epcisq:QueryResults${writeXmlAttribute('xmlns:epcisq', QUERY_NAMESPACE[version])}`;
  for (const [prefix, uri] of names.used) start += writeXmlAttribute(`xmlns:${prefix}`, uri);
  const subscription = subscriptionId === undefined ? '' : writeXmlElement('subscriptionID', subscriptionId);
  const name = writeXmlElement('queryName', queryName);
  return `${start}>${name}${subscription}<resultsBody>${body}</resultsBody>${end}</epcisq:QueryResults>`;
}

/** An EPCISQueryDocument around one of the messages of the query schema, such as QueryResults. `creationDate`: ISO 8601 with offset. */
export function writeXmlQueryMessage(message: string, version: XmlVersion, creationDate: string): string {
  const namespaces = writeXmlAttribute('xmlns:epcisq', QUERY_NAMESPACE[version]) + writeXmlAttribute('xmlns:epcis', NAMESPACE[version]);
  const attributes = writeXmlAttribute('schemaVersion', version) + writeXmlAttribute('creationDate', creationDate.toUpperCase());
  return `${DECLARATION}<epcisq:EPCISQueryDocument${namespaces}${attributes}><EPCISBody>${message}</EPCISBody></epcisq:EPCISQueryDocument>`;
}
