// The parameters of SimpleEventQuery with fixed names, as a table: what each asks of which part (EPCIS 2.0 §8.2.7.1).
import type { MatchRole } from '@nguon/gs1';
import { thingRoles } from './event.ts';
import type { ThingRole } from './event.ts';
import type { Comparison, PlaceColumn, SensorNumber, SensorText, SensorTime, TimeColumn, UriField, WordColumn } from './event-query.ts';

export type QueryControl = 'orderBy' | 'orderDirection' | 'eventCountLimit' | 'maxEventCount' | 'perPage' | 'nextPageToken';

/** One kind for each way a parameter becomes a condition. Names with a variable part: read-query-name.ts. */
export type QueryParameter =
  | { readonly kind: 'words'; readonly column: WordColumn }
  | { readonly kind: 'time'; readonly column: TimeColumn; readonly comparison: 'GE' | 'LT' }
  | { readonly kind: 'places'; readonly column: PlaceColumn }
  | { readonly kind: 'within'; readonly column: PlaceColumn }
  | { readonly kind: 'match'; readonly role: MatchRole; readonly thingRoles: readonly ThingRole[] }
  | { readonly kind: 'uris'; readonly field: UriField }
  | { readonly kind: 'present'; readonly part: 'errorDeclaration' | 'sensorElementList' }
  | { readonly kind: 'declarationTime'; readonly comparison: 'GE' | 'LT' }
  | { readonly kind: 'quantity'; readonly comparison: Comparison; readonly uom: string | undefined }
  | { readonly kind: 'sensorTime'; readonly attribute: SensorTime; readonly comparison: 'EQ' | 'GE' | 'LT' }
  | { readonly kind: 'sensorText'; readonly attribute: SensorText }
  | { readonly kind: 'sensorNumber'; readonly attribute: SensorNumber; readonly comparison: Comparison; readonly uom: string | undefined }
  | { readonly kind: 'control'; readonly control: QueryControl };

const R = thingRoles;
const COMPARISONS = ['EQ', 'GT', 'GE', 'LT', 'LE'] as const;
/** TCR-53 step 28 names the three after bizRules, which neither query schema nor OpenAPI lists. */
const SENSOR_TEXTS: readonly SensorText[] = [
  ...(['type', 'deviceID', 'dataProcessingMethod', 'microorganism', 'chemicalSubstance', 'bizRules'] as const),
  ...(['deviceMetadata', 'rawData', 'uriValue', 'stringValue', 'hexBinaryValue', 'booleanValue'] as const),
];

export const queryParameters: ReadonlyMap<string, QueryParameter> = new Map<string, QueryParameter>([
  ['eventType', { kind: 'words', column: 'eventType' }],
  ['EQ_action', { kind: 'words', column: 'action' }],
  ['EQ_bizStep', { kind: 'words', column: 'bizStep' }],
  ['EQ_disposition', { kind: 'words', column: 'disposition' }],
  ['EQ_persistentDisposition_set', { kind: 'uris', field: 'set' }],
  ['EQ_persistentDisposition_unset', { kind: 'uris', field: 'unset' }],
  ['EQ_eventID', { kind: 'words', column: 'eventId' }],
  ['EQ_transformationID', { kind: 'uris', field: 'transformationID' }],
  ['GE_eventTime', { kind: 'time', column: 'eventTime', comparison: 'GE' }],
  ['LT_eventTime', { kind: 'time', column: 'eventTime', comparison: 'LT' }],
  ['GE_recordTime', { kind: 'time', column: 'recordTime', comparison: 'GE' }],
  ['LT_recordTime', { kind: 'time', column: 'recordTime', comparison: 'LT' }],
  ['EQ_readPoint', { kind: 'places', column: 'readPoint' }],
  ['EQ_bizLocation', { kind: 'places', column: 'bizLocation' }],
  ['WD_readPoint', { kind: 'within', column: 'readPoint' }],
  ['WD_bizLocation', { kind: 'within', column: 'bizLocation' }],
  ['MATCH_epc', { kind: 'match', role: 'instance', thingRoles: [R.epc, R.childEpc] }],
  ['MATCH_parentID', { kind: 'match', role: 'instance', thingRoles: [R.parent] }],
  ['MATCH_inputEPC', { kind: 'match', role: 'instance', thingRoles: [R.inputEpc] }],
  ['MATCH_outputEPC', { kind: 'match', role: 'instance', thingRoles: [R.outputEpc] }],
  ['MATCH_anyEPC', { kind: 'match', role: 'instance', thingRoles: [R.epc, R.childEpc, R.parent, R.inputEpc, R.outputEpc] }],
  ['MATCH_epcClass', { kind: 'match', role: 'class', thingRoles: [R.quantityClass, R.childClass] }],
  ['MATCH_inputEPCClass', { kind: 'match', role: 'class', thingRoles: [R.inputClass] }],
  ['MATCH_outputEPCClass', { kind: 'match', role: 'class', thingRoles: [R.outputClass] }],
  ['MATCH_anyEPCClass', { kind: 'match', role: 'class', thingRoles: [R.quantityClass, R.childClass, R.inputClass, R.outputClass] }],
  ...COMPARISONS.map((comparison) => [`${comparison}_quantity`, { kind: 'quantity', comparison, uom: undefined }] as const),
  ['EXISTS_errorDeclaration', { kind: 'present', part: 'errorDeclaration' }],
  // The OpenAPI spells the first, the query schema the second.
  ...(['errorDeclarationTime', 'errorDeclaration_Time'] as const).flatMap((name) =>
    (['GE', 'LT'] as const).map((comparison) => [`${comparison}_${name}`, { kind: 'declarationTime', comparison }] as const),
  ),
  ['EQ_errorReason', { kind: 'uris', field: 'errorReason' }],
  ['EQ_correctiveEventID', { kind: 'uris', field: 'correctiveEventID' }],
  // The query schema spells the first, TCR-53 the second.
  ['EXISTS_sensorElementList', { kind: 'present', part: 'sensorElementList' }],
  ['EXISTS_sensorElement', { kind: 'present', part: 'sensorElementList' }],
  ...(['time', 'startTime', 'endTime'] as const).flatMap((attribute) =>
    (['GE', 'LT'] as const).map((comparison) => [`${comparison}_${attribute}`, { kind: 'sensorTime', attribute, comparison }] as const),
  ),
  ['EQ_time', { kind: 'sensorTime', attribute: 'time', comparison: 'EQ' }],
  ...SENSOR_TEXTS.map((attribute) => [`EQ_${attribute}`, { kind: 'sensorText', attribute }] as const),
  ...(['GE', 'GT', 'LE', 'LT'] as const).map(
    (comparison) => [`${comparison}_percRank`, { kind: 'sensorNumber', attribute: 'percRank', comparison, uom: undefined }] as const,
  ),
  ...(['orderBy', 'orderDirection', 'eventCountLimit', 'maxEventCount', 'perPage', 'nextPageToken'] as const).map(
    (control) => [control, { kind: 'control', control }] as const,
  ),
]);
