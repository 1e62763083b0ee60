// Reads a document from its file, piece by piece, into readings of some hundred events each: memory holds one of them at a time.
import { createReadStream } from 'node:fs';
import { JsonEventSplitter, readDocument } from '@nguon/epcis';
import type { DocumentReading, EventReading } from '@nguon/epcis';
import { XmlDocumentReader } from '@nguon/epcis/xml';
import { isXmlType } from '../answer-form.ts';
import { large_events_max } from '../capture-limits.ts';
import type { Fault } from '../errors.ts';
import { listFrame, listTooLong, notUtf8, unreadable } from './large-faults.ts';
import { faults_max, json_depth_max, limitReading } from './read-capture.ts';

const part_events_max = 250;
const part_max_characters = 524_288;
const piece_bytes = 65_536;
const event_max_characters = 2_097_152;
const frame_max_characters = 16_777_216;

export interface LargeDocumentOptions {
  readonly mediaType: string;
  readonly extensions: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** What stands around the events, known when all parts were read: its faults mean that nothing of the document is taken. */
export type LargeFrame = Omit<DocumentReading, 'events'>;

export type LargePart = (reading: DocumentReading) => Promise<void>;

/** Gives the events to `take`, part after part, with their places in the whole document. Never throws on data. */
export async function readLargeDocument(file: string, options: LargeDocumentOptions, take: LargePart): Promise<LargeFrame> {
  const read = isXmlType(options.mediaType) ? readXml : readJson;
  try {
    return await read(file, options, take);
  } catch (error) {
    if (error instanceof NotUtf8) return listFrame(notUtf8);
    throw error;
  }
}

class NotUtf8 extends Error {}

async function* readText(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (bytes?: Buffer): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new NotUtf8();
    }
  };
  for await (const bytes of createReadStream(file, { highWaterMark: piece_bytes }) as AsyncIterable<Buffer>) {
    yield decode(bytes);
  }
  yield decode();
}

const no_rest = { kind: undefined, masterData: [], warnings: [], faults: [], faultsTotal: 0 } as const;

async function readXml(file: string, { extensions, now }: LargeDocumentOptions, take: LargePart): Promise<LargeFrame> {
  const limits = { eventsMax: large_events_max, depthMax: json_depth_max, faultsMax: faults_max };
  const reader = new XmlDocumentReader(limits, { extensions });
  let events: EventReading[] = [];
  let characters = 0;
  let last: EventReading | undefined;
  let sinceLast = 0;
  const give = async (): Promise<void> => {
    const part = events;
    [events, characters] = [[], 0];
    if (part.length > 0) await take(limitReading({ ...no_rest, events: part }, { now, isXml: true }));
  };
  for await (const text of readText(file)) {
    const found = reader.write(text);
    sinceLast = found.length > 0 ? 0 : sinceLast + text.length;
    last = found.at(-1) ?? last;
    const tooLong = findTooLong(sinceLast, last);
    if (tooLong !== undefined) return listFrame(tooLong);
    events.push(...found);
    characters += text.length;
    if (events.length >= part_events_max || characters >= part_max_characters) await give();
  }
  await give();
  return limitReading({ ...reader.end(), events: [] }, { now, isXml: true });
}

/** As in JSON: what stands before the first event, or an event, that memory would have to hold. @param last event before it */
function findTooLong(characters: number, last: EventReading | undefined): Fault | undefined {
  if (last === undefined) return characters > frame_max_characters ? listTooLong('frame', frame_max_characters, '$') : undefined;
  if (characters <= event_max_characters) return undefined;
  return listTooLong('event', event_max_characters, last.path.replace(/[^/]*$/, `*[${last.index + 2}]`));
}

/** Twice: what a document says of its events may stand after them. */
async function readJson(file: string, options: LargeDocumentOptions, take: LargePart): Promise<LargeFrame> {
  const found = await findFrame(file, options);
  if ('frame' in found) return found.frame;
  const { context, listPath, rest } = found;
  if (rest.events.length > 0) await take({ ...no_rest, events: rest.events });
  const opening = `{"@context":${context},"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-01-01T00:00:00Z","epcisBody":{"eventList":[`;
  const parts = new JsonParts(opening, listPath, options);
  const splitter = new JsonEventSplitter(split_limits);
  for await (const text of readText(file))
    for (const event of splitter.write(text)) {
      parts.add(event);
      if (parts.isFull && parts.broken === undefined) await take(parts.finish());
    }
  if (parts.holds > 0 && parts.broken === undefined) await take(parts.finish());
  const { events: _, ...frame } = rest;
  if (parts.broken !== undefined) return { ...frame, ...listFrame(parts.broken) };
  return { ...frame, warnings: [...frame.warnings, ...parts.warnings].slice(0, faults_max) };
}

