// Takes XML 1.0 text apart into tags and texts, jumping from mark to mark; looks closely only where a text asks for it.
import { HARD, findForbidden, isBlank, isSpace, isXmlName, readXmlText } from './xml-characters.ts';
import type { TextFault } from './xml-characters.ts';
import type { XmlName } from './xml-name-table.ts';
import { measureBareDoctype, readXmlDeclaration } from './xml-prolog.ts';
import type { XmlDeclaration } from './xml-prolog.ts';
import { XmlSource } from './xml-source.ts';
import type { SyntaxFault } from './xml-syntax.ts';
import { XmlTag } from './xml-tag.ts';

/** What `next` found; `more`: the text at hand is used up, `fault`: nothing further is read, `comment`: also a bare document type. */
export const TOKENS = { more: 0, fault: 1, open: 2, close: 3, text: 4, comment: 5, declaration: 6, instruction: 7 } as const;
export type Token = (typeof TOKENS)[keyof typeof TOKENS];

/** What ends the reading; `at` is an index of the source. */
export type ScanFault = { readonly at: number } & (
  { readonly kind: 'syntax'; readonly why: SyntaxFault } | { readonly kind: 'entity' | 'doctype' }
);

/** Longest document type that may be taken, in characters. */
const DOCTYPE_MAX = 1_024;

export class XmlScanner {
  readonly source = new XmlSource();
  /** The tag that `open` stands for. */
  readonly tag = new XmlTag();
  declaration: XmlDeclaration | undefined;
  /** Target of the processing instruction. */
  target = '';
  fault: ScanFault | undefined;
  /** Where the token began. */
  start = 0;
  /** Of a text: whether it is white space alone. */
  isBlank = false;
  private textEnd = 0;
  private resolved: string | undefined;
  private readonly open: XmlName[] = [];
  private hasRoot = false;
  private hasDoctype = false;
  private isAtStart = true;
  /** Index of the first mark for a closer look at or behind the place of reading. */
  private hardAt = -1;

  push(piece: string): boolean {
    const isReady = this.source.push(piece);
    if (isReady) this.hardAt = -1;
    return isReady;
  }

  /** The characters of a text token. */
  takeText(): string {
    return this.resolved ?? this.source.text.slice(this.start, this.textEnd);
  }

  next(): Token {
    const { source } = this;
    const { text, at } = source;
    const mark = text.indexOf('<', at);
    if (mark !== at) return mark < 0 ? this.awaitMark() : this.readText(at, mark);
    this.start = at;
    const code = text.charCodeAt(at + 1);
    if (code === 47) return this.readClose();
    if (code === 33) return this.readDeclared();
    if (code === 63) return this.readInstruction();
    if (code !== code) return this.awaitEnd('');
    return this.readOpen();
  }

  /** Makes the last of the text readable. */
  finish(): void {
    this.source.finish();
    this.hardAt = -1;
  }

  /** After the last token: whether the document is whole; `fault` says what it lacks. */
  isWhole(): boolean {
    const { source } = this;
    const end = source.text.length;
    if (!this.hasRoot) this.fail('no_root', end);
    else if (this.open.length > 0) this.fail('unclosed', end);
    else if (!isBlank(source.text, source.at, end)) this.fail('unexpected_end', end);
    return this.fault === undefined;
  }

  private awaitMark(): Token {
    const { text, at } = this.source;
    if (this.open.length === 0 && !isBlank(text, at, text.length)) return this.fail('text_outside', at);
    return this.awaitEnd('<');
  }

  private awaitEnd(ending: string): Token {
    this.source.await(ending);
    return TOKENS.more;
  }

  private readText(start: number, end: number): Token {
    const { source } = this;
    this.isAtStart = false;
    this.start = start;
    this.textEnd = end;
    this.resolved = undefined;
    source.at = end;
    this.isBlank = isBlank(source.text, start, end);
    if (this.isBlank) return TOKENS.text;
    if (this.open.length === 0) return this.fail('text_outside', start);
    if (this.findHard(start) >= end) return TOKENS.text;
    const read = readXmlText(source.text.slice(start, end));
    if (typeof read !== 'string') return this.failText(read, start);
    this.resolved = read;
    return TOKENS.text;
  }

  private findHard(from: number): number {
    if (this.hardAt >= from) return this.hardAt;
    HARD.lastIndex = from;
    this.hardAt = HARD.test(this.source.text) ? HARD.lastIndex - 1 : Number.MAX_SAFE_INTEGER;
    return this.hardAt;
  }

  private readOpen(): Token {
    const { source, tag } = this;
    this.isAtStart = false;
    const end = tag.read(source.text, source.at + 1);
    if (end < 0) return tag.fault === undefined ? this.awaitEnd(tag.ending) : this.failText(tag.fault, 0);
    if (this.open.length === 0) {
      if (this.hasRoot) return this.fail('two_roots', source.at);
      this.hasRoot = true;
    }
    source.at = end;
    if (!tag.isEmpty) this.open.push(tag.name);
    return TOKENS.open;
  }

