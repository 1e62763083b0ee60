// Reads XML text piece by piece into elements, with limits on everything and nothing fetched or expanded (XML 1.0).
import type { FaultWords } from '../fault.ts';
import type { FaultCode } from '../fault-texts.ts';
import { XML_NAMESPACE, XmlElement, XmlScope } from './xml-element.ts';
import type { XmlAttribute } from './xml-element.ts';
import type { XmlName } from './xml-name-table.ts';
import { TOKENS, XmlScanner } from './xml-scanner.ts';
import { SYNTAX_TEXTS } from './xml-syntax.ts';

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

/** Longest text, tag or comment, in characters. */
const PIECE_MAX_CHARS = 1_048_576;
/** Most elements of one collected element; an event with 100,000 identifiers is half of it. */
const ELEMENTS_MAX = 200_000;
const ATTRIBUTES_MAX = 256;
const NAME_MAX_CHARS = 512;
/** Most namespaces declared on one path of elements. */
const NAMESPACES_MAX = 500;

const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

const ROOT_SCOPE = new XmlScope(
  new Map([
    ['', ''],
    ['xml', XML_NAMESPACE],
  ]),
  undefined,
);

export class XmlStream {
  private readonly scanner = new XmlScanner();
  private readonly handler: XmlHandler;
  private readonly depthMax: number;
  private readonly path: XmlElement[] = [];
  /** Depth at which the element begins that is collected or skipped; 0 = none. */
  private inside = 0;
  private skipping = false;
  private elements = 0;
  private stopped = false;

