// Gives the superuser a new password when the file with the old one was lost, for instance after restoring a backup.
import path from 'node:path';
import { LauncherRefusal } from './launcher-refusal.ts';
import type { Place } from './place-cluster.ts';
import type { Binaries } from './prepare-binaries.ts';
import { runCommand } from './run-command.ts';
import { statementToSetSuperuserPassword } from './store.ts';

const recovery_ms = 600_000;

/** The server must not run: single-user mode, which asks for no password, opens the data folder itself. */
export async function resetPassword(place: Place, binaries: Binaries, password: string): Promise<void> {
  const answer = await runCommand(path.join(binaries.folder, 'postgres'), ['--single', '-D', place.cluster, 'postgres'], {
    user: place.user,
    input: statementToSetSuperuserPassword(password),
    timeout_ms: recovery_ms,
  });
  if (answer.status === 0 && !/\b(ERROR|FATAL|PANIC):/.test(answer.stderr)) return;
  const said = answer.stderr.replaceAll(password, '…').trim();
  throw new LauncherRefusal('start-failed', {
    vi: `Không đặt lại được mật khẩu nội bộ của PostgreSQL trên ${place.cluster}. Lời báo: ${said}`,
    en: `The inner password of PostgreSQL on ${place.cluster} could not be set anew. It said: ${said}`,
  });
}
