// What Ctrl-C and its like do: drain when the product runs, end at once while it is still starting.
import type { EventEmitter } from 'node:events';

/** The shell's number for "ended by this signal". */
const statusOf = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** One Ctrl-C arrives twice under npm: from the terminal, and passed on by npm. */
const same_press_ms = 1_000;

/**
 * To be called before the start, which can last as long as the demo province takes: without a listener a signal would end
 * the process without its `exit` event, and the database started by then would be left running.
 * @returns to be called with how to stop, once there is something to stop.
 */
export function stopOnSignals(
  process: Pick<EventEmitter, 'on'> & { exit(status: number): void },
  say: (message: string) => void,
  now_ms: () => number = () => performance.now(),
): (stop: () => Promise<void>) => void {
  let drain: (() => Promise<void>) | undefined;
  let drainingSince_ms: number | undefined;
  for (const [name, status] of Object.entries(statusOf)) {
    process.on(name, () => {
      if (drain === undefined) return process.exit(status);
      if (drainingSince_ms !== undefined) {
        // A second Ctrl-C does not wait.
        if (now_ms() - drainingSince_ms >= same_press_ms) process.exit(status);
        return;
      }
      drainingSince_ms = now_ms();
      say('\nĐang dừng: trả lời nốt các yêu cầu đang chạy… (stopping)');
      void drain().then(() => process.exit(0));
    });
  }
  return (stop) => {
    drain = stop;
  };
}
