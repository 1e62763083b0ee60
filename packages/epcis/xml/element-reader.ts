// Reads the common shapes of elements, as events are made of them: texts, times, lists, open objects (EPCIS 2.0 §9.5).
import { JsonObject } from '../json-value.ts';
import type { JsonValue } from '../json-value.ts';
import type { FaultWords } from '../fault.ts';
import type { FaultCode } from '../fault-texts.ts';
import type { NamespaceNames } from './namespace-names.ts';
import { addMember, indexOfMember, memberKey, readAttributes, readXmlValue } from './read-xml-extension.ts';
import { isInstruction, isStandard, isWrapper } from './xml-element.ts';
import type { XmlElement } from './xml-element.ts';

/** What is wrong with an element as XML; everything else is left to the reader of events. */
export type TellXmlFault = (code: FaultCode, element: XmlElement, words?: FaultWords) => void;

export type FieldReader = (element: XmlElement, to: ElementReader) => JsonValue;

/** Where the schema has elements only: a list of identifiers written as text would be lost. */
export function refuseText(element: XmlElement, tell: TellXmlFault): void {
  const got = element.text.trim();
  if (got !== '') tell('xml_text_misplaced', element, { got, want: element.name });
}

export class ElementReader {
  readonly names: NamespaceNames;
  readonly tell: TellXmlFault;
  readonly warn: TellXmlFault;

  constructor(names: NamespaceNames, tell: TellXmlFault, warn: TellXmlFault) {
    this.names = names;
    this.tell = tell;
    this.warn = warn;
  }

  /** A time; the seconds that XML Schema asks for are put where they were left out. */
  time(element: XmlElement): string {
    const value = this.text(element);
    const short = /^(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d)([Zz]|[+-]\d\d:\d\d)$/.exec(value);
    if (short === null) return value;
    this.warn('xml_time_seconds', element, { got: value });
    return `${short[1] ?? ''}:00${short[2] ?? ''}`;
  }

  /** The text of an element that holds nothing else. */
  text(element: XmlElement): string {
    this.refuseAttributes(element);
    for (const child of element.children) this.tell('field_closed', child, { got: child.name });
    return element.text.trim();
  }

  refuseAttributes(element: XmlElement, allowed?: string): void {
    for (const attribute of element.attributes) {
      if (!isInstruction(attribute) && attribute.name !== allowed)
        this.tell('xml_attribute_unknown', element, { got: attribute.name, want: element.name });
    }
  }

  refuseText(element: XmlElement): void {
    refuseText(element, this.tell);
  }

  /** The members `member` of a list; others are faults. */
  list(element: XmlElement, member: string, read: (item: XmlElement) => JsonValue): JsonValue[] {
    this.refuseAttributes(element);
    this.refuseText(element);
    const items: JsonValue[] = [];
    for (const child of element.children) {
      if (child.name === member && isStandard(child.uri)) items.push(read(child));
      else this.tell('xml_member_unknown', child, { got: child.name, want: member });
    }
    return items;
  }

  /** An object of known texts, with extensions and attributes beside them; `extension` wrappers are opened. */
  open(element: XmlElement, object = new JsonObject(), readers: Readonly<Record<string, FieldReader>> = {}): JsonObject {
    readAttributes(element, this.names, object);
    this.openMembers(element, object, readers);
    return object;
  }

  private openMembers(element: XmlElement, object: JsonObject, readers: Readonly<Record<string, FieldReader>>): void {
    this.refuseText(element);
    for (const child of element.children) {
      this.names.declare(child.scope);
      if (isStandard(child.uri) && isWrapper(child)) {
        this.openMembers(child, object, readers);
        continue;
      }
      const reader = isStandard(child.uri) && Object.hasOwn(readers, child.name) ? readers[child.name] : undefined;
      if (reader === undefined)
        addMember(object, isStandard(child.uri) ? child.name : memberKey(child, this.names), readXmlValue(child, this.names));
      else if (indexOfMember(object, child.name) >= 0) this.tell('xml_repeated', child, { got: child.name });
      else addMember(object, child.name, reader(child, this));
    }
  }
}
