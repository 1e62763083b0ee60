// Reads the parameter names of SimpleEventQuery that have a variable part: type, unit, field, attribute (EPCIS 2.0 §8.2.7.1).
import { claimsCbv, findCbvWord } from './cbv.ts';
import type { Comparison, FieldScope, PairList, SensorNumber, VocabularyField } from './event-query.ts';
import { expandCurie, fieldName, fieldNameOfUri } from './field-value.ts';
import type { QueryParameter } from './query-parameters.ts';
import { isUri } from './uri.ts';

/** What a name with a variable part asks; beside the kinds of fixed names. */
export type NamedParameter =
  | QueryParameter
  | { readonly kind: 'pairs'; readonly list: PairList; readonly type: string }
  | {
      readonly kind: 'field';
      readonly scope: FieldScope;
      readonly isInner: boolean;
      readonly name: string;
      readonly comparison: Comparison | 'EXISTS';
    }
  | { readonly kind: 'hasAttribute'; readonly field: VocabularyField }
  | { readonly kind: 'attribute'; readonly field: VocabularyField; readonly name: string };

/** Why a name that belongs to a family is none: `got` is the part that is wrong. */
export type NameFault = { readonly code: 'parameter_prefix' | 'parameter_type'; readonly got: string };

export type FindNamespace = (prefix: string) => string | undefined;

const NUMBERS: readonly SensorNumber[] = ['value', 'minValue', 'maxValue', 'meanValue', 'sDev', 'percValue'];
const UOM = /^[A-Z0-9]{2,4}$/;
const SCOPES: readonly (readonly [string, FieldScope])[] = [
  ['ILMD_', 'ilmd'],
  ['ERROR_DECLARATION_', 'errorDeclaration'],
  ['SENSORELEMENT_', 'sensorElement'],
  ['SENSORMETADATA_', 'sensorMetadata'],
  ['SENSORREPORT_', 'sensorReport'],
  ['readPoint_', 'readPoint'],
  ['bizLocation_', 'bizLocation'],
];

/**
 * Reads `EQ_bizTransaction_po`, `GE_value_CEL`, `EQ_INNER_ILMD_ex:field`, `HASATTR_bizLocation` and their like. Undefined for a name
 * of no family. Fields are `prefix:local` (JSON, REST) or `namespace#local` (XML, SOAP), types bare words or URIs.
 */
export function readQueryName(name: string, find: FindNamespace): NamedParameter | NameFault | undefined {
  const attribute = readAttributeName(name, find);
  if (attribute !== undefined) return attribute;
  const parts = /^(EQ|GT|GE|LT|LE|EXISTS)_(.+)$/s.exec(name);
  if (parts === null) return undefined;
  const [, comparison, rest] = parts as unknown as [string, Comparison | 'EXISTS', string];
  return (
    (comparison === 'EQ' ? readPairName(rest, find) : undefined) ??
    readMeasureName(comparison, rest) ??
    readFieldName(comparison, rest, find)
  );
}

function readPairName(rest: string, find: FindNamespace): NamedParameter | NameFault | undefined {
  for (const list of ['bizTransaction', 'source', 'destination'] as const) {
    if (!rest.startsWith(`${list}_`)) continue;
    const text = rest.slice(list.length + 1);
    const kind = list === 'bizTransaction' ? 'bizTransactionType' : 'sourceDestinationType';
    const type = findCbvWord(kind, text) ?? (isUri(text) && !claimsCbv(kind, text) ? expandCurie(text, find) : undefined);
    return type === undefined ? { code: 'parameter_type', got: text } : { kind: 'pairs', list, type };
  }
  return undefined;
}

