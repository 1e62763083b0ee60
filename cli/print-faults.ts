// Prints what is wrong with a code in both languages.
import type { Fault } from '@nguon/gs1';
import type { CommandCall } from './command.ts';

export function printFaults(call: CommandCall, faults: readonly Pick<Fault, 'position' | 'vi' | 'en'>[]): void {
  for (const { position, vi, en } of faults) call.note(`- ${vi}\n  ${en} (vị trí / position ${position + 1})`);
}
