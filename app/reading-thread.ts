// The thread that reads documents for capture, one after another, while the program's own thread speaks with the database.
import { parentPort } from 'node:worker_threads';
import { packReading } from './capture/carry-reading.ts';
import { readInPassing } from './capture/read-in-passing.ts';
import type { PassingRequest } from './capture/read-in-passing.ts';
import type { ThreadAnswer } from './capture/reading-desk.ts';
import { releaseMemory } from './release-memory.ts';

const port = parentPort!;
port.on('message', (request: PassingRequest) => {
  try {
    const { message, moved } = packReading(readInPassing(request));
    if (typeof request.body !== 'string') releaseMemory(request.body);
    port.postMessage({ read: message } satisfies ThreadAnswer, moved);
  } catch (error) {
    port.postMessage({ failure: String((error as Error).stack) } satisfies ThreadAnswer);
  }
});
