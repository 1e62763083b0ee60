// Keeps the two passwords of the database in a file that only the user who runs Nguồn may read.
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';

export interface Secret {
  /** Of the role `postgres`, which the launcher alone uses. */
  readonly superuser: string;
  /** Of the role `nguon`, which the application uses. */
  readonly application: string;
}

const fileName = 'postgres.secret';

export async function findSecret(home: string): Promise<Secret | undefined> {
  const text = await readFile(path.join(home, fileName), 'utf8').catch(() => '');
  const superuser = /^superuser (\S+)$/m.exec(text)?.[1];
  const application = /^application (\S+)$/m.exec(text)?.[1];
  return superuser && application ? { superuser, application } : undefined;
}

/** Written under another name, flushed and renamed: a power cut leaves the old file or the new one. */
export async function makeSecret(home: string): Promise<Secret> {
  const secret = { superuser: randomBytes(24).toString('base64url'), application: randomBytes(24).toString('base64url') };
  const file = path.join(home, fileName);
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    const { uid, gid } = await stat(home); // made by root in another user's folder, it must stay that user's
    if (process.getuid?.() === 0) await handle.chown(uid, gid);
    await handle.writeFile(`superuser ${secret.superuser}\napplication ${secret.application}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  return secret;
}
