// Finds the person that a command names with --user: by login (often an e-mail address), else by the whole name.
import { cleanLogin } from '../app/access/people/create-user.ts';
import { listLoginsByName } from '../app/access/people/people-store.ts';
import { findUserByLogin } from '../app/access/people/user-store.ts';
import type { UserRow } from '../app/access/people/user-store.ts';
import type { Database } from '../app/db.ts';
import { AppError } from '../app/errors.ts';
import type { Option } from './command.ts';

export const userOption: Option = { type: 'string', value: '<login or name>', help: 'the person', required: true };

const namesakes_max = 10;

export async function findPerson(database: Database, given: string): Promise<UserRow> {
  const byLogin = await findUserByLogin(database.system, cleanLogin(given));
  if (byLogin !== undefined) return byLogin;
  const logins = await listLoginsByName(database.system, given.normalize('NFC').trim(), namesakes_max);
  const [login, second] = logins;
  const found = login === undefined || second !== undefined ? undefined : await findUserByLogin(database.system, login);
  if (found !== undefined) return found;
  throw new AppError('not_found', 'user_unknown', {
    vi:
      second === undefined
        ? `Không có người dùng nào có tên đăng nhập hoặc họ tên "${given}". Xem danh sách: npm run -s nguon -- user list`
        : `Có nhiều người tên "${given}": ${logins.join(', ')}. Hãy ghi tên đăng nhập.`,
    en:
      second === undefined
        ? `Nobody has the login or the name "${given}". See them: npm run -s nguon -- user list`
        : `Several people have the name "${given}". Give the login.`,
  });
}
