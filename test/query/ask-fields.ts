// Random questions on sensor data, on fields of the user's own at every place and depth, and on master data, with their plain meaning.
import {
  colours,
  devices,
  inner_names,
  massUnits,
  methods,
  numbers,
  own_names,
  ownValue,
  readings,
  temperatureUnits,
} from './generate-events.ts';
import { compares, inBaseUnit, inOrder, sameValue } from './naive-values.ts';
import type { Operator } from './naive-values.ts';
import { partsOf } from './question.ts';
import type { Part, Question, Seen } from './question.ts';
import type { Seeded } from './seeded.ts';
import { extension_namespace, instants, measurements, nameOf, spell, writeInstant } from './world.ts';

type Ask = (random: Seeded) => Question;
const operators: readonly Operator[] = ['EQ', 'GT', 'GE', 'LT', 'LE'];
const orders: readonly Operator[] = ['GT', 'GE', 'LT', 'LE'];

const reportsOf = ({ view }: Seen): Part[] =>
  partsOf(view, 'sensorElementList').flatMap((element) => (element['sensorReport'] ?? []) as Part[]);
const metadataOf = ({ view }: Seen): Part[] =>
  partsOf(view, 'sensorElementList').flatMap((element) =>
    element['sensorMetadata'] === undefined ? [] : [element['sensorMetadata'] as Part],
  );
/** Metadata and reports say the same things (TCR-53). */
const levelsOf = (seen: Seen): Part[] => [...metadataOf(seen), ...reportsOf(seen)];

const askSensorPresence: Ask = (random) => ({
  name: random.pick(['EXISTS_sensorElementList', 'EXISTS_sensorElement']),
  value: random.pick([null, true, 1]),
  meets: ({ view }) => partsOf(view, 'sensorElementList').length > 0,
});

const askSensorTime: Ask = (random) => {
  const attribute = random.pick(['time', 'startTime', 'endTime']);
  const operator = random.pick(['GE', 'LT'] as const);
  const instant = random.pick(instants);
  return {
    name: `${operator}_${attribute}`,
    value: writeInstant(random, instant),
    meets: (seen) => levelsOf(seen).some((level) => inOrder(operator, Date.parse(String(level[attribute])), instant)),
  };
};

const askSensorText: Ask = (random) => {
  const attribute = random.pick([
    'deviceID',
    'dataProcessingMethod',
    'bizRules',
    'deviceMetadata',
    'rawData',
    'microorganism',
    'chemicalSubstance',
    'uriValue',
  ]);
  const value = random.some(attribute === 'deviceID' ? devices : methods, 1, 2);
  return { name: `EQ_${attribute}`, value, meets: (seen) => levelsOf(seen).some((level) => value.includes(String(level[attribute]))) };
};

const askReport: Ask = (random) => {
  switch (random.int(4)) {
    case 0: {
      const type = random.pick(measurements);
      return {
        name: 'EQ_type',
        value: [spell(random, type)],
        meets: (seen) => reportsOf(seen).some((report) => nameOf(String(report['type'])) === type.name),
      };
    }
    case 1: {
      const value = random.some(colours, 1, 2);
      return {
        name: 'EQ_stringValue',
        value,
        meets: (seen) => reportsOf(seen).some((report) => value.includes(String(report['stringValue']))),
      };
    }
    case 2: {
      const value = random.chance(0.5);
      return { name: 'EQ_booleanValue', value, meets: (seen) => reportsOf(seen).some((report) => report['booleanValue'] === value) };
    }
    default: {
      const value = random.pick(['f0a1', 'F0a1', '00']);
      return {
        name: 'EQ_hexBinaryValue',
        value: [value],
        meets: (seen) => reportsOf(seen).some((report) => String(report['hexBinaryValue']).toLowerCase() === value.toLowerCase()),
      };
    }
  }
};

const askSensorNumber: Ask = (random) => {
  if (random.chance(0.1)) {
    const operator = random.pick(orders);
    const bound = random.pick([10, 50, 90]);
    return {
      name: `${operator}_percRank`,
      value: bound,
      meets: (seen) =>
        reportsOf(seen).some((report) => typeof report['percRank'] === 'number' && inOrder(operator, report['percRank'], bound)),
    };
  }
  const attribute = random.pick(['value', 'value', 'value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percValue']);
  const operator = random.pick(attribute === 'value' ? operators : orders);
  const uom = random.pick([...temperatureUnits, ...massUnits, 'P1']);
  const bound = random.pick(attribute === 'sDev' ? [0.5, 1, 1.8] : readings);
  const [kind, amount] = inBaseUnit(bound, uom, attribute === 'sDev');
  return {
    name: `${operator}_${attribute}_${uom}`,
    value: operator === 'EQ' ? [bound] : bound,
    meets: (seen) =>
      reportsOf(seen).some((report) => {
        const value = report[attribute];
        if (typeof value !== 'number' || typeof report['uom'] !== 'string') return false;
        const [itsKind, itsAmount] = inBaseUnit(value, report['uom'], attribute === 'sDev');
        return itsKind === kind && inOrder(operator, itsAmount, amount);
      }),
  };
};

