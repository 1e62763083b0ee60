// Watches the running server: starts it again when it was killed, and ends it with the application.
import { setTimeout as wait } from 'node:timers/promises';
import type { Place } from './place-cluster.ts';
import { isPostgresOf, signal } from './process-table.ts';

const look_ms = 1_000;
const longestPause_ms = 60_000;

/**
 * @param running its `pid` follows the server that runs at the moment.
 * @param revive `restart` starts the server at the same address, so that pools find it again, and returns its process
 *   number; never called when the folder is no longer `isOurs`: the server at that path may be another Nguồn's.
 * @returns ends the watch, waiting for a restart that is under way.
 */
export function watchServer(
  running: { pid: number },
  place: Place,
  revive: { isOurs(): boolean; restart(): Promise<number> },
  log: (message: string) => void,
): () => Promise<void> {
  const ending = new AbortController();
  const endWithApplication = (): void => {
    if (process.platform !== 'win32') signal(running.pid, 'SIGINT'); // on Windows this would be a kill
  };
  process.on('exit', endWithApplication);
  const watch = async (): Promise<void> => {
    for (let pause_ms = look_ms; !ending.signal.aborted;) {
      await wait(pause_ms, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
      if (ending.signal.aborted || (await isPostgresOf(running.pid, place.cluster))) {
        pause_ms = look_ms;
        continue;
      }
      if (!revive.isOurs()) {
        log(
          `Thư mục dữ liệu ${place.home} đã bị xoá hoặc chuyển đi khi Nguồn đang chạy: hãy dừng Nguồn này. · ` +
            `the data folder was deleted or moved under the running Nguồn: stop this one`,
        );
        return;
      }
      log(`PostgreSQL (tiến trình ${running.pid}) đã mất, đang khởi động lại · PostgreSQL is gone, starting it again`);
      try {
        running.pid = await revive.restart();
      } catch (error) {
        pause_ms = Math.min(longestPause_ms, pause_ms * 2);
        log(
          `Chưa khởi động lại được PostgreSQL · PostgreSQL could not be started again: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  };
  const watching = watch();
  return async () => {
    ending.abort();
    await watching;
    process.off('exit', endWithApplication);
  };
}
