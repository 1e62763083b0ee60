// EPCIS XML over HTTP as a partner's system speaks it: capture of 2.0 and 1.2, answers by Accept, what 1.2 cannot say, problems.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readXmlDocument } from '@nguon/epcis/xml';
import { createApiKey } from '../../app/access/api-keys/create-api-key.ts';
import { OfficialSchemas } from '../conformance/official-schemas.ts';
import type { SchemaName } from '../conformance/official-schemas.ts';
import { gln, insertTestOrganisation, itemUri, placeUri } from '../support/sample-events.ts';
import { startTestProduct } from '../support/test-product.ts';

const { app, context } = await startTestProduct();
const db = context.database.system;
const orgId = await insertTestOrganisation(db, 'xml-maker', { gln: gln(601) });
const { key } = await createApiKey(
  db,
  { orgId, name: 'test', scopes: ['capture', 'query'] },
  { id: context.newId(), at: context.now(), actor: 'test', random: randomBytes(30) },
);

const corpus = process.env['NGUON_CORPUS'] ?? path.resolve('../shared/corpus');
const schemas = existsSync(corpus) ? new OfficialSchemas(corpus) : undefined;
if (schemas === undefined && process.env['CI'] === 'true') throw new Error(`No test corpus at ${corpus}`);

/** Valid under the official schema, where that is at hand. */
function assertValid(name: SchemaName, text: string): void {
  assert.equal(schemas?.findFault(name, text), undefined, text);
}

type Headers = Record<string, string>;
const post = (url: string, payload: string | Buffer, headers: Headers = {}) =>
  app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/xml', authorization: `Bearer ${key}`, ...headers } });
const get = (url: string, headers: Headers = {}) => app.inject({ url, headers: { authorization: `Bearer ${key}`, ...headers } });

const limits = { eventsMax: 100, depthMax: 64, faultsMax: 50 };
const XML = { accept: 'application/xml' };
const times = '<eventTime>2026-11-18T06:00:00.5+07:00</eventTime><eventTimeZoneOffset>+07:00</eventTimeZoneOffset>';
const event = (serial: string, more = '', id = ''): string =>
  `<ObjectEvent>${times}${id}<epcList><epc>${itemUri(21, serial)}</epc></epcList><action>OBSERVE</action><bizStep>urn:epcglobal:cbv:bizstep:inspecting</bizStep><readPoint><id>${placeUri(601)}</id></readPoint>${more}</ObjectEvent>`;
const sensors =
  '<sensorElementList><sensorElement><sensorReport type="gs1:Temperature" value="4.0" uom="CEL"/></sensorElement></sensorElementList>';
