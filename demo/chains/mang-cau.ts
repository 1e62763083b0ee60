// Mãng cầu Bà Đen: plots → harvest → packhouse → cold truck → wholesale market or shop → shopper.
import { assetUri, crateUri, ssccUri } from '../keys.ts';
import { numberOf } from '../province/operators.ts';
import { itemsOf, kilos, partsOf, pieces } from '../story/amounts.ts';
import { numberFrom } from '../story/chance.ts';
import { associate, carryCold, offer, pack, receive, sell, ship, unpack } from '../story/move.ts';
import type { Handover } from '../story/move.ts';
import { commission, harvest, inspect, transform } from '../story/make.ts';
import { minute_ms } from '../story/story.ts';
import type { Story } from '../story/story.ts';

const coop = 'demo';
const packhouse = 'suoi-xanh-so-che';
const carrier = 'van-tai-vam-dong';
export const boxesPerLot = 48;
const boxesPerCrate = 12;

/** Lots are numbered on; what befalls a lot beside the ordinary stands here and nowhere else. */
export const mangCauLots = { first: 101, count: 27, right: 'MC-125', broken: 'MC-124', repeated: 'MC-126' } as const;

interface Plot {
  readonly owner: string;
  readonly place: string;
}
const plots: readonly Plot[] = [
  { owner: coop, place: 'suoi-xanh-vuon-1' },
  { owner: coop, place: 'suoi-xanh-vuon-2' },
  { owner: coop, place: 'suoi-xanh-vuon-3' },
  { owner: 'vuon-tran-van-sau', place: 'vuon-sau' },
  { owner: 'vuon-nguyen-thi-lanh', place: 'vuon-lanh' },
];

const shops: readonly (readonly [org: string, place: string])[] = [
  ['rau-qua-ngon', 'rqn-long-hoa'],
  ['rau-qua-ngon', 'rqn-tan-ninh'],
  ['sieu-thi-nha-vuon', 'nha-vuon-tan-ninh'],
  ['rau-qua-ngon', 'rqn-long-an'],
  ['sieu-thi-nha-vuon', 'nha-vuon-long-an'],
];

export const boxesOf = (lot: string): string[] => itemsOf({ product: 'mang-cau-hop', lot }, boxesPerLot);

export function tellMangCau(story: Story): void {
  fitSensors(story);
  for (let index = 0; index < mangCauLots.count; index++) {
    const lot = `MC-${mangCauLots.first + index}`;
    const day = Math.round(64 - index * 2.4);
    const raw = pickFruit(story, lot, day, index);
    packBoxes(story, lot, day, raw);
    sendOut(story, lot, day, index);
  }
}

/** Trucks carry temperature sensors; one is exchanged in mid-season. */
function fitSensors(story: Story): void {
  const [first, second] = ['xe-07', 'xe-11'].map((truck) => assetUri(numberOf(carrier), 'XE' + truck.slice(-2)));
  const sensor = (name: string): string => assetUri(numberOf(carrier), name);
  associate(story, { by: carrier, at: story.at(80, '08:00'), place: 'xe-07' }, first!, sensor('CB07'));
  associate(story, { by: carrier, at: story.at(80, '08:20'), place: 'xe-11' }, second!, sensor('CB11A'));
  associate(story, { by: carrier, at: story.at(33, '17:05'), place: 'xe-11' }, second!, sensor('CB11A'), 'DELETE');
  associate(story, { by: carrier, at: story.at(33, '17:20'), place: 'xe-11' }, second!, sensor('CB11'));
}

/** Three plots give a raw lot each; members' fruit is handed over to the cooperative with a note. */
function pickFruit(story: Story, lot: string, day: number, index: number): readonly ReturnType<typeof kilos>[] {
  return [0, 1, 2].map((turn) => {
    const plot = plots[(index + turn * 2) % plots.length]!;
    const raw = kilos('mang-cau-tuoi', `${lot}-V${turn + 1}`, numberFrom(`${lot}/${turn}`, 32, 58));
    const picked = story.at(day, '06:10') + numberFrom(`${lot}/pick${turn}`, 0, 35) * minute_ms;
    harvest(story, { by: plot.owner, at: picked, place: plot.place }, raw);
    if (plot.owner !== coop) {
      const handover: Handover = { from: plot.owner, fromPlace: plot.place, to: coop, toPlace: packhouse, note: `GN-${lot}-${turn + 1}` };
      ship(story, picked + 25 * minute_ms, handover, { amounts: [raw] });
      receive(story, picked + 55 * minute_ms, handover, { amounts: [raw] });
    }
    return raw;
  });
}

/** Graded, tested, boxed with a code on each box, twelve boxes to a crate, two crates to a pallet. */
function packBoxes(story: Story, lot: string, day: number, raw: readonly ReturnType<typeof kilos>[]): void {
  const total = raw.reduce((sum, amount) => sum + amount.quantity, 0);
  const at = story.at(day, '08:05');
  const here = { by: coop, place: packhouse };
  transform(
    story,
    { ...here, at },
    {
      inputs: raw,
      outputs: [pieces('mang-cau-hop', lot, boxesPerLot), kilos('mang-cau-loai-2', lot, Math.max(1, total - 80))],
    },
  );
  inspect(
    story,
    { by: 'kiem-nghiem-vam-co', at: story.at(day, '09:30'), place: 'phong-kiem-nghiem' },
    { product: 'mang-cau-hop', lot },
    1.5,
  );
  const boxes = boxesOf(lot);
  commission(story, { ...here, at: at + 95 * minute_ms }, { product: 'mang-cau-hop', lot }, boxes, {
    'cbvmda:harvestStartDate': story.dateOf(at),
    'cbvmda:harvestEndDate': story.dateOf(at),
    'tn:growingAreaCode': 'VN-TNOR-0142',
  });
  partsOf(boxes, boxesPerCrate).forEach((part, turn) =>
    pack(story, { ...here, at: at + (110 + turn * 9) * minute_ms }, crateOf(lot, turn), { epcs: part }),
  );
  for (const pallet of [0, 1]) {
    pack(story, { ...here, at: at + (150 + pallet * 10) * minute_ms }, palletOf(lot, pallet), {
      epcs: [crateOf(lot, pallet * 2), crateOf(lot, pallet * 2 + 1)],
    });
  }
}

