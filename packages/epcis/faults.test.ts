// Every fault and warning has a document that raises it, at the path it should name.
import assert from 'node:assert/strict';
import test from 'node:test';
import { growthOf } from '../../test/support/processor-time.ts';
import { readDocument, readQueryParameters } from '@nguon/epcis';
import type { Fault } from '@nguon/epcis';
import { FAULT_TEXTS } from './fault-texts.ts';

type Json = Record<string, unknown>;
const CONTEXT = ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { example: 'https://ns.example.com/epcis/' }];
const TIME = '2026-05-04T08:30:00+07:00';
const BASE: Json = { type: 'ObjectEvent', eventTime: TIME, eventTimeZoneOffset: '+07:00', action: 'OBSERVE', epcList: [] };
const SENSOR = (report: Json, metadata?: Json): Json => ({
  sensorElementList: [{ ...(metadata && { sensorMetadata: metadata }), sensorReport: [report] }],
});
const limits = { eventsMax: 3, depthMax: 64, faultsMax: 100 };

function documentOf(events: unknown, changes: Json = {}): string {
  const root = {
    '@context': CONTEXT,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: TIME,
    epcisBody: { eventList: events },
    ...changes,
  };
  return JSON.stringify(root);
}

const masterDataOf = (element: Json, beside: Json = {}): string =>
  documentOf([], {
    epcisHeader: {
      epcisMasterData: { vocabularyList: [{ type: 'urn:x:t', vocabularyElementList: [{ id: 'urn:x:1', ...element }] }], ...beside },
    },
  });

function listFaults(text: string): Fault[] {
  const { faults, events, warnings } = readDocument(text, limits);
  return [...faults, ...events.flatMap((event) => event.faults), ...warnings];
}

const raised = new Set<string>();

