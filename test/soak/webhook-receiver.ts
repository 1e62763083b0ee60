// The partner's side of webhooks in the soak: takes deliveries, refuses some, and keeps account of every attempt.
import { createServer } from 'node:http';

export interface Attempt {
  readonly delivery: string;
  readonly at_ms: number;
  readonly ids: readonly string[];
  /** Record time of the first event; undefined where there is none. */
  readonly recordTime: string | undefined;
  /** Whether we answered 2xx. */
  readonly taken: boolean;
  readonly isXml: boolean;
}

/** How many attempts of a delivery are refused before one is taken. */
export type Refuse = (delivery: string) => number;

export interface WebhookReceiver {
  readonly dest: string;
  readonly attempts: Attempt[];
  /** What the product got wrong, as seen from here. */
  readonly faults: string[];
  close(): void;
}

export async function startReceiver(name: string, refuse: Refuse): Promise<WebhookReceiver> {
  const attempts: Attempt[] = [];
  const faults: string[] = [];
  const tried = new Map<string, number>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const delivery = String(request.headers['nguon-delivery']);
      const count = (tried.get(delivery) ?? 0) + 1;
      tried.set(delivery, count);
      const taken = count > refuse(delivery);
      const text = Buffer.concat(chunks).toString('utf8');
      const type = String(request.headers['content-type']);
      if (request.headers['gs1-signature'] === undefined) faults.push(`${name}: a delivery without signature`);
      if (/problem/.test(type)) faults.push(`${name}: ${text.slice(0, 300)}`);
      else attempts.push({ delivery, at_ms: Date.now(), taken, isXml: /xml/.test(type), ...readEvents(text) });
      // Every other refusal is a broken line.
      if (taken) response.writeHead(204).end();
      else if (count % 2 === 0) request.socket.destroy();
      else response.writeHead(500).end('not now');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { dest: `http://127.0.0.1:${port}/${name}`, attempts, faults, close: () => server.close() };
}

/** Ids in the order of the document, as JSON or as XML. */
export function readEvents(text: string): { readonly ids: readonly string[]; readonly recordTime: string | undefined } {
  if (text.startsWith('<'))
    return {
      ids: [...text.matchAll(/<eventID>([^<]+)<\/eventID>/g)].map(([, id]) => id!),
      recordTime: /<recordTime>([^<]+)<\/recordTime>/.exec(text)?.[1],
    };
  const { epcisBody } = JSON.parse(text) as {
    epcisBody: { queryResults: { resultsBody: { eventList: { eventID: string; recordTime: string }[] } } };
  };
  const { eventList } = epcisBody.queryResults.resultsBody;
  return { ids: eventList.map(({ eventID }) => eventID), recordTime: eventList[0]?.recordTime };
}
