// Puts one event into plain words: step, time, place, goods by their part in it, parties, papers. Knows no database.
import { formatDateTimeVi } from '@nguon/vn';
import { CBV_LISTS, thingRoles } from '@nguon/epcis';
import type { EpcisEvent, ThingInEvent } from '@nguon/epcis';
import { findStepName } from '../ui/words/scan-steps.ts';
import { bracketed, shortCode } from '../ui/show-code.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { formatNumber } from '../ui/format-number.ts';

type GoodsRole = keyof typeof workspaceWords.vi.roles;

export interface DescribedThing {
  readonly key: string;
  /** The part that tells it from others of its kind (lot, serial), and the whole code as it stands on labels. */
  readonly short: string;
  readonly text: string;
  readonly name: string | undefined;
  readonly amount: string;
}

export interface DescribedEvent {
  readonly step: string;
  readonly happened: string;
  readonly place: string | undefined;
  readonly goods: readonly { readonly label: string; readonly total: number; readonly things: readonly DescribedThing[] }[];
  readonly parties: readonly (readonly [label: string, name: string])[];
  readonly papers: readonly string[];
  readonly lot: string | undefined;
}

/** Things of one role that a page lists; the rest is counted. */
const things_shown_max = 50;

const placeRoles: ReadonlySet<number> = new Set([thingRoles.readPoint, thingRoles.bizLocation, thingRoles.source, thingRoles.destination]);

/** Every index key whose name the description uses: things with the levels above them, places, parties. */
export function keysToName(event: EpcisEvent): string[] {
  const goods = event.things
    .filter(({ role }) => !placeRoles.has(role))
    .slice(0, 1_000)
    .flatMap(({ id }) => [id.thing, ...id.parents]);
  const places = [event.readPoint, event.bizLocation].flatMap((id) => (id === undefined ? [] : [id.thing, ...id.parents]));
  return [...new Set([...goods, ...places, ...event.parties.flatMap(({ id }) => [id.thing, ...id.parents])])];
}

export function describeEvent(event: EpcisEvent, names: ReadonlyMap<string, string>, lang: 'vi' | 'en'): DescribedEvent {
  const words = workspaceWords[lang];
  const nameOf = (id: { readonly thing: string; readonly parents: readonly string[] }): string | undefined =>
    [id.thing, ...id.parents].map((key) => names.get(key)).find((name) => name !== undefined);
  const place = event.bizLocation ?? event.readPoint;
  return {
    step: nameStep(event.bizStep, event.type, lang),
    happened: formatDateTimeVi(new Date(event.eventTime_ms)),
    place: place === undefined ? undefined : (nameOf(place) ?? shortCode(place.thing, lang)),
    goods: groupGoods(event.things).map(([role, things]) => ({
      label: words.roles[role],
      total: things.length,
      things: things.slice(0, things_shown_max).map((thing) => ({
        key: thing.id.thing,
        short: shortCode(thing.id.thing, lang),
        text: bracketed(thing.id.thing),
        name: nameOf(thing.id),
        amount: writeAmount(thing, words.pieces, lang),
      })),
    })),
    parties: event.parties.map(({ side, type, id }) => [nameParty(side, type, words.parties), nameOf(id) ?? shortCode(id.thing, lang)]),
    papers: event.bizTransactions.map(({ type, text }) =>
      [nameWord('bizTransactionType', type, lang), text].filter((part) => part !== undefined).join(': '),
    ),
    lot: event.lotNumber,
  };
}

/** The step in words; a step of somebody's own vocabulary by the last part of its address. */
export function nameStep(step: string | null | undefined, eventType: string, lang: 'vi' | 'en'): string {
  const known = findStepName(step ?? null, lang);
  if (known !== undefined) return known;
  if (step !== null && step !== undefined) return step.replace(/^.*[/#:]/, '').replaceAll('_', ' ');
  const kinds: Readonly<Record<string, readonly [string, string]>> = {
    TransformationEvent: ['Chế biến', 'Processed'],
    AggregationEvent: ['Đóng vào, lấy ra', 'Packed or unpacked'],
    AssociationEvent: ['Gắn kèm', 'Associated'],
    TransactionEvent: ['Ghi chứng từ', 'Papers attached'],
  };
  return (kinds[eventType] ?? ['Ghi nhận', 'Observed'])[lang === 'vi' ? 0 : 1];
}

type PartyWords = typeof workspaceWords.vi.parties;

/** Seller and buyer, giver and taker, or the two places (CBV 2.0 §7.4); a word of somebody's own as giver and taker. */
function nameParty(side: 'source' | 'destination', type: string, words: PartyWords): string {
  const [from, to] = Object.hasOwn(words, type) ? words[type as keyof PartyWords] : words.possessing_party;
  return side === 'source' ? from : to;
}

/** A CBV word as people say it; a word of somebody's own vocabulary by the last part of its address. */
export function nameWord(
  kind: 'disposition' | 'bizTransactionType',
  word: string | null | undefined,
  lang: 'vi' | 'en',
): string | undefined {
  if (word === null || word === undefined) return undefined;
  const row = CBV_LISTS[kind].rows.find(([bare]) => bare === word);
  return row?.[lang === 'vi' ? 1 : 2] ?? word.replace(/^.*[/#:]/, '').replaceAll('_', ' ');
}

function groupGoods(things: readonly ThingInEvent[]): [GoodsRole, ThingInEvent[]][] {
  const groups = new Map<GoodsRole, ThingInEvent[]>();
  for (const thing of things) {
    if (placeRoles.has(thing.role)) continue;
    const role = thing.role as GoodsRole;
    groups.set(role, [...(groups.get(role) ?? []), thing]);
  }
  // Containers before what is in them; inputs before outputs.
  return [...groups].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

const order: readonly GoodsRole[] = [3, 2, 12, 4, 14, 5, 15, 1, 11];

/** UN/CEFACT Rec. 20 units that people here know by another sign; the others stay as they are. */
const units: Readonly<Record<string, string>> = { KGM: 'kg', GRM: 'g', TNE: 't', LTR: 'l', MLT: 'ml', MTR: 'm', MTK: 'm²', HAR: 'ha' };

function writeAmount({ quantity, uom }: ThingInEvent, pieces: string, lang: 'vi' | 'en'): string {
  if (quantity === undefined) return '';
  return `${formatNumber(lang, quantity)} ${uom === undefined ? pieces : (units[uom] ?? uom)}`;
}
