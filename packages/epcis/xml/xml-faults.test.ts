// Every fault of XML: a document that raises it, and words without gaps in both languages.
import assert from 'node:assert/strict';
import test from 'node:test';
import { FAULT_TEXTS } from '../fault-texts.ts';
import { readXmlDocument } from './xml-document-reader.ts';
import { SYNTAX_TEXTS } from './xml-syntax.ts';
import type { SyntaxFault } from './xml-syntax.ts';

const limits = { eventsMax: 10, depthMax: 64, faultsMax: 50 };
const time = '<eventTime>2026-11-22T08:00:00Z</eventTime><eventTimeZoneOffset>+07:00</eventTimeZoneOffset>';
const event = (inside: string): string => `<ObjectEvent>${time}<epcList/><action>OBSERVE</action>${inside}</ObjectEvent>`;
const own = (inside: string): string => event(`<x:a xmlns:x="https://x.example/">${inside}</x:a>`);
const many = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('');
const masterData = (elements: string): string =>
  `<EPCISDocument schemaVersion="2.0" creationDate="2026-11-22T08:00:00Z"><EPCISHeader><extension><EPCISMasterData><VocabularyList><Vocabulary type="urn:x:t"><VocabularyElementList>${elements}</VocabularyElementList></Vocabulary></VocabularyList></EPCISMasterData></extension></EPCISHeader><EPCISBody/></EPCISDocument>`;

const DOCUMENTS: readonly (readonly [code: string, text: string])[] = [
  ['xml_empty', ''],
  ['xml_syntax', event('<bizStep>')],
  ['xml_entity', own('&nbsp;')],
  ['xml_doctype', '<!DOCTYPE x SYSTEM "x.dtd"><x/>'],
  ['xml_instruction', `<?x y?>${event('')}`],
  ['xml_encoding', '<?xml version="1.0" encoding="utf-16"?><x/>'],
  ['xml_version', '<?xml version="1.1"?><x/>'],
  ['xml_too_deep', own('<b>'.repeat(70))],
  ['xml_piece_too_long', own('y'.repeat(1_200_000))],
  ['xml_too_many_elements', own('<b/>'.repeat(200_001))],
  ['xml_too_many_attributes', event(`<bizStep ${many(257, (index) => `a${index}="" `)}/>`)],
  ['xml_name_too_long', event(`<${'b'.repeat(513)}/>`)],
  ['xml_prefix_unknown', event('<x:a/>')],
  ['xml_namespace_malformed', event('<a xmlns="nothing"/>')],
  ['xml_root_unknown', '<html/>'],
  ['xml_element_unknown', '<EPCISDocument><Body/></EPCISDocument>'],
  ['xml_member_unknown', event('<quantityList><quantity/></quantityList>')],
  ['xml_attribute_unknown', event('<bizStep type="x">shipping</bizStep>')],
  ['xml_certification_text', event('<certificationInfo>GlobalG.A.P.</certificationInfo>')],
  ['xml_unqualified', event('<extension><extension><b/></extension></extension>')],
  ['xml_time_seconds', event('<recordTime>2026-11-22T08:00Z</recordTime>')],
  ['xml_repeated', event('<action>ADD</action>')],
  ...[
    '<bizTransactionList>urn:x:po</bizTransactionList>',
    '<quantityList><quantityElement>urn:x:c<epcClass>urn:x:c</epcClass></quantityElement></quantityList>',
    '<readPoint>urn:x:p<id>urn:x:p</id></readPoint>',
    '<persistentDisposition>active<set>active</set></persistentDisposition>',
    '<sensorElementList><sensorElement>4<sensorReport type="gs1:Temperature"/></sensorElement></sensorElementList>',
    '<sensorElementList><sensorElement><sensorReport type="gs1:Temperature">4</sensorReport></sensorElement></sensorElementList>',
    '<extension>lost<quantityList/></extension>',
    'lost',
  ].map((inside) => ['xml_text_misplaced', event(inside)] as const),
  ['xml_text_misplaced', masterData('<VocabularyElement id="urn:x:1"><children>urn:x:2</children></VocabularyElement>')],
  ['xml_text_misplaced', masterData('<VocabularyElement id="urn:x:1">urn:x:2</VocabularyElement>')],
  ['xml_element_unknown', masterData('<VocabularyElement id="urn:x:1"><attributes/></VocabularyElement>')],
  ['xml_member_unknown', masterData('<VocabularyElement id="urn:x:1"><children><child>urn:x:2</child></children></VocabularyElement>')],
  ['master_data_own', masterData('<VocabularyElement id="urn:x:1"><x:a xmlns:x="https://x.example/">5</x:a></VocabularyElement>')],
  ['master_data_own', masterData('<VocabularyElement id="urn:x:1"><extension><b/></extension></VocabularyElement>')],
  ['master_data_own', masterData('<VocabularyElement id="urn:x:1" xmlns:x="https://x.example/" x:a="5"/>')],
  ['master_data_own', masterData('<x:Element id="urn:x:1" xmlns:x="https://x.example/"/>')],
  ['master_data_own', masterData('').replace('<Vocabulary type', '<Vocabulary xmlns:x="https://x.example/" x:a="5" type')],
  ['xml_master_data_too_large', masterData('<VocabularyElement id="urn:x:1"/>'.repeat(100_001))],
];

