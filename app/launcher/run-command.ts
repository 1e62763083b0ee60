// Runs one short command, as another OS user where wanted, and collects what it said.
import { spawn } from 'node:child_process';

/** The OS user that PostgreSQL runs as; absent = the user that runs Nguồn. */
export interface OsUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface CommandResult {
  /** Exit status; undefined when the command could not be started or was ended by a signal. */
  readonly status: number | undefined;
  /** The system's error code when the command could not be started, for instance `EACCES`. */
  readonly startFault: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

const maxOutput_chars = 200_000;

/** Nothing of the caller's environment reaches PostgreSQL (PGDATA, PGOPTIONS, LD_LIBRARY_PATH …); Windows needs its own. */
export const childEnvironment: NodeJS.ProcessEnv | undefined =
  process.platform === 'win32' ? undefined : { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin:/usr/sbin:/sbin' };

/** Options of `spawn` that make a child run as `user`, in a folder that every user may enter. */
export function childIdentity(user: OsUser | undefined): { cwd?: string; uid?: number; gid?: number } {
  const place = process.platform === 'win32' ? {} : { cwd: '/' };
  return user ? { ...place, uid: user.uid, gid: user.gid } : place;
}

export function runCommand(
  file: string,
  args: readonly string[],
  options: { user?: OsUser | undefined; input?: string; timeout_ms: number; onLine?: (line: string) => void },
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...childIdentity(options.user),
      ...(childEnvironment ? { env: childEnvironment } : {}),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    // Not spawn's own timeout: its timer outlives a command that could not be started.
    const timer = setTimeout(() => child.kill('SIGKILL'), options.timeout_ms);
    let stdout = '';
    let stderr = '';
    let line = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (stdout.length < maxOutput_chars) stdout += text;
      if (!options.onLine) return;
      const lines = (line + text).split('\n');
      line = lines.pop() ?? '';
      lines.forEach(options.onLine);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < maxOutput_chars) stderr += text;
    });
    child.stdin.on('error', () => undefined); // the command may end before it has read everything
    child.stdin.end(options.input ?? '');
    const finish = (status: number | undefined, startFault: string | undefined): void => {
      clearTimeout(timer);
      resolve({ status, startFault, stdout, stderr });
    };
    child.on('error', (error: NodeJS.ErrnoException) => finish(undefined, error.code ?? 'unknown'));
    child.on('close', (status) => finish(status ?? undefined, undefined));
  });
}
