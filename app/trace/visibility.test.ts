// Who sees which part of a chain: a hop that a reader may not know of is absent, one whose place is kept back shows without it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packDisclosure } from '../access/disclosure.ts';
import type { DisclosureLevels } from '../access/disclosure.ts';
import type { Reader } from '../access/reader.ts';
import { startTestProduct } from '../../test/support/test-product.ts';
import { placeUri } from '../../test/support/sample-events.ts';
import { captureChain, chain, registerChain, thingOf } from '../../test/trace/sample-chain.ts';
import { listHoldings } from './holders.ts';
import { sumQuantities } from './trace-rows.ts';
import { tracePlace } from './place/trace-place.ts';
import { traceCode } from './trace.ts';

const open: DisclosureLevels = { what: 'public', where: 'public', who: 'public', quantity: 'public', documents: 'public', ilmd: 'public' };
const product = await startTestProduct();
const { database } = product.context;
const organisations = await registerChain(product);
const { farm, factory, depot, shop } = organisations;
const disclose = (org: number, levels: Partial<DisclosureLevels>) =>
  database.system.query('update organisations set disclosure = $2 where id = $1', [org, packDisclosure({ ...open, ...levels })]);
await disclose(farm, { quantity: 'chain' });
await disclose(factory, { where: 'private', who: 'private' });
await disclose(depot, { what: 'chain' });
await captureChain(product, organisations);

const as = (orgId: number): Reader => ({ kind: 'organisation', orgId });
const everyone: Reader = { kind: 'public' };
const jar = thingOf(chain.jar(12));
const trace = (reader: Reader, thing: string, direction: 'back' | 'forward') =>
  traceCode(database, reader, thing, direction, {}, product.clock);

test('the public sees the factory’s hop without its place, and nothing at all of the depot', async () => {
  const { journey, names, events } = await trace(everyone, jar, 'forward');
  assert.deepEqual(
    journey.stations.map(({ place, isPlaceHidden }) => [place, isPlaceHidden]),
    [[undefined, true]],
  );
  assert.deepEqual(
    [...events.values()].filter(({ orgId }) => orgId === depot),
    [],
  );
  assert.equal(
    [...names.organisations.values()].some(({ id }) => id === factory || id === depot),
    false,
  );
});

test('a party of the chain sees the depot’s hop; the factory sees its own places', async () => {
  const byShop = (await trace(as(shop), jar, 'forward')).journey;
  assert.deepEqual(
    byShop.stations.map(({ place, isPlaceHidden }) => [place, isPlaceHidden]),
    [
      [undefined, true],
      [thingOf(placeUri(13)), false],
    ],
    'the shop is named as receiver of box 2',
  );
  const byFactory = (await trace(as(factory), jar, 'forward')).journey;
  assert.deepEqual(
    byFactory.stations.map(({ place }) => place),
    [thingOf(placeUri(12)), thingOf(placeUri(13))],
    'the factory is named as sender of the pallet',
  );
  assert.deepEqual((await trace(as(farm), jar, 'forward')).journey.stations.length, 1);
});

test('what the public cannot see cannot be told from what did not happen', async () => {
  const seen = await trace(everyone, thingOf(chain.pallet), 'forward');
  const text = JSON.stringify([seen.walks.map(({ result, shipments }) => [result.nodes, shipments]), seen.journey]);
  assert.ok(!text.includes(thingOf(placeUri(13))) && !text.includes('unpacking'));
  const [walk] = seen.walks;
  assert.deepEqual(
    walk?.shipments.map(({ received }) => received),
    ['no'],
    'the receipt is not public, so no receipt is known',
  );
  assert.deepEqual(
    walk?.shipments.map(({ seq }) => seen.events.get(seq)?.showsWho),
    [false],
  );
});

test('the latest place that a reader may know is told, not the latest there is', async () => {
  for (const [reader, place, isHidden] of [
    [everyone, undefined, true],
    [as(factory), thingOf(placeUri(13)), false],
    [{ kind: 'administrator' }, thingOf(placeUri(13)), false],
  ] as const) {
    const seen = await trace(reader, jar, 'forward');
    const [holding] = listHoldings(seen, seen.walks[0]!);
    assert.deepEqual([holding?.place, holding?.isPlaceHidden], [place, isHidden], JSON.stringify(reader));
  }
});

test('quantities of the chain are for the chain', async () => {
  const amountsFor = async (reader: Reader) => {
    const seen = await trace(reader, thingOf(chain.farmLotA), 'forward');
    const [shipment] = seen.walks[0]!.result.handOvers.filter(({ kind }) => kind === 8);
    return [
      shipment !== undefined,
      shipment === undefined ? undefined : seen.events.get(shipment.seq)?.showsQuantity,
      sumQuantities(seen, seen.walks[0]!).get(thingOf(chain.madeLot))?.[0]?.value,
    ];
  };
  assert.deepEqual(await amountsFor(everyone), [true, false, '90'], 'the farm’s amounts are kept back, the factory’s are public');
  assert.deepEqual(await amountsFor(as(shop)), [true, false, '90']);
  assert.deepEqual(await amountsFor(as(factory)), [true, true, '90'], 'the factory is the farm’s next step');
  assert.deepEqual(await amountsFor(as(farm)), [true, true, '90']);
});

test('at a place: what is still there, and what only passed', async () => {
  const period = { from: new Date('2026-10-01T00:00:00Z'), until: new Date('2026-11-01T00:00:00Z'), before: undefined };
  const atDepot = await tracePlace(database, as(depot), { ...period, place: thingOf(placeUri(13)) }, product.clock);
  const here = new Map(atDepot.visits.map(({ thing, isHere }) => [thing, isHere]));
  assert.deepEqual([here.get(thingOf(chain.pallet)), here.get(thingOf(chain.box(2)))], [true, true]);
  const atFarm = await tracePlace(database, everyone, { ...period, place: thingOf(placeUri(11)) }, product.clock);
  assert.deepEqual(atFarm.visits.map(({ thing }) => thing).sort(), [chain.farmLotA, chain.farmLotB].map(thingOf));
  assert.deepEqual(
    (await tracePlace(database, everyone, { ...period, place: thingOf(placeUri(13)) }, product.clock)).visits,
    [],
    'the depot’s events are not public',
  );
  assert.deepEqual(
    (await tracePlace(database, everyone, { ...period, place: thingOf(placeUri(12)) }, product.clock)).visits,
    [],
    'nor is where the factory’s were',
  );
});
