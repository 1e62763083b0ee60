// Finds the folder on a path that the database's OS user may not enter, by really trying as that user.
import path from 'node:path';
import { type OsUser, runCommand } from './run-command.ts';

const script = 'for folder do test -x "$folder" || { printf %s "$folder"; exit 1; }; done';

/** The first folder on the way to `folder` (itself included) that `user` cannot enter; undefined when all are open. */
export async function findBlockedFolder(folder: string, user: OsUser | undefined): Promise<string | undefined> {
  if (!user) return undefined;
  const steps: string[] = [];
  for (let step = path.resolve(folder); ; step = path.dirname(step)) {
    steps.unshift(step);
    if (step === path.dirname(step)) break;
  }
  const answer = await runCommand('/bin/sh', ['-c', script, 'sh', ...steps], { user, timeout_ms: 10_000 });
  return answer.status === 0 ? undefined : answer.stdout || folder;
}
