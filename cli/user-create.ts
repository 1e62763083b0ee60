// `user create`: makes a person who may sign in; the one-time password stands alone on the last line.
import { randomBytes } from 'node:crypto';
import { addMember, cleanLogin, createUser } from '../app/access/people/create-user.ts';
import { makeTemporaryPassword, temporary_password_bytes } from '../app/access/sign-in/password.ts';
import { inTransaction } from '../app/db.ts';
import type { Command } from './command.ts';
import { findWantedMembership, membershipOptions, readRole } from './read-membership.ts';

export const userCreate: Command = {
  name: 'user create',
  summary: 'Tạo người dùng với mật khẩu dùng một lần / make a person with a one-time password',
  options: {
    login: { type: 'string', value: '<login>', help: 'what the person types to sign in', required: true },
    name: { type: 'string', value: '<text>', help: "the person's name; the login when absent" },
    admin: { type: 'boolean', help: 'administrator of the whole system' },
    ...membershipOptions,
  },
  async run(call) {
    const role = readRole(call);
    const database = await call.openDatabase();
    const password = makeTemporaryPassword(randomBytes(temporary_password_bytes));
    const by = { at: call.now(), actor: 'cli' };
    const login = cleanLogin(call.text('login') ?? '');
    const membership = role === undefined ? undefined : await findWantedMembership(database, call, role);
    const id = await inTransaction(database.system, async (db) => {
      const userId = await createUser(
        db,
        { login, displayName: call.text('name') ?? login, password, passwordIsTemporary: true, isAdministrator: call.flag('admin') },
        by,
      );
      if (membership !== undefined) await addMember(db, { userId, ...membership }, by);
      return userId;
    });
    if (call.json)
      call.print(
        JSON.stringify({ id, login, role: role ?? (call.flag('admin') ? 'administrator' : 'citizen'), org: membership?.slug, password }),
      );
    else {
      call.note(`Đã tạo ${login}. Mật khẩu dùng một lần (chỉ hiện lần này): / one-time password, shown only now:`);
      call.print(password);
    }
    return 0;
  },
};
