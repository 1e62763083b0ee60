// Turns an event element into the JSON tree that its JSON twin would have (EPCIS 2.0 §9.5 and §10; 1.2 wrappers flattened).
import { NGUON_NAMESPACE } from '../disclose.ts';
import { JsonObject } from '../json-value.ts';
import { isUri } from '../uri.ts';
import { ElementReader } from './element-reader.ts';
import { addMember, indexOfMember, memberKey, readAttributes, readNumber, readXmlValue } from './read-xml-extension.ts';
import { FIELD_READERS } from './read-xml-fields.ts';
import { isStandard, isWrapper } from './xml-element.ts';
import type { XmlElement } from './xml-element.ts';

export class EventMapper extends ElementReader {
  /** `QuantityEvent` of EPCIS 1.2, which 2.0 dropped, comes as the ObjectEvent that says the same. */
  read(element: XmlElement): JsonObject {
    const { name } = element;
    this.names.declare(element.scope);
    const isQuantity = name === 'QuantityEvent' && isStandard(element.uri);
    const type = isStandard(element.uri) ? (isQuantity ? 'ObjectEvent' : name) : this.names.key(element.uri, element.prefix, name);
    const object = new JsonObject(['type'], [type]);
    readAttributes(element, this.names, object, DOCUMENT_ATTRIBUTES);
    this.readFields(element, object, 0);
    return isQuantity ? fromQuantityEvent(object) : object;
  }

  /** `depth`: in how many `extension` wrappers the fields stand; the second was left to whom it may concern (1.2 §9.4). */
  private readFields(element: XmlElement, object: JsonObject, depth: number): void {
    this.refuseText(element);
    for (const child of element.children) {
      const standard = isStandard(child.uri);
      if (child.name === 'certificationInfo' && (standard || child.uri === NGUON_NAMESPACE)) this.readCertification(child, object);
      else if (!standard) this.readOwn(child, object);
      else if (isWrapper(child)) this.readFields(child, object, depth + 1);
      else if (Object.hasOwn(FIELD_READERS, child.name)) this.readField(child, object);
      else if (depth >= 2) this.readUnqualified(child, object);
      else addMember(object, child.name, readXmlValue(child, this.names));
    }
  }

  private readOwn(child: XmlElement, object: JsonObject): void {
    this.names.declare(child.scope);
    addMember(object, memberKey(child, this.names), readXmlValue(child, this.names));
  }

  private readField(child: XmlElement, object: JsonObject): void {
    if (indexOfMember(object, child.name) >= 0) this.tell('xml_repeated', child, { got: child.name });
    else addMember(object, child.name, FIELD_READERS[child.name]?.(child, this) ?? null);
  }

  /** The schema has room for one certificate: further ones stand beside it in our namespace, as does a text that is no URI. */
  private readCertification(child: XmlElement, object: JsonObject): void {
    const value = this.text(child);
    if (value === '' || isUri(value)) {
      addMember(object, 'certificationInfo', value);
      return;
    }
    this.warn('xml_certification_text', child, { got: value });
    addMember(object, this.names.key(NGUON_NAMESPACE, 'nguon', 'certificationInfo'), value);
  }

  private readUnqualified(child: XmlElement, object: JsonObject): void {
    this.warn('xml_unqualified', child, { got: child.name });
    addMember(object, this.names.key(LOCAL_NAMESPACE, 'local', child.name), readXmlValue(child, this.names));
  }
}

/** On the root of a document that is one bare event. */
const DOCUMENT_ATTRIBUTES: ReadonlySet<string> = new Set(['schemaVersion', 'creationDate']);

/** Given to unqualified elements in the second `extension` of EPCIS 1.2, which JSON can only keep with a namespace. */
const LOCAL_NAMESPACE = 'urn:nguon:local:';

/** EPCIS 1.2 §7.4.4: a count of a class at a step, without an action. */
function fromQuantityEvent(event: JsonObject): JsonObject {
  const object = new JsonObject();
  const amount = new JsonObject();
  for (const [index, key] of event.keys.entries()) {
    const value = event.values[index] ?? null;
    if (key === 'epcClass') addMember(amount, key, value);
    else if (key === 'quantity') addMember(amount, key, typeof value === 'string' ? readNumber(value) : value);
    else addMember(object, key, value);
  }
  addMember(object, 'action', 'OBSERVE');
  addMember(object, 'quantityList', [amount]);
  return object;
}
