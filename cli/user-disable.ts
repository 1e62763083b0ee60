// `user disable`: closes the account of somebody who has left; what they did stays on record.
import { disableUser } from '../app/access/people/restore-access.ts';
import { inTransaction } from '../app/db.ts';
import type { Command } from './command.ts';
import { findPerson, userOption } from './find-person.ts';

export const userDisable: Command = {
  name: 'user disable',
  summary: 'Khóa tài khoản của một người / close the account of a person',
  options: { user: userOption },
  async run(call) {
    const database = await call.openDatabase();
    const user = await findPerson(database, call.text('user') ?? '');
    const by = { at: call.now(), actor: 'cli' };
    const sessions = await inTransaction(database.system, (db) => disableUser(db, user.id, by));
    if (call.json) call.print(JSON.stringify({ id: user.id, login: user.login, disabled_at: by.at, sessions_ended: sessions }));
    else call.print(`${user.login}: đã khóa, đăng xuất ${sessions} nơi / disabled, sessions ended`);
    return 0;
  },
};
