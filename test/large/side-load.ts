// What others ask while a large document is worked off, small documents and scans of ever new codes, and how long each waits.
import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from '../../bench/bench-result.ts';
import { gtin } from '../support/sample-events.ts';
import { makeLargeDocument, mediaTypeOf } from './large-documents.ts';

const scan_every_ms = 25;
const capture_every_ms = 250;
const events_each = 20;

export interface SideLoad {
  /** Ends it and tells what it saw, in words. Throws where a request was not answered as it should be. */
  stop(): Promise<string>;
}

/** @param name tells the events of this load from those of another. */
export function startSideLoad(origin: string, key: string, name: string): SideLoad {
  const abort = new AbortController();
  const post = async (number: number): Promise<void> => {
    const body = makeLargeDocument({ form: 'json', events: events_each, series: `${name}-${number}` });
    const headers = { authorization: `Bearer ${key}`, 'content-type': mediaTypeOf('json'), accept: 'application/json' };
    const answer = await fetch(`${origin}/epcis/capture`, { method: 'POST', headers, body });
    const { eventsStored } = (await answer.json()) as { eventsStored?: number };
    if (answer.status !== 202 || eventsStored !== events_each) throw new Error(`a small document: ${answer.status}`);
  };
  const scan = async (number: number): Promise<void> => {
    const answer = await fetch(`${origin}/xem/01/${gtin(1 + (number % 20))}/10/large-${number}`);
    await answer.arrayBuffer();
    if (answer.status !== 200 && answer.status !== 404) throw new Error(`a scan: ${answer.status}`);
  };
  const running = Promise.all([repeat(scan, scan_every_ms, abort.signal), repeat(post, capture_every_ms, abort.signal)]);
  return {
    async stop() {
      abort.abort();
      const [scans, captures] = await running;
      return `${tell(scans, 'scans')}; ${tell(captures, `documents of ${events_each} events`)}`;
    },
  };
}

/** At even times, whether or not the one before is answered: who waits does not spare the next. */
async function repeat(ask: (number: number) => Promise<void>, every_ms: number, signal: AbortSignal): Promise<number[]> {
  const asked: Promise<number>[] = [];
  const began = performance.now();
  while (!signal.aborted) {
    const due = began + asked.length * every_ms;
    await wait(Math.max(0, due - performance.now()));
    asked.push(ask(asked.length).then(() => performance.now() - due));
  }
  return Promise.all(asked);
}

const tell = (times: readonly number[], what: string): string =>
  `${times.length} ${what} in ${Math.round(quantile(times, 0.5))} ms, p99 ${Math.round(quantile(times, 0.99))} ms, at most ${Math.round(Math.max(...times))} ms`;
