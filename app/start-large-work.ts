// Looks for large documents and starts a thread for them: requests are answered beside it, its memory is bounded and given back.
import type { Worker } from 'node:worker_threads';
import { clearLargeFiles } from './capture/large-files.ts';
import { listLargeCaptures } from './capture/large-store.ts';
import { chooseOwn, looked_at_max } from './capture/large-worker.ts';
import type { Context } from './context.ts';
import type { LargeThreadData } from './large-thread.ts';
import { startThread } from './start-thread.ts';
import type { ThreadMemory } from './start-thread.ts';

const look_ms = 1_000;
/** After a thread that failed: the database, the disk, or a document that its memory does not hold. */
const retry_ms = 10_000;
const tidy_every_ms = 3_600_000;
/** Several times what the limits of `large-document.ts` let through; the half-space of the program's own, 16 MB, would be most of it. */
const memory: ThreadMemory = { old_max_mb: 256, semi_space_max_mb: 4 };

export interface LargeWork {
  /** Resolves when the part under way is stored. */
  stop(): Promise<void>;
}

export function startLargeWork(context: Context, data: LargeThreadData): LargeWork {
  let isStopping = false;
  let thread: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let tidied_ms = Number.NEGATIVE_INFINITY;
  let turn: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    let pause_ms = look_ms;
    try {
      const waiting = await listLargeCaptures(context.database.system, looked_at_max);
      if (performance.now() - tidied_ms >= tidy_every_ms && waiting.length < looked_at_max) {
        tidied_ms = performance.now();
        await clearLargeFiles(context.config.dataDir, new Set(waiting.map(({ capture_id }) => capture_id)), context.now().getTime());
      }
      if ((await chooseOwn(context, waiting)).length > 0 && !isStopping)
        await untilEnd((thread = startThread(data.config.rootDir, 'large-thread', memory, data)));
    } catch (error) {
      pause_ms = retry_ms;
      context.log.warn({ err: error }, 'large documents wait');
    }
    thread = undefined;
    plan(pause_ms);
  };

  const plan = (wait_ms: number): void => {
    if (!isStopping) timer = setTimeout(() => void (turn = look()), wait_ms).unref();
  };

  plan(0);
  return {
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      thread?.postMessage('stop');
      await turn;
    },
  };
}

function untilEnd(thread: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.once('error', reject);
    thread.once('exit', () => resolve());
  });
}