/** [code, path below the event, changes to a good event (undefined removes a field)] */
// prettier-ignore
const EVENTS: readonly (readonly [string, string, Json])[] = [
  ['field_missing', '', { eventTime: undefined }],
  ['field_missing', '', { action: undefined }],
  ['field_missing', '', { eventTimeZoneOffset: '' }],
  ['field_missing', '.quantityList[0]', { quantityList: [{ quantity: 1 }] }],
  ['field_missing', '.readPoint', { readPoint: {} }],
  ['field_missing', '.sourceList[0]', { sourceList: [{ source: 'urn:x:1' }] }],
  ['field_missing', '.errorDeclaration', { errorDeclaration: {} }],
  ['field_missing', '.sensorElementList[0].sensorReport[0]', SENSOR({ value: 1 })],
  ['field_missing', '.sensorElementList[0]', { sensorElementList: [{}] }],
  ['field_missing', '', { type: 'TransactionEvent' }],
  ['field_unknown', '.__proto__', JSON.parse('{"__proto__":1}') as Json],
  ['field_unknown', '.weight', { weight: 1 }],
  ['field_unknown', '.ilmd.materialType', { action: 'ADD', ilmd: { materialType: 'x' } }],
  ['field_unknown_near', '.epclist', { epclist: [] }],
  ['field_not_of_type', '.childEPCs', { childEPCs: [] }],
  ['field_not_of_type', '.action', { type: 'TransformationEvent', epcList: undefined, inputEPCList: ['urn:x:1'], outputEPCList: ['urn:x:2'] }],
  ['field_closed', '.quantityList[0].weight', { quantityList: [{ epcClass: 'urn:x:1', weight: 1 }] }],
  ['field_closed', '.persistentDisposition.reset', { persistentDisposition: { set: ['active'], reset: [] } }],
  ['prefix_unknown', "['other:field']", { 'other:field': 1 }],
  ['prefix_unknown', "['example:a'][0]['other:b']", { 'example:a': [{ 'other:b': 1 }] }],
  ['value_not_string', '.bizStep', { bizStep: 5 }],
  ['value_not_string', '.action', { action: null }],
  ['value_not_object', '.readPoint', { readPoint: 'urn:x:1' }],
  ['value_not_array', '.epcList', { epcList: 'urn:x:1' }],
  ['value_not_number', '.quantityList[0].quantity', { quantityList: [{ epcClass: 'urn:x:1', quantity: '5' }] }],
  ['value_not_boolean', '.sensorElementList[0].sensorReport[0].booleanValue', SENSOR({ type: 'Count', booleanValue: 'yes' })],
  ['value_empty', '.epcList[0]', { epcList: [''] }],
  ['value_too_long', '.eventID', { eventID: `urn:${'x'.repeat(3_000)}` }],
  ['list_empty', '.bizTransactionList', { type: 'TransactionEvent', bizTransactionList: [] }],
  ['list_empty', '.persistentDisposition.set', { persistentDisposition: { set: [] } }],
  ['list_empty', '.sensorElementList[0].sensorReport', { sensorElementList: [{ sensorReport: [] }] }],
  ['list_repeats', '.epcList[1]', { epcList: ['urn:x:1', 'urn:x:1'] }],
  ['list_repeats', '.persistentDisposition.set[1]', { persistentDisposition: { set: ['active', 'urn:epcglobal:cbv:disp:active'] } }],
  ['not_a_uri', '.epcList[0]', { epcList: ['12345'] }],
  ['not_a_uri', '.transformationID', { type: 'TransformationEvent', action: undefined, epcList: undefined, transformationID: '12 34', inputEPCList: ['urn:x:1'] }],
  ['not_a_uri', "['example:tên']", { 'example:tên': 1 }],
  ['not_hexadecimal', '.sensorElementList[0].sensorReport[0].hexBinaryValue', SENSOR({ type: 'Count', hexBinaryValue: 'xyz' })],
  ['not_a_uom', '.quantityList[0].uom', { quantityList: [{ epcClass: 'urn:x:1', quantity: 5, uom: 'kg' }] }],
  ['time_malformed', '.eventTime', { eventTime: '04/05/2026 08:30' }],
  ['time_without_offset', '.eventTime', { eventTime: '2026-05-04T08:30:00' }],
  ['time_impossible', '.eventTime', { eventTime: '2026-02-29T08:30:00Z' }],
  ['offset_malformed', '.eventTimeZoneOffset', { eventTimeZoneOffset: 'Z' }],
  ['offset_malformed', '.eventTimeZoneOffset', { eventTimeZoneOffset: '+14:30' }],
  ['cbv_unknown', '.bizStep', { bizStep: 'qwertyuiopasdf' }],
  ['cbv_unknown_near', '.bizStep', { bizStep: 'shiping' }],
  ['cbv_unknown_near', '.disposition', { disposition: 'https://ref.gs1.org/cbv/Disp-in-transit' }],
  ['cbv_unknown_near', '.bizTransactionList[0].type', { bizTransactionList: [{ type: 'urn:epcglobal:cbv:btt:pos', bizTransaction: 'urn:x:1' }] }],
  ['action_unknown', '.action', { action: 'observe' }],
  ['event_type_unknown', '.type', { type: 'Xyz' }],
  ['event_type_unknown_near', '.type', { type: 'objectEvent' }],
  ['identifier_incorrect_check_digit', '.epcList[0]', { epcList: ['https://id.gs1.org/01/09521234567890/21/1'] }],
  ['identifier_bad_reference_length', '.epcList[0]', { epcList: ['urn:epc:id:sgtin:9521234.1.1'] }],
  ['event_without_things', '', { epcList: undefined }],
  ['event_without_things', '', { epcList: undefined, quantityList: [] }],
  ['event_without_children', '', { type: 'AggregationEvent', epcList: undefined, parentID: 'urn:x:1', action: 'ADD' }],
  ['event_without_transaction_things', '', { type: 'TransactionEvent', epcList: undefined, bizTransactionList: [{ bizTransaction: 'urn:x:1' }] }],
  ['transformation_incomplete', '', { type: 'TransformationEvent', action: undefined, epcList: undefined, inputEPCList: ['urn:x:1'] }],
  ['transformation_incomplete', '', { type: 'TransformationEvent', action: undefined, epcList: undefined, transformationID: 'urn:x:1' }],
  ['parent_missing', '', { type: 'AggregationEvent', epcList: undefined, childEPCs: ['urn:x:1'], action: 'DELETE' }],
  ['parent_missing', '', { type: 'AssociationEvent', epcList: undefined, childEPCs: ['urn:x:1'] }],
  ['ilmd_not_allowed', '.ilmd', { ilmd: { 'example:a': 1 } }],
  ['quantity_uom_alone', '.quantityList[0].uom', { quantityList: [{ epcClass: 'urn:x:1', uom: 'KGM' }] }],
  ['quantity_not_positive', '.quantityList[0].quantity', { quantityList: [{ epcClass: 'urn:x:1', quantity: 0, uom: 'KGM' }] }],
  ['quantity_not_positive', '.quantityList[0].quantity', { quantityList: [{ epcClass: 'urn:x:1', quantity: -2 }] }],
  ['quantity_not_whole', '.quantityList[0].quantity', { quantityList: [{ epcClass: 'urn:x:1', quantity: 2.5 }] }],
  ['disposition_empty', '.persistentDisposition', { persistentDisposition: {} }],
  ['sensor_time_late', '.sensorElementList[0].sensorMetadata.time', SENSOR({ type: 'Count', value: 1 }, { time: '2026-05-05T08:30:00Z' })],
  ['sensor_times_reversed', '.sensorElementList[0].sensorMetadata.startTime', SENSOR({ type: 'Count', value: 1 }, { startTime: '2026-05-02T08:30:00Z', endTime: '2026-05-01T08:30:00Z' })],
  ['sensor_excludes', '.sensorElementList[0].sensorReport[0].chemicalSubstance', SENSOR({ type: 'Count', value: 1, microorganism: 'urn:x:1', chemicalSubstance: 'urn:x:2' })],
  ['sensor_needs', '.sensorElementList[0].sensorReport[0].uom', SENSOR({ type: 'Count', uom: 'CEL' })],
  ['sensor_both_levels', '.sensorElementList[0].sensorReport[0].deviceID', SENSOR({ type: 'Count', value: 1, deviceID: 'urn:x:1' }, { deviceID: 'urn:x:1' })],
  ['sensor_needs', '.sensorElementList[0].sensorReport[0].component', SENSOR({ type: 'Speed', value: 1, component: 'x' })],
  ['sensor_unit_unknown', '.sensorElementList[0].sensorReport[0].uom', SENSOR({ type: 'Temperature', value: 1, uom: 'CS' })],
  ['sensor_unit_wrong', '.sensorElementList[0].sensorReport[0].uom', SENSOR({ type: 'gs1:Temperature', value: 1, uom: 'KGM' })],
  ['sensor_order', '.sensorElementList[0].sensorReport[0].minValue', SENSOR({ type: 'Temperature', minValue: 5, maxValue: 4.9, uom: 'CEL' })],
  ['sensor_rank', '.sensorElementList[0].sensorReport[0].percRank', SENSOR({ type: 'Temperature', percRank: 101, percValue: 4, uom: 'CEL' })],
  ['sensor_spread', '.sensorElementList[0].sensorReport[0].sDev', SENSOR({ type: 'Temperature', sDev: -1, meanValue: 4, uom: 'CEL' })],
  ['action_contradicts_step', '.action', { bizStep: 'commissioning' }],
  ['action_contradicts_step', '.action', { type: 'AggregationEvent', epcList: undefined, parentID: 'urn:x:1', childEPCs: ['urn:x:2'], action: 'ADD', bizStep: 'unpacking' }],
  ['disposition_contradicts_step', '.disposition', { bizStep: 'receiving', disposition: 'in_transit' }],
  ['record_before_event', '.recordTime', { recordTime: '2026-05-04T08:29:59+07:00' }],
  ['declaration_before_event', '.errorDeclaration', { errorDeclaration: { declarationTime: '2026-05-03T08:30:00+07:00' } }],
  ['corrects_itself', '.errorDeclaration', { eventID: 'urn:x:9', errorDeclaration: { declarationTime: '2026-05-05T08:30:00+07:00', correctiveEventIDs: ['urn:x:9'] } }],
  ['corrects_what_did_not_occur', '.errorDeclaration', { errorDeclaration: { declarationTime: '2026-05-05T08:30:00+07:00', reason: 'did_not_occur', correctiveEventIDs: ['urn:x:9'] } }],
  ['inside_itself', '.childEPCs', { type: 'AggregationEvent', epcList: undefined, parentID: 'urn:x:1', childEPCs: ['urn:x:1'] }],
  ['instance_as_class', '.quantityList', { quantityList: [{ epcClass: 'https://id.gs1.org/01/09520101000101/21/A1', quantity: 1 }] }],
  ['class_as_instance', '.epcList', { epcList: ['https://id.gs1.org/01/09520101000101/10/L1'] }],
  ['quantity_unit_unknown', '.quantityList', { quantityList: [{ epcClass: 'urn:x:1', quantity: 1, uom: 'CS' }] }],
  ['quantity_unit_kind', '.quantityList', { quantityList: [{ epcClass: 'urn:x:1', quantity: 1, uom: 'CEL' }] }],
  ['transformation_gains', '.outputQuantityList', { type: 'TransformationEvent', action: undefined, epcList: undefined, inputQuantityList: [{ epcClass: 'urn:x:1', quantity: 1, uom: 'TNE' }], outputQuantityList: [{ epcClass: 'urn:x:2', quantity: 1100, uom: 'KGM' }] }],
  ['context_protected', "['@context'].epcList", { '@context': { epcList: 'https://x.example/' } }],
];

