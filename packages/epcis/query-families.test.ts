// Every family of SimpleEventQuery parameters read from its three spellings, and what is refused (EPCIS 2.0 §8.2.7.1).
import assert from 'node:assert/strict';
import test from 'node:test';
import { queryParameters, readQueryParameters } from '@nguon/epcis';
import type { QueryCondition, QueryValue } from '@nguon/epcis';

const extensions = { ex: 'https://ns.example/ext/' };

function readOne(name: string, value: QueryValue): QueryCondition {
  const { query, faults } = readQueryParameters([[name, value]], { extensions });
  assert.deepEqual(faults, []);
  const [condition] = query?.conditions ?? [];
  if (condition === undefined) throw new Error(`${name} was left out`);
  return condition;
}

const codesOf = (name: string, value: QueryValue): string[] =>
  readQueryParameters([[name, value]], { extensions }).faults.map(({ code }) => code);

/** Spellings in which every name of reference and schema comes: OpenAPI, query schema, TCR-53, 1.x. */
const NAMES: readonly (readonly [string, string])[] = [
  ...['eventType|ObjectEvent', 'EQ_action|ADD', 'EQ_bizStep|shipping', 'EQ_disposition|active'].map(split),
  ...['EQ_persistentDisposition_set|recalled', 'EQ_persistentDisposition_unset|recalled', 'EQ_transformationID|urn:x:1'].map(split),
  ...['readPoint', 'bizLocation'].flatMap((field) => ['EQ', 'WD'].map((operator) => [`${operator}_${field}`, 'urn:x:place'] as const)),
  ...['epc', 'parentID', 'inputEPC', 'outputEPC', 'anyEPC', 'epcClass', 'inputEPCClass', 'outputEPCClass', 'anyEPCClass'].map(
    (name) => [`MATCH_${name}`, 'urn:x:thing'] as const,
  ),
  ...['quantity', 'quantity_KGM', 'value_CEL'].flatMap((name) =>
    ['EQ', 'GT', 'GE', 'LT', 'LE'].map((operator) => [`${operator}_${name}`, '1.5'] as const),
  ),
  ...['minValue_CEL', 'maxValue_CEL', 'meanValue_CEL', 'sDev_CEL', 'percValue_CEL', 'percRank'].flatMap((name) =>
    ['GT', 'GE', 'LT', 'LE'].map((operator) => [`${operator}_${name}`, '1.5'] as const),
  ),
  ...['eventTime', 'recordTime', 'errorDeclarationTime', 'errorDeclaration_Time', 'startTime', 'endTime', 'time'].flatMap((name) =>
    ['GE', 'LT'].map((operator) => [`${operator}_${name}`, '2026-01-01T00:00:00Z'] as const),
  ),
  ...['EQ_eventID|urn:x:1', 'EXISTS_errorDeclaration|', 'EQ_errorReason|did_not_occur', 'EQ_correctiveEventID|urn:x:1'].map(split),
  ...[
    'EXISTS_sensorElementList|',
    'EXISTS_sensorElement|',
    'EQ_type|Temperature',
    'EQ_stringValue|a',
    'EQ_hexBinaryValue|F0',
    'EQ_booleanValue|true',
  ].map(split),
  ...['deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'microorganism', 'chemicalSubstance', 'bizRules', 'uriValue'].map(
    (name) => [`EQ_${name}`, 'urn:x:1'] as const,
  ),
  ...[
    'EQ_time|2026-01-01T00:00:00Z',
    'EQ_bizTransaction_po|urn:x:1',
    'EQ_source_owning_party|urn:x:1',
    'EQ_destination_location|urn:x:1',
  ].map(split),
  ...[
    'HASATTR_bizLocation|urn:x:attribute',
    'EQATTR_readPoint_urn:x:attribute|1',
    'EQ_ATTR_bizLocation_zone|1',
    'HASATTR_ex:field|zone',
  ].map(split),
  ...['', 'ILMD_', 'ERROR_DECLARATION_', 'SENSORELEMENT_', 'SENSORMETADATA_', 'SENSORREPORT_', 'readPoint_', 'bizLocation_'].flatMap(
    (scope) =>
      ['', 'INNER_'].flatMap((inner) =>
        ['EQ', 'GT', 'GE', 'LT', 'LE', 'EXISTS'].map(
          (operator) => [`${operator}_${inner}${scope}ex:field`, operator === 'EXISTS' ? '' : '5'] as const,
        ),
      ),
  ),
];

function split(text: string): readonly [string, string] {
  const [name = '', value = ''] = text.split('|');
  return [name, value];
}

