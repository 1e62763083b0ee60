// Reads a document of either form as its text comes: XML event by event, JSON when all of it is there.
import { readDocument } from '../read-document.ts';
import type { DocumentLimits, DocumentOptions, DocumentReading, EventReading } from '../read-document.ts';
import { XmlDocumentReader } from './xml-document-reader.ts';

/** What stands around the events, as far as it is known. */
export type DocumentFrame = Pick<DocumentReading, 'kind' | 'head' | 'masterData'>;

const NO_FRAME: DocumentFrame = { kind: undefined, masterData: [] };

/** Push reader: `write` gives the events that ended in the text, `end` the rest of them and the reading without events. */
export class AnyDocumentReader {
  private readonly limits: DocumentLimits;
  private readonly options: DocumentOptions;
  private xml: XmlDocumentReader | undefined;
  /** Text whose beginning does not tell yet what it is, or JSON. */
  private pending: string[] = [];
  private isJson = false;
  private json: DocumentReading | undefined;

  constructor(limits: DocumentLimits, options: DocumentOptions = {}) {
    this.limits = limits;
    this.options = options;
  }

  get frame(): DocumentFrame {
    return this.xml?.frame ?? this.json ?? NO_FRAME;
  }

  write(text: string): readonly EventReading[] {
    if (this.xml !== undefined) return this.xml.write(text);
    this.pending.push(text);
    if (this.isJson) return [];
    const start = text.replace(/^\ufeff/, '').trimStart();
    if (start === '') return [];
    if (!start.startsWith('<')) {
      this.isJson = true;
      return [];
    }
    this.xml = new XmlDocumentReader(this.limits, this.options);
    const whole = this.pending.join('');
    this.pending = [];
    return this.xml.write(whole);
  }

  end(): DocumentReading {
    if (this.xml !== undefined) return { ...this.xml.end(), events: [] };
    const text = this.pending.join('');
    this.pending = [];
    return (this.json = readDocument(text, this.limits, this.options));
  }
}
