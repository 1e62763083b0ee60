// `user create`: makes a person who may sign in; the one-time password stands alone on the last line.
import { randomBytes } from 'node:crypto';
import { addMember, createUser } from '../app/access/create-user.ts';
import { makeTemporaryPassword, temporary_password_bytes } from '../app/access/password.ts';
import { inTransaction } from '../app/db.ts';
import type { Database } from '../app/db.ts';
import { AppError } from '../app/errors.ts';
import { findUnitByCode } from '../app/party/unit-store.ts';
import { UsageError } from './command.ts';
import type { Command, CommandCall } from './command.ts';
import { findOrg } from './find-org.ts';

const roles = ['member', 'owner', 'officer'] as const;
type Role = (typeof roles)[number];

export const userCreate: Command = {
  name: 'user create',
  summary: 'Tạo người dùng với mật khẩu dùng một lần / make a person with a one-time password',
  options: {
    login: { type: 'string', value: '<login>', help: 'what the person types to sign in', required: true },
    name: { type: 'string', value: '<text>', help: "the person's name; the login when absent" },
    admin: { type: 'boolean', help: 'administrator of the whole system' },
    org: { type: 'string', value: '<slug>', help: 'organisation or agency to work for' },
    role: { type: 'string', value: roles.join('|'), help: 'as what; with --org' },
    territory: { type: 'string', value: '<unit code>', help: "an officer's unit: it and all below it" },
  },
  async run(call) {
    const role = readRole(call);
    const database = await call.openDatabase();
    const password = makeTemporaryPassword(randomBytes(temporary_password_bytes));
    const by = { at: call.now(), actor: 'cli' };
    const login = call.text('login') ?? '';
    const organisation = role === undefined ? undefined : await findOrg(database, call.text('org') ?? '');
    const territory = role === 'officer' ? await findTerritory(database, call) : undefined;
    const id = await inTransaction(database.system, async (db) => {
      const userId = await createUser(
        db,
        { login, displayName: call.text('name') ?? login, password, passwordIsTemporary: true, isAdministrator: call.flag('admin') },
        by,
      );
      if (role !== undefined && organisation !== undefined)
        await addMember(
          db,
          {
            userId,
            orgId: organisation.id,
            role,
            ...(territory === undefined ? {} : { territoryUnitId: territory }),
          },
          by,
        );
      return userId;
    });
    if (call.json)
      call.print(
        JSON.stringify({ id, login, role: role ?? (call.flag('admin') ? 'administrator' : 'citizen'), org: organisation?.slug, password }),
      );
    else {
      call.note(`Đã tạo ${login}. Mật khẩu dùng một lần (chỉ hiện lần này): / one-time password, shown only now:`);
      call.print(password);
    }
    return 0;
  },
};

/** --org and --role go together; --territory goes with an officer. */
function readRole(call: CommandCall): Role | undefined {
  const role = roles.find((one) => one === call.text('role'));
  if (call.text('role') !== undefined && role === undefined) throw new UsageError(`--role: ${roles.join(', ')}`);
  if ((call.text('org') === undefined) !== (role === undefined)) throw new UsageError('--org and --role go together');
  if ((call.text('territory') === undefined) !== (role !== 'officer')) throw new UsageError('--territory goes with --role officer');
  return role;
}

async function findTerritory(database: Database, call: CommandCall): Promise<number> {
  const code = call.text('territory') ?? '';
  const unit = await findUnitByCode(database.system, code, call.now().toISOString().slice(0, 10));
  if (unit !== undefined) return unit.id;
  throw new AppError('not_found', 'unit_unknown', {
    vi: `Không có đơn vị hành chính nào đang có mã "${code}".`,
    en: `No administrative unit has the code "${code}" today.`,
  });
}
