// The fields of an event: their order in the event hash, and which event types may have them (EPCIS 2.0 §7.4).

/** Standard event types; the position of each is its bit in {@link FIELD_TYPES}. */
export const EVENT_TYPES = ['ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent'] as const;

const [OBJECT, AGGREGATION, TRANSACTION, TRANSFORMATION, ASSOCIATION] = [1, 2, 4, 8, 16];
const ALL = 31;

/** [field, event types]. The order is that of CBV 2.0 §8.9 as the reference vectors have it. */
const ROWS = [
  ['@context', ALL],
  ['type', ALL],
  ['recordTime', ALL],
  ['eventID', ALL],
  ['errorDeclaration', ALL],
  ['eventTime', ALL],
  ['eventTimeZoneOffset', ALL],
  ['certificationInfo', ALL],
  ['parentID', AGGREGATION | TRANSACTION | ASSOCIATION],
  ['epcList', OBJECT | TRANSACTION],
  ['inputEPCList', TRANSFORMATION],
  ['childEPCs', AGGREGATION | ASSOCIATION],
  ['quantityList', OBJECT | TRANSACTION],
  ['childQuantityList', AGGREGATION | ASSOCIATION],
  ['inputQuantityList', TRANSFORMATION],
  ['outputEPCList', TRANSFORMATION],
  ['outputQuantityList', TRANSFORMATION],
  ['action', OBJECT | AGGREGATION | TRANSACTION | ASSOCIATION],
  ['transformationID', TRANSFORMATION],
  ['bizStep', ALL],
  ['disposition', ALL],
  ['persistentDisposition', ALL],
  ['readPoint', ALL],
  ['bizLocation', ALL],
  ['sensorElementList', ALL],
  ['bizTransactionList', ALL],
  ['destinationList', ALL],
  ['ilmd', OBJECT | TRANSFORMATION],
  ['sourceList', ALL],
] as const satisfies readonly (readonly [string, number])[];

export type FieldName = (typeof ROWS)[number][0];

/** Position of a field in {@link EventTree.fields}, which is also its order in the event hash. */
export const FIELD_NUMBERS = Object.fromEntries(ROWS.map(([name], index) => [name, index])) as Readonly<Record<FieldName, number>>;
export const FIELD_COUNT = ROWS.length;

const numbersByName = new Map<string, number>(ROWS.map(([name], index) => [name, index]));
const typesByNumber: readonly number[] = ROWS.map(([, types]) => types);

/** Every word that the standard gives a meaning in an event, none of which an @context may change. */
export const FIELD_NAMES: ReadonlySet<string> = new Set([
  ...numbersByName.keys(),
  ...EVENT_TYPES,
  ...['id', 'quantity', 'uom', 'epcClass', 'bizTransaction', 'source', 'destination', 'set', 'unset'],
  ...['sensorMetadata', 'sensorReport', 'declarationTime', 'reason', 'correctiveEventIDs'],
  ...['EPCISDocument', 'EPCISQueryDocument', 'epcisBody', 'eventList', 'epcisHeader', 'schemaVersion', 'creationDate'],
]);

/** The number of a field, undefined for a name that is not standard. */
export function findField(name: string): number | undefined {
  return numbersByName.get(name);
}

/** Whether events of this type have the field; an event type of the user's own may have all. */
export function belongsTo(field: number, type: string): boolean {
  const index = (EVENT_TYPES as readonly string[]).indexOf(type);
  return index < 0 || ((typesByNumber[field] ?? 0) & (1 << index)) !== 0;
}

export function listFieldNames(type: string): string[] {
  return ROWS.filter((_, index) => belongsTo(index, type)).map(([name]) => name);
}
