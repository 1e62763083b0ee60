// Converts EPCIS documents between JSON, XML 2.0 and XML 1.2, event by event as the text comes.
import type { Fault } from '../fault.ts';
import { findMember } from '../json-value.ts';
import type { DocumentLimits, EventReading } from '../read-document.ts';
import { EMPTY_HEAD } from '../document-head.ts';
import { writeEvent } from '../write-event.ts';
import type { EpcFormat } from '../write-event.ts';
import { finishJsonEvent, writeJsonFrame } from '../write-json-frame.ts';
import type { PrefixLength } from '@nguon/gs1';
import { writeBareXmlEvent, writeXmlFrame } from './write-xml-document.ts';
import { finishXmlEvent } from './write-xml-event.ts';
import type { WrittenXmlEvent } from './write-xml-event.ts';
import { writeXmlEvent } from './write-stored-event.ts';
import type { CbvXmlFormat, XmlVersion } from './write-xml-fields.ts';
import { AnyDocumentReader } from './any-document-reader.ts';
import type { DocumentFrame } from './any-document-reader.ts';

export const DOCUMENT_FORMS = ['json', 'xml2', 'xml1.2'] as const;
export type DocumentForm = (typeof DOCUMENT_FORMS)[number];

export interface ConversionOptions {
  readonly to: DocumentForm;
  readonly epcFormat: EpcFormat;
  /** XML only; JSON always has bare words. */
  readonly cbvFormat: CbvXmlFormat;
  readonly prefixLength: PrefixLength;
  /** For documents that tell none, ISO 8601 with offset. */
  readonly creationDate: string;
  /** Whether events that XML 1.2 cannot express whole are written without what it lacks; else they are left out. */
  readonly allowLoss: boolean;
  readonly limits: DocumentLimits;
}

/** An event of which XML 1.2 would keep only a part, or nothing. */
export interface ConversionLoss {
  readonly path: string;
  /** Field names; the event type where the whole event cannot be expressed. */
  readonly losses: readonly string[];
}

/**
 * `write` takes text and gives text; `end` gives the rest. Of XML one event at a time is in memory, JSON is read whole.
 * Faulty events are left out and their faults are in `faults`, in the order of the document.
 */
export class DocumentConverter {
  readonly faults: Fault[] = [];
  faultsTotal = 0;
  warnings: readonly Fault[] = [];
  readonly losses: ConversionLoss[] = [];
  /** Also those beyond `faultsMax`. */
  lossesTotal = 0;
  eventsRead = 0;
  eventsWritten = 0;
  private readonly options: ConversionOptions;
  private readonly reader: AnyDocumentReader;
  private declared: ReadonlyMap<string, string> | undefined;
  private close = '';

  constructor(options: ConversionOptions) {
    this.options = options;
    this.reader = new AnyDocumentReader(options.limits);
  }

  write(text: string): string {
    return this.convert(this.reader.write(text), this.reader.frame);
  }

  end(): string {
    const { events, faults, faultsTotal, warnings } = this.reader.end();
    this.faults.push(...faults);
    this.faultsTotal = faultsTotal;
    this.warnings = warnings;
    const { frame } = this.reader;
    return this.convert(events, frame) + this.open(frame) + this.close;
  }

  private convert(events: readonly EventReading[], frame: DocumentFrame): string {
    let text = '';
    for (const reading of events) {
      this.eventsRead += 1;
      this.faults.push(...reading.faults);
      if (reading.event !== undefined) text += this.writeOne(reading, frame);
    }
    return text;
  }

  private writeOne({ event, path }: EventReading, frame: DocumentFrame): string {
    if (event === undefined) return '';
    const recorded = findMember(event.tree.object, 'recordTime');
    const own = { eventId: event.eventId, recordTime: typeof recorded === 'string' && recorded !== '' ? recorded : undefined };
    const { to, prefixLength, epcFormat } = this.options;
    if (to === 'json') {
      const written = writeEvent(event.body, { ...own, epcFormat, prefixLength, context: frame.kind === 'event' ? 'inline' : 'hoisted' });
      return frame.kind === 'event'
        ? this.put(written.json)
        : this.open(frame) + this.put(finishJsonEvent(written, this.declared ?? NOTHING));
    }
    const version = versionOf(to);
    const written = writeXmlEvent(event.body, { ...this.options, ...own, version });
    if (written.losses.length > 0) this.noteLoss({ path, losses: written.losses });
    if (written.name === '' || (written.losses.length > 0 && !this.options.allowLoss)) return '';
    return this.putXml(written, frame, version);
  }

  private noteLoss(loss: ConversionLoss): void {
    this.lossesTotal += 1;
    if (this.losses.length < this.options.limits.faultsMax) this.losses.push(loss);
  }

  private putXml(written: WrittenXmlEvent, frame: DocumentFrame, version: XmlVersion): string {
    if (frame.kind === 'event') return this.put(writeBareXmlEvent(written, version));
    return this.open(frame) + this.put(finishXmlEvent(written, this.declared ?? NOTHING));
  }

  private put(text: string): string {
    this.eventsWritten += 1;
    return this.options.to === 'json' && this.eventsWritten > 1 ? `,${text}` : text;
  }

  /** The frame's beginning, once. */
  private open(frame: DocumentFrame): string {
    if (this.declared !== undefined || frame.kind === 'event' || frame.kind === undefined) return '';
    const { to, creationDate } = this.options;
    const { kind, head = EMPTY_HEAD, masterData } = frame;
    const written =
      to === 'json'
        ? writeJsonFrame(head, { kind, creationDate, masterData })
        : writeXmlFrame(head, { kind, version: versionOf(to), creationDate, masterData });
    this.declared = written.declared;
    this.close = written.end;
    return written.start;
  }
}

const NOTHING: ReadonlyMap<string, string> = new Map();

function versionOf(to: DocumentForm): XmlVersion {
  return to === 'xml1.2' ? '1.2' : '2.0';
}
