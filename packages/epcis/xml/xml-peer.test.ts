// Our reader of XML against saxes: the same documents taken, the same refused, the same tree, however the text is cut in pieces.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { SaxesParser } from 'saxes';
import type { XmlElement } from './xml-element.ts';
import { XmlStream } from './xml-stream.ts';

const corpus = path.join(process.env['NGUON_CORPUS'] ?? path.resolve('../shared/corpus'), 'epcis');
const missing = !existsSync(corpus);
if (missing && process.env['CI'] === 'true') throw new Error(`No test corpus at ${corpus}`);

interface Tree {
  readonly name: string;
  readonly attributes: string[];
  text: string;
  readonly children: Tree[];
}

interface Outcome {
  readonly tree: Tree | undefined;
  readonly fault: string | undefined;
  /** Line and column of the fault. */
  readonly place: string;
}

function toTree({ uri, name, attributes, text, children }: XmlElement): Tree {
  const pairs = attributes.map((attribute) => `{${attribute.uri}}${attribute.name}=${attribute.value}`);
  return { name: `{${uri}}${name}`, attributes: pairs, text, children: children.map(toTree) };
}

function readOurs(pieces: readonly string[]): Outcome {
  let tree: Tree | undefined;
  let fault: string | undefined;
  let place = '';
  const stream = new XmlStream(
    {
      open: () => 'collect',
      take: (element) => void (tree = toTree(element)),
      leave: () => undefined,
      fail: (code, _words, line, column) => {
        fault = code;
        place = `${line}:${column}`;
      },
    },
    200,
  );
  for (const piece of pieces) stream.write(piece);
  stream.end();
  return { tree: fault === undefined ? tree : undefined, fault, place };
}

