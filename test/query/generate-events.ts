// Events that hold, some here and some there, every field that a query can ask about, in all spellings.
import type { JsonEvent } from '../support/sample-events.ts';
import type { Seeded } from './seeded.ts';
import {
  cases,
  dispositions,
  instants,
  items,
  lots,
  measurements,
  parties,
  partyTypes,
  places,
  reasons,
  spell,
  steps,
  transactionTypes,
  writeInstant,
} from './world.ts';
import type { Named } from './world.ts';

export const colours = ['red', 'green', 'xanh lá', '007', '7', '19', '19.0', 'true'];
export const numbers = [-3, 0, 2.5, 7, 19, 20.25, 100];
export const amounts = [1, 2.5, 10, 12.125, 500];
export const units = ['KGM', 'LTR'];
export const devices = ['urn:epc:id:giai:9520000.D1', 'https://id.gs1.org/8004/9520000D2', 'https://example.com/device/3'];
export const methods = ['https://example.com/method/1', 'https://example.com/method/2'];
export const corrections = ['urn:uuid:corrective-1', 'urn:uuid:corrective-2'];
export const transformations = ['urn:uuid:transformation-1', 'urn:uuid:transformation-2'];
export const transactions = [0, 1, 2, 3, 4].map((n) => `https://example.com/papers/${n}`);

/** A value of a field of the user's own: number, text that looks like one, text, flag, time, day. */
export function ownValue(random: Seeded): unknown {
  switch (random.int(6)) {
    case 0:
      return random.pick(numbers);
    case 1:
      return String(random.pick(numbers));
    case 2:
      return writeInstant(random, random.pick(instants));
    case 3:
      return `2026-10-0${1 + random.int(5)}`;
    case 4:
      return random.chance(0.5);
    default:
      return random.pick(colours);
  }
}

export const own_names = ['size', 'colour', 'when'];
export const inner_names = ['size', 'depth'];

/** Fields of the user's own with values, lists of values, and objects with fields below. */
export function ownFields(random: Seeded): JsonEvent {
  const fields: JsonEvent = {};
  for (const name of own_names)
    if (random.chance(0.4)) fields[`ex:${name}`] = random.chance(0.2) ? [ownValue(random), ownValue(random)] : ownValue(random);
  if (random.chance(0.3))
    fields['ex:nested'] = {
      'ex:depth': ownValue(random),
      ...(random.chance(0.5) ? { 'ex:size': ownValue(random) } : {}),
      ...(random.chance(0.3) ? { 'ex:deeper': [{ 'ex:depth': ownValue(random) }, { 'ex:size': ownValue(random) }] } : {}),
    };
  return fields;
}

const ids = (random: Seeded, things: readonly Named[], min: number, max: number): string[] =>
  random.some(things, min, max).map((thing) => spell(random, thing));

const quantities = (random: Seeded, min: number): JsonEvent[] =>
  random.some(lots, min, 3).map((lot) => {
    const kind = random.int(3);
    const epcClass = spell(random, lot);
    if (kind === 0) return { epcClass };
    return kind === 1 ? { epcClass, quantity: 1 + random.int(20) } : { epcClass, quantity: random.pick(amounts), uom: random.pick(units) };
  });

const place = (random: Seeded): JsonEvent => ({
  id: spell(random, random.pick(places)),
  ...(random.chance(0.15) ? ownFields(random) : {}),
});

function sensorElement(random: Seeded, eventTime_ms: number): JsonEvent {
  const at = (name: string): JsonEvent =>
    random.chance(0.3) ? { [name]: writeInstant(random, eventTime_ms - random.int(5) * 3_600_000) } : {};
  const attributes = (): JsonEvent => ({
    ...at('time'),
    ...(random.chance(0.4) ? { deviceID: random.pick(devices) } : {}),
    ...(random.chance(0.2) ? { deviceMetadata: random.pick(methods), rawData: random.pick(methods) } : {}),
    ...(random.chance(0.2) ? { dataProcessingMethod: random.pick(methods), bizRules: random.pick(methods) } : {}),
  });
  const inMetadata = random.chance(0.5);
  return {
    ...(random.chance(0.7)
      ? {
          sensorMetadata: {
            ...at('startTime'),
            ...at('endTime'),
            ...(inMetadata ? attributes() : {}),
            ...(random.chance(0.2) ? ownFields(random) : {}),
          },
        }
      : {}),
    sensorReport: [0, 1]
      .slice(0, 1 + random.int(2))
      .map(() => ({ ...report(random), ...(inMetadata ? {} : attributes()), ...(random.chance(0.2) ? ownFields(random) : {}) })),
    ...(random.chance(0.2) ? ownFields(random) : {}),
  };
}

export const temperatureUnits = ['CEL', 'KEL', 'FAH'];
export const massUnits = ['KGM', 'GRM', 'MGM'];
export const readings = [-4, 0, 2.5, 21, 25, 77, 273.15, 298.15];

