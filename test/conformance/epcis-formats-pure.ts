// Part 1 of the set epcis-formats: reading, hashing and converting every document, on the package alone, held against the official schemas.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DOCUMENT_FORMS } from '@nguon/epcis/xml';
import type { DocumentForm } from '@nguon/epcis/xml';
import type { ConformanceResult } from './conformance-result.ts';
import {
  causesOfXmlRefusal,
  convert,
  describeEvents,
  isXml,
  listHashes,
  listJsonDocuments,
  listMustReject,
  listTwins,
  listXmlDocuments,
  listXmlVerdicts,
  readAny,
} from './epcis-formats-documents.ts';
import type { FormatDocument } from './epcis-formats-documents.ts';
import { OfficialSchemas } from './official-schemas.ts';
import type { SchemaName } from './official-schemas.ts';

/** Their hashes leave out fields that a private extension of the reference tool names. */
const needs_private_extension = 'IgnoreFields';
/** The JSON lacks a field that the XML has. */
const different_twins: readonly string[] = ['Capture/Events/TransactionEvent.xml'];
/** The table calls it invalid: its schemaVersion has more digits than the table's tool could hold, and is a decimal all the same. */
const valid_against_the_table: readonly string[] = ['query-conformance/dataset/EPCIS10-MD-Capture.xml'];

export function checkFormats(corpus: string, result: ConformanceResult): void {
  const schemas = new OfficialSchemas(corpus);
  checkYardstick(corpus, schemas, result);
  checkReading(corpus, result);
  checkConversions(corpus, schemas, result);
  checkHashes(corpus, result);
  checkTwins(corpus, result);
  result.expectAtLeast('schema verdict of the table reproduced', 174 + 92);
  result.expectAtLeast('valid XML document is read', 45);
  result.expectAtLeast('must-reject XML document is refused for its cause', 7);
  result.expectAtLeast('conversion is valid under the official schema', 300);
  result.expectAtLeast('conversion read back equal', 330);
  result.expectAtLeast('conversion and back is the same document', 330);
  result.expectAtLeast('event hash of the XML vectors', 22);
  result.expectAtLeast('XML spellings of one event have one hash', 6);
  result.expectAtLeast('XML twin has the computed hash', 15);
  result.expectAtLeast('XML and JSON twin are one event', 27);
}

/** A schema check that cannot fail proves nothing: the validators must give the verdicts of the table. */
function checkYardstick(corpus: string, schemas: OfficialSchemas, result: ConformanceResult): void {
  for (const { file, text, schema, valid } of [...listXmlVerdicts(corpus), ...listJsonDocuments(corpus)]) {
    if (schema === undefined || valid === undefined) continue;
    const fault = schemas.findFault(schema, text);
    const wanted = valid || valid_against_the_table.includes(file);
    result.count('schema verdict of the table reproduced', (fault === undefined) === wanted ? undefined : `${file}: ${fault ?? 'valid'}`);
  }
}

function checkReading(corpus: string, result: ConformanceResult): void {
  for (const { file, text, valid } of listXmlDocuments(corpus)) {
    const { faultsTotal, faults, events } = readAny(text);
    const codes = [...faults, ...events.flatMap((event) => event.faults)].map(({ code, path: place }) => `${code} at ${place}`);
    if (valid === true) result.count('valid XML document is read', faultsTotal === 0 ? undefined : `${file}: ${codes.join('; ')}`);
    else if (!file.includes('Invalid'))
      result.observations.push({ file, outcome: faultsTotal === 0 ? 'captured' : 'refused', reasons: codes.slice(0, 3) });
  }
  for (const { file, text } of listMustReject(corpus)) {
    const { faults, events } = readAny(text);
    const codes = [...faults, ...events.flatMap((event) => event.faults)].map(({ code }) => code);
    const cause = causesOfXmlRefusal[path.basename(file)] ?? 'no cause is listed';
    result.count(
      'must-reject XML document is refused for its cause',
      codes.includes(cause) ? undefined : `${file}: ${cause} is not among ${codes.join()}`,
    );
  }
}

function checkConversions(corpus: string, schemas: OfficialSchemas, result: ConformanceResult): void {
  for (const document of [...listXmlDocuments(corpus), ...listJsonDocuments(corpus)]) {
    if (document.valid === false && document.schema === 'json') continue;
    if (readAny(document.text).faultsTotal > 0) continue;
    for (const to of DOCUMENT_FORMS) checkConversion(document, to, schemas, result);
  }
}

