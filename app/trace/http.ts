// Requests and answers of tracing: the API and the page.
import { Readable } from 'node:stream';
import { AppError } from '../errors.ts';
import type { Fault } from '../errors.ts';
import type { Call, Route } from '../http.ts';
import { otherLanguageHref } from '../ui/other-language.ts';
import { renderPage } from '../ui/render-page.tsx';
import { readPortalLang } from '../ui/words/lang.ts';
import { traceWords } from '../ui/words/trace.ts';
import { findLots, hasLots } from './find-lots.ts';
import type { LotsShown } from './page/lots-part.tsx';
import { PlaceFound } from './place/place-found.tsx';
import { readPlaceRequest } from './place/read-place-request.ts';
import { items_default, readTraceRequest } from './read-trace-request.ts';
import type { TraceRequest } from './read-trace-request.ts';
import { traceCss } from './page/trace-css.ts';
import { writeTraceCsv } from './trace-csv.ts';
import { writePlaceJson, writeTraceJson } from './trace-json.ts';
import type { Directions, Trace } from './trace-model.ts';
import { leaveWithAnswer, traceGateOf } from './trace-gate.ts';
import { TraceFound, TracePage } from './page/trace-page.tsx';
import type { AskedTrace, TraceFrame } from './page/trace-page.tsx';
import { tracePlace } from './place/trace-place.ts';
import { traceCode } from './trace.ts';

/** Things in an answer that is written in one go. */
const items_at_once_max = items_default;

export const traceRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/v1/trace', who: 'query', answer: 'json', handle: (call) => inTurn(call, answerTrace) },
  { method: 'GET', path: '/truy-vet', who: 'public', answer: 'page', handle: (call) => inTurn(call, showTrace) },
];

/** A trace may read 500,000 facts: it waits its turn. */
async function inTurn(call: Call, work: (call: Call) => Promise<unknown>): Promise<unknown> {
  // The empty form costs nothing.
  if (Object.keys(call.request.query as object).length === 0) return work(call);
  const leave = await traceGateOf(call.context).enter(call.caller, call.request.ip);
  try {
    return await work(call);
  } finally {
    // Not before the work is done, also when the caller has gone meanwhile.
    leaveWithAnswer(call.reply, leave);
  }
}

function refuseRequest(faults: readonly Fault[]): AppError {
  const [first] = faults;
  return new AppError('invalid', 'trace_request_invalid', { ...(first === undefined ? {} : { vi: first.vi, en: first.en }), faults });
}

function runTrace({ context, caller }: Call, asked: TraceRequest): Promise<Trace> {
  return traceCode(context.database, caller.reader, asked.code.thing, asked.direction, { levelsMax: asked.depth }, context.now());
}

async function findLotsOf({ context, caller }: Call, { code, lotsBefore }: TraceRequest): Promise<LotsShown | undefined> {
  if (!hasLots(code)) return undefined;
  return {
    ...(await findLots(context.database, caller.reader, code.thing, lotsBefore)),
    kind: code.thing,
    isFirstPage: lotsBefore === undefined,
  };
}

async function answerTrace(call: Call): Promise<unknown> {
  const { request, reply } = call;
  const asked = readTraceRequest(request.query as Record<string, unknown>);
  if (!('code' in asked)) throw refuseRequest(asked);
  reply.header('cache-control', 'no-store');
  if (asked.code.level === 'place') {
    const wanted = readPlaceRequest(request.query as Record<string, unknown>, asked.code.thing, call.context.now());
    if ('path' in wanted) throw refuseRequest([wanted]);
    return reply
      .type('application/json; charset=utf-8')
      .send(writePlaceJson(await tracePlace(call.context.database, call.caller.reader, wanted, call.context.now())));
  }
  const trace = await runTrace(call, asked);
  if (asked.format === 'csv') {
    reply.header('content-disposition', 'attachment; filename="truy-vet.csv"').type('text/csv; charset=utf-8');
    return reply.send(Readable.from(writeTraceCsv(trace)));
  }
  const pieces = writeTraceJson(trace, { offset: asked.offset, items: asked.items }, await findLotsOf(call, asked));
  // What is short goes out at once; the whole of a long chain piece by piece.
  return reply
    .type('application/json; charset=utf-8')
    .send(asked.items <= items_at_once_max ? [...pieces].join('') : Readable.from(pieces));
}

function frameOf({ context, caller, request }: Call): TraceFrame {
  const lang = readPortalLang((request.query as { lang?: unknown }).lang);
  const account = caller.displayName === undefined ? {} : { account: { name: caller.displayName, href: '/tai-khoan' } };
  return { site: context.config.province, lang, otherLanguageHref: otherLanguageHref(request.raw.url ?? '/', lang), ...account };
}

async function showTrace(call: Call): Promise<unknown> {
  const frame = frameOf(call);
  const query = call.request.query as Record<string, unknown>;
  const text = typeof query['code'] === 'string' ? query['code'].slice(0, 1_000) : '';
  const words = traceWords[frame.lang];
  const head = { title: words.title, lang: frame.lang, css: traceCss };
  const direction: Directions = query['direction'] === 'back' || query['direction'] === 'forward' ? query['direction'] : 'both';
  call.reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-cache');
  if (text === '')
    return call.reply.send(
      renderPage(TracePage({ frame, asked: { text, direction, error: undefined } }), {
        ...head,
        canonical: '/truy-vet',
        description: words.lead,
      }),
    );
  const asked = readTraceRequest(query);
  if (!('code' in asked)) {
    const [fault] = asked;
    const error = fault === undefined ? words.unreadable : frame.lang === 'en' ? fault.en : fault.vi;
    return call.reply.code(400).send(renderPage(TracePage({ frame, asked: { text, direction, error } }), { ...head, noIndex: true }));
  }
  const shown = { text, direction: asked.direction, error: undefined };
  if (asked.code.level === 'place') return showPlace(call, frame, shown, asked.code.thing);
  const trace = await runTrace(call, asked);
  const lots = await findLotsOf(call, asked);
  return call.reply.send(
    renderPage(TracePage({ frame, asked: shown, children: TraceFound({ trace, lots, lang: frame.lang, direction: asked.direction }) }), {
      ...head,
      noIndex: true,
    }),
  );
}

async function showPlace(call: Call, frame: TraceFrame, asked: AskedTrace, place: string): Promise<unknown> {
  const { context, caller, request, reply } = call;
  const head = { title: traceWords[frame.lang].placeTitle, lang: frame.lang, css: traceCss, noIndex: true };
  const wanted = readPlaceRequest(request.query as Record<string, unknown>, place, context.now());
  if ('path' in wanted)
    return reply
      .code(400)
      .send(renderPage(TracePage({ frame, asked: { ...asked, error: frame.lang === 'en' ? wanted.en : wanted.vi } }), head));
  const found = await tracePlace(context.database, caller.reader, wanted, context.now());
  return reply.send(renderPage(TracePage({ frame, asked, children: PlaceFound({ found, asked: wanted, lang: frame.lang }) }), head));
}
