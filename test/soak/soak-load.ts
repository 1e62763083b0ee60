// The load of the soak: documents as JSON and XML, single events, queries, traces, all at an even pace; keeps account of answers.
import { setTimeout as wait } from 'node:timers/promises';
import { DocumentConverter } from '@nguon/epcis/xml';
import { context, itemPath, makeSoakEvent, writeJsonDocument } from './soak-events.ts';
import type { SoakEvent } from './soak-events.ts';

/** Where the product is just now; `isUp` is false from just before it is stopped until it answers again. */
export interface Target {
  origin: string;
  isUp: boolean;
  readonly key: string;
}

export interface Figures {
  readonly latencies_ms: number[];
  answered: number;
  /** Requests that met a stop of the product. */
  interrupted: number;
  /** Requests that were answered 503 with Retry-After, and asked again after that as a client does. */
  askedToWait: number;
}

export interface LoadReport {
  readonly figures: Readonly<Record<LoadKind, Figures>>;
  /** Ids of events whose capture was acknowledged. */
  readonly acknowledged: Set<string>;
  /** Answers that should not be, and connections that broke while the product was up. */
  readonly errors: string[];
}

const paces_ms = { document: 400, xml: 1_500, event: 150, query: 500, trace: 1_500 } as const;
export type LoadKind = keyof typeof paces_ms;
const document_events = 10;
const give_up_ms = 30_000;
const latencies_max = 200_000;

export interface RunningLoad {
  readonly report: LoadReport;
  stop(): Promise<void>;
}

export function startLoad(target: Target): RunningLoad {
  const state = { stopped: false };
  const numbers = new Numbers();
  const kinds = Object.keys(paces_ms) as LoadKind[];
  const report: LoadReport = {
    figures: Object.fromEntries(
      kinds.map((kind) => [kind, { latencies_ms: [], answered: 0, interrupted: 0, askedToWait: 0 }]),
    ) as unknown as LoadReport['figures'],
    acknowledged: new Set(),
    errors: [],
  };
  const client = async (kind: LoadKind): Promise<void> => {
    for (let next_ms = performance.now(); !state.stopped; next_ms = Math.max(next_ms + paces_ms[kind], performance.now())) {
      await wait(Math.max(0, next_ms - performance.now()));
      if (target.isUp) await askOnce(target, kind, report, numbers);
    }
  };
  const over = Promise.all(kinds.map(client));
  return {
    report,
    async stop() {
      state.stopped = true;
      await over;
    },
  };
}

/** Of events: one for each, ascending. */
class Numbers {
  newest = 0;
  next(): number {
    return this.newest++;
  }
}

interface Asked {
  readonly path: string;
  readonly init: RequestInit;
  readonly events: readonly SoakEvent[];
  readonly status: number;
}

async function askOnce(target: Target, kind: LoadKind, report: LoadReport, numbers: Numbers): Promise<void> {
  const asked = makeRequest(kind, numbers);
  const figures = report.figures[kind];
  const retryAfter_s = await ask(target, kind, report, asked, true);
  if (retryAfter_s === undefined) return;
  figures.askedToWait += 1;
  await wait(retryAfter_s * 1_000);
  if (target.isUp) await ask(target, kind, report, asked, false);
}

/** Notes the answer; seconds to wait where that is what the answer asks for and `mayWait` allows. */
async function ask(target: Target, kind: LoadKind, report: LoadReport, asked: Asked, mayWait: boolean): Promise<number | undefined> {
  const { path, init, events, status } = asked;
  const figures = report.figures[kind];
  const { origin } = target;
  const began = performance.now();
  try {
    const answer = await fetch(origin + path, {
      ...init,
      headers: { authorization: `Bearer ${target.key}`, ...(init.headers as Record<string, string>) },
      signal: AbortSignal.timeout(give_up_ms),
    });
    const text = await answer.text();
    const took_ms = performance.now() - began;
    const retryAfter_s = Number(answer.headers.get('retry-after') ?? 0);
    if (answer.status === status) {
      for (const { id } of events) report.acknowledged.add(id);
      figures.answered += 1;
      if (figures.latencies_ms.length < latencies_max) figures.latencies_ms.push(took_ms);
    } else if (wasStopped(target, origin) && answer.status >= 500) figures.interrupted += 1;
    else if (answer.status === 503 && retryAfter_s > 0 && mayWait) return retryAfter_s;
    else report.errors.push(`${kind} after ${Math.round(took_ms)} ms: ${answer.status} ${text.slice(0, 300)}`);
  } catch (error) {
    // The kill may come a moment before the note of it.
    await wait(1_000);
    if (wasStopped(target, origin)) figures.interrupted += 1;
    else report.errors.push(`${kind}: ${String(error)}`);
  }
  return undefined;
}

const wasStopped = (target: Target, origin: string): boolean => !target.isUp || target.origin !== origin;

function makeRequest(kind: LoadKind, numbers: Numbers): Asked {
  const at_ms = Date.now();
  const recent = numbers.newest - 2_000 + ((numbers.newest * 7_919) % 1_900);
  switch (kind) {
    case 'query': {
      const questions = [
        'EQ_bizStep=shipping&orderBy=recordTime&orderDirection=DESC',
        `MATCH_anyEPC=${encodeURIComponent(`https://id.gs1.org/${itemPath(Math.max(0, recent))}`)}`,
        `GE_eventTime=${encodeURIComponent(new Date(at_ms - 60_000).toISOString())}&GE_value_KEL=277.5&perPage=100`,
      ];
      return { path: `/epcis/events?${questions[Math.floor(at_ms / 500) % questions.length]}`, init: {}, events: [], status: 200 };
    }
    case 'trace':
      return { path: `/api/v1/trace?code=${encodeURIComponent(itemPath(Math.max(0, recent)))}`, init: {}, events: [], status: 200 };
    case 'event': {
      const event = makeSoakEvent(numbers.next(), at_ms);
      return {
        path: '/epcis/events',
        init: posted('application/ld+json', JSON.stringify({ '@context': context, ...event.fields })),
        events: [event],
        status: 201,
      };
    }
    default: {
      const events = Array.from({ length: document_events }, () => makeSoakEvent(numbers.next(), at_ms));
      const json = writeJsonDocument(events, at_ms);
      const init = kind === 'xml' ? posted('application/xml', toXml(json)) : posted('application/ld+json', json);
      return { path: '/epcis/capture', init, events, status: 202 };
    }
  }
}

const posted = (mediaType: string, body: string): RequestInit => ({ method: 'POST', headers: { 'content-type': mediaType }, body });

function toXml(json: string): string {
  const converter = new DocumentConverter({
    to: 'xml2',
    epcFormat: 'Never_Translates',
    cbvFormat: 'No_Preference',
    prefixLength: () => undefined,
    creationDate: '2026-11-20T08:00:00+07:00',
    allowLoss: false,
    limits: { eventsMax: 1_000, depthMax: 32, faultsMax: 10 },
  });
  const text = converter.write(json) + converter.end();
  if (converter.faultsTotal > 0) throw new Error(`the soak's own document is faulty: ${JSON.stringify(converter.faults[0])}`);
  return text;
}