function checkConversion({ file, text }: FormatDocument, to: DocumentForm, schemas: OfficialSchemas, result: ConformanceResult): void {
  const { text: written, losses } = convert(text, { to });
  const given = readAny(text);
  const name = `${file} as ${to}`;
  if (losses.length > 0) {
    // What 1.2 lacks is told with its path; the rest of the document is written all the same, and valid.
    result.count('what XML 1.2 lacks is named', to === 'xml1.2' && losses.every((loss) => loss.length > 0) ? undefined : name);
    const rest = convert(text, { to, allowLoss: true }).text;
    if (given.kind !== 'event') countSchema(schemas, schemaFor(to, given.kind), rest, `${name} with loss`, result);
    return;
  }
  if (to === 'json' || given.kind !== 'event') countSchema(schemas, schemaFor(to, given.kind), written, name, result);
  const back = readAny(written);
  const wanted = describeEvents(given).join('\n');
  const same = describeEvents(back).join('\n') === wanted && (given.kind === 'EPCISQueryDocument' || sameData(back, given));
  result.count('conversion read back equal', same ? undefined : `${name}: ${describeEvents(back).join('\n')}\n      expected ${wanted}`);
  const again = readAny(convert(written, { to: isXml(text) ? 'xml2' : 'json' }).text);
  result.count('conversion and back is the same document', describeEvents(again).join('\n') === wanted ? undefined : name);
}

type Reading = ReturnType<typeof readAny>;
const sameData = (left: Reading, right: Reading): boolean => JSON.stringify(left.masterData) === JSON.stringify(right.masterData);

function countSchema(schemas: OfficialSchemas, schema: SchemaName, text: string, name: string, result: ConformanceResult): void {
  const fault = schemas.findFault(schema, text);
  result.count('conversion is valid under the official schema', fault === undefined ? undefined : `${name}: ${fault}`);
}

function schemaFor(to: DocumentForm, kind: Reading['kind']): SchemaName {
  if (to === 'json') return 'json';
  const version = to === 'xml2' ? '2.0' : '1.2';
  return kind === 'EPCISQueryDocument' ? `${version}q` : version;
}

function checkHashes(corpus: string, result: ConformanceResult): void {
  const folder = path.join(corpus, 'epcis/hash-vectors');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.hashes') && !file.includes(needs_private_extension))) {
    const file = path.join(folder, name.replace('.hashes', '.xml'));
    if (!existsSync(file)) continue;
    const found = listHashes(readFileSync(file, 'utf8'));
    for (const [index, want] of readFileSync(path.join(folder, name), 'utf8').trim().split('\n').entries())
      result.count(
        'event hash of the XML vectors',
        found[index] === want.trim() ? undefined : `${name} line ${index + 1}: ${found[index]}`,
      );
  }
  const equal = path.join(corpus, 'epcis/hash-expected-equal');
  for (const file of readdirSync(equal).filter((name) => name.endsWith('.xml')))
    countOneHash(file, listHashes(readFileSync(path.join(equal, file), 'utf8')), result);
  const claimed = path.join(corpus, 'epcis/gs1-hash-claimed-identical');
  const files = readdirSync(claimed).sort();
  countOneHash(
    files.join(' and '),
    files.flatMap((file) => listHashes(readFileSync(path.join(claimed, file), 'utf8'))),
    result,
  );
}

function countOneHash(name: string, found: readonly string[], result: ConformanceResult): void {
  const right = found.length > 1 && new Set(found).size === 1 && found[0] !== 'no event';
  result.count('XML spellings of one event have one hash', right ? undefined : `${name}: ${found.join()}`);
}

function checkTwins(corpus: string, result: ConformanceResult): void {
  const list = JSON.parse(readFileSync(path.join(corpus, 'epcis/hash-computed/openepcis-xml-json-pairs.json'), 'utf8')) as {
    pairs: { xml: string; hashes: string[] }[];
  };
  for (const pair of list.pairs) {
    const found = listHashes(readFileSync(path.join(corpus, 'epcis', pair.xml), 'utf8'));
    for (const [index, want] of pair.hashes.entries())
      result.count('XML twin has the computed hash', found[index] === want ? undefined : `${pair.xml} event ${index}: ${found[index]}`);
  }
  for (const { name, xml, json } of listTwins(corpus)) {
    if (different_twins.includes(name)) continue;
    const [left, right] = [listHashes(xml), listHashes(json)];
    for (const [index, hash] of left.entries())
      result.count('XML and JSON twin are one event', hash === right[index] ? undefined : `${name} event ${index}`);
  }
}
