// An agency lets an organisation take part: from then on it may hand in events and is shown on the portal.
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import { AppError } from '../errors.ts';
import { findOrganisation, markOrganisationApproved } from './store.ts';

/** @param territory units the approving officer answers for; undefined = all (administrator, demo, command line). */
export async function approveOrganisation(db: Db, orgId: number, by: By, territory?: readonly number[]): Promise<void> {
  const organisation = await findOrganisation(db, orgId);
  const isInTerritory = territory === undefined || territory.some((unitId) => unitId === organisation?.unit_id);
  // Outside the territory the answer is the same as for an organisation that does not exist.
  if (organisation === undefined || !isInTerritory)
    throw new AppError('not_found', 'organisation_unknown', {
      vi: 'Không có cơ sở này trong địa bàn của bạn.',
      en: 'There is no such organisation in your territory.',
    });
  if (!(await markOrganisationApproved(db, orgId, by.at)))
    throw new AppError('conflict', 'approved_already', {
      vi: `${organisation.name} đã được phê duyệt trước đó.`,
      en: `${organisation.name} was approved before.`,
    });
  await recordAct(db, by, {
    orgId: orgId,
    act: 'approve_organisation',
    subject: `organisation:${orgId}`,
    details: { name: organisation.name },
  });
}