const document = (events: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" xmlns:gs1="https://gs1.org/voc/" schemaVersion="2.0" creationDate="2026-11-18T07:00:00Z"><EPCISBody><EventList>${events}</EventList></EPCISBody></epcis:EPCISDocument>`;

test('a document in XML is captured, its job is XML where XML was sent, JSON where JSON is asked for', async () => {
  const answer = await post(
    '/epcis/capture',
    document(event('A') + event('B', '<x:note xmlns:x="https://x.example/" unit="KGM">3.50</x:note>')),
  );
  assert.equal(answer.statusCode, 202, answer.body);
  assert.match(String(answer.headers['content-type']), /^application\/xml/);
  assertValid('2.0', answer.body);
  const job = await get(new URL(String(answer.headers['location'])).pathname, { accept: 'application/json' });
  assert.equal(job.json<{ eventsStored: number }>().eventsStored, 2);
  const list = await get('/epcis/capture', { accept: 'text/xml' });
  assert.match(String(list.headers['content-type']), /^text\/xml/);
  assert.match(list.body, /<nguon:captureJobs.*<epcis:EPCISCaptureJob running="false" success="true"/);
});

test('the same event in XML and JSON has one id: the second is a duplicate of the first', async () => {
  await post('/epcis/capture', document(event('C')));
  const json = {
    '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
    type: 'ObjectEvent',
    eventTime: '2026-11-17T23:00:00.500Z',
    eventTimeZoneOffset: '+07:00',
    epcList: [itemUri(21, 'C')],
    action: 'OBSERVE',
    bizStep: 'inspecting',
    readPoint: { id: placeUri(601) },
  };
  const again = await post('/epcis/events', JSON.stringify(json), { 'content-type': 'application/json' });
  assert.equal(again.statusCode, 409, again.body);
});

test('an answer in XML 2.0 is valid and holds what was captured, extensions and their attributes too', async () => {
  const answer = await get(`/epcis/events?MATCH_epc=${encodeURIComponent(itemUri(21, 'B'))}`, XML);
  assert.equal(answer.statusCode, 200, answer.body);
  assert.deepEqual(
    [answer.headers['gs1-epcis-version'], answer.headers['gs1-epc-format'], answer.headers['gs1-cbv-xml-format']],
    ['2.0.0', 'Always_GS1_Digital_Link', 'No_Preference'],
  );
  assertValid('2.0q', answer.body);
  assert.match(answer.body, /<bizStep>https:\/\/ref\.gs1\.org\/cbv\/BizStep-inspecting</);
  assert.match(answer.body, /<x:note unit="KGM">3\.50</);
  const reading = readXmlDocument(answer.body, limits);
  assert.deepEqual([reading.kind, reading.events.length, reading.faultsTotal], ['EPCISQueryDocument', 1, 0]);
  const kept = await get(`/epcis/events?MATCH_epc=${encodeURIComponent(itemUri(21, 'B'))}`, {
    ...XML,
    'gs1-cbv-xml-format': 'Never_Translates',
  });
  assert.match(kept.body, /<bizStep>urn:epcglobal:cbv:bizstep:inspecting</);
  const byOtherName = await get(`/epcis/events?MATCH_epc=${encodeURIComponent(itemUri(21, 'B'))}`, {
    ...XML,
    'gs1-cbv-format': 'Always_URN',
  });
  assert.match(byOtherName.body, /<bizStep>urn:epcglobal:cbv:bizstep:inspecting</);
  assert.equal(byOtherName.headers['gs1-cbv-xml-format'], 'Always_URN');
  const json = await get(`/epcis/events?MATCH_epc=${encodeURIComponent(itemUri(21, 'B'))}`);
  assert.match(json.body, /"bizStep":"inspecting".*"x:note":\{"#text":"3\.50","unit":"KGM"\}/);
});

test('pages go on in XML, and one event comes by its id', async () => {
  const first = await get('/epcis/events?perPage=1&EQ_bizStep=inspecting', XML);
  const next = /^<([^>]+)>; rel="next"$/.exec(String(first.headers['link']))?.[1] ?? '';
  const second = await get(new URL(next).pathname + new URL(next).search, XML);
  assert.equal(second.statusCode, 200, second.body);
  const [id] = [first, second].map(({ body }) => /<eventID>([^<]+)</.exec(body)?.[1] ?? '');
  assert.notEqual(id, /<eventID>([^<]+)</.exec(second.body)?.[1]);
  const one = await get(`/epcis/events/${encodeURIComponent(id ?? '')}`, XML);
  assertValid('2.0q', one.body);
  assert.ok(one.body.includes(`<eventID>${id}</eventID>`));
});

test('EPCIS 1.2 is given on request, and refused with the names of what it would lose', async () => {
  const ask = (serial: string, headers: Headers) => get(`/epcis/events?MATCH_epc=${encodeURIComponent(itemUri(21, serial))}`, headers);
  const old = await ask('A', { 'gs1-epcis-max': '1.2' });
  assert.equal(old.statusCode, 200, old.body);
  assert.equal(old.headers['gs1-epcis-version'], '1.2.0');
  assert.match(old.body, /xmlns:epcis="urn:epcglobal:epcis:xsd:1".*<bizStep>urn:epcglobal:cbv:bizstep:inspecting</);
  assertValid('1.2q', old.body);
  assert.equal((await ask('A', { ...XML, 'gs1-epcis-version': '1.2' })).headers['gs1-epcis-version'], '1.2.0');
  await post('/epcis/capture', document(event('S', sensors, '<eventID>urn:uuid:5a3b1c00-0000-4000-8000-000000000001</eventID>')));
  const lost = await ask('S', { 'gs1-epcis-max': '1.2', accept: 'application/json;q=0.1, application/xml' });
  assert.equal(lost.statusCode, 406);
  assert.match(String(lost.headers['content-type']), /^application\/problem\+xml/);
  assert.match(lost.body, /path="urn:uuid:5a3b1c00-0000-4000-8000-000000000001".*Would be lost: sensorElementList\./);
  assertValid('2.0', lost.body);
  for (const headers of [
    { 'gs1-epcis-max': '1.2', accept: 'application/json' },
    { 'gs1-epcis-min': '2.1' },
    { 'gs1-epcis-max': '1.0' },
    { ...XML, 'gs1-cbv-xml-format': 'Sometimes' },
  ])
    assert.equal((await ask('A', headers)).statusCode, 406, JSON.stringify(headers));
});

test('documents of EPCIS 1.2 are captured, TransformationEvent in its wrapper', async () => {
  const text = `<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:1" schemaVersion="1.2" creationDate="2026-11-18T07:00:00Z"><EPCISBody><EventList>
    <extension><TransformationEvent>${times}<inputEPCList><epc>${itemUri(21, 'A')}</epc></inputEPCList><outputEPCList><epc>${itemUri(21, 'T')}</epc></outputEPCList></TransformationEvent></extension>
    <ObjectEvent>${times}<baseExtension><eventID>urn:uuid:5a3b1c00-0000-4000-8000-000000000002</eventID></baseExtension><epcList/><action>OBSERVE</action><extension><quantityList><quantityElement><epcClass>urn:epc:class:lgtin:9520001.000001.L1</epcClass><quantity>5</quantity></quantityElement></quantityList></extension></ObjectEvent>
  </EventList></EPCISBody></epcis:EPCISDocument>`;
  const answer = await post('/epcis/capture', text, { accept: 'application/json' });
  assert.equal(answer.json<{ eventsStored: number }>().eventsStored, 2, answer.body);
  const back = await get('/epcis/events?eventType=TransformationEvent', { 'gs1-epcis-max': '1.2.0' });
  assertValid('1.2q', back.body);
  assert.match(back.body, /<extension><TransformationEvent>/);
});

test('faults of XML have XPath, line and column, in the answer and in the job; nothing is stored', async () => {
  const text = document(`\n${event('F')}\n${event('G', '<madeUp/>')}`);
  const json = await post('/epcis/capture', text, { accept: 'application/json' });
  assert.equal(json.statusCode, 400);
  assert.deepEqual(
    json
      .json<{ faults: { code: string; path: string; line: number }[] }>()
      .faults.map(({ code, path: place, line }) => [code, place, line]),
    [['field_unknown', '/epcis:EPCISDocument/EPCISBody/EventList/ObjectEvent[2]/madeUp', 3]],
  );
  const xml = await post('/epcis/capture', text);
  assert.equal(xml.statusCode, 400);
  assert.match(
    xml.body,
    /<type>epcisException:ValidationException<.*<nguon:fault code="field_unknown" path="[^"]*ObjectEvent\[2\]\/madeUp" line="3"/,
  );
  assertValid('2.0', xml.body);
  const proceeded = await post('/epcis/capture', text, { 'gs1-capture-error-behaviour': 'proceed' });
  assert.equal(proceeded.statusCode, 202);
  assert.match(proceeded.body, /success="false".*<errors><error><type>.*<nguon:eventsStored>1</);
  assertValid('2.0', proceeded.body);
});

