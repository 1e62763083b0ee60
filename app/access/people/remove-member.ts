// A person leaves an organisation. The last owner stays: somebody must be able to let others in.
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { countOwners, deleteMembership, findMemberRole } from './membership-store.ts';
import { recordAct } from '../record-act.ts';
import type { By } from '../record-act.ts';

/** Call in a transaction: the owners are counted after the removal. Sessions follow at their next request. */
export async function removeMember(db: Db, wanted: { readonly orgId: number; readonly userId: number }, by: By): Promise<void> {
  const role = await findMemberRole(db, wanted.orgId, wanted.userId);
  if (role === undefined)
    throw new AppError('not_found', 'member_unknown', {
      vi: 'Người này không thuộc tổ chức.',
      en: 'This person does not belong to the organisation.',
    });
  await deleteMembership(db, wanted.orgId, wanted.userId);
  if (role === 'owner' && (await countOwners(db, wanted.orgId)) === 0)
    throw new AppError('conflict', 'last_owner', {
      vi: 'Đây là chủ tài khoản duy nhất. Hãy thêm một chủ tài khoản khác trước.',
      en: 'This is the only owner. Add another owner first.',
    });
  await recordAct(db, by, { orgId: wanted.orgId, act: 'remove_member', subject: `user:${wanted.userId}`, details: { role } });
}