  /** Of an element without content, whose tag came as `open`, there is no such token. */
  private readClose(): Token {
    const { source, open } = this;
    const { text, at } = source;
    const name = open.at(-1)?.raw;
    if (name === undefined) return this.fail('unmatched_close', at);
    let end = at + 2 + name.length;
    if (!text.startsWith(name, at + 2)) {
      // What has come may still be the beginning of the right name.
      if (text.length < end && name.startsWith(text.slice(at + 2))) return this.awaitEnd('>');
      return this.fail('unmatched_close', at);
    }
    while (isSpace(text.charCodeAt(end))) end += 1;
    if (end >= text.length) return this.awaitEnd('>');
    if (text.charCodeAt(end) !== 62) return this.fail('unmatched_close', at);
    open.pop();
    source.at = end + 1;
    return TOKENS.close;
  }

  /** Comments, CDATA and the document type. */
  private readDeclared(): Token {
    const { text, at } = this.source;
    this.isAtStart = false;
    if (text.startsWith('<!--', at)) return this.readComment();
    if (text.startsWith('<![CDATA[', at)) return this.readCdata();
    if (text.startsWith('<!DOCTYPE', at)) return this.readDoctype();
    const begun = text.slice(at, at + 9);
    return ['<!--', '<![CDATA[', '<!DOCTYPE'].some((start) => start.startsWith(begun))
      ? this.awaitEnd('')
      : this.fail('declared_unknown', at);
  }

  private readComment(): Token {
    const { source } = this;
    const { text, at } = source;
    const end = text.indexOf('--', at + 4);
    if (end < 0 || end + 2 === text.length) return this.awaitEnd('--');
    if (text.charCodeAt(end + 2) !== 62) return this.fail('comment', end);
    return this.skip(end + 3);
  }

  /** Passes over what has been read, unless it holds a character that no document may hold. */
  private skip(end: number): Token {
    const { source } = this;
    const forbidden = findForbidden(source.text.slice(source.at, end));
    if (forbidden >= 0) return this.fail('character', source.at + forbidden);
    source.at = end;
    return TOKENS.comment;
  }

  private readCdata(): Token {
    const { source } = this;
    const { text, at } = source;
    if (this.open.length === 0) return this.fail('text_outside', at);
    const end = text.indexOf(']]>', at + 9);
    if (end < 0) return this.awaitEnd(']]>');
    this.resolved = text.slice(at + 9, end);
    this.isBlank = isBlank(text, at + 9, end);
    const forbidden = findForbidden(this.resolved);
    if (forbidden >= 0) return this.fail('character', at + 9 + forbidden);
    source.at = end + 3;
    return TOKENS.text;
  }

  private readDoctype(): Token {
    const { source } = this;
    const { text, at } = source;
    if (this.hasDoctype || this.hasRoot) return this.fail('doctype_place', at);
    const piece = text.slice(at, at + DOCTYPE_MAX);
    const length = measureBareDoctype(piece);
    if (length === 0 && piece.length < DOCTYPE_MAX) return this.awaitEnd('');
    if (length <= 0) return this.stop({ kind: 'doctype', at });
    this.hasDoctype = true;
    return this.skip(at + length);
  }

  private readInstruction(): Token {
    const { source } = this;
    const { text, at } = source;
    const end = text.indexOf('?>', at + 2);
    if (end < 0) return this.awaitEnd('?>');
    const whole = text.slice(at, end + 2);
    const target = /^[^ \t\n?]*/.exec(whole.slice(2))?.[0] ?? '';
    source.at = end + 2;
    if (!isXmlName(target)) return this.fail('character', at);
    if (target.toLowerCase() === 'xml') {
      if (target !== 'xml' || !this.isAtStart) return this.fail('declaration_place', at);
      this.declaration = readXmlDeclaration(whole);
      this.isAtStart = false;
      return this.declaration === undefined ? this.fail('declaration', at) : TOKENS.declaration;
    }
    const forbidden = findForbidden(whole);
    if (forbidden >= 0) return this.fail('character', at + forbidden);
    this.target = target;
    return TOKENS.instruction;
  }

  private failText({ why, at }: TextFault, from: number): Token {
    return this.stop(why === undefined ? { kind: 'entity', at: from + at } : { kind: 'syntax', why, at: from + at });
  }

  private fail(why: SyntaxFault, at: number): Token {
    return this.stop({ kind: 'syntax', why, at });
  }

  private stop(fault: ScanFault): Token {
    this.fault = fault;
    return TOKENS.fault;
  }
}
