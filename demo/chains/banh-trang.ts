// Bánh tráng phơi sương Trảng Bàng: paddy → rice → soaking and steaming → drying and dew → packs → cases → shops.
import { ssccUri } from '../keys.ts';
import { numberOf } from '../province/operators.ts';
import { itemsOf, kilos, partsOf, pieces } from '../story/amounts.ts';
import type { Amount } from '../story/amounts.ts';
import { numberFrom } from '../story/chance.ts';
import { declareError } from '../story/correct.ts';
import { commission, harvest, inspect, print, transform, voidCodes } from '../story/make.ts';
import { offer, pack, receive, sell, ship, unpack } from '../story/move.ts';
import type { Handover } from '../story/move.ts';
import { day_ms, hour_ms, minute_ms } from '../story/story.ts';
import type { Story } from '../story/story.ts';

const mill = 'xay-xat-rach-dao';
const packsPerBatch = 60;
const packsPerCase = 20;
const riceLots = 9;

export const banhTrangBatches = {
  first: 301,
  count: 24,
  late: 'BT-321',
  voided: 'BT-319',
  notActivated: 'BT-325',
  expiredCertificate: 'BT-322',
} as const;

interface Maker {
  readonly org: string;
  readonly house: string;
  readonly yard: string;
  readonly product: string;
}
const makers: readonly [Maker, Maker] = [
  { org: 'banh-trang-nam-nhung', house: 'nam-nhung-lo', yard: 'nam-nhung-san', product: 'banh-trang-nam-nhung' },
  { org: 'banh-trang-ut-hanh', house: 'ut-hanh-lo', yard: 'ut-hanh-san', product: 'banh-trang-ut-hanh' },
];

/** Even batches are the first maker's, odd ones the second's. */
const makerOf = (lot: string): Maker => makers[(Number(lot.slice(3)) + 1) % 2]!;
export const packsOf = (lot: string): string[] => itemsOf({ product: makerOf(lot).product, lot }, packsPerBatch);

export function tellBanhTrang(story: Story): void {
  for (let week = 0; week < riceLots; week++) millRice(story, week);
  for (let index = 0; index < banhTrangBatches.count; index++) {
    const lot = `BT-${banhTrangBatches.first + index}`;
    const day = Math.round(60 - index * 2.5);
    makeBatch(story, lot, day, index);
    sellBatch(story, lot, day, index);
  }
  printLabels(story);
}

/** Each week two fields' paddy becomes one lot of rice, half of it for each maker. */
function millRice(story: Story, week: number): void {
  const day = 69 - week * 7;
  const lot = `NT-${41 + week}`;
  const paddy = (['ruong-le-van-dong', 'ruong-pham-thi-mai'] as const).map((farmer, turn) => {
    const amount = kilos('lua-nang-thom', `${lot}-R${turn + 1}`, numberFrom(`${lot}/${turn}`, 310, 420));
    const handover: Handover = {
      from: farmer,
      fromPlace: turn === 0 ? 'ruong-dong' : 'ruong-mai',
      to: mill,
      toPlace: 'rach-dao-nha-may',
      note: `LUA-${lot}-${turn + 1}`,
    };
    harvest(story, { by: farmer, at: story.at(day + 3, '09:20') + turn * hour_ms, place: handover.fromPlace }, amount);
    ship(story, story.at(day + 1, '07:10') + turn * hour_ms, handover, { amounts: [amount] });
    receive(story, story.at(day + 1, '09:40') + turn * hour_ms, handover, { amounts: [amount] });
    return amount;
  });
  const paddy_kg = paddy.reduce((sum, amount) => sum + amount.quantity, 0);
  const rice = kilos('gao-nang-thom', lot, Math.round(paddy_kg * 0.63));
  transform(story, { by: mill, at: story.at(day, '10:30'), place: 'rach-dao-nha-may' }, { inputs: paddy, outputs: [rice] });
  makers.forEach((maker, turn) => {
    const half = kilos('gao-nang-thom', lot, Math.floor(rice.quantity / 2));
    const handover: Handover = {
      from: mill,
      fromPlace: 'rach-dao-nha-may',
      to: maker.org,
      toPlace: maker.house,
      note: `GAO-${lot}-${turn + 1}`,
    };
    ship(story, story.at(day - 1, '06:30') + turn * 20 * minute_ms, handover, { amounts: [half] });
    receive(story, story.at(day - 1, '11:00') + turn * 45 * minute_ms, handover, { amounts: [half] });
  });
}

