// Starts a thread of the program with memory of its own: what is too much for it ends the thread and nothing else.
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';

export interface ThreadMemory {
  /** Of what lives long. */
  readonly old_max_mb: number;
  /** Half-space for new objects. */
  readonly semi_space_max_mb: number;
}

/** @param name of the entry, built into `dist` */
export function startThread(rootDir: string, name: string, memory: ThreadMemory, workerData?: unknown): Worker {
  // Options of the start go before a thread's own limits; the program's own heap is laid out already.
  setFlagsFromString(`--max-semi-space-size=${memory.semi_space_max_mb}`);
  return new Worker(path.join(rootDir, 'dist', `${name}.js`), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: memory.old_max_mb },
  });
}
