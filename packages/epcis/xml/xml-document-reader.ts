// Reads EPCIS XML, 2.0 and 1.x, piece by piece: one event at a time becomes its JSON tree and is validated as JSON is.
import type { DocumentHead } from '../document-head.ts';
import { EVENT_TYPES } from '../event-fields.ts';
import { FaultList } from '../fault.ts';
import type { FaultWords } from '../fault.ts';
import type { FaultCode } from '../fault-texts.ts';
import { readEvent } from '../read-event.ts';
import type { DocumentLimits, DocumentOptions, DocumentReading, EventReading } from '../read-document.ts';
import { readMasterData } from '../read-master-data.ts';
import type { MasterDataElement } from '../read-master-data.ts';
import { ReadScope } from '../read-scope.ts';
import { NO_NAMESPACES } from '../namespaces.ts';
import { findXmlPath, locateXml, qualified } from './locate-xml.ts';
import type { TellXmlFault } from './element-reader.ts';
import { NamespaceNames } from './namespace-names.ts';
import { EventMapper } from './read-xml-event.ts';
import { HeadReader } from './read-xml-head.ts';
import { readVocabularyElement, warnOfAttributes } from './read-xml-header.ts';
import { XmlStream } from './xml-stream.ts';
import type { XmlHandler } from './xml-stream.ts';
import { DOORS } from './xml-rooms.ts';
import type { Room } from './xml-rooms.ts';
import { isStandard } from './xml-element.ts';
import type { XmlElement } from './xml-element.ts';

/** In these an element of an own namespace has no room in what is kept. */
const MASTER_DATA_ROOMS: ReadonlySet<Room> = new Set<Room>(['masterData', 'vocabularyList', 'vocabulary', 'vocabularyElementList']);

const VOCABULARY_ATTRIBUTES: ReadonlySet<string> = new Set(['type']);

/** Most elements of master data kept of one document. */
const MASTER_DATA_MAX = 100_000;

/** Identifiers are remembered over so many events: as slices of the text they keep all of it in memory. */
const EVENTS_REMEMBERED = 1_000;

interface Entered {
  readonly element: XmlElement;
  readonly room: Room;
  readonly path: string;
  /** How many children of each name have come. */
  readonly counts: Map<string, number>;
}

const isEventName = (name: string): boolean => name === 'QuantityEvent' || (EVENT_TYPES as readonly string[]).includes(name);

/** Everything of the document but its events, which `write` gave. */
export type XmlDocumentEnd = Omit<DocumentReading, 'events'>;

/**
 * Push reader of one document. `write` takes text as it comes and gives the events that ended in it; memory holds one
 * event, the header and the faults. `end` gives the rest. Never throws on data; nothing outside is ever fetched. The faults
 * of an event are those of its JSON twin, each with XPath, line and column.
 */
export class XmlDocumentReader implements XmlHandler {
  private readonly stream: XmlStream;
  private readonly limits: DocumentLimits;
  private readonly each: DocumentOptions['each'];
  private readonly names: NamespaceNames;
  private readonly list: FaultList;
  private readonly scope: ReadScope;
  private readonly rooms: Entered[] = [];
  private readonly head: HeadReader;
  private readonly masterData: MasterDataElement[] = [];
  private readonly mapper: EventMapper;
  private kind: DocumentReading['kind'];
  private found: EventReading[] = [];
  private count = 0;
  private eventFaults = 0;
  private vocabularyType: string | undefined;
  /** The event being read, for the places of its faults and warnings. */
  private event: { readonly element: XmlElement; readonly path: string } | undefined;

  constructor(limits: DocumentLimits, options: DocumentOptions = {}) {
    this.limits = limits;
    this.each = options.each;
    this.stream = new XmlStream(this, limits.depthMax);
    this.names = new NamespaceNames(options.extensions);
    this.list = new FaultList(limits.faultsMax);
    this.scope = new ReadScope(undefined, this.list, this.newList(limits.faultsMax), NO_NAMESPACES);
    this.head = new HeadReader(this.names, this.scope);
    this.mapper = new EventMapper(
      this.names,
      (code, element, words) => this.scope.list.addAt(code, () => this.placeOf(element), words),
      (code, element, words) => this.scope.warnings.addAt(code, () => this.placeOf(element), words),
    );
  }