function report(random: Seeded): JsonEvent {
  const type = random.pick(measurements);
  const written = { type: spell(random, type) };
  switch (random.int(4)) {
    case 0:
      return {
        ...written,
        stringValue: random.pick(colours),
        ...(random.chance(0.5) ? { microorganism: random.pick(methods) } : { chemicalSubstance: random.pick(methods) }),
      };
    case 1:
      return {
        ...written,
        booleanValue: random.chance(0.5),
        hexBinaryValue: random.pick(['f0a1', 'F0A1', '00']),
        uriValue: random.pick(methods),
      };
    default: {
      const uom = type.name === 'Temperature' ? random.pick(temperatureUnits) : type.name === 'Mass' ? random.pick(massUnits) : 'P1';
      const many = random.chance(0.3);
      return {
        ...written,
        value: random.pick(readings),
        ...(many
          ? {
              minValue: random.pick(readings),
              maxValue: random.pick(readings),
              meanValue: random.pick(readings),
              sDev: random.pick([0.5, 1, 1.8]),
            }
          : {}),
        ...(many ? { percRank: random.pick([10, 50, 90]), percValue: random.pick(readings) } : {}),
        uom,
      };
    }
  }
}

/** Event `number`; its id tells the number. */
export function generateEvent(random: Seeded, number: number): JsonEvent {
  const eventTime_ms = random.pick(instants);
  const action = random.pick(['ADD', 'OBSERVE', 'DELETE']);
  return {
    eventID: `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    eventTime: writeInstant(random, eventTime_ms),
    eventTimeZoneOffset: '+07:00',
    ...kindOf(random, action),
    ...(random.chance(0.7) ? { bizStep: spell(random, random.pick(steps)) } : {}),
    ...(random.chance(0.6) ? { disposition: spell(random, random.pick(dispositions)) } : {}),
    ...(random.chance(0.1)
      ? { persistentDisposition: { [random.pick(['set', 'unset'])]: [spell(random, random.pick(dispositions))] } }
      : {}),
    ...(random.chance(0.7) ? { readPoint: place(random) } : {}),
    ...(random.chance(0.6) ? { bizLocation: place(random) } : {}),
    ...(random.chance(0.3) ? { sourceList: exchange(random, 'source') } : {}),
    ...(random.chance(0.3) ? { destinationList: exchange(random, 'destination') } : {}),
    ...(random.chance(0.2)
      ? { sensorElementList: [sensorElement(random, eventTime_ms), sensorElement(random, eventTime_ms)].slice(random.int(2)) }
      : {}),
    ...(random.chance(0.1) ? { errorDeclaration: declaration(random) } : {}),
    ...(random.chance(0.3) ? ownFields(random) : {}),
  };
}

const exchange = (random: Seeded, side: string): JsonEvent[] =>
  random.some(partyTypes, 1, 2).map((type) => ({
    type: spell(random, type),
    [side]: spell(random, type.name === 'location' ? random.pick(places) : random.pick(parties)),
  }));

const declaration = (random: Seeded): JsonEvent => ({
  declarationTime: writeInstant(random, random.pick(instants)),
  ...(random.chance(0.7) ? { reason: spell(random, random.pick(reasons)) } : {}),
  ...(random.chance(0.5) ? { correctiveEventIDs: random.some(corrections, 1, 2) } : {}),
  ...(random.chance(0.3) ? ownFields(random) : {}),
});

const papers = (random: Seeded, min: number): JsonEvent[] =>
  random.some(transactions, min, 3).map((bizTransaction) => ({
    ...(random.chance(0.8) || min > 0 ? { type: spell(random, random.pick(transactionTypes)) } : {}),
    bizTransaction,
  }));

function kindOf(random: Seeded, action: string): JsonEvent {
  const bizTransactionList = papers(random, 1);
  const withPapers = random.chance(0.3) ? { bizTransactionList } : {};
  switch (random.int(5)) {
    case 0:
      return {
        type: random.pick(['AggregationEvent', 'epcis:AggregationEvent']),
        action,
        parentID: spell(random, random.pick(cases)),
        childEPCs: ids(random, items, 1, 3),
        ...(random.chance(0.3) ? { childQuantityList: quantities(random, 1) } : {}),
        ...withPapers,
      };
    case 1:
      return {
        type: 'TransactionEvent',
        action,
        epcList: ids(random, items, 0, 2),
        quantityList: quantities(random, 1),
        bizTransactionList,
      };
    case 2:
      return {
        type: 'TransformationEvent',
        inputEPCList: ids(random, items, 1, 2),
        inputQuantityList: quantities(random, 1),
        outputEPCList: ids(random, items, 1, 2),
        outputQuantityList: quantities(random, 1),
        ...(random.chance(0.5) ? { transformationID: random.pick(transformations) } : {}),
        ...(random.chance(0.5) ? { ilmd: ilmd(random) } : {}),
        ...withPapers,
      };
    case 3:
      return {
        type: 'AssociationEvent',
        action,
        parentID: spell(random, random.pick(cases)),
        childEPCs: ids(random, items, 1, 2),
        ...withPapers,
      };
    default:
      return {
        type: 'ObjectEvent',
        action,
        epcList: ids(random, [...items, ...cases], 1, 3),
        ...(random.chance(0.3) ? { quantityList: quantities(random, 1) } : {}),
        ...(action === 'ADD' ? { ilmd: ilmd(random) } : {}),
        ...withPapers,
      };
  }
}

const ilmd = (random: Seeded): JsonEvent => ({ 'cbvmda:itemExpirationDate': `2026-12-0${1 + random.int(9)}`, ...ownFields(random) });
