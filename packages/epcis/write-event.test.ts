// Answers: formats of identifiers, words, number texts, own @context entries, conflicts between events, withheld groups.
import assert from 'node:assert/strict';
import test from 'node:test';
import { prefixLengthFromTable } from '@nguon/gs1';
import { FIELD_GROUPS, readDocument, readJson, writeEvent, writeQueryDocument } from '@nguon/epcis';
import type { EpcFormat, FieldGroup, WriteOptions } from '@nguon/epcis';
import { writeXmlEvent } from '@nguon/epcis/xml';
import { FIELD_NUMBERS } from './event-fields.ts';
import { JsonObject } from './json-value.ts';
import { discloseBody } from './disclose.ts';
import { writeEventList } from './write-document.ts';

const CONTEXT = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';
const limits = { eventsMax: 10, depthMax: 64, faultsMax: 10 };
const options: WriteOptions = {
  epcFormat: 'Always_GS1_Digital_Link',
  prefixLength: prefixLengthFromTable([['9521234', 7]]),
  eventId: 'urn:uuid:1',
  recordTime: '2026-11-22T03:00:00.000Z',
};

const EVENT = `{"@context":["${CONTEXT}",{"ex":"https://ns.example.com/","unused":"https://unused.example/"}],
  "type":"AggregationEvent","eventID":"urn:uuid:given","recordTime":"2020-01-01T00:00:00Z",
  "eventTime":"2026-05-04T08:30:00.5+07:00","eventTimeZoneOffset":"+07:00","action":"ADD",
  "parentID":"urn:epc:id:sscc:9521234.0000000017","bizStep":"urn:epcglobal:cbv:bizstep:packing","disposition":"",
  "childEPCs":["https://shop.example/01/09521234000051/21/a"],
  "childQuantityList":[{"epcClass":"urn:epc:class:lgtin:9521234.000005.L1","quantity":12.50,"uom":"KGM"},{"epcClass":"urn:x:1"}],
  "readPoint":{"id":"urn:epc:id:sgln:9521234.00001.0","ex:door":7},"bizLocation":{"id":"https://id.gs1.org/414/9521234000013"},
  "bizTransactionList":[{"type":"https://ref.gs1.org/cbv/BTT-po","bizTransaction":"urn:x:po"}],
  "sourceList":[{"type":"owning_party","source":"urn:epc:id:pgln:9521234.00002"},{"type":"cbv:SDT-location","source":"urn:x:place"}],
  "sensorElementList":[{"sensorReport":[{"type":"gs1:Temperature","value":1.0,"uom":"CEL"}]}],
  "ex:big":12345678901234567890,"ex:text":"<a href=\\"x\\">\\u0001</a>"}`;

function bodyOf(text: string): string {
  const reading = readDocument(text, limits);
  assert.deepEqual(
    reading.events.flatMap(({ faults }) => faults),
    [],
  );
  return reading.events[0]!.event!.body;
}

function write(changes: Partial<WriteOptions>, text = EVENT): Record<string, unknown> {
  return JSON.parse(writeEvent(bodyOf(text), { ...options, ...changes }).json) as Record<string, unknown>;
}

test('identifiers come in the format asked for', () => {
  const ids = (epcFormat: EpcFormat): unknown[] => {
    const event = write({ epcFormat }) as {
      parentID: string;
      childEPCs: string[];
      childQuantityList: { epcClass: string }[];
      readPoint: { id: string };
    };
    return [event.parentID, ...event.childEPCs, ...event.childQuantityList.map(({ epcClass }) => epcClass), event.readPoint.id];
  };
  const links = [
    'https://id.gs1.org/00/095212340000000174',
    'https://shop.example/01/09521234000051/21/a',
    'https://id.gs1.org/01/09521234000051/10/L1',
    'urn:x:1',
    'https://id.gs1.org/414/9521234000013',
  ];
  const captured = [
    'urn:epc:id:sscc:9521234.0000000017',
    links[1],
    'urn:epc:class:lgtin:9521234.000005.L1',
    'urn:x:1',
    'urn:epc:id:sgln:9521234.00001.0',
  ];
  assert.deepEqual(ids('Always_GS1_Digital_Link'), links);
  assert.deepEqual(ids('No_Preference'), links);
  assert.deepEqual(ids('Never_Translates'), captured);
  assert.deepEqual(ids('Always_EPC_URN'), [captured[0], 'urn:epc:id:sgtin:9521234.000005.a', ...captured.slice(2)]);
  assert.equal((write({ epcFormat: 'Always_EPC_URN', prefixLength: () => undefined })['childEPCs'] as string[])[0], links[1]);
});