  write(text: string): EventReading[] {
    this.stream.write(text);
    const { found } = this;
    if (found.length > 0) this.found = [];
    return found;
  }

  /** What is known of the frame; whole as soon as the first event has come, but for own elements after the last. */
  get frame(): { readonly kind: DocumentReading['kind']; readonly head: DocumentHead; readonly masterData: readonly MasterDataElement[] } {
    return { kind: this.kind, head: this.head.finish(), masterData: this.masterData };
  }

  /** To be called once; events that only the end completes do not exist, so that it gives none. */
  end(): XmlDocumentEnd {
    this.stream.end();
    const { list, count, limits } = this;
    if (!this.stream.isStopped) this.head.check(this.kind, list);
    if (count > limits.eventsMax) list.addAt('too_many_events', () => this.head.path, { got: count, max: limits.eventsMax });
    return {
      kind: this.kind,
      head: this.head.finish(),
      masterData: this.masterData,
      warnings: this.scope.warnings.faults,
      faults: list.faults,
      faultsTotal: list.total + this.eventFaults,
    };
  }

  open(element: XmlElement): 'enter' | 'collect' | 'skip' {
    const above = this.rooms.at(-1);
    if (above === undefined) return this.openRoot(element);
    const standard = isStandard(element.uri);
    const door = standard && Object.hasOwn(DOORS[above.room], element.name) ? DOORS[above.room][element.name] : undefined;
    const name = qualified(element);
    const number = (above.counts.get(name) ?? 0) + 1;
    above.counts.set(name, number);
    if (door !== undefined) {
      this.enter(element, door, above.room === 'eventList' ? `${above.path}/${name}[${number}]` : `${above.path}/${name}`);
      return 'enter';
    }
    return this.openLeaf(element, above, standard);
  }

  private openRoot(element: XmlElement): 'enter' | 'collect' | 'skip' {
    this.names.declare(element.scope);
    const { name } = element;
    this.head.path = `/${qualified(element)}`;
    const standard = isStandard(element.uri);
    if (standard && (name === 'EPCISDocument' || name === 'EPCISQueryDocument' || name === 'EPCISMasterDataDocument')) {
      this.kind = name === 'EPCISQueryDocument' ? name : 'EPCISDocument';
      this.head.readRoot(element);
      this.enter(element, 'document', this.head.path);
      return 'enter';
    }
    if (!standard || isEventName(name)) {
      this.kind = 'event';
      return 'collect';
    }
    this.list.addAt('xml_root_unknown', () => this.placeAt(element, this.head.path), { got: qualified(element) });
    return 'skip';
  }

  private enter(element: XmlElement, room: Room, path: string): void {
    this.names.declare(element.scope);
    if (room === 'vocabulary') {
      this.vocabularyType = element.attribute('type');
      warnOfAttributes(element, VOCABULARY_ATTRIBUTES, (code, at, words) =>
        this.scope.warnings.addAt(code, () => this.placeAt(at, path), words),
      );
    }
    this.head.noteRoom(room);
    this.rooms.push({ element, room, path, counts: new Map() });
  }

  private openLeaf(element: XmlElement, { room, path }: Entered, standard: boolean): 'collect' | 'skip' {
    if (room === 'eventList') {
      this.count += 1;
      return this.count > this.limits.eventsMax ? 'skip' : 'collect';
    }
    if (room === 'vocabularyElementList' && standard) return 'collect';
    if (!standard) {
      if (room === 'document' || room === 'header') return 'collect';
      if (MASTER_DATA_ROOMS.has(room))
        this.scope.warnings.addAt('master_data_own', () => this.placeAt(element, `${path}/${qualified(element)}`), {
          got: qualified(element),
        });
      return 'skip';
    }
    if (room === 'queryResults') return 'collect';
    // Anything of the standard's own names beside the doors: extension points that nobody may use, or a slip.
    if (element.name !== 'extension')
      this.list.addAt('xml_element_unknown', () => this.placeAt(element, `${path}/${qualified(element)}`), {
        got: element.name,
        want: Object.keys(DOORS[room]).join(', '),
      });
    return 'skip';
  }