/** The rice that a batch made so many days ago uses: the newest that had arrived. */
function riceFor(day: number, quantity_kg: number): Amount {
  const week = Math.min(riceLots - 1, Math.max(0, Math.floor((67 - day) / 7)));
  return kilos('gao-nang-thom', `NT-${41 + week}`, quantity_kg);
}

/** One transformation in three events: soaking takes rice in, steaming takes salt in, the dew gives rice paper. */
function makeBatch(story: Story, lot: string, day: number, index: number): void {
  const { org, house, yard, product } = makerOf(lot);
  const late_ms = lot === banhTrangBatches.late ? 6 * day_ms : 10 * minute_ms;
  const transformationId = `urn:nguon:transformation:${lot}`;
  const deed = { by: org, place: house, late_ms };
  transform(story, { ...deed, at: story.at(day, '15:00') }, { transformationId, inputs: [riceFor(day, 24)] });
  transform(
    story,
    { ...deed, at: story.at(day - 1, '04:20') },
    {
      transformationId,
      temperature_C: 98,
      inputs: [kilos('muoi-hat', `MH-${7 + Math.floor(index / 9)}`, 0.6)],
    },
  );
  transform(
    story,
    { ...deed, at: story.at(day - 2, '05:10'), place: yard },
    {
      transformationId,
      outputs: [pieces(product, lot, packsPerBatch)],
    },
  );
  const packs = packsOf(lot);
  const packed = story.at(day - 2, '08:30');
  commission(story, { ...deed, at: packed }, { product, lot }, packs);
  if (index % 6 === 2)
    inspect(story, { by: 'kiem-nghiem-vam-co', at: packed + 26 * hour_ms, place: 'phong-kiem-nghiem' }, { product, lot }, 0.9);
  const cased = lot === banhTrangBatches.voided ? packs.slice(2) : packs;
  if (lot === banhTrangBatches.voided) voidCodes(story, { ...deed, at: packed + 15 * minute_ms }, packs.slice(0, 2));
  partsOf(cased, packsPerCase).forEach((part, turn) =>
    pack(story, { ...deed, at: packed + (30 + turn * 12) * minute_ms }, caseOf(lot, turn), { epcs: part }),
  );
}

const caseOf = (lot: string, turn: number): string => ssccUri(numberOf(makerOf(lot).org), Number(lot.slice(3)) * 10 + turn);

function sellBatch(story: Story, lot: string, day: number, index: number): void {
  const { org, house } = makerOf(lot);
  const late = lot === banhTrangBatches.late ? 5 * day_ms : undefined;
  const shops = [
    ['rau-qua-ngon', 'rqn-trang-bang'],
    ['sieu-thi-nha-vuon', 'nha-vuon-tan-an'],
    ['rau-qua-ngon', 'rqn-tan-ninh'],
  ] as const;
  shops.forEach(([shop, place], turn) => {
    const unit = caseOf(lot, turn);
    const handover: Handover = { from: org, fromPlace: house, to: shop, toPlace: place, note: `BTX-${lot}-${turn + 1}` };
    const left = story.at(day - 3, '06:40') + turn * 35 * minute_ms;
    ship(story, left, handover, { epcs: [unit] }, late);
    // One receipt was keyed in for the wrong shop's door; it was declared wrong and said again.
    if (index === 12 && turn === 2) {
      const wrong = receive(story, left + 3 * hour_ms, { ...handover, toPlace: 'rqn-long-hoa' }, { epcs: [unit] });
      const right = receive(story, left + 2 * hour_ms, handover, { epcs: [unit] }, 4 * hour_ms);
      declareError(story, left + 7 * hour_ms, wrong, right);
    } else receive(story, left + 2 * hour_ms, handover, { epcs: [unit] });
    const packs = packsOf(lot).slice(turn * packsPerCase, (turn + 1) * packsPerCase);
    const sellable = lot === banhTrangBatches.voided && turn === 0 ? packs.slice(2) : packs;
    const here = { by: shop, place };
    unpack(story, { ...here, at: left + 4 * hour_ms }, unit);
    offer(story, { ...here, at: story.at(day - 4, '07:30') + turn * minute_ms }, sellable);
    partsOf(sellable.slice(2), 9).forEach((part, week) =>
      sell(story, { ...here, at: story.at(day - 4 - week * 2, '08:30') + numberFrom(`${lot}/${place}/${week}`, 0, 600) * minute_ms }, part),
    );
  });
}

/** Labels printed ahead for the next batch: codes that are not in use yet. */
function printLabels(story: Story): void {
  const lot = banhTrangBatches.notActivated;
  const { org, house } = makerOf(lot);
  print(story, { by: org, at: story.at(2, '16:10'), place: house }, packsOf(lot).slice(0, 30));
}
