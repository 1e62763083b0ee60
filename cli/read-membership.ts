// Reads as what a person works for an organisation from the options of a command; an officer has a territory.
import type { MemberRole } from '../app/access/people/membership-store.ts';
import type { Database } from '../app/db.ts';
import { AppError } from '../app/errors.ts';
import { findUnitByCode } from '../app/party/unit-store.ts';
import { UsageError } from './command.ts';
import type { CommandCall, Option } from './command.ts';
import { findOrg } from './find-org.ts';

const roles = ['member', 'owner', 'officer'] as const;

export const membershipOptions = {
  org: { type: 'string', value: '<slug>', help: 'organisation or agency to work for' },
  role: { type: 'string', value: roles.join('|'), help: 'as what; with --org' },
  territory: { type: 'string', value: '<unit code>', help: "an officer's unit: it and all below it" },
} satisfies Readonly<Record<string, Option>>;

export interface WantedMembership {
  readonly orgId: number;
  readonly slug: string;
  readonly role: MemberRole;
  readonly territoryUnitId?: number;
}

/** --org and --role go together; --territory goes with an officer. Undefined where no organisation is named. Asks no database. */
export function readRole(call: CommandCall): MemberRole | undefined {
  const role = roles.find((one) => one === call.text('role'));
  if (call.text('role') !== undefined && role === undefined) throw new UsageError(`--role: ${roles.join(', ')}`);
  if ((call.text('org') === undefined) !== (role === undefined)) throw new UsageError('--org and --role go together');
  if ((call.text('territory') === undefined) !== (role !== 'officer')) throw new UsageError('--territory goes with --role officer');
  return role;
}

export async function findWantedMembership(database: Database, call: CommandCall, role: MemberRole): Promise<WantedMembership> {
  const { id, slug } = await findOrg(database, call.text('org') ?? '');
  return { orgId: id, slug, role, ...(role === 'officer' ? { territoryUnitId: await findTerritory(database, call) } : {}) };
}

async function findTerritory(database: Database, call: CommandCall): Promise<number> {
  const code = call.text('territory') ?? '';
  const unit = await findUnitByCode(database.system, code, call.now().toISOString().slice(0, 10));
  if (unit !== undefined) return unit.id;
  throw new AppError('not_found', 'unit_unknown', {
    vi: `Không có đơn vị hành chính nào đang có mã "${code}". Nạp danh mục bằng: npm run -s nguon -- unit import`,
    en: `No administrative unit has the code "${code}" today. Bring the list in with: npm run -s nguon -- unit import`,
  });
}
