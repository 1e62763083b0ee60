// The event hash in its editions: the reference tool's worked examples, XML and JSON alike, and in what the editions differ.
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import test from 'node:test';
import { HASH_EDITIONS, hashEventId, prehashEvent, readDocument } from '@nguon/epcis';
import type { EpcisEvent, HashEdition } from '@nguon/epcis';
import { readXmlDocument } from '@nguon/epcis/xml';

const limits = { eventsMax: 10, depthMax: 64, faultsMax: 50 };
const own = 'https://ns.example.com/epcis/';
const context = ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { example: own }];
const sha256 = (text: string): string => hash('sha256', text, 'hex');

function readOne(event: object): EpcisEvent {
  const reading = readDocument(JSON.stringify({ '@context': context, ...event }), limits);
  assert.equal(reading.faultsTotal, 0, JSON.stringify(reading.events.map(({ faults }) => faults)));
  return reading.events[0]!.event!;
}

function readOneXml(fields: string): EpcisEvent {
  const reading = readXmlDocument(
    `<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" xmlns:gs1="https://ref.gs1.org/voc/" xmlns:example="${own}" schemaVersion="2.0"
      creationDate="2026-11-22T08:00:00Z"><EPCISBody><EventList><ObjectEvent>${fields}</ObjectEvent></EventList></EPCISBody></e:EPCISDocument>`,
    limits,
  );
  assert.equal(reading.faultsTotal, 0, JSON.stringify(reading.events.map(({ faults }) => faults)));
  return reading.events[0]!.event!;
}

const digests = (event: EpcisEvent): Record<string, string> =>
  Object.fromEntries(HASH_EDITIONS.map((edition) => [edition, sha256(prehashEvent(event, edition))]));

// Values and digests of the examples 2 and 3 in the README of github.com/RalphTro/epcis-event-hash-generator, 22 November 2026.
const sensorEvent = {
  type: 'ObjectEvent',
  eventTime: '2020-04-01T14:00:00Z',
  eventTimeZoneOffset: '+01:00',
  epcList: ['https://id.gs1.org/01/04012345111118/21/9876'],
  action: 'OBSERVE',
  bizStep: 'inspecting',
  readPoint: { id: 'https://id.gs1.org/414/4012345000054' },
  sensorElementList: [
    {
      sensorMetadata: { deviceID: 'https://id.gs1.org/8004/4000001111', deviceMetadata: 'https://id.gs1.org/8004/4000001111' },
      sensorReport: [
        { type: 'Temperature', value: 26, uom: 'CEL', sDev: 0.1 },
        { type: 'AbsoluteHumidity', value: 12.1, uom: 'A93' },
        { type: 'Dimensionless', value: 0.05, uom: 'C35', microorganism: 'https://www.ncbi.nlm.nih.gov/taxonomy/1126011' },
        {
          type: 'Dimensionless',
          value: 0.18,
          uom: 'C35',
          chemicalSubstance: 'https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N',
        },
      ],
    },
  ],
};
const sensorDigests = {
  '2.0-table': '271565c346ae2fb28c4583c4dca4ab4772d465eb4e0b6e548d77d8b49377d95c',
  '2.1': 'f6bf8e2fb50f26f5baba52f722211eefdb0f427a3903c61ab015db6d1f93c3da',
};
const placeEvent = {
  type: 'ObjectEvent',
  eventTime: '2020-03-04T10:00:30Z',
  eventTimeZoneOffset: '+01:00',
  epcList: ['https://id.gs1.org/01/00614141111114/21/987'],
  action: 'OBSERVE',
  bizStep: 'departing',
  disposition: 'in_transit',
  readPoint: { id: 'https://id.gs1.org/414/4012345000115', 'example:myField1': 'AB-12' },
  bizTransactionList: [{ bizTransaction: 'urn:epc:id:gdti:4012345.11111.123', type: 'po' }],
  sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:4012345.00000' }],
  destinationList: [{ type: 'owning_party', destination: 'urn:epc:id:pgln:0614141.00000' }],
  'example:userExt': 'CD-34',
};
const placeDigests = {
  '2.0-table': '3ae14c02c4bdc220cc31942cf804f6845eb8dec96ba6483391c92a9b165f9329',
  '2.1': 'e9273954ba78387caf181fe74038871990dbc97568d068123d0a8774b843e383',
};

