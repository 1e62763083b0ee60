// A subscriber is sent what a query would show it: the same conditions, decided after the same disclosure.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readQueryParameters } from '@nguon/epcis';
import { addOrganisation } from '../../test/access/people.ts';
import { captureEvents } from '../../test/support/capture-events.ts';
import { gln, itemUri, lotUri, makeEvent, partyUri, placeUri } from '../../test/support/sample-events.ts';
import type { JsonEvent } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import type { DisclosureLevel } from '../access/disclosure.ts';
import type { Reader } from '../access/reader.ts';
import { changeDisclosure } from '../party/change-disclosure.ts';
import { openJsonWriter } from './event-writer.ts';
import { readNewEvents } from './new-events.ts';
import type { RecordPosition } from './new-events.ts';
import { queryEvents } from './query-events.ts';

const product = await startTestProduct();
const { context } = product;
const owner = await addOrganisation(product, 'chu', { gln: gln(100) });
const buyer = await addOrganisation(product, 'mua', { gln: gln(200) });
const stranger = await addOrganisation(product, 'la', { gln: gln(300) });
const { rows: units } = await context.database.system.query<{ id: number }>({
  text: `insert into units (code, kind, name, valid_from) values ('80', 'province', 'Tỉnh Này', '2025-07-01') returning id`,
});
const agency = await addOrganisation(product, 'so', { role: 'agency', unit_id: units[0]!.id });
await context.database.system.query({ text: 'update organisations set unit_id = $1 where id = $2', values: [units[0]!.id, owner] });

const levels = (changes: Partial<Record<'quantity' | 'documents' | 'ilmd' | 'where', DisclosureLevel>>) =>
  ({ what: 'public', where: 'public', who: 'public', quantity: 'public', documents: 'public', ilmd: 'public', ...changes }) as const;
const disclosures = [levels({}), levels({ quantity: 'chain', documents: 'private' }), levels({ ilmd: 'private', where: 'chain' })];

let number = 0;
const event = (): JsonEvent =>
  makeEvent('ObjectEvent', `2026-11-20T08:${String(number++ % 60).padStart(2, '0')}:00+07:00`, {
    action: 'ADD',
    bizStep: 'commissioning',
    epcList: [itemUri(7, `S${number}`)],
    quantityList: [{ epcClass: lotUri(8, `L${number}`), quantity: 10 + (number % 5), uom: 'KGM' }],
    readPoint: { id: placeUri(number % 3) },
    bizTransactionList: [{ type: 'po', bizTransaction: `urn:example:po:${number % 4}` }],
    destinationList: [{ type: 'possessing_party', destination: partyUri(200) }],
    ilmd: { 'cbvmda:countryOfOrigin': number % 2 === 0 ? 'VN' : 'LA' },
    'cbvmda:size': { 'cbvmda:length': number % 6 },
    sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: 2 + (number % 9), uom: 'CEL' }] }],
  });
for (let turn = 0; turn < 12; turn++) {
  await changeDisclosure(context.database.system, owner, disclosures[turn % disclosures.length]!, { at: product.clock, actor: 'test' });
  await captureEvents(product, owner, [event(), event(), event()]);
}
// The watermark is in whole milliseconds.
await new Promise((resolve) => setTimeout(resolve, 5));

const readers: Readonly<Record<string, Exclude<Reader, { kind: 'public' }>>> = {
  owner: { kind: 'organisation', orgId: owner },
  buyer: { kind: 'organisation', orgId: buyer },
  stranger: { kind: 'organisation', orgId: stranger },
  officer: { kind: 'agency', orgId: agency, unitIds: [units[0]!.id] },
};
const questions = [
  'EQ_bizStep=commissioning',
  'GE_value_KEL=279',
  'GE_quantity=12',
  'EQ_bizTransaction_po=urn:example:po:2',
  'EQ_ILMD_ext:countryOfOrigin=VN',
  'EQ_INNER_ext:length=3',
  `EQ_readPoint=${encodeURIComponent(placeUri(1))}`,
  `MATCH_anyEPCClass=${encodeURIComponent(lotUri(8, 'L7'))}`,
  'EXISTS_sensorElementList=&GE_value_CEL=8',
];
const extensions = { ext: 'urn:epcglobal:cbv:mda:' };

for (const question of questions)
  test(`new events are those of the query, as each reader sees them: ${question}`, async (t) => {
    const { query, faults } = readQueryParameters(new URLSearchParams(question), {
      extensions,
    });
    assert.deepEqual(faults, []);
    const write = await openJsonWriter(context, 'Always_GS1_Digital_Link');
    const counts: Record<string, number> = {};
    for (const [name, reader] of Object.entries(readers)) {
      const asked = { ...query!, orderBy: 'recordTime', orderDirection: 'ASC', perPage: 1_000 } as const;
      const shown = (await queryEvents(context, reader, asked, write)).events.map(({ json }) => json);
      const sent: string[] = [];
      let from: RecordPosition = { recordTime: '2020-01-01T00:00:00.000Z', seq: '-1' };
      // In small batches, so that a batch ends inside a document.
      for (let hasMore = true; hasMore;) {
        const found = await readNewEvents(context, reader, query!, write, from, 4);
        sent.push(...found.events.map(({ json }) => json));
        ({ hasMore, reached: from } = found);
      }
      assert.deepEqual(sent, shown, name);
      counts[name] = sent.length;
    }
    t.diagnostic(JSON.stringify(counts));
    assert.ok(counts['owner']! > 0 && counts['owner']! >= counts['stranger']!, JSON.stringify(counts));
    assert.equal(counts['officer'], counts['owner'], 'an officer of the territory sees what the owner sees');
  });
