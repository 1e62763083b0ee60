// `org create`: enters an organisation into the register, approved unless told to wait; its slug stands alone on the last line.
import { inTransaction } from '../app/db.ts';
import type { Database } from '../app/db.ts';
import { AppError } from '../app/errors.ts';
import { approveOrganisation } from '../app/party/approve-organisation.ts';
import { legalKinds, organisationRoles, registerOrganisation } from '../app/party/register-organisation.ts';
import { findUnitByCode } from '../app/party/unit-store.ts';
import { UsageError } from './command.ts';
import type { Command, CommandCall } from './command.ts';

export const orgCreate: Command = {
  name: 'org create',
  summary: 'Đăng ký một tổ chức / enter an organisation into the register',
  options: {
    name: { type: 'string', value: '<text>', help: 'its name as in its papers', required: true },
    kind: { type: 'string', value: legalKinds.join('|'), help: 'its legal kind', required: true },
    role: { type: 'string', value: organisationRoles.join('|'), help: 'what it does here; operator when absent' },
    slug: { type: 'string', value: '<slug>', help: 'its short name in addresses; made from the name when absent' },
    gln: { type: 'string', value: '<13 digits>', help: 'its Global Location Number' },
    tax: { type: 'string', value: '<tax code>', help: 'its tax code' },
    unit: { type: 'string', value: '<unit code>', help: 'commune or ward where it has its seat (see: unit import)' },
    address: { type: 'string', value: '<text>', help: 'street and house number' },
    waiting: { type: 'boolean', help: 'leave the approval to an officer' },
  },
  async run(call) {
    const legalKind = oneOf(call, 'kind', legalKinds);
    const role = oneOf(call, 'role', organisationRoles);
    if (legalKind === undefined) throw new UsageError(`--kind: ${legalKinds.join(', ')}`);
    const database = await call.openDatabase();
    const unitId = await findUnitId(database, call);
    const by = { at: call.now(), actor: 'cli' };
    const made = await inTransaction(database.system, async (db) => {
      const given = {
        name: call.text('name') ?? '',
        slug: call.text('slug'),
        gln: call.text('gln'),
        taxCode: call.text('tax'),
        address: call.text('address'),
      };
      const organisation = await registerOrganisation(db, { ...given, legalKind, unitId, ...(role === undefined ? {} : { role }) }, by);
      if (!call.flag('waiting')) await approveOrganisation(db, organisation.id, by);
      return organisation;
    });
    if (call.json) call.print(JSON.stringify({ ...made, approved: !call.flag('waiting') }));
    else {
      call.note('Đã đăng ký. Tên viết tắt: / registered, slug:');
      call.print(made.slug);
    }
    return 0;
  },
};

function oneOf<T extends string>(call: CommandCall, option: string, words: readonly T[]): T | undefined {
  const given = call.text(option);
  const found = words.find((word) => word === given);
  if (given !== undefined && found === undefined) throw new UsageError(`--${option}: ${words.join(', ')}; given: "${given}"`);
  return found;
}

async function findUnitId(database: Database, call: CommandCall): Promise<number | undefined> {
  const code = call.text('unit');
  if (code === undefined) return undefined;
  const unit = await findUnitByCode(database.system, code, call.now().toISOString().slice(0, 10));
  if (unit !== undefined) return unit.id;
  throw new AppError('not_found', 'unit_unknown', {
    vi: `Không có đơn vị hành chính nào đang có mã "${code}". Nạp danh mục bằng: npm run -s nguon -- unit import`,
    en: `No administrative unit has the code "${code}" today. Bring the list in with: npm run -s nguon -- unit import`,
  });
}
