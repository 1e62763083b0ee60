// Writing XML: schema order, forms of identifiers and CBV values, what 1.2 lacks, own values that come back the same.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { EPC_FORMATS, readDocument } from '@nguon/epcis';
import { CBV_XML_FORMATS, readXmlDocument, writeBareXmlEvent, writeXmlEvent, writeXmlQueryDocument } from '@nguon/epcis/xml';
import type { StoredXmlOptions } from '@nguon/epcis/xml';

const limits = { eventsMax: 100, depthMax: 64, faultsMax: 50 };
const options: StoredXmlOptions = {
  version: '2.0',
  epcFormat: 'Never_Translates',
  cbvFormat: 'Never_Translates',
  prefixLength: () => 7,
  eventId: undefined,
  recordTime: undefined,
};
const context = ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld', { ex: 'https://ns.example.com/epcis/' }];
const base = {
  '@context': context,
  type: 'ObjectEvent',
  eventTime: '2026-11-22T08:00:00Z',
  eventTimeZoneOffset: '+07:00',
  epcList: ['urn:epc:id:sgtin:9520001.000001.1'],
  action: 'ADD',
};

function bodyOf(event: Record<string, unknown>): string {
  const reading = readDocument(JSON.stringify(event), limits);
  const [read] = reading.events;
  assert.ok(read?.event, JSON.stringify([reading.faults, read?.faults]));
  return read.event.body;
}

test('fields stand in the order of the schema, however they were captured', () => {
  const { content } = writeXmlEvent(
    bodyOf({
      ...base,
      ilmd: { 'ex:a': '1' },
      disposition: 'active',
      quantityList: [{ epcClass: 'urn:epc:class:lgtin:9520001.000001.L', quantity: 1e21, uom: 'KGM' }],
      bizStep: 'packing',
      'ex:z': 1,
    }),
    { ...options, eventId: 'urn:uuid:1', recordTime: '2026-11-22T09:00:00.000Z' },
  );
  assert.deepEqual(
    [...content.matchAll(/<(?!\/)([\w:]+)/g)].map(([, name]) => name),
    [
      'eventTime',
      'recordTime',
      'eventTimeZoneOffset',
      'eventID',
      'epcList',
      'epc',
      'action',
      'bizStep',
      'disposition',
      'quantityList',
      'quantityElement',
      'epcClass',
      'quantity',
      'uom',
      'ilmd',
      'ex:a',
      'ex:z',
    ],
  );
  assert.match(content, /<quantity>1000000000000000000000</);
});

test('every GS1-EPC-Format and GS1-CBV-XML-Format is written', () => {
  const body = bodyOf({
    ...base,
    epcList: ['urn:epc:id:sgtin:9520001.000001.1', 'https://shop.example/01/09520001000010/21/2'],
    bizStep: 'urn:epcglobal:cbv:bizstep:packing',
    disposition: 'active',
  });
  const epcs = (epcFormat: StoredXmlOptions['epcFormat'], version: '2.0' | '1.2' = '2.0'): string[] =>
    [...writeXmlEvent(body, { ...options, epcFormat, version }).content.matchAll(/<epc>(.*?)</g)].map(([, epc]) => epc ?? '');
  const urns = ['urn:epc:id:sgtin:9520001.000001.1', 'urn:epc:id:sgtin:9520001.000001.2'];
  const links = ['https://id.gs1.org/01/09520001000010/21/1', 'https://shop.example/01/09520001000010/21/2'];
  assert.deepEqual(
    EPC_FORMATS.map((format) => epcs(format)),
    [links, links, urns, [urns[0], links[1]]],
  );
  assert.deepEqual(epcs('No_Preference', '1.2'), urns);
  const words = (cbvFormat: StoredXmlOptions['cbvFormat'], version: '2.0' | '1.2' = '2.0'): (string | undefined)[] => {
    const { content } = writeXmlEvent(body, { ...options, cbvFormat, version });
    return [/<bizStep>(.*?)</.exec(content)?.[1], /<disposition>(.*?)</.exec(content)?.[1]];
  };
  const web = ['https://ref.gs1.org/cbv/BizStep-packing', 'https://ref.gs1.org/cbv/Disp-active'];
  const urn = ['urn:epcglobal:cbv:bizstep:packing', 'urn:epcglobal:cbv:disp:active'];
  assert.deepEqual(
    CBV_XML_FORMATS.map((format) => words(format)),
    [web, web, urn, [urn[0], web[1]]],
  );
  assert.deepEqual(words('No_Preference', '1.2'), urn);
});

test('XML 1.2 names what it cannot express', () => {
  const { epcList: _, ...parent } = base;
  const write = (event: Record<string, unknown>): ReturnType<typeof writeXmlEvent> =>
    writeXmlEvent(bodyOf(event), { ...options, version: '1.2' });
  const sensors = [{ sensorReport: [{ type: 'Temperature', value: 4, uom: 'CEL' }] }];
  const full = write({ ...base, sensorElementList: sensors, certificationInfo: 'urn:c:1', persistentDisposition: { set: ['active'] } });
  assert.deepEqual(full.losses, ['sensorElementList', 'certificationInfo', 'persistentDisposition']);
  assert.doesNotMatch(full.content, /sensor|certif|persist/);
  assert.deepEqual(
    write({ ...parent, type: 'AssociationEvent', parentID: 'urn:epc:id:sscc:9520001.0000000001', childEPCs: ['urn:x:1'] }).losses,
    ['AssociationEvent'],
  );
  assert.deepEqual(write({ ...base, type: 'ex:Own' }).losses, ['ex:Own']);
  const whole = write({ ...base, quantityList: [{ epcClass: 'urn:epc:class:lgtin:9520001.000001.L' }], epcList: [], 'ex:a': '1' });
  assert.deepEqual(whole.losses, []);
  assert.match(whole.content, /<epcList><\/epcList>.*<extension><quantityList>.*<\/extension><ex:a>/);
});

