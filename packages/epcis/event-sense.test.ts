// Rules of sense say nothing about events that are in order: units of every type, processing with loss, chains of steps.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readDocument } from '@nguon/epcis';
import { listMeasurementKinds } from './measurement-kinds.ts';
import { MEASUREMENT_TYPES } from './measurement-types.ts';
import { SENSOR_UNIT_CODES, findSensorUnit } from './sensor-units.ts';

const limits = { eventsMax: 1, depthMax: 64, faultsMax: 100 };
const BASE = { type: 'ObjectEvent', eventTime: '2026-05-04T08:30:00+07:00', eventTimeZoneOffset: '+07:00', action: 'OBSERVE', epcList: [] };

function listCodes(changes: Record<string, unknown>): string[] {
  const context = ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'];
  const reading = readDocument(JSON.stringify({ '@context': context, ...BASE, ...changes }), limits);
  return [...reading.faults, ...reading.events.flatMap(({ faults }) => faults), ...reading.warnings].map(({ code }) => code);
}

test('every measurement type has a kind of unit, and every kind of the table a type or goods', () => {
  const kinds = new Set(SENSOR_UNIT_CODES.map((code) => findSensorUnit(code)!.kind));
  const asked = new Set(MEASUREMENT_TYPES.flatMap(([type]) => listMeasurementKinds(type)));
  assert.deepEqual(
    [...asked].filter((kind) => !kinds.has(kind)),
    [],
  );
  assert.deepEqual(
    [...kinds].filter((kind) => !asked.has(kind)),
    [],
  );
  assert.equal(MEASUREMENT_TYPES.length, 72);
});

test('a report in any unit of its type raises nothing', () => {
  let looked = 0;
  for (const [type] of MEASUREMENT_TYPES) {
    for (const uom of SENSOR_UNIT_CODES.filter((code) => listMeasurementKinds(type).includes(findSensorUnit(code)!.kind))) {
      assert.deepEqual(listCodes({ sensorElementList: [{ sensorReport: [{ type, value: 1, uom }] }] }), []);
      looked += 1;
    }
  }
  assert.ok(looked > 400, String(looked));
});

test('a transformation that loses mass, counts pieces, or is one of several is in order', () => {
  const input = { epcClass: 'urn:x:1', quantity: 1_000, uom: 'KGM' };
  const output = { epcClass: 'urn:x:2', quantity: 2, uom: 'TNE' };
  const event = { type: 'TransformationEvent', action: undefined, epcList: undefined, inputQuantityList: [input] };
  assert.deepEqual(listCodes({ ...event, outputQuantityList: [{ ...output, quantity: 0.95 }] }), []);
  assert.deepEqual(listCodes({ ...event, outputQuantityList: [{ epcClass: 'urn:x:2', quantity: 5_000 }] }), []);
  assert.deepEqual(listCodes({ ...event, transformationID: 'urn:x:t', outputQuantityList: [output] }), []);
  assert.deepEqual(listCodes({ ...event, inputEPCList: ['urn:x:3'], outputQuantityList: [output] }), []);
  assert.deepEqual(listCodes({ ...event, outputQuantityList: [output] }), ['transformation_gains']);
});

test('words of the sender’s own and the usual steps raise nothing', () => {
  for (const changes of [
    { bizStep: 'urn:x:constructor', disposition: 'urn:x:toString' },
    { bizStep: 'shipping', disposition: 'in_transit' },
    { bizStep: 'receiving', disposition: 'in_progress' },
    { bizStep: 'commissioning', action: 'ADD', disposition: 'active' },
    { bizStep: 'decommissioning', action: 'DELETE', disposition: 'inactive' },
    { bizStep: 'retail_selling', disposition: 'retail_sold' },
    { bizStep: 'packing', disposition: 'in_progress' },
  ])
    assert.deepEqual(listCodes(changes), [], JSON.stringify(changes));
});