/** Undefined where it is refused: by saxes, or by the rules that stand above it here. */
function readPeer(text: string): Tree | undefined {
  const parser = new SaxesParser({ xmlns: true });
  let root: Tree | undefined;
  let refused = !text.isWellFormed(); // saxes takes halves of surrogate pairs
  const above: Tree[] = [];
  const refuse = (): void => void (refused = true);
  parser.on('error', refuse);
  parser.on('processinginstruction', refuse);
  parser.on('doctype', (type) => void (refused ||= !/^[ \n\t]+[^ \n\t[\]"'<>]+[ \n\t]*$/.test(type)));
  parser.on('xmldecl', ({ version, encoding }) => {
    refused ||= version !== '1.0' || (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding));
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const own = Object.values(attributes).filter(({ name, prefix }) => name !== 'xmlns' && prefix !== 'xmlns');
    // saxes takes local parts that are no names of their own, such as that of `a:1`.
    refused ||= [local, ...Object.values(attributes).map((attribute) => attribute.local)].some((name) => /^[-.\d\u00b7]/.test(name));
    const pairs = own.map((attribute) => `{${attribute.uri}}${attribute.local}=${attribute.value}`);
    const tree: Tree = { name: `{${uri}}${local}`, attributes: pairs, text: '', children: [] };
    above.at(-1)?.children.push(tree);
    root ??= tree;
    above.push(tree);
  });
  parser.on('closetag', () => void above.pop());
  const add = (piece: string): void => {
    const tree = above.at(-1);
    if (tree === undefined) return;
    const keeps = tree.attributes.includes('{http://www.w3.org/XML/1998/namespace}space=preserve');
    if (keeps || piece.charCodeAt(0) > 32 || piece.trim() !== '') tree.text += piece;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  try {
    parser.write(text).close();
  } catch (error) {
    // saxes throws where a text ends behind `--`.
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
  return refused ? undefined : root;
}

const TAKEN = [
  '<a/>',
  '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<!-- one --><!DOCTYPE project>\n<a b = "1"\tc=\'"\' ></a >\n<!-- - -->\n',
  '<a>x&amp;&lt;&gt;&quot;&apos;&#65;&#x1F34E;&#x0a;&#13;y</a>',
  '<a>one<!--two-->three<![CDATA[<four>&amp;]]]]><![CDATA[>]]>] ]] ]&gt; five</a>',
  '<a b="x\r\ny\tz&#10;&#9;&#x20;&lt;\u00e9\u{1f34e}" c=">/>"><b xml:space="preserve">  </b>\r\n\r<c>\u00a0</c>  </a>',
  '<p:a xmlns:p="urn:p" xmlns="urn:d" p:b="1" b="2"><c xmlns="">t</c><d xmlns:p="urn:q"><p:e/></d><d xmlns:p="urn:q"><p:e/></d><p:f/></p:a>',
  '<ch\u1eef \u0111\u1ed9="\u{20000}">\ud83c\udf4e\ufffd\u0085\u2028</ch\u1eef>',
  '<a><!----><b/><b></b><b\n/><b\n></b\n></a><!-- after -->',
  '<?xml version=\'1.0\'  encoding = "utf8" ?><a>]]</a>',
];

/** What must be refused, with code, line and column of what is wrong. */
const REFUSED: readonly (readonly [text: string, code: string, place: string])[] = [
  ['', 'xml_empty', '1:1'],
  [' \n', 'xml_syntax', '2:1'],
  ['<a>\n</b>', 'xml_syntax', '2:1'],
  ['<a>\n  <b c="1" c="2"/></a>', 'xml_syntax', '2:17'],
  ['<a>\r\n\r&nbsp;</a>', 'xml_entity', '3:6'],
  ['<a b="\n&x;"/>', 'xml_entity', '2:3'],
  ['<a>& b</a>', 'xml_syntax', '1:4'],
  ['<a>&#0;</a>', 'xml_syntax', '1:7'],
  ['<a>&#xD800;</a>', 'xml_syntax', '1:11'],
  ['<a>\n\n]]></a>', 'xml_syntax', '3:3'],
  ['<a b="<"/>', 'xml_syntax', '1:7'],
  ['<a b=1/>', 'xml_syntax', '1:6'],
  ['<a b/>', 'xml_syntax', '1:5'],
  ['<a b="1"c="2"/>', 'xml_syntax', '1:9'],
  ['<a / >', 'xml_syntax', '1:4'],
  ['<1/>', 'xml_syntax', '1:2'],
  ['<a><!-- -- --></a>', 'xml_syntax', '1:9'],
  ['<a/><b/>', 'xml_syntax', '1:5'],
  ['<a/>\n text', 'xml_syntax', '1:5'],
  ['<![CDATA[x]]><a/>', 'xml_syntax', '1:1'],
  ['<a>\u0001</a>', 'xml_syntax', '1:4'],
  ['<a>\ud83c</a>', 'xml_syntax', '1:4'],
  ['<a>x\uffff</a>', 'xml_syntax', '1:5'],
  ['<!-- \u0008 --><a/>', 'xml_syntax', '1:6'],
  [' <?xml version="1.0"?><a/>', 'xml_syntax', '1:2'],
  ['<?xml version="1.0" standalone="maybe"?><a/>', 'xml_syntax', '1:1'],
  ['<?xml encoding="utf-8"?><a/>', 'xml_syntax', '1:1'],
  ['<?xml version="1.0" encoding="utf-16"?><a/>', 'xml_encoding', '1:1'],
  ['<?xml version="1.1"?><a/>', 'xml_version', '1:1'],
  ['<a>\n<?b c?></a>', 'xml_instruction', '2:1'],
  ['\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'xml_doctype', '2:1'],
  ['<!DOCTYPE a SYSTEM "b.dtd"><a/>', 'xml_doctype', '1:1'],
  ['<!DOCTYPE a><!DOCTYPE a><a/>', 'xml_syntax', '1:13'],
  ['<a/><!DOCTYPE a>', 'xml_syntax', '1:5'],
  ['<a><b></a>', 'xml_syntax', '1:7'],
  ['<a><b>', 'xml_syntax', '1:7'],
  ['<a', 'xml_syntax', '1:3'],
  ['<a/><!-- ', 'xml_syntax', '1:10'],
  ['<x:a/>', 'xml_prefix_unknown', '1:1'],
  ['<a x:b="1"/>', 'xml_prefix_unknown', '1:1'],
  ['<a xmlns:x=""/>', 'xml_syntax', '1:1'],
  ['<a xmlns:xmlns="urn:x"/>', 'xml_syntax', '1:1'],
  ['<a xmlns:x="urn:x" xmlns:y="urn:x" x:b="1" y:b="2"/>', 'xml_syntax', '1:1'],
  ['<:a xmlns="urn:x"/>', 'xml_syntax', '1:2'],
];

test('oddities of XML are read as saxes reads them', () => {
  for (const text of TAKEN) {
    const { tree, fault } = readOurs([text]);
    assert.deepEqual({ tree, fault }, { tree: readPeer(text), fault: undefined }, text);
  }
});

test('what is not well-formed is refused where it goes wrong, by saxes too', () => {
  for (const [text, code, place] of REFUSED) {
    const ours = readOurs([text]);
    assert.deepEqual([ours.fault, ours.place], [code, place], text);
    assert.equal(readPeer(text), undefined, text);
  }
});

test('pieces may end anywhere, in the middle of a mark, a character or a line break', () => {
  for (const text of [...TAKEN, ...REFUSED.map(([refused]) => refused)]) {
    const whole = readOurs([text]);
    assert.deepEqual(readOurs([...text].flatMap((character) => character.split(''))), whole, text);
    for (let at = 0; at <= text.length; at += 1) assert.deepEqual(readOurs([text.slice(0, at), text.slice(at)]), whole, `${text} at ${at}`);
  }
});

/** The same numbers for the same seed (mulberry32). */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

// prettier-ignore
const PARTS = [
  '<', '>', '/', '&', ';', '"', "'", '=', ' ', '\n', '\r', '\t', ']', ']]>', '<![CDATA[', '<!--', '-->', '--', '<!DOCTYPE a>', '<!', '<?', '?>',
  '<?xml version="1.0"?>', '&amp;', '&#10;', '&#xFFFE;', '&x;', '<b>', '</b>', '<b/>', '<:b/>', 'xmlns=""', ' xmlns:q="urn:q"', ' xmlns:q=""', 'q:', ':',
  ' b="1"', '\u0000', '\u000b', '\u0085', '\ufeff', '\ufffe', '\ud83c', '\udf4e', '\u{1f34e}', 'x', '1', '-', 'xml:', '<xml:a/>', '<a',
];

function spoil(text: string, random: (below: number) => number): string {
  let spoilt = text;
  for (let times = 1 + random(3); times > 0; times -= 1) {
    const at = random(spoilt.length + 1);
    const choice = random(4);
    const part = choice === 0 ? spoilt.slice(random(spoilt.length + 1)).slice(0, 30) : (PARTS[random(PARTS.length)] ?? '');
    spoilt = spoilt.slice(0, at) + (choice === 1 ? '' : part) + spoilt.slice(at + (choice === 2 ? 0 : random(4)));
  }
  return spoilt;
}

function compareSpoilt(texts: readonly string[], count: number, seed: number): { readonly taken: number; readonly refused: number } {
  const random = makeRandom(seed);
  let taken = 0;
  for (let number = 0; number < count; number += 1) {
    const text = spoil(texts[number % texts.length] ?? '', random);
    const cut = random(text.length + 1);
    const ours = readOurs([text.slice(0, cut), text.slice(cut)]);
    assert.deepEqual(ours.tree, readPeer(text), JSON.stringify(text));
    if (ours.tree !== undefined) taken += 1;
  }
  return { taken, refused: count - taken };
}

test('spoilt oddities are taken and refused as by saxes', () => {
  const { taken, refused } = compareSpoilt(TAKEN, 20_000, 1);
  assert.ok(taken > 1_000 && refused > 1_000, `${taken} taken, ${refused} refused`);
});

test('documents of others are read as by saxes, whole and spoilt', missing ? { skip: 'no test corpus' } : {}, () => {
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xml'));
  const texts = names.map((name) => readFileSync(path.join(corpus, name), 'utf8'));
  for (const [index, text] of texts.entries()) assert.deepEqual(readOurs([text]).tree, readPeer(text), names[index]);
  assert.ok(texts.length > 150, `only ${texts.length} documents`);
  const { taken, refused } = compareSpoilt(
    texts.filter((text) => text.length < 10_000),
    2_000,
    2,
  );
  assert.ok(taken > 200 && refused > 200, `${taken} taken, ${refused} refused`);
});
