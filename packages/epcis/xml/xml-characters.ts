// Characters and names of XML 1.0 (§2.2, §2.3), and texts with references brought to what they stand for (§4.1, §4.6).
import type { SyntaxFault } from './xml-syntax.ts';

/** NameStartChar and NameChar of §2.3, the colon included. */
const START = ':A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f';
const LATER = '\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const NAME = new RegExp(`^[${START}${LATER}][${START}${LATER}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040]*$`, 'u');

export function isXmlName(text: string): boolean {
  return NAME.test(text);
}

/** White space (§2.3) after line breaks are normalised. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9;
}

/** Whether nothing but white space stands from `start` to `end`. */
export function isBlank(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at += 1;
  return at === end;
}

/** What no part of a document may hold; a surrogate alone is no character (§2.2). */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Where the first character stands that XML does not allow; -1 where there is none. */
export function findForbidden(text: string): number {
  return text.search(FORBIDDEN);
}

/** What asks for a closer look at a text: references, `]]>`, forbidden characters and halves of pairs. */
export const HARD = /[&\]\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/g;

/** What is wrong with a text, undefined = it refers to an entity of its own; `at` is the index in it. */
export interface TextFault {
  readonly why: SyntaxFault | undefined;
  readonly at: number;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Character data as it stands between tags, with its references resolved. */
export function readXmlText(raw: string): string | TextFault {
  const forbidden = findForbidden(raw);
  if (forbidden >= 0) return { why: 'character', at: forbidden };
  const end = raw.indexOf(']]>');
  if (end >= 0) return { why: 'cdata_end', at: end + 2 };
  return resolveReferences(raw);
}

/** The value of an attribute: line breaks and tabs are blanks (§3.3.3), unless written as references. */
export function readXmlAttribute(raw: string): string | TextFault {
  const forbidden = findForbidden(raw);
  if (forbidden >= 0) return { why: 'character', at: forbidden };
  return resolveReferences(raw.replace(/[\t\n]/g, ' '));
}

function resolveReferences(raw: string): string | TextFault {
  let text = '';
  let from = 0;
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', from)) {
    const end = raw.indexOf(';', at);
    if (end < 0) return { why: 'ampersand', at };
    const name = raw.slice(at + 1, end);
    const character = name.startsWith('#') ? readNumber(name) : ENTITIES.get(name);
    if (character === undefined) return { why: judgeReference(name), at: end };
    text += raw.slice(from, at) + character;
    from = end + 1;
  }
  return from === 0 ? raw : text + raw.slice(from);
}

/** `#10` or `#xA`, which must be a character that XML allows. */
function readNumber(name: string): string | undefined {
  const code = /^#x[0-9a-fA-F]+$/.test(name) ? Number.parseInt(name.slice(2), 16) : /^#[0-9]+$/.test(name) ? Number(name.slice(1)) : -1;
  if (code < 0 || code > 0x10ffff) return undefined;
  const character = String.fromCodePoint(code);
  return FORBIDDEN.test(character) ? undefined : character;
}

function judgeReference(name: string): SyntaxFault | undefined {
  if (name.startsWith('#')) return 'character_reference';
  return isXmlName(name) ? undefined : 'ampersand';
}
