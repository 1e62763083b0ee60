// Clients that post documents and single events, and keep account of what was sent and what was acknowledged.
import { Agent, request } from 'node:http';
import { context, declareErroneous, makeCrashEvent } from './crash-events.ts';
import type { CrashEvent, Random } from './crash-events.ts';

export interface Posting {
  readonly kind: 'document' | 'event';
  readonly events: readonly CrashEvent[];
  readonly body: string;
  /** 202 or 201 arrived. */
  acknowledged: boolean;
  /** Refused in plain words: its events must not be stored, unless they were before. */
  refused: boolean;
}

/** Everything ever sent, over all rounds. */
export interface Account {
  readonly postings: Posting[];
  nextNumber: number;
}

const document_events_max = 60;
const declarations_share = 0.05;

export interface LoadTarget {
  readonly port: number;
  readonly key: string;
}

export interface RunningLoad {
  /** Resolves when every client has stopped (because the server went away, or `stop` was called). */
  readonly over: Promise<void>;
  stop(): void;
}

export function startLoad(target: LoadTarget, account: Account, clients: number, random: Random): RunningLoad {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const state = { stopped: false };
  const client = async (kind: Posting['kind']): Promise<void> => {
    while (!state.stopped) {
      const posting = makePosting(account, kind, random);
      account.postings.push(posting);
      if (!(await post(agent, target, posting))) return;
    }
  };
  const over = Promise.all(Array.from({ length: clients }, (_, index) => client(index % 2 === 0 ? 'document' : 'event'))).then(() =>
    agent.destroy(),
  );
  return { over, stop: () => void (state.stopped = true) };
}

function makePosting(account: Account, kind: Posting['kind'], random: Random): Posting {
  const state = { acknowledged: false, refused: false };
  if (kind === 'event') {
    const event = random() < declarations_share ? findDeclarable(account, random) : undefined;
    const sent = event === undefined ? makeCrashEvent(random, account.nextNumber++) : declareErroneous(event);
    return { kind, events: [sent], body: JSON.stringify(sent.fields), ...state };
  }
  const events = Array.from({ length: 1 + Math.floor(random() * document_events_max) }, () => makeCrashEvent(random, account.nextNumber++));
  const eventList = events.map(({ fields: { '@context': _context, ...fields } }) => fields);
  const body = JSON.stringify({
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-20T08:00:00+07:00',
    epcisBody: { eventList },
  });
  return { kind, events, body, ...state };
}

/** An acknowledged event that nobody declared erroneous yet. */
function findDeclarable(account: Account, random: Random): CrashEvent | undefined {
  const posting = account.postings[Math.floor(random() * account.postings.length)];
  const event = posting?.acknowledged === true ? posting.events[0] : undefined;
  if (event === undefined || event.id.endsWith('!')) return undefined;
  return account.postings.some(({ events }) => events[0]?.id === `${event.id}!`) ? undefined : event;
}

/** Posts once and notes the outcome; false when the connection broke. */
export function post(agent: Agent, { port, key }: LoadTarget, posting: Posting): Promise<boolean> {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/ld+json',
    'content-length': Buffer.byteLength(posting.body),
  };
  return new Promise((resolve) => {
    const sent = request(
      { host: '127.0.0.1', port, agent, method: 'POST', path: posting.kind === 'document' ? '/epcis/capture' : '/epcis/events', headers },
      (response) => {
        const { statusCode = 0 } = response;
        // The first line of the answer is the promise: what follows is only its text.
        if (statusCode === 202 || statusCode === 201) posting.acknowledged = true;
        else if (statusCode >= 400 && statusCode < 500) posting.refused = true;
        response.on('error', () => resolve(false));
        response.on('close', () => resolve(response.complete));
        response.resume();
      },
    );
    sent.on('error', () => resolve(false));
    sent.end(posting.body);
  });
}
