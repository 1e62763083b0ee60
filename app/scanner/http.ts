// GET /quet, the scanner's page, and GET /quet/tra-cuu, one code looked up for the list of scanning on and on.
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { islandFilesOf } from '../assets/island-files.ts';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { policyWith } from '../http.ts';
import type { Call, Route } from '../http.ts';
import { readTypedCode } from '../portal/read-typed-code.ts';
import { networkOf } from '../read-address.ts';
import { concludeScan, loadCode } from '../scan/look-up-code.ts';
import { readScannedCode } from '../scan/scanned-code.ts';
import { otherLanguageHref } from '../ui/other-language.ts';
import { readPortalLang } from '../ui/words/lang.ts';
import { scannerWords } from '../ui/words/scanner.ts';
import { makeScanAnswer } from './scan-answer.ts';
import { renderScannerPage } from './scanner-page.tsx';

export const scannerRoutes: readonly Route[] = [
  { method: 'GET', path: '/quet', who: 'public', answer: 'page', handle: showScanner },
  { method: 'GET', path: '/quet/tra-cuu', who: 'public', answer: 'json', handle: lookUp },
];

/** The reader of codes is wasm in a worker; the camera's picture is no source to be named: it never has an address. */
const scanner_policy = policyWith({ 'script-src': "'self' 'wasm-unsafe-eval'", 'worker-src': "'self'" });

/** Phones of a whole market may share one address of their carrier; a scan page is not limited at all. */
const lookups_per_network_max = 1_200;
const lookups_window_s = 60;
const limiters = new WeakMap<Context, RateLimiterMemory>();

function showScanner({ context, caller, request, reply }: Call): unknown {
  const lang = readPortalLang((request.query as { lang?: unknown }).lang);
  const files = islandFilesOf(context);
  const page = renderScannerPage({
    site: context.config.province,
    lang,
    otherLanguageHref: otherLanguageHref(request.raw.url ?? '/', lang),
    ...(caller.displayName === undefined ? {} : { account: { name: caller.displayName, href: '/tai-khoan' } }),
    island: files.pathOf('camera-island'),
    worker: files.pathOf('decode-worker'),
  });
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', caller.displayName === undefined ? 'public, max-age=0, must-revalidate' : 'private, no-store')
    .header('content-security-policy', scanner_policy)
    .send(page);
}

/** `ma`: a code in any spelling that is read for scans. Answers what the scan page would, and counts as it does. */
async function lookUp({ context, request, reply }: Call): Promise<unknown> {
  reply.header('cache-control', 'no-store');
  await limiterOf(context)
    .consume(networkOf(request.ip))
    .catch(() => {
      throw new AppError('too_many', 'too_many_lookups', { vi: scannerWords.vi.tooMany, en: scannerWords.en.tooMany, retryAfter_s: 60 });
    });
  const { ma, lang } = request.query as { ma?: unknown; lang?: unknown };
  const typed = readTypedCode(typeof ma === 'string' ? ma : '', '');
  if (typed.kind === 'unreadable') throw new AppError('invalid', 'not_a_code', { vi: typed.vi, en: typed.en });
  // A scanner reads exactly: of the spellings that people mix up, only the one as it came.
  const read = readScannedCode(typed.paths[0]!, '');
  if (!read.ok) throw new AppError('invalid', 'not_a_code', { vi: read.faults[0]!.vi, en: read.faults[0]!.en });
  const frame = { lang: readPortalLang(lang), site: context.config.province, host: undefined, now_ms: context.now().getTime() };
  const facts = await loadCode(context, read.code);
  const { view } = concludeScan(context, read.code, facts, frame, request.method === 'GET' ? request.ip : undefined);
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(makeScanAnswer(view)));
}

function limiterOf(context: Context): RateLimiterMemory {
  const limiter = limiters.get(context) ?? new RateLimiterMemory({ points: lookups_per_network_max, duration: lookups_window_s });
  limiters.set(context, limiter);
  return limiter;
}
