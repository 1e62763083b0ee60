// The parameters of SimpleEventQuery as a table: what each asks, of which column or role (EPCIS 2.0 §8.2.7.1).
import type { MatchRole } from '@nguon/gs1';
import { thingRoles } from './event.ts';
import type { ThingRole } from './event.ts';

/** Columns that hold words or URIs, compared for equality after both sides are in stored form. */
export type WordColumn = 'eventType' | 'action' | 'bizStep' | 'disposition' | 'eventId';
export type TimeColumn = 'eventTime' | 'recordTime';
export type PlaceColumn = 'readPoint' | 'bizLocation';

/** One kind for each way a parameter becomes a condition; further families get rows, and kinds where SQL differs. */
export type QueryParameter =
  | { readonly kind: 'words'; readonly column: WordColumn }
  | { readonly kind: 'time'; readonly column: TimeColumn; readonly comparison: 'GE' | 'LT' }
  | { readonly kind: 'places'; readonly column: PlaceColumn }
  | { readonly kind: 'match'; readonly role: MatchRole; readonly thingRoles: readonly ThingRole[] }
  | { readonly kind: 'control'; readonly control: 'orderBy' | 'orderDirection' | 'perPage' | 'nextPageToken' };

const R = thingRoles;

export const queryParameters: ReadonlyMap<string, QueryParameter> = new Map<string, QueryParameter>([
  ['eventType', { kind: 'words', column: 'eventType' }],
  ['EQ_action', { kind: 'words', column: 'action' }],
  ['EQ_bizStep', { kind: 'words', column: 'bizStep' }],
  ['EQ_disposition', { kind: 'words', column: 'disposition' }],
  ['EQ_eventID', { kind: 'words', column: 'eventId' }],
  ['GE_eventTime', { kind: 'time', column: 'eventTime', comparison: 'GE' }],
  ['LT_eventTime', { kind: 'time', column: 'eventTime', comparison: 'LT' }],
  ['GE_recordTime', { kind: 'time', column: 'recordTime', comparison: 'GE' }],
  ['LT_recordTime', { kind: 'time', column: 'recordTime', comparison: 'LT' }],
  ['EQ_readPoint', { kind: 'places', column: 'readPoint' }],
  ['EQ_bizLocation', { kind: 'places', column: 'bizLocation' }],
  ['MATCH_epc', { kind: 'match', role: 'instance', thingRoles: [R.epc, R.childEpc] }],
  ['MATCH_parentID', { kind: 'match', role: 'instance', thingRoles: [R.parent] }],
  ['MATCH_inputEPC', { kind: 'match', role: 'instance', thingRoles: [R.inputEpc] }],
  ['MATCH_outputEPC', { kind: 'match', role: 'instance', thingRoles: [R.outputEpc] }],
  ['MATCH_anyEPC', { kind: 'match', role: 'instance', thingRoles: [R.epc, R.childEpc, R.parent, R.inputEpc, R.outputEpc] }],
  ['MATCH_epcClass', { kind: 'match', role: 'class', thingRoles: [R.quantityClass, R.childClass] }],
  ['MATCH_inputEPCClass', { kind: 'match', role: 'class', thingRoles: [R.inputClass] }],
  ['MATCH_outputEPCClass', { kind: 'match', role: 'class', thingRoles: [R.outputClass] }],
  ['MATCH_anyEPCClass', { kind: 'match', role: 'class', thingRoles: [R.quantityClass, R.childClass, R.inputClass, R.outputClass] }],
  ['orderBy', { kind: 'control', control: 'orderBy' }],
  ['orderDirection', { kind: 'control', control: 'orderDirection' }],
  ['perPage', { kind: 'control', control: 'perPage' }],
  ['nextPageToken', { kind: 'control', control: 'nextPageToken' }],
]);
