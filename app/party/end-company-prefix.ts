// The agency ends the declaration of a company prefix: links that stand stay, new ones need another ground.
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { cleanCode } from '../register-fields.ts';
import { markCompanyPrefixEnded } from './prefix-store.ts';

/** @param orgId where given, only this organisation's prefix. @throws AppError not_found */
export async function endCompanyPrefix(db: Db, given: { readonly prefix: string; readonly orgId?: number }, by: By): Promise<void> {
  const prefix = cleanCode(given.prefix) ?? '';
  const orgId = await markCompanyPrefixEnded(db, prefix, by.at, by.actor);
  // What was marked for another organisation is taken back with the transaction.
  if (orgId === undefined || (given.orgId !== undefined && given.orgId !== orgId))
    throw new AppError('not_found', 'prefix_unknown', {
      vi: `Không có khai báo tiền tố ${prefix} nào đang có hiệu lực.`,
      en: `No declaration of the prefix ${prefix} is in force.`,
    });
  await recordAct(db, by, { orgId, act: 'end_company_prefix', subject: `organisation:${orgId}`, details: { prefix } });
}
