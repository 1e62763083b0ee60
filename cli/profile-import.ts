// `profile import`: puts a version of a profile into force, from a file or one that comes with the product.
import { importProfile } from '../app/profile/import-profile.ts';
import { inTransaction } from '../app/db.ts';
import type { Command } from './command.ts';
import { readProfileFile } from './read-profile-file.ts';

export const profileImport: Command = {
  name: 'profile import',
  summary: 'Đưa một hồ sơ dữ liệu vào áp dụng / put a profile of wanted data into force',
  positionals: ['<file>'],
  options: {},
  async run(call) {
    const text = readProfileFile(call.config.rootDir, call.positionals[0] ?? '');
    const database = await call.openDatabase();
    const by = { at: call.now(), actor: 'cli' };
    const { name, version, replaced } = await inTransaction(database.system, (db) => importProfile(db, text, by));
    call.print(
      call.json
        ? JSON.stringify({ name, version, replaced: replaced ?? null })
        : `${name} ${version}${replaced === undefined ? '' : ` (thay / replaces ${replaced})`}`,
    );
    return 0;
  },
};
