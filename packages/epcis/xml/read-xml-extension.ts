// Turns elements of foreign namespaces into JSON values: objects, lists of repeated names, typed texts (EPCIS 2.0 §9.4, §10).
import { canonicalDecimal } from '../decimal.ts';
import { JsonNumber, JsonObject } from '../json-value.ts';
import type { JsonValue } from '../json-value.ts';
import { TEXT_MEMBER } from '../prehash-order.ts';
import type { NamespaceNames } from './namespace-names.ts';
import { XSI_NAMESPACE, isInstruction } from './xml-element.ts';
import type { XmlElement } from './xml-element.ts';
import { fromXmlName } from './xml-names.ts';

/** The value of an element: its text, null for xsi:nil, or an object of its attributes and children. */
export function readXmlValue(element: XmlElement, names: NamespaceNames): JsonValue {
  const plain = element.attributes.length === 0;
  if (plain && element.children.length === 0) return element.text.trim();
  if (!plain && element.children.length === 0 && element.attributes.every(isInstruction)) return readTyped(element);
  const object = new JsonObject();
  const text = element.value;
  if (text.trim() !== '') addMember(object, TEXT_MEMBER, readTyped(element));
  readAttributes(element, names, object);
  readMembers(element, names, object);
  if (object.keys.length > 0) return object;
  return readTyped(element);
}

/** Children as members; names that stand more than once become lists. */
export function readMembers(element: XmlElement, names: NamespaceNames, into: JsonObject): void {
  for (const child of element.children) {
    names.declare(child.scope);
    addMember(into, memberKey(child, names), readXmlValue(child, names));
  }
}

/** Attributes count as members (CBV 2.0 §8.9); those that instruct readers, and those `known` to the caller, do not. */
export function readAttributes(element: XmlElement, names: NamespaceNames, into: JsonObject, known?: ReadonlySet<string>): void {
  for (const attribute of element.attributes) {
    if (isInstruction(attribute) || (attribute.uri === '' && known?.has(attribute.name) === true)) continue;
    addMember(into, memberKey(attribute, names), attribute.value.trim());
  }
}

export function memberKey({ uri, prefix, name }: Pick<XmlElement, 'uri' | 'prefix' | 'name'>, names: NamespaceNames): string {
  return uri === '' ? fromXmlName(name) : names.key(uri, prefix, name);
}

/** Up to this many keys are searched one by one; an object with more has an index, so that no document costs a square. */
const FEW_KEYS = 24;
const indexes = new WeakMap<JsonObject, Map<string, number>>();

/** Where a key stands in an object that is being filled; -1 where it does not. */
export function indexOfMember(object: JsonObject, key: string): number {
  const { keys } = object;
  if (keys.length <= FEW_KEYS) return keys.indexOf(key);
  let index = indexes.get(object);
  if (index === undefined) indexes.set(object, (index = new Map()));
  for (let at = index.size; at < keys.length; at += 1) index.set(keys[at] ?? '', at);
  return index.get(key) ?? -1;
}

/** Puts a member at the end, or beside the one of the same name. */
export function addMember(object: JsonObject, key: string, value: JsonValue): void {
  const index = indexOfMember(object, key);
  if (index < 0) {
    object.keys.push(key);
    object.values.push(value);
    return;
  }
  const before = object.values[index] ?? null;
  if (Array.isArray(before)) (before as JsonValue[]).push(value);
  else object.values[index] = [before, value];
}

const WHOLE = /^(?:integer|int|long|short|byte|unsigned(?:Int|Long|Short|Byte)|(?:non)?(?:Positive|Negative|positive|negative)Integer)$/;
const DECIMAL = /^(?:decimal|double|float)$/;

/** XML Schema types that JSON has too become numbers and booleans; of all others the text is the value. */
function readTyped(element: XmlElement): JsonValue {
  const text = element.value;
  const nil = element.attribute('nil', XSI_NAMESPACE)?.trim();
  if ((nil === 'true' || nil === '1') && text.trim() === '') return null;
  const type = element.attribute('type', XSI_NAMESPACE)?.trim();
  if (type === undefined) return text;
  const local = type.slice(type.indexOf(':') + 1);
  if (WHOLE.test(local) || DECIMAL.test(local)) return readNumber(text.trim());
  if (local === 'boolean') return BOOLEANS.get(text.trim()) ?? text;
  return text;
}

/** The spellings of xsd:boolean. */
export const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** As the reader of JSON: no number is longer. */
const NUMBER_MAX_CHARS = 100;

/** The number as it was written where JSON can write it so, else in its canonical form; a text that is no number stays one. */
export function readNumber(text: string): JsonValue {
  if (text.length > NUMBER_MAX_CHARS) return text;
  const lexeme = JSON_NUMBER.test(text) ? text : canonicalDecimal(text);
  if (lexeme === undefined) return text;
  const number = Number(lexeme);
  return String(number) === lexeme ? number : new JsonNumber(lexeme);
}
