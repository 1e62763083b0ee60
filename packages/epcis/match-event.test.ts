// Matching of single events: units, decimals beyond double precision, both sensor levels, fields by depth, disclosure, terms.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  OVERFLOW_TERM,
  listConditionTerms,
  listEventTerms,
  matchEvent,
  openStoredEvent,
  readDocument,
  readQueryParameters,
} from '@nguon/epcis';
import type { EpcisEvent, FieldGroup, QueryValue } from '@nguon/epcis';
import { readExact } from './exact-number.ts';
import { SENSOR_UNIT_CODES, findSensorUnit } from './sensor-units.ts';

const extensions = { ex: 'https://ns.example/ext/' };

function makeEvent(fields: object | string): EpcisEvent {
  const own = typeof fields === 'string' ? fields : JSON.stringify(fields).slice(1, -1);
  const text = `{"@context":["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",${JSON.stringify(extensions)}],"type":"EPCISDocument","schemaVersion":"2.0",
    "creationDate":"2026-01-01T00:00:00Z","epcisBody":{"eventList":[{"type":"ObjectEvent","action":"ADD","eventTime":"2026-01-01T00:00:00Z",
    "eventTimeZoneOffset":"+00:00","epcList":[],"readPoint":{"id":"urn:x:place"}${own === '' ? '' : `,${own}`}}]}}`;
  const { events, faults } = readDocument(text, { eventsMax: 5, depthMax: 64, faultsMax: 5 });
  const event = events[0]?.event;
  if (event === undefined) throw new Error(JSON.stringify([faults, events]));
  return event;
}

function isMet(event: EpcisEvent, name: string, value: QueryValue, withheld: readonly FieldGroup[] = []): boolean {
  const { query, faults } = readQueryParameters([[name, value]], { extensions });
  assert.deepEqual(faults, []);
  const met = matchEvent(query!, openStoredEvent(event.body, { eventId: undefined, recordTime_ms: 0, withheld }));
  // Whatever meets a condition must be found by its terms.
  const terms = listConditionTerms(query!.conditions[0]!)?.terms;
  const own = listEventTerms(event.tree);
  if (met && terms !== undefined) assert.ok(own.includes(OVERFLOW_TERM) || terms.some((term) => own.includes(term)), name);
  return met;
}

const sensed = (report: object, metadata?: object): EpcisEvent =>
  makeEvent({
    sensorElementList: [
      { ...(metadata === undefined ? {} : { sensorMetadata: metadata }), sensorReport: [{ type: 'Temperature', ...report }] },
    ],
  });

test('a query in kelvin or Fahrenheit finds an event in Celsius, exactly (TCR-53 step 26)', () => {
  const event = sensed({ value: 25, uom: 'CEL' });
  assert.ok(isMet(event, 'EQ_value_KEL', 298.15));
  assert.ok(isMet(event, 'EQ_value_FAH', '77'));
  assert.ok(isMet(event, 'GE_value_KEL', '298.15'));
  assert.ok(!isMet(event, 'GT_value_KEL', '298.15'));
  assert.ok(!isMet(event, 'EQ_value_KEL', '298.1500000000000001'));
  assert.ok(!isMet(event, 'EQ_value_MTR', '25'), 'units of other kinds never compare');
  const spread = sensed({ meanValue: 20, sDev: 1, uom: 'CEL' });
  assert.ok(isMet(spread, 'GE_sDev_KEL', '1') && isMet(spread, 'LE_sDev_FAH', '1.8'), 'a spread has no zero to shift');
});

test('each unit brings its own value to the base unit and back; factors are exact', () => {
  for (const code of SENSOR_UNIT_CODES) {
    const unit = findSensorUnit(code)!;
    assert.ok(readExact(unit.factor) !== undefined && readExact(unit.shift) !== undefined, code);
    assert.ok(isMet(sensed({ value: 3.25, uom: code }), `EQ_value_${code}`, '3.25'), code);
  }
  assert.ok(SENSOR_UNIT_CODES.length > 300);
  const pairs: readonly (readonly [number, string, string, string])[] = [
    [1, 'ATM', 'PAL', '101325'],
    [36, 'KMH', 'MTS', '10'],
    [1, 'KWH', 'JOU', '3600000'],
    [1, 'P1', '59', '10000'],
    [1, 'LBR', 'GRM', '453.59237'],
    [1, 'FOT', 'INH', '12'],
    [60, 'MIN', 'HUR', '1'],
    [1, 'GLL', 'INQ', '231'],
    [1, 'ACR', 'FTK', '43560'],
    [1000, 'MBR', 'BAR', '1'],
  ];
  for (const [value, from, to, expected] of pairs)
    assert.ok(isMet(sensed({ value, uom: from }), `EQ_value_${to}`, expected), `${from} in ${to}`);
  assert.ok(isMet(sensed({ value: 3, uom: 'XQZ' }), 'EQ_value_XQZ', '3'), 'a unit without a row compares with itself');
});

