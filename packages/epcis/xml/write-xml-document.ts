// Writes the frame around events: XML documents, query documents and bare events of EPCIS 2.0 and 1.2, header included.
import { EMPTY_HEAD, SBDH_KEY } from '../document-head.ts';
import type { DocumentHead } from '../document-head.ts';
import { JsonObject, findMember } from '../json-value.ts';
import { Namespaces } from '../namespaces.ts';
import type { MasterDataAttribute, MasterDataElement } from '../read-master-data.ts';
import { readJson } from '../read-json.ts';
import { XmlNames } from './write-names.ts';
import { finishXmlEvent } from './write-xml-event.ts';
import type { WrittenXmlEvent } from './write-xml-event.ts';
import type { XmlVersion } from './write-xml-fields.ts';
import { writeXmlMember, writeXmlMembers } from './write-xml-extension.ts';
import { escapeXmlText, writeXmlAttribute, writeXmlElement } from './xml-text.ts';

export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
export const NAMESPACE = { '2.0': 'urn:epcglobal:epcis:xsd:2', '1.2': 'urn:epcglobal:epcis:xsd:1' } as const;
export const QUERY_NAMESPACE = { '2.0': 'urn:epcglobal:epcis-query:xsd:2', '1.2': 'urn:epcglobal:epcis-query:xsd:1' } as const;
/** As in GS1's own examples of the header; a receiver needs the element, not its words. */
const BUSINESS_STANDARD = 'EPCglobal';

export interface XmlFrame {
  /** Up to the first event. */
  readonly start: string;
  /** After the last one. */
  readonly end: string;
  /** Namespaces declared on the root, which events need not declare again. */
  readonly declared: ReadonlyMap<string, string>;
}

export interface XmlFrameOptions {
  readonly kind: 'EPCISDocument' | 'EPCISQueryDocument';
  readonly version: XmlVersion;
  /** Where the document told none, ISO 8601 with offset. */
  readonly creationDate: string;
  readonly masterData: readonly MasterDataElement[];
  /** Further namespaces to declare on the root. */
  readonly namespaces?: ReadonlyMap<string, string>;
}

/** The frame of a document whose events are written one by one, for streams. */
export function writeXmlFrame(head: DocumentHead, options: XmlFrameOptions): XmlFrame {
  const { kind, version } = options;
  const names = new XmlNames(head.namespaces);
  names.declareFrame('epcis', NAMESPACE[version]);
  if (kind === 'EPCISQueryDocument') names.declareFrame('epcisq', QUERY_NAMESPACE[version]);
  for (const [prefix, uri] of head.namespaces.own) names.declare(prefix, uri);
  for (const [prefix, uri] of options.namespaces ?? []) names.declare(prefix, uri);
  const header = writeHeader(head, options, names);
  // The header of 2.0 has no room for own elements; at the end of the document is some.
  const own = writeXmlMembers(head.extensions, names) + (version === '2.0' ? writeXmlMembers(head.header, names, isSbdh) : '');
  const root = kind === 'EPCISDocument' ? 'epcis:EPCISDocument' : 'epcisq:EPCISQueryDocument';
  let start = `${DECLARATION}<${root}`;
  for (const [prefix, uri] of names.used) start += writeXmlAttribute(`xmlns:${prefix}`, uri);
  start +=
    writeXmlAttribute('schemaVersion', version) +
    writeXmlAttribute('creationDate', (head.creationDate ?? options.creationDate).toUpperCase()) +
    // The schemas let any attribute stand on the root: what JSON calls the document by has no other place.
    (head.id === undefined ? '' : writeXmlAttribute('id', head.id));
  const results = kind === 'EPCISDocument' ? ['', ''] : writeResults(head);
  return {
    start: `${start}>${header}<EPCISBody>${results[0]}<EventList>`,
    end: `</EventList>${results[1]}</EPCISBody>${own}</${root}>`,
    declared: names.used,
  };
}

function writeResults({ queryName, subscriptionId }: DocumentHead): [string, string] {
  const subscription = subscriptionId === undefined ? '' : writeXmlElement('subscriptionID', subscriptionId);
  const name = writeXmlElement('queryName', queryName ?? 'SimpleEventQuery');
  return [`<epcisq:QueryResults>${name}${subscription}<resultsBody>`, '</resultsBody></epcisq:QueryResults>'];
}

const isSbdh = (key: string): boolean => key === SBDH_KEY;