function readMeasureName(comparison: Comparison | 'EXISTS', rest: string): NamedParameter | undefined {
  const cut = rest.indexOf('_');
  const uom = rest.slice(cut + 1);
  if (comparison === 'EXISTS' || cut < 0 || !UOM.test(uom)) return undefined;
  const word = rest.slice(0, cut);
  if (word === 'quantity') return { kind: 'quantity', comparison, uom };
  const attribute = NUMBERS.find((number) => number === word);
  // The query schema has no EQ for the statistical ones: they come out of a calculation.
  if (attribute === undefined || (comparison === 'EQ' && attribute !== 'value')) return undefined;
  return { kind: 'sensorNumber', attribute, comparison, uom };
}

function readFieldName(comparison: Comparison | 'EXISTS', text: string, find: FindNamespace): NamedParameter | NameFault | undefined {
  const isInner = text.startsWith('INNER_');
  const below = isInner ? text.slice(6) : text;
  const [start, scope] = SCOPES.find(([start]) => below.startsWith(start)) ?? (['', 'event'] as const);
  const name = readOwnName(below.slice(start.length), find);
  if (name === undefined || typeof name === 'object') return name;
  return { kind: 'field', scope, isInner, name, comparison };
}

/** The full name of a field; a fault where its prefix is not declared; undefined for what is no such name. */
function readOwnName(text: string, find: FindNamespace): string | NameFault | undefined {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return undefined;
  if (text.includes('#') || text.startsWith('//', colon + 1) || text.startsWith('urn:'))
    return isUri(text) ? fieldNameOfUri(text) : undefined;
  const prefix = text.slice(0, colon);
  if (!/^[A-Za-z_][\w.-]*$/.test(prefix)) return undefined;
  const namespace = find(prefix);
  return namespace === undefined ? { code: 'parameter_prefix', got: prefix } : fieldName(namespace, text.slice(colon + 1));
}

/** Field of `orderBy`; the faults are those of a field's name. */
export function readOrderField(text: string, find: FindNamespace): string | NameFault | undefined {
  return readOwnName(text, find);
}

const STANDARD_FIELDS = ['readPoint', 'bizLocation', 'bizStep', 'disposition'] as const;

/** `HASATTR_field`; `EQATTR_field_attribute`, which the query schema spells `EQ_ATTR_…`. */
function readAttributeName(name: string, find: FindNamespace): NamedParameter | NameFault | undefined {
  const parts = /^(HASATTR|EQATTR|EQ_ATTR)_(.+)$/s.exec(name);
  if (parts === null) return undefined;
  const [, family = '', rest = ''] = parts;
  const isHas = family === 'HASATTR';
  const cut = isHas ? rest.length : findAttributeCut(rest);
  if (cut < 1) return undefined;
  const field = readVocabularyField(rest.slice(0, cut), find);
  if (field === undefined || isNameFault(field)) return field;
  return isHas ? { kind: 'hasAttribute', field } : { kind: 'attribute', field, name: attributeName(rest.slice(cut + 1), find) };
}

export function isNameFault(value: object | string): value is NameFault {
  return typeof value === 'object' && 'code' in value;
}

/** Where the field ends: at the first `_` of a standard field, else before the attribute that is a URI, else at the last `_`. */
function findAttributeCut(rest: string): number {
  const standard = STANDARD_FIELDS.find((field) => rest.startsWith(`${field}_`));
  if (standard !== undefined) return standard.length;
  for (let cut = rest.indexOf('_'); cut > 0; cut = rest.indexOf('_', cut + 1)) if (rest.slice(cut + 1).includes(':')) return cut;
  return rest.lastIndexOf('_');
}

function readVocabularyField(text: string, find: FindNamespace): VocabularyField | NameFault | undefined {
  const standard = STANDARD_FIELDS.find((field) => field === text);
  if (standard !== undefined) return standard;
  const name = readOwnName(text, find);
  return typeof name === 'string' ? { name } : name;
}

/** The comparable name of a master-data attribute: CURIE, URI with or without delimiter, or bare word. */
export function attributeName(text: string, find: FindNamespace): string {
  const whole = expandCurie(text.trim(), find);
  return whole.includes(':') ? fieldNameOfUri(whole) : whole;
}