test('a prefix that means two things in a list is declared where it is used', () => {
  const other = { ...base, '@context': [context[0], { ex: 'https://other.example/' }], 'ex:f': '2' };
  const events = [{ ...base, 'ex:f': '1' }, other].map((event) => writeXmlEvent(bodyOf(event), options));
  const text = writeXmlQueryDocument(events, { version: '2.0', queryName: 'SimpleEventQuery', creationDate: '2026-11-22T08:00:00Z' });
  const back = readXmlDocument(text, limits);
  assert.equal(back.faultsTotal, 0);
  assert.deepEqual(
    back.events.map(({ event }) => /"(https:[^"]+)"\}\]/.exec(event?.body ?? '')?.[1]),
    ['https://ns.example.com/epcis/', 'https://other.example/'],
  );
});

test('a CURIE of a partner becomes its URI, and stays where nothing is to be translated', () => {
  const body = bodyOf({ ...base, bizStep: 'ex:polishing' });
  assert.match(
    writeXmlEvent(body, { ...options, cbvFormat: 'Always_URN' }).content,
    /<bizStep>https:\/\/ns\.example\.com\/epcis\/polishing</,
  );
  const kept = writeXmlEvent(body, options);
  assert.match(kept.content, /<bizStep>ex:polishing</);
  assert.equal(kept.namespaces.get('ex'), 'https://ns.example.com/epcis/');
});

/** JSON-LD reads a list of one as its member, flattens lists and drops empty ones, as XML does. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = (value as unknown[]).flat(20).map(normal);
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .map(([key, member]) => [key, normal(member)] as const)
    .filter(([, member]) => !(Array.isArray(member) && member.length === 0));
  return members.length === 0 ? '' : Object.fromEntries(members);
}

test('own values of any shape come back the same from XML 2.0 and 1.2', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((value) => value.replace(/[\p{Cc}\ufffe\uffff]/gu, '.')); // oxlint cannot see it: control characters have no way into XML
  const name = fc.oneof(
    fc.constantFrom('a', 'b', 'ex:c', 'ex:d', '@id', 'with space', 'a_x0040_', '1st', 'đ', 'xml'),
    fc.string({ minLength: 1, maxLength: 6 }).map((key) => `k${key.replace(/[:\p{Cc}]/gu, '_')}`),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc.constantFrom('', ' x ', '\n', ']]>', '&amp;', '<b>', '007', 'true'),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(name, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  let looked = 0;
  fc.assert(
    fc.property(tree, fc.constantFrom('2.0', '1.2'), (value, version) => {
      const event = { ...base, 'ex:own': value, ilmd: { 'ex:own': value } };
      const written = writeXmlEvent(bodyOf(event), { ...options, version });
      const back = readXmlDocument(writeBareXmlEvent(written, version), limits);
      const [read] = back.events;
      assert.ok(read?.event, JSON.stringify([back.faults, read?.faults]));
      const body = JSON.parse(read.event.body) as Record<string, unknown>;
      const ilmd = body['ilmd'] === '' ? {} : (body['ilmd'] as Record<string, unknown>);
      const wanted = JSON.parse(JSON.stringify(value)) as unknown;
      const given = normal(wanted);
      assert.deepEqual(normal('ex:own' in body ? body['ex:own'] : []), given);
      assert.deepEqual(normal('ex:own' in ilmd ? ilmd['ex:own'] : []), given);
      looked += 1;
    }),
    { numRuns: 500 },
  );
  assert.equal(looked, 500);
});

test('own values in sensor data, and further certificates, come back the same', () => {
  const event = {
    ...base,
    certificationInfo: ['urn:c:1', 'urn:c:2', 'urn:c:3'],
    sensorElementList: [
      {
        sensorMetadata: { deviceID: 'urn:d:1', 'ex:list': [1, 'a'], 'ex:number': 1.5, 'ex:text': 'x' },
        sensorReport: [{ type: 'Temperature', value: 4, uom: 'CEL', bizRules: 'urn:r:1', 'ex:object': { a: true } }],
        'ex:more': { 'ex:b': 2 },
      },
    ],
  };
  const back = readXmlDocument(writeBareXmlEvent(writeXmlEvent(bodyOf(event), options), '2.0'), limits);
  const body = JSON.parse(back.events[0]?.event?.body ?? '{}') as typeof event;
  assert.deepEqual(body.certificationInfo, event.certificationInfo);
  assert.deepEqual(body.sensorElementList[0]?.sensorMetadata, event.sensorElementList[0]?.sensorMetadata);
  assert.deepEqual(body.sensorElementList[0]?.['ex:more'], { 'ex:b': 2 });
  assert.deepEqual(body.sensorElementList[0]?.sensorReport[0]?.['ex:object'], { a: true });
  assert.equal(body.sensorElementList[0]?.sensorReport[0]?.bizRules, 'urn:r:1');
});

test('what is withheld is not in the XML either', () => {
  const written = writeXmlEvent(bodyOf({ ...base, readPoint: { id: 'urn:epc:id:sgln:9520001.00001.0' }, 'ex:f': '1' }), {
    ...options,
    withheld: ['where', 'ilmd'],
  });
  const text = writeBareXmlEvent(written, '2.0');
  assert.doesNotMatch(text, /readPoint|ex:f/);
  assert.match(text, /<nguon:withheld>where<\/nguon:withheld><nguon:withheld>ilmd</);
  assert.equal(readXmlDocument(text, limits).faultsTotal, 0);
});