/** Start of the parameter's name, and the objects whose own fields it asks. */
const scopes: readonly (readonly [string, (seen: Seen) => Part[]])[] = [
  ['', ({ view }) => [view]],
  ['', ({ view }) => [view]],
  ['ILMD_', ({ view }) => partOf(view, 'ilmd')],
  ['ERROR_DECLARATION_', ({ view }) => partOf(view, 'errorDeclaration')],
  ['readPoint_', ({ view }) => partOf(view, 'readPoint')],
  ['bizLocation_', ({ view }) => partOf(view, 'bizLocation')],
  ['SENSORELEMENT_', ({ view }) => partsOf(view, 'sensorElementList')],
  ['SENSORMETADATA_', metadataOf],
  ['SENSORREPORT_', reportsOf],
];

const partOf = (view: Part, name: string): Part[] => (view[name] === undefined ? [] : [view[name] as Part]);

/** All values of a key among an object's own fields, lists opened. */
const valuesOf = (holder: Part, key: string): unknown[] => [holder[key]].flat().filter((value) => value !== undefined);

/** All values of a key anywhere below the fields of the user's own. */
function valuesBelow(value: unknown, key: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesBelow(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return [...valuesOf(value as Part, key), ...Object.values(value).flatMap((member) => valuesBelow(member, key))];
}

const askField: Ask = (random) => {
  const [start, holders] = random.pick(scopes);
  const isInner = random.chance(0.3);
  const isDay = start === 'ILMD_' && !isInner && random.chance(0.3);
  const local = random.pick(isInner ? inner_names : own_names);
  const key = isDay ? 'cbvmda:itemExpirationDate' : `ex:${local}`;
  const written = isDay ? key : random.pick([key, `${extension_namespace}#${local}`, `https://ns.example/ext#${local}`]);
  const found = (seen: Seen): unknown[] =>
    holders(seen).flatMap((holder) =>
      isInner
        ? Object.entries(holder).flatMap(([name, value]) => (name.includes(':') ? valuesBelow(value, key) : []))
        : valuesOf(holder, key),
    );
  const name = (operator: string): string => `${operator}_${isInner ? 'INNER_' : ''}${start}${written}`;
  if (random.chance(0.2)) return { name: name('EXISTS'), value: random.pick([null, true]), meets: (seen) => found(seen).length > 0 };
  if (random.chance(0.5)) {
    const value = [ownValue(random), ownValue(random)]
      .slice(random.int(2))
      .map((one) => (typeof one === 'boolean' ? String(one) : (one as string | number)));
    return { name: name('EQ'), value, meets: (seen) => found(seen).some((one) => value.some((wanted) => sameValue(one, wanted))) };
  }
  const operator = random.pick(orders);
  const bound = isDay
    ? '2026-12-05'
    : random.pick<string | number>([...numbers, '2026-10-03', writeInstant(random, random.pick(instants))]);
  return { name: name(operator), value: bound, meets: (seen) => found(seen).some((one) => compares(operator, one, bound)) };
};

export const attribute_names = ['urn:epcglobal:cbv:mda:city', 'https://example.com/mda/zone'];
export const attribute_values = ['A', 'B', 'C'];

const askAttribute: Ask = (random) => {
  const field = random.pick(['readPoint', 'bizLocation']);
  const attribute = random.pick(attribute_names);
  const known = (seen: Seen): ReadonlyMap<string, readonly string[]> => {
    const id = (seen.view[field] as Part | undefined)?.['id'];
    return typeof id === 'string' ? seen.attributesOf(nameOf(id)) : new Map();
  };
  if (random.chance(0.4)) return { name: `HASATTR_${field}`, value: [attribute], meets: (seen) => known(seen).has(attribute) };
  const value = random.some(attribute_values, 1, 2);
  return {
    name: `${random.pick(['EQATTR', 'EQ_ATTR'])}_${field}_${attribute}`,
    value,
    meets: (seen) => (known(seen).get(attribute) ?? []).some((one) => value.includes(one)),
  };
};

export const fieldAsks: readonly Ask[] = [
  askSensorPresence,
  askSensorTime,
  askSensorText,
  askReport,
  askSensorNumber,
  askSensorNumber,
  askSensorNumber,
  askField,
  askField,
  askField,
  askField,
  askField,
  askAttribute,
];
