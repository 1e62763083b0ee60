// In which order the fields of an event stand in XML, and which of them XML 1.2 keeps in wrappers (XSD 2.0 and 1.2).

export interface FieldOrder {
  /** After eventTime, recordTime and eventTimeZoneOffset. */
  readonly plain: readonly string[];
  /** In `extension`, which stands after the plain ones. */
  readonly wrapped: readonly string[];
}

const PLACES = ['bizStep', 'disposition', 'readPoint', 'bizLocation'];
const PARTIES = ['sourceList', 'destinationList'];
const LATE = ['sensorElementList', 'persistentDisposition'];

const order = (...plain: readonly (string | readonly string[])[]): FieldOrder => ({ plain: plain.flat(), wrapped: [] });

export const ORDER_2_0: Readonly<Record<string, FieldOrder>> = {
  ObjectEvent: order('epcList', 'action', PLACES, 'bizTransactionList', 'quantityList', PARTIES, LATE, 'ilmd'),
  AggregationEvent: order('parentID', 'childEPCs', 'action', PLACES, 'bizTransactionList', 'childQuantityList', PARTIES, LATE),
  TransactionEvent: order('bizTransactionList', 'parentID', 'epcList', 'action', PLACES, 'quantityList', PARTIES, LATE),
  TransformationEvent: order(
    ['inputEPCList', 'inputQuantityList', 'outputEPCList', 'outputQuantityList', 'transformationID'],
    PLACES,
    'bizTransactionList',
    PARTIES,
    LATE,
    'ilmd',
  ),
  AssociationEvent: order('parentID', 'childEPCs', 'childQuantityList', 'action', PLACES, 'bizTransactionList', PARTIES, LATE),
};

/** EPCIS 1.2 has no AssociationEvent; a TransformationEvent stands in an `extension` of the event list. */
export const ORDER_1_2: Readonly<Record<string, FieldOrder>> = {
  ObjectEvent: { ...order('epcList', 'action', PLACES, 'bizTransactionList'), wrapped: ['quantityList', ...PARTIES, 'ilmd'] },
  AggregationEvent: {
    ...order('parentID', 'childEPCs', 'action', PLACES, 'bizTransactionList'),
    wrapped: ['childQuantityList', ...PARTIES],
  },
  TransactionEvent: {
    ...order('bizTransactionList', 'parentID', 'epcList', 'action', PLACES),
    wrapped: ['quantityList', ...PARTIES],
  },
  TransformationEvent: order(
    ['inputEPCList', 'inputQuantityList', 'outputEPCList', 'outputQuantityList', 'transformationID'],
    PLACES,
    'bizTransactionList',
    PARTIES,
    'ilmd',
  ),
};

/** Lists that the 1.2 schema demands even where they are empty. */
export const REQUIRED_1_2: Readonly<Record<string, string>> = {
  ObjectEvent: 'epcList',
  AggregationEvent: 'childEPCs',
  TransactionEvent: 'epcList',
};

/** Fields that only EPCIS 2.0 has. */
export const ONLY_2_0: ReadonlySet<string> = new Set(['certificationInfo', ...LATE]);
