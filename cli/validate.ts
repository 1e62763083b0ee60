// `validate`: all faults and warnings of an EPCIS document, JSON or XML, and what it lacks by a profile, without a database.
import { checkProfile, readProfile } from '@nguon/epcis';
import type { EventReading, Fault, Profile } from '@nguon/epcis';
import { AnyDocumentReader } from '@nguon/epcis/xml';
import type { Command, CommandCall } from './command.ts';
import { UsageError } from './command.ts';
import { describeFault } from './convert.ts';
import { readProfileFile } from './read-profile-file.ts';
import { readDocumentFile } from './read-document-file.ts';

/** Of each kind; all are counted. */
const told_max = 200;
const depth_max = 64;

export const validate: Command = {
  name: 'validate',
  summary: 'Kiểm tra tài liệu EPCIS, không gửi đi / check an EPCIS document, without sending it',
  positionals: ['<file>'],
  options: {
    profile: {
      type: 'string',
      value: '<name>',
      multiple: true,
      help: 'file of a profile, or the name of a shipped one: tells what each event lacks by it, whatever its product group',
    },
  },
  async run(call) {
    const profiles = call.texts('profile').map((given) => openProfile(call, given));
    const reader = new AnyDocumentReader({ eventsMax: Number.MAX_SAFE_INTEGER, depthMax: depth_max, faultsMax: told_max });
    const found: Found = { events: 0, faults: [], missing: [] };
    for await (const text of readDocumentFile(call.positionals[0] ?? '-')) take(found, reader.write(text), profiles);
    const end = reader.end();
    take(found, end.events, profiles);
    found.faults.push(...end.faults);
    tell(call, found, end.warnings);
    return found.faults.length === 0 && found.missing.length === 0 ? 0 : 1;
  },
};

interface Found {
  events: number;
  readonly faults: Fault[];
  readonly missing: Fault[];
}

function openProfile(call: CommandCall, given: string): Profile {
  const { profile, faults } = readProfile(readProfileFile(call.config.rootDir, given));
  if (profile !== undefined) return profile;
  throw new UsageError(`--profile ${given}:\n${faults.map(describeFault).join('\n')}`);
}

function take(found: Found, events: readonly EventReading[], profiles: readonly Profile[]): void {
  for (const { event, path, faults } of events) {
    found.events += 1;
    found.faults.push(...faults);
    if (event !== undefined) for (const profile of profiles) found.missing.push(...checkProfile(profile, event, path));
  }
}

function tell(call: CommandCall, { events, faults, missing }: Found, warnings: readonly Fault[]): void {
  if (call.json) {
    const counts = { events, faultsTotal: faults.length, missingTotal: missing.length };
    const lists = { faults: faults.slice(0, told_max), missing: missing.slice(0, told_max), warnings };
    call.print(JSON.stringify({ ok: faults.length + missing.length === 0, ...counts, ...lists }));
    return;
  }
  const heads: readonly (readonly [string, readonly Fault[]])[] = [
    ['Sai / wrong', faults],
    ['Thiếu / missing', missing],
    ['Lưu ý / note', warnings],
  ];
  for (const [head, list] of heads) for (const fault of list.slice(0, told_max)) call.print(`${head}: ${describeFault(fault)}`);
  call.note(
    `${events} sự kiện, ${faults.length} chỗ sai, ${missing.length} chỗ thiếu, ${warnings.length} lưu ý / events: ${events}, faults: ${faults.length}, missing: ${missing.length}, warnings: ${warnings.length}`,
  );
}
