// Kills the application and its database at once, as a power cut would: no signal that anybody could handle.
import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

interface Process {
  readonly pid: number;
  readonly parent: number;
}

function listProcesses(): Process[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent, state = 'Z'] = line.trim().split(/\s+/);
    // A dead process that its parent has not collected does nothing more.
    return state.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent) }];
  });
}

/** The process and all that descend from it. */
function familyOf(processes: readonly Process[], pid: number): number[] {
  const children = processes.filter(({ parent }) => parent === pid).flatMap((child) => familyOf(processes, child.pid));
  return [pid, ...children];
}

const give_up_ms = 10_000;

/** Resolves when none of them runs any more. `order` is that of the kills. */
export async function killFamilies(order: readonly number[]): Promise<void> {
  const processes = listProcesses();
  const victims = order.flatMap((pid) => familyOf(processes, pid));
  for (const pid of victims) killOne(pid);
  const deadline = performance.now() + give_up_ms;
  for (;;) {
    const alive = new Set(listProcesses().map(({ pid }) => pid));
    const left = victims.filter((pid) => alive.has(pid));
    if (left.length === 0) return;
    if (performance.now() > deadline) throw new Error(`processes do not die: ${left.join(', ')}`);
    for (const pid of left) killOne(pid);
    await wait(5);
  }
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