const GDTI = ['urn:epc:id:gdti:9521234.00001.A1', 'https://id.gs1.org/253/9521234000013A1'] as const;
const GIAI = ['urn:epc:id:giai:9521234.tram-1', 'https://id.gs1.org/8004/9521234tram-1'] as const;
/** Every place of an event where CBV 2.0 §8 lets an identifier of GS1 stand beside the things, places and parties; `own` has none. */
const documentsAndDevices = (
  [gdti, giai]: readonly [string, string],
  own: string,
): string => `{"@context":["${CONTEXT}",{"ex":"https://ns.example.com/"}],
  "type":"TransformationEvent","eventID":"urn:uuid:given","eventTime":"2026-05-04T08:30:00+07:00","eventTimeZoneOffset":"+07:00",
  "inputEPCList":["https://example.com/a"],"outputEPCList":["https://example.com/b"],"certificationInfo":["${gdti}","https://example.com/c"],
  "transformationID":"${gdti}","bizTransactionList":[{"type":"po","bizTransaction":"${gdti}"},{"bizTransaction":"urn:x:po"}],
  "sensorElementList":[{"sensorMetadata":{"time":"2026-05-04T08:30:00Z","deviceID":"${giai}","deviceMetadata":"${giai}","rawData":"${gdti}",
    "dataProcessingMethod":"${gdti}","bizRules":"${gdti}"},"sensorReport":[{"type":"Temperature","value":1.0,"uom":"CEL"}],"ex:own":"${own}"},
    {"sensorReport":[{"type":"Temperature","value":1.0,"uom":"CEL","deviceID":"${giai}","deviceMetadata":"${giai}","rawData":"${gdti}",
    "dataProcessingMethod":"${gdti}","bizRules":"${gdti}"},{"type":"AbsoluteHumidity","uriValue":"${own}"}]}],
  "ilmd":{"ex:own":"${own}"},"ex:own":"${own}"}`;

test('papers, devices and rules come in the format asked for, in JSON and XML; fields of the user’s own as captured', () => {
  for (const form of [0, 1] as const) {
    const own = GDTI[form];
    const body = bodyOf(documentsAndDevices([GDTI[form], GIAI[form]], own));
    for (const [epcFormat, to] of [
      ['Always_GS1_Digital_Link', 1],
      ['No_Preference', 1],
      ['Always_EPC_URN', 0],
      ['Never_Translates', form],
    ] as const) {
      const { json } = writeEvent(body, { ...options, epcFormat });
      const expected = JSON.parse(documentsAndDevices([GDTI[to], GIAI[to]], own)) as Record<string, unknown>;
      const written = JSON.parse(json) as Record<string, unknown>;
      assert.deepEqual(
        written,
        {
          ...expected,
          '@context': written['@context'],
          eventID: options.eventId,
          recordTime: options.recordTime,
        },
        epcFormat,
      );
      const asXml = (given: string, format: EpcFormat): string =>
        writeXmlEvent(given, { ...options, epcFormat: format, version: '2.0', cbvFormat: 'No_Preference' }).content;
      const target = bodyOf(documentsAndDevices([GDTI[to], GIAI[to]], own));
      assert.equal(asXml(body, epcFormat), asXml(target, 'Never_Translates'), epcFormat);
    }
  }
});

