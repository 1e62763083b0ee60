// Random questions on words, times, places, things, papers, quantities and error declarations, with their plain meaning.
import { amounts, corrections, transactions, transformations, units } from './generate-events.ts';
import { inOrder } from './naive-values.ts';
import type { Operator } from './naive-values.ts';
import { partsOf, textsOf } from './question.ts';
import type { Part, Question } from './question.ts';
import type { Seeded } from './seeded.ts';
import {
  cases,
  dispositions,
  instants,
  items,
  lots,
  nameOf,
  parties,
  partyTypes,
  places,
  products,
  reasons,
  spell,
  steps,
  transactionTypes,
  writeInstant,
} from './world.ts';
import type { Named } from './world.ts';

const operators: readonly Operator[] = ['EQ', 'GT', 'GE', 'LT', 'LE'];
type Ask = (random: Seeded) => Question;

const spellAll = (random: Seeded, things: readonly Named[]): { value: string[]; names: string[] } => ({
  value: things.map((thing) => spell(random, thing)),
  names: things.map(({ name }) => name),
});

function askWords(name: string, things: readonly Named[], field: string): Ask {
  return (random) => {
    const { value, names } = spellAll(random, random.some(things, 1, 2));
    return { name, value, meets: ({ view }) => typeof view[field] === 'string' && names.includes(nameOf(view[field])) };
  };
}

function askPlace(name: string, field: 'readPoint' | 'bizLocation'): Ask {
  return (random) => {
    const { value, names } = spellAll(random, random.some(places, 1, 3));
    const isWithin = name.startsWith('WD_');
    return {
      name,
      value,
      meets: ({ view, below }) => {
        const id = (view[field] as Part | undefined)?.['id'];
        if (typeof id !== 'string') return false;
        return names.some((place) => place === nameOf(id) || (isWithin && below(place).has(nameOf(id))));
      },
    };
  };
}

const instance_fields: Readonly<Record<string, readonly string[]>> = {
  MATCH_epc: ['epcList', 'childEPCs'],
  MATCH_parentID: ['parentID'],
  MATCH_inputEPC: ['inputEPCList'],
  MATCH_outputEPC: ['outputEPCList'],
  MATCH_anyEPC: ['epcList', 'childEPCs', 'parentID', 'inputEPCList', 'outputEPCList'],
};
const class_fields: Readonly<Record<string, readonly string[]>> = {
  MATCH_epcClass: ['quantityList', 'childQuantityList'],
  MATCH_inputEPCClass: ['inputQuantityList'],
  MATCH_outputEPCClass: ['outputQuantityList'],
  MATCH_anyEPCClass: ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'],
};

/** Single things in either spelling, or all of a product by pattern. */
const askMatch: Ask = (random) => {
  const isInstance = random.chance(0.6);
  const fields = isInstance ? instance_fields : class_fields;
  const name = random.pick(Object.keys(fields));
  const product = random.pick(products);
  const isPattern = random.chance(0.25);
  const pattern = `urn:epc:${isInstance ? 'idpat:sgtin' : 'idpat:lgtin'}:9520000.0${String(product).padStart(5, '0')}.*`;
  const { value, names } = spellAll(random, random.some(isInstance ? [...items, ...cases] : lots, 1, 3));
  const fits = (id: string): boolean =>
    isPattern ? nameOf(id).startsWith(`${isInstance ? 'item' : 'lot'} ${product} `) : names.includes(nameOf(id));
  return {
    name,
    value: isPattern ? [pattern] : value,
    meets: ({ view }) =>
      (fields[name] ?? []).some((field) =>
        isInstance ? textsOf(view[field]).some(fits) : partsOf(view, field).some((element) => fits(element['epcClass'] as string)),
      ),
  };
};

const askTime: Ask = (random) => {
  const operator = random.pick(['GE', 'LT'] as const);
  const instant = random.pick(instants);
  return {
    name: `${operator}_eventTime`,
    value: writeInstant(random, instant),
    meets: ({ view }) => inOrder(operator, Date.parse(view['eventTime'] as string), instant),
  };
};

