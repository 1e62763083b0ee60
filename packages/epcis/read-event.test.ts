// What reading gives: stored forms, index of things, sums of quantities, tolerated spellings.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readDocument, thingRoles } from '@nguon/epcis';
import type { EpcisEvent } from '@nguon/epcis';

const CONTEXT = ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { ex: 'https://ns.example.com/' }];
const BASE = { '@context': CONTEXT, eventTime: '2026-05-04T08:30:00.1235+07:00', eventTimeZoneOffset: '+07:00' };

function read(changes: object): EpcisEvent {
  const reading = readDocument(JSON.stringify({ ...BASE, ...changes }), { eventsMax: 1, depthMax: 64, faultsMax: 10 });
  assert.deepEqual([...reading.faults, ...reading.events.flatMap(({ faults }) => faults)], []);
  assert.equal(reading.kind, 'event');
  return reading.events[0]!.event!;
}

test('an aggregation with everything comes out in stored form', () => {
  const event = read({
    type: 'AggregationEvent',
    eventID: 'urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8',
    action: 'DELETE',
    parentID: 'urn:epc:id:sscc:9521234.0000000017',
    childEPCs: ['https://shop.example/01/9521234000051/10/L1/21/a', 'urn:epc:id:sgtin:9521234.000005.a'],
    childQuantityList: [{ epcClass: 'urn:epc:class:lgtin:9521234.000005.L1', quantity: 12.5, uom: 'KGM' }],
    bizStep: 'https://ns.gs1.org/cbv/BizStep-unpacking',
    disposition: 'ex:quarantined',
    persistentDisposition: { set: ['cbv:Disp-completeness_verified'], unset: ['urn:epcglobal:cbv:disp:completeness_inferred'] },
    readPoint: { id: 'urn:epc:id:sgln:9521234.00001.dock' },
    bizLocation: { id: 'urn:epc:id:sgln:9521234.00001.0' },
    sourceList: [{ type: 'urn:epcglobal:cbv:sdt:possessing_party', source: 'urn:epc:id:pgln:9521234.00002' }],
    bizTransactionList: [{ type: 'urn:epcglobal:cbv:btt:desadv', bizTransaction: 'urn:x:1' }, { bizTransaction: 'urn:x:2' }],
    errorDeclaration: { declarationTime: '2026-05-05T00:00:00Z', reason: 'cbv:ER-incorrect_data', correctiveEventIDs: ['urn:x:9'] },
  });
  assert.equal(event.eventTime_ms, Date.UTC(2026, 4, 4, 1, 30, 0, 124));
  assert.deepEqual([event.bizStep, event.disposition], ['unpacking', 'https://ns.example.com/quarantined']);
  assert.deepEqual(event.persistentDisposition, { set: ['completeness_verified'], unset: ['completeness_inferred'] });
  assert.equal(event.readPoint?.thing, '414/9521234000013/254/dock');
  assert.deepEqual(
    event.parties.map(({ side, type, id }) => [side, type, id.thing]),
    [['source', 'possessing_party', '417/9521234000020']],
  );
  assert.deepEqual(event.bizTransactions, [
    { type: 'desadv', text: 'urn:x:1' },
    { type: undefined, text: 'urn:x:2' },
  ]);
  assert.deepEqual(event.errorDeclaration?.correctiveEventIds, ['urn:x:9']);
  assert.equal(event.errorDeclaration.reason, 'incorrect_data');
  const R = thingRoles;
  assert.deepEqual(
    event.things.map(({ role, id, quantity, uom }) => [role, id.thing, quantity, uom]),
    [
      [R.parent, '00/095212340000000174', undefined, undefined],
      [R.childEpc, '01/09521234000051/21/a', undefined, undefined],
      [R.childClass, '01/09521234000051/10/L1', '12.5', 'KGM'],
      [R.readPoint, '414/9521234000013/254/dock', undefined, undefined],
      [R.bizLocation, '414/9521234000013', undefined, undefined],
      [R.source, '417/9521234000020', undefined, undefined],
    ],
  );
  assert.equal(event.things[1]?.id.lot, '01/09521234000051/10/L1');
});

