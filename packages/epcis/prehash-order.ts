// The order of members and siblings in the pre-hash string, as the reference vectors have it (CBV 2.0 §8.9).
import type { CbvKind } from './cbv.ts';

export type Names = readonly string[];
export const QUANTITY: Names = ['epcClass', 'quantity', 'uom'];
export const PLACE: Names = ['id'];
export const METADATA: Names = [
  'time',
  'startTime',
  'endTime',
  'deviceID',
  'deviceMetadata',
  'rawData',
  'dataProcessingMethod',
  'bizRules',
];
// prettier-ignore
export const REPORT: Names = [
  'type', 'exception', 'deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'time', 'microorganism',
  'chemicalSubstance', 'value', 'component', 'stringValue', 'booleanValue', 'hexBinaryValue', 'uriValue', 'minValue',
  'maxValue', 'meanValue', 'sDev', 'percRank', 'percValue', 'uom', 'coordinateReferenceSystem', 'bizRules',
];
export const TIMES = new Set(['time', 'startTime', 'endTime']);
export const REPORT_KINDS = new Map<string, CbvKind>([
  ['type', 'measurementType'],
  ['exception', 'sensorAlert'],
  ['component', 'component'],
]);
export const COMMENTS = new Set(['rdfs:comment', 'comment']);

export const SENSOR: Names = ['sensorMetadata', 'sensorReport'];
export const NONE: Names = [];

/** Member that holds an XML element's text where it has attributes as well; no field of the standard, no term of a context. */
export const TEXT_MEMBER = '#text';
export const TEXT: Names = [TEXT_MEMBER];

export const SURROGATE = /[\ud800-\udfff]/;

/** UTF-16 order, which is code point order as long as no text holds a surrogate. */
export function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