const askPairs: Ask = (random) => {
  const list = random.pick(['bizTransaction', 'source', 'destination']);
  const type = random.pick(list === 'bizTransaction' ? transactionTypes : partyTypes);
  const things = list === 'bizTransaction' ? transactions : random.some(type.name === 'location' ? places : parties, 1, 3);
  const value = list === 'bizTransaction' ? random.some(transactions, 1, 2) : (things as Named[]).map((thing) => spell(random, thing));
  const names = value.map(nameOf);
  return {
    name: `EQ_${list}_${spell(random, type)}`,
    value,
    meets: ({ view }) =>
      partsOf(view, `${list}List`).some(
        (pair) => nameOf((pair['type'] ?? '') as string) === type.name && names.includes(nameOf(pair[list] as string)),
      ),
  };
};

const askQuantity: Ask = (random) => {
  const operator = random.pick(operators);
  const uom = random.chance(0.5) ? random.pick(units) : undefined;
  const bounds = operator === 'EQ' ? random.some(amounts, 1, 2) : [random.pick(amounts)];
  return {
    name: `${operator}_quantity${uom === undefined ? '' : `_${uom}`}`,
    value: operator === 'EQ' ? bounds : bounds[0]!,
    meets: ({ view }) =>
      partsOf(view, 'quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList').some(
        (element) =>
          typeof element['quantity'] === 'number' &&
          (uom === undefined || element['uom'] === uom) &&
          bounds.some((bound) => inOrder(operator, element['quantity'] as number, bound)),
      ),
  };
};

const askDeclaration: Ask = (random) => {
  const declarationOf = ({ view }: { view: Part }): Part | undefined => view['errorDeclaration'] as Part | undefined;
  switch (random.int(4)) {
    case 0:
      return { name: 'EXISTS_errorDeclaration', value: random.pick([null, true, '']), meets: (seen) => declarationOf(seen) !== undefined };
    case 1: {
      const operator = random.pick(['GE', 'LT'] as const);
      const instant = random.pick(instants);
      return {
        name: `${operator}_errorDeclarationTime`,
        value: writeInstant(random, instant),
        meets: (seen) => inOrder(operator, Date.parse(String(declarationOf(seen)?.['declarationTime'])), instant),
      };
    }
    case 2: {
      const { value, names } = spellAll(random, random.some(reasons, 1, 2));
      return { name: 'EQ_errorReason', value, meets: (seen) => names.includes(nameOf(String(declarationOf(seen)?.['reason']))) };
    }
    default: {
      const value = random.some(corrections, 1, 2);
      return {
        name: 'EQ_correctiveEventID',
        value,
        meets: (seen) => textsOf(declarationOf(seen)?.['correctiveEventIDs']).some((id) => value.includes(id)),
      };
    }
  }
};

const askPersistent: Ask = (random) => {
  const side = random.pick(['set', 'unset']);
  const { value, names } = spellAll(random, random.some(dispositions, 1, 2));
  return {
    name: `EQ_persistentDisposition_${side}`,
    value,
    meets: ({ view }) => textsOf((view['persistentDisposition'] as Part | undefined)?.[side]).some((word) => names.includes(nameOf(word))),
  };
};

const askType: Ask = (random) => {
  const value = random.some(['ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent'], 1, 2);
  return { name: 'eventType', value, meets: ({ view }) => value.includes(String(view['type']).replace('epcis:', '')) };
};

const askAction: Ask = (random) => {
  const value = random.some(['ADD', 'OBSERVE', 'DELETE'], 1, 2);
  return { name: 'EQ_action', value, meets: ({ view }) => value.includes(String(view['action'])) };
};

const askTransformation: Ask = (random) => {
  const value = random.some(transformations, 1, 2);
  return { name: 'EQ_transformationID', value, meets: ({ view }) => value.includes(String(view['transformationID'])) };
};

export const columnAsks: readonly Ask[] = [
  askType,
  askAction,
  askWords('EQ_bizStep', steps, 'bizStep'),
  askWords('EQ_disposition', dispositions, 'disposition'),
  askPersistent,
  askPlace('EQ_readPoint', 'readPoint'),
  askPlace('EQ_bizLocation', 'bizLocation'),
  askPlace('WD_readPoint', 'readPoint'),
  askPlace('WD_bizLocation', 'bizLocation'),
  askMatch,
  askMatch,
  askMatch,
  askTime,
  askTime,
  askPairs,
  askPairs,
  askQuantity,
  askQuantity,
  askDeclaration,
  askTransformation,
];