test('words are bare, number texts and extensions as captured, recordTime and eventID ours', () => {
  const { json } = writeEvent(bodyOf(EVENT), options);
  for (const part of [
    '"bizStep":"packing"',
    '"type":"po"',
    '"type":"location"',
    '"type":"Temperature","value":1.0',
    '"quantity":12.50',
    '"ex:big":12345678901234567890',
    '"ex:text":"<a href=\\"x\\">\\u0001</a>"',
    '"eventID":"urn:uuid:1","recordTime":"2026-11-22T03:00:00.000Z"',
    '"eventTime":"2026-05-04T08:30:00.5+07:00"',
    `{"@context":["${CONTEXT}",{"ex":"https://ns.example.com/"}],`,
  ])
    assert.ok(json.includes(part), `${part} in ${json}`);
  for (const part of ['unused', 'disposition', 'urn:uuid:given', '2020-01-01']) assert.ok(!json.includes(part), `${part} in ${json}`);
  assert.equal(readJson(json, { depthMax: 64 }).faultsTotal, 0);
});

test('contexts of several events are joined; one that contradicts stays with its event', () => {
  const small = (namespace: string): string =>
    `{"@context":["${CONTEXT}",{"ex":"${namespace}","ex:n":{"@type":"xsd:integer"}}],"type":"ObjectEvent","eventTime":"2026-05-04T08:30:00Z","eventTimeZoneOffset":"+07:00","action":"ADD","epcList":[],"ex:n":1}`;
  const texts = [small('https://a.example/'), small('https://b.example/'), small('https://a.example/')];
  const written = texts.map((text) => writeEvent(bodyOf(text), { ...options, context: 'hoisted' }));
  const { context, list } = writeEventList(written);
  assert.deepEqual(JSON.parse(context), [CONTEXT, { ex: 'https://a.example/', 'ex:n': { '@type': 'xsd:integer' } }]);
  assert.deepEqual(
    (JSON.parse(list) as Record<string, unknown>[]).map((event) => event['@context']),
    [undefined, [CONTEXT, { ex: 'https://b.example/', 'ex:n': { '@type': 'xsd:integer' } }], undefined],
  );
  const answer = writeQueryDocument(written, { queryName: 'SimpleEventQuery', subscriptionId: 's1', creationDate: '2026-11-22T03:00:00Z' });
  const reading = readDocument(answer, limits);
  assert.equal(reading.faultsTotal, 0);
  assert.equal(reading.kind, 'EPCISQueryDocument');
  assert.deepEqual(
    reading.events.map(({ event }) => event?.tree.namespaces.find('ex')),
    ['https://a.example/', 'https://b.example/', 'https://a.example/'],
  );
});

test('an event keeps its own @context apart from the document', () => {
  const text = `{"@context":["${CONTEXT}",{"ex":"https://a.example/"}],"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-05-04T08:30:00Z","epcisBody":{"eventList":[
    {"@context":{"ex":"https://b.example/"},"type":"ObjectEvent","eventTime":"2026-05-04T08:30:00Z","eventTimeZoneOffset":"+07:00","action":"ADD","epcList":[],"ex:n":1.0},
    {"type":"ObjectEvent","eventTime":"2026-05-04T08:30:00Z","eventTimeZoneOffset":"+07:00","action":"ADD","epcList":[],"ex:n":1.0}]}}`;
  const bodies = readDocument(text, limits).events.map(({ event }) => event!.body);
  assert.ok(bodies[0]!.startsWith(`{"@context":["${CONTEXT}",{"ex":"https://b.example/"}],"type"`));
  assert.ok(bodies[1]!.startsWith(`{"@context":["${CONTEXT}",{"ex":"https://a.example/"}],"type"`));
  assert.ok(bodies.every((body) => body.includes('"ex:n":1.0')));
});

