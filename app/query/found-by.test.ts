// What an event is found by: its id finds its declarations too, master data that the reader may not see find nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureEvents } from '../../test/support/capture-events.ts';
import { insertTestOrganisation, itemUri, makeDocument, makeEvent, placeUri } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { packDisclosure } from '../access/disclosure.ts';
import type { Reader } from '../access/reader.ts';
import { captureDocument } from '../capture/capture-document.ts';
import { changeDisclosure } from '../party/change-disclosure.ts';
import { readQueryParameters } from '@nguon/epcis';
import { queryEvents } from './query-events.ts';

const product = await startTestProduct();
const { context } = product;
const db = context.database.system;
const open = { what: 'public', where: 'public', who: 'public', quantity: 'public', documents: 'public', ilmd: 'public' } as const;

async function count(reader: Reader, parameters: Readonly<Record<string, string>>): Promise<number> {
  const { query, faults } = readQueryParameters(Object.entries(parameters));
  assert.ok(query !== undefined, JSON.stringify(faults));
  return (await queryEvents(context, reader, query, () => 1)).events.length;
}

test('an eventID finds the event and its declaration, whatever else is asked', async () => {
  const orgId = await insertTestOrganisation(db, 'declares');
  const event = makeEvent('ObjectEvent', '2026-11-18T06:00:00+07:00', { action: 'OBSERVE', epcList: [itemUri(7, 'ID')] });
  await captureEvents(product, orgId, [event]);
  const declaration = { ...event, errorDeclaration: { declarationTime: '2026-11-19T06:00:00+07:00', reason: 'incorrect_data' } };
  await captureEvents(product, orgId, [declaration]);
  const id = String(event['eventID']);
  const reader = { kind: 'public' } as const;
  assert.equal(await count(reader, { EQ_eventID: id }), 2);
  assert.equal(await count(reader, { EQ_eventID: id, orderBy: 'recordTime' }), 2);
  assert.equal(await count(reader, { EQ_eventID: id, EXISTS_errorDeclaration: 'true' }), 1);
  assert.equal(await count(reader, { EQ_eventID: `${id}|urn:x:other`, MATCH_epc: itemUri(7, 'ID') }), 2);
});

test('no event is found by master data of an organisation that hides its places', async () => {
  const orgId = await insertTestOrganisation(db, 'hides', { disclosure: packDisclosure(open) });
  const other = await insertTestOrganisation(db, 'asks');
  const event = makeEvent('ObjectEvent', '2026-11-18T06:00:00+07:00', {
    action: 'OBSERVE',
    epcList: [itemUri(7, 'MD')],
    bizLocation: { id: placeUri(71) },
  });
  const vocabularyElementList = [
    { id: placeUri(70), children: [placeUri(71)] },
    { id: placeUri(71), attributes: [{ id: 'urn:epcglobal:cbv:mda:name', attribute: 'Kho kín' }] },
  ];
  const vocabularyList = [{ type: 'urn:epcglobal:epcis:vtype:BusinessLocation', vocabularyElementList }];
  const job = await captureDocument(context, {
    orgId,
    actor: 'test',
    source: 'document',
    mediaType: 'application/ld+json',
    body: JSON.stringify({ ...(JSON.parse(makeDocument([event])) as object), epcisHeader: { epcisMasterData: { vocabularyList } } }),
    errorBehaviour: 'rollback',
  });
  assert.equal(job.success, true);
  const asked = [
    { WD_bizLocation: placeUri(70) },
    { HASATTR_bizLocation: 'urn:epcglobal:cbv:mda:name' },
    { EQATTR_bizLocation_name: 'Kho kín', EQ_bizLocation: placeUri(71) },
  ].map((one) =>
    Object.fromEntries(Object.entries(one).map(([name, value]) => [name.replace('_name', '_urn:epcglobal:cbv:mda:name'), value])),
  );
  const owner: Reader = { kind: 'organisation', orgId };
  const strangers: readonly Reader[] = [{ kind: 'public' }, { kind: 'organisation', orgId: other }];
  for (const parameters of asked)
    for (const reader of [owner, ...strangers]) assert.equal(await count(reader, parameters), 1, JSON.stringify({ parameters, reader }));
  await changeDisclosure(db, orgId, { ...open, where: 'private' }, { at: product.clock, actor: 'test' });
  for (const parameters of asked) {
    assert.equal(await count(owner, parameters), 1, JSON.stringify(parameters));
    for (const reader of strangers) assert.equal(await count(reader, parameters), 0, JSON.stringify({ parameters, reader }));
  }
});
