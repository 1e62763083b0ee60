// Thanh long xuất khẩu: many orchards → collecting point → packhouse with hot vapour → cartons on pallets → reefer → port.
import { assetUri, itemUri, ssccUri } from '../keys.ts';
import { numberOf } from '../province/operators.ts';
import { placeUri } from '../province/places.ts';
import { productOf } from '../province/products.ts';
import { kilos, partsOf, pieces } from '../story/amounts.ts';
import type { Amount } from '../story/amounts.ts';
import { numberFrom } from '../story/chance.ts';
import { commission, harvest, inspect, transform } from '../story/make.ts';
import { carryCold, pack, receive, ship } from '../story/move.ts';
import type { Handover } from '../story/move.ts';
import { hour_ms, minute_ms } from '../story/story.ts';
import type { Story } from '../story/story.ts';

const exporter = 'trai-cay-song-vam';
const packhouse = 'song-vam-dong-goi';
const coldStore = 'song-vam-kho-lanh';
const coop = 'thanh-long-tam-vu';
const cartonsPerShipment = 80;
const cartonsPerPallet = 20;

export const thanhLongShipments = { first: 501, count: 9, shown: 'TL-507' } as const;

const orchards: readonly (readonly [owner: string, place: string])[] = [
  [coop, 'tam-vu-vuon-1'],
  [coop, 'tam-vu-vuon-2'],
  ['vuon-vo-minh-khoa', 'vuon-khoa'],
  ['vuon-huynh-thi-ut', 'vuon-ut'],
];

/** Cartons count on from 1, as the packhouse's printer does. */
export function cartonsOf(lot: string): string[] {
  return Array.from({ length: cartonsPerShipment }, (_, index) =>
    itemUri(productOf('thanh-long-thung').gtin, `${lot}-${String(index + 1).padStart(3, '0')}`),
  );
}
const palletOf = (lot: string, turn: number): string => ssccUri(numberOf(exporter), Number(lot.slice(3)) * 10 + turn);
const reeferOf = (lot: string): string => assetUri(numberOf(exporter), `CONT${lot.slice(3)}`);

export function tellThanhLong(story: Story): void {
  for (let index = 0; index < thanhLongShipments.count; index++) {
    const lot = `TL-${thanhLongShipments.first + index}`;
    const day = 62 - index * 7;
    const fruit = collectFruit(story, lot, day);
    packForExport(story, lot, day, fruit);
    sendToPort(story, lot, day);
  }
}

/** Every orchard is cut twice; the cooperative weighs all fruit in at its collecting point and hands it over. */
function collectFruit(story: Story, lot: string, day: number): Amount[] {
  return orchards.flatMap(([owner, place], turn) =>
    [0, 1].map((cut) => {
      const fruit = kilos('thanh-long-tuoi', `${lot}-${turn + 1}${cut === 0 ? 'S' : 'C'}`, numberFrom(`${lot}/${turn}/${cut}`, 52, 68));
      const cutAt = story.at(day, cut === 0 ? '05:20' : '15:10') + turn * 14 * minute_ms;
      harvest(story, { by: owner, at: cutAt, place }, fruit);
      if (owner !== coop) {
        const inward: Handover = { from: owner, fromPlace: place, to: coop, toPlace: 'tam-vu-tap-ket', note: `TLN-${fruit.lot}` };
        ship(story, cutAt + 40 * minute_ms, inward, { amounts: [fruit] });
        receive(story, cutAt + 85 * minute_ms, inward, { amounts: [fruit] });
      }
      const outward: Handover = {
        from: coop,
        fromPlace: owner === coop ? place : 'tam-vu-tap-ket',
        to: exporter,
        toPlace: packhouse,
        note: `TLX-${fruit.lot}`,
      };
      ship(story, cutAt + 150 * minute_ms, outward, { amounts: [fruit] });
      receive(story, cutAt + 195 * minute_ms, outward, { amounts: [fruit] });
      return fruit;
    }),
  );
}

