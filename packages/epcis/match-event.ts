// Decides whether an event meets a query: the one meaning of every parameter of SimpleEventQuery (EPCIS 2.0 §8.2.7.1).
import { CANONICAL_ROOT } from '@nguon/gs1';
import type { Match } from '@nguon/gs1';
import { findCbvHashForm } from './cbv.ts';
import type { Comparison, EventQuery, PairList, QueryCondition, UriField, VocabularyField, WordColumn } from './event-query.ts';
import { compareExact, readExact } from './exact-number.ts';
import { comparableText, forEachOwnField } from './field-value.ts';
import { holds } from './compare.ts';
import { findMember, isArray, isNumber, numberText } from './json-value.ts';
import { STANDARD_PREFIXES } from './known-contexts.ts';
import { matchField } from './match-field.ts';
import { matchSensorNumber, matchSensorText, matchSensorTime } from './match-sensor.ts';
import type { StoredEvent } from './stored-event.ts';
import { readTime } from './time.ts';

/** Master data that apply to an event; ids are `vocabularyKey`s, attribute names those of `attributeName`. */
export interface EventMasterData {
  /** Whether a place (index key) is another or lies below it. */
  isWithin(place: string, ancestor: string): boolean;
  /** Attribute name → values of a vocabulary element; undefined where nothing is known of it. */
  attributesOf(id: string): ReadonlyMap<string, readonly string[]> | undefined;
}

/** Without master data a place is within itself only, and nothing has attributes. */
export const NO_MASTER_DATA: EventMasterData = {
  isWithin: (place, ancestor) => place === ancestor,
  attributesOf: () => undefined,
};

/**
 * Whether the event meets every condition of the query. An event that lacks a field never matches a condition on it; numbers
 * compare exactly, sensor values after conversion of units (TCR-53), times as instants.
 */
export function matchEvent(
  query: Pick<EventQuery, 'conditions'>,
  event: StoredEvent,
  masterData: EventMasterData = NO_MASTER_DATA,
): boolean {
  return query.conditions.every((condition) => meets(condition, event, masterData));
}

function meets(condition: QueryCondition, event: StoredEvent, masterData: EventMasterData): boolean {
  switch (condition.kind) {
    case 'words':
      return isAmong(wordOf(event, condition.column), condition.values);
    case 'time': {
      const instant = condition.column === 'recordTime' ? event.recordTime_ms : instantOf(event.text('eventTime'));
      return compareTimes(condition.comparison, instant, condition.instant_ms);
    }
    case 'places':
      return isAmong(event.place(condition.column), condition.things);
    case 'within': {
      const place = event.place(condition.column);
      return place !== undefined && condition.things.some((thing) => masterData.isWithin(place, thing));
    }
    case 'match':
      return condition.thingRoles.some((role) => {
        for (const thing of event.things(role)) if (condition.matches.some((match) => fits(thing, match))) return true;
        return false;
      });
    case 'uris':
      return urisOf(event, condition.field).some((uri) => condition.values.includes(uri));
    case 'present':
      return condition.part === 'errorDeclaration'
        ? event.part('errorDeclaration') !== undefined
        : event.parts('sensorElementList').length > 0;
    case 'declarationTime': {
      const declaration = event.part('errorDeclaration');
      const time = declaration === undefined ? undefined : findMember(declaration, 'declarationTime');
      return compareTimes(condition.comparison, instantOf(typeof time === 'string' ? time : undefined), condition.instant_ms);
    }
    case 'pairs':
      return pairsOf(event, condition.list).some(({ type, id }) => type === condition.type && condition.values.includes(id));
    case 'quantity':
      return meetsQuantity(event, condition);
    case 'sensorTime':
      return matchSensorTime(event, condition);
    case 'sensorText':
      return matchSensorText(event, condition);
    case 'sensorNumber':
      return matchSensorNumber(event, condition);
    case 'field':
      return matchField(event, condition);
    case 'hasAttribute':
      return attributesOf(event, condition.field, masterData).some((attributes) => condition.names.some((name) => attributes.has(name)));
    case 'attribute':
      return attributesOf(event, condition.field, masterData).some((attributes) =>
        (attributes.get(condition.name) ?? []).some((value) => condition.values.includes(value)),
      );
  }
}

const isAmong = (value: string | undefined, values: readonly string[]): boolean => value !== undefined && values.includes(value);

function wordOf(event: StoredEvent, column: WordColumn): string | undefined {
  switch (column) {
    case 'eventType':
      return event.type();
    case 'eventId':
      return event.eventId;
    case 'action':
      return event.text('action');
    default:
      return event.word(column, event.member(column));
  }
}

