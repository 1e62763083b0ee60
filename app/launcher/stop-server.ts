// Stops a PostgreSQL that runs on our data folder, gently first.
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LauncherRefusal } from './launcher-refusal.ts';
import type { Place } from './place-cluster.ts';
import type { Binaries } from './prepare-binaries.ts';
import { isPostgresOf, listPostgresOf, signal } from './process-table.ts';
import { runCommand } from './run-command.ts';

const gentle_ms = 10_000;
const forced_ms = 10_000;
const poll_ms = 20;

/** SIGINT ends the sessions and writes all to disk; after 10 s SIGQUIT, from which the next start recovers. */
export async function stopServer(pid: number, place: Place, binaries: Binaries): Promise<void> {
  for (const [name, mode, patience_ms] of [
    ['SIGINT', 'fast', gentle_ms],
    ['SIGQUIT', 'immediate', forced_ms],
  ] as const) {
    if (process.platform === 'win32') {
      const args = ['stop', '-D', place.cluster, '-m', mode, '-t', String(patience_ms / 1000)];
      await runCommand(path.join(binaries.folder, 'pg_ctl'), args, { timeout_ms: patience_ms * 2 });
    } else {
      signal(pid, name);
      signal(pid, 'SIGCONT'); // one that was suspended would never see the other
    }
    if (await isGone(pid, place.cluster, patience_ms)) return;
  }
  throw stuck(pid, place.cluster);
}

/** After the main process was killed its children may live on for a moment, holding the shared memory: wait, then end them. */
export async function stopLeftovers(place: Place): Promise<void> {
  const began = Date.now();
  for (let left = await listPostgresOf(place.cluster); left.length > 0; left = await listPostgresOf(place.cluster)) {
    const waited_ms = Date.now() - began;
    if (waited_ms > gentle_ms + forced_ms) throw stuck(left[0] ?? 0, place.cluster);
    if (waited_ms > 1_000) for (const pid of left) signal(pid, waited_ms > gentle_ms ? 'SIGKILL' : 'SIGQUIT');
    await wait(poll_ms * 5);
  }
}

async function isGone(pid: number, cluster: string, patience_ms: number): Promise<boolean> {
  for (const began = Date.now(); Date.now() - began < patience_ms;) {
    if (!(await isPostgresOf(pid, cluster))) return true;
    await wait(poll_ms);
  }
  return false;
}

function stuck(pid: number, cluster: string): LauncherRefusal {
  return new LauncherRefusal('server-stuck', {
    vi: `PostgreSQL (tiến trình ${pid}) trên ${cluster} không chịu dừng. Hãy xem tiến trình ấy đang chờ gì (thường là ổ đĩa), rồi dừng nó và chạy lại.`,
    en: `PostgreSQL (process ${pid}) on ${cluster} does not stop. See what it is waiting for (mostly the disk), end it and start again.`,
  });
}
