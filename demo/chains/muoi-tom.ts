// Muối tôm Tây Ninh: salt, dried shrimp, chilli and garlic → mixed lots → roasted jars → cases → pallets → shops.
import { itemUri, ssccUri } from '../keys.ts';
import { numberOf } from '../province/operators.ts';
import { productOf } from '../province/products.ts';
import { itemsOf, kilos, partsOf, pieces } from '../story/amounts.ts';
import type { Amount } from '../story/amounts.ts';
import { numberFrom } from '../story/chance.ts';
import { destroy, recall, takeOffShelf } from '../story/correct.ts';
import { commission, harvest, inspect, transform } from '../story/make.ts';
import { offer, pack, receive, sell, ship, unpack } from '../story/move.ts';
import type { Handover } from '../story/move.ts';
import { hour_ms, minute_ms } from '../story/story.ts';
import type { Story } from '../story/story.ts';

const maker = 'muoi-tom-nang-gio';
const workshop = 'nang-gio-xuong';
const store = 'nang-gio-kho';
const jarsPerBatch = 96;
const jarsPerCase = 24;

export const muoiTomBatches = { first: 201, count: 16, recalled: 'MT-210', right: 'MT-212' } as const;

export const jarsOf = (lot: string): string[] => itemsOf({ product: 'muoi-tom-hu', lot }, jarsPerBatch);
const caseOf = (lot: string, turn: number): string => itemUri(productOf('muoi-tom-thung').gtin, `${lot.slice(3)}-${turn + 1}`);
const palletOf = (lot: string): string => ssccUri(numberOf(maker), Number(lot.slice(3)));

/** Days ago when a batch is mixed. */
const dayOfBatch = (index: number): number => 68 - index * 4;

export function tellMuoiTom(story: Story): void {
  for (let month = 0; month < 4; month++) bringSalt(story, month);
  for (let turn = 0; turn < 8; turn++) bringShrimp(story, turn);
  for (let week = 0; week < 10; week++) bringChilliAndGarlic(story, week);
  for (let index = 0; index < muoiTomBatches.count; index++) {
    const lot = `MT-${muoiTomBatches.first + index}`;
    makeBatch(story, lot, index);
    distribute(story, lot, index);
  }
  recallBatch(story);
}

function handOver(story: Story, at: number, handover: Handover, amount: Amount): void {
  ship(story, at, handover, { amounts: [amount] });
  receive(story, at + 3 * hour_ms, handover, { amounts: [amount] });
}

/** Salt of the month, for the roaster and for the rice-paper makers. */
function bringSalt(story: Story, month: number): void {
  const lot = `MH-${7 + month}`;
  const day = 88 - month * 24;
  harvest(story, { by: 'muoi-bien-lanh', at: story.at(day, '08:00'), place: 'muoi-kho' }, kilos('muoi-hat', lot, 1_500));
  const buyers = [
    [maker, workshop, 900],
    ['banh-trang-nam-nhung', 'nam-nhung-lo', 50],
    ['banh-trang-ut-hanh', 'ut-hanh-lo', 50],
  ] as const;
  buyers.forEach(([to, toPlace, quantity], turn) =>
    handOver(
      story,
      story.at(day - 2, '08:30') + turn * 50 * minute_ms,
      { from: 'muoi-bien-lanh', fromPlace: 'muoi-kho', to, toPlace, note: `MUOI-${lot}-${turn + 1}` },
      kilos('muoi-hat', lot, quantity),
    ),
  );
}

function bringShrimp(story: Story, turn: number): void {
  const day = 80 - turn * 9;
  const amount = kilos('tom-kho', `TK-${61 + turn}`, numberFrom(`shrimp${turn}`, 70, 95));
  harvest(story, { by: 'tom-kho-vam-co', at: story.at(day, '15:30'), place: 'tom-san' }, amount);
  handOver(
    story,
    story.at(day - 2, '07:00'),
    { from: 'tom-kho-vam-co', fromPlace: 'tom-san', to: maker, toPlace: workshop, note: `TOM-${amount.lot}` },
    amount,
  );
}

function bringChilliAndGarlic(story: Story, week: number): void {
  const day = 79 - week * 7;
  const coop = 'ot-toi-thanh-duc';
  const [chilli, garlic] = [kilos('ot-kho', `OT-${31 + week}`, 60), kilos('toi-kho', `TO-${31 + week}`, 40)] as const;
  harvest(story, { by: coop, at: story.at(day, '06:40'), place: 'ot-ruong' }, chilli);
  harvest(story, { by: coop, at: story.at(day, '07:50'), place: 'ot-ruong' }, garlic);
  const handover: Handover = { from: coop, fromPlace: 'ot-say', to: maker, toPlace: workshop, note: `GV-${31 + week}` };
  ship(story, story.at(day - 4, '13:00'), handover, { amounts: [chilli, garlic] });
  receive(story, story.at(day - 4, '14:40'), handover, { amounts: [chilli, garlic] });
}

/** Lot of a supplier's series that had arrived so many days ago. */
const arrived = (prefix: string, first: number, firstDay: number, every: number, day: number): string =>
  `${prefix}-${first + Math.max(0, Math.floor((firstDay - 1 - day) / every))}`;

