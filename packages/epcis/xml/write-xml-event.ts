// Writes one event as XML 2.0 or 1.2, in the order of the schema, rebuilt from its JSON tree (EPCIS 2.0 §9.5, EPCIS 1.2 §9.5).
import { JsonObject, findMember, isArray } from '../json-value.ts';
import type { Namespaces } from '../namespaces.ts';
import { findField } from '../event-fields.ts';
import { NGUON_NAMESPACE } from '../disclose.ts';
import { XmlNames } from './write-names.ts';
import { writeXmlMember } from './write-xml-extension.ts';
import { FieldWriter } from './write-xml-fields.ts';
import type { XmlEventOptions } from './write-xml-fields.ts';
import { ONLY_2_0, ORDER_1_2, ORDER_2_0, REQUIRED_1_2 } from './xml-field-order.ts';
import { toXmlName } from './xml-names.ts';
import { writeXmlAttribute, writeXmlElement } from './xml-text.ts';

export interface WrittenXmlEvent {
  /** Name of the event's element. */
  readonly name: string;
  /** What stands in it. */
  readonly content: string;
  /** Whether it stands in an `extension` of the event list. */
  readonly wrapped: boolean;
  /** Prefix → namespace that must be declared above it or on it. */
  readonly namespaces: ReadonlyMap<string, string>;
  /** What the version cannot express and the XML therefore lacks: field names, or the type where the whole event is lacking. */
  readonly losses: readonly string[];
}

/** `event` as read or disclosed, with its own eventID and recordTime; `namespaces` are those in force at it. */
export function writeXmlTree(event: JsonObject, namespaces: Namespaces, options: XmlEventOptions): WrittenXmlEvent {
  return new XmlEventWriter(event, namespaces, options).write();
}

/** The event's element; namespaces that are not `declared` above it are declared on it. */
export function finishXmlEvent(event: WrittenXmlEvent, declared: ReadonlyMap<string, string>): string {
  if (event.name === '') return '';
  let start = `<${event.name}`;
  for (const [prefix, uri] of event.namespaces) if (declared.get(prefix) !== uri) start += writeXmlAttribute(`xmlns:${prefix}`, uri);
  const text = `${start}>${event.content}</${event.name}>`;
  return event.wrapped ? `<extension>${text}</extension>` : text;
}

class XmlEventWriter {
  private readonly event: JsonObject;
  private readonly options: XmlEventOptions;
  private readonly names: XmlNames;
  private readonly fields: FieldWriter;
  private readonly losses: string[] = [];

  constructor(event: JsonObject, namespaces: Namespaces, options: XmlEventOptions) {
    this.event = event;
    this.options = options;
    this.names = new XmlNames(namespaces);
    this.fields = new FieldWriter(this.names, options);
  }

  write(): WrittenXmlEvent {
    const type = this.typeOf();
    const is12 = this.options.version === '1.2';
    const order = (is12 ? ORDER_1_2 : ORDER_2_0)[type];
    if (order === undefined && is12) return { name: '', content: '', wrapped: false, namespaces: new Map(), losses: [type] };
    const content =
      order === undefined
        ? this.writeHead() + this.writeAnyOrder()
        : this.writeHead() + this.writeOrdered(type, order.plain, order.wrapped);
    return {
      name: order === undefined ? this.names.name(type) : type,
      content: content + this.writeOwn(),
      wrapped: order === undefined || (is12 && type === 'TransformationEvent'),
      namespaces: this.names.used,
      losses: this.losses,
    };
  }

  private typeOf(): string {
    const type = findMember(this.event, 'type');
    const text = typeof type === 'string' ? type : '';
    return text.replace(/^(?:epcis:|https:\/\/ref\.gs1\.org\/epcis\/)/, '');
  }

  private writeHead(): string {
    const head = this.field('eventTime') + this.field('recordTime') + this.field('eventTimeZoneOffset');
    const identity = this.field('eventID') + this.field('errorDeclaration');
    if (this.options.version === '2.0') return head + identity + this.writeCertificates();
    return identity === '' ? head : `${head}<baseExtension>${identity}</baseExtension>`;
  }

  /** The schema has room for one; further ones stand among the own elements (read-xml-event.ts knows them). */
  private writeCertificates(): string {
    const value = findMember(this.event, 'certificationInfo');
    const first = isArray(value) ? value[0] : value;
    return typeof first === 'string' && first !== '' ? writeXmlElement('certificationInfo', this.fields.identifier(first)) : '';
  }

  private writeOrdered(type: string, plain: readonly string[], wrapped: readonly string[]): string {
    let text = '';
    for (const name of plain) text += this.field(name) || this.requiredEmpty(type, name);
    let inner = '';
    for (const name of wrapped) inner += this.field(name);
    return inner === '' ? text : `${text}<extension>${inner}</extension>`;
  }

  private requiredEmpty(type: string, name: string): string {
    return this.options.version === '1.2' && REQUIRED_1_2[type] === name ? `<${name}/>` : '';
  }

  /** An event type of the user's own has no order: the fields stand as they were captured. */
  private writeAnyOrder(): string {
    let text = '';
    for (const [index, key] of this.event.keys.entries()) {
      if (HEAD.has(key) || key.includes(':')) continue;
      const value = this.event.values[index] ?? null;
      text += findField(key) === undefined ? writeXmlMember(toXmlName(key), value, this.names) : this.fields.write(key, value);
    }
    return text;
  }

  private writeOwn(): string {
    let text = '';
    for (const [index, key] of this.event.keys.entries()) {
      const value = this.event.values[index] ?? null;
      if (key.includes(':')) text += writeXmlMember(key, value, this.names);
      else if (this.options.version === '1.2' && ONLY_2_0.has(key) && value !== '' && !(isArray(value) && value.length === 0))
        this.losses.push(key);
      else if (key === 'certificationInfo' && isArray(value)) {
        const name = `${this.names.declare('nguon', NGUON_NAMESPACE)}:certificationInfo`;
        for (const item of value.slice(1)) if (typeof item === 'string') text += writeXmlElement(name, this.fields.identifier(item));
      }
    }
    return text;
  }

  private field(name: string): string {
    const value = findMember(this.event, name);
    return value === undefined || value === '' ? '' : this.fields.write(name, value);
  }
}

const HEAD: ReadonlySet<string> = new Set([
  ...['@context', 'type', 'eventTime', 'recordTime', 'eventTimeZoneOffset', 'eventID', 'errorDeclaration', 'certificationInfo'],
]);
