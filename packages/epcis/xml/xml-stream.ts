// Reads XML text piece by piece into elements, with limits on everything and nothing fetched or expanded (XML 1.0).
import { SaxesParser } from 'saxes';
import type { SaxesTagPlain } from 'saxes';
import type { FaultWords } from '../fault.ts';
import type { FaultCode } from '../fault-texts.ts';
import { XML_NAMESPACE, XmlElement, XmlScope } from './xml-element.ts';
import type { XmlAttribute } from './xml-element.ts';
import { describeSyntax } from './xml-syntax.ts';

export interface XmlHandler {
  /** `enter`: its children come one by one; `collect`: it comes whole to `take`; `skip`: nothing of it is wanted. */
  open(element: XmlElement): 'enter' | 'collect' | 'skip';
  /** A collected element, whole. */
  take(element: XmlElement): void;
  /** An entered element has ended. */
  leave(element: XmlElement): void;
  /** The reading ends here; `line` and `column` are where, from 1. */
  fail(code: FaultCode, words: FaultWords, line: number, column: number): void;
}

/** Text taken by the parser at once, in characters: what a limit lets pass beyond itself. */
const SLICE_CHARS = 65_536;
/** Longest text, tag or comment, in characters. */
const PIECE_MAX_CHARS = 1_048_576;
/** Most elements of one collected element; an event with 100,000 identifiers is half of it. */
const ELEMENTS_MAX = 200_000;
const ATTRIBUTES_MAX = 256;
const NAME_MAX_CHARS = 512;
/** Most namespaces declared on one path of elements. */
const NAMESPACES_MAX = 500;

const ROOT_SCOPE = new XmlScope(
  new Map([
    ['', ''],
    ['xml', XML_NAMESPACE],
  ]),
  undefined,
);

export class XmlStream {
  private readonly parser = new SaxesParser({ xmlns: false, position: true });
  private readonly handler: XmlHandler;
  private readonly depthMax: number;
  private readonly path: XmlElement[] = [];
  /** Depth at which the element begins that is collected or skipped; 0 = none. */
  private inside = 0;
  private skipping = false;
  private elements = 0;
  private line = 1;
  private column = 1;
  private eventPosition = 0;
  private started = false;
  private stopped = false;

