// Steps and dispositions that no event of the reader's uses are answered without looking; those used are found by whoever may see them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQueryParameters } from '@nguon/epcis';
import { packDisclosure } from '../access/disclosure.ts';
import type { Reader } from '../access/reader.ts';
import { captureEvents } from '../../test/support/capture-events.ts';
import { insertTestOrganisation, itemUri, makeEvent } from '../../test/support/sample-events.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { planQuery } from './plan-query.ts';
import { asksForUnusedWords } from './unused-words.ts';

const product = await startTestProduct();
const { context } = product;
const closed = packDisclosure({
  what: 'private',
  where: 'private',
  who: 'private',
  quantity: 'private',
  documents: 'private',
  ilmd: 'private',
});
const open = await insertTestOrganisation(context.database.system, 'open');
const hidden = await insertTestOrganisation(context.database.system, 'hidden', { disclosure: closed });
const own = 'https://example.com/steps/washing';
const event = (serial: string, fields: object): ReturnType<typeof makeEvent> =>
  makeEvent('ObjectEvent', '2026-11-18T06:00:00+07:00', { action: 'OBSERVE', epcList: [itemUri(8, serial)], ...fields });
await captureEvents(product, open, [event('A', { bizStep: 'shipping', disposition: 'in_transit' })]);
await captureEvents(product, hidden, [event('B', { bizStep: 'void_shipping' }), event('C', { bizStep: own, disposition: 'recalled' })]);

const everybody: Reader = { kind: 'public' };
const ofHidden: Reader = { kind: 'organisation', orgId: hidden };

async function isUnused(reader: Reader, ...parameters: readonly (readonly [string, string])[]): Promise<boolean> {
  const { query } = readQueryParameters(parameters);
  return asksForUnusedWords(context, reader, await planQuery(context, reader, query!));
}

test('a word is unused for readers who see no event with it', async () => {
  const cases: readonly (readonly [Reader, string, string, boolean])[] = [
    [everybody, 'EQ_bizStep', 'shipping', false],
    [everybody, 'EQ_bizStep', 'urn:epcglobal:cbv:bizstep:shipping', false],
    [everybody, 'EQ_bizStep', 'receiving', true],
    [everybody, 'EQ_bizStep', 'receiving|shipping', false],
    [everybody, 'EQ_bizStep', 'void_shipping', true],
    [everybody, 'EQ_bizStep', own, true],
    [everybody, 'EQ_disposition', 'in_transit', false],
    [everybody, 'EQ_disposition', 'recalled', true],
    [{ kind: 'organisation', orgId: open }, 'EQ_bizStep', 'void_shipping', true],
    [ofHidden, 'EQ_bizStep', 'void_shipping', false],
    [ofHidden, 'EQ_bizStep', own, false],
    [ofHidden, 'EQ_disposition', 'recalled', false],
    [ofHidden, 'EQ_bizStep', 'packing', true],
    [{ kind: 'administrator' }, 'EQ_bizStep', 'void_shipping', false],
    [{ kind: 'administrator' }, 'EQ_bizStep', 'packing', true],
  ];
  for (const [reader, name, value, expected] of cases)
    assert.equal(await isUnused(reader, [name, value]), expected, `${reader.kind} ${value}`);
});

test('what an index finds is looked for there', async () => {
  assert.equal(await isUnused(everybody, ['EQ_bizStep', 'receiving'], ['MATCH_anyEPC', itemUri(8, 'A')]), false);
});