/** What must not be found anywhere in an answer that withholds the group. */
const SECRETS: Readonly<Record<FieldGroup, readonly string[]>> = {
  what: ['0952123400001', '09521234000051', 'urn:x:1"', 'KGM'],
  where: ['414', 'urn:x:place', 'readPoint', 'bizLocation', 'ex:door'],
  who: ['417'],
  quantity: ['12.50', 'KGM'],
  documents: ['urn:x:po'],
  ilmd: ['Temperature', 'ex:big', 'ex:door', 'ns.example.com', 'ex:text'],
};

test('withheld groups leave no trace, the others stay, and the event says so', () => {
  const open = JSON.stringify(write({}));
  for (const group of FIELD_GROUPS) {
    const event = write({ withheld: [group] });
    const text = JSON.stringify(event).replaceAll('12.5,', '12.50,');
    for (const secret of SECRETS[group]) assert.ok(!text.includes(secret), `${group}: ${secret} in ${text}`);
    for (const other of FIELD_GROUPS.filter(
      (name) => name !== group && !(group === 'ilmd' && name === 'where') && !(group === 'what' && name === 'quantity'),
    )) {
      const kept = SECRETS[other].find((secret) => open.includes(secret));
      if (kept !== undefined && !SECRETS[group].includes(kept)) assert.ok(text.includes(kept), `${group} took ${kept} away: ${text}`);
    }
    assert.deepEqual(event['nguon:withheld'], [group]);
    assert.equal((event['@context'] as [string, Record<string, string>])[1]['nguon'], 'urn:nguon:epcis:');
  }
  const bare = write({ withheld: FIELD_GROUPS });
  assert.deepEqual(Object.keys(bare).sort(), [
    '@context',
    'action',
    'bizStep',
    'eventID',
    'eventTime',
    'eventTimeZoneOffset',
    'nguon:withheld',
    'recordTime',
    'type',
  ]);
});

test('an ObjectEvent without its things is still an ObjectEvent', () => {
  const text = `{"@context":["${CONTEXT}"],"type":"ObjectEvent","eventTime":"2026-05-04T08:30:00Z","eventTimeZoneOffset":"+07:00","action":"ADD","epcList":["urn:x:1"]}`;
  const { json } = writeEvent(bodyOf(text), { ...options, withheld: ['what'] });
  assert.deepEqual((JSON.parse(json) as { epcList: string[] }).epcList, []);
  assert.equal(readDocument(json, limits).faultsTotal, 0);
});

test('fields without a prefix, which an event type of the user’s own may have, are withheld as its extensions are', () => {
  const text = `{"@context":["${CONTEXT}",{"ex":"https://ns.example.com/"}],"type":"ex:Tasting","eventTime":"2026-05-04T08:30:00Z",
    "eventTimeZoneOffset":"+07:00","epcList":["urn:x:1"],"verdict":"bitter","panel":{"head":"Hoa"},"ex:note":"bitter"}`;
  const event = write({ withheld: ['ilmd'] }, text);
  assert.deepEqual(
    Object.keys(event).filter((name) => ['verdict', 'panel', 'ex:note', 'epcList'].includes(name)),
    ['epcList'],
  );
  assert.equal(write({}, text)['verdict'], 'bitter');
});

test('each standard field goes with its group; those that stay for whoever may know of the event are named here', () => {
  const everything = new JsonObject();
  for (const name of Object.keys(FIELD_NUMBERS)) {
    everything.keys.push(name);
    everything.values.push([]);
  }
  const always = ['@context', 'type', 'recordTime', 'eventID', 'errorDeclaration', 'eventTime', 'eventTimeZoneOffset', 'action'];
  assert.deepEqual(discloseBody(everything, FIELD_GROUPS).keys, [
    ...always,
    'bizStep',
    'disposition',
    'persistentDisposition',
    'nguon:withheld',
  ]);
});
