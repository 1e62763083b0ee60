// The typed query that every spelling of SimpleEventQuery becomes: REST, the JSON of a named query, SOAP (EPCIS 2.0 §8.2.7.1).
import type { Match } from '@nguon/gs1';
import type { ThingRole } from './event.ts';

/** Columns that hold words or URIs, compared for equality after both sides are in stored form. */
export type WordColumn = 'eventType' | 'action' | 'bizStep' | 'disposition' | 'eventId';
export type TimeColumn = 'eventTime' | 'recordTime';
export type PlaceColumn = 'readPoint' | 'bizLocation';
export type Comparison = 'EQ' | 'GT' | 'GE' | 'LT' | 'LE';

/** Members of an event that are compared with a list of words or URIs. */
export type UriField = 'transformationID' | 'set' | 'unset' | 'errorReason' | 'correctiveEventID';
export type PairList = 'bizTransaction' | 'source' | 'destination';

export type SensorTime = 'time' | 'startTime' | 'endTime';
export type SensorText =
  | 'type'
  | 'deviceID'
  | 'deviceMetadata'
  | 'rawData'
  | 'dataProcessingMethod'
  | 'bizRules'
  | 'microorganism'
  | 'chemicalSubstance'
  | 'uriValue'
  | 'stringValue'
  | 'hexBinaryValue'
  | 'booleanValue';
export type SensorNumber = 'value' | 'minValue' | 'maxValue' | 'meanValue' | 'sDev' | 'percValue' | 'percRank';

/** The part of an event in which a field of the user's own is sought. */
export type FieldScope =
  'event' | 'ilmd' | 'errorDeclaration' | 'readPoint' | 'bizLocation' | 'sensorElement' | 'sensorMetadata' | 'sensorReport';

/** A number as exact decimal text, or an instant. */
export type OrderedValue = { readonly kind: 'number'; readonly text: string } | { readonly kind: 'time'; readonly instant_ms: number };

/** What is asked of a field: to be there, to equal one of the keys (`valueKey`), to stand in an order to a value. */
export type FieldTest =
  | { readonly kind: 'exists' }
  | { readonly kind: 'equals'; readonly keys: readonly string[] }
  | { readonly kind: 'compares'; readonly comparison: Exclude<Comparison, 'EQ'>; readonly value: OrderedValue };

/** A field whose value is an element of a vocabulary with master data: a standard one or an extension field by its full name. */
export type VocabularyField = PlaceColumn | 'bizStep' | 'disposition' | { readonly name: string };

/** A condition that an event must meet; those of one query are joined by AND, the values of one by OR. */
export type QueryCondition = { readonly parameter: string } & (
  | { readonly kind: 'words'; readonly column: WordColumn; readonly values: readonly string[] }
  | { readonly kind: 'time'; readonly column: TimeColumn; readonly comparison: 'GE' | 'LT'; readonly instant_ms: number }
  /** `things`: index keys of the places (`CanonicalId.thing`). */
  | { readonly kind: 'places'; readonly column: PlaceColumn; readonly things: readonly string[] }
  /** One of the places or below one, by master data. */
  | { readonly kind: 'within'; readonly column: PlaceColumn; readonly things: readonly string[] }
  | { readonly kind: 'match'; readonly thingRoles: readonly ThingRole[]; readonly matches: readonly Match[] }
  | { readonly kind: 'uris'; readonly field: UriField; readonly values: readonly string[] }
  | { readonly kind: 'present'; readonly part: 'errorDeclaration' | 'sensorElementList' }
  | { readonly kind: 'declarationTime'; readonly comparison: 'GE' | 'LT'; readonly instant_ms: number }
  | { readonly kind: 'pairs'; readonly list: PairList; readonly type: string; readonly values: readonly string[] }
  /** `values`: decimals; `uom` undefined = whatever the unit. */
  | { readonly kind: 'quantity'; readonly comparison: Comparison; readonly values: readonly string[]; readonly uom: string | undefined }
  | {
      readonly kind: 'sensorTime';
      readonly attribute: SensorTime;
      readonly comparison: 'EQ' | 'GE' | 'LT';
      readonly instants_ms: readonly number[];
    }
  | { readonly kind: 'sensorText'; readonly attribute: SensorText; readonly values: readonly string[] }
  /** `uom` undefined for percRank alone, which has no unit. */
  | {
      readonly kind: 'sensorNumber';
      readonly attribute: SensorNumber;
      readonly comparison: Comparison;
      readonly values: readonly string[];
      readonly uom: string | undefined;
    }
  /** `name`: full name (`fieldName`); `isInner`: anywhere below the scope's own fields instead of among them. */
  | { readonly kind: 'field'; readonly scope: FieldScope; readonly isInner: boolean; readonly name: string; readonly test: FieldTest }
  /** The field's value has one of these attributes in master data. */
  | { readonly kind: 'hasAttribute'; readonly field: VocabularyField; readonly names: readonly string[] }
  | { readonly kind: 'attribute'; readonly field: VocabularyField; readonly name: string; readonly values: readonly string[] }
);

export interface EventQuery {
  readonly conditions: readonly QueryCondition[];
  /** `field`: full name of a field of the user's own at the event's top level. */
  readonly orderBy: TimeColumn | { readonly field: string };
  readonly orderDirection: 'ASC' | 'DESC';
  /** Only the first so many in that order. */
  readonly eventCountLimit: number | undefined;
  /** More matches than this are refused. */
  readonly maxEventCount: number | undefined;
  /** As asked for, at least 1; the server may send fewer. */
  readonly perPage: number | undefined;
  readonly nextPageToken: string | undefined;
}
