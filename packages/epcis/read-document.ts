// Reads a whole EPCIS document, query document or bare event, with all faults of all its events at once.
import { findVersionFault } from './document-head.ts';
import type { DocumentHead } from './document-head.ts';
import type { EpcisEvent, EventTree } from './event.ts';
import { FaultList, formatPath } from './fault.ts';
import type { Fault, PathStep } from './fault.ts';
import { JsonObject, findMember } from './json-value.ts';
import type { JsonValue } from './json-value.ts';
import { NO_NAMESPACES, Namespaces, readContext } from './namespaces.ts';
import { readEvent } from './read-event.ts';
import { readExtension } from './read-extension.ts';
import { readJson } from './read-json.ts';
import { readMasterData, tellOwn } from './read-master-data.ts';
import type { MasterDataElement } from './read-master-data.ts';
import { ReadScope } from './read-scope.ts';

export interface DocumentLimits {
  /** Most events of one document. */
  readonly eventsMax: number;
  /** Deepest nesting of JSON. */
  readonly depthMax: number;
  /** Most faults listed; all are counted. */
  readonly faultsMax: number;
}

export interface DocumentOptions {
  /** Prefix → namespace from the GS1-Extensions header; what the document declares itself goes before. */
  readonly extensions?: Readonly<Record<string, string>>;
  /**
   * Called with each event as soon as it is read; what it returns stands in the reading instead. Whoever needs no more of an event
   * returns it without its value, and memory is free for the next.
   */
  readonly each?: (reading: EventReading) => EventReading;
}

export interface EventReading {
  /** Position in the event list. */
  readonly index: number;
  readonly path: string;
  /** Undefined when the event has a fault. */
  readonly event: EpcisEvent | undefined;
  /** The fields of a faulty event, as far as they could be told; the event hash can be made of them all the same. */
  readonly tree?: EventTree;
  readonly faults: readonly Fault[];
}

export interface DocumentReading {
  readonly kind: 'EPCISDocument' | 'EPCISQueryDocument' | 'event' | undefined;
  /** Undefined where the text could not be read so far. */
  readonly head?: DocumentHead;
  readonly events: readonly EventReading[];
  readonly masterData: readonly MasterDataElement[];
  readonly warnings: readonly Fault[];
  /** Faults outside the events. */
  readonly faults: readonly Fault[];
  /** All faults of the document and its events, also those beyond `faultsMax`. */
  readonly faultsTotal: number;
}

/**
 * Reads JSON text of any of the three shapes (EPCIS 2.0 §10). Never throws on data. Faults of an event stand with the
 * event, so that a capture with `proceed` can take the others; faults of the document stand apart.
 */
export function readDocument(text: string, limits: DocumentLimits, options: DocumentOptions = {}): DocumentReading {
  const json = readJson(text, { depthMax: limits.depthMax, faultsMax: limits.faultsMax });
  if (json.value === undefined) {
    return { kind: undefined, events: [], masterData: [], warnings: [], faults: json.faults, faultsTotal: json.faultsTotal };
  }
  const own = new Map(Object.entries(options.extensions ?? {}));
  const namespaces = own.size === 0 ? NO_NAMESPACES : new Namespaces(own, new Map());
  const list = new FaultList(limits.faultsMax, json.faults, json.faultsTotal);
  const scope = new ReadScope(text, list, new FaultList(limits.faultsMax), namespaces);
  return new DocumentReader(scope, limits, options.each).read(json.value);
}

const DOCUMENT_FIELDS = ['@context', 'id', 'type', 'schemaVersion', 'creationDate', 'epcisBody'];
const CAPTURE_FIELDS = [...DOCUMENT_FIELDS, 'instanceIdentifier', 'sender', 'receiver', 'epcisHeader'];

class DocumentReader {
  private readonly events: EventReading[] = [];
  private readonly masterData: MasterDataElement[] = [];
  private kind: DocumentReading['kind'];
  private readonly list: FaultList;
  private eventFaults = 0;
  private readonly scope: ReadScope;
  private readonly limits: DocumentLimits;
  private readonly each: DocumentOptions['each'];

  constructor(scope: ReadScope, limits: DocumentLimits, each: DocumentOptions['each']) {
    this.scope = scope;
    this.limits = limits;
    this.each = each;
    this.list = scope.list;
  }