test('one event alone: XML in, XML out, the same answer to the same request', async () => {
  const send = () => post('/epcis/events', event('E'), { 'idempotency-key': 'xml-1', accept: 'application/xml' });
  const answer = await send();
  assert.equal(answer.statusCode, 201, answer.body);
  const reading = readXmlDocument(answer.body, limits);
  assert.deepEqual([reading.kind, reading.faultsTotal], ['event', 0]);
  assert.match(answer.body, /<recordTime>.*<eventID>ni:\/\/\/sha-256;.*<bizStep>urn:epcglobal:cbv:bizstep:inspecting</);
  assert.equal((await send()).body, answer.body);
  assert.equal((await post('/epcis/events', document(event('H')), { accept: 'application/json' })).statusCode, 400);
  assert.equal((await post('/epcis/events', event('I'), { accept: 'text/html' })).statusCode, 406);
  assert.match((await get(`/epcis/events?MATCH_epc=${encodeURIComponent(itemUri(21, 'I'))}`)).body, /"eventList":\[\]/);
});

test('hostile XML is refused at the door with a clear word', async () => {
  const bomb = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>';
  for (const [text, code] of [
    [bomb, 'xml_doctype'],
    ['<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', 'xml_doctype'],
    ['<a>'.repeat(10_000), 'xml_too_deep'],
    ['<a', 'xml_syntax'],
    ['', 'xml_empty'],
    ['<html/>', 'xml_root_unknown'],
  ] as const) {
    const answer = await post('/epcis/capture', text, { accept: 'application/json' });
    assert.equal(answer.statusCode, 400, text.slice(0, 40));
    assert.ok(answer.body.includes(code), `${code}: ${answer.body.slice(0, 300)}`);
  }
  assert.equal((await post('/epcis/capture', Buffer.from([0x3c, 0x61, 0xff, 0x2f, 0x3e]))).statusCode, 400);
  assert.equal((await post('/epcis/capture', '<a/>', { 'content-type': 'text/plain' })).statusCode, 415);
});