  constructor(handler: XmlHandler, depthMax: number) {
    this.handler = handler;
    this.depthMax = depthMax;
    const { parser } = this;
    parser.on('error', (error) => this.failSyntax(error.message));
    parser.on('xmldecl', ({ encoding, version }) => {
      if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding)) this.stop('xml_encoding', { got: encoding });
      if (version !== undefined && version !== '1.0') this.stop('xml_version', { got: version });
    });
    parser.on('doctype', (text) => this.readDoctype(text));
    parser.on('processinginstruction', ({ target }) => this.stop('xml_instruction', { got: target }));
    parser.on('comment', () => this.mark());
    parser.on('opentagstart', ({ name }) => {
      this.line = parser.line;
      this.column = parser.columnIndex - name.length - 1;
    });
    parser.on('opentag', (tag) => this.open(tag));
    parser.on('closetag', () => this.close());
    parser.on('text', (text) => this.text(text));
    parser.on('cdata', (text) => this.text(text));
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  write(text: string): void {
    if (!this.started && text !== '') {
      this.started = true;
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    }
    for (let start = 0; start < text.length && !this.stopped; start += SLICE_CHARS) {
      this.parser.write(text.length <= SLICE_CHARS ? text : text.slice(start, start + SLICE_CHARS));
      if (this.parser.position - this.eventPosition > PIECE_MAX_CHARS) this.stop('xml_piece_too_long', { max: PIECE_MAX_CHARS });
    }
  }

  end(): void {
    if (this.stopped) return;
    if (this.parser.position === 0) this.stop('xml_empty', {});
    else this.parser.close();
  }

  private mark(): void {
    this.eventPosition = this.parser.position;
  }

  private readDoctype(text: string): void {
    this.mark();
    // GS1's own examples begin with the bare `<!DOCTYPE project>`, which declares nothing and points nowhere.
    if (!/^\s*[^\s[\]"'<>]+\s*$/.test(text)) this.stop('xml_doctype', {});
  }

  private open(tag: SaxesTagPlain): void {
    this.mark();
    if (this.stopped) return;
    const { path } = this;
    if (path.length >= this.depthMax) return this.stop('xml_too_deep', { max: this.depthMax });
    const parent = path.at(-1);
    const element = this.makeElement(tag, parent?.scope ?? ROOT_SCOPE);
    if (element === undefined || this.isStopped) return;
    path.push(element);
    if (this.inside > 0) {
      if (this.skipping) return;
      if (++this.elements > ELEMENTS_MAX) return this.stop('xml_too_many_elements', { max: ELEMENTS_MAX });
      parent?.add(element);
      return;
    }
    const choice = this.handler.open(element);
    if (choice === 'enter') return;
    this.inside = path.length;
    this.skipping = choice === 'skip';
    this.elements = 0;
  }

  private close(): void {
    this.mark();
    if (this.stopped) return;
    const { path } = this;
    const depth = path.length;
    const element = path.pop();
    if (element === undefined) return;
    if (this.inside === 0) this.handler.leave(element);
    if (this.inside !== depth) return;
    this.inside = 0;
    if (!this.skipping) this.handler.take(element);
  }

  private text(text: string): void {
    this.mark();
    if (this.inside === 0 || this.skipping) return;
    const element = this.path[this.path.length - 1];
    // Line breaks and indents between elements are nearly half of all texts.
    if (element === undefined || (text.charCodeAt(0) <= 32 && text.trim() === '' && !element.keepsSpace)) return;
    element.text = element.text === '' ? text : element.text + text;
    if (element.text.length > PIECE_MAX_CHARS) this.stop('xml_piece_too_long', { max: PIECE_MAX_CHARS });
  }

  private makeElement({ name, attributes }: SaxesTagPlain, outer: XmlScope): XmlElement | undefined {
    let declared: Map<string, string> | undefined;
    let names: string[] | undefined;
    for (const key in attributes) {
      if (key !== 'xmlns' && !key.startsWith('xmlns:')) (names ??= []).push(key);
      else if (key !== 'xmlns:xml' && key !== 'xmlns:xmlns')
        (declared ??= new Map<string, string>()).set(key.slice(6), (attributes[key] ?? '').trim());
    }
    const scope = declared === undefined ? outer : new XmlScope(declared, outer);
    if (scope.size > NAMESPACES_MAX) return this.stop('context_too_large', { max: NAMESPACES_MAX });
    const found = names === undefined ? undefined : this.makeAttributes(names, attributes, scope);
    const colon = name.indexOf(':');
    if (colon < 0 && name.length <= NAME_MAX_CHARS) return new XmlElement('', name, scope.main, found, scope, this.line, this.column);
    const uri = this.resolve(name, colon, scope);
    if (uri === undefined) return undefined;
    return new XmlElement(name.slice(0, colon), name.slice(colon + 1), uri, found, scope, this.line, this.column);
  }

  private makeAttributes(names: readonly string[], values: Readonly<Record<string, string>>, scope: XmlScope): XmlAttribute[] | undefined {
    if (names.length > ATTRIBUTES_MAX) return this.stop('xml_too_many_attributes', { max: ATTRIBUTES_MAX });
    const found: XmlAttribute[] = [];
    for (const key of names) {
      const colon = key.indexOf(':');
      const value = values[key] ?? '';
      if (colon < 0 && key.length <= NAME_MAX_CHARS) found.push({ prefix: '', name: key, uri: '', value });
      else {
        const uri = this.resolve(key, colon, scope);
        if (uri !== undefined) found.push({ prefix: key.slice(0, colon), name: key.slice(colon + 1), uri, value });
      }
    }
    return found;
  }

  /** The namespace of a name with a prefix (Namespaces in XML 1.0 §6); undefined after a fault. */
  private resolve(name: string, colon: number, scope: XmlScope): string | undefined {
    if (name.length > NAME_MAX_CHARS) return this.stop('xml_name_too_long', { max: NAME_MAX_CHARS });
    const prefix = name.slice(0, colon);
    const uri = scope.get(prefix);
    if (uri === undefined || uri === '') return this.stop('xml_prefix_unknown', { got: prefix });
    const local = name.slice(colon + 1);
    if (local === '' || local.includes(':')) return this.stop('xml_syntax', { why: describeSyntax('malformed name') });
    return uri;
  }

  private failSyntax(message: string): void {
    if (this.stopped) return;
    const text = message.replace(/^\d+:\d+: /, '');
    if (text.startsWith('undefined entity')) this.stop('xml_entity', {});
    else this.stop('xml_syntax', { why: describeSyntax(text) });
  }

  private stop(code: FaultCode, words: FaultWords): undefined {
    if (this.stopped) return;
    this.stopped = true;
    this.handler.fail(code, words, this.parser.line, this.parser.columnIndex);
  }
}