  read(value: JsonValue): DocumentReading {
    if (!(value instanceof JsonObject)) this.scope.fault('document_not_object', undefined);
    else this.readRoot(value);
    return {
      kind: this.kind,
      ...(value instanceof JsonObject ? { head: this.readHead(value) } : {}),
      events: this.events,
      masterData: this.masterData,
      warnings: this.scope.warnings.faults,
      faults: this.list.faults,
      faultsTotal: this.list.total + this.eventFaults,
    };
  }

  private readHead(root: JsonObject): DocumentHead {
    const body = findMember(root, 'epcisBody');
    const results = body instanceof JsonObject ? findMember(body, 'queryResults') : undefined;
    const header = findMember(root, 'epcisHeader');
    return {
      schemaVersion: textOf(root, 'schemaVersion'),
      creationDate: textOf(root, 'creationDate'),
      id: textOf(root, 'id'),
      instanceIdentifier: textOf(root, 'instanceIdentifier'),
      sender: textOf(root, 'sender'),
      receiver: textOf(root, 'receiver'),
      queryName: textOf(results, 'queryName'),
      subscriptionId: textOf(results, 'subscriptionID'),
      header: membersWithPrefix(header),
      extensions: this.kind === 'event' ? new JsonObject() : membersWithPrefix(root),
      namespaces: this.scope.namespaces,
    };
  }

  private readRoot(root: JsonObject): void {
    const { scope } = this;
    const type = findMember(root, 'type');
    const context = findMember(root, '@context');
    if (typeof type !== 'string' || type === '') {
      scope.fault('document_type_missing', undefined);
      return;
    }
    if (context === undefined) scope.fault('context_missing', undefined);
    if (type !== 'EPCISDocument' && type !== 'EPCISQueryDocument') {
      this.kind = 'event';
      this.readOne(root, 0, []);
      return;
    }
    this.kind = type;
    if (context !== undefined) {
      scope.namespaces = readContext(context, scope.namespaces, { list: this.list, warnings: scope.warnings, path: ['@context'] });
    }
    this.readMembers(root, type);
    this.readHeader(root);
    if (type === 'EPCISDocument') this.readCapture(root);
    else this.readQueryResults(root);
  }

  private readMembers(root: JsonObject, type: 'EPCISDocument' | 'EPCISQueryDocument'): void {
    const { scope } = this;
    const known = type === 'EPCISDocument' ? CAPTURE_FIELDS : DOCUMENT_FIELDS;
    for (const [index, key] of root.keys.entries()) {
      // The XML binding allows a header in query documents and partners send one in JSON: its master data are taken.
      if (key === 'epcisHeader' && type === 'EPCISQueryDocument') scope.warn('header_in_query_document', key);
      else if (!known.includes(key)) readExtension(scope, key, root.values[index] ?? null, () => known);
    }
    const requiredFields = type === 'EPCISDocument' ? ['schemaVersion', 'creationDate', 'epcisBody'] : ['epcisBody'];
    for (const name of requiredFields) if (findMember(root, name) === undefined) scope.fault('field_missing', undefined, { want: name });
    scope.uri(findMember(root, 'id'), 'id');
    scope.time(findMember(root, 'creationDate'), 'creationDate');
    const version = scope.text(findMember(root, 'schemaVersion'), 'schemaVersion');
    const wrong = version === undefined ? undefined : findVersionFault(version);
    if (wrong !== undefined) scope.fault(wrong, 'schemaVersion', { got: version ?? '' });
    if (type === 'EPCISQueryDocument') return;
    for (const name of ['instanceIdentifier', 'sender', 'receiver']) scope.text(findMember(root, name), name);
  }

  private readHeader(root: JsonObject): void {
    const { scope } = this;
    const header = scope.object(findMember(root, 'epcisHeader'), 'epcisHeader');
    if (header === undefined) return;
    scope.path.push('epcisHeader');
    for (const [index, key] of header.keys.entries()) {
      if (key === 'epcisMasterData' || this.kind === 'EPCISQueryDocument') continue;
      readExtension(scope, key, header.values[index] ?? null, () => ['epcisMasterData']);
    }
    const data = scope.object(findMember(header, 'epcisMasterData'), 'epcisMasterData');
    scope.path.push('epcisMasterData');
    if (data !== undefined) {
      tellOwn(scope, data, ['vocabularyList']);
      readMasterData(scope, findMember(data, 'vocabularyList'), this.masterData);
    }
    scope.path.length = 0;
  }

