// Keeps large documents moving while the program runs: one at a time, the oldest first, one organisation's after another.
// Rows of large_captures are the queue: the library's queue would give a killed worker's job back only after four hours.
import type { Context } from '../context.ts';
import { clearLargeFiles } from './large-files.ts';
import { runLarge } from './large-run.ts';
import { leaveWork, listLargeCaptures, takeWork } from './large-store.ts';

const idle_ms = 1_000;
/** After work that failed, which was the database or the disk. */
const retry_ms = 10_000;
const tidy_every_ms = 3_600_000;
const looked_at_max = 200;

export interface LargeWorker {
  /** Resolves when the part under way is stored. */
  stop(): Promise<void>;
}

/** @param pause_ms between looks, for tests. */
export function startLargeWorker(context: Context, pause_ms: number = idle_ms): LargeWorker {
  const abort = new AbortController();
  const waits = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let tidied_ms = Number.NEGATIVE_INFINITY;
  let turn: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    try {
      const waiting = await listLargeCaptures(context.database.system, looked_at_max);
      const now_ms = performance.now();
      if (now_ms - tidied_ms >= tidy_every_ms) {
        tidied_ms = now_ms;
        if (waiting.length < looked_at_max)
          await clearLargeFiles(context.config.dataDir, new Set(waiting.map(({ capture_id }) => capture_id)), context.now().getTime());
      }
      for (const { capture_id, org_id } of waiting) {
        if (abort.signal.aborted) return;
        if ((waits.get(capture_id) ?? 0) > performance.now()) continue;
        try {
          await workOn(context, capture_id, org_id, abort.signal);
          waits.delete(capture_id);
        } catch (error) {
          waits.set(capture_id, performance.now() + retry_ms);
          context.log.warn({ err: error, capture: capture_id }, 'a large document waits for its next turn');
        }
      }
    } catch (error) {
      context.log.warn({ err: error }, 'large documents wait for the database');
    } finally {
      plan(pause_ms);
    }
  };

  const plan = (wait_ms: number): void => {
    if (abort.signal.aborted) return;
    timer = setTimeout(() => void (turn = look()), wait_ms).unref();
  };

  plan(0);
  return {
    async stop() {
      abort.abort();
      clearTimeout(timer);
      await turn;
    },
  };
}

/** The lock lives with its connection: another process takes over as soon as this one is gone. */
async function workOn(context: Context, id: string, orgId: number, signal: AbortSignal): Promise<void> {
  const client = await context.database.system.connect();
  let broken: Error | undefined;
  try {
    if (!(await takeWork(client, orgId))) return;
    try {
      await runLarge(context, id, signal);
    } finally {
      await leaveWork(client, orgId).catch((error: Error) => (broken = error));
    }
  } finally {
    client.release(broken);
  }
}
