// How much memory work holds, garbage not counted: resident memory follows the collector's moods and would make tests flaky.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const pause_min_ms = 20;
/** A full collection stops everything: the work shall have most of the time. */
const pauses_per_sample = 5;

/** Bytes that live after a full collection, buffers and zlib's memory among them. */
export function heldBytes(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The most that was held at any time while `work` was under way, above what was held before. */
export async function watchHeld<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly most_bytes: number }> {
  const before = heldBytes();
  let most = before;
  let next: NodeJS.Timeout | undefined;
  const look = (): void => {
    const began = performance.now();
    most = Math.max(most, heldBytes());
    next = setTimeout(look, Math.max(pause_min_ms, pauses_per_sample * (performance.now() - began)));
  };
  look();
  try {
    const result = await work();
    return { result, most_bytes: Math.max(most, heldBytes()) - before };
  } finally {
    clearTimeout(next);
  }
}
