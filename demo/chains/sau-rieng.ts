// Sầu riêng Bàu Đồn: every fruit has a code from the cut on; crates go by cold truck to shops.
import { crateUri } from '../keys.ts';
import { numberOf } from '../province/operators.ts';
import { itemsOf, partsOf } from '../story/amounts.ts';
import { numberFrom } from '../story/chance.ts';
import { commission, inspect } from '../story/make.ts';
import { carryCold, offer, pack, receive, sell, ship, unpack } from '../story/move.ts';
import type { Handover } from '../story/move.ts';
import { hour_ms, minute_ms } from '../story/story.ts';
import type { Story } from '../story/story.ts';

const group = 'sau-rieng-bau-don';
const fruitsPerLot = 30;
const fruitsPerCrate = 10;

export const sauRiengLots = { first: 701, count: 14, shown: 'SR-714' } as const;

export const fruitsOf = (lot: string): string[] => itemsOf({ product: 'sau-rieng', lot }, fruitsPerLot);
const crateOf = (lot: string, turn: number): string => crateUri(numberOf(group), 900, `S${((Number(lot.slice(3)) * 3 + turn) % 12) + 10}`);

const shops = [
  ['rau-qua-ngon', 'rqn-long-hoa'],
  ['sieu-thi-nha-vuon', 'nha-vuon-long-an'],
  ['rau-qua-ngon', 'rqn-trang-bang'],
] as const;

export function tellSauRieng(story: Story): void {
  for (let index = 0; index < sauRiengLots.count; index++) {
    const lot = `SR-${sauRiengLots.first + index}`;
    tellLot(story, lot, 56 - index * 4);
  }
}

function tellLot(story: Story, lot: string, day: number): void {
  const fruits = fruitsOf(lot);
  const product = { product: 'sau-rieng', lot };
  // Three trees' fruit, tagged as it is cut: the code begins its life in the orchard.
  partsOf(fruits, 10).forEach((part, turn) =>
    commission(story, { by: group, at: story.at(day, '06:30') + turn * 28 * minute_ms, place: 'bau-don-vuon' }, product, part, {
      'tn:growingAreaCode': 'VN-TNOR-0188',
      'tn:tree': `C${numberFrom(`${lot}/${turn}`, 1, 140)}`,
      'cbvmda:harvestEndDate': story.dateOf(story.at(day, '06:30')),
    }),
  );
  inspect(story, { by: 'kiem-nghiem-vam-co', at: story.at(day, '14:30'), place: 'phong-kiem-nghiem' }, product, 3);
  partsOf(fruits, fruitsPerCrate).forEach((part, turn) => {
    const [shop, place] = shops[turn]!;
    const crate = crateOf(lot, turn);
    const handover: Handover = { from: group, fromPlace: 'bau-don-tram', to: shop, toPlace: place, note: `SRX-${lot}-${turn + 1}` };
    const left = story.at(day, '15:20') + turn * 12 * minute_ms;
    pack(story, { by: group, at: left - hour_ms, place: 'bau-don-tram' }, crate, { epcs: part });
    ship(story, left, handover, { epcs: [crate] });
    if (turn === 1) carryCold(story, { by: 'van-tai-vam-dong', at: left + 70 * minute_ms, place: 'xe-07' }, [crate], [17.8, 18.6, 19.9]);
    receive(story, left + (90 + turn * 25) * minute_ms, handover, { epcs: [crate] });
    const here = { by: shop, place };
    unpack(story, { ...here, at: left + (115 + turn * 25) * minute_ms }, crate);
    offer(story, { ...here, at: story.at(day - 1, '07:20') + turn * minute_ms }, part);
    partsOf(part.slice(1), 3).forEach((sold, later) =>
      sell(story, { ...here, at: story.at(day - 1 - later, '09:00') + numberFrom(`${lot}/${turn}/${later}`, 0, 560) * minute_ms }, sold),
    );
    const back: Handover = { from: shop, fromPlace: place, to: group, toPlace: 'bau-don-tram', note: `SRT-${lot}-${turn + 1}` };
    ship(story, story.at(day - 2, '13:00') + turn * 7 * minute_ms, back, { epcs: [crate] });
    receive(story, story.at(day - 2, '15:30') + turn * 7 * minute_ms, back, { epcs: [crate] });
  });
}