function writeHeader(head: DocumentHead, options: XmlFrameOptions, names: XmlNames): string {
  const { version, masterData } = options;
  const own = version === '1.2' ? writeXmlMembers(head.header, names, isSbdh) : '';
  const data =
    masterData.length === 0 ? '' : `<extension><EPCISMasterData>${writeVocabularies(masterData, names)}</EPCISMasterData></extension>`;
  const needed = head.sender !== undefined || head.receiver !== undefined || head.instanceIdentifier !== undefined;
  // XML 1.2 demands a business document header wherever there is a header.
  const isDemanded = version === '1.2' && (data !== '' || own !== '');
  const given = findMember(head.header, SBDH_KEY);
  const sbdh = given !== undefined ? writeXmlMember(SBDH_KEY, given, names) : needed || isDemanded ? writeSbdh(head, options, names) : '';
  return sbdh + data + own === '' ? '' : `<EPCISHeader>${sbdh}${data}${own}</EPCISHeader>`;
}

function writeSbdh(head: DocumentHead, { creationDate }: XmlFrameOptions, names: XmlNames): string {
  const element = (name: string, content: string): string => `<${names.name(`sbdh:${name}`)}>${content}</${names.name(`sbdh:${name}`)}>`;
  const partner = (name: string, id: string | undefined): string => element(name, element('Identifier', escapeXmlText(id ?? '')));
  const identification = [
    element('Standard', BUSINESS_STANDARD),
    element('TypeVersion', '1.0'),
    element('InstanceIdentifier', escapeXmlText(head.instanceIdentifier ?? '')),
    element('Type', 'Events'),
    element('CreationDateAndTime', (head.creationDate ?? creationDate).toUpperCase()),
  ];
  return element(
    'StandardBusinessDocumentHeader',
    element('HeaderVersion', '1.0') +
      partner('Sender', head.sender) +
      partner('Receiver', head.receiver) +
      element('DocumentIdentification', identification.join('')),
  );
}

/** `VocabularyList` of master data, elements of one type together. */
export function writeVocabularies(masterData: readonly MasterDataElement[], names: XmlNames): string {
  const byType = new Map<string, string>();
  for (const element of masterData) byType.set(element.type, (byType.get(element.type) ?? '') + writeVocabularyElement(element, names));
  let text = '';
  for (const [type, elements] of byType) {
    text += `<Vocabulary${writeXmlAttribute('type', type)}><VocabularyElementList>${elements}</VocabularyElementList></Vocabulary>`;
  }
  return `<VocabularyList>${text}</VocabularyList>`;
}

function writeVocabularyElement({ id, attributes, children }: MasterDataElement, names: XmlNames): string {
  let text = '';
  for (const attribute of attributes) {
    text += `<attribute${writeXmlAttribute('id', attribute.id)}>${writeAttributeValue(attribute, names)}</attribute>`;
  }
  if (children.length > 0) text += `<children>${children.map((child) => writeXmlElement('id', child)).join('')}</children>`;
  return `<VocabularyElement${writeXmlAttribute('id', id)}>${text}</VocabularyElement>`;
}

/** An attribute that is an object is kept as its JSON (read-master-data.ts). */
function writeAttributeValue({ value, namespaces }: MasterDataAttribute, names: XmlNames): string {
  const json = value.startsWith('{') ? readJson(value, { depthMax: 64 }).value : undefined;
  if (!(json instanceof JsonObject)) return escapeXmlText(value);
  const own = namespaces && new XmlNames(new Namespaces(new Map(Object.entries(namespaces)), new Map()), names);
  return writeXmlMembers(json, own ?? names, (key) => key === '@context');
}

export interface XmlQueryDocumentOptions {
  readonly version: XmlVersion;
  readonly queryName: string;
  readonly subscriptionId?: string;
  /** When the answer is made, ISO 8601 with offset. */
  readonly creationDate: string;
}

/** An EPCISQueryDocument of written events; a namespace whose prefix means something else in the list stays with its event. */
export function writeXmlQueryDocument(events: readonly WrittenXmlEvent[], options: XmlQueryDocumentOptions): string {
  const namespaces = new Map<string, string>();
  for (const event of events) for (const [prefix, uri] of event.namespaces) if (!namespaces.has(prefix)) namespaces.set(prefix, uri);
  const { version, creationDate } = options;
  const head = { ...EMPTY_HEAD, queryName: options.queryName, subscriptionId: options.subscriptionId };
  const frame = writeXmlFrame(head, { kind: 'EPCISQueryDocument', version, creationDate, masterData: [], namespaces });
  return frame.start + events.map((event) => finishXmlEvent(event, frame.declared)).join('') + frame.end;
}

/** One event alone, as the body of POST /events has it. */
export function writeBareXmlEvent(event: WrittenXmlEvent, version: XmlVersion): string {
  const declared = new Map([['epcis', NAMESPACE[version]]]);
  const isStandard = !event.name.includes(':');
  const bare = { ...event, wrapped: false, name: isStandard ? `epcis:${event.name}` : event.name };
  const text = finishXmlEvent(bare, declared);
  return (
    DECLARATION +
    (isStandard ? text.replace(`<${bare.name}`, `<${bare.name}${writeXmlAttribute('xmlns:epcis', NAMESPACE[version])}`) : text)
  );
}
