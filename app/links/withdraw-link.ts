// Withdraws a link: it is no longer followed, and stays in the history.
import { recordAct } from '../access/record-act.ts';
import type { By } from '../access/record-act.ts';
import type { Db } from '../db.ts';
import type { StoredLink } from './link.ts';
import { getManagedLink } from './managed-link.ts';
import { markLinksWithdrawn } from './store.ts';
import { changedMeanwhile } from './write-links.ts';

/** @throws AppError not_found, conflict where it was withdrawn before. */
export async function withdrawLink(db: Db, id: number, orgId: number, by: By): Promise<StoredLink> {
  const link = await getManagedLink(db, orgId, id, by.at);
  const gone = link.withdrawn_at === null ? await markLinksWithdrawn(db, [id], by.at, by.actor) : [];
  if (gone.length === 0) throw changedMeanwhile();
  const { thing, link_type, href } = link;
  await recordAct(db, by, { orgId, act: 'withdraw_link', subject: `link:${id}`, details: { thing, link_type, href } });
  return { ...link, withdrawn_at: by.at, withdrawn_by: by.actor };
}