const split_limits = { eventMaxChars: event_max_characters, frameMaxChars: frame_max_characters };

interface FoundFrame {
  /** JSON text of the document's @context. */
  readonly context: string;
  readonly listPath: string;
  readonly rest: DocumentReading;
}

async function findFrame(file: string, { extensions, now }: LargeDocumentOptions): Promise<FoundFrame | { readonly frame: LargeFrame }> {
  const splitter = new JsonEventSplitter(split_limits);
  let events = 0;
  for await (const text of readText(file)) events += splitter.write(text).length;
  const { text, listPath = '$.epcisBody.eventList', tooLong } = splitter.end();
  if (tooLong !== undefined)
    return {
      frame: listFrame(listTooLong(tooLong, tooLong === 'event' ? event_max_characters : frame_max_characters, `${listPath}[${events}]`)),
    };
  const limits = { eventsMax: large_events_max, depthMax: json_depth_max, faultsMax: faults_max };
  const rest = limitReading(readDocument(text, limits, { extensions }), { now, isXml: false });
  if (events > large_events_max) return { frame: listFrame(listTooLong('events', large_events_max, listPath)) };
  if (rest.faults.length > 0) return { frame: rest };
  const { '@context': context } = JSON.parse(text.replace(/^\ufeff/, '')) as Record<string, unknown>;
  return { context: JSON.stringify(context ?? []), listPath, rest };
}

/** Texts of events gathered into small documents under the whole one's @context, and their readings put back in their places. */
class JsonParts {
  broken: Fault | undefined;
  readonly warnings: Fault[] = [];
  readonly #opening: string;
  readonly #listPath: string;
  readonly #options: LargeDocumentOptions;
  #texts: string[] = [];
  #characters = 0;
  #given = 0;

  constructor(opening: string, listPath: string, options: LargeDocumentOptions) {
    this.#opening = opening;
    this.#listPath = listPath;
    this.#options = options;
  }

  get holds(): number {
    return this.#texts.length;
  }

  get isFull(): boolean {
    return this.#texts.length >= part_events_max || this.#characters >= part_max_characters;
  }

  add(text: string): void {
    if (this.broken !== undefined) return;
    this.#texts.push(text);
    this.#characters += text.length;
  }

  /** Sets `broken` where the texts are no JSON: then nothing of the document is taken. */
  finish(): DocumentReading {
    const first = this.#given;
    const texts = this.#texts;
    [this.#texts, this.#characters] = [[], 0];
    this.#given += texts.length;
    const reading = this.#read(texts);
    if (reading.faults.length > 0) {
      const alone = texts.findIndex((text) => this.#read([text]).faults.length > 0);
      const fault = alone < 0 ? reading.faults[0]! : this.#read([texts[alone]!]).faults[0]!;
      this.broken = unreadable(this.#place(fault, first + Math.max(alone, 0)));
      return { ...no_rest, events: [] };
    }
    // Each part repeats what is said of the @context.
    for (const warning of reading.warnings)
      if (warning.path.startsWith(part_list) && this.warnings.length < faults_max) this.warnings.push(this.#place(warning, first));
    return {
      ...no_rest,
      events: reading.events.map((event) => ({
        ...event,
        index: event.index + first,
        path: this.#place(event, first).path,
        faults: event.faults.map((fault) => this.#place(fault, first)),
      })),
      faultsTotal: reading.faultsTotal,
    };
  }

  #read(texts: readonly string[]): DocumentReading {
    const limits = { eventsMax: part_events_max, depthMax: json_depth_max, faultsMax: faults_max };
    const text = `${this.#opening}${texts.join(',')}]}}`;
    return limitReading(readDocument(text, limits, { extensions: this.#options.extensions }), { now: this.#options.now, isXml: false });
  }

  #place<Placed extends { readonly path: string }>(placed: Placed, first: number): Placed {
    const path = placed.path.replace(
      /^\$\.epcisBody\.eventList\[(\d+)\]/,
      (_, index: string) => `${this.#listPath}[${Number(index) + first}]`,
    );
    return { ...placed, path };
  }
}

const part_list = '$.epcisBody.eventList[';
