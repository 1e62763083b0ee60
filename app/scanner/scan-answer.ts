// What the list of scans shows of one code: the verdict of its scan page in a few words, as JSON. Pure.
import { bracketed } from '../ui/show-code.ts';
import { productName } from '../scan/page/scan-view.ts';
import type { ScanView } from '../scan/page/scan-view.ts';
import { listTakenBack, listWarnings, looks } from '../scan/page/verdict-part.ts';

export interface ScanAnswer {
  /** As the scan page judges, e.g. `right`, `recalled_lot`. */
  readonly verdict: string;
  /** Group and sign of the verdict: right, wait, stop, void, ask, info. */
  readonly look: string;
  readonly title: string;
  readonly warnings: readonly string[];
  /** Product, place or party; the code itself where nothing is known by name. */
  readonly name: string;
  readonly maker: string | null;
  readonly lot: string | null;
  readonly serial: string | null;
  /** The scan page. */
  readonly path: string;
  /** The code names a kind of goods only: its page asks for the lot. */
  readonly asks_lot: boolean;
}

export function makeScanAnswer(view: ScanView): ScanAnswer {
  const { code, facts, judgement, words, lang } = view;
  const inPageLanguage = (row: { readonly name: string; readonly name_en: string | null }): string =>
    lang === 'vi' ? row.name : (row.name_en ?? row.name);
  const entry = facts.place ?? facts.party;
  return {
    verdict: judgement.verdict,
    look: looks[judgement.verdict][1],
    title: words.verdicts[judgement.verdict].title,
    warnings: [...listWarnings(view), ...listTakenBack(view)],
    name: productName(view) ?? (entry === null ? bracketed(code.path.slice(1)) : inPageLanguage(entry)),
    maker: facts.product === null ? null : inPageLanguage(facts.product),
    lot: code.lotNumber ?? null,
    serial: code.serialNumber ?? null,
    path: `/xem${code.path}${lang === 'vi' ? '' : `?lang=${lang}`}`,
    asks_lot: code.level === 'class' && code.key === '01' && ['product', 'unknown'].includes(judgement.verdict),
  };
}