  take(element: XmlElement): void {
    const above = this.rooms.at(-1);
    if (above === undefined) {
      this.count += 1;
      this.takeEvent(element, this.head.path);
      return;
    }
    const name = qualified(element);
    if (above.room === 'eventList') this.takeEvent(element, `${above.path}/${name}[${above.counts.get(name) ?? 1}]`);
    else if (above.room === 'vocabularyElementList')
      this.takeVocabularyElement(element, `${above.path}/${name}[${above.counts.get(name) ?? 1}]`);
    else this.head.take(element, above.room, this.list, `${above.path}/${name}`);
  }

  leave(): void {
    this.rooms.pop();
  }

  fail(code: FaultCode, words: FaultWords, line: number, column: number): void {
    this.list.addAt(code, () => ({ path: this.rooms.at(-1)?.path ?? '/', line, column }), { ...words, line, column });
  }

  private takeEvent(element: XmlElement, path: string): void {
    const { scope, names } = this;
    this.event = { element, path };
    if (this.count % EVENTS_REMEMBERED === 0) scope.identifiers.clear();
    const list = this.newList(Math.max(0, this.limits.faultsMax - this.eventFaults));
    scope.list = list;
    if (this.kind === 'event' && !isStandard(element.uri) && !element.children.some(({ name }) => name === 'eventTime'))
      list.addAt('xml_root_unknown', () => this.placeAt(element, path), { got: qualified(element) });
    const object = this.mapper.read(element);
    this.checkNamespaces(element);
    scope.namespaces = names.namespaces;
    const read = list.total === 0;
    const event = readEvent(scope, object);
    scope.list = this.list;
    scope.path.length = 0;
    this.event = undefined;
    this.eventFaults += list.total;
    const { tree } = scope;
    const reading = {
      index: this.count - 1,
      path,
      event: read ? event : undefined,
      faults: list.faults,
      ...((read && event !== undefined) || tree === undefined ? {} : { tree }),
    };
    this.found.push(this.each === undefined ? reading : this.each(reading));
  }

  private checkNamespaces(element: XmlElement): void {
    const { names } = this;
    for (const uri of names.wrong) this.mapper.tell('xml_namespace_malformed', element, { got: uri });
    names.wrong.clear();
    if (names.isFull) this.mapper.tell('context_too_large', element, { max: names.namespacesMax });
  }

  private takeVocabularyElement(element: XmlElement, path: string): void {
    if (this.masterData.length >= MASTER_DATA_MAX) {
      this.list.addAt('xml_master_data_too_large', () => this.placeAt(element, path), { max: MASTER_DATA_MAX });
      return;
    }
    const { scope } = this;
    scope.list = new FaultList(Math.max(0, this.limits.faultsMax - this.list.total), [], 0, () => this.placeAt(element, path));
    // Read first: the element may declare namespaces of its own.
    const into =
      (faults: FaultList): TellXmlFault =>
      (code, at, words) =>
        faults.addAt(code, () => this.placeAt(at, findXmlPath(element, path, at)), words);
    const list = readVocabularyElement(element, this.vocabularyType, this.names, into(scope.list), into(scope.warnings));
    scope.namespaces = this.names.namespaces;
    readMasterData(scope, list, this.masterData);
    this.list.join(scope.list);
    scope.list = this.list;
    scope.path.length = 0;
  }

  private newList(faultsMax: number): FaultList {
    return new FaultList(faultsMax, [], 0, (steps) =>
      this.event === undefined ? this.head.path : locateXml(this.event.element, this.event.path, steps, this.names),
    );
  }

  private placeOf(element: XmlElement): { path: string; line: number; column: number } {
    const { event } = this;
    return this.placeAt(element, event === undefined ? this.head.path : findXmlPath(event.element, event.path, element));
  }

  private placeAt({ line, column }: XmlElement, path: string): { path: string; line: number; column: number } {
    return { path, line, column };
  }
}

/** A whole XML text, as `readDocument` reads JSON. */
export function readXmlDocument(text: string, limits: DocumentLimits, options: DocumentOptions = {}): DocumentReading {
  const reader = new XmlDocumentReader(limits, options);
  const events = reader.write(text);
  return { ...reader.end(), events };
}