/** Sized, treated with hot vapour (46.5 °C for 20 minutes), packed, checked by the quarantine station. */
function packForExport(story: Story, lot: string, day: number, fruit: readonly Amount[]): void {
  const here = { by: exporter, place: packhouse };
  const transformationId = `urn:nguon:transformation:${lot}`;
  const product = { product: 'thanh-long-thung', lot };
  transform(story, { ...here, at: story.at(day - 1, '08:00') }, { transformationId, inputs: fruit.slice(0, 4) });
  transform(story, { ...here, at: story.at(day - 1, '10:15') }, { transformationId, inputs: fruit.slice(4), temperature_C: 46.5 });
  transform(
    story,
    { ...here, at: story.at(day - 1, '13:40') },
    { transformationId, outputs: [pieces('thanh-long-thung', lot, cartonsPerShipment)] },
  );
  const cartons = cartonsOf(lot);
  commission(story, { ...here, at: story.at(day - 1, '14:00') }, product, cartons, {
    'cbvmda:harvestStartDate': story.dateOf(story.at(day, '05:20')),
    'cbvmda:harvestEndDate': story.dateOf(story.at(day, '15:10')),
  });
  inspect(story, { by: 'kiem-nghiem-vam-co', at: story.at(day - 1, '16:30'), place: 'phong-kiem-nghiem' }, product, 2);
  inspect(story, { by: 'chi-cuc-trong-trot', at: story.at(day - 2, '08:20'), place: 'chi-cuc-van-phong' }, product, 9);
  partsOf(cartons, cartonsPerPallet).forEach((part, turn) =>
    pack(story, { ...here, at: story.at(day - 1, '14:40') + turn * 22 * minute_ms }, palletOf(lot, turn), { epcs: part }),
  );
}

function sendToPort(story: Story, lot: string, day: number): void {
  const pallets = [0, 1, 2, 3].map((turn) => palletOf(lot, turn));
  const reefer = reeferOf(lot);
  for (let night = 0; night < 2; night++) {
    carryCold(story, { by: exporter, at: story.at(day - 2 - night, '05:00'), place: coldStore }, pallets, [4.6, 5.1 + night / 10, 6.2], 10);
  }
  const here = { by: exporter, place: coldStore };
  pallets.forEach((pallet, turn) =>
    pack(story, { ...here, at: story.at(day - 4, '06:00') + turn * 12 * minute_ms }, reefer, { epcs: [pallet] }, 'loading'),
  );
  const handover: Handover = { from: exporter, fromPlace: coldStore, to: 'cang-cua-soai', toPlace: 'cua-soai-ben-3', note: `XK-${lot}` };
  const left = story.at(day - 4, '08:10');
  ship(story, left, handover, { epcs: [reefer] });
  carryCold(story, { by: 'van-tai-vam-dong', at: left + 80 * minute_ms, place: 'xe-11' }, [reefer], [4.4, 5.0, 5.9], 1);
  receive(story, left + 2 * hour_ms, handover, { epcs: [reefer] });
  story.tell(exporter, story.at(day - 4, '11:20'), {
    type: 'TransactionEvent',
    action: 'ADD',
    bizStep: 'consigning',
    disposition: 'in_transit',
    epcList: pallets,
    bizTransactionList: [
      { type: 'po', bizTransaction: `urn:nguon:po:${lot}` },
      { type: 'bol', bizTransaction: `urn:nguon:bol:${lot}` },
    ],
    readPoint: { id: placeUri(coldStore) },
  });
  story.tell('cang-cua-soai', story.at(day - 5, '21:30'), {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: 'departing',
    disposition: 'in_transit',
    epcList: [reefer],
    readPoint: { id: placeUri('cua-soai-ben-3') },
    bizTransactionList: [{ type: 'bol', bizTransaction: `urn:nguon:bol:${lot}` }],
  });
}
