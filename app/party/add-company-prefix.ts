// The agency declares that a GS1 company prefix is an organisation's: its keys under that prefix are its own from then on.
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { cleanCode } from '../register-fields.ts';
import { insertCompanyPrefix } from './prefix-store.ts';
import { findOrganisation } from './store.ts';

export interface AddCompanyPrefix {
  readonly orgId: number;
  /** 4 to 12 digits, as on the certificate of GS1 Vietnam. */
  readonly prefix: string;
}

/** @throws AppError invalid, conflict where the prefix is declared already, not_found */
export async function addCompanyPrefix(db: Db, given: AddCompanyPrefix, by: By): Promise<{ readonly id: number; readonly prefix: string }> {
  const prefix = cleanCode(given.prefix) ?? '';
  // Numbers that begin with 2 or 02 and 04 circulate inside a company only (GS1 General Specifications 1.4.2): nobody owns them.
  if (!/^\d{4,12}$/.test(prefix) || /^(2|02|04)/.test(prefix))
    throw invalid(
      'prefix',
      'Tiền tố mã doanh nghiệp GS1 gồm 4 đến 12 chữ số, ghi trên giấy chứng nhận của GS1 Việt Nam (thường bắt đầu bằng 893); tiền tố 2, 02, 04 chỉ dùng nội bộ.',
      'A GS1 company prefix has 4 to 12 digits, as on the certificate; prefixes 2, 02 and 04 are for internal use only.',
    );
  const organisation = await findOrganisation(db, given.orgId);
  if (organisation === undefined || organisation.closed_at !== null)
    throw new AppError('not_found', 'organisation_unknown', {
      vi: 'Không có cơ sở nào như vậy đang hoạt động.',
      en: 'There is no such organisation, or it is closed.',
    });
  const id = await insertCompanyPrefix(db, { org_id: given.orgId, prefix, valid_from: by.at, created_by: by.actor });
  if (id === undefined)
    throw new AppError('conflict', 'prefix_taken', {
      vi: `Tiền tố ${prefix} đã được khai báo cho một tổ chức. Hãy kết thúc khai báo đó trước.`,
      en: `The prefix ${prefix} is declared for an organisation already. End that declaration first.`,
      faults: [
        {
          code: 'prefix_taken',
          path: 'prefix',
          vi: `Tiền tố ${prefix} đã được khai báo. Hãy kết thúc khai báo cũ trước.`,
          en: `The prefix ${prefix} is declared already. End that declaration first.`,
        },
      ],
    });
  await recordAct(db, by, { orgId: given.orgId, act: 'add_company_prefix', subject: `organisation:${given.orgId}`, details: { prefix } });
  return { id, prefix };
}

function invalid(path: string, vi: string, en: string): AppError {
  return new AppError('invalid', 'prefix_wrong', { vi, en, faults: [{ code: 'prefix_wrong', path, vi, en }] });
}
