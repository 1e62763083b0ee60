// A sheet of QR labels for A4 paper: each with its title, its code in plain text and, in the demo, what it shows.
import { Button } from '../ui/button.tsx';
import { Layout } from '../ui/layout.tsx';
import type { Site } from '../ui/layout.tsx';
import { spellCode } from '../ui/show-code.ts';
import { codeWords } from '../ui/words/codes.ts';
import { drawQr } from './draw-qr.ts';

export interface SheetCode {
  readonly title: string;
  /** GS1 Digital Link path, from the first slash. */
  readonly path: string;
  readonly note?: string;
}

export interface CodeSheet {
  readonly site: Site;
  readonly lang: 'vi' | 'en';
  readonly title: string;
  readonly lead: string;
  /** Scheme and host that the links begin with. */
  readonly origin: string;
  readonly codes: readonly SheetCode[];
  readonly otherLanguageHref: string;
  /** The sheet that goes on where this one ends. */
  readonly nextHref: string | undefined;
}

/** Three labels a row; a label is never cut by the edge of a page. */
export const codeSheetCss = `.sheet{list-style:none;margin:24px 0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:16px}
.sheet li{background:#fff;border:1px solid #dfe6e2;border-radius:12px;padding:14px;display:flex;flex-direction:column;gap:6px;break-inside:avoid}
.sheet svg{width:100%;height:auto;max-width:220px;margin:0 auto;display:block}
.sheet b{font-size:17px;line-height:1.3}.sheet a{font-size:15px;line-height:1.45;overflow-wrap:anywhere;padding:12px 0;margin:-6px 0}.sheet p{margin:0;font-size:14px;color:#55635d}
@page{size:A4;margin:12mm}
@media print{.sheet{grid-template-columns:repeat(3,1fr);gap:4mm;margin:4mm 0}.sheet li{border:.2mm dashed #999;border-radius:0;padding:3mm}.sheet svg{max-width:44mm}.sheet b{font-size:10pt}.sheet a{font-size:8pt;text-decoration:none;padding:0;margin:0}.sheet p{font-size:8pt}.foot,.head{display:none}}`;

export function CodeSheetPage({ site, lang, title, lead, origin, codes, otherLanguageHref, nextHref }: CodeSheet) {
  const words = codeWords[lang];
  return (
    <Layout site={site} lang={lang} otherLanguageHref={otherLanguageHref}>
      <h1>{title}</h1>
      <p>{lead}</p>
      {codes.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="sheet">
          {codes.map((code) => (
            <li>
              <span dangerouslySetInnerHTML={{ __html: drawQr(origin + code.path, words.qrOf(code.title)) }} />
              <b>{code.title}</b>
              <a href={code.path}>{spellCode(code.path.slice(1).replace(/\?.*$/s, ''), lang)}</a>
              {code.note !== undefined && <p>{code.note}</p>}
            </li>
          ))}
        </ul>
      )}
      {nextHref !== undefined && (
        <p class="noprint">
          {words.cut(codes.length)} <Button href={nextHref}>{words.next}</Button>
        </p>
      )}
    </Layout>
  );
}