test('faults of events', () => {
  for (const [code, place, changes] of EVENTS) {
    const event = Object.defineProperties({ ...BASE }, Object.getOwnPropertyDescriptors(changes));
    const faults = listFaults(documentOf([BASE, event]));
    const path = `$.epcisBody.eventList[1]${place}`.replace("['@context']", '.@context');
    const found = faults.find((fault) => fault.code === code && fault.path === path);
    assert.ok(found, `${code} ${path}: ${JSON.stringify(faults)}`);
    raised.add(code.startsWith('identifier_') ? 'identifier_wrong' : code);
  }
  assert.ok(EVENTS.length >= 70);
});

test('a URI with a blank or an accented letter: the fault tells how to write it', () => {
  for (const code of ['urn:x:a b', 'https://id.gs1.org/01/09520101000101/10/LÔ-1']) {
    const [fault] = listFaults(documentOf([{ ...BASE, epcList: [code] }]));
    assert.equal(fault?.code, 'not_a_uri');
    assert.match(fault!.vi, /dấu cách và chữ có dấu viết dạng %XX/);
    assert.match(fault!.en, /blanks and accented letters as %XX/);
  }
});

/** [code, path, whole text] */
// prettier-ignore
const DOCUMENTS: readonly (readonly [string, string, string])[] = [
  ['json_empty', '$', ' '],
  ['json_syntax', '$.a', '{"a":tru}'],
  ['json_trailing', '$', '{}{}'],
  ['json_too_deep', '$' + '[0]'.repeat(64), '['.repeat(99)],
  ['json_too_many_values', '$[399999]', `[${'[],'.repeat(500_000)}[]]`],
  ['json_too_many_numbers', '$[500000]', `[${'1e1,'.repeat(500_000)}1.50]`],
  ['json_duplicate_key', '$.type', '{"type":"ObjectEvent","type":"ObjectEvent"}'],
  ['json_nul_character', '$.sender', documentOf([], { sender: '\0' })],
  ['json_lone_surrogate', '$.sender', documentOf([], { sender: '\ud800' })],
  ['number_too_long', "$['example:a']", documentOf([], { 'example:a': 0 }).replace('"example:a":0', `"example:a":${'9'.repeat(200)}`)],
  ['number_out_of_range', '$.epcisBody.eventList[0].quantityList[0].quantity', documentOf([{ ...BASE, quantityList: [{ epcClass: 'urn:x:1', quantity: 7 }] }]).replace(':7}', ':1e400}')],
  ['number_out_of_range', '$.epcisBody.eventList[0].quantityList[0].quantity', documentOf([{ ...BASE, quantityList: [{ epcClass: 'urn:x:1', quantity: 7 }] }]).replace(':7}', ':1e-20000}')],
  ['number_out_of_range', "$.epcisBody.eventList[0]['example:a']", documentOf([{ ...BASE, 'example:a': 7 }]).replace(':a":7', ':a":1e999999999')],
  ['number_out_of_range', "$.epcisBody.eventList[0]['example:a'][1]['example:b']", documentOf([{ ...BASE, 'example:a': [0, { 'example:b': 7 }] }]).replace(':b":7', ':b":-1.5E-401')],
  ['document_not_object', '$', '[]'],
  ['document_type_missing', '$', '{}'],
  ['header_in_query_document', '$.epcisHeader', JSON.stringify({ '@context': CONTEXT, type: 'EPCISQueryDocument', epcisHeader: {}, epcisBody: { queryResults: { queryName: 'q', resultsBody: { eventList: [] } } } })],
  ['too_many_events', '$.epcisBody.eventList', documentOf([BASE, BASE, BASE, BASE])],
  ['master_data_own', "$.epcisHeader.epcisMasterData['example:a']", masterDataOf({}, { 'example:a': 1 })],
  ['master_data_own', "$.epcisHeader.epcisMasterData.vocabularyList[0].vocabularyElementList[0]['example:a']", masterDataOf({ 'example:a': { 'example:b': 1 } })],
  ['master_data_own', "$.epcisHeader.epcisMasterData.vocabularyList[0].vocabularyElementList[0].attributes[0]['example:a']", masterDataOf({ attributes: [{ id: 'urn:x:n', attribute: 'x', 'example:a': 1 }] })],
  ['field_unknown', '$.epcisHeader.epcisMasterData.vocabularyList[0].vocabularyElementList[0].foo', masterDataOf({ foo: 1 })],
  ['field_unknown_near', '$.epcisHeader.epcisMasterData.vocabularyList[0].vocabularyElementList[0].attribute', masterDataOf({ attribute: [] })],
  ['prefix_unknown', "$.epcisHeader.epcisMasterData.vocabularyList[0].vocabularyElementList[0]['other:a']", masterDataOf({ 'other:a': 1 })],
  ['field_missing', '$', documentOf([], { schemaVersion: undefined })],
  ['not_a_version', '$.schemaVersion', documentOf([], { schemaVersion: 'two' })],
  ['version_not_read', '$.schemaVersion', documentOf([], { schemaVersion: '3.0' })],
  ['version_not_read', '$.schemaVersion', documentOf([], { schemaVersion: '0.9' })],
  ['version_not_read', '$.schemaVersion', documentOf([], { schemaVersion: '20.0' })],
  ['time_without_offset', '$.creationDate', documentOf([], { creationDate: '2026-05-04T08:30:00' })],
  ['value_not_object', '$.epcisBody.eventList[0]', documentOf(['urn:x:1'])],
  ['context_missing', '$', documentOf([], { '@context': undefined })],
  ['context_malformed', '$.@context[0]', documentOf([], { '@context': [5] })],
  ['context_prefix_malformed', '$.@context.a', documentOf([], { '@context': { a: 'no namespace' } })],
  ['context_prefix_malformed', '$.@context.urn', documentOf([], { '@context': { urn: 'https://x.example/' } })],
  ['context_too_large', '$.@context', documentOf([], { '@context': Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`p${index}`, 'urn:x:'])) })],
  ['context_unknown', '$.@context', documentOf([], { '@context': 'https://context.example/x.jsonld' })],
  ['context_protected', '$.@context.nguon', documentOf([], { '@context': { nguon: 'https://x.example/' } })],
];

