// Second public face of the EPCIS package: XML 2.0 and 1.x in and out. Apart, so that what reads JSON only brings no parser.
export { readXmlTree } from './read-xml-tree.ts';
export type { XmlElement } from './xml-element.ts';
export { writeXmlEventResults, writeXmlQueryMessage, writeXmlVocabularyNames, writeXmlVocabularyResults } from './write-query-results.ts';
export { writeBareXmlEvent, writeXmlFrame, writeXmlQueryDocument } from './write-xml-document.ts';
export type { WrittenXmlEvent } from './write-xml-event.ts';
export { CBV_XML_FORMATS } from './write-xml-fields.ts';
export type { CbvXmlFormat, XmlVersion } from './write-xml-fields.ts';
export { writeXmlEvent } from './write-stored-event.ts';
export type { StoredXmlOptions } from './write-stored-event.ts';
export { XmlDocumentReader, readXmlDocument } from './xml-document-reader.ts';
export { escapeXmlText, writeXmlAttribute, writeXmlElement } from './xml-text.ts';
export { AnyDocumentReader } from './any-document-reader.ts';
export { DOCUMENT_FORMS, DocumentConverter } from './document-converter.ts';
export type { ConversionOptions, DocumentForm } from './document-converter.ts';