  private readCapture(root: JsonObject): void {
    const { scope } = this;
    const body = scope.object(findMember(root, 'epcisBody'), 'epcisBody');
    if (body !== undefined) this.readList(body, ['epcisBody']);
  }

  private readQueryResults(root: JsonObject): void {
    const body = this.readClosed(findMember(root, 'epcisBody'), ['epcisBody'], ['queryResults']);
    const results =
      body &&
      this.readClosed(findMember(body, 'queryResults'), ['epcisBody', 'queryResults'], ['queryName', 'subscriptionID', 'resultsBody']);
    if (results === undefined) return;
    const { scope } = this;
    scope.path.push('epcisBody', 'queryResults');
    if (findMember(results, 'queryName') === undefined) scope.fault('field_missing', undefined, { want: 'queryName' });
    scope.text(findMember(results, 'queryName'), 'queryName');
    scope.text(findMember(results, 'subscriptionID'), 'subscriptionID');
    scope.path.length = 0;
    const path = ['epcisBody', 'queryResults', 'resultsBody'];
    const resultsBody = this.readClosed(findMember(results, 'resultsBody'), path, ['eventList', 'vocabularyList']);
    if (resultsBody === undefined) return;
    scope.path.push(...path);
    readMasterData(scope, findMember(resultsBody, 'vocabularyList'), this.masterData);
    scope.path.length = 0;
    this.readList(resultsBody, path);
  }

  /** An object that may hold these members and, beside them, only extensions. */
  private readClosed(value: JsonValue | undefined, path: readonly string[], known: readonly string[]): JsonObject | undefined {
    const { scope } = this;
    scope.path.push(...path.slice(0, -1));
    const name = path.at(-1) ?? '';
    const object = scope.object(value, name);
    if (value === undefined && path.length > 1) scope.fault('field_missing', undefined, { want: name });
    if (object !== undefined) {
      scope.path.push(name);
      for (const [index, key] of object.keys.entries()) {
        if (!known.includes(key)) readExtension(scope, key, object.values[index] ?? null, () => known);
      }
    }
    scope.path.length = 0;
    return object;
  }

  private readList(holder: JsonObject, path: readonly string[]): void {
    const { scope } = this;
    const value = findMember(holder, 'eventList');
    scope.path.push(...path);
    if (value === undefined) scope.fault('field_missing', undefined, { want: 'eventList' });
    const items = scope.array(value, 'eventList');
    scope.path.length = 0;
    if (items === undefined) return;
    const { eventsMax } = this.limits;
    if (items.length > eventsMax) {
      scope.path.push(...path);
      scope.fault('too_many_events', 'eventList', { got: items.length, max: eventsMax });
      scope.path.length = 0;
      return;
    }
    for (let index = 0; index < items.length; index += 1) this.readOne(items[index] ?? null, index, [...path, 'eventList', index]);
  }

  private readOne(value: JsonValue, index: number, path: readonly PathStep[]): void {
    const { scope } = this;
    const list = new FaultList(Math.max(0, this.limits.faultsMax - this.eventFaults));
    scope.list = list;
    scope.path.push(...path);
    const event = readEvent(scope, value);
    scope.path.length = 0;
    scope.list = this.list;
    this.eventFaults += list.total;
    const tree = event === undefined ? scope.tree : undefined;
    const reading = { index, path: formatPath(path), event, faults: list.faults, ...(tree === undefined ? {} : { tree }) };
    this.events.push(this.each === undefined ? reading : this.each(reading));
  }
}

function textOf(object: JsonValue | undefined, key: string): string | undefined {
  const value = object instanceof JsonObject ? findMember(object, key) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function membersWithPrefix(object: JsonValue | undefined): JsonObject {
  const own = new JsonObject();
  if (!(object instanceof JsonObject)) return own;
  for (const [index, key] of object.keys.entries()) {
    if (!key.includes(':')) continue;
    own.keys.push(key);
    own.values.push(object.values[index] ?? null);
  }
  return own;
}
