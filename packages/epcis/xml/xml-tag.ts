// Reads one opening tag: its name and its attributes (XML 1.0 §3.1).
import { isSpace, readXmlAttribute } from './xml-characters.ts';
import type { TextFault } from './xml-characters.ts';
import { XmlName, XmlNameTable } from './xml-name-table.ts';
import type { SyntaxFault } from './xml-syntax.ts';

/** Most attributes of a tag, declarations of namespaces included. */
const TAG_ATTRIBUTES_MAX = 1_024;
/** Up to this many attributes, repeated ones are searched by comparing; above, with a set. */
const FEW = 12;

const NO_NAME = new XmlName('-');

/** One object for all tags of a document: what it holds is of the tag read last. */
export class XmlTag {
  name = NO_NAME;
  /** Names and values of its attributes in their order. */
  readonly names: XmlName[] = [];
  readonly values: string[] = [];
  /** `<a/>` */
  isEmpty = false;
  /** What ends the part that is not there yet. */
  ending = '>';
  /** `at` is an index of the text. */
  fault: TextFault | undefined;
  private readonly table = new XmlNameTable();
  private end = 0;

  /** The index behind the tag whose name begins at `start`; -1 where there is a fault or the text ends before. */
  read(text: string, start: number): number {
    const { names } = this;
    if (names.length > 0) names.length = this.values.length = 0;
    this.isEmpty = false;
    const name = this.readName(text, start);
    if (name === undefined) return -1;
    this.name = name;
    const code = text.charCodeAt(this.end);
    if (code === 62) return this.end + 1;
    return this.readAttributes(text, this.end);
  }

  /** The name that begins at `start`; undefined where there is none or it may go on. */
  private readName(text: string, start: number): XmlName | undefined {
    let end = start;
    let hash = 0;
    let code = text.charCodeAt(end);
    // Blank, tab, line break, ", ', /, <, =, > and the end of the text end it.
    while (code > 62 || (code > 32 && code !== 62 && code !== 61 && code !== 47 && code !== 60 && code !== 34 && code !== 39)) {
      hash = (hash * 31 + code) | 0;
      code = text.charCodeAt(++end);
    }
    this.end = end;
    if (code !== code) return this.wait('>');
    const name = this.table.take(text, start, end, hash);
    return name.isMalformed ? this.fail('name', start) : name;
  }

  private readAttributes(text: string, from: number): number {
    let at = from;
    for (;;) {
      const before = at;
      while (isSpace(text.charCodeAt(at))) at += 1;
      const code = text.charCodeAt(at);
      if (code === 62) return this.checkRepeated(before) ? at + 1 : -1;
      if (code === 47) {
        const next = text.charCodeAt(at + 1);
        if (next === 62) {
          this.isEmpty = true;
          return this.checkRepeated(before) ? at + 2 : -1;
        }
        return next === next ? this.refuse('slash', at) : this.pause('>');
      }
      if (code !== code) return this.pause('>');
      if (at === before) return this.refuse(this.names.length === 0 ? 'character' : 'attribute_blank', at);
      at = this.readAttribute(text, at);
      if (at < 0) return -1;
    }
  }

  private readAttribute(text: string, start: number): number {
    const name = this.readName(text, start);
    if (name === undefined) return -1;
    let at = this.end;
    while (isSpace(text.charCodeAt(at))) at += 1;
    const code = text.charCodeAt(at);
    if (code !== 61) return code === code ? this.refuse('attribute_value', at) : this.pause('>');
    at += 1;
    while (isSpace(text.charCodeAt(at))) at += 1;
    const quote = text.charCodeAt(at);
    if (quote !== 34 && quote !== 39) return quote === quote ? this.refuse('attribute_quotes', at) : this.pause('>');
    const end = this.readValue(text, at + 1, quote);
    if (end < 0) return -1;
    this.names.push(name);
    if (this.names.length > TAG_ATTRIBUTES_MAX) return this.refuse('attributes_many', start);
    return end + 1;
  }

  /** Keeps the value that begins at `start`; the index of its closing quotation mark. */
  private readValue(text: string, start: number, quote: number): number {
    let end = start;
    let isHard = false;
    let code = text.charCodeAt(end);
    while (code !== quote) {
      if (code === 60) return this.refuse('character', end);
      if (code < 32 || code === 38 || code >= 0xd800) isHard = true;
      else if (code !== code) return this.pause(quote === 34 ? '"' : "'");
      code = text.charCodeAt(++end);
    }
    const raw = text.slice(start, end);
    const value = isHard ? readXmlAttribute(raw) : raw;
    if (typeof value !== 'string') {
      this.fault = { ...value, at: start + value.at };
      return -1;
    }
    this.values.push(value);
    return end;
  }

  private checkRepeated(at: number): boolean {
    const { names } = this;
    const { length } = names;
    if (length < 2) return true;
    if (length > FEW) {
      if (new Set(names.map(({ raw }) => raw)).size === length) return true;
      this.refuse('attribute_twice', at);
      return false;
    }
    for (let index = 1; index < length; index += 1) {
      for (let before = 0; before < index; before += 1) {
        if (names[before]?.raw === names[index]?.raw) {
          this.refuse('attribute_twice', at);
          return false;
        }
      }
    }
    return true;
  }

  private refuse(why: SyntaxFault, at: number): -1 {
    this.fault = { why, at };
    return -1;
  }

  private pause(ending: string): -1 {
    this.ending = ending;
    return -1;
  }

  private fail(why: SyntaxFault, at: number): undefined {
    this.refuse(why, at);
  }

  private wait(ending: string): undefined {
    this.ending = ending;
  }
}
