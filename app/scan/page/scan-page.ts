// The scan page: one answer first, then what it rests on. A function of a value; under 14 kB compressed, no script.
import { brandMarkSvg } from '../../ui/brand-mark.tsx';
import { spellCode } from '../../ui/show-code.ts';
import { languages } from '../../ui/words/lang.ts';
import type { Lang } from '../../ui/words/lang.ts';
import { scanWords } from '../../ui/words/scan.ts';
import { Html, html } from './html.ts';
import { journeyPart, tracePath } from './journey-part.ts';
import { productPart } from './product-part.ts';
import { scanCss } from './scan-css.ts';
import { portalSuffix, productName } from './scan-view.ts';
import type { ScanFrame, ScanView } from './scan-view.ts';
import { showInstant, showNumber } from './show.ts';
import { verdictBox, verdictPart } from './verdict-part.ts';
import { expiredPart, vouchPart } from './vouch-part.ts';

const mark = new Html(brandMarkSvg);
/** Short in the header, whole for those who listen. */
const languageNames: Readonly<Record<Lang, readonly [short: string, whole: string]>> = {
  vi: ['VI', 'VI, Tiếng Việt'],
  en: ['EN', 'EN, English'],
  zh: ['中文', '中文'],
};

/** A page in two parts, to be compressed apart: what all pages of its language begin with, and its own. */
export interface PageText {
  readonly beginning: string;
  readonly rest: string;
}

const beginnings: Readonly<Record<Lang, string>> = { vi: head('vi'), en: head('en'), zh: head('zh') };

function head(lang: Lang): string {
  const htmlLang = lang === 'zh' ? 'zh-Hans' : lang;
  return `<!doctype html><html lang="${htmlLang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="theme-color" content="#0b5d4b"><meta name="format-detection" content="telephone=no"><link rel="icon" href="/tai-san/bieu-tuong.svg"><style>${scanCss}</style>`;
}

export function renderScanPage(view: ScanView): PageText {
  const { words, code, judgement } = view;
  const name =
    productName(view) ?? view.facts.place?.name ?? view.facts.party?.name ?? spellCode(`${code.key}/${code.keyValue}`, view.lang);
  const detail = code.lotNumber === undefined ? '' : `, ${words.lot.toLowerCase()} ${code.lotNumber}`;
  const title = `${words.verdicts[judgement.verdict].title}: ${name}${detail}`;
  const main = html`${verdictPart(view)}${productPart(view)}${vouches(view) && vouchPart(view)}${journeyPart(view)}${expiredPart(view)}${actions(view)}`;
  return frame(title, main, html`${scansLine(view)}`, `/xem${code.path}`, view);
}

/** For when the database does not answer: never "does not exist". */
export function renderUnavailablePage(path: string, frameOf: ScanFrame): PageText {
  const words = scanWords[frameOf.lang];
  const { title, what, next } = words.verdicts.unavailable;
  const main = html`${verdictBox('unavailable', title, what, words.nextStep + next)}
    <p class="act">
      <a class="btn main" href="">${words.retry}</a><a class="btn" href="/${portalSuffix(frameOf.lang)}">${words.home}</a>
    </p>`;
  return frame(title, main, undefined, path, frameOf);
}

/** Papers of the product beside a serial that nobody issued would lend a forged label their credit. */
const withoutPapers: ReadonlySet<string> = new Set(['place', 'party', 'unknown_item']);

function vouches({ judgement, facts }: ScanView): boolean {
  return !withoutPapers.has(judgement.verdict) && (facts.product !== null || facts.certificates.length > 0);
}

function actions(view: ScanView): Html {
  const { words, code, facts, lang } = view;
  const second =
    facts.product !== null && view.judgement.verdict === 'product'
      ? html`<a class="btn main" href="/san-pham/${facts.product.product_slug}${portalSuffix(lang)}">${words.productPage}</a>`
      : html`<a class="btn main" href="${tracePath(view)}">${words.fullTrace}</a>`;
  return html`<p class="act">
    <a class="btn" href="/xem/bao-nghi-ngo?code=${encodeURIComponent(code.path)}${portalSuffix(lang, '&')}">${words.doubt}</a>${second}
  </p>`;
}

/** How often this code was looked up, as of the minute: the page may be up to one minute old. */
function scansLine({ facts, scans, words, lang, now_ms, judgement }: ScanView): Html | undefined {
  if (judgement.verdict === 'unknown' || judgement.verdict === 'unknown_item') return undefined;
  const places = (facts.provinces ?? []).map(
    (row) => `${row.province === '' ? words.otherProvinces : row.province} ${showNumber(row.total, lang)}`,
  );
  const text = words.scans(showInstant(now_ms, lang), showNumber(scans.total, lang), showInstant(scans.first_ms, lang));
  return html`<p>${text}${places.length > 0 && ` ${words.scansIn(places.join(', '))}`}</p>`;
}

function frame(title: string, main: Html, last: Html | undefined, path: string, { lang, site, host }: ScanFrame): PageText {
  const words = scanWords[lang];
  const province = lang === 'vi' ? site.name : site.nameEn;
  const others = languages.filter((other) => other !== lang);
  const home = `/${portalSuffix(lang)}`;
  const rest = html`<title>${title}</title><link rel="canonical" href="${path}"></head><body><a class="skip" href="#m">${words.skip}</a><header><div class="in"><a class="who" href="${home}">${mark}<span><b>${words.brand(province)}</b><i>${host ?? words.official}</i></span></a><nav class="lang" aria-label="${words.languages}">${others.map(
    (other) =>
      html`<a href="?lang=${other}" lang="${other}" hreflang="${other}" aria-label="${languageNames[other][1]}"
        >${languageNames[other][0]}</a
      >`,
  )}</nav></div></header><main id="m">${main}</main><footer>${last}<p>${words.footer}</p><p><a href="/cach-doc-trang${portalSuffix(lang)}">${words.howToRead}</a></p></footer></body></html>`;
  return { beginning: beginnings[lang], rest: rest.text };
}