test('the worked examples of the reference tool come out, from JSON and from XML', () => {
  const xml = {
    sensor: readOneXml(`<eventTime>2020-04-01T15:00:00.000+01:00</eventTime><eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
      <epcList><epc>urn:epc:id:sgtin:4012345.011111.9876</epc></epcList><action>OBSERVE</action>
      <bizStep>urn:epcglobal:cbv:bizstep:inspecting</bizStep><readPoint><id>urn:epc:id:sgln:4012345.00005.0</id></readPoint>
      <sensorElementList><sensorElement>
        <sensorMetadata deviceID="urn:epc:id:giai:4000001.111" deviceMetadata="https://id.gs1.org/8004/4000001111"/>
        <sensorReport type="gs1:Dimensionless" chemicalSubstance="https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N" value="0.180" uom="C35"/>
        <sensorReport type="gs1:Dimensionless" microorganism="https://www.ncbi.nlm.nih.gov/taxonomy/1126011" value="0.05" uom="C35"/>
        <sensorReport type="gs1:Temperature" value="26.0" uom="CEL" sDev="0.1"/>
        <sensorReport type="gs1:AbsoluteHumidity" value="12.1" uom="A93"/>
      </sensorElement></sensorElementList>`),
    place: readOneXml(`<eventTime>2020-03-04T11:00:30+01:00</eventTime><eventTimeZoneOffset>+01:00</eventTimeZoneOffset>
      <epcList><epc>urn:epc:id:sgtin:0614141.011111.987</epc></epcList><action>OBSERVE</action>
      <bizStep>urn:epcglobal:cbv:bizstep:departing</bizStep><disposition>urn:epcglobal:cbv:disp:in_transit</disposition>
      <readPoint><id>urn:epc:id:sgln:4012345.00011.0</id><example:myField1>AB-12</example:myField1></readPoint>
      <bizTransactionList><bizTransaction type="urn:epcglobal:cbv:btt:po">urn:epc:id:gdti:4012345.11111.123</bizTransaction></bizTransactionList>
      <sourceList><source type="urn:epcglobal:cbv:sdt:owning_party">urn:epc:id:pgln:4012345.00000</source></sourceList>
      <destinationList><destination type="urn:epcglobal:cbv:sdt:owning_party">urn:epc:id:pgln:0614141.00000</destination></destinationList>
      <example:userExt>CD-34</example:userExt>`),
  };
  for (const [event, twin, wanted] of [
    [readOne(sensorEvent), xml.sensor, sensorDigests],
    [readOne(placeEvent), xml.place, placeDigests],
  ] as const) {
    const found = digests(event);
    assert.deepEqual({ '2.0-table': found['2.0-table'], '2.1': found['2.1'] }, wanted);
    assert.deepEqual(digests(twin), found);
    assert.equal(new Set(Object.values(found)).size, 3, 'each edition has its own');
  }
});

test('the identifier names the version; ids that Nguồn makes are of 2.0', () => {
  const ids = HASH_EDITIONS.map((edition) => hashEventId('x', () => 'd', edition));
  assert.deepEqual(ids, ['ni:///sha-256;d?ver=CBV2.0', 'ni:///sha-256;d?ver=CBV2.0', 'ni:///sha-256;d?ver=CBV2.1']);
  const event = readOne(placeEvent);
  assert.equal(
    hashEventId('x', () => 'd'),
    ids[0],
  );
  assert.equal(prehashEvent(event), prehashEvent(event, '2.0'));
});

/** Whether a change of an event changes its hash, by edition. */
function isSeen(change: object, base: object = placeEvent): Record<HashEdition, boolean> {
  const [before, after] = [readOne(base), readOne({ ...base, ...change })];
  const rows = HASH_EDITIONS.map((edition) => [edition, prehashEvent(before, edition) !== prehashEvent(after, edition)] as const);
  return Object.fromEntries(rows) as Record<HashEdition, boolean>;
}

test('what is left out: certification by the editions of the table, ids, record time and declarations by all', () => {
  assert.deepEqual(isSeen({ certificationInfo: ['https://certificate.example/1'] }), { '2.0': true, '2.0-table': false, '2.1': false });
  const declaration = { errorDeclaration: { declarationTime: '2026-11-22T08:00:00Z', reason: 'incorrect_data' } };
  for (const change of [declaration, { eventID: 'urn:uuid:11111111-1111-4111-8111-111111111111' }, { recordTime: '2026-11-22T08:00:00Z' }])
    assert.deepEqual(isSeen(change), { '2.0': false, '2.0-table': false, '2.1': false }, JSON.stringify(change));
});

