// The terms by which an index finds events: what can be asked for by equality or presence and has no column (§8.2.7.1).
import type { EventTree } from './event.ts';
import type { FieldScope, QueryCondition, SensorText, UriField } from './event-query.ts';
import { fieldNameOfKey, valueKey } from './field-value.ts';
import { JsonObject, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { holdersOf } from './match-field.ts';
import { pairsOf, urisOf } from './match-event.ts';
import { sensorTextsOf } from './match-sensor.ts';
import type { Namespaces } from './namespaces.ts';
import { StoredEvent } from './stored-event.ts';

/** An event with more terms than this has the term `OVERFLOW_TERM` alone, and is a candidate for every question by terms. */
const TERMS_MAX = 200;
export const OVERFLOW_TERM = 0;

/** Sensor attributes that are terms; the others, which are measured values, are found by the sensor data being there. */
const SENSOR_TERMS: readonly SensorText[] = [
  ...(['type', 'deviceID', 'dataProcessingMethod', 'microorganism', 'chemicalSubstance', 'bizRules'] as const),
];

/**
 * The terms of an event as it was read, each once, as whole numbers below 2^53. Terms are hashes: equal terms are equal for
 * ever (the index keeps them), and different ones may coincide, so what they find still has to be matched.
 */
export function listEventTerms({ object, namespaces }: Pick<EventTree, 'object' | 'namespaces'>): number[] {
  const terms = new TermCollector(new StoredEvent(object, namespaces, undefined, 0));
  for (let index = 0; index < object.keys.length; index += 1) {
    const key = object.keys[index] ?? '';
    if (key.includes(':')) terms.addField('event', key, object.values[index] ?? null);
    else if (Object.hasOwn(TAKERS, key)) TAKERS[key as keyof typeof TAKERS](terms);
  }
  return terms.found.length > TERMS_MAX ? [OVERFLOW_TERM] : terms.found;
}

const TAKERS = {
  bizTransactionList: (terms: TermCollector) => {
    for (const { type, id } of pairsOf(terms.event, 'bizTransaction')) terms.add(`bt ${type} ${id}`);
  },
  transformationID: (terms: TermCollector) => terms.addUris('transformationID'),
  persistentDisposition: (terms: TermCollector) => {
    terms.addUris('set');
    terms.addUris('unset');
  },
  errorDeclaration: (terms: TermCollector) => {
    terms.add('errorDeclaration');
    terms.addUris('errorReason');
    terms.addUris('correctiveEventID');
    terms.addScope('errorDeclaration');
  },
  sensorElementList: (terms: TermCollector) => {
    if (terms.event.parts('sensorElementList').length > 0) terms.add('sensorElementList');
    for (const attribute of SENSOR_TERMS) for (const text of sensorTextsOf(terms.event, attribute)) terms.add(`${attribute} ${text}`);
    for (const scope of ['sensorElement', 'sensorMetadata', 'sensorReport'] as const) terms.addScope(scope);
  },
  ilmd: (terms: TermCollector) => terms.addScope('ilmd'),
  readPoint: (terms: TermCollector) => terms.addScope('readPoint'),
  bizLocation: (terms: TermCollector) => terms.addScope('bizLocation'),
} as const;

/** The hash of a field's presence, and the state from which the hash of one of its values goes on. */
interface KnownField {
  readonly presence: number;
  readonly high: number;
  readonly low: number;
}

/** Fields come again from event to event under the same prefixes: their names are hashed once. */
const knownFields = new WeakMap<Namespaces, Map<string, KnownField>>();
const KNOWN_FIELDS_MAX = 1_000;

class TermCollector {
  readonly event: StoredEvent;
  readonly found: number[] = [];
  private readonly known: Map<string, KnownField>;

  constructor(event: StoredEvent) {
    this.event = event;
    let known = knownFields.get(event.namespaces);
    if (known === undefined) knownFields.set(event.namespaces, (known = new Map<string, KnownField>()));
    this.known = known;
  }

  add(text: string): void {
    this.put(hashTerm(text));
  }

  addUris(field: UriField): void {
    for (const uri of urisOf(this.event, field)) this.add(`${field} ${uri}`);
  }

  addScope(scope: FieldScope): void {
    for (const holder of holdersOf(this.event, scope)) {
      for (let index = 0; index < holder.keys.length; index += 1) {
        const key = holder.keys[index] ?? '';
        if (key.includes(':')) this.addField(scope, key, holder.values[index] ?? null);
      }
    }
  }

  /** A field of a scope and everything below it. */
  addField(scope: FieldScope, key: string, value: JsonValue): void {
    this.addValue(scope, key, value);
    this.addBelow(`*${scope}`, value);
  }

  private addBelow(scope: string, value: JsonValue): void {
    if (isArray(value)) for (const item of value) this.addBelow(scope, item);
    else if (value instanceof JsonObject) {
      for (let index = 0; index < value.keys.length; index += 1) {
        const member = value.values[index] ?? null;
        this.addValue(scope, value.keys[index] ?? '', member);
        this.addBelow(scope, member);
      }
    }
  }

  private addValue(scope: string, key: string, value: JsonValue): void {
    if (isArray(value)) {
      for (const item of value) this.addValue(scope, key, item);
      return;
    }
    const field = this.field(scope, key);
    if (field === undefined) return;
    this.put(field.presence);
    const text = valueKey(value, this.event.find);
    if (text !== undefined) this.put(hashOn(text, field.high, field.low));
  }

  private field(scope: string, key: string): KnownField | undefined {
    const memo = `${scope}:${key}`;
    const known = this.known.get(memo);
    if (known !== undefined) return known;
    const name = fieldNameOfKey(key, this.event.namespaces);
    if (name === undefined) return undefined;
    const text = `${scope}:${name}`;
    const [high, low] = hashState(`${text}=`);
    const field = { presence: hashTerm(text), high, low };
    if (this.known.size < KNOWN_FIELDS_MAX) this.known.set(memo, field);
    return field;
  }

  private put(term: number): void {
    if (!this.found.includes(term) && this.found.length <= TERMS_MAX) this.found.push(term);
  }
}

export interface ConditionTerms {
  /** Every event that meets the condition has one of these. */
  readonly terms: readonly number[];
  /** `value`: the terms hold values asked for, so they find few events; `presence`: only that something is there. */
  readonly finds: 'value' | 'presence';
}

/** The terms that find the events of a condition; undefined where no index of terms knows them. */
export function listConditionTerms(condition: QueryCondition): ConditionTerms | undefined {
  switch (condition.kind) {
    case 'uris':
      return byValue(condition.values.map((value) => `${condition.field} ${value}`));
    case 'pairs':
      return condition.list === 'bizTransaction' ? byValue(condition.values.map((value) => `bt ${condition.type} ${value}`)) : undefined;
    case 'present':
      return byPresence(condition.part);
    case 'declarationTime':
      return byPresence('errorDeclaration');
    case 'sensorText':
      return SENSOR_TERMS.includes(condition.attribute)
        ? byValue(condition.values.map((value) => `${condition.attribute} ${value}`))
        : byPresence('sensorElementList');
    case 'sensorTime':
    case 'sensorNumber':
      return byPresence('sensorElementList');
    case 'field': {
      const { scope, isInner, name, test } = condition;
      return test.kind === 'equals'
        ? byValue(test.keys.map((key) => equalText(scope, isInner, name, key)))
        : byPresence(presenceText(scope, isInner, name));
    }
    case 'hasAttribute':
    case 'attribute':
      return typeof condition.field === 'object' ? byPresence(presenceText('event', false, condition.field.name)) : undefined;
    default:
      return undefined;
  }
}

const byValue = (texts: readonly string[]): ConditionTerms => ({ terms: texts.map(hashTerm), finds: 'value' });
const byPresence = (text: string): ConditionTerms => ({ terms: [hashTerm(text)], finds: 'presence' });

const presenceText = (scope: FieldScope, isInner: boolean, name: string): string => `${isInner ? '*' : ''}${scope}:${name}`;
const equalText = (scope: FieldScope, isInner: boolean, name: string, key: string): string =>
  `${presenceText(scope, isInner, name)}=${key}`;

/** A whole number from 1 to 2^53 - 1. Never change it: the index holds its values. */
function hashTerm(text: string): number {
  return hashOn(text, HIGH, LOW);
}

const HIGH = 0xdeadbeef;
const LOW = 0x41c6ce57;

/** Two multiplicative hashes of 32 bits over UTF-16 units; the state after a text goes on with the next. */
function hashState(text: string): [number, number] {
  let high = HIGH;
  let low = LOW;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  return [high, low];
}

function hashOn(text: string, high: number, low: number): number {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return Math.max(1, (high & 0x1fffff) * 4_294_967_296 + (low >>> 0));
}