function instantOf(text: string | undefined): number | undefined {
  const instant = text === undefined ? undefined : readTime(text);
  return typeof instant === 'number' ? instant : undefined;
}

function compareTimes(comparison: 'GE' | 'LT', instant: number | undefined, bound: number): boolean {
  return instant !== undefined && (comparison === 'GE' ? instant >= bound : instant < bound);
}

function fits(thing: string, match: Match): boolean {
  if (match.kind === 'exact') return thing === match.thing;
  return match.kind === 'prefix' ? thing.startsWith(match.thing) : match.things.some((start) => thing.startsWith(start));
}

/** The event's words or URIs that a condition of kind `uris` is compared with. */
export function urisOf(event: StoredEvent, field: UriField): string[] {
  if (field === 'transformationID') {
    const text = event.text('transformationID');
    return text === undefined ? [] : [event.comparable(text)];
  }
  const part = event.part(field === 'set' || field === 'unset' ? 'persistentDisposition' : 'errorDeclaration');
  const value = part === undefined ? undefined : findMember(part, MEMBER_OF[field]);
  const kind = field === 'errorReason' ? 'errorReason' : field === 'correctiveEventID' ? undefined : 'disposition';
  return (isArray(value) ? value : [value]).flatMap((item) => {
    if (typeof item !== 'string' || item === '') return [];
    return [kind === undefined ? event.uri(item) : (event.word(kind, item) ?? item)];
  });
}

const MEMBER_OF = { set: 'set', unset: 'unset', errorReason: 'reason', correctiveEventID: 'correctiveEventIDs' } as const;

/** Business transactions, sources or destinations with type and id in comparable form; those without a type have `''`. */
export function pairsOf(event: StoredEvent, list: PairList): { readonly type: string; readonly id: string }[] {
  const kind = list === 'bizTransaction' ? 'bizTransactionType' : 'sourceDestinationType';
  return event.parts(`${list}List`).flatMap((pair) => {
    const id = findMember(pair, list);
    return typeof id === 'string' && id !== ''
      ? [{ type: event.word(kind, findMember(pair, 'type')) ?? '', id: event.comparable(id) }]
      : [];
  });
}

const QUANTITY_LISTS = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'];

function meetsQuantity(event: StoredEvent, condition: Extract<QueryCondition, { kind: 'quantity' }>): boolean {
  return QUANTITY_LISTS.some((name) =>
    event.parts(name).some((element) => {
      if (condition.uom !== undefined && findMember(element, 'uom') !== condition.uom) return false;
      const quantity = findMember(element, 'quantity');
      return isNumber(quantity) && meetsNumber(numberText(quantity), condition);
    }),
  );
}

function meetsNumber(
  text: string,
  { comparison, values }: { readonly comparison: Comparison; readonly values: readonly string[] },
): boolean {
  const left = readExact(text);
  return (
    left !== undefined &&
    values.some((value) => {
      const right = readExact(value);
      return right !== undefined && holds(comparison, compareExact(left, right));
    })
  );
}

function attributesOf(event: StoredEvent, field: VocabularyField, masterData: EventMasterData): ReadonlyMap<string, readonly string[]>[] {
  return vocabularyIdsOf(event, field).flatMap((id) => masterData.attributesOf(id) ?? []);
}

/** Keys of the vocabulary elements that a field of the event names. */
export function vocabularyIdsOf(event: StoredEvent, field: VocabularyField): string[] {
  if (typeof field === 'object') {
    const ids: string[] = [];
    forEachOwnField(event.object, event.namespaces, (name, value) => {
      if (name === field.name && typeof value === 'string') ids.push(vocabularyKey(event.uri(value)));
    });
    return ids;
  }
  if (field === 'bizStep' || field === 'disposition') {
    const word = event.word(field, event.member(field));
    return word === undefined ? [] : [findCbvHashForm(field, word) ?? vocabularyKey(word)];
  }
  const place = event.part(field);
  const id = place === undefined ? undefined : findMember(place, 'id');
  return typeof id === 'string' ? [vocabularyKey(event.uri(id))] : [];
}

/** One key for all spellings of a vocabulary element's id: CBV values as web URIs, GS1 identifiers as index keys. */
export function vocabularyKey(id: string): string {
  const word = findCbvHashForm('bizStep', id) ?? findCbvHashForm('disposition', id);
  if (word !== undefined) return word;
  const text = comparableText(id, (prefix) => STANDARD_PREFIXES.get(prefix));
  return text.startsWith(CANONICAL_ROOT) ? text.slice(CANONICAL_ROOT.length) : text;
}
