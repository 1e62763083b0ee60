// Strings seen before, so that the repeated field names of a document, and the standard ones of all, share one string.

const SLOTS = 256;
const STANDARD_SLOTS = 2_048;

/** Direct-mapped: a slot holds the last string whose hash fell on it. */
export class KeyTable {
  /** Made on first use: most stored events hold standard names and nothing else. */
  private slots: (string | undefined)[] | undefined;

  /** The string `text.slice(start, end)`, taken from a table when it is there; `hash` as of {@link hashKey}. */
  take(text: string, start: number, end: number, hash: number): string {
    const standard = STANDARD[hash & (STANDARD_SLOTS - 1)];
    if (standard !== undefined && standard.length === end - start && text.startsWith(standard, start)) return standard;
    this.slots ??= new Array<string | undefined>(SLOTS).fill(undefined);
    const slot = hash & (SLOTS - 1);
    const known = this.slots[slot];
    if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known;
    const fresh = text.slice(start, end);
    this.slots[slot] = fresh;
    return fresh;
  }
}

/** The hash by which keys are kept; the reader of JSON computes it as it goes. */
function hashKey(key: string): number {
  let hash = 0;
  for (let index = 0; index < key.length; index += 1) hash = (hash * 31 + key.charCodeAt(index)) | 0;
  return hash;
}

// prettier-ignore
const STANDARD_KEYS = [
  '@context', 'id', 'type', 'eventID', 'eventTime', 'eventTimeZoneOffset', 'recordTime', 'action', 'bizStep', 'disposition',
  'persistentDisposition', 'set', 'unset', 'readPoint', 'bizLocation', 'epcList', 'quantityList', 'parentID', 'childEPCs',
  'childQuantityList', 'inputEPCList', 'inputQuantityList', 'outputEPCList', 'outputQuantityList', 'transformationID', 'epcClass',
  'quantity', 'uom', 'bizTransactionList', 'bizTransaction', 'sourceList', 'source', 'destinationList', 'destination', 'ilmd',
  'errorDeclaration', 'declarationTime', 'reason', 'correctiveEventIDs', 'certificationInfo', 'sensorElementList', 'sensorMetadata',
  'sensorReport', 'time', 'startTime', 'endTime', 'deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules',
  'exception', 'microorganism', 'chemicalSubstance', 'value', 'component', 'stringValue', 'booleanValue', 'hexBinaryValue',
  'uriValue', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percRank', 'percValue', 'coordinateReferenceSystem', 'cbvmda:lotNumber',
  'cbvmda:itemExpirationDate', 'cbvmda:bestBeforeDate', 'cbvmda:countryOfOrigin', 'cbvmda', 'nguon', 'ext', 'example',
];
const STANDARD = new Array<string | undefined>(STANDARD_SLOTS).fill(undefined);
for (const key of STANDARD_KEYS) STANDARD[hashKey(key) & (STANDARD_SLOTS - 1)] ??= key;
