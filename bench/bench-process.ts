// Child processes of the bench: the load generator and the bare servers that it is held against.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { findRootDir } from '../app/config.ts';
import type { LoadReport, LoadTask } from './send-load.ts';

/** The word after `bench.js` that makes it such a child; see `bench.ts`. */
export const roleOption = '--as';
export type Role = 'load' | 'sink' | 'pages' | 'redirects';

const load_ms = 900_000;

function startRole(role: Role): ChildProcess {
  const entry = path.join(findRootDir(), 'dist/bench.js');
  return fork(entry, [roleOption, role], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [] });
}

function ask<Reply>(child: ChildProcess, message: object, timeout_ms: number): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a child of the bench does not answer')), timeout_ms);
    child.once('message', (reply) => {
      clearTimeout(timer);
      const { error } = reply as { error?: string };
      if (error === undefined) resolve(reply as Reply);
      else reject(new Error(error));
    });
    child.once('exit', (status) => reject(new Error(`a child of the bench ended (${status})`)));
    child.send(message);
  });
}

/** Runs one load in a process of its own, so that building requests and counting answers cost the measured process nothing. */
export async function generateLoad(task: LoadTask): Promise<LoadReport> {
  const child = startRole('load');
  try {
    return await ask<LoadReport>(child, task, load_ms);
  } finally {
    child.kill('SIGKILL');
  }
}

export interface BareServer {
  readonly port: number;
  readonly pid: number;
  stop(): void;
}

/** 'sink': reads each body and answers 202. 'pages', 'redirects': answer from memory what a file of the folder lists. */
export async function startBareServer(role: Exclude<Role, 'load'>, folder = ''): Promise<BareServer> {
  const child = startRole(role);
  const { port } = await ask<{ port: number }>(child, { folder }, 60_000);
  return { port, pid: child.pid ?? 0, stop: () => void child.kill('SIGKILL') };
}

/** What such a child does: waits for one message, works, answers. */
export function serveRole(work: (message: never) => Promise<object>): void {
  process.once('message', (message) => {
    work(message as never).then(
      (reply) => process.send?.(reply),
      (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  // The parent is gone: nobody waits for an answer.
  process.once('disconnect', () => process.exit(0));
}