test('an extension inside a standard field counts in every edition, also where the field has nothing else', () => {
  const all = { '2.0': true, '2.0-table': true, '2.1': true };
  assert.deepEqual(isSeen({ readPoint: { id: 'https://id.gs1.org/414/4012345000115', 'example:myField1': 'AB-13' } }), all);
  assert.deepEqual(isSeen({ bizLocation: { id: 'https://id.gs1.org/414/4012345000054', 'example:a': 1 } }), all);
  const [sensor] = sensorEvent.sensorElementList;
  const metadata = { ...sensor!.sensorMetadata, 'example:m': 'a' };
  const report = { ...sensor!.sensorReport[0], 'example:r': { 'example:in': 2 } };
  for (const element of [
    { ...sensor, sensorMetadata: metadata },
    { ...sensor, sensorReport: [report] },
    { ...sensor, 'example:e': 'b' },
  ])
    assert.deepEqual(isSeen({ sensorElementList: [element] }, sensorEvent), all);
  const text = prehashEvent(
    readOne({ ...sensorEvent, sensorElementList: [{ ...sensor, sensorMetadata: metadata, sensorReport: [report], 'example:e': 'b' }] }),
    '2.0-table',
  );
  assert.ok(
    text.endsWith(`uom=CELsensorElementsensorMetadata{${own}}m=asensorReport{${own}}r{${own}}in=2{${own}}e=b`),
    text.slice(text.indexOf('sensorElement')),
  );
});

test('by the table: things before their parent, then ilmd, extensions of fields, extensions of the event', () => {
  const event = readOne({
    ...placeEvent,
    type: 'TransactionEvent',
    action: 'ADD',
    parentID: 'https://id.gs1.org/00/106141412345678908',
  });
  const order = (edition: HashEdition): string[] =>
    prehashEvent(event, edition).match(/epcList|parentID|bizTransactionList|sourceList|destinationList|myField1|userExt/g) ?? [];
  assert.deepEqual(order('2.0'), ['parentID', 'epcList', 'myField1', 'bizTransactionList', 'destinationList', 'sourceList', 'userExt']);
  assert.deepEqual(order('2.1'), ['epcList', 'parentID', 'myField1', 'bizTransactionList', 'sourceList', 'destinationList', 'userExt']);
  assert.deepEqual(order('2.0-table'), [
    'epcList',
    'parentID',
    'bizTransactionList',
    'sourceList',
    'destinationList',
    'myField1',
    'userExt',
  ]);
  const made = prehashEvent(readOne({ ...placeEvent, action: 'ADD', ilmd: { 'example:lot': 'L1' } }), '2.0-table');
  assert.ok(made.endsWith(`ilmd{${own}}lot=L1readPoint{${own}}myField1=AB-12{${own}}userExt=CD-34`), made);
});

test('master data of things beside the event: bare names stay, id and @id are one, GS1’s vocabulary is at ref.gs1.org', () => {
  const write = (id: string): string =>
    prehashEvent(
      readOne({
        ...placeEvent,
        'gs1:masterDataAvailableFor': [{ [id]: 'https://id.example.com/01/04012345123456/10/LOT1', expirationDate: '2026-11-21' }],
      }),
      '2.1',
    );
  assert.equal(write('@id'), write('id'));
  assert.ok(
    write('id').includes(
      '{https://ref.gs1.org/voc/}masterDataAvailableForexpirationDate=2026-11-21id=https://id.gs1.org/01/04012345123456/10/LOT1',
    ),
    write('id'),
  );
});

test('a field named by its whole URI has the name that it has under a prefix, and in XML', () => {
  const json = digests(readOne({ ...sensorEvent, [`${own}note`]: 'x' }));
  assert.deepEqual(json, digests(readOne({ ...sensorEvent, 'example:note': 'x' })));
  const urn = prehashEvent(readOne({ ...sensorEvent, 'urn:example:ns:note': { 'https://ns.example.org/a#b': 'x' } }));
  assert.ok(urn.endsWith('{urn:example:ns:}note{https://ns.example.org/a#}b=x'), urn);
});
