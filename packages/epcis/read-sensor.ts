// Reads sensorElementList: the closed words of metadata and reports, and the rules between them (EPCIS 2.0 §7.3.7).
import { findCbvWord } from './cbv.ts';
import { compareDecimals } from './exact-number.ts';
import { findMember, isNumber, numberText } from './json-value.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import { fitsMeasurement, listMeasurementKinds } from './measurement-kinds.ts';
import { readExtension } from './read-extension.ts';
import type { ReadScope } from './read-scope.ts';
import { readTime } from './time.ts';

type Reader = (scope: ReadScope, value: JsonValue, step: string) => unknown;

const uri: Reader = (scope, value, step) => scope.uri(value, step);
const time: Reader = (scope, value, step) => scope.time(value, step);
const number: Reader = (scope, value, step) => scope.number(value, step);

const METADATA: Readonly<Record<string, Reader>> = {
  time,
  startTime: time,
  endTime: time,
  deviceID: uri,
  deviceMetadata: uri,
  rawData: uri,
  dataProcessingMethod: uri,
  bizRules: uri,
};

const REPORT: Readonly<Record<string, Reader>> = {
  type: (scope, value, step) => scope.cbv('measurementType', value, step),
  exception: (scope, value, step) => scope.cbv('sensorAlert', value, step),
  deviceID: uri,
  deviceMetadata: uri,
  rawData: uri,
  dataProcessingMethod: uri,
  bizRules: uri,
  time,
  microorganism: uri,
  chemicalSubstance: uri,
  coordinateReferenceSystem: uri,
  value: number,
  component: (scope, value, step) => scope.cbv('component', value, step),
  stringValue: (scope, value, step) => scope.text(value, step),
  booleanValue: (scope, value, step) => (typeof value === 'boolean' ? value : scope.wrongType('value_not_boolean', step, value)),
  hexBinaryValue: readHexadecimal,
  uriValue: uri,
  minValue: number,
  maxValue: number,
  meanValue: number,
  sDev: number,
  percRank: number,
  percValue: number,
  uom: (scope, value, step) => scope.text(value, step),
};

function readHexadecimal(scope: ReadScope, value: JsonValue, step: string): void {
  const text = scope.text(value, step);
  if (text !== undefined && !/^[0-9A-Fa-f]+$/.test(text)) scope.fault('not_hexadecimal', step, { got: text });
}

export function readSensorElements(scope: ReadScope, value: JsonValue | undefined): void {
  const elements = scope.array(value, 'sensorElementList');
  if (elements === undefined) return;
  scope.path.push('sensorElementList');
  for (let index = 0; index < elements.length; index += 1) {
    const element = scope.object(elements[index], index);
    if (element === undefined) continue;
    scope.path.push(index);
    readSensorElement(scope, element);
    scope.path.pop();
  }
  scope.path.pop();
}

function readSensorElement(scope: ReadScope, element: JsonObject): void {
  for (let index = 0; index < element.keys.length; index += 1) {
    const key = element.keys[index] ?? '';
    if (key !== 'sensorMetadata' && key !== 'sensorReport') {
      readExtension(scope, key, element.values[index] ?? null, () => ['sensorMetadata', 'sensorReport']);
    }
  }
  const metadata = scope.object(findMember(element, 'sensorMetadata'), 'sensorMetadata');
  if (metadata !== undefined) {
    scope.path.push('sensorMetadata');
    readKnown(scope, metadata, METADATA);
    checkInterval(scope, metadata);
    scope.path.pop();
  }
  readReports(scope, findMember(element, 'sensorReport'), metadata);
}

function readReports(scope: ReadScope, value: JsonValue | undefined, metadata: JsonObject | undefined): void {
  if (value === undefined) scope.fault('field_missing', undefined, { want: 'sensorReport' });
  const reports = scope.array(value, 'sensorReport');
  if (reports === undefined) return;
  if (reports.length === 0) scope.fault('list_empty', 'sensorReport');
  scope.path.push('sensorReport');
  for (let index = 0; index < reports.length; index += 1) {
    const report = scope.object(reports[index], index);
    if (report === undefined) continue;
    scope.path.push(index);
    readKnown(scope, report, REPORT);
    checkReport(scope, report, metadata);
    scope.path.pop();
  }
  scope.path.pop();
}