test('faults of documents', () => {
  for (const [code, path, text] of DOCUMENTS) {
    const faults = listFaults(text);
    assert.ok(
      faults.some((fault) => fault.code === code && fault.path === path),
      `${code} ${path}: ${JSON.stringify(faults).slice(0, 1_000)}`,
    );
    raised.add(code);
  }
});

test('every number that is taken in a field of its own is one that queries compare with', () => {
  for (const number of ['1e400', '-1.5E-400', '1e+0400', '12345678901234567890.50']) {
    assert.deepEqual(listFaults(documentOf([{ ...BASE, 'example:a': 7 }]).replace(':a":7', `:a":${number}`)), [], number);
    assert.deepEqual(readQueryParameters([['GE_example:a', number]], { extensions: { example: 'urn:x' } }).faults, [], number);
  }
  assert.equal(readQueryParameters([['GE_example:a', '1e401']], { extensions: { example: 'urn:x' } }).faults.length, 1);
});

test('every version 1 and 2 is read, however many parts of it are written', () => {
  for (const schemaVersion of ['1', '1.0', '1.2', '1.2.0', '2', '2.0', '2.0.0', '2.1'])
    assert.deepEqual(listFaults(documentOf([BASE], { schemaVersion })), [], schemaVersion);
});

test('faults of query parameters', () => {
  const queries: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
    ['parameter_unknown', 'XYZ_something', [['XYZ_something', '1']]],
    ['parameter_unknown_near', 'EQ_bizstep', [['EQ_bizstep', 'shipping']]],
    [
      'parameter_repeated',
      'EQ_action',
      [
        ['EQ_action', 'ADD'],
        ['EQ_action', 'DELETE'],
      ],
    ],
    ['parameter_value', 'EQ_action', [['EQ_action', 'REMOVE']]],
    ['parameter_identifier', 'MATCH_epc', [['MATCH_epc', 'https://id.gs1.org/01/09520001000015/21/*']]],
    ['parameter_prefix', 'EQ_ILMD_example:colour', [['EQ_ILMD_example:colour', 'red']]],
    ['parameter_type', 'EQ_source_owner', [['EQ_source_owner', 'urn:x:1']]],
    ['parameter_needs', 'eventCountLimit', [['eventCountLimit', '5']]],
    [
      'parameter_excludes',
      'maxEventCount',
      [
        ['orderBy', 'eventTime'],
        ['eventCountLimit', '5'],
        ['maxEventCount', '10'],
      ],
    ],
    ['parameter_too_many', 'EQ_eventID', [['EQ_eventID', Array.from({ length: 1_001 }, () => 'urn:x:1').join('|')]]],
  ];
  for (const [code, path, entries] of queries) {
    const { query, faults } = readQueryParameters(entries);
    assert.equal(query, undefined);
    assert.deepEqual(
      faults.map((fault) => [fault.code, fault.path]),
      [[code, path]],
    );
    raised.add(code);
  }
});