  constructor(handler: XmlHandler, depthMax: number) {
    this.handler = handler;
    this.depthMax = depthMax;
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  write(text: string): void {
    if (this.stopped) return;
    if (this.scanner.push(text)) this.readTokens();
    if (this.scanner.source.pendingLength > PIECE_MAX_CHARS) this.stop('xml_piece_too_long', { max: PIECE_MAX_CHARS });
  }

  end(): void {
    if (this.stopped) return;
    const { scanner } = this;
    if (!scanner.source.hasText) return this.stop('xml_empty', {});
    scanner.finish();
    this.readTokens();
    if (!this.isStopped && !scanner.isWhole()) this.stopAtFault();
  }

  private readTokens(): void {
    const { scanner } = this;
    const { source } = scanner;
    while (!this.stopped) {
      const token = scanner.next();
      if (token === TOKENS.more) return;
      if (source.at - scanner.start > PIECE_MAX_CHARS) this.stop('xml_piece_too_long', { max: PIECE_MAX_CHARS });
      else if (token === TOKENS.open) this.open();
      else if (token === TOKENS.close) this.close();
      else if (token === TOKENS.text) this.text();
      else if (token === TOKENS.declaration) this.checkDeclaration();
      else if (token === TOKENS.instruction) this.stop('xml_instruction', { got: scanner.target });
      else if (token === TOKENS.fault) this.stopAtFault();
    }
  }

  private checkDeclaration(): void {
    const { version = '', encoding } = this.scanner.declaration ?? {};
    if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding)) this.stop('xml_encoding', { got: encoding });
    if (version !== '1.0') this.stop('xml_version', { got: version });
  }

  private open(): void {
    const { path, scanner } = this;
    if (path.length >= this.depthMax) return this.stop('xml_too_deep', { max: this.depthMax });
    const parent = path.at(-1);
    const element = this.makeElement(parent?.scope ?? ROOT_SCOPE);
    if (element === undefined || this.isStopped) return;
    path.push(element);
    if (this.inside === 0) this.enter(element);
    else if (!this.skipping) {
      if (++this.elements > ELEMENTS_MAX) return this.stop('xml_too_many_elements', { max: ELEMENTS_MAX });
      parent?.add(element);
    }
    if (scanner.tag.isEmpty) this.close();
  }

  private enter(element: XmlElement): void {
    const choice = this.handler.open(element);
    if (choice === 'enter') return;
    this.inside = this.path.length;
    this.skipping = choice === 'skip';
    this.elements = 0;
  }

  private close(): void {
    const { path } = this;
    const depth = path.length;
    const element = path.pop();
    if (element === undefined) return;
    if (this.inside === 0) this.handler.leave(element);
    if (this.inside !== depth) return;
    this.inside = 0;
    if (!this.skipping) this.handler.take(element);
  }

  private text(): void {
    if (this.inside === 0 || this.skipping) return;
    const { scanner } = this;
    const element = this.path[this.path.length - 1];
    // Line breaks and indents between elements are nearly half of all texts.
    if (element === undefined || (scanner.isBlank && !element.keepsSpace)) return;
    const text = scanner.takeText();
    if (text.charCodeAt(0) <= 32 && text.trim() === '' && !element.keepsSpace) return;
    element.text = element.text === '' ? text : element.text + text;
    if (element.text.length > PIECE_MAX_CHARS) this.stop('xml_piece_too_long', { max: PIECE_MAX_CHARS });
  }

  private makeElement(outer: XmlScope): XmlElement | undefined {
    const { source, start, tag } = this.scanner;
    const { name, names } = tag;
    const scope = names.length === 0 ? outer : this.readScope(outer);
    if (scope === undefined) return undefined;
    const found = names.length === 0 ? undefined : this.makeAttributes(scope);
    const uri = name.prefix === '' && name.raw.length <= NAME_MAX_CHARS ? scope.main : this.resolve(name, scope);
    if (uri === undefined) return undefined;
    const line = source.lineOf(start);
    return new XmlElement(name.prefix, name.local, uri, found, scope, line, source.columnOf(start));
  }

  /** The namespaces in force in the tag, with what it declares itself. */
  private readScope(outer: XmlScope): XmlScope | undefined {
    const { names, values } = this.scanner.tag;
    let declared: Map<string, string> | undefined;
    for (const [index, { raw, isDeclaration }] of names.entries()) {
      if (!isDeclaration) continue;
      const prefix = raw.slice(6);
      const uri = (values[index] ?? '').trim();
      if (!mayDeclare(prefix, uri)) return this.stop('xml_syntax', { why: SYNTAX_TEXTS.namespace });
      (declared ??= new Map<string, string>()).set(prefix, uri);
    }
    if (declared === undefined) return outer;
    const scope = outer.declare(declared);
    return scope.size > NAMESPACES_MAX ? this.stop('context_too_large', { max: NAMESPACES_MAX }) : scope;
  }

  private makeAttributes(scope: XmlScope): XmlAttribute[] | undefined {
    const { names, values } = this.scanner.tag;
    const found: XmlAttribute[] = [];
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index];
      if (name === undefined || name.isDeclaration) continue;
      const { prefix, local } = name;
      const uri = prefix === '' && local.length <= NAME_MAX_CHARS ? '' : this.resolve(name, scope);
      if (uri === undefined) return undefined;
      // Two prefixes of one namespace make one name of two (Namespaces in XML 1.0 §6.3).
      if (prefix !== '' && found.some((other) => other.name === local && other.uri === uri))
        return this.stop('xml_syntax', { why: SYNTAX_TEXTS.attribute_twice });
      if (found.push({ prefix, name: local, uri, value: values[index] ?? '' }) > ATTRIBUTES_MAX)
        return this.stop('xml_too_many_attributes', { max: ATTRIBUTES_MAX });
    }
    return found.length === 0 ? undefined : found;
  }

  /** The namespace of a name with a prefix (Namespaces in XML 1.0 §6); undefined after a fault. */
  private resolve({ raw, prefix }: XmlName, scope: XmlScope): string | undefined {
    if (raw.length > NAME_MAX_CHARS) return this.stop('xml_name_too_long', { max: NAME_MAX_CHARS });
    const uri = prefix === '' ? '' : scope.get(prefix);
    return uri === undefined || uri === '' ? this.stop('xml_prefix_unknown', { got: prefix }) : uri;
  }

  private stopAtFault(): void {
    const { fault } = this.scanner;
    if (fault === undefined) return;
    const words = fault.kind === 'syntax' ? { why: SYNTAX_TEXTS[fault.why] } : {};
    this.stop(`xml_${fault.kind}`, words, fault.at);
  }

  /** A limit or refusal stands where what it is about begins. */
  private stop(code: FaultCode, words: FaultWords, at = this.scanner.start): undefined {
    if (this.stopped) return;
    this.stopped = true;
    const { source } = this.scanner;
    this.handler.fail(code, words, source.lineOf(at), source.columnOf(at));
  }
}

/** Namespaces in XML 1.0 §3: `xml` and `xmlns` are as they are, and no prefix is taken back. */
function mayDeclare(prefix: string, uri: string): boolean {
  if (prefix === 'xml' || uri === XML_NAMESPACE) return prefix === 'xml' && uri === XML_NAMESPACE;
  return prefix !== 'xmlns' && uri !== XMLNS_NAMESPACE && (prefix === '' || uri !== '');
}
