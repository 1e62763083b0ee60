// Works off the large documents that wait: one at a time, the oldest first, one organisation's after another.
// Rows of large_captures are the queue: the library's queue would give a killed worker's job back only after four hours.
import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { hasLargeFile } from './large-files.ts';
import { runLarge } from './large-run.ts';
import { leaveWork, listLargeCaptures, takeWork } from './large-store.ts';

const idle_ms = 1_000;
/** After work that failed, which was the database or the disk. */
const retry_ms = 10_000;
/** Documents waiting that one look takes up. */
export const looked_at_max = 200;
/** A file that is not here may lie in the folder of another process; after this nobody has it. */
const elsewhere_max_ms = 86_400_000;

export type WaitingDocument = Awaited<ReturnType<typeof listLargeCaptures>>[number];

/** Those of the documents that are this process's to work on: their file lies in its folder, or nowhere. */
export async function chooseOwn({ config, now }: Context, waiting: readonly WaitingDocument[]): Promise<WaitingDocument[]> {
  const isOwn = await Promise.all(
    waiting.map(
      async ({ capture_id, created_at }) =>
        now().getTime() - created_at.getTime() > elsewhere_max_ms || (await hasLargeFile(config.dataDir, capture_id)),
    ),
  );
  return waiting.filter((_document, index) => isOwn[index]);
}

/**
 * Resolves when no document waits, or when the part under way at the signal is stored; throws where the database is gone.
 * @param pause_ms between looks while another process works on what waits, for tests.
 */
export async function workOffLarge(context: Context, signal: AbortSignal, pause_ms: number = idle_ms): Promise<void> {
  const waits = new Map<string, number>();
  while (!signal.aborted) {
    const waiting = await chooseOwn(context, await listLargeCaptures(context.database.system, looked_at_max));
    if (waiting.length === 0) return;
    for (const { capture_id, org_id } of waiting) {
      if (signal.aborted) return;
      if ((waits.get(capture_id) ?? 0) > performance.now()) continue;
      try {
        await workOn(context, capture_id, org_id, signal);
        waits.delete(capture_id);
      } catch (error) {
        waits.set(capture_id, performance.now() + retry_ms);
        context.log.warn({ err: error, capture: capture_id }, 'a large document waits for its next turn');
      }
    }
    await wait(pause_ms, undefined, { signal }).catch(() => undefined);
  }
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