test('no fault code is without a document above, and every text is filled in both languages', () => {
  assert.deepEqual(
    // Those of XML have their documents in xml/xml-faults.test.ts.
    Object.keys(FAULT_TEXTS).filter((code) => !raised.has(code) && !code.startsWith('xml_')),
    [],
  );
  for (const [code, , changes] of EVENTS) {
    for (const { vi, en } of listFaults(documentOf([{ ...BASE, ...changes }]))) {
      assert.doesNotMatch(vi + en, /\{(?:got|want|max|field|why|line|column)\}|undefined/, code);
      assert.doesNotMatch(en, /\ba (?:Aggregation|Association|Object)Event/i, code);
    }
  }
});

test('faults beyond the limit are counted, in time that grows with their number', () => {
  const documentWith = (fields: number): string => {
    const event = { ...BASE, ...Object.fromEntries(Array.from({ length: fields / 2 }, (_, index) => [`unknownField${index}`, 1])) };
    return documentOf([event, event]);
  };
  const documents = new Map([7_500, 60_000].map((fields) => [fields, documentWith(fields)]));
  const growth = growthOf(7_500, 60_000, (fields) => {
    const reading = readDocument(documents.get(fields)!, limits);
    assert.equal(reading.faultsTotal, fields);
    assert.equal(reading.events.flatMap(({ faults }) => faults).length, 100);
  });
  assert.ok(growth < 3, `eight times as many take ${growth.toFixed(1)} times as long each`);
});

test('with GS1-Extensions a prefix needs no @context', () => {
  const text = documentOf([{ ...BASE, 'other:field': 1 }]);
  const reading = readDocument(text, limits, { extensions: { other: 'https://other.example/' } });
  assert.equal(reading.faultsTotal, 0);
  assert.match(
    reading.events[0]!.event!.body,
    /^\{"@context":\["https:\/\/ref\.gs1\.org[^"]*",\{"other":"https:\/\/other\.example\/"\}\],/,
  );
});
