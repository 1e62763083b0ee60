// `profile end`: takes a profile out of force.
import { endProfile } from '../app/profile/end-profile.ts';
import { inTransaction } from '../app/db.ts';
import type { Command } from './command.ts';

export const profileEnd: Command = {
  name: 'profile end',
  summary: 'Ngừng áp dụng một hồ sơ dữ liệu / take a profile of wanted data out of force',
  positionals: ['<name>'],
  options: {},
  async run(call) {
    const name = call.positionals[0] ?? '';
    const database = await call.openDatabase();
    const version = await inTransaction(database.system, (db) => endProfile(db, name, { at: call.now(), actor: 'cli' }));
    call.print(call.json ? JSON.stringify({ name, version }) : `${name} ${version}`);
    return 0;
  },
};