test('each document raises its fault, whose words are whole', () => {
  for (const [code, text] of DOCUMENTS) {
    const { faults, warnings, events } = readXmlDocument(text, limits);
    const found = [...faults, ...warnings, ...events.flatMap((read) => read.faults)].find((fault) => fault.code === code);
    assert.ok(found, `${code} is not among ${JSON.stringify(faults)}`);
    assert.doesNotMatch(found.vi + found.en, /\{\w+\}|undefined/, code);
    assert.match(found.path, /^\//, code);
    if (code !== 'xml_empty') assert.ok((found.line ?? 0) >= 1 && (found.column ?? 0) >= 1, code);
  }
});

test('an own element of master data is told at its place, and the element is taken', () => {
  const text = masterData(
    '<VocabularyElement id="urn:x:1"/><VocabularyElement id="urn:x:2"><x:a xmlns:x="https://x.example/">5</x:a></VocabularyElement>',
  );
  const { faults, warnings, masterData: taken } = readXmlDocument(text, limits);
  assert.deepEqual([faults, taken.map(({ id }) => id)], [[], ['urn:x:1', 'urn:x:2']]);
  assert.deepEqual(
    warnings.map(({ code, path }) => [code, path.slice(path.indexOf('VocabularyElementList/'))]),
    [['master_data_own', 'VocabularyElementList/VocabularyElement[2]/x:a']],
  );
});

test('documents of other versions than 1 and 2 are refused; master data alone, in which no version differs, are taken with a warning', () => {
  const read = (root: string, version: string) => {
    const { faults, warnings } = readXmlDocument(
      `<${root} schemaVersion="${version}" creationDate="2026-11-22T08:00:00Z"><EPCISBody/></${root}>`,
      limits,
    );
    return [faults.map(({ code, path }) => `${code} ${path}`), warnings.map(({ code }) => code)];
  };
  for (const version of ['1', '1.0', '1.2', '2.0', '2.0.0']) assert.deepEqual(read('EPCISDocument', version), [[], []], version);
  assert.deepEqual(read('EPCISDocument', '3.0'), [['version_not_read /EPCISDocument/@schemaVersion'], []]);
  assert.deepEqual(read('EPCISMasterDataDocument', '3.1415'), [[], ['version_not_read']]);
});

test('no fault of XML is without a document above', () => {
  const raised = new Set(DOCUMENTS.map(([code]) => code));
  assert.deepEqual(
    Object.keys(FAULT_TEXTS).filter((code) => code.startsWith('xml_') && !raised.has(code)),
    [],
  );
});

const BROKEN: Readonly<Record<SyntaxFault, string>> = {
  unclosed: '<x><y></y>',
  unexpected_end: '<x/><!-- ',
  unmatched_close: '<x></y>',
  no_root: '<!-- -->',
  two_roots: '<x/><x/>',
  text_outside: '<x/>text',
  attribute_twice: '<x a="" a=""/>',
  attribute_value: '<x a/>',
  attribute_quotes: '<x a=1/>',
  attribute_blank: '<x a=""b=""/>',
  attributes_many: `<x ${many(1_025, (index) => `a${index}="" `)}/>`,
  slash: '<x / >',
  namespace: '<x xmlns:a=""/>',
  name: '<1/>',
  character: '<x>\u0001</x>',
  character_reference: own('&#x;'),
  ampersand: own('A & B'),
  cdata_end: own(']]>'),
  comment: '<x><!-- -- --></x>',
  declared_unknown: '<x><!ELEMENT a></x>',
  declaration: '<?xml version="one"?><x/>',
  declaration_place: '<!-- --><?xml version="1.0"?><x/>',
  doctype_place: '<x/><!DOCTYPE x>',
};

test('what is wrong with the syntax is told in the words for it, in both languages', () => {
  for (const [why, [vi, en]] of Object.entries(SYNTAX_TEXTS)) {
    const fault = readXmlDocument(BROKEN[why as SyntaxFault], limits).faults.find(({ code }) => code === 'xml_syntax');
    assert.ok(fault?.vi.includes(vi) && fault.en.includes(en), `${why}: ${fault?.vi} ${fault?.en}`);
  }
});
