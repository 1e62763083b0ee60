// Closes an organisation that has ended or merged. What it registered stays and resolves; its successor manages it.
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { findOrganisation, markOrganisationClosed } from './store.ts';

/** A closed one may be given a successor later. @throws AppError not_found, conflict */
export async function closeOrganisation(
  db: Db,
  given: { readonly orgId: number; readonly successorId?: number | undefined },
  by: By,
): Promise<void> {
  const organisation = await findOrganisation(db, given.orgId);
  const successor = given.successorId === undefined ? undefined : await findOrganisation(db, given.successorId);
  if (organisation === undefined || (given.successorId !== undefined && successor === undefined))
    throw new AppError('not_found', 'organisation_unknown', {
      vi: 'Không có cơ sở này.',
      en: 'There is no such organisation.',
    });
  if (successor !== undefined && (successor.closed_at !== null || successor.id === organisation.id))
    throw new AppError('conflict', 'successor_closed', {
      vi: 'Tổ chức kế thừa phải là một tổ chức khác, đang hoạt động.',
      en: 'The successor must be another organisation that is not closed.',
    });
  if (organisation.closed_at !== null && (given.successorId === undefined || organisation.successor_id !== null))
    throw new AppError('conflict', 'closed_already', {
      vi: `${organisation.name} đã đóng trước đó.`,
      en: `${organisation.name} was closed before.`,
    });
  await markOrganisationClosed(db, organisation.id, by.at, given.successorId ?? null);
  await recordAct(db, by, {
    orgId: organisation.id,
    act: 'close_organisation',
    subject: `organisation:${organisation.id}`,
    details: { name: organisation.name, ...(successor === undefined ? {} : { successor: successor.name, successor_id: successor.id }) },
  });
}
