// The names of a document, each taken apart and checked once: tags and attributes repeat from event to event.
import { isXmlName } from './xml-characters.ts';

/** A name as it stands in a tag (Namespaces in XML 1.0 §4). */
export class XmlName {
  readonly raw: string;
  readonly prefix: string;
  readonly local: string;
  /** Whether it is no name, or none with one prefix at most. */
  readonly isMalformed: boolean;
  /** `xmlns` or `xmlns:…`: as the name of an attribute it declares a namespace. */
  readonly isDeclaration: boolean;

  constructor(raw: string) {
    const colon = raw.indexOf(':');
    this.raw = raw;
    this.prefix = colon < 0 ? '' : raw.slice(0, colon);
    this.local = colon < 0 ? raw : raw.slice(colon + 1);
    this.isMalformed = !isXmlName(raw) || (colon >= 0 && (colon === 0 || this.local.includes(':') || !isXmlName(this.local)));
    this.isDeclaration = raw === 'xmlns' || this.prefix === 'xmlns';
  }
}

const SLOTS = 512;

/** Direct-mapped: a slot holds the last name whose hash fell on it, so that no document makes it grow. */
export class XmlNameTable {
  private readonly slots = new Array<XmlName | undefined>(SLOTS).fill(undefined);

  /** The name `text.slice(start, end)`; `hash` is any number made of its characters. */
  take(text: string, start: number, end: number, hash: number): XmlName {
    const slot = hash & (SLOTS - 1);
    const known = this.slots[slot];
    if (known !== undefined && known.raw.length === end - start && text.startsWith(known.raw, start)) return known;
    const fresh = new XmlName(text.slice(start, end));
    this.slots[slot] = fresh;
    return fresh;
  }
}
