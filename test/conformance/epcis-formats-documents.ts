// The XML documents of the corpus with what is known of each, and every valid document, XML or JSON, that has a meaning to keep.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { hash } from 'node:crypto';
import { hashEventId, prehashEvent, readDocument } from '@nguon/epcis';
import type { DocumentReading, HashEdition } from '@nguon/epcis';
import { DocumentConverter, readXmlDocument } from '@nguon/epcis/xml';
import type { ConversionOptions } from '@nguon/epcis/xml';
import type { SchemaName } from './official-schemas.ts';

export const limits = { eventsMax: 2_000, depthMax: 64, faultsMax: 200 };

export interface FormatDocument {
  readonly file: string;
  readonly text: string;
  /** Schema that the verdict is of; undefined where no schema knows the root. */
  readonly schema: SchemaName | undefined;
  /** The official schema's verdict; undefined where there is none. */
  readonly valid: boolean | undefined;
}

/** The form of an answer by the schema that it must be valid under. */
export const answer_forms: readonly (readonly [schema: SchemaName, headers: Readonly<Record<string, string>>])[] = [
  ['json', { accept: 'application/ld+json' }],
  ['2.0q', { accept: 'application/xml' }],
  ['1.2q', { accept: 'application/xml', 'gs1-epcis-max': '1.2' }],
];

export const isXml = (text: string): boolean => /^\ufeff?\s*</.test(text);

export function readAny(text: string): DocumentReading {
  return isXml(text) ? readXmlDocument(text, limits) : readDocument(text, limits);
}

/** The 182 rows of the verdict table, of every kind. */
export function listXmlVerdicts(corpus: string): FormatDocument[] {
  const folder = path.join(corpus, 'epcis');
  const lines = readFileSync(path.join(folder, 'EXPECTED-xml-validity.tsv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [file = '', schema = '', verdict] = line.split('\t');
    return {
      file,
      text: readFileSync(path.join(folder, file), 'utf8'),
      schema: schema === 'none' ? undefined : (schema as SchemaName),
      valid: verdict === 'valid' ? true : verdict === 'invalid' ? false : undefined,
    };
  });
}

/** XML documents of events: requests, answers and jobs of other kinds are no documents to capture. */
export function listXmlDocuments(corpus: string): FormatDocument[] {
  return listXmlVerdicts(corpus).filter(
    ({ file }) => !/query-conformance\/re(quests|sponses)|CaptureJob|\/Queries\/|v1_2\/MasterData/.test(file),
  );
}

export function listJsonDocuments(corpus: string): FormatDocument[] {
  const folder = path.join(corpus, 'epcis');
  const lines = readFileSync(path.join(folder, 'EXPECTED-json-validity.tsv'), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [file = '', , verdict] = line.split('\t');
    return { file, text: readFileSync(path.join(folder, file), 'utf8'), schema: 'json' as const, valid: verdict === 'true' };
  });
}

/** Fault code that must be among those of each must-reject document in XML. */
export const causesOfXmlRefusal: Readonly<Record<string, string>> = {
  'ObjectEvent_bare_event_without_action.xml': 'field_missing',
  'ObjectEvent_with_invalid_eventTime_format.xml': 'time_malformed',
  'ObjectEvent_with_unknown_element.xml': 'field_unknown',
  'ObjectEvent_without_eventTime.xml': 'field_missing',
  'QueryDocument_with_invalid_action.xml': 'action_unknown',
  // Bodies of queries, which are no documents of events.
  'QueryDocument_with_missing_value.xml': 'xml_element_unknown',
  'Query_without_queryName.xml': 'xml_element_unknown',
};

export function listMustReject(corpus: string): FormatDocument[] {
  const folder = path.join(corpus, 'epcis/openepcis');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('Invalid') && file.endsWith('.xml'))
    .sort()
    .map((file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8'), schema: undefined, valid: false }));
}

/** What must survive every conversion of an event: id, declaration, and the whole content as its hash sees it. */
export function describeEvents({ events }: DocumentReading): string[] {
  return events.map(({ event, faults }) =>
    event === undefined
      ? `faults: ${faults.map(({ code }) => code).join()}`
      : JSON.stringify([event.eventId, event.errorDeclaration, prehashEvent(event)]),
  );
}

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** Hashes in document order, of events with faults too: a hash needs no valid vocabulary. */
export function listHashes(text: string, edition: HashEdition = '2.0'): string[] {
  return readAny(text).events.map(({ event, tree }) => {
    const fields = event?.tree ?? tree;
    return fields === undefined ? 'no event' : hashEventId(prehashEvent({ tree: fields }, edition), sha256, edition);
  });
}

/** XML and JSON files of OpenEPCIS that say the same. */
export function listTwins(corpus: string): { xml: string; json: string; name: string }[] {
  const folder = path.join(corpus, 'epcis/openepcis/2.0');
  return readdirSync(path.join(folder, 'XML'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.xml') && !file.includes('Invalid') && !file.includes('Queries'))
    .sort()
    .flatMap((name) => {
      const json = path.join(folder, 'JSON', name.replace('.xml', '.json'));
      return existsSync(json)
        ? [{ name, xml: readFileSync(path.join(folder, 'XML', name), 'utf8'), json: readFileSync(json, 'utf8') }]
        : [];
    });
}

/** The document in another form, and what is lost of each event. */
export function convert(
  text: string,
  options: Pick<ConversionOptions, 'to'> & Partial<ConversionOptions>,
): { text: string; losses: readonly (readonly string[])[] } {
  const converter = new DocumentConverter({
    epcFormat: 'Never_Translates',
    cbvFormat: 'Never_Translates',
    prefixLength: () => undefined,
    creationDate: '2026-11-22T08:00:00Z',
    allowLoss: false,
    limits,
    ...options,
  });
  const written = converter.write(text) + converter.end();
  return { text: written, losses: converter.losses.map(({ losses }) => losses) };
}