test('metadata and reports are one for queries', () => {
  for (const event of [sensed({ deviceID: 'urn:epc:id:giai:9520000.D1' }), sensed({}, { deviceID: 'https://id.gs1.org/8004/9520000D1' })]) {
    assert.ok(isMet(event, 'EQ_deviceID', 'https://id.gs1.org/8004/9520000D1'));
    assert.ok(isMet(event, 'EQ_deviceID', 'urn:epc:id:giai:9520000.D1'));
    assert.ok(!isMet(event, 'EQ_deviceID', 'https://id.gs1.org/8004/9520000D2'));
  }
});

test('quantities are decimals, not doubles', () => {
  const event = makeEvent('"quantityList":[{"epcClass":"urn:x:class","quantity":0.10000000000000000001,"uom":"KGM"}]');
  assert.ok(isMet(event, 'GT_quantity_KGM', '0.1'));
  assert.ok(!isMet(event, 'EQ_quantity_KGM', '0.1'));
  assert.ok(!isMet(event, 'EQ_quantity_GRM', '100.00000000000000001'), 'a quantity is asked for in its unit');
});

test('fields are found at their depth, with their type', () => {
  const event = makeEvent({
    'ex:size': '19',
    'ex:code': '007',
    'ex:day': '2026-12-31',
    ilmd: { 'ex:a': { 'ex:size': [{ 'ex:b': 5 }, 6] } },
  });
  assert.ok(isMet(event, 'EQ_ex:size', '19.0') && isMet(event, 'GT_ex:size', 18) && !isMet(event, 'EQ_INNER_ex:size', '19'));
  assert.ok(isMet(event, 'EQ_ex:code', '007') && !isMet(event, 'EQ_ex:code', '7') && !isMet(event, 'GE_ex:code', '1'));
  assert.ok(isMet(event, 'LT_ex:day', '2027-01-01T00:00:00+07:00') && !isMet(event, 'LT_ex:day', '2026-12-31'));
  assert.ok(
    isMet(event, 'EQ_INNER_ILMD_ex:size', 6) && isMet(event, 'EXISTS_INNER_ILMD_ex:b', '') && !isMet(event, 'EXISTS_ILMD_ex:b', ''),
  );
});

test('nothing is found by what is withheld', () => {
  const event = makeEvent({ 'ex:size': 1, bizTransactionList: [{ type: 'po', bizTransaction: 'urn:x:1' }] });
  assert.ok(isMet(event, 'EQ_ex:size', 1) && !isMet(event, 'EQ_ex:size', 1, ['ilmd']));
  assert.ok(isMet(event, 'EQ_bizTransaction_po', 'urn:x:1') && !isMet(event, 'EQ_bizTransaction_po', 'urn:x:1', ['documents']));
  assert.ok(isMet(event, 'EQ_readPoint', 'urn:x:place') && !isMet(event, 'EQ_readPoint', 'urn:x:place', ['where']));
});

test('an event with very many terms is a candidate for every question', () => {
  const event = makeEvent(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`ex:field${index}`, index])));
  assert.deepEqual(listEventTerms(event.tree), [OVERFLOW_TERM]);
  assert.ok(isMet(event, 'EQ_ex:field299', 299));
  assert.deepEqual(listEventTerms(makeEvent('').tree), [], 'a plain event has no terms');
});

test('terms are what they were when the index was written', () => {
  const terms = listEventTerms(makeEvent({ 'ex:size': 19, bizTransactionList: [{ type: 'po', bizTransaction: 'urn:x:1' }] }).tree);
  assert.deepEqual(terms, [5_244_765_239_449_698, 1_542_237_681_117_706, 4_852_154_970_536_644]);
});

test('a transformation is one and the same as EPC URN, as Digital Link and on another host', () => {
  const spellings = [
    'urn:epc:id:gdti:9521234.00001.A1',
    'https://id.gs1.org/253/9521234000013A1',
    'https://shop.example/253/9521234000013A1',
  ];
  const events = spellings.map((transformationID) => {
    const text = `{"@context":"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld","type":"TransformationEvent",
      "eventTime":"2026-01-01T00:00:00Z","eventTimeZoneOffset":"+00:00","transformationID":"${transformationID}","inputEPCList":["urn:x:1"]}`;
    return readDocument(text, { eventsMax: 1, depthMax: 64, faultsMax: 5 }).events[0]!.event!;
  });
  assert.deepEqual(new Set(events.map(({ transformationId }) => transformationId)), new Set([spellings[1]]));
  for (const event of events)
    for (const spelling of spellings) assert.ok(isMet(event, 'EQ_transformationID', spelling), `${event.body} ${spelling}`);
  assert.ok(!isMet(events[0]!, 'EQ_transformationID', 'urn:epc:id:gdti:9521234.00001.A2'));
});
