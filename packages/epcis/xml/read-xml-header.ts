// Reads what stands in the header of an XML document: master data, the business document header, own elements.
import { JsonObject, findMember } from '../json-value.ts';
import type { JsonValue } from '../json-value.ts';
import { SBDH_KEY } from '../document-head.ts';
import { qualified } from './locate-xml.ts';
import { refuseText } from './element-reader.ts';
import type { TellXmlFault } from './element-reader.ts';
import type { NamespaceNames } from './namespace-names.ts';
import { TEXT_MEMBER } from '../prehash-order.ts';
import { addMember, memberKey, readAttributes, readMembers, readXmlValue } from './read-xml-extension.ts';
import { isInstruction, isStandard, isWrapper } from './xml-element.ts';
import type { XmlElement } from './xml-element.ts';

const OWN_ATTRIBUTES: ReadonlySet<string> = new Set(['id']);

/** A VocabularyElement of a type, as the `vocabularyList` that its JSON twin would be alone in. */
export function readVocabularyElement(
  element: XmlElement,
  type: string | undefined,
  names: NamespaceNames,
  tell: TellXmlFault,
  warn: TellXmlFault,
): JsonValue {
  const attributes: JsonValue[] = [];
  const children: JsonValue[] = [];
  refuseText(element, tell);
  warnOfAttributes(element, OWN_ATTRIBUTES, warn);
  for (const child of element.children) {
    if (!isStandard(child.uri)) warnOfOwn(child, warn);
    else if (child.name === 'attribute') attributes.push(readAttribute(child, names));
    else if (child.name === 'children') children.push(...readChildren(child, tell));
    // The schema has room for own elements in there, too.
    else if (isWrapper(child)) for (const own of child.children) warnOfOwn(own, warn);
    else tell('xml_element_unknown', child, { got: child.name, want: 'attribute, children' });
  }
  const object = new JsonObject(['id'], [element.attribute('id')?.trim() ?? '']);
  if (attributes.length > 0) addMember(object, 'attributes', attributes);
  // EPCIS 2.0 §9.5: an empty list of children is one that is omitted.
  if (children.length > 0) addMember(object, 'children', children);
  return [new JsonObject(['type', 'vocabularyElementList'], [type?.trim() ?? '', [object]])];
}

/** Own elements and attributes have no room in what is kept of an element of master data. */
function warnOfOwn(element: XmlElement, warn: TellXmlFault): void {
  warn('master_data_own', element, { got: qualified(element) });
}

/** @param known names of the standard's own attributes */
export function warnOfAttributes(element: XmlElement, known: ReadonlySet<string>, warn: TellXmlFault): void {
  for (const attribute of element.attributes)
    if (!isInstruction(attribute) && (attribute.uri !== '' || !known.has(attribute.name)))
      warn('master_data_own', element, { got: `@${qualified(attribute)}` });
}

function readChildren(element: XmlElement, tell: TellXmlFault): string[] {
  refuseText(element, tell);
  return element.children.map((child) => {
    if (child.name !== 'id') tell('xml_member_unknown', child, { got: child.name, want: 'id' });
    return child.text.trim();
  });
}

function readAttribute(element: XmlElement, names: NamespaceNames): JsonValue {
  const id = element.attribute('id')?.trim() ?? '';
  names.declare(element.scope);
  const object = new JsonObject();
  readAttributes(element, names, object, OWN_ATTRIBUTES);
  readMembers(element, names, object);
  const text = element.text.trim();
  if (object.keys.length === 0) return new JsonObject(['id', 'attribute'], [id, text]);
  if (text !== '') addMember(object, TEXT_MEMBER, text);
  return new JsonObject(['id', 'attribute'], [id, object]);
}

/** An element of the header as a member of epcisHeader. */
export function readHeaderMember(element: XmlElement, names: NamespaceNames, header: JsonObject): void {
  names.declare(element.scope);
  addMember(header, memberKey(element, names), readXmlValue(element, names));
}

/** Sender, receiver and instance of the business document header, which in JSON stand in the document itself. */
export function readParties(header: JsonObject): { sender?: string; receiver?: string; instanceIdentifier?: string } {
  const sbdh = findMember(header, SBDH_KEY);
  const sender = textAt(sbdh, ['sbdh:Sender', 'sbdh:Identifier']);
  const receiver = textAt(sbdh, ['sbdh:Receiver', 'sbdh:Identifier']);
  const instanceIdentifier = textAt(sbdh, ['sbdh:DocumentIdentification', 'sbdh:InstanceIdentifier']);
  return {
    ...(sender === undefined ? {} : { sender }),
    ...(receiver === undefined ? {} : { receiver }),
    ...(instanceIdentifier === undefined ? {} : { instanceIdentifier }),
  };
}

function textAt(value: JsonValue | undefined, keys: readonly string[]): string | undefined {
  let found = value;
  for (const key of [...keys, TEXT_MEMBER]) {
    if (Array.isArray(found)) found = (found as JsonValue[])[0];
    if (!(found instanceof JsonObject)) break;
    found = findMember(found, key);
  }
  return typeof found === 'string' && found !== '' ? found : undefined;
}
