// Sends a large document to a product in a process of its own and watches its job, over as many lives of the process as it takes.
import { createReadStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { mediaTypeOf } from './large-documents.ts';
import type { LargeShape } from './large-documents.ts';

export interface WatchedJob {
  readonly captureID: string;
  readonly running: boolean;
  readonly success: boolean;
  readonly eventsGiven: number;
  readonly eventsStored: number;
  readonly eventsDuplicate: number;
  readonly errors: readonly { readonly code: string; readonly path: string }[];
}

/** Often enough to meet a job between two parts. */
const look_ms = 50;

export async function postFile(origin: string, key: string, file: string, form: LargeShape['form']): Promise<WatchedJob> {
  const answer = await fetch(`${origin}/epcis/capture`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': mediaTypeOf(form),
      'content-length': String(statSync(file).size),
      accept: 'application/json',
    },
    body: Readable.toWeb(createReadStream(file)) as ReadableStream,
    duplex: 'half',
  } as RequestInit);
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as WatchedJob;
}

export async function findJob(origin: string, key: string, id: string): Promise<WatchedJob> {
  const answer = await fetch(`${origin}/epcis/capture/${id}`, { headers: { authorization: `Bearer ${key}` } });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as WatchedJob;
}

/** Resolves with the job as soon as it is as asked; throws after `most_ms`. */
export async function watchJob(
  origin: string,
  key: string,
  id: string,
  until: (job: WatchedJob) => boolean,
  most_ms: number,
  every_ms: number = look_ms,
): Promise<WatchedJob> {
  const deadline = performance.now() + most_ms;
  for (;;) {
    const job = await findJob(origin, key, id);
    if (until(job)) return job;
    if (performance.now() > deadline)
      throw new Error(`the job is not there yet: ${JSON.stringify({ ...job, errors: job.errors.slice(0, 3) })}`);
    await wait(every_ms);
  }
}
