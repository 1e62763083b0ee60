// `user enable`: opens an account again that `user disable` closed.
import { enableUser } from '../app/access/people/restore-access.ts';
import { inTransaction } from '../app/db.ts';
import type { Command } from './command.ts';
import { findPerson, userOption } from './find-person.ts';

export const userEnable: Command = {
  name: 'user enable',
  summary: 'Mở khóa tài khoản của một người / open the account of a person again',
  options: { user: userOption },
  async run(call) {
    const database = await call.openDatabase();
    const user = await findPerson(database, call.text('user') ?? '');
    await inTransaction(database.system, (db) => enableUser(db, user.id, { at: call.now(), actor: 'cli' }));
    if (call.json) call.print(JSON.stringify({ id: user.id, login: user.login }));
    else call.print(`${user.login}: đã mở khóa / enabled`);
    return 0;
  },
};
