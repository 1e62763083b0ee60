// A stored event opened for a question: its tree without what is withheld, and its values in comparable form.
import { canonicalId } from '@nguon/gs1';
import { findCbvWord } from './cbv.ts';
import type { CbvKind } from './cbv.ts';
import { discloseBody } from './disclose.ts';
import type { FieldGroup } from './disclose.ts';
import { EVENT_TYPES } from './event-fields.ts';
import type { ThingRole } from './event.ts';
import { comparableText, expandCurie } from './field-value.ts';
import { JsonObject, findMember, isArray } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import type { Namespaces } from './namespaces.ts';
import { readStoredBody, readStoredContext } from './read-stored-body.ts';

export interface StoredEventOptions {
  /** The id under which the repository keeps it; undefined where it is withheld. */
  readonly eventId: string | undefined;
  readonly recordTime_ms: number;
  /** Field groups that the asking reader may not see: nothing of them can be found. */
  readonly withheld?: readonly FieldGroup[];
}

/** Opens the body of a captured event ({@link EpcisEvent.body}). Asserts that the body is one this package made. */
export function openStoredEvent(body: string, options: StoredEventOptions): StoredEvent {
  const value = readStoredBody(body);
  const object = options.withheld === undefined ? value : discloseBody(value, options.withheld);
  return new StoredEvent(object, readStoredContext(findMember(value, '@context')), options.eventId, options.recordTime_ms);
}

/** One event as a reader may see it. Members are found by name; an empty text counts as omitted. */
export class StoredEvent {
  readonly object: JsonObject;
  readonly namespaces: Namespaces;
  readonly eventId: string | undefined;
  readonly recordTime_ms: number;

  constructor(object: JsonObject, namespaces: Namespaces, eventId: string | undefined, recordTime_ms: number) {
    this.object = object;
    this.namespaces = namespaces;
    this.eventId = eventId;
    this.recordTime_ms = recordTime_ms;
  }

  readonly find = (prefix: string): string | undefined => this.namespaces.find(prefix);

  member(name: string): JsonValue | undefined {
    const value = findMember(this.object, name);
    return value === '' ? undefined : value;
  }

  text(name: string): string | undefined {
    const value = this.member(name);
    return typeof value === 'string' ? value : undefined;
  }

  part(name: string): JsonObject | undefined {
    const value = this.member(name);
    return value instanceof JsonObject ? value : undefined;
  }

  /** The objects of a list. */
  parts(name: string): JsonObject[] {
    return objectsOf(this.member(name));
  }

  /** One of the five standard names, or the URI of an own event type. */
  type(): string {
    const text = this.text('type') ?? '';
    const bare = text.replace(/^(?:epcis:|https:\/\/ref\.gs1\.org\/epcis\/)/, '');
    return (EVENT_TYPES as readonly string[]).includes(bare) ? bare : this.uri(text);
  }

  /** A CBV value as its bare word, a value of the user's own as a whole URI. */
  word(kind: CbvKind, value: JsonValue | undefined): string | undefined {
    if (typeof value !== 'string' || value === '') return undefined;
    return findCbvWord(kind, value) ?? this.uri(value);
  }

  /** A CURIE of a declared prefix as a whole URI. */
  uri(text: string): string {
    return expandCurie(text, this.find);
  }

  /** The same, GS1 identifiers in canonical form. */
  comparable(text: string): string {
    return comparableText(text, this.find);
  }

  /** Index key of an identifier. */
  thing(value: JsonValue | undefined): string | undefined {
    if (typeof value !== 'string' || value === '') return undefined;
    const id = canonicalId(this.uri(value));
    return id.ok ? id.value.thing : undefined;
  }

  /** Index key of `readPoint` or `bizLocation`. */
  place(name: 'readPoint' | 'bizLocation'): string | undefined {
    const place = this.part(name);
    return place === undefined ? undefined : this.thing(findMember(place, 'id'));
  }

  /** Index keys of the things in a role. */
  *things(role: ThingRole): Generator<string> {
    const [name, member] = FIELD_OF_ROLE[role];
    const value = this.member(name);
    const items = isArray(value) ? value : value === undefined ? [] : [value];
    for (const item of items) {
      const id = member === undefined ? item : item instanceof JsonObject ? findMember(item, member) : undefined;
      const thing = this.thing(id);
      if (thing !== undefined) yield thing;
    }
  }
}

export function objectsOf(value: JsonValue | undefined): JsonObject[] {
  return isArray(value) ? value.filter((item) => item instanceof JsonObject) : [];
}

/** Field, and the member of it that holds the identifier where its items are objects. */
const FIELD_OF_ROLE: Readonly<Record<ThingRole, readonly [string, string | undefined]>> = {
  1: ['epcList', undefined],
  2: ['childEPCs', undefined],
  3: ['parentID', undefined],
  4: ['inputEPCList', undefined],
  5: ['outputEPCList', undefined],
  11: ['quantityList', 'epcClass'],
  12: ['childQuantityList', 'epcClass'],
  14: ['inputQuantityList', 'epcClass'],
  15: ['outputQuantityList', 'epcClass'],
  21: ['readPoint', 'id'],
  22: ['bizLocation', 'id'],
  23: ['sourceList', 'source'],
  24: ['destinationList', 'destination'],
};
