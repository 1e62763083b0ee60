// Reads the frame of an XML document: version and date on its root, query name, header, elements of its own.
import { findVersionFault } from '../document-head.ts';
import type { DocumentHead } from '../document-head.ts';
import type { FaultList } from '../fault.ts';
import { JsonObject } from '../json-value.ts';
import type { DocumentReading } from '../read-document.ts';
import type { ReadScope } from '../read-scope.ts';
import { readTime } from '../time.ts';
import type { NamespaceNames } from './namespace-names.ts';
import { addMember, memberKey, readAttributes, readXmlValue } from './read-xml-extension.ts';
import { readHeaderMember, readParties } from './read-xml-header.ts';
import type { XmlElement } from './xml-element.ts';

const ROOT_ATTRIBUTES: ReadonlySet<string> = new Set(['schemaVersion', 'creationDate', 'id']);

export class HeadReader {
  /** Of the root. */
  path = '/';
  private root: XmlElement | undefined;
  private readonly texts = new Map<string, string>();
  private readonly rooms = new Set<string>();
  private readonly header = new JsonObject();
  private readonly extensions = new JsonObject();
  private readonly names: NamespaceNames;
  private readonly scope: ReadScope;

  constructor(names: NamespaceNames, scope: ReadScope) {
    this.names = names;
    this.scope = scope;
  }

  readRoot(root: XmlElement): void {
    this.root = root;
    for (const name of ROOT_ATTRIBUTES) {
      const value = root.attribute(name)?.trim();
      if (value !== undefined && value !== '') this.texts.set(name, value);
    }
    readAttributes(root, this.names, this.extensions, ROOT_ATTRIBUTES);
  }

  noteRoom(room: string): void {
    this.rooms.add(room);
  }

  /** An element beside those that lead to events and master data. */
  take(element: XmlElement, room: string, list: FaultList, path: string): void {
    if (room === 'queryResults') {
      if (element.name === 'queryName' || element.name === 'subscriptionID') this.texts.set(element.name, element.text.trim());
      else
        list.addAt('xml_element_unknown', () => ({ path, line: element.line, column: element.column }), {
          got: element.name,
          want: 'queryName, subscriptionID, resultsBody',
        });
    } else if (room === 'header') readHeaderMember(element, this.names, this.header);
    else {
      this.names.declare(element.scope);
      addMember(this.extensions, memberKey(element, this.names), readXmlValue(element, this.names));
    }
  }

  /** What a document must have (XSD 2.0: `schemaVersion` and `creationDate` are required, so is EPCISBody). */
  check(kind: DocumentReading['kind'], list: FaultList): void {
    const { root, texts } = this;
    if (root === undefined || kind === 'event') return;
    const place = (step: string) => () => ({ path: `${this.path}/${step}`, line: root.line, column: root.column });
    for (const name of ['schemaVersion', 'creationDate'])
      if (!texts.has(name)) list.addAt('field_missing', place(`@${name}`), { want: name });
    const version = texts.get('schemaVersion');
    const wrong = version === undefined ? undefined : findVersionFault(version);
    // Master data are alike in all versions, and partners' documents of them alone carry any number.
    const into = wrong === 'version_not_read' && root.name === 'EPCISMasterDataDocument' ? this.scope.warnings : list;
    if (wrong !== undefined) into.addAt(wrong, place('@schemaVersion'), { got: version ?? '' });
    const date = texts.get('creationDate');
    const read = date === undefined ? 0 : readTime(date);
    // The schema asks for xsd:dateTime, which has no offset of need; it is told and the document taken.
    if (read === 'time_without_offset') this.scope.warnings.addAt(read, place('@creationDate'), { got: date ?? '' });
    else if (typeof read !== 'number') list.addAt(read, place('@creationDate'), { got: date ?? '' });
    if (!this.rooms.has('body')) list.addAt('field_missing', place('EPCISBody'), { want: 'EPCISBody' });
    else if (kind === 'EPCISQueryDocument') this.checkResults(list, place);
  }

  private checkResults(list: FaultList, place: (step: string) => () => { path: string; line: number; column: number }): void {
    if (!this.rooms.has('queryResults')) list.addAt('field_missing', place('EPCISBody/QueryResults'), { want: 'QueryResults' });
    // Partners send results without it, and nothing is lost: a warning.
    else if (!this.texts.has('queryName'))
      this.scope.warnings.addAt('field_missing', place('EPCISBody/QueryResults/queryName'), { want: 'queryName' });
  }

  finish(): DocumentHead {
    const { texts } = this;
    const { sender, receiver, instanceIdentifier } = readParties(this.header);
    return {
      schemaVersion: texts.get('schemaVersion'),
      creationDate: texts.get('creationDate'),
      id: texts.get('id'),
      instanceIdentifier,
      sender,
      receiver,
      queryName: texts.get('queryName'),
      subscriptionId: texts.get('subscriptionID'),
      header: this.header,
      extensions: this.extensions,
      namespaces: this.names.namespaces,
    };
  }
}
