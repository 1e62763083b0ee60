// `user list`: the people who may sign in, with their roles and the state of their accounts; never a secret.
import { listPeople } from '../app/access/people/people-store.ts';
import type { PersonRow } from '../app/access/people/people-store.ts';
import { session_idle_ms } from '../app/access/sign-in/session-cookie.ts';
import type { Command } from './command.ts';
import { findOrg } from './find-org.ts';
import { printTable } from './print-table.ts';

const rows_max = 10_000;

export const userList: Command = {
  name: 'user list',
  summary: 'Liệt kê người dùng / list the people who may sign in',
  options: {
    org: { type: 'string', value: '<slug>', help: 'only those of this organisation or agency' },
    admin: { type: 'boolean', help: 'only administrators of the whole system' },
  },
  async run(call) {
    const database = await call.openDatabase();
    const slug = call.text('org');
    const orgId = slug === undefined ? undefined : (await findOrg(database, slug)).id;
    const at = call.now();
    const now = { at, idleSince: new Date(at.getTime() - session_idle_ms) };
    const people = await listPeople(database.system, { orgId, administrators: call.flag('admin') }, now, rows_max);
    if (call.json) call.print(JSON.stringify(people));
    else
      printTable(
        call,
        ['login', 'name', 'state', 'second factor', 'sessions', 'roles'],
        people.map((person) => [
          person.login,
          person.display_name,
          stateOf(person),
          person.has_second_factor ? 'on' : 'off',
          String(person.sessions),
          [...(person.is_administrator ? ['administrator'] : []), ...person.member_of].join(', ') || '-',
        ]),
      );
    if (people.length === rows_max) call.note(`Chỉ hiện ${rows_max} dòng đầu / only the first ${rows_max} rows are shown.`);
    return 0;
  },
};

function stateOf({ disabled_at, password_is_temporary, is_demo }: PersonRow): string {
  if (disabled_at !== null) return 'disabled';
  return [password_is_temporary ? 'one-time password' : 'active', ...(is_demo ? ['demo'] : [])].join(', ');
}