function readKnown(scope: ReadScope, object: JsonObject, readers: Readonly<Record<string, Reader>>): void {
  for (let index = 0; index < object.keys.length; index += 1) {
    const key = object.keys[index] ?? '';
    const value = object.values[index] ?? null;
    const reader = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (reader !== undefined) reader(scope, value, key);
    else readExtension(scope, key, value, () => Object.keys(readers));
  }
}

function has(object: JsonObject, key: string): boolean {
  const value = findMember(object, key);
  return value !== undefined && value !== '';
}

function checkInterval(scope: ReadScope, metadata: JsonObject): void {
  const [start, end] = [findMember(metadata, 'startTime'), findMember(metadata, 'endTime')];
  if (typeof start !== 'string' || typeof end !== 'string' || start === '' || end === '') return;
  const [from, to] = [readTime(start), readTime(end)];
  if (typeof from === 'number' && typeof to === 'number' && from > to) scope.warn('sensor_times_reversed', 'startTime');
}

const VALUES = ['value', 'minValue', 'maxValue', 'meanValue', 'percValue', 'sDev'];
/** Attributes that mean the same at both levels, so that one event may not give two (TCR-53). */
const BOTH_LEVELS = ['time', 'deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules'];

/**
 * EPCIS 2.0 §7.3.7.2: which attributes of a report need or exclude one another. Warnings only: the complete examples that
 * GS1 publishes break these rules, and refusing them would lose data that the JSON Schema allows.
 */
function checkReport(scope: ReadScope, report: JsonObject, metadata: JsonObject | undefined): void {
  if (!has(report, 'type')) scope.fault('field_missing', undefined, { want: 'type' });
  if (has(report, 'microorganism') && has(report, 'chemicalSubstance')) {
    scope.warn('sensor_excludes', 'chemicalSubstance', { got: 'chemicalSubstance', want: 'microorganism' });
  }
  needs(scope, report, 'percRank', 'percValue');
  needs(scope, report, 'percValue', 'percRank');
  needs(scope, report, 'sDev', 'meanValue');
  needs(scope, report, 'component', 'value');
  needs(scope, report, 'component', 'uom');
  if (has(report, 'uom') && !VALUES.some((key) => isNumber(findMember(report, key)))) {
    scope.warn('sensor_needs', 'uom', { got: 'uom', want: 'value' });
  }
  checkUnit(scope, report);
  checkStatistics(scope, report);
  if (metadata === undefined) return;
  for (const key of BOTH_LEVELS) if (has(report, key) && has(metadata, key)) scope.warn('sensor_both_levels', key, { got: key });
}

function needs(scope: ReadScope, report: JsonObject, key: string, other: string): void {
  if (has(report, key) && !has(report, other)) scope.warn('sensor_needs', key, { got: key, want: other });
}

/** TCR-53: the unit is one of Recommendation 20 and one in which the type is measured. */
function checkUnit(scope: ReadScope, report: JsonObject): void {
  const [uom, type] = [findMember(report, 'uom'), findMember(report, 'type')];
  if (typeof uom !== 'string' || uom === '' || typeof type !== 'string') return;
  const word = findCbvWord('measurementType', type);
  if (word === undefined) return;
  const fits = fitsMeasurement(word, uom);
  if (fits === undefined) scope.warn('sensor_unit_unknown', 'uom', { got: uom });
  else if (!fits) scope.warn('sensor_unit_wrong', 'uom', { got: uom, type: word, want: listMeasurementKinds(word).join(', ') });
}

/** A mean lies between the smallest and the largest value, a percentile rank between 0 and 100 (CBV 2.0 §8). */
function checkStatistics(scope: ReadScope, report: JsonObject): void {
  const at = (key: string): string | undefined => {
    const value = findMember(report, key);
    return isNumber(value) ? numberText(value) : undefined;
  };
  const ordered = ['minValue', 'meanValue', 'maxValue'].flatMap((key) => (at(key) === undefined ? [] : [key]));
  for (let index = 1; index < ordered.length; index += 1) {
    const [low = '', high = ''] = [ordered[index - 1], ordered[index]];
    if (compareDecimals(at(low) ?? '', at(high) ?? '') > 0) scope.warn('sensor_order', low, { got: low, want: high });
  }
  const rank = at('percRank');
  if (rank !== undefined && (compareDecimals(rank, '0') < 0 || compareDecimals(rank, '100') > 0))
    scope.warn('sensor_rank', 'percRank', { got: rank });
  const spread = at('sDev');
  if (spread?.startsWith('-') === true) scope.warn('sensor_spread', 'sDev', { got: spread });
}