test('a class named twice in one unit is added up exactly; an unknown amount stays unknown', () => {
  const quantities = (...list: object[]): unknown =>
    read({ type: 'ObjectEvent', action: 'OBSERVE', quantityList: list.map((entry) => ({ epcClass: 'urn:x:1', ...entry })) }).things.map(
      ({ quantity, uom }) => [quantity, uom],
    );
  assert.deepEqual(quantities({ quantity: 0.1, uom: 'KGM' }, { quantity: 0.2, uom: 'KGM' }), [['0.3', 'KGM']]);
  assert.deepEqual(quantities({ quantity: 1, uom: 'KGM' }, { quantity: 2 }), [
    ['1', 'KGM'],
    ['2', undefined],
  ]);
  assert.deepEqual(quantities({ quantity: 1 }, {}), [[undefined, undefined]]);
});

test('empty texts are omitted fields, the client’s recordTime is not looked at as ours', () => {
  const event = read({
    type: 'ObjectEvent',
    action: 'OBSERVE',
    epcList: [],
    bizStep: '',
    eventID: '',
    recordTime: '',
    readPoint: { id: 'urn:x:1' },
  });
  assert.deepEqual([event.bizStep, event.eventId], [undefined, undefined]);
});

test('lot numbers are found in ilmd', () => {
  const lotOf = (ilmd: object): unknown => read({ type: 'ObjectEvent', action: 'ADD', epcList: ['urn:x:1'], ilmd }).lotNumber;
  assert.equal(lotOf({ 'cbvmda:lotNumber': 'L-7' }), 'L-7');
  assert.equal(lotOf({ 'cbvmda:lotNumber': 12 }), '12');
  assert.equal(lotOf({ 'urn:epcglobal:cbv:mda:lotNumber': ['L-8'] }), 'L-8');
  assert.equal(lotOf({ 'ex:lot': 'L-9' }), undefined);
});

test('an event type of the user’s own, standard types as CURIE, prefixes known without fetching', () => {
  const own = read({ type: 'ex:TastingEvent', note: 'free', epcList: ['urn:x:1'] });
  assert.equal(own.type, 'https://ns.example.com/TastingEvent');
  assert.equal(own.things.length, 1);
  assert.equal(read({ type: 'epcis:ObjectEvent', action: 'ADD', epcList: [] }).type, 'ObjectEvent');
  const eudr = read({
    '@context': ['https://gs1.github.io/EPCIS/epcis-context.jsonld', 'https://ref.openepcis.io/extensions/eu/eudr/eudr-context.jsonld'],
    type: 'ObjectEvent',
    action: 'ADD',
    epcList: [],
    'eudr:legallyHarvested': true,
  });
  assert.match(eudr.body, /\{"eudr":"https:\/\/ref\.openepcis\.io\/extensions\/eu\/eudr\/"\}/);
});

test('a prefix may begin with the letters of a scheme', () => {
  const context = [CONTEXT[0], { httpd: 'https://ns.example.com/' }];
  const { bizStep, body } = read({ '@context': context, type: 'ObjectEvent', action: 'ADD', epcList: [], bizStep: 'httpd:polishing' });
  assert.equal(bizStep, 'https://ns.example.com/polishing');
  assert.match(body, /\{"httpd":"https:\/\/ns\.example\.com\/"\}/);
});

test('master data are read with attributes of every kind', () => {
  const text = JSON.stringify({
    '@context': CONTEXT,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-05-04T08:30:00Z',
    epcisHeader: {
      epcisMasterData: {
        vocabularyList: [
          {
            type: 'urn:epcglobal:epcis:vtype:Location',
            vocabularyElementList: [
              {
                id: 'urn:epc:id:sgln:9521234.00001.0',
                attributes: [
                  { id: 'cbvmda:name', attribute: 'Kho' },
                  { id: 'cbvmda:latitude', attribute: 11.31 },
                  { id: 'ex:o', attribute: { a: 1 } },
                ],
                children: ['urn:x:2'],
              },
            ],
          },
        ],
      },
    },
    epcisBody: { eventList: [] },
  });
  const reading = readDocument(text.replace('11.31', '11.310'), { eventsMax: 1, depthMax: 64, faultsMax: 10 });
  assert.equal(reading.faultsTotal, 0);
  assert.deepEqual(reading.masterData, [
    {
      type: 'urn:epcglobal:epcis:vtype:Location',
      id: 'urn:epc:id:sgln:9521234.00001.0',
      attributes: [
        { id: 'urn:epcglobal:cbv:mda:name', value: 'Kho' },
        { id: 'urn:epcglobal:cbv:mda:latitude', value: '11.310' },
        { id: 'https://ns.example.com/o', value: '{"a":1}' },
      ],
      children: ['urn:x:2'],
    },
  ]);
});
