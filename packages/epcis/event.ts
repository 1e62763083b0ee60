// The event model: what Nguồn knows of one EPCIS 2.0 event after reading it, without any logic.
import type { CanonicalId, Result } from '@nguon/gs1';
import type { JsonObject, JsonValue } from './json-value.ts';
import type { Namespaces } from './namespaces.ts';

export type Action = 'ADD' | 'OBSERVE' | 'DELETE';

/** Role of a thing in an event; the numbers are stored in event_things.role. */
export const thingRoles = {
  epc: 1,
  childEpc: 2,
  parent: 3,
  inputEpc: 4,
  outputEpc: 5,
  quantityClass: 11,
  childClass: 12,
  inputClass: 14,
  outputClass: 15,
  readPoint: 21,
  bizLocation: 22,
  source: 23,
  destination: 24,
} as const;
export type ThingRole = (typeof thingRoles)[keyof typeof thingRoles];

/** An identifier that the event names. `text` is the spelling as received. */
export interface ThingInEvent {
  readonly text: string;
  readonly id: CanonicalId;
  readonly role: ThingRole;
  /** Decimal text as received; undefined = unknown amount or an instance. */
  readonly quantity: string | undefined;
  /** UN/CEFACT Rec. 20 unit; undefined = a count. */
  readonly uom: string | undefined;
}

export interface PartyInEvent {
  readonly side: 'source' | 'destination';
  /** CBV bare word (owning_party, possessing_party, location) or a user's URI. */
  readonly type: string;
  readonly id: CanonicalId;
}

export interface BizTransaction {
  /** CBV bare word (po, desadv, …), a user's URI, or undefined. */
  readonly type: string | undefined;
  readonly text: string;
}

export interface ErrorDeclaration {
  readonly declarationTime_ms: number;
  readonly reason: string | undefined;
  readonly correctiveEventIds: readonly string[];
}

/** The JSON of an event with its fields found, from which hash and answers are made without reading again. */
export interface EventTree {
  readonly type: string;
  readonly object: JsonObject;
  /** Values by field number (event-fields.ts); undefined = omitted. */
  readonly fields: readonly (JsonValue | undefined)[];
  /** Positions in `object` of the fields that are not standard. */
  readonly extensions: readonly number[];
  readonly namespaces: Namespaces;
  /** Canonical forms found while reading the document. */
  readonly identifiers: Map<string, Result<CanonicalId>>;
}

/** One event, read and validated. CBV values are in their stored form: the bare word; user vocabulary stays a URI. */
export interface EpcisEvent {
  /** `ObjectEvent`, …, or the URI of an own event type. */
  readonly type: string;
  /** As received; undefined when none was given (the store then takes the CBV 2.0 §8.9 hash). */
  readonly eventId: string | undefined;
  readonly eventTime_ms: number;
  readonly action: Action | undefined;
  readonly bizStep: string | undefined;
  readonly disposition: string | undefined;
  readonly persistentDisposition: { readonly set: readonly string[]; readonly unset: readonly string[] } | undefined;
  readonly readPoint: CanonicalId | undefined;
  readonly bizLocation: CanonicalId | undefined;
  /** A whole URI, as Digital Link where it is a GS1 identifier. */
  readonly transformationId: string | undefined;
  /** Every identifier named, read point and business location included, each once per role. */
  readonly things: readonly ThingInEvent[];
  readonly parties: readonly PartyInEvent[];
  readonly bizTransactions: readonly BizTransaction[];
  /** cbvmda:lotNumber of ilmd, when it is given. */
  readonly lotNumber: string | undefined;
  readonly errorDeclaration: ErrorDeclaration | undefined;
  /** The event as one self-contained JSON text: as received, with the @context entries that it needs. */
  readonly body: string;
  readonly tree: EventTree;
}