/** Four inputs are mixed into one lot; the lot is roasted into jars. */
function makeBatch(story: Story, lot: string, index: number): void {
  const day = dayOfBatch(index);
  const here = { by: maker, place: workshop };
  const mixed = kilos('muoi-tom-mon', lot, 17);
  transform(
    story,
    { ...here, at: story.at(day, '07:40') },
    {
      inputs: [
        kilos('muoi-hat', arrived('MH', 7, 86, 24, day), 10),
        kilos('tom-kho', arrived('TK', 61, 78, 9, day), 4),
        kilos('ot-kho', arrived('OT', 31, 75, 7, day), 2),
        kilos('toi-kho', arrived('TO', 31, 75, 7, day), 1.5),
      ],
      outputs: [mixed],
    },
  );
  transform(
    story,
    { ...here, at: story.at(day, '13:20') },
    { inputs: [mixed], outputs: [pieces('muoi-tom-hu', lot, jarsPerBatch)], temperature_C: 142 },
  );
  const jars = jarsOf(lot);
  commission(story, { ...here, at: story.at(day - 1, '08:15') }, { product: 'muoi-tom-hu', lot }, jars);
  const cases = partsOf(jars, jarsPerCase).map((_, turn) => caseOf(lot, turn));
  commission(story, { ...here, at: story.at(day - 1, '08:40') }, { product: 'muoi-tom-thung', lot }, cases);
  partsOf(jars, jarsPerCase).forEach((part, turn) =>
    pack(story, { ...here, at: story.at(day - 1, '09:00') + turn * 11 * minute_ms }, cases[turn]!, { epcs: part }),
  );
  inspect(
    story,
    { by: 'kiem-nghiem-vam-co', at: story.at(day - 2, '10:00'), place: 'phong-kiem-nghiem' },
    { product: 'muoi-tom-hu', lot },
    0.3,
  );
  pack(story, { by: maker, place: store, at: story.at(day - 2, '15:00') }, palletOf(lot), { epcs: cases });
}

/** The pallet goes to one retailer's shop, which opens it and sends cases on to its other shops. */
function distribute(story: Story, lot: string, index: number): void {
  const day = dayOfBatch(index) - 3;
  const retailer = index % 2 === 0 ? 'rau-qua-ngon' : 'sieu-thi-nha-vuon';
  const [hub, ...others] =
    index % 2 === 0
      ? ['rqn-long-hoa', 'rqn-tan-ninh', 'rqn-trang-bang', 'rqn-long-an']
      : ['nha-vuon-long-an', 'nha-vuon-tan-an', 'nha-vuon-tan-ninh'];
  const delivery: Handover = { from: maker, fromPlace: store, to: retailer, toPlace: hub!, note: `MTX-${lot}` };
  ship(story, story.at(day, '07:00'), delivery, { epcs: [palletOf(lot)] });
  receive(story, story.at(day, '09:30'), delivery, { epcs: [palletOf(lot)] });
  unpack(story, { by: retailer, at: story.at(day, '09:50'), place: hub! }, palletOf(lot));
  [hub!, ...others].forEach((place, turn) => {
    if (turn > 0) {
      const onward: Handover = { from: retailer, fromPlace: hub!, to: retailer, toPlace: place, note: `NB-${lot}-${turn}` };
      ship(story, story.at(day - 1, '06:20') + turn * 9 * minute_ms, onward, { epcs: [caseOf(lot, turn)] });
      receive(story, story.at(day - 1, '08:10') + turn * 31 * minute_ms, onward, { epcs: [caseOf(lot, turn)] });
    }
    sellCase(story, lot, day - 2, { by: retailer, place }, turn);
  });
}

function sellCase(story: Story, lot: string, day: number, here: { by: string; place: string }, turn: number): void {
  const jars = jarsOf(lot).slice(turn * jarsPerCase, (turn + 1) * jarsPerCase);
  unpack(story, { ...here, at: story.at(day, '07:20') + turn * minute_ms }, caseOf(lot, turn));
  offer(story, { ...here, at: story.at(day, '07:45') + turn * minute_ms }, jars);
  partsOf(jars.slice(10), 5).forEach((part, week) =>
    sell(
      story,
      { ...here, at: story.at(day - 1 - week * 4, '08:30') + numberFrom(`${lot}/${here.place}/${week}`, 0, 640) * minute_ms },
      part,
    ),
  );
}

/** A test of stored samples finds mould toxin from one chilli lot: the batch is called back, shops clear shelves. */
function recallBatch(story: Story): void {
  const lot = muoiTomBatches.recalled;
  const here = { by: maker, place: store };
  inspect(
    story,
    { by: 'kiem-nghiem-vam-co', at: story.at(4, '15:45'), place: 'phong-kiem-nghiem' },
    { product: 'muoi-tom-hu', lot },
    0.3,
    false,
    `urn:nguon:test:${lot}-LM2`,
  );
  recall(story, { ...here, at: story.at(3, '08:00') }, { product: 'muoi-tom-hu', lot }, jarsPerBatch, `TH-${lot}`);
  const jars = jarsOf(lot);
  const shelf = ['nha-vuon-long-an', 'nha-vuon-tan-an', 'nha-vuon-tan-ninh'].map((place, turn) => ({
    place,
    left: jars.slice(turn * jarsPerCase, turn * jarsPerCase + 10),
  }));
  shelf.forEach(({ place, left }, turn) =>
    takeOffShelf(story, { by: 'sieu-thi-nha-vuon', at: story.at(3, '10:20') + turn * 55 * minute_ms, place }, left),
  );
  const back: Handover = { from: 'sieu-thi-nha-vuon', fromPlace: 'nha-vuon-long-an', to: maker, toPlace: store, note: `THV-${lot}` };
  const returned = shelf[0]!.left.slice(2);
  ship(story, story.at(2, '07:30'), back, { epcs: returned });
  receive(story, story.at(2, '10:05'), back, { epcs: returned });
  destroy(story, { ...here, at: story.at(1, '16:00') }, returned);
}
