// Writes JSON values of own namespaces as XML elements and attributes, so that reading them gives the same values.
import { JsonObject, findMember, isArray, isNumber, numberText } from '../json-value.ts';
import type { JsonNumber, JsonValue } from '../json-value.ts';
import { NGUON_NAMESPACE } from '../disclose.ts';
import { TEXT_MEMBER } from '../prehash-order.ts';
import { writeJson } from '../write-json.ts';
import type { XmlNames } from './write-names.ts';
import { escapeXmlText, writeXmlAttribute } from './xml-text.ts';

/** A member as one element, or as one of the same name for each member of a list. */
export function writeXmlMember(key: string, value: JsonValue, names: XmlNames): string {
  if (isArray(value)) return value.map((item) => writeXmlMember(key, item, names)).join('');
  const name = names.name(key);
  if (!(value instanceof JsonObject)) return writeScalar(name, '', value, names);
  const text = findMember(value, TEXT_MEMBER);
  if (text === undefined || text instanceof JsonObject || isArray(text)) {
    const content = writeXmlMembers(value, names);
    return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
  }
  let attributes = '';
  let content = '';
  for (const [index, member] of value.keys.entries()) {
    const item = value.values[index] ?? null;
    if (member === TEXT_MEMBER) continue;
    if (typeof item === 'string') attributes += writeXmlAttribute(names.name(member), item);
    else content += writeXmlMember(member, item, names);
  }
  return writeScalar(name, attributes, text, names, content);
}

export function writeXmlMembers(object: JsonObject, names: XmlNames, leftOut?: (key: string) => boolean): string {
  let text = '';
  for (let index = 0; index < object.keys.length; index += 1) {
    const key = object.keys[index] ?? '';
    if (leftOut?.(key) !== true) text += writeXmlMember(key, object.values[index] ?? null, names);
  }
  return text;
}

/** Numbers and booleans say what they are, since XML knows texts only (XML Schema §2.6.1). */
function writeScalar(name: string, attributes: string, value: Scalar | null, names: XmlNames, content = ''): string {
  if (value === null) return `<${name}${attributes}${writeXmlAttribute(`${names.xsi()}:nil`, 'true')}>${content}</${name}>`;
  let text = '';
  let start = attributes;
  if (typeof value === 'string') {
    text = value;
    if (/^\s|\s$/.test(text)) start += writeXmlAttribute('xml:space', 'preserve');
  } else if (isNumber(value)) {
    text = numberText(value);
    start += writeXmlAttribute(
      `${names.xsi()}:type`,
      `${names.xsd()}:${/[eE]/.test(text) ? 'double' : text.includes('.') ? 'decimal' : 'integer'}`,
    );
  } else {
    text = String(value);
    start += writeXmlAttribute(`${names.xsi()}:type`, `${names.xsd()}:boolean`);
  }
  return text === '' && content === '' ? `<${name}${start}/>` : `<${name}${start}>${escapeXmlText(text)}${content}</${name}>`;
}

/** Name of the attribute that lists the other attributes whose text is JSON. */
export const JSON_ATTRIBUTE = 'json';

/**
 * Own members of sensor data, which are attributes in XML: a text is the value, anything else is kept as JSON and told
 * by `nguon:json` (the schema allows foreign attributes there, and no children).
 */
export function writeOwnAttributes(members: readonly (readonly [string, JsonValue])[], names: XmlNames): string {
  let text = '';
  const asJson: string[] = [];
  for (const [key, value] of members) {
    const name = names.name(key);
    if (typeof value !== 'string') asJson.push(name);
    text += writeXmlAttribute(name, typeof value === 'string' ? value : writeJson(value));
  }
  if (asJson.length === 0) return text;
  return text + writeXmlAttribute(`${names.declare('nguon', NGUON_NAMESPACE)}:${JSON_ATTRIBUTE}`, asJson.join(' '));
}

type Scalar = string | number | boolean | JsonNumber;

/** The text of a standard field, whose kind the reader has checked. */
export function scalarText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (isNumber(value)) return numberText(value);
  return typeof value === 'boolean' ? String(value) : '';
}
