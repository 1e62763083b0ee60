// Requests for printable sheets of codes.
import { demoCodes } from '../../demo/demo-codes.ts';
import { asReader } from '../db.ts';
import { AppError } from '../errors.ts';
import { originOf } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { otherLanguageHref } from '../ui/other-language.ts';
import { renderPage } from '../ui/render-page.tsx';
import { spellCode } from '../ui/show-code.ts';
import { codeWords } from '../ui/words/codes.ts';
import { readPortalLang } from '../ui/words/lang.ts';
import { CodeSheetPage, codeSheetCss } from './code-sheet-page.tsx';
import type { CodeSheet } from './code-sheet-page.tsx';
import { listSheetCodes, sheet_codes_max, sheet_offset_max } from './list-sheet-codes.ts';

export const codeRoutes: readonly Route[] = [
  { method: 'GET', path: '/ma-demo', who: 'public', answer: 'page', handle: showDemoCodes },
  { method: 'GET', path: '/khong-gian/ma/*', who: 'member', answer: 'page', handle: showSheet },
];

function showDemoCodes(call: Call): unknown {
  if (!call.context.config.demo) throw new AppError('not_found', 'not_found');
  const lang = readPortalLang((call.request.query as { lang?: unknown }).lang);
  const words = codeWords[lang];
  const codes = demoCodes().map((code) => {
    const { title, see } = lang === 'en' ? code.en : code;
    return { path: code.path, title, note: see };
  });
  return sendSheet(call, lang, { title: words.demoTitle, lead: words.demoLead, codes, nextHref: undefined });
}

async function showSheet(call: Call): Promise<unknown> {
  const { context, caller, request } = call;
  const { lang: wanted, tu } = request.query as { lang?: unknown; tu?: unknown };
  const lang = readPortalLang(wanted);
  const words = codeWords[lang];
  // The address as it came, not as the router decoded it: a slash inside a serial must not read as a separator.
  const codePath = request.url.replace(/\?.*$/s, '').slice('/khong-gian/ma/'.length);
  const offset = typeof tu === 'string' && /^\d{1,7}$/.test(tu) ? Math.min(Number(tu), sheet_offset_max) : 0;
  const { codes, isCut } = await asReader(context.database, caller.reader, (db) => listSheetCodes(db, codePath, offset));
  return sendSheet(call, lang, {
    title: words.sheetTitle(spellCode(codePath, lang)),
    lead: words.sheetLead,
    nextHref: isCut ? `/khong-gian/ma/${codePath}?${lang === 'en' ? 'lang=en&' : ''}tu=${offset + sheet_codes_max}` : undefined,
    codes: codes.map(({ path, serial }) => ({ title: serial === undefined ? words.lot : words.item(serial), path })),
  });
}

function sendSheet(
  { context, request, reply }: Call,
  lang: 'vi' | 'en',
  sheet: Pick<CodeSheet, 'title' | 'lead' | 'codes' | 'nextHref'>,
): unknown {
  const page = CodeSheetPage({
    ...sheet,
    lang,
    otherLanguageHref: otherLanguageHref(request.raw.url ?? '/', lang),
    site: context.config.province,
    origin: originOf(context, request),
  });
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'private, no-cache')
    .send(renderPage(page, { title: sheet.title, lang, noIndex: true, css: codeSheetCss }));
}
