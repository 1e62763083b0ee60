// A small chain for trace tests, captured through the product's own door: two farms, a factory, a depot, a shop.
import { captureEvents } from '../support/capture-events.ts';
import { caseUri, gln, gtin, itemUri, lotUri, makeEvent, partyUri, placeUri } from '../support/sample-events.ts';
import type { JsonEvent } from '../support/sample-events.ts';
import type { TestProduct } from '../support/test-product.ts';

export const chain = {
  farmLotA: lotUri(1, 'A'),
  farmLotB: lotUri(1, 'B'),
  madeLot: lotUri(2, 'M1'),
  jar: (serial: number) => itemUri(2, `H${serial}`),
  box: (serial: number) => caseUri(serial),
  pallet: caseUri(900),
} as const;

export const thingOf = (uri: string): string => uri.replace('https://id.gs1.org/', '');

export interface ChainOrganisations {
  readonly farm: number;
  readonly factory: number;
  readonly depot: number;
  readonly shop: number;
}

/** Four organisations (GLN 1 to 4), each with a place (GLN 11 to 14), and two products. */
export async function registerChain({ context }: TestProduct): Promise<ChainOrganisations> {
  const db = context.database.system;
  const names = [
    ['farm', 'Hợp tác xã Ninh Sơn', 'Vườn Ninh Sơn', 'field'],
    ['factory', 'Cơ sở muối Bà Đen', 'Xưởng Bà Đen', 'factory'],
    ['depot', 'Công ty Kho Trảng Bàng', 'Kho Trảng Bàng', 'warehouse'],
    ['shop', 'Cửa hàng Hoa Sen', 'Cửa hàng Hoa Sen số 1', 'shop'],
  ] as const;
  const ids: number[] = [];
  for (const [index, [slug, name, place, kind]] of names.entries()) {
    const { rows } = await db.query<{ id: number }>({
      text: `insert into organisations (slug, legal_kind, name, gln, search_text, created_at, approved_at) values ($1, 'enterprise', $2, $3, $1, now(), now()) returning id`,
      values: [slug, name, gln(index + 1)],
    });
    ids.push(rows[0]!.id);
    await db.query({
      text: 'insert into places (org_id, thing, kind, name) values ($1, $2, $3, $4)',
      values: [rows[0]!.id, thingOf(placeUri(index + 11)), kind, place],
    });
  }
  for (const [item, org, name] of [
    [1, 0, 'Ớt tươi Ninh Sơn'],
    [2, 1, 'Muối tôm Bà Đen hũ 100 g'],
  ] as const)
    await db.query({
      text: `insert into products (org_id, thing, slug, name, category, search_text, created_at, published_at) values ($1, $2, $3, $4, 'food', $4, now(), now())`,
      values: [ids[org], `01/${gtin(item)}`, `san-pham-${item}`, name],
    });
  const [farm, factory, depot, shop] = ids as [number, number, number, number];
  return { farm, factory, depot, shop };
}

const at = (place: number): JsonEvent => ({ readPoint: { id: placeUri(place) }, bizLocation: { id: placeUri(place) } });
const kilograms = (epcClass: string, quantity: number): JsonEvent => ({ epcClass, quantity, uom: 'KGM' });
export const shipped = (from: number, to: number): JsonEvent => ({
  action: 'OBSERVE',
  bizStep: 'shipping',
  disposition: 'in_transit',
  readPoint: { id: placeUri(from + 10) },
  sourceList: [{ type: 'possessing_party', source: partyUri(from) }],
  destinationList: [{ type: 'possessing_party', destination: partyUri(to) }],
});
export const received = (from: number, to: number): JsonEvent => ({
  action: 'OBSERVE',
  bizStep: 'receiving',
  disposition: 'in_progress',
  ...at(to + 10),
  sourceList: [{ type: 'possessing_party', source: partyUri(from) }],
  destinationList: [{ type: 'possessing_party', destination: partyUri(to) }],
});

/** Captures the chain: 60 kg + 40 kg of chilli become 20 jars in two boxes on a pallet; box 2 is shipped on and never received. */
export async function captureChain(product: TestProduct, { farm, factory, depot }: ChainOrganisations): Promise<void> {
  const farmLots = [kilograms(chain.farmLotA, 60), kilograms(chain.farmLotB, 40)];
  await captureEvents(product, farm, [
    ...farmLots.map((lot, index) =>
      makeEvent('ObjectEvent', `2026-10-0${index + 1}T06:00:00+07:00`, {
        action: 'ADD',
        bizStep: 'commissioning',
        disposition: 'active',
        quantityList: [lot],
        ...at(11),
      }),
    ),
    makeEvent('ObjectEvent', '2026-10-03T08:00:00+07:00', { quantityList: farmLots, ...shipped(1, 2) }),
  ]);
  const jars = Array.from({ length: 20 }, (_, index) => chain.jar(index + 1));
  const boxes = [chain.box(1), chain.box(2)];
  await captureEvents(product, factory, [
    makeEvent('ObjectEvent', '2026-10-03T15:00:00+07:00', { quantityList: farmLots, ...received(1, 2) }),
    makeEvent('TransformationEvent', '2026-10-05T09:00:00+07:00', {
      bizStep: 'creating_class_instance',
      disposition: 'active',
      ...at(12),
      inputQuantityList: farmLots,
      outputQuantityList: [kilograms(chain.madeLot, 90)],
    }),
    makeEvent('ObjectEvent', '2026-10-06T09:00:00+07:00', {
      action: 'ADD',
      bizStep: 'commissioning',
      disposition: 'active',
      epcList: jars,
      ilmd: { 'cbvmda:lotNumber': 'M1' },
      ...at(12),
    }),
    ...boxes.map((parentID, index) =>
      makeEvent('AggregationEvent', `2026-10-06T1${index}:00:00+07:00`, {
        action: 'ADD',
        bizStep: 'packing',
        parentID,
        childEPCs: jars.slice(index * 10, index * 10 + 10),
        ...at(12),
      }),
    ),
    makeEvent('AggregationEvent', '2026-10-06T13:00:00+07:00', {
      action: 'ADD',
      bizStep: 'packing',
      parentID: chain.pallet,
      childEPCs: boxes,
      ...at(12),
    }),
    makeEvent('ObjectEvent', '2026-10-07T07:00:00+07:00', { epcList: [chain.pallet], ...shipped(2, 3) }),
  ]);
  await captureEvents(product, depot, [
    makeEvent('ObjectEvent', '2026-10-07T16:00:00+07:00', { epcList: [chain.pallet], ...received(2, 3) }),
    makeEvent('AggregationEvent', '2026-10-08T08:00:00+07:00', {
      action: 'DELETE',
      bizStep: 'unpacking',
      parentID: chain.pallet,
      childEPCs: [],
      ...at(13),
    }),
    makeEvent('ObjectEvent', '2026-10-09T08:00:00+07:00', { epcList: [chain.box(2)], ...shipped(3, 4) }),
  ]);
}
