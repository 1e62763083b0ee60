// XML that means harm: entities, outside references, depth, breadth, length. Each is refused at once and told clearly.
import assert from 'node:assert/strict';
import test from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { XmlDocumentReader, readXmlDocument } from '@nguon/epcis/xml';

const limits = { eventsMax: 1_000_000, depthMax: 64, faultsMax: 50 };
const root = (before: string, inside: string, attributes = ''): string =>
  `${before}<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" ${attributes} schemaVersion="2.0" creationDate="2026-11-22T08:00:00Z"><EPCISBody><EventList>${inside}</EventList></EPCISBody></epcis:EPCISDocument>`;
const event = (inside = '', epc = 'urn:epc:id:sgtin:9520001.000001.1'): string =>
  `<ObjectEvent><eventTime>2026-11-22T08:00:00Z</eventTime><eventTimeZoneOffset>+07:00</eventTimeZoneOffset><epcList><epc>${epc}</epc></epcList><action>OBSERVE</action>${inside}</ObjectEvent>`;

function codes(text: string): string[] {
  const { faults, events } = readXmlDocument(text, limits);
  return [...faults, ...events.flatMap((read) => read.faults)].map(({ code }) => code);
}

/** Processor time: what else the machine does must not count. */
function took_ms(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

test('entities of any kind are refused, the five of XML and characters by number are read', () => {
  const laughs =
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]>';
  assert.deepEqual(codes(root(laughs, event('<x:y xmlns:x="https://x.example/">&d;</x:y>'))), ['xml_doctype']);
  assert.deepEqual(codes(root('<!DOCTYPE x SYSTEM "file:///etc/passwd">', event())), ['xml_doctype']);
  assert.deepEqual(codes(root('<!DOCTYPE x PUBLIC "-//X//EN" "https://evil.example/x.dtd">', event())), ['xml_doctype']);
  assert.deepEqual(codes(root('<!DOCTYPE x [<!ENTITY % p SYSTEM "https://evil.example/"> %p;]>', event())), ['xml_doctype']);
  assert.deepEqual(codes(root('', event('<x:y xmlns:x="https://x.example/">&passwd;</x:y>'))), ['xml_entity']);
  assert.deepEqual(codes(root('<!DOCTYPE project>', event('<x:y xmlns:x="https://x.example/">&amp;&lt;&#x1f34e;</x:y>'))), []);
});

test('processing instructions, other encodings, other versions, broken text are refused', () => {
  assert.deepEqual(codes(root('<?xml-stylesheet href="https://evil.example/x.xsl"?>', event())), ['xml_instruction']);
  assert.deepEqual(codes(root('', `<?php x?>${event()}`)), ['xml_instruction']);
  assert.deepEqual(codes(root('<?xml version="1.0" encoding="ISO-8859-1"?>', event())), ['xml_encoding']);
  assert.deepEqual(codes(root('<?xml version="1.1"?>', event())), ['xml_version']);
  for (const broken of [
    '<a',
    '<a></b>',
    '<a><b></a>',
    '{"type":"x"}',
    '<a b="1" b="2"/>',
    '<a>&#0;</a>',
    '<a/><b/>',
    '<a>\u0001</a>',
    '<a:b:c xmlns:a="urn:x"/>',
  ])
    assert.ok(codes(broken).includes('xml_syntax'), broken);
  assert.deepEqual(codes('<x:a/>'), ['xml_prefix_unknown']);
  const { faults } = readXmlDocument(`${root('', event())}\n\n  <b/>`, limits);
  assert.deepEqual([faults[0]?.line, faults[0]?.vi.includes('dòng 3')], [3, true]);
});

test('depth, number of attributes, length of names, number of namespaces and elements have limits', () => {
  assert.deepEqual(codes(root('', event(`<x:a xmlns:x="https://x.example/">${'<b>'.repeat(100)}`))), ['xml_too_deep']);
  assert.deepEqual(codes('<a>'.repeat(200_000)), ['xml_root_unknown', 'xml_too_deep']);
  const attributes = Array.from({ length: 300 }, (_, index) => `a${index}="1"`).join(' ');
  assert.deepEqual(codes(root('', event(`<x:a xmlns:x="https://x.example/" ${attributes}/>`))), ['xml_too_many_attributes']);
  assert.deepEqual(codes(root('', event(`<x:${'a'.repeat(600)} xmlns:x="https://x.example/"/>`))), ['xml_name_too_long']);
  const declarations = Array.from({ length: 600 }, (_, index) => `xmlns:a${index}="https://x.example/${index}/"`).join(' ');
  assert.deepEqual(codes(root('', event(), declarations)), ['context_too_large']);
  assert.deepEqual(codes(root('', event(`<x:a xmlns:x="https://x.example/">${'<b/>'.repeat(210_000)}</x:a>`))), ['xml_too_many_elements']);
  assert.deepEqual(codes(root('', event(`<x:a xmlns:x="https://x.example/">${'y'.repeat(1_100_000)}</x:a>`))), ['xml_piece_too_long']);
  assert.deepEqual(codes(root(`<!--${'y'.repeat(1_200_000)}-->`, event())), ['xml_piece_too_long']);
});

test('no shape of a document costs more than its length', () => {
  const distinct = Array.from({ length: 60_000 }, (_, index) => `<x:a${index}/>`).join('');
  assert.ok(took_ms(() => assert.deepEqual(codes(root('', event(distinct), 'xmlns:x="https://x.example/"')), [])) < 5_000);
  const repeated = '<action>ADD</action>'.repeat(60_000);
  assert.ok(took_ms(() => assert.equal(codes(root('', event(repeated))).length, 50)) < 5_000);
  const scopes = '<b xmlns:c="urn:x:y"/>'.repeat(60_000);
  const declarations = Array.from({ length: 400 }, (_, index) => `xmlns:a${index}="https://x.example/${index}/"`).join(' ');
  assert.ok(took_ms(() => assert.deepEqual(codes(root('', event(`<a0:x>${scopes}</a0:x>`), declarations)), [])) < 5_000);
});

test('a long document is read in the memory of one event', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const piece = Array.from({ length: 100 }, (_, index) => event('', `urn:epc:id:sgtin:9520001.000001.${index}`)).join('');
  const reader = new XmlDocumentReader(limits);
  const [start, end] = root('', '|').split('|') as [string, string];
  let events = reader.write(start).length;
  const used = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const feed = (times: number): void => {
    for (let time = 0; time < times; time += 1) events += reader.write(piece).length;
  };
  feed(40);
  const before = used();
  feed(400);
  const grown = used() - before;
  events += reader.write(end).length;
  assert.equal(reader.end().faultsTotal, 0);
  assert.equal(events, 44_000);
  assert.ok(grown < 4_000_000, `${grown} bytes more after ${piece.length * 400} characters`);
});
