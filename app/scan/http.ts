// GET /xem/…: the scan page of a code, and the form to report a doubt about it.
import type { FastifyRequest } from 'fastify';
import { linkPath, parseDigitalLinkPath } from '@nguon/gs1';
import { AppError } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { securityHeaders } from '../http.ts';
import { readLang } from '../ui/words/lang.ts';
import { doubtRoutes } from './doubts/http.ts';
import type { ScanFacts } from './facts.ts';
import { concludeScan, loadCode } from './look-up-code.ts';
import type { LookedUp } from './look-up-code.ts';
import { makeRenderedPage } from './page/rendered-page.ts';
import type { RenderedPage } from './page/rendered-page.ts';
import { renderScanPage, renderUnavailablePage } from './page/scan-page.ts';
import { addressOf, scanRuntimeOf } from './scan-runtime.ts';
import type { ScanRuntime } from './scan-runtime.ts';
import type { ScanFrame } from './page/scan-view.ts';
import { readScannedCode } from './scanned-code.ts';
import type { ScannedCode } from './scanned-code.ts';
import { sendPage } from './page/send-page.ts';

export const scanRoutes: readonly Route[] = [
  ...doubtRoutes,
  { method: 'GET', path: '/xem/*', who: 'public', answer: 'page', handle: showScanPage },
];

const stem = '/xem';

async function showScanPage(call: Call): Promise<unknown> {
  const { context, request, reply } = call;
  const [path, query] = splitUrl(request);
  const read = readScannedCode(path, '');
  if (!read.ok) {
    const mended = mendPath(path, query);
    if (mended !== undefined) return reply.redirect(stem + mended + (query === '' ? '' : `?${query}`), 307);
    throw new AppError('invalid', 'not_a_code', { vi: read.faults[0]!.vi, en: read.faults[0]!.en });
  }
  const { code } = read;
  // One page, one address: `%4D` and `M` spell the same code.
  if (code.path !== path) return reply.redirect(stem + code.path + (query === '' ? '' : `?${query}`), 307);
  const lang = readLang(new URLSearchParams(query).get('lang'));
  const now_ms = context.now().getTime();
  const frame: ScanFrame = { lang, site: context.config.province, host: hostOf(context.config.origin), now_ms };
  const runtime = scanRuntimeOf(context);
  const address = stem + code.path + (lang === 'vi' ? '' : `?lang=${lang}`);
  const cached = runtime.pages.find(address, now_ms);
  if (cached !== undefined) return send(call, cached, runtime, now_ms, true);
  let facts: ScanFacts;
  try {
    facts = await loadCode(context, code);
  } catch (error) {
    context.log.error({ err: error, request_id: request.id }, 'scan page cannot be looked up');
    const { beginning, rest } = renderUnavailablePage(address, frame);
    return reply
      .code(503)
      .headers({ ...securityHeaders, 'cache-control': 'no-store', 'retry-after': '10' })
      .type('text/html; charset=utf-8')
      .send(beginning + rest);
  }
  const scannedFrom = request.method === 'GET' ? addressOf(request.raw, context.config.trustProxy !== '') : undefined;
  return send(call, makePage(concludeScan(context, code, facts, frame, scannedFrom), runtime, address), runtime, now_ms, false);
}

function makePage({ view, isKnown }: LookedUp, runtime: ScanRuntime, path: string): RenderedPage {
  const { code, facts, lang, now_ms } = view;
  const unknown = view.judgement.verdict === 'unknown' || view.judgement.verdict === 'unknown_item';
  const page = makeRenderedPage(
    {
      path,
      lang,
      status: unknown ? 404 : 200,
      madeAt_ms: now_ms,
      counts: isKnown ? code.thing : undefined,
      things: listThings(code, facts),
    },
    renderScanPage(view),
  );
  if (!unknown) runtime.pages.keep(page, now_ms, runtime.lag_ms);
  return page;
}

/** The code, its lots and product, the cases it was in, and its maker's certificates: a change of any drops the page. */
function listThings(code: ScannedCode, facts: ScanFacts): string[] {
  const { lots, hiddenLots, containers } = facts;
  return [...new Set([code.thing, code.top, ...(code.lot === undefined ? [] : [code.lot]), ...lots, ...hiddenLots, ...containers])];
}

function send({ request, reply }: Call, page: RenderedPage, runtime: ScanRuntime, now_ms: number, count: boolean): void {
  if (count && page.counts !== undefined && request.method === 'GET')
    runtime.counter.count(page.counts, runtime.readVisitor(request.ip, now_ms), now_ms);
  reply.hijack();
  sendPage(request.raw, reply.raw, page);
}

/** Path without `/xem`, and query, as they came. */
function splitUrl(request: FastifyRequest): [path: string, query: string] {
  const url = request.raw.url ?? '';
  const mark = url.indexOf('?');
  return mark < 0 ? [url.slice(stem.length), ''] : [url.slice(stem.length, mark), url.slice(mark + 1)];
}

/** The strict path behind a code read leniently, when its check digits hold and it differs. */
function mendPath(path: string, query: string): string | undefined {
  const lenient = parseDigitalLinkPath(path, query, 'lenient');
  if (!lenient.ok || lenient.value.faults.length > 0) return undefined;
  const mended = linkPath(lenient.value.path);
  return mended === path ? undefined : mended;
}

function hostOf(origin: string | undefined): string | undefined {
  return origin?.replace(/^https?:\/\//, '');
}
