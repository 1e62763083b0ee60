// `profile show`: one profile as JSON: the version in force, or the one asked for.
import { findProfile, listProfiles } from '../app/profile/store.ts';
import type { Command } from './command.ts';

const rows_max = 10_000;

export const profileShow: Command = {
  name: 'profile show',
  summary: 'Hiện một hồ sơ dữ liệu / show one profile of wanted data',
  positionals: ['<name>'],
  options: { version: { type: 'string', value: '<version>', help: 'this version; the one in force when absent' } },
  async run(call) {
    const database = await call.openDatabase();
    const version = call.text('version');
    const rows = (await listProfiles(database.system, rows_max)).filter(({ name }) => name === call.positionals[0]);
    const wanted = rows.find((row) => (version === undefined ? row.ended_at === null : row.version === version));
    const found = wanted && (await findProfile(database.system, wanted.id));
    if (found === undefined) {
      call.note(`Không có / none: ${call.positionals[0] ?? ''} ${version ?? ''}`);
      return 1;
    }
    call.print(call.json ? JSON.stringify(JSON.parse(found.body)) : found.body.trimEnd());
    return 0;
  },
};