test('every parameter of the standard and its artefacts becomes a condition', () => {
  for (const [name, value] of NAMES) assert.equal(readOne(name, value).parameter, name);
  const fixed = new Set(NAMES.map(([name]) => name));
  const missing = [...queryParameters].filter(([name, { kind }]) => kind !== 'control' && !fixed.has(name));
  assert.deepEqual(missing, [], 'a row of the table without a case here');
  assert.ok(NAMES.length > 180);
});

test('REST, JSON and SOAP spellings of a field are one name', () => {
  const wanted = {
    kind: 'field',
    scope: 'ilmd',
    isInner: true,
    name: 'https://ns.example/ext#size',
    test: { kind: 'equals', keys: ['n19', 'sred'] },
  };
  const names = ['EQ_INNER_ILMD_ex:size', 'EQ_INNER_ILMD_https://ns.example/ext#size', 'EQ_INNER_ILMD_https://ns.example/ext/#size'];
  for (const name of names) assert.deepEqual(readOne(name, ['19.0', 'red']), { parameter: name, ...wanted });
  assert.deepEqual(readOne('EQ_bizTransaction_urn:epcglobal:cbv:btt:po', 'urn:x:1'), {
    parameter: 'EQ_bizTransaction_urn:epcglobal:cbv:btt:po',
    kind: 'pairs',
    list: 'bizTransaction',
    type: 'po',
    values: ['urn:x:1'],
  });
});

test('an empty value is an omitted parameter, except for EXISTS_ (M23)', () => {
  for (const [name] of NAMES.filter(([name]) => !name.startsWith('EXISTS_'))) {
    const { query, faults } = readQueryParameters([[name, '']], { extensions });
    assert.deepEqual([query?.conditions, faults], [[], []], name);
  }
  for (const value of ['', 'true', true, 1, null, []]) assert.equal(readOne('EXISTS_errorDeclaration', value).kind, 'present');
  for (const value of ['false', false, 0])
    assert.deepEqual(readQueryParameters([['EXISTS_ex:field', value]], { extensions }).query?.conditions, []);
});

test('a bar cuts texts of a URL into a list, and nothing else', () => {
  assert.deepEqual((readOne('EQ_stringValue', 'a|b||c') as { readonly values: readonly string[] }).values, ['a', 'b', 'c']);
  assert.deepEqual((readOne('EQ_stringValue', ['a|b']) as { readonly values: readonly string[] }).values, ['a|b']);
});

test('what is not in the set, of the wrong kind or unknown is a fault', () => {
  const wrong: readonly (readonly [string, QueryValue, string])[] = [
    ['EQ_quantity', 'much', 'parameter_value'],
    ['GE_quantity', '1|2', 'parameter_value'],
    ['GE_value_CEL', true, 'parameter_value'],
    ['EQ_minValue_CEL', '1', 'parameter_unknown'],
    ['GE_ex:field', 'red', 'parameter_value'],
    ['GE_eventTime', 20260101, 'parameter_value'],
    ['EQ_bizStep', 5, 'parameter_value'],
    ['EQ_errorReason', 'unsure', 'parameter_value'],
    ['EQ_type', 'Heat', 'parameter_value'],
    ['EQ_booleanValue', 'perhaps', 'parameter_value'],
    ['EQ_hexBinaryValue', 'xyz', 'parameter_value'],
    ['EQ_deviceID', 'thermometer', 'parameter_value'],
    ['EXISTS_errorDeclaration', 'maybe', 'parameter_value'],
    ['EQ_other:field', '1', 'parameter_prefix'],
    ['EQ_bizTransaction_receipt', 'urn:x:1', 'parameter_type'],
    ['EQ_source_cbv:BTT-po', 'urn:x:1', 'parameter_type'],
    ['EQ_field', '1', 'parameter_unknown'],
    ['XX_ex:field', '1', 'parameter_unknown'],
    ['EQ_', '1', 'parameter_unknown'],
    ['EQATTR_bizLocation', 'x', 'parameter_unknown'],
    ['orderBy', 'size', 'parameter_value'],
    ['orderBy', 'nowhere:size', 'parameter_prefix'],
    ['orderDirection', 'UP', 'parameter_value'],
    ['maxEventCount', '-1', 'parameter_value'],
    ['perPage', '0', 'parameter_value'],
  ];
  for (const [name, value, code] of wrong) {
    const codes = codesOf(name, value).map((one) => one.replace('parameter_unknown_near', 'parameter_unknown'));
    assert.deepEqual(codes, [code], `${name}=${JSON.stringify(value)}`);
  }
});
