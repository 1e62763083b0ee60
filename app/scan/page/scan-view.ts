// Everything one scan page shows: what was found, what was concluded from it, in which language.
import type { Site } from '../../ui/layout.tsx';
import type { Lang } from '../../ui/words/lang.ts';
import { scanWords } from '../../ui/words/scan.ts';
import type { ScanWords } from '../../ui/words/scan-vi.ts';
import type { ScanFacts } from '../facts.ts';
import { readItemData } from '../item-data.ts';
import type { ItemData } from '../item-data.ts';
import { makeJourney } from '../journey.ts';
import type { Journey } from '../journey.ts';
import { judge } from '../judge.ts';
import type { Judgement } from '../judge.ts';
import type { ScannedCode } from '../scanned-code.ts';
import { dayOf } from './show.ts';

export interface ScanView {
  readonly code: ScannedCode;
  readonly facts: ScanFacts;
  readonly data: ItemData;
  readonly journey: Journey;
  readonly judgement: Judgement;
  /** Scans so far, this one included. */
  readonly scans: { readonly total: number; readonly first_ms: number };
  readonly lang: Lang;
  readonly words: ScanWords;
  readonly site: Site;
  /** Domain printed in the header, in words that can be compared with the label. */
  readonly host: string | undefined;
  readonly now_ms: number;
}

export interface ScanFrame {
  readonly lang: Lang;
  readonly site: Site;
  readonly host: string | undefined;
  readonly now_ms: number;
}

/** `counted` holds the scans that wait in memory, this one included. */
export function makeScanView(
  code: ScannedCode,
  facts: ScanFacts,
  counted: { readonly total: number; readonly first_ms: number },
  frame: ScanFrame,
): ScanView {
  const scans = {
    total: (facts.scans?.total ?? 0) + counted.total,
    first_ms: Math.min(facts.scans?.first_ms ?? Number.POSITIVE_INFINITY, counted.first_ms),
  };
  const journey = makeJourney(facts, code, frame.now_ms);
  const data = readItemData(facts.events, code.thing);
  const judgement = judge(facts, code, journey, data, dayOf(frame.now_ms), scans.total);
  return { code, facts, data, journey, judgement, scans, words: scanWords[frame.lang], ...frame };
}

/** Name of the product in the page's language; Vietnamese where it has none. */
export function productName(view: Pick<ScanView, 'facts' | 'lang'>): string | undefined {
  const product = view.facts.product;
  if (product === null) return undefined;
  const translated =
    view.lang === 'en' ? product.product_name_en : view.lang === 'zh' ? (product.product_name_zh ?? product.product_name_en) : null;
  return translated ?? product.product_name;
}

/** `Phường Bình Minh` within a sentence: `phường Bình Minh`; in other languages `Binh Minh Ward`. */
export function unitName(unit: { readonly unit_name: string | null; readonly unit_name_en: string | null }, lang: Lang): string {
  if (unit.unit_name === null) return '';
  return lang === 'vi' ? unit.unit_name.charAt(0).toLowerCase() + unit.unit_name.slice(1) : (unit.unit_name_en ?? unit.unit_name);
}

/** End of a link to a page of the portal, which speaks Vietnamese and English: whoever reads Chinese is served English. */
export function portalSuffix(lang: Lang, sign: '?' | '&' = '?'): string {
  return lang === 'vi' ? '' : `${sign}lang=en`;
}
