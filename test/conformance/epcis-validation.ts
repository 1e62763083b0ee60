// Set epcis-validation: what is taken is valid under the official JSON Schema 2.0.1 once normalised; what must be refused is.
import path from 'node:path';
import { readDocument, writeEvent, writeQueryDocument } from '@nguon/epcis';
import type { DocumentReading, EpcFormat, WrittenEvent } from '@nguon/epcis';
import type { ConformanceResult } from './conformance-result.ts';
import { causesOfRefusal, listWithVerdict, listWithoutVerdict } from './epcis-documents.ts';
import type { CorpusDocument } from './epcis-documents.ts';
import { checkProfiles } from './epcis-profiles.ts';
import { OfficialSchemas } from './official-schemas.ts';

const limits = { eventsMax: 2_000, depthMax: 64, faultsMax: 200 };
const formats: readonly EpcFormat[] = ['Never_Translates', 'Always_GS1_Digital_Link'];

/** Documents that the schema refuses and Nguồn takes: CBV words as URNs, which it brings to their bare words first. */
const taken_though_invalid: readonly string[] = [
  'epcis/domain/eu-eudr/origin-declaration.jsonld',
  'epcis/domain/eu-eudr/processing.jsonld',
  'epcis/domain/eu-textile/commissioning.jsonld',
];
/** Documents that the schema takes and Nguồn refuses, with the fault that says why. */
const refused_though_valid: Readonly<Record<string, string>> = {};

export function checkValidation(corpus: string, result: ConformanceResult): void {
  const schemas = new OfficialSchemas(corpus);
  for (const { file, text, valid } of listWithVerdict(corpus)) {
    const fault = schemas.findFault('json', text);
    result.count('the validator reproduces the verdict', (fault === undefined) === valid ? undefined : `${file}: ${fault ?? 'valid'}`);
  }
  for (const document of listWithVerdict(corpus)) checkVerdict(document, document.valid === true, result);
  for (const document of [...listWithVerdict(corpus), ...listWithoutVerdict(corpus)]) checkAnswer(document, schemas, result);
  for (const document of listWithoutVerdict(corpus).filter(({ file }) => file.startsWith('epcis/domain')))
    checkVerdict(document, schemas.findFault('json', document.text) === undefined, result);
  checkProfiles(corpus, schemas, result);
  result.expectAtLeast('the validator reproduces the verdict', 92);
  result.expectAtLeast('taken and refused as the schema says, or as listed', 104);
  result.expectAtLeast('must-reject document is refused for its cause', 10);
  result.expectAtLeast('what was taken is valid under the schema, normalised', 600);
}

const codesOf = ({ faults, events }: DocumentReading): string[] =>
  [...faults, ...events.flatMap((event) => event.faults)].map(({ code }) => code);

function checkVerdict({ file, text }: CorpusDocument, valid: boolean, result: ConformanceResult): void {
  const codes = codesOf(readDocument(text, limits));
  const taken = codes.length === 0;
  const listed = valid ? refused_though_valid[file] : taken_though_invalid.includes(file);
  const right = taken === valid ? !listed : valid ? codes.includes(String(listed)) : listed === true;
  result.count('taken and refused as the schema says, or as listed', right ? undefined : `${file}: ${taken ? 'taken' : codes.join()}`);
  const cause = causesOfRefusal[path.basename(file)];
  if (cause === undefined || valid) return;
  result.count('must-reject document is refused for its cause', codes.includes(cause) ? undefined : `${file}: ${codes.join() || 'taken'}`);
}

/** Every event of a document without faults, as each kind of answer gives it back. */
function checkAnswer({ file, text }: CorpusDocument, schemas: OfficialSchemas, result: ConformanceResult): void {
  const reading = readDocument(text, limits);
  if (reading.faultsTotal > 0) return;
  const events = reading.events.flatMap(({ event }) => (event === undefined ? [] : [event]));
  const write = (body: string, index: number, epcFormat: EpcFormat, context: 'hoisted' | 'inline'): WrittenEvent =>
    writeEvent(body, {
      epcFormat,
      prefixLength: () => undefined,
      eventId: events[index]?.eventId ?? `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      recordTime: '2026-11-22T08:00:00.000Z',
      context,
    });
  const count = (form: string, json: string): void => {
    const fault = schemas.findFault('json', json);
    result.count('what was taken is valid under the schema, normalised', fault === undefined ? undefined : `${file} as ${form}: ${fault}`);
  };
  for (const epcFormat of formats) {
    for (const [index, { body }] of events.entries()) count(`event ${index}, ${epcFormat}`, write(body, index, epcFormat, 'inline').json);
    const written = events.map(({ body }, index) => write(body, index, epcFormat, 'hoisted'));
    count(`list, ${epcFormat}`, writeQueryDocument(written, { queryName: 'SimpleEventQuery', creationDate: '2026-11-22T08:00:00Z' }));
  }
}
