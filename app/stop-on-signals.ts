// What Ctrl-C and its like do: drain when the product runs, end at once while it is still starting.
import type { EventEmitter } from 'node:events';

/** The shell's number for "ended by this signal". */
const statusOf = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * To be called before the start, which can last as long as the demo province takes: without a listener a signal would end
 * the process without its `exit` event, and the database started by then would be left running.
 * @returns to be called with how to stop, once there is something to stop.
 */
export function stopOnSignals(
  process: Pick<EventEmitter, 'on'> & { exit(status: number): void },
  say: (message: string) => void,
): (stop: () => Promise<void>) => void {
  let drain: (() => Promise<void>) | undefined;
  let isDraining = false;
  for (const [name, status] of Object.entries(statusOf)) {
    process.on(name, () => {
      // A second Ctrl-C does not wait.
      if (drain === undefined || isDraining) return process.exit(status);
      isDraining = true;
      say('\nĐang dừng: trả lời nốt các yêu cầu đang chạy… (stopping)');
      void drain().then(() => process.exit(0));
    });
  }
  return (stop) => {
    drain = stop;
  };
}
