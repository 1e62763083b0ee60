// `profile check`: looks whether a profile is well made, without a database.
import { readProfile } from '@nguon/epcis';
import type { Command, ExitCode } from './command.ts';
import { readProfileFile } from './read-profile-file.ts';

export const profileCheck: Command = {
  name: 'profile check',
  summary: 'Kiểm tra tệp hồ sơ dữ liệu / check a file with a profile of wanted data',
  positionals: ['<file>'],
  options: {},
  run(call) {
    const { profile, faults } = readProfile(readProfileFile(call.config.rootDir, call.positionals[0] ?? ''));
    if (call.json) call.print(JSON.stringify({ ok: profile !== undefined, faults }));
    else if (profile !== undefined) call.print(`${profile.name} ${profile.version}: đúng / right`);
    else for (const { path, vi, en } of faults) call.print(`${path}: ${vi} / ${en}`);
    return Promise.resolve<ExitCode>(profile === undefined ? 1 : 0);
  },
};
