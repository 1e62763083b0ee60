// The set epcis-query: the cases of the EPCglobal interop query test that ask for events, over GET /epcis/events.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ConformanceResult } from './conformance-result.ts';
import { listInteropDocuments } from './interop-dataset.ts';
import { checkSchedules, schedule_exception } from './rest-schedules.ts';
import { openProduct } from './running-product.ts';
import type { RunningProduct } from './running-product.ts';
import type { RunOptions } from './run-options.ts';

export interface InteropCase {
  readonly id: string;
  readonly request: string;
  readonly op: string;
  readonly queryName?: string;
  readonly params: Readonly<Record<string, string | readonly string[] | null>>;
  readonly expect?: { readonly events?: number; readonly exception?: string };
}

/** Cases that cannot be put to `GET /epcis/events`, by their ids; all others must be. */
const unscorable: Readonly<Record<string, string>> = {
  'SE13-1': 'needs the record times of the original run',
  'SE49-1': 'QueryTooComplexException was forced by the original test rig',
  'SE51-1': 'ImplementationException was forced by the original test rig',
  'SE71-1': 'refuses a decimal quantity, which EPCIS 1.0 did not know and 2.0 does',
};

const cases_min = 19;

export async function checkEpcisQuery(options: RunOptions, result: ConformanceResult): Promise<void> {
  if (options.pure) {
    result.notes.push('every check of this set needs a running product');
    return;
  }
  const cases = JSON.parse(readFileSync(path.join(options.corpus, 'epcis/query-conformance/cases.json'), 'utf8')) as
    { cases?: InteropCase[] } | InteropCase[];
  if (options.running !== undefined) result.notes.push('cases that subscribe need NGUON_WEBHOOK_HOSTS=127.0.0.1 at the running product');
  // The requests name a receiver on the sender's own machine.
  const product = await openProduct(options.running, { NGUON_WEBHOOK_HOSTS: '127.0.0.1' });
  try {
    await captureDataset(product, options.corpus, result);
    for (const one of Array.isArray(cases) ? cases : (cases.cases ?? [])) await checkCase(product, one, result);
    await checkSchedules(product, options.corpus, Array.isArray(cases) ? cases : (cases.cases ?? []), result);
  } finally {
    await product.stop();
  }
  result.expectAtLeast('document of the data set is captured', 9);
  result.expectAtLeast('query answers as the interop test expects', cases_min);
}

async function captureDataset(product: RunningProduct, corpus: string, result: ConformanceResult): Promise<void> {
  const { documents, events } = listInteropDocuments(corpus);
  for (const [index, document] of documents.entries()) {
    const answer = await product.request('POST', '/epcis/capture', { 'content-type': 'application/ld+json' }, document);
    result.count(
      'document of the data set is captured',
      answer.status === 202 ? undefined : `document ${index}: ${answer.status} ${answer.text.slice(0, 500)}`,
    );
  }
  const { count } = await countAll(product, 'GE_eventTime=2006-01-01T00%3A00%3A00Z');
  result.count('all events of the data set are found', count === events && events === 155 ? undefined : `${count} of ${events}`);
}

async function checkCase(
  product: RunningProduct,
  { id, op, queryName, params, expect }: InteropCase,
  result: ConformanceResult,
): Promise<void> {
  if (op === 'Subscribe' && expect?.exception === schedule_exception) return; // put as a subscription: rest-schedules.ts
  const why = op !== 'Poll' || queryName !== 'SimpleEventQuery' ? `${op} ${queryName ?? ''}: asks for no events` : unscorable[id];
  if (why !== undefined) {
    result.observations.push({ file: id, outcome: 'left out', reasons: [why] });
    return;
  }
  const query = new URLSearchParams(Object.entries(params).map(([name, value]): [string, string] => [name, textOf(value)]));
  const { count, status, exception } = await countAll(product, query.toString());
  const isRight =
    expect?.exception === undefined
      ? status === 200 && count === expect?.events
      : status === 400 && exception === `epcisException:${expect.exception}`;
  result.count(
    'query answers as the interop test expects',
    isRight
      ? undefined
      : `${id}: ${JSON.stringify(expect)}, but ${status} ${exception} with ${count} events: ${decodeURIComponent(query.toString())}`,
  );
}

const textOf = (value: string | readonly string[] | null): string =>
  value === null ? '' : typeof value === 'string' ? value : value.join('|');

/** All pages of a query. */
async function countAll(product: RunningProduct, query: string): Promise<{ count: number; status: number; exception: string }> {
  let count = 0;
  let address: string | undefined = `/epcis/events?perPage=50&${query}`;
  while (address !== undefined) {
    const answer = await product.request('GET', address);
    const body = JSON.parse(answer.text) as { type: string; epcisBody?: { queryResults: { resultsBody: { eventList: unknown[] } } } };
    if (answer.status !== 200) return { count, status: answer.status, exception: body.type };
    count += body.epcisBody?.queryResults.resultsBody.eventList.length ?? 0;
    const next: string | undefined = /<([^>]+)>; rel="next"/.exec(answer.header('link') ?? '')?.[1];
    const url: URL | undefined = next === undefined ? undefined : new URL(next);
    address = url === undefined ? undefined : url.pathname + url.search;
  }
  return { count, status: 200, exception: '' };
}