/** Sixteen crates go round, so a crate holds another lot every fourth time. */
const crateOf = (lot: string, turn: number): string =>
  crateUri(numberOf(coop), 900, `T${String(((Number(lot.slice(3)) * 4 + turn) % 16) + 1).padStart(2, '0')}`);
const palletOf = (lot: string, pallet: number): string => ssccUri(numberOf(coop), Number(lot.slice(3)) * 10 + pallet);

/** One pallet goes to the wholesale market and on to a shop, the other straight to a shop. */
function sendOut(story: Story, lot: string, day: number, index: number): void {
  const truck = index % 2 === 0 ? 'xe-07' : 'xe-11';
  const [shopOrg, shopPlace] = shops[index % shops.length]!;
  const toShop: Handover = { from: coop, fromPlace: packhouse, to: shopOrg, toPlace: shopPlace, note: `PX-${lot}-B` };
  const toMarket: Handover = {
    from: coop,
    fromPlace: packhouse,
    to: 'cho-dau-moi-ninh-thanh',
    toPlace: 'cho-dau-moi',
    note: `PX-${lot}-A`,
  };
  const left = story.at(day, '14:30');
  ship(story, left, toMarket, { epcs: [palletOf(lot, 0)] });
  ship(story, left + 8 * minute_ms, toShop, { epcs: [palletOf(lot, 1)] });
  carryCold(story, { by: carrier, at: left + 75 * minute_ms, place: truck }, [palletOf(lot, 0), palletOf(lot, 1)], warmth(lot));
  tellShop(story, lot, day, toShop, left + 130 * minute_ms);
  // The broken chain: the market never scanned this lot in, yet the stall sells from it.
  if (lot !== mangCauLots.broken) receive(story, left + 105 * minute_ms, toMarket, { epcs: [palletOf(lot, 0)] });
  tellStall(story, lot, day);
}

const warmth = (lot: string): readonly [number, number, number] => {
  const mean = 13.4 + numberFrom(`${lot}/warm`, 0, 14) / 10;
  return [Number((mean - 0.9).toFixed(1)), Number(mean.toFixed(1)), Number((mean + 1.2).toFixed(1))];
};

function tellShop(story: Story, lot: string, day: number, handover: Handover, arrived: number): void {
  const here = { by: handover.to, place: handover.toPlace };
  const boxes = boxesOf(lot).slice(boxesPerCrate * 2);
  receive(story, arrived, handover, { epcs: [palletOf(lot, 1)] });
  unpack(story, { ...here, at: arrived + 20 * minute_ms }, palletOf(lot, 1));
  for (const turn of [2, 3]) unpack(story, { ...here, at: arrived + (25 + turn * 3) * minute_ms }, crateOf(lot, turn));
  offer(story, { ...here, at: story.at(day - 1, '07:15') }, boxes);
  sellOff(story, here, lot, day - 1, boxes);
  bringBack(story, handover.toPlace, handover.to, story.at(day - 2, '13:10'), lot, [crateOf(lot, 2), crateOf(lot, 3)]);
}

/** Empty crates go home to be filled again. */
function bringBack(story: Story, fromPlace: string, from: string, at: number, lot: string, crates: readonly string[]): void {
  const back: Handover = { from, fromPlace, to: coop, toPlace: packhouse, note: `TR-${lot}-${crates[0]!.slice(-2)}` };
  ship(story, at, back, { epcs: crates });
  receive(story, at + 75 * minute_ms, back, { epcs: crates });
}

function tellStall(story: Story, lot: string, day: number): void {
  const here = { by: 'cho-dau-moi-ninh-thanh', place: 'cho-sap-12' };
  const boxes = boxesOf(lot).slice(0, boxesPerCrate * 2);
  unpack(story, { ...here, at: story.at(day - 1, '03:40') }, palletOf(lot, 0), [crateOf(lot, 0), crateOf(lot, 1)]);
  for (const turn of [0, 1]) unpack(story, { ...here, at: story.at(day - 1, '04:00') + turn * 4 * minute_ms }, crateOf(lot, turn));
  offer(story, { ...here, at: story.at(day - 1, '04:30') }, boxes);
  sellOff(story, here, lot, day - 1, boxes);
  bringBack(story, 'cho-dau-moi', here.by, story.at(day - 1, '10:10'), lot, [crateOf(lot, 0), crateOf(lot, 1)]);
}

/** Boxes sell over four days; the first box of the lots that scan pages show stays on the shelf. */
function sellOff(story: Story, here: { by: string; place: string }, lot: string, day: number, boxes: readonly string[]): void {
  const kept = lot === mangCauLots.right || lot === mangCauLots.broken || lot === mangCauLots.repeated ? boxes.slice(1) : boxes;
  partsOf(kept, 7).forEach((part, turn) =>
    sell(story, { ...here, at: story.at(day - turn, '09:00') + numberFrom(`${lot}/${here.place}/${turn}`, 0, 540) * minute_ms }, part),
  );
}
