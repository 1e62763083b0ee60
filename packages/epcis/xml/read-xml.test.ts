// Reading XML: the same tree as the JSON twin, 1.2 wrappers, own namespaces, places of faults, text that comes in pieces.
import assert from 'node:assert/strict';
import test from 'node:test';
import { prehashEvent, readDocument } from '@nguon/epcis';
import type { DocumentReading } from '@nguon/epcis';
import { XmlDocumentReader, readXmlDocument } from '@nguon/epcis/xml';

const limits = { eventsMax: 100, depthMax: 64, faultsMax: 50 };

const document = (events: string, root = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" ${root} schemaVersion="2.0" creationDate="2026-11-22T08:00:00Z">
<EPCISBody><EventList>${events}</EventList></EPCISBody></epcis:EPCISDocument>`;

const head = '<eventTime>2026-11-22T08:00:00Z</eventTime><eventTimeZoneOffset>+07:00</eventTimeZoneOffset>';
const simple = (inside = '', epc = 'urn:epc:id:sgtin:9520001.000001.1'): string =>
  `<ObjectEvent>${head}<epcList><epc>${epc}</epc></epcList><action>OBSERVE</action>${inside}</ObjectEvent>`;

function bodyOf(reading: DocumentReading, index = 0): Record<string, unknown> {
  const { event, faults } = reading.events[index]!;
  assert.ok(event, JSON.stringify([reading.faults, faults]));
  return JSON.parse(event.body) as Record<string, unknown>;
}

function listFaults({ faults, events }: DocumentReading): [string, string, number | undefined][] {
  return [...faults, ...events.flatMap((event) => event.faults)].map(({ code, path, line }) => [code, path, line]);
}

test('an event becomes the JSON that its twin would have', () => {
  const body = bodyOf(
    readXmlDocument(
      document(
        `<ObjectEvent>${head}<epcList><epc> urn:epc:id:sgtin:9520001.000001.1 </epc></epcList><action>ADD</action>
         <bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
         <readPoint><id>urn:epc:id:sgln:9520001.00001.0</id><ex:gate>7</ex:gate></readPoint>
         <bizTransactionList><bizTransaction type="urn:epcglobal:cbv:btt:po">urn:x:1</bizTransaction></bizTransactionList>
         <quantityList><quantityElement><epcClass>urn:epc:class:lgtin:9520001.000001.L1</epcClass><quantity>1.50</quantity><uom>KGM</uom></quantityElement></quantityList>
         <sensorElementList><sensorElement><sensorMetadata deviceID="urn:d:1" ex:more="x"/><sensorReport type="gs1:Temperature" value="4.0" uom="CEL" booleanValue="1"/></sensorElement></sensorElementList>
         <persistentDisposition><set>urn:epcglobal:cbv:disp:active</set></persistentDisposition>
         <ilmd><ex:breed>na</ex:breed><ex:breed>dai</ex:breed><ex:box><inner>1</inner></ex:box></ilmd></ObjectEvent>`,
        'xmlns:ex="https://ns.example.com/epcis/" xmlns:gs1="https://gs1.org/voc/"',
      ),
      limits,
    ),
  );
  assert.deepEqual(body, {
    '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { ex: 'https://ns.example.com/epcis/' }],
    type: 'ObjectEvent',
    eventTime: '2026-11-22T08:00:00Z',
    eventTimeZoneOffset: '+07:00',
    epcList: ['urn:epc:id:sgtin:9520001.000001.1'],
    action: 'ADD',
    bizStep: 'urn:epcglobal:cbv:bizstep:commissioning',
    readPoint: { id: 'urn:epc:id:sgln:9520001.00001.0', 'ex:gate': '7' },
    bizTransactionList: [{ type: 'urn:epcglobal:cbv:btt:po', bizTransaction: 'urn:x:1' }],
    quantityList: [{ epcClass: 'urn:epc:class:lgtin:9520001.000001.L1', quantity: 1.5, uom: 'KGM' }],
    sensorElementList: [
      {
        sensorMetadata: { deviceID: 'urn:d:1', 'ex:more': 'x' },
        sensorReport: [{ type: 'gs1:Temperature', value: 4, uom: 'CEL', booleanValue: true }],
      },
    ],
    persistentDisposition: { set: ['urn:epcglobal:cbv:disp:active'] },
    ilmd: { 'ex:breed': ['na', 'dai'], 'ex:box': { inner: '1' } },
  });
});

test('numbers keep the digits of the XML', () => {
  const { event } = readXmlDocument(
    document(
      `<ObjectEvent>${head}<epcList/><action>OBSERVE</action><quantityList><quantityElement><epcClass>urn:epc:class:lgtin:9520001.000001.L1</epcClass><quantity>+12345678901234567890.10</quantity><uom>KGM</uom></quantityElement></quantityList></ObjectEvent>`,
    ),
    limits,
  ).events[0]!;
  assert.match(event?.body ?? '', /"quantity":12345678901234567890.1,/);
});

test('EPCIS 1.2: wrappers are opened, TransformationEvent and QuantityEvent are found', () => {
  const reading = readXmlDocument(
    `<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:1" schemaVersion="1.2" creationDate="2026-11-22T08:00:00Z"><EPCISBody><EventList>
      <ObjectEvent>${head}<baseExtension><eventID>urn:uuid:1</eventID></baseExtension><epcList/><action>OBSERVE</action>
        <extension><quantityList><quantityElement><epcClass>urn:epc:class:lgtin:9520001.000001.L1</epcClass></quantityElement></quantityList>
        <extension><later>1</later></extension></extension></ObjectEvent>
      <extension><TransformationEvent>${head}<inputEPCList><epc>urn:epc:id:sgtin:9520001.000001.1</epc></inputEPCList><outputEPCList><epc>urn:epc:id:sgtin:9520001.000001.2</epc></outputEPCList></TransformationEvent></extension>
      <QuantityEvent>${head}<epcClass>urn:epc:idpat:sgtin:9520001.000001.*</epcClass><quantity>5</quantity></QuantityEvent>
    </EventList></EPCISBody></e:EPCISDocument>`,
    limits,
  );
  assert.equal(reading.faultsTotal, 0);
  assert.deepEqual(
    reading.events.map(({ event, path }) => [event?.type, path]),
    [
      ['ObjectEvent', '/e:EPCISDocument/EPCISBody/EventList/ObjectEvent[1]'],
      ['TransformationEvent', '/e:EPCISDocument/EPCISBody/EventList/extension[1]/TransformationEvent[1]'],
      ['ObjectEvent', '/e:EPCISDocument/EPCISBody/EventList/QuantityEvent[1]'],
    ],
  );
  assert.equal(bodyOf(reading)['eventID'], 'urn:uuid:1');
  assert.equal(bodyOf(reading)['local:later'], '1');
  assert.deepEqual(bodyOf(reading, 2)['quantityList'], [{ epcClass: 'urn:epc:idpat:sgtin:9520001.000001.*', quantity: 5 }]);
  assert.deepEqual(
    reading.warnings.map(({ code }) => code),
    ['xml_unqualified'],
  );
});

test('own namespaces: with a prefix, the default one, one prefix for two, standard ones in other spellings', () => {
  const body = bodyOf(
    readXmlDocument(
      document(
        simple(
          '<a:f xmlns:a="https://one.example/">1</a:f><a:f xmlns:a="https://two.example/">2</a:f><f xmlns="https://three.example/"><g/></f>' +
            '<m:lotNumber xmlns:m="urn:epcglobal:cbv:mda">L</m:lotNumber><epcis:x xmlns:epcis="https://four.example/">4</epcis:x>',
        ),
      ),
      limits,
    ),
  );
  const [, context] = body['@context'] as [string, Record<string, string>];
  const meaning = (key: string): string => {
    const [prefix = '', local = ''] = key.split(':');
    return (context[prefix] ?? prefix) + local;
  };
  const own = Object.keys(body).filter((key) => key.includes(':'));
  assert.deepEqual(own.map(meaning), [
    'https://one.example/f',
    'https://two.example/f',
    'https://three.example/f',
    'cbvmdalotNumber',
    'https://four.example/x',
  ]);
});

test('typed texts, attributes beside a text, nil, kept white space, names that JSON writes otherwise', () => {
  const body = bodyOf(
    readXmlDocument(
      document(
        simple(
          '<x:i xsi:type="xsd:integer">007</x:i><x:d xsi:type="xsd:double">2.50</x:d><x:b xsi:type="xsd:boolean">1</x:b><x:t xsi:type="xsd:dateTime"> 2026 </x:t>' +
            '<x:w unit="KGM">3.5</x:w><x:n xsi:nil="true"/><x:s xml:space="preserve"> a </x:s><x:sản_phẩm>táo</x:sản_phẩm><x:o><_x0040_id>7</_x0040_id></x:o>',
        ),
        'xmlns:x="https://x.example/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"',
      ),
      limits,
    ),
  );
  assert.deepEqual(
    Object.entries(body).filter(([key]) => key.startsWith('x:')),
    [
      ['x:i', 7],
      ['x:d', 2.5],
      ['x:b', true],
      ['x:t', '2026'],
      ['x:w', { '#text': '3.5', unit: 'KGM' }],
      ['x:n', null],
      ['x:s', ' a '],
      ['x:s%E1%BA%A3n_ph%E1%BA%A9m', 'táo'],
      ['x:o', { '@id': '7' }],
    ],
  );
});

test('the hash takes attributes beside a text as its children', () => {
  const xml = readXmlDocument(document(simple('<x:w xmlns:x="https://x.example/" unit="KGM">3.50</x:w>')), limits);
  assert.match(prehashEvent(xml.events[0]!.event!), /\{https:\/\/x\.example\/\}w=3\.5unit=KGM$/);
});

test('faults are those of JSON, with XPath, line and column of the nearest element', () => {
  const text = document(
    `\n<ObjectEvent><eventTime>yesterday</eventTime><eventTimeZoneOffset>+07:00</eventTimeZoneOffset>
<epcList><epc>urn:epc:id:sgtin:9520001.000001.1</epc><epc>nothing</epc></epcList>
<action>OBSERVE</action>
<quantityList><quantityElement><epcClass>urn:epc:class:lgtin:9520001.000001.L1</epcClass><quantity>many</quantity></quantityElement></quantityList>
<sourceList><source type="urn:epcglobal:cbv:sdt:nobody">urn:x:1</source></sourceList>
<madeUp>1</madeUp></ObjectEvent>\n${simple('<bizStep>shiping</bizStep>')}`,
  );
  const event = '/epcis:EPCISDocument/EPCISBody/EventList/ObjectEvent';
  assert.deepEqual(listFaults(readXmlDocument(text, limits)), [
    ['field_unknown', `${event}[1]/madeUp`, 9],
    ['time_malformed', `${event}[1]/eventTime`, 4],
    ['not_a_uri', `${event}[1]/epcList/epc[2]`, 5],
    ['value_not_number', `${event}[1]/quantityList/quantityElement/quantity`, 7],
    ['cbv_unknown', `${event}[1]/sourceList/source/@type`, 8],
    ['cbv_unknown_near', `${event}[2]/bizStep`, 10],
  ]);
  const [first] = readXmlDocument(text, limits).events[1]!.faults;
  assert.deepEqual([first?.line, first?.column], [10, text.split('\n')[9]!.indexOf('<bizStep') + 1]);
});

test('what JSON cannot do, XML can do wrong: repeated fields, strange members, attributes out of place', () => {
  const faults = listFaults(
    readXmlDocument(
      document(
        `<ObjectEvent>${head}<epcList><epc>urn:epc:id:sgtin:9520001.000001.1</epc><EPC>x</EPC></epcList><action>OBSERVE</action><action kind="x">ADD</action></ObjectEvent>`,
      ),
      limits,
    ),
  );
  assert.deepEqual(
    faults.map(([code]) => code),
    ['xml_member_unknown', 'xml_repeated'],
  );
  const attribute = readXmlDocument(document(simple('<bizStep x="1">shipping</bizStep>')), limits);
  assert.deepEqual(
    listFaults(attribute).map(([code]) => code),
    ['xml_attribute_unknown'],
  );
});

test('the frame: what a document must have, query documents with QueryResults in or out of their namespace', () => {
  const root = (attributes: string, inside: string): string =>
    `<q:EPCISQueryDocument xmlns:q="urn:epcglobal:epcis-query:xsd:2" ${attributes}>${inside}</q:EPCISQueryDocument>`;
  const both = 'schemaVersion="2.0" creationDate="2026-11-22T08:00:00Z"';
  const results = (name: string): string =>
    `<EPCISBody><${name}><queryName>Q</queryName><resultsBody><EventList>${simple()}</EventList></resultsBody></${name}></EPCISBody>`;
  for (const name of ['QueryResults', 'q:QueryResults']) {
    const reading = readXmlDocument(root(both, results(name)), limits);
    assert.deepEqual(
      [reading.kind, reading.events.length, reading.faultsTotal, reading.head?.queryName],
      ['EPCISQueryDocument', 1, 0, 'Q'],
    );
  }
  const codes = (text: string): string[] => listFaults(readXmlDocument(text, limits)).map(([code]) => code);
  assert.deepEqual(codes(root(both, '<EPCISBody><q:Poll/></EPCISBody>')), ['xml_element_unknown', 'field_missing']);
  assert.deepEqual(codes(root('', '')), ['field_missing', 'field_missing', 'field_missing']);
  assert.deepEqual(codes('<html/>'), ['xml_root_unknown']);
  assert.deepEqual(codes('<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><Body/></s:Envelope>').slice(0, 1), [
    'xml_root_unknown',
  ]);
  assert.deepEqual(codes(''), ['xml_empty']);
  assert.deepEqual(codes(document(simple().repeat(101))), ['too_many_events']);
});

test('header: master data with hierarchy and objects, business document header, own elements', () => {
  const reading = readXmlDocument(
    `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:1" xmlns:sb="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader" xmlns:hc="https://hc.example/ns" schemaVersion="1.2" creationDate="2026-11-22T08:00:00Z">
    <EPCISHeader><sb:StandardBusinessDocumentHeader><sb:Sender><sb:Identifier Authority="GS1">urn:s</sb:Identifier></sb:Sender><sb:Receiver><sb:Identifier>urn:r</sb:Identifier></sb:Receiver></sb:StandardBusinessDocumentHeader>
    <extension><EPCISMasterData><VocabularyList><Vocabulary type="urn:epcglobal:epcis:vtype:Location"><VocabularyElementList>
      <VocabularyElement id="urn:epc:id:sgln:9520001.00001.0"><attribute id="urn:epcglobal:cbv:mda#name">Vườn</attribute><attribute id="urn:x:o"><hc:a>1</hc:a></attribute><children><id>urn:epc:id:sgln:9520001.00001.1</id></children></VocabularyElement>
      <VocabularyElement id="not a uri"/>
    </VocabularyElementList></Vocabulary></VocabularyList></EPCISMasterData></extension><hc:statement>true</hc:statement></EPCISHeader>
    <EPCISBody><EventList/></EPCISBody></epcis:EPCISDocument>`,
    limits,
  );
  assert.deepEqual(reading.masterData, [
    {
      type: 'urn:epcglobal:epcis:vtype:Location',
      id: 'urn:epc:id:sgln:9520001.00001.0',
      attributes: [
        { id: 'urn:epcglobal:cbv:mda#name', value: 'Vườn' },
        { id: 'urn:x:o', value: '{"hc:a":"1"}', namespaces: { hc: 'https://hc.example/ns' } },
      ],
      children: ['urn:epc:id:sgln:9520001.00001.1'],
    },
  ]);
  assert.deepEqual([reading.head?.sender, reading.head?.receiver], ['urn:s', 'urn:r']);
  assert.deepEqual(reading.head?.header.keys, ['sbdh:StandardBusinessDocumentHeader', 'hc:statement']);
  assert.deepEqual(
    listFaults(reading).map(([code, path]) => [code, path.split('/').at(-1)]),
    [['not_a_uri', 'VocabularyElement[2]']],
  );
});

test('text may come in any pieces: the events are the same', () => {
  const text = `\ufeff${document([1, 2, 3].map((number) => simple('<x:y xmlns:x="https://x.example/">&#x110;ường &lt;1&gt; 😀</x:y>', `urn:epc:id:sgtin:9520001.000001.${number}`)).join('\r\n'))}`;
  const whole = readXmlDocument(text, limits).events.map(({ event }) => event?.body);
  assert.equal(whole.length, 3);
  assert.match(whole[0] ?? '', /Đường <1> 😀/);
  for (const size of [1, 7, 64]) {
    const reader = new XmlDocumentReader(limits);
    const bodies: (string | undefined)[] = [];
    for (let start = 0; start < text.length; start += size)
      bodies.push(...reader.write(text.slice(start, start + size)).map(({ event }) => event?.body));
    assert.equal(reader.end().faultsTotal, 0);
    assert.deepEqual(bodies, whole, `pieces of ${size}`);
  }
});

test('a bare event needs no frame, and its XML and JSON are one event', () => {
  const xml = readXmlDocument(simple(), limits);
  const json = readDocument(
    '{"@context":[],"type":"ObjectEvent","eventTime":"2026-11-22T15:00:00+07:00","eventTimeZoneOffset":"+07:00","epcList":["https://id.gs1.org/01/09520001000010/21/1"],"action":"OBSERVE"}',
    limits,
  );
  assert.equal(xml.kind, 'event');
  assert.equal(prehashEvent(xml.events[0]!.event!), prehashEvent(json.events[0]!.event!));
});
